import { interpretRow } from '../../interpret.rules.ts'
import { openTable } from '../reading/open-table.ts'
import { cellText } from '../reading/table.ts'
import type { ImportSource, Running } from './import-context.ts'
import { textOf } from './interpreted-rows.ts'
import type { MemberBook } from './member-book.ts'

/**
 * Who has most to do with each customer, by the deals of the run: the member with more deals there than any other. Nobody,
 * where two have as many or the actor may not give them work; the importer then owns the customer.
 */
export async function dealOwners(
  run: Running,
  sources: readonly ImportSource[],
  members: MemberBook,
): Promise<(account: string) => string | undefined> {
  const deals = new Map<string, Map<string, number>>()
  for (const source of sources) {
    if (source.reading.target !== 'projects') continue
    const fields = source.reading.fields.filter((f) => ['account', 'owner'].includes(f.field.key))
    if (fields.length < 2) continue
    const reading = { ...source.reading, fields }
    const table = await openTable(source.path, { name: source.name, ...source.open, signal: run.signal })
    for await (const { row, cells, blank } of table.rows()) {
      if (blank) continue
      const { values } = interpretRow(reading, row, cells.map(cellText))
      const account = textOf(values, 'account')
      const owner = members.get(textOf(values, 'owner') ?? '')
      if (account === undefined || !owner || owner.left) continue
      if (run.actor.role !== 'administrator' && !run.actor.reach.includes(owner.id)) continue
      const of = deals.get(account) ?? new Map<string, number>()
      deals.set(account, of)
      of.set(owner.id, (of.get(owner.id) ?? 0) + 1)
    }
  }
  return (account) => {
    const [first, second] = [...(deals.get(account) ?? [])].sort((a, b) => b[1] - a[1])
    return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
  }
}
