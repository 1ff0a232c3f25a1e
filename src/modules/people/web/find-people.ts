import { listAccounts } from '#modules/accounts/accounts.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'
import { listPeople } from '../people.contract.ts'

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

/** Looks for customers the reader may see: a tie may lead to somebody of another one. */
export async function findAccounts(text: string, signal: AbortSignal): Promise<Picked[]> {
  const query = { limit: 12, ...(text && { q: text }) }
  const { items } = await readOnce(listAccounts, { query }, { signal })
  return items.map((one) => ({ id: one.id, label: one.name, ...(one.region && { detail: one.region }) }))
}
