import type { ChartEdit } from '#modules/accounts/accounts.contract.ts'
import type { ChainMap } from './chain.contract.ts'
import { leadsTo } from './map.rules.ts'

type Chart = Pick<ChainMap, 'units' | 'posts'>

/** What is lifted: a post, a department, or somebody without a post. */
export interface Lifted {
  kind: 'post' | 'unit' | 'person'
  id: string
}
/** Where it is held: over a post or over a department, whose head, if any, leads those who come. */
export type Target = { kind: 'post'; id: string } | { kind: 'unit'; id: string; headId: string | null }

/** What would come of letting go. `names` are ids; the screen knows what they are called. */
export type Drop =
  | { ok: true; does: 'report'; edits: ChartEdit[]; bossId: string }
  | { ok: true; does: 'move-unit'; edits: ChartEdit[]; unitId: string; bossId: string | null }
  | { ok: true; does: 'nest-unit'; edits: ChartEdit[]; parentId: string }
  /** Somebody takes a post: no edit of the chart, but of who holds what. */
  | { ok: true; does: 'seat'; postId: string; personId: string }
  | { ok: false; why: 'itself' | 'below' | 'same' | 'unit-below' | 'person-needs-post' | 'taken' }

/**
 * What letting go of something over something does: a post over a post changes its superior, over a department its
 * department (and its superior, to the head there, unless its superior is of that department already); a department over
 * anything becomes part of that department; a person takes a post nobody is known to hold.
 */
export function dropOn(
  chart: Chart,
  lifted: Lifted,
  target: Target,
  holdersOf: (postId: string) => number,
): Drop {
  if (lifted.kind === 'person') {
    if (target.kind !== 'post') return { ok: false, why: 'person-needs-post' }
    if (holdersOf(target.id) > 0) return { ok: false, why: 'taken' }
    return { ok: true, does: 'seat', postId: target.id, personId: lifted.id }
  }
  if (lifted.id === target.id) return { ok: false, why: 'itself' }
  return lifted.kind === 'unit' ? dropUnit(chart, lifted.id, target) : dropPost(chart, lifted.id, target)
}

function dropPost({ posts }: Chart, postId: string, target: Target): Drop {
  const above = linesUp(posts.map((p) => [p.id, p.reportsToId]))
  const post = posts.find((p) => p.id === postId)
  if (!post) return { ok: false, why: 'same' }
  if (target.kind === 'post') {
    if (post.reportsToId === target.id) return { ok: false, why: 'same' }
    if (leadsTo(above, target.id, postId)) return { ok: false, why: 'below' }
    return {
      ok: true,
      does: 'report',
      edits: [{ do: 'change-post', postId, reportsToId: target.id }],
      bossId: target.id,
    }
  }
  if (post.unitId === target.id) return { ok: false, why: 'same' }
  const boss = posts.find((p) => p.id === post.reportsToId)
  const follows =
    target.headId !== null && boss?.unitId !== target.id && !leadsTo(above, target.headId, postId)
      ? target.headId
      : null
  return {
    ok: true,
    does: 'move-unit',
    edits: [{ do: 'change-post', postId, unitId: target.id, ...(follows && { reportsToId: follows }) }],
    unitId: target.id,
    bossId: follows,
  }
}

function dropUnit({ units, posts }: Chart, unitId: string, target: Target): Drop {
  const parentId =
    target.kind === 'unit' ? target.id : (posts.find((p) => p.id === target.id)?.unitId ?? null)
  if (parentId === unitId) return { ok: false, why: 'itself' }
  if (parentId === null || units.find((u) => u.id === unitId)?.parentId === parentId)
    return { ok: false, why: 'same' }
  const above = linesUp(units.map((u) => [u.id, u.parentId]))
  if (leadsTo(above, parentId, unitId)) return { ok: false, why: 'unit-below' }
  return { ok: true, does: 'nest-unit', edits: [{ do: 'change-unit', unitId, parentId }], parentId }
}

/** Lines up as a map that can be climbed: a loop already in the data is cut where it closes. */
function linesUp(pairs: readonly (readonly [string, string | null])[]): Map<string, string> {
  const above = new Map<string, string>()
  for (const [id, to] of pairs) if (to !== null && to !== id && !leadsTo(above, to, id)) above.set(id, to)
  return above
}
