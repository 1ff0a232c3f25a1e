import { listRivals } from '#modules/rivals/rivals.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'

/** Looks in the library of rivals, for who won what we lost. */
export async function rivalChoices(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listRivals, { query: { limit: 20, ...(text && { q: text }) } }, { signal })
  return items.map((one) => ({ id: one.id, label: one.name }))
}
