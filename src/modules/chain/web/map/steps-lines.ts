import type { ChartTouch } from '#modules/accounts/accounts.contract.ts'
import type { stepsWords } from '../../words/steps.ts'

type StepWords = (typeof stepsWords)['zh-CN']

/** What became of one record, by name. */
export function touchLine({ before, after }: ChartTouch, w: StepWords): string {
  const nameOf = (record: { name: string } | { title: string }) =>
    'name' in record ? record.name : record.title
  if (!before) return after ? w.line.added(nameOf(after)) : ''
  if (!after) return w.line.gone(nameOf(before))
  if (nameOf(before) !== nameOf(after)) return w.line.renamed(nameOf(before), nameOf(after))
  return hangsFrom(before) === hangsFrom(after) ? w.line.changed(nameOf(after)) : w.line.moved(nameOf(after))
}

function hangsFrom(
  record: { parentId: string | null } | { unitId: string | null; reportsToId: string | null },
) {
  return 'parentId' in record ? record.parentId : `${record.unitId}/${record.reportsToId}`
}
