import { createUnits, unitsOfAccounts } from '#modules/accounts/server/index.ts'
import { createPeople, type ImportedPerson, matchPeople } from '#modules/people/server/index.ts'
import { problem } from '../../problems.rules.ts'
import type { AccountBook } from './account-book.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { interpretedRows, textOf } from './interpreted-rows.ts'
import type { MemberBook } from './member-book.ts'
import { type FactInFile, factsOf, writeFacts } from './write-facts.ts'

const CHANNELS = [
  ['mobile', 'mobile'],
  ['phone', 'landline'],
  ['email', 'email'],
  ['wechat', 'wechat'],
] as const

/**
 * People at customers. Namesakes are told apart by how often a name comes: the third 王伟 of a file is the third one at
 * that customer, and is made if only two are there. A customer nobody has yet is made; a department, too.
 */
export async function writePeople(
  run: Running,
  source: ImportSource,
  books: { accounts: AccountBook; members: MemberBook; ids: IdMaker },
): Promise<void> {
  const { tx, tally, problems } = run
  const column = (field: string) => source.reading.fields.find((f) => f.field.key === field)?.column
  const times = new Map<string, { count: number; first: number }>()
  const units = new Map<string, string>()
  const unitsLoaded = new Set<string>()
  for await (const batch of interpretedRows(run, source, (n) => tally.add('people', 'skipped', n))) {
    const rows = batch.flatMap((one) => {
      const account = textOf(one.values, 'account') ?? (run.accountName || undefined)
      if (account === undefined) {
        problems.add(
          source.name,
          problem('personWithoutAccount', 'error', { row: one.row, column: column('account') }),
        )
        tally.add('people', 'skipped')
        return []
      }
      return [{ ...one, account, name: textOf(one.values, 'name') as string }]
    })
    const owners = new Map<string, string>()
    for (const { row, values, account } of rows)
      if (!owners.has(account))
        owners.set(account, books.members.ownerOf(source.name, row, column('owner'), textOf(values, 'owner')))
    await books.accounts.ensure(
      source.name,
      rows.map(({ row, account }) => ({ name: account, row, column: column('account') })),
      (name) => owners.get(name) ?? run.actor.memberId,
    )
    const writable = rows.flatMap((one) => {
      const booked = books.accounts.get(one.account)
      if (booked?.write) return [{ ...one, accountId: booked.id }]
      problems.add(
        source.name,
        problem('accountReadOnly', 'error', { row: one.row, column: column('account'), value: one.account }),
      )
      tally.add('people', 'skipped')
      return []
    })
    const [there] = await Promise.all([
      matchPeople(
        tx,
        writable.map((r) => ({ accountId: r.accountId, name: r.name })),
        run.importId,
      ),
      loadUnits(
        run,
        units,
        unitsLoaded,
        writable.flatMap((r) => (textOf(r.values, 'department') === undefined ? [] : [r.accountId])),
      ),
    ])
    const fresh: ImportedPerson[] = []
    const facts: FactInFile[] = []
    const freshUnits: { id: string; accountId: string; name: string }[] = []
    for (const { row, values, name, accountId } of writable) {
      const key = JSON.stringify([accountId, name])
      const seen = times.get(key) ?? { count: 0, first: row }
      times.set(key, seen)
      seen.count += 1
      if (seen.count <= (there.get(key) ?? 0)) {
        tally.add('people', 'unchanged')
        continue
      }
      if (seen.count > 1)
        problems.add(
          source.name,
          problem('personSameName', 'warning', {
            row,
            column: column('name'),
            value: name,
            params: { first: seen.first },
          }),
        )
      const department = textOf(values, 'department')
      let unitId: string | null = null
      if (department !== undefined) {
        const at = JSON.stringify([accountId, department])
        unitId = units.get(at) ?? null
        if (unitId === null) {
          unitId = books.ids.next()
          units.set(at, unitId)
          freshUnits.push({ id: unitId, accountId, name: department })
        }
      }
      const channels = CHANNELS.flatMap(([field, kind]) => {
        const value = textOf(values, field)
        return value === undefined ? [] : [{ id: books.ids.next(), kind, value }]
      })
      const title = textOf(values, 'post')
      const id = books.ids.next()
      facts.push(...factsOf(values, { row, personId: id, accountId }, books.ids))
      fresh.push({
        id,
        accountId,
        name,
        nameEn: textOf(values, 'nameEn') ?? '',
        formOfAddress: textOf(values, 'formOfAddress') ?? '',
        channels,
        ...((title !== undefined || unitId !== null) && {
          employment: { id: books.ids.next(), title: title ?? '', unitId },
        }),
      })
    }
    await createUnits(tx, freshUnits, run.importId)
    await createPeople(tx, fresh, run.importId)
    await writeFacts(run, source, facts)
    tally.add('units', 'created', freshUnits.length)
    tally.add('people', 'created', fresh.length)
  }
}

async function loadUnits(
  run: Running,
  units: Map<string, string>,
  loaded: Set<string>,
  accountIds: readonly string[],
): Promise<void> {
  const missing = [...new Set(accountIds)].filter((id) => !loaded.has(id))
  for (const id of missing) loaded.add(id)
  for (const unit of await unitsOfAccounts(run.tx, missing)) {
    const key = JSON.stringify([unit.accountId, unit.name])
    if (!units.has(key)) units.set(key, unit.id)
  }
}
