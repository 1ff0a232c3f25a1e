import { useState } from 'react'
import { listVisits, type VisitCard } from '#modules/visits/visits.contract.ts'
import { usePages } from '#platform/web/query.ts'
import { useMe } from '#platform/web/session.tsx'
import type { Claim } from '../../chain.contract.ts'

export type Sure = Exclude<Claim['confidence'], 'unknown'>
export interface SourceValue {
  kind: Claim['source']['kind']
  id: string | null
  note: string
  sure: Sure
}

/** A visit recorded longer ago than this is no longer what one has just come from. */
const FRESH_DAYS = 3

/**
 * Where what is being kept comes from. Until one says otherwise: the visit under way, or the one just recorded, of the
 * reader's own; else nothing but the reader's word.
 */
export function useSource(accountId: string) {
  const { member } = useMe()
  const read = usePages(
    listVisits,
    {
      query: {
        scope: 'account',
        accountId,
        states: ['under_way', 'recorded', 'reviewed'],
        order: 'latest',
        limit: 6,
      },
    },
    { shows: ['people'] },
  )
  const visits: readonly VisitCard[] = read.items
  const [chosen, choose] = useState<SourceValue | null>(null)
  const recent = visits.find(
    (v) =>
      v.hostId === member.id &&
      (v.state === 'under_way' || Date.now() - Date.parse(v.plannedAt) < FRESH_DAYS * 864e5),
  )
  const usual: SourceValue = recent
    ? { kind: 'visit', id: recent.id, note: '', sure: 'inferred' }
    : { kind: 'note', id: null, note: '', sure: 'inferred' }
  return { visits, value: chosen ?? usual, choose }
}
