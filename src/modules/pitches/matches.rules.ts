import type { ProblemDeclaration } from '#platform/contract/problem.ts'
import { type Fit, matchesProblems } from './matches.contract.ts'

/** What stands against a match, or null. */
export function matchProblem(given: {
  fit: Fit
  needVoid: boolean
  product: { retired: boolean } | null
}): ProblemDeclaration | null {
  if (given.needVoid) return matchesProblems.needVoid
  if (given.product === null) return given.fit === 'unmet' ? null : matchesProblems.needsProduct
  return given.product.retired && given.fit !== 'unmet' ? matchesProblems.retired : null
}

const ORDER: readonly Fit[] = ['met', 'partly', 'custom', 'unmet']

/** How well a need is served by all we have: the best of its matches; null where nobody has looked. */
export function bestFit(matches: readonly { fit: Fit }[]): Fit | null {
  return ORDER.find((fit) => matches.some((match) => match.fit === fit)) ?? null
}

/** What an answered need leaves open: a gap nobody closes. */
export function isOpenGap(match: { fit: Fit; remedy: string; owner: unknown }): boolean {
  return match.fit !== 'met' && (match.remedy.trim() === '' || match.owner === null)
}

/** The needs worth an objective of their own: not looked at, or not met in full and nobody closes the gap. */
export function unansweredNeeds<Need extends { id: string; status: string }>(
  needs: readonly Need[],
  matches: readonly { needId: string; fit: Fit; remedy: string; owner: unknown }[],
): Need[] {
  return needs.filter((need) => {
    if (need.status === 'void') return false
    const of = matches.filter((match) => match.needId === need.id)
    const best = bestFit(of)
    return best === null || (best !== 'met' && of.filter((m) => m.fit === best).every(isOpenGap))
  })
}
