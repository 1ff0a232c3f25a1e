import { createAccounts, type MatchedAccount, matchAccounts } from '#modules/accounts/server/index.ts'
import { problem } from '../../problems.rules.ts'
import type { IdMaker, Running } from './import-context.ts'

export interface BookedAccount {
  id: string
  write: boolean
}

/**
 * The accounts rows of a run speak of, by exact name: looked up in batches, remembered for the run. Who brings a customer
 * nobody has yet makes it, and is told so.
 */
export class AccountBook {
  readonly #run: Running
  readonly #ids: IdMaker
  readonly #known = new Map<string, BookedAccount | null>()

  constructor(run: Running, ids: IdMaker) {
    this.#run = run
    this.#ids = ids
  }

  /** Looks up the names it has not seen yet. One or two queries. */
  async load(names: Iterable<string>): Promise<void> {
    const missing = [...new Set(names)].filter((name) => !this.#known.has(name))
    if (missing.length === 0) return
    const found = await matchAccounts(this.#run.tx, this.#run.actor, { names: missing, refs: [] })
    for (const name of missing) this.#known.set(name, best(found.filter((a) => a.name === name)))
  }

  /** Null: there is none. The name must have been loaded. */
  get(name: string): BookedAccount | null {
    return this.#known.get(name) ?? null
  }

  put(name: string, account: BookedAccount): void {
    this.#known.set(name, account)
  }

  /** Makes the accounts that are missing among these; each is reported with the first row that names it. */
  async ensure(
    file: string,
    named: readonly { name: string; row: number; column: string | undefined }[],
    ownerOf: (name: string) => string,
  ): Promise<void> {
    await this.load(named.map((n) => n.name))
    const added: { id: string; name: string }[] = []
    for (const { name, row, column } of named) {
      if (this.get(name)) continue
      const id = this.#ids.next()
      this.put(name, { id, write: true })
      added.push({ id, name })
      this.#run.problems.add(file, problem('accountAdded', 'warning', { row, column, value: name }))
    }
    await createAccounts(
      this.#run.tx,
      added.map((a) => ({ ...a, ownerId: ownerOf(a.name), importId: this.#run.importId })),
    )
    this.#run.tally.add('accounts', 'created', added.length)
  }
}

/** Of several accounts with one name, one we may change, then the first. */
function best(found: readonly MatchedAccount[]): BookedAccount | null {
  return found.find((a) => a.write) ?? found[0] ?? null
}
