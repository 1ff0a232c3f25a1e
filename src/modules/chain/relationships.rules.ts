import type { RelationshipLevel, RelationshipValue } from './chain.contract.ts'
import type { RelationshipCell, Trend } from './relationships.contract.ts'

/** One claim of a relationship; `value` null says: unknown again. */
export interface RelationshipClaim {
  memberId: string
  personId: string
  projectId: string
  value: Partial<RelationshipValue> | null
  confidence: RelationshipCell['confidence']
  assertedAt: string
}

export const LEVEL_ORDER: Readonly<Record<RelationshipLevel, number>> = {
  vendor: 1,
  credible_source: 2,
  problem_solver: 3,
  trusted_advisor: 4,
}
/** Longer ago than this says nothing of where a relationship is heading. */
export const TREND_DAYS = 180
const MOST_STEPS = 12

/**
 * The matrix's cells: of each pair the newest claim, whichever project it was made in; with the way it went.
 * @param claims in any order, superseded ones among them
 * @param now ISO moment
 */
export function cellsFrom(claims: readonly RelationshipClaim[], now: string): RelationshipCell[] {
  const byPair = Map.groupBy(claims, (claim) => `${claim.memberId}:${claim.personId}`)
  return [...byPair.values()].flatMap((history): RelationshipCell[] => {
    const ordered = history.toSorted((a, b) => Date.parse(a.assertedAt) - Date.parse(b.assertedAt))
    const newest = ordered.at(-1)!
    if (newest.value === null) return []
    const steps = stepsOf(ordered)
    return [
      {
        memberId: newest.memberId,
        personId: newest.personId,
        projectId: newest.projectId,
        current: newest.value.current ?? null,
        target: newest.value.target ?? null,
        targetOn: newest.value.targetOn ?? null,
        nextAction: newest.value.nextAction ?? '',
        trend: trendOf(steps, now),
        steps: steps.slice(-MOST_STEPS),
        confidence: newest.confidence,
        assertedAt: newest.assertedAt,
      },
    ]
  })
}

type Step = RelationshipCell['steps'][number]

/** Levels as they followed one another: a claim that changes only the target is no step. */
function stepsOf(ordered: readonly RelationshipClaim[]): Step[] {
  const steps: Step[] = []
  for (const { assertedAt, value } of ordered) {
    const level = value?.current ?? null
    if (steps.length === 0 ? level !== null : steps.at(-1)!.level !== level)
      steps.push({ at: assertedAt, level })
  }
  return steps
}

/** Where it is heading: against the last known level before today's; nothing within half a year is steady. */
export function trendOf(steps: readonly Step[], now: string): Trend | null {
  const last = steps.at(-1)
  if (!last?.level) return null
  const before = steps.slice(0, -1).findLast((step) => step.level !== null)?.level
  if (!before) return Date.parse(now) - Date.parse(last.at) > TREND_DAYS * 86_400_000 ? 'steady' : null
  if (Date.parse(now) - Date.parse(last.at) > TREND_DAYS * 86_400_000) return 'steady'
  const moved = LEVEL_ORDER[last.level] - LEVEL_ORDER[before]
  if (moved === 0) return 'steady'
  return moved > 0 ? 'up' : 'down'
}

/** Whether a relationship is behind what we want of it. @param today `YYYY-MM-DD` */
export function standing(
  cell: Pick<RelationshipCell, 'current' | 'target' | 'targetOn'>,
  today: string,
): 'reached' | 'behind' | 'overdue' | null {
  if (!cell.target) return null
  if (cell.current && LEVEL_ORDER[cell.current] >= LEVEL_ORDER[cell.target]) return 'reached'
  return cell.targetOn !== null && cell.targetOn < today ? 'overdue' : 'behind'
}
