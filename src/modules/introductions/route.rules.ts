import type { RelationshipLevel } from '#modules/chain/chain.contract.ts'
import type { TieKind } from '#modules/people/people.contract.ts'
import type { CONFIDENCE } from '#platform/contract/fields.ts'
import type { LinkReason } from './introductions.contract.ts'

type Confidence = (typeof CONFIDENCE)[number]

/**
 * What a link of a route costs. Costs add up along the route and the cheapest route is the best. They are no measurement:
 * they put in order what a good salesperson would try first, and stand here in one place to be argued with.
 *
 * - What binds two people privately (relative, mentor, friend) opens doors most readily; then an old introduction or an
 *   alliance; then a shared past (school, employer); a shared home town is a beginning of a talk, not more.
 * - Rank is a weak bridge: a superior can send for a subordinate, a subordinate can hardly present somebody upwards.
 * - Conflict is no bridge at all: an introduction by an enemy does harm.
 * - Each link costs one more on top, because each is one more person to ask.
 */
const TIE_COST: Record<TieKind, { forward: number; back: number } | null> = {
  relative: { forward: 1, back: 1 },
  friend: { forward: 1, back: 1 },
  // The mentor is listened to; the pupil may ask.
  mentor: { forward: 1, back: 2 },
  ally: { forward: 2, back: 2 },
  // Who introduced somebody can lead to them again; the way back to one's introducer is open, a little less.
  introduced_by: { forward: 3, back: 2 },
  // Whose word counts with whom: easily from the one who is heard to the one who listens.
  influences: { forward: 2, back: 4 },
  listens_to: { forward: 4, back: 2 },
  schoolmate: { forward: 3, back: 3 },
  former_colleague: { forward: 3, back: 3 },
  townsman: { forward: 4, back: 4 },
  // Reads "from reports to to": forward leads upwards.
  reports: { forward: 5, back: 3 },
  dotted_line: { forward: 6, back: 4 },
  conflict: null,
}

/** A strong tie costs nothing more, a weak one three; an unknown strength stands between middling and weak. */
const STRENGTH_COST = [3, 2, 1, 0.5, 0] as const
const UNKNOWN_STRENGTH = 1.5

/** Hearsay is a thin rope. */
const CONFIDENCE_COST: Record<Confidence, number> = {
  confirmed: 0,
  stated: 0,
  inferred: 1,
  unknown: 2,
  rumour: 2,
}

/** How readily one of the customer's people does one of ours a favour. A mere vendor asks in vain. */
const LEVEL_COST: Record<RelationshipLevel, number> = {
  trusted_advisor: 1,
  problem_solver: 2,
  credible_source: 4,
  vendor: 7,
}

const LINK_COST = 1

/** Above this one cannot count on a link: it is shown, but a route stands on it only where there is no other. */
export const WEAK = 7

/** Links of a route at most, the first from one of ours included. Favours do not travel further. */
export const MOST_LINKS = 4

export interface TieLink {
  tie: TieKind
  /** From the one who is asked to the one he leads to, as the tie reads. */
  forward: boolean
  strength: number | null
  confidence: Confidence
}

/** @returns the cost of being introduced along a tie, or null where it leads nowhere */
export function tieCost({ tie, forward, strength, confidence }: TieLink): number | null {
  const base = TIE_COST[tie]
  if (!base) return null
  const strong = strength === null ? UNKNOWN_STRENGTH : (STRENGTH_COST[strength - 1] ?? UNKNOWN_STRENGTH)
  return LINK_COST + (forward ? base.forward : base.back) + strong + CONFIDENCE_COST[confidence]
}

export interface Meetings {
  count: number
  inDepth: number
  /** ISO moment. */
  lastAt: string
}

/** What it costs one of ours to ask somebody they have met so often, so deeply, so long ago. */
export function meetingCost({ count, inDepth, lastAt }: Meetings, now: Date): number {
  const closeness = inDepth >= 3 ? 2 : inDepth > 0 ? 3 : count >= 3 ? 4 : count === 2 ? 5 : 7
  const months = (now.getTime() - Date.parse(lastAt)) / (30 * 864e5)
  // One has to be remembered.
  const age = months > 24 ? 3 : months > 12 ? 2 : months > 6 ? 1 : 0
  return LINK_COST + closeness + age
}

export function levelCost(level: RelationshipLevel, confidence: Confidence): number {
  return LINK_COST + LEVEL_COST[level] + CONFIDENCE_COST[confidence]
}

export interface Grounds {
  cost: number
  /** The one that counts first. */
  reasons: LinkReason[]
}

/** Several grounds for one link: the cheapest decides, the others are told along. Null if none leads anywhere. */
export function ground(reasons: readonly LinkReason[], now: Date): Grounds | null {
  const costs = reasons
    .map((reason) => ({ reason, cost: reasonCost(reason, now) }))
    .filter((one): one is { reason: LinkReason; cost: number } => one.cost !== null)
    .sort((a, b) => a.cost - b.cost)
  const best = costs[0]
  return best ? { cost: best.cost, reasons: costs.map((one) => one.reason) } : null
}

function reasonCost(reason: LinkReason, now: Date): number | null {
  if (reason.kind === 'tie') return tieCost(reason)
  return reason.kind === 'meetings' ? meetingCost(reason, now) : levelCost(reason.level, reason.confidence)
}
