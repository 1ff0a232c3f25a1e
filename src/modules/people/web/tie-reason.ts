import type { Words } from '#platform/words/words.ts'
import type { TieReason } from '../people.contract.ts'
import type { zh } from '../words/ties.zh-CN.ts'

/** Why a tie is proposed, in words. */
export function proposalReason(t: Words<typeof zh>, reason: TieReason): string {
  const p = t.proposals
  if (reason.kind === 'townsman')
    return [reason.near ? p.near : p.city, p.places(reason.place, reason.other)].join(t.list)
  const where = reason.kind === 'schoolmate' ? p.school(reason.school) : p.employer(reason.employer)
  const when = reason.years === 'together' ? p.together(reason.from, reason.to) : p[reason.years]
  return [where, when].join(t.list)
}
