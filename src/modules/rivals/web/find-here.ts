import { listPeople } from '#modules/people/people.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'
import { listRivals } from '../rivals.contract.ts'

/** Looks for people of one account, for pickers: never beyond it. */
export async function findPeople(accountId: string, text: string, signal: AbortSignal): Promise<Picked[]> {
  const query = { limit: 20, ...(text && { q: text }) }
  const { items } = await readOnce(listPeople, { params: { accountId }, query }, { signal })
  return items.map((one) => ({
    id: one.id,
    label: one.name,
    detail: [one.unitName, one.title].filter(Boolean).join(' · '),
  }))
}

/** Looks in the library of rivals. */
export async function findRivals(text: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listRivals, { query: { limit: 20, ...(text && { q: text }) } }, { signal })
  return items.map((one) => ({ id: one.id, label: one.name }))
}
