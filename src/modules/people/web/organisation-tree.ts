import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'

export interface Holder {
  postId: string
  personId: string
  personName: string
}
export interface PostNode {
  post: Post
  holders: Holder[]
  /** Steps below the highest post of its unit, by reporting line. */
  depth: number
}
export interface UnitNode {
  unit: OrgUnit
  posts: PostNode[]
  below: UnitNode[]
}

/**
 * The units of an account as a tree, each with its posts in reporting order and who holds them. What hangs on nothing we
 * know (an imported loop, a missing parent) stands at the top rather than being lost.
 */
export function organisationTree(
  units: readonly OrgUnit[],
  posts: readonly Post[],
  holders: readonly Holder[],
): { units: UnitNode[]; loose: PostNode[] } {
  const byUnit = Map.groupBy(posts, (post) => post.unitId)
  const byPost = Map.groupBy(holders, (holder) => holder.postId)
  const known = new Set(units.map((unit) => unit.id))
  const children = Map.groupBy(units, (unit) =>
    unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null,
  )
  const placed = new Set<string>()
  const grow = (unit: OrgUnit): UnitNode => {
    placed.add(unit.id)
    return {
      unit,
      posts: inReportingOrder(byUnit.get(unit.id) ?? [], byPost),
      below: (children.get(unit.id) ?? []).filter((child) => !placed.has(child.id)).map(grow),
    }
  }
  const tops = (children.get(null) ?? []).map(grow)
  // Units that only hang on each other have no top of their own.
  for (const unit of units) if (!placed.has(unit.id)) tops.push(grow(unit))
  const loose = posts.filter((post) => post.unitId === null || !known.has(post.unitId))
  return { units: tops, loose: inReportingOrder(loose, byPost) }
}

function inReportingOrder(posts: readonly Post[], byPost: ReadonlyMap<string, Holder[]>): PostNode[] {
  const here = new Set(posts.map((post) => post.id))
  const below = Map.groupBy(posts, (post) =>
    post.reportsToId !== null && here.has(post.reportsToId) && post.reportsToId !== post.id
      ? post.reportsToId
      : null,
  )
  const ordered: PostNode[] = []
  const placed = new Set<string>()
  const place = (post: Post, depth: number): void => {
    if (placed.has(post.id)) return
    placed.add(post.id)
    ordered.push({ post, depth, holders: byPost.get(post.id) ?? [] })
    for (const next of below.get(post.id) ?? []) place(next, depth + 1)
  }
  for (const post of below.get(null) ?? []) place(post, 0)
  for (const post of posts) place(post, 0)
  return ordered
}

/** The units that hang below one, however deep: places it cannot be moved to. Survives a loop. */
export function unitsBelow(units: readonly OrgUnit[], unitId: string): Set<string> {
  const below = new Set<string>()
  const children = Map.groupBy(units, (unit) => unit.parentId)
  const walk = (id: string): void => {
    for (const child of children.get(id) ?? []) {
      if (below.has(child.id) || child.id === unitId) continue
      below.add(child.id)
      walk(child.id)
    }
  }
  walk(unitId)
  return below
}
