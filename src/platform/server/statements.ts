/**
 * Which statements PostgreSQL remembers. Reading and planning a statement through the wall and the visibility predicate costs
 * several times what running it does; under a name it is done once per connection.
 *
 * A statement gets its name when it has come a few times, and only so many do: texts that are put together from a varying
 * number of rows would otherwise fill the connections' memory.
 *
 * A statement that cuts with `limit` is planned each time: the best way to the first fifty depends on how many there are,
 * and a plan for the average organisation can read all of a large one. Where the rows are few whatever is asked (those of
 * one account), the statement says so with `PLANNED_ONCE` in its text.
 */
export const PLANNED_ONCE = '/* planned once */'

const TIMES_BEFORE_NAMED = 3
const MOST_NAMED = 240
const MOST_COUNTED = 2_000

export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #seen = new Map<string, number>()

  /** The name under which connections keep this statement; undefined where it is read and planned each time. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined || this.#names.size >= MOST_NAMED) return name
    const seen = (this.#seen.get(text) ?? 0) + 1
    if (seen < TIMES_BEFORE_NAMED) {
      if (this.#seen.size >= MOST_COUNTED) this.#seen.clear()
      this.#seen.set(text, seen)
      return undefined
    }
    if (/\blimit\b/i.test(text) && !text.includes(PLANNED_ONCE)) {
      // Never to be named: counting it further would look for the word each time.
      this.#seen.set(text, Number.NEGATIVE_INFINITY)
      return undefined
    }
    this.#seen.delete(text)
    const given = `s${this.#names.size + 1}`
    this.#names.set(text, given)
    return given
  }
}
