import { listMembers } from '#modules/members/members.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'
import { listAccounts } from '../accounts.contract.ts'

const SOME = 12

/** Accounts the reader may see, by part of a name, without the one that asks. */
export function searchAccountsBut(accountId: string) {
  return async (q: string, signal: AbortSignal): Promise<Picked[]> => {
    const { items } = await readOnce(listAccounts, { query: { ...(q && { q }), limit: SOME } }, { signal })
    return items
      .filter((one) => one.id !== accountId)
      .map((one) => ({ id: one.id, label: one.name, ...(one.region && { detail: one.region }) }))
  }
}

/** Colleagues by part of a name, without those who are there already. */
export function searchMembersBut(there: readonly string[]) {
  return async (q: string, signal: AbortSignal): Promise<Picked[]> => {
    const { items } = await readOnce(listMembers, { query: { ...(q && { q }), limit: SOME } }, { signal })
    return items
      .filter((one) => !there.includes(one.id))
      .map((one) => ({ id: one.id, label: one.name, ...(one.teamName && { detail: one.teamName }) }))
  }
}
