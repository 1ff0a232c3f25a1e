import { getAccount, listAccounts } from '#modules/accounts/accounts.contract.ts'
import { listMembers } from '#modules/members/members.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { listProofs } from '#modules/proofs/proofs.contract.ts'
import { isAway, kept } from '#platform/web/offline/reading.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'

const SOME = 12

/** Customers the reader may see, by part of a name. */
export async function searchAccounts(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(
    listAccounts,
    { query: { ...(q && { q }), limit: SOME } },
    { signal },
  ).catch(async (error: unknown) => {
    // Without network one plans with a customer one has looked at lately.
    if (!isAway(error)) throw error
    return { items: await accountsOnDevice(q) }
  })
  return items.map((a) => ({ id: a.id, label: a.name, ...(a.region && { detail: a.region }) }))
}

type Known = { id: string; name: string; region: string }

async function accountsOnDevice(q: string): Promise<Known[]> {
  const lists = await kept.allOf(listAccounts.name)
  const single = await kept.allOf(getAccount.name)
  const known = [
    ...single.map(({ data }) => data as Known),
    ...lists.flatMap(({ data }) => (data as { items: Known[] }).items),
  ]
  return [...new Map(known.map((one) => [one.id, one])).values()]
    .filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
    .slice(0, SOME)
}

/** People of one customer only. */
export function searchPeopleOf(accountId: string) {
  return async (q: string, signal: AbortSignal): Promise<Picked[]> => {
    const { items } = await readOnce(
      listPeople,
      { params: { accountId }, query: { ...(q && { q }), limit: SOME } },
      { signal },
    )
    return items.map((p) => ({ id: p.id, label: p.name, ...(p.title && { detail: p.title }) }))
  }
}

export async function searchMembers(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listMembers, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items.map((m) => ({ id: m.id, label: m.name, ...(m.teamName && { detail: m.teamName }) }))
}

export async function searchProofs(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listProofs, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items.map((p) => ({ id: p.id, label: p.title, ...(p.validUntil && { detail: p.validUntil }) }))
}
