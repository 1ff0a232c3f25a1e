import { listMembers } from '#modules/members/members.contract.ts'
import { listProofs, maySupport } from '#modules/proofs/proofs.contract.ts'
import { listRivals } from '#modules/rivals/rivals.contract.ts'
import { readOnce } from '#platform/web/query.ts'
import type { Picked } from '#ui/RecordPicker.tsx'
import { listProducts } from '../pitches.contract.ts'

const SOME = 12

export async function searchProducts(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listProducts, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items.map((p) => ({ id: p.id, label: p.name, ...(p.series && { detail: p.series }) }))
}

/** Only what may stand as evidence today. */
export async function searchEvidence(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listProofs, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items
    .filter(maySupport)
    .map((p) => ({ id: p.id, label: p.title, ...(p.issuer && { detail: p.issuer }) }))
}

export async function searchRivals(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listRivals, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items.map((r) => ({ id: r.id, label: r.name }))
}

export async function searchMembers(q: string, signal: AbortSignal): Promise<Picked[]> {
  const { items } = await readOnce(listMembers, { query: { ...(q && { q }), limit: SOME } }, { signal })
  return items.map((m) => ({ id: m.id, label: m.name, ...(m.teamName && { detail: m.teamName }) }))
}
