import {
  type AccountPatch,
  createAccounts,
  matchAccounts,
  type NewAccount,
  patchAccounts,
  setParents,
} from '#modules/accounts/server/index.ts'
import { parentsFirst } from '../../crm-sales.rules.ts'
import type { Value } from '../../interpret.rules.ts'
import { problem } from '../../problems.rules.ts'
import { insertRecords } from '../outcome-store.ts'
import type { AccountBook } from './account-book.ts'
import type { IdMaker, ImportSource, Running } from './import-context.ts'
import { asLines, interpretedRows, moneyOf, numberOf, textOf } from './interpreted-rows.ts'
import type { MemberBook } from './member-book.ts'

/** Fields without a column of their own; they stand in the business note, each with its header. */
const IN_THE_NOTE = ['address', 'website', 'phone']

/**
 * Customers. One found by its number is brought up to date with what the file says; one found by its name alone is there
 * already and stays as it is. Parents are hung up when all are there.
 * @param dealOwner who has most to do with a customer, by the deals in the same run
 */
export async function writeAccounts(
  run: Running,
  source: ImportSource,
  books: { accounts: AccountBook; members: MemberBook; ids: IdMaker },
  dealOwner: (name: string) => string | undefined,
): Promise<void> {
  const { tx, tally, problems } = run
  const column = (field: string) => source.reading.fields.find((f) => f.field.key === field)?.column
  const firstRow = new Map<string, number>()
  const children: { row: number; id: string; name: string; parent: string }[] = []
  for await (const batch of interpretedRows(run, source, (n) => tally.add('accounts', 'skipped', n))) {
    const rows = batch.map(({ row, values }) => ({
      row,
      values,
      name: textOf(values, 'name') as string,
      ref: textOf(values, 'externalId') ?? null,
    }))
    const there = await matchAccounts(tx, run.actor, {
      names: rows.map((r) => r.name),
      refs: rows.flatMap((r) => r.ref ?? []),
    })
    const byRef = new Map(there.flatMap((a) => (a.externalRef ? [[a.externalRef, a] as const] : [])))
    const byName = new Map(there.map((a) => [a.name, a]))
    const fresh: NewAccount[] = []
    const patches: { id: string; patch: AccountPatch }[] = []
    for (const { row, values, name, ref } of rows) {
      const key = ref === null ? name : `#${ref}`
      const first = firstRow.get(key)
      if (first !== undefined) {
        const twice = ref === null ? 'duplicateName' : 'duplicateExternalId'
        problems.add(source.name, problem(twice, 'warning', { row, value: ref ?? name, params: { first } }))
        tally.add('accounts', 'skipped')
        continue
      }
      firstRow.set(key, row)
      // A namesake with another number is another company.
      const named = byName.get(name)
      const known =
        ref === null ? named : (byRef.get(ref) ?? (named?.externalRef === null ? named : undefined))
      if (known) {
        books.accounts.put(name, known)
        if (ref !== null && known.externalRef === ref && known.write)
          patches.push({ id: known.id, patch: patchOf(run, source, values) })
        else tally.add('accounts', 'unchanged')
        continue
      }
      const id = books.ids.next()
      books.accounts.put(name, { id, write: true })
      const owner = textOf(values, 'owner')
      fresh.push({
        id,
        name,
        externalRef: ref,
        importId: run.importId,
        ownerId:
          owner === undefined
            ? (dealOwner(name) ?? run.actor.memberId)
            : books.members.ownerOf(source.name, row, column('owner'), owner),
        ...fieldsOf(run, source, values),
      })
      const parent = textOf(values, 'parent')
      if (parent !== undefined) children.push({ row, id, name, parent })
    }
    await createAccounts(tx, fresh)
    tally.add('accounts', 'created', fresh.length)
    const changed = await patchAccounts(tx, patches)
    tally.add('accounts', 'updated', changed.length)
    tally.add('accounts', 'unchanged', patches.length - changed.length)
    const said = new Map(patches.map((p) => [p.id, p.patch]))
    await insertRecords(
      tx,
      run.importId,
      changed.map(({ id, version, before }) => ({
        kind: 'accounts',
        recordId: id,
        action: 'updated',
        version,
        before,
        after: (said.get(id) ?? {}) as Record<string, unknown>,
      })),
    )
  }
  await hangUp(run, source, books.accounts, children, column('parent'))
}

async function hangUp(
  run: Running,
  source: ImportSource,
  accounts: AccountBook,
  children: readonly { row: number; id: string; name: string; parent: string }[],
  column: string | undefined,
): Promise<void> {
  if (children.length === 0) return
  await accounts.load(children.map((c) => c.parent))
  const { withoutParent, problems } = parentsFirst(children)
  for (const one of problems) if (one.code !== 'duplicateName') run.problems.add(source.name, one)
  await setParents(
    run.tx,
    children.flatMap(({ row, id, parent }) => {
      if (withoutParent.has(row)) return []
      const above = accounts.get(parent)
      if (above) return above.id === id ? [] : [{ id, parentId: above.id }]
      run.problems.add(source.name, problem('parentUnknown', 'warning', { row, column, value: parent }))
      return []
    }),
  )
}

function fieldsOf(run: Running, source: ImportSource, values: Record<string, Value>): Partial<NewAccount> {
  const revenue = moneyOf(values, 'revenue')
  const shortName = textOf(values, 'shortName')
  const note = [textOf(values, 'note') ?? '', asLines(source, values, IN_THE_NOTE)].filter(Boolean).join('\n')
  return {
    ...(shortName !== undefined && {
      shortNames: shortName
        .split(/[;；、|]/)
        .map((s) => s.trim())
        .filter(Boolean)
        .slice(0, 12),
    }),
    creditCode: textOf(values, 'creditCode') ?? null,
    industry: textOf(values, 'industry') ?? null,
    ownership: textOf(values, 'ownership') ?? null,
    ...(textOf(values, 'tier') !== undefined && { tier: textOf(values, 'tier') as string }),
    ...(textOf(values, 'lifecycle') !== undefined && { lifecycle: textOf(values, 'lifecycle') as string }),
    employees: numberOf(values, 'employees') ?? null,
    foundedYear: numberOf(values, 'yearEstablished') ?? null,
    revenue: revenue?.amount ?? null,
    revenueCurrency: revenue?.currency ?? run.currency,
    region: textOf(values, 'region') ?? '',
    businessNote: note,
  }
}

/** What the file says of an account that is there; what it does not say stays. */
function patchOf(run: Running, source: ImportSource, values: Record<string, Value>): AccountPatch {
  const fields = fieldsOf(run, source, values)
  const patch: AccountPatch = { name: textOf(values, 'name') as string }
  if (fields.creditCode) patch.credit_code = fields.creditCode
  if (fields.industry) patch.industry = fields.industry
  if (fields.ownership) patch.ownership = fields.ownership
  if (fields.tier) patch.tier = fields.tier
  if (fields.lifecycle) patch.lifecycle = fields.lifecycle
  if (fields.employees != null) patch.employees = fields.employees
  if (fields.foundedYear != null) patch.founded_year = fields.foundedYear
  if (fields.revenue != null) {
    patch.revenue = fields.revenue
    patch.revenue_currency = fields.revenueCurrency as string
  }
  if (fields.region) patch.region = fields.region
  if (fields.businessNote) patch.business_note = fields.businessNote
  return patch
}
