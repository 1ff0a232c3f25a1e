import { CONFIDENCE } from '#platform/contract/fields.ts'
import {
  CHAIN_ATTRIBUTES,
  type ChainAttribute,
  type ChainSummary,
  type Claim,
  PERSONAL_ATTRIBUTES,
  type RelationshipValue,
  type Seat,
} from './chain.contract.ts'

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
  claims: readonly Pick<Claim, 'attribute' | 'aboutMemberId' | 'value' | 'confidence'>[],
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
        // Claims of before the matrix have neither a day nor a next action.
        targetOn: null,
        nextAction: '',
        ...(c.value as Pick<RelationshipValue, 'current' | 'target'>),
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

/** Whether an attribute of a seat is known. Of a relationship: whether anybody of ours has one that is known. */
export function isKnown(seat: Seat, attribute: ChainAttribute): boolean {
  switch (attribute) {
    case 'buying_roles':
      return seat.buyingRoles.length > 0
    case 'stance':
      return seat.stance !== null
    case 'influence':
      return seat.influence !== null
    case 'political_status':
      return seat.politicalStatus !== null
    case 'response_mode':
      return seat.responseMode !== null
    case 'relationship':
      return seat.relationships.some((r) => r.current !== null)
    case 'business_result':
      return seat.businessResult !== ''
    case 'personal_win':
      return seat.personalWin !== ''
  }
}

/**
 * How well a chain is known, in numbers.
 * @param placeholders posts held by somebody we do not know: never met, and nothing is known of them
 * @param personal whether the reader may see the personal layer; without it nothing is said of personal attributes
 */
export function summaryOf(seats: readonly Seat[], placeholders: number, personal: boolean): ChainSummary {
  return {
    people: seats.length,
    met: seats.filter((s) => s.coverage !== 'none').length,
    inDepth: seats.filter((s) => s.coverage === 'in_depth').length,
    placeholders,
    known: CHAIN_ATTRIBUTES.filter((a) => personal || !PERSONAL_ATTRIBUTES.includes(a)).map((attribute) => ({
      attribute,
      people: seats.filter((s) => isKnown(s, attribute)).length,
    })),
  }
}
