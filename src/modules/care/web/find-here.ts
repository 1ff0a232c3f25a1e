import { listMembers } from '#modules/members/members.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'

/** People of one customer only. */
export function findPeopleOf(accountId: string) {
  return async (q: string, signal: AbortSignal): Promise<Picked[]> => {
    const { items } = await readOnce(
      listPeople,
      { params: { accountId }, query: { ...(q && { q }), limit: 12 } },
      { signal },
    )
    return items.map((p) => ({ id: p.id, label: p.name, ...(p.title && { detail: p.title }) }))
  }
}

export async function findMembers(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listMembers, { query: { ...(q && { q }), limit: 12 } }, { signal })
  return items.map((m) => ({ id: m.id, label: m.name, ...(m.teamName && { detail: m.teamName }) }))
}
