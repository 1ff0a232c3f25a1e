import { CONFIDENCE } from '#platform/contract/fields.ts'
import { type Claim, PERSONAL_ATTRIBUTES, type Seat } from './chain.contract.ts'

/** What is known of meetings with a person, derived from recorded visits. */
export interface Met {
  coverage: Seat['coverage']
  lastMetAt: string | null
}

/**
 * One person's seat, put together from the claims that stand. What nobody has claimed stays null: unknown.
 * @param personal whether the reader may see the personal layer; without it a personal win is withheld
 * @param names names of our members, for whom relationship levels are claimed
 */
export function seatFrom(
  personId: string,
  claims: readonly Claim[],
  met: Met | undefined,
  personal: boolean,
  names: ReadonlyMap<string, string>,
): Seat {
  const shown = claims.filter((c) => personal || !PERSONAL_ATTRIBUTES.includes(c.attribute as never))
  const current = <T>(attribute: string): T | null =>
    (shown.find((c) => c.attribute === attribute)?.value ?? null) as T | null
  const known = shown.filter((c) => c.value !== null)
  return {
    personId,
    buyingRoles: current<Seat['buyingRoles']>('buying_roles') ?? [],
    stance: current<number>('stance'),
    influence: current<number>('influence'),
    politicalStatus: current<NonNullable<Seat['politicalStatus']>>('political_status'),
    responseMode: current<NonNullable<Seat['responseMode']>>('response_mode'),
    relationships: shown
      .filter((c) => c.attribute === 'relationship' && c.value !== null && c.aboutMemberId !== null)
      .map((c) => ({
        ...(c.value as Pick<Seat['relationships'][number], 'current' | 'target'>),
        memberId: c.aboutMemberId as string,
        memberName: names.get(c.aboutMemberId as string) ?? '',
      })),
    businessResult: current<string>('business_result') ?? '',
    personalWin: current<string>('personal_win') ?? '',
    coverage: met?.coverage ?? 'none',
    lastMetAt: met?.lastMetAt ?? null,
    confidence: known.reduce<Seat['confidence']>(
      (least, c) =>
        least === null || CONFIDENCE.indexOf(c.confidence) < CONFIDENCE.indexOf(least) ? c.confidence : least,
      null,
    ),
  }
}
