import { everyMember, type KnownMember } from '#modules/members/server/index.ts'
import { plainName } from '../../matching.rules.ts'
import { problem } from '../../problems.rules.ts'
import type { Running } from './import-context.ts'

/** The members of the organisation by name, those this run adds among them. */
export class MemberBook {
  readonly #run: Running
  #byName = new Map<string, KnownMember>()

  constructor(run: Running) {
    this.#run = run
  }

  async load(): Promise<void> {
    const all = await everyMember(this.#run.tx)
    this.#byName = new Map()
    // Who still works here comes before a namesake who has left; of two, the one who came first.
    for (const member of [...all].sort((a, b) => Number(a.left) - Number(b.left)))
      if (!this.#byName.has(plainName(member.name))) this.#byName.set(plainName(member.name), member)
  }

  get(name: string): KnownMember | undefined {
    return this.#byName.get(plainName(name))
  }

  /**
   * Who is to own a row: whom it names, if the actor may give work to them; else the importer, and the row says why.
   */
  ownerOf(file: string, row: number, column: string | undefined, name: string | undefined): string {
    const { actor, problems } = this.#run
    if (name === undefined) return actor.memberId
    const member = this.get(name)
    const where = { row, column, value: name }
    if (!member || member.left) {
      problems.add(file, problem('ownerUnknown', 'warning', where))
      return actor.memberId
    }
    if (actor.role !== 'administrator' && !actor.reach.includes(member.id)) {
      problems.add(file, problem('ownerOutOfReach', 'warning', where))
      return actor.memberId
    }
    return member.id
  }
}
