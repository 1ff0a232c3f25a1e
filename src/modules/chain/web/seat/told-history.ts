import type { Claim } from '../../chain.contract.ts'

/** What is changed again within this time was a slip of the finger, or one of several taps. */
const SLIP_MS = 60_000

/**
 * The claims of one attribute worth telling, newest first: without those that their own author replaced at once and on the
 * same grounds. The log keeps them all.
 * @param claims of one attribute (of a relationship: of one of ours), newest first
 */
export function toldHistory(claims: readonly Claim[]): Claim[] {
  return claims.filter((claim, i) => {
    const next = claims[i - 1]
    if (!next || claim.supersededAt === null || claim.fromProject !== null) return true
    const slip = Date.parse(claim.supersededAt) - Date.parse(claim.assertedAt) < SLIP_MS
    const same =
      claim.assertedBy === next.assertedBy &&
      claim.source.kind === next.source.kind &&
      claim.source.id === next.source.id &&
      claim.source.note === next.source.note
    return !(slip && same)
  })
}
