import type { Chart, ChartUnit } from './organogram.rules.ts'

/** What is known already of an account's departments and posts, ended ones among them. */
export type KnownUnit = { id: string; name: string; parentId: string | null; present: boolean }
export type KnownPost = {
  id: string
  ref: string | null
  title: string
  unitId: string | null
  present: boolean
}

export type ChartMatch = {
  /** By the file's keys: which known department or post each is. What is missing is new. */
  units: Map<string, string>
  posts: Map<string, string>
  /** The numbers of the posts mean other posts than before, so that titles and departments were trusted first. */
  renumbered: boolean
}

/** A post without a title is called by its number. */
export const titleOf = (post: { title: string; key: string }) => (post.title || post.key).slice(0, 200)

/**
 * Finds the departments and posts of a file among the known ones. Departments by name below the same parent, then by a name
 * only one has, then by the posts in them (renamed). Posts by their number, then by department and title; the other way
 * round where most numbers now stand for something else.
 */
export function matchChart(
  chart: Chart,
  self: string | undefined,
  known: { units: readonly KnownUnit[]; posts: readonly KnownPost[] },
): ChartMatch {
  const units = matchUnits(chart.units, self, known.units)
  // Of two that bore one number, the one that is there now.
  const lastPresent = [...known.posts].sort((a, b) => Number(a.present) - Number(b.present))
  const byRef = new Map(lastPresent.flatMap((p) => (p.ref === null ? [] : [[p.ref, p] as const])))
  const common = chart.posts.flatMap((post) => {
    const there = byRef.get(post.key)
    return there ? [{ post, there }] : []
  })
  const unitOf = (key: string | undefined) => (key === undefined ? null : (units.get(key) ?? null))
  const alike = common.filter(
    ({ post, there }) =>
      there.title === titleOf(post) || (there.unitId !== null && there.unitId === unitOf(post.unit)),
  )
  const renumbered = common.length >= 4 && alike.length * 2 < common.length
  const posts = new Map<string, string>()
  const taken = new Set<string>()
  const take = (key: string, id: string) => {
    if (posts.has(key) || taken.has(id)) return
    posts.set(key, id)
    taken.add(id)
  }
  const byNumber = () => {
    for (const { post, there } of common) take(post.key, there.id)
  }
  const byPlace = () => {
    const place = (unitId: string | null, title: string) => JSON.stringify([unitId, title])
    const free = new Map<string, string[]>()
    // Of several alike, those that are there now come first.
    for (const post of [...known.posts].sort((a, b) => Number(b.present) - Number(a.present))) {
      // A number the file still uses says which post it is.
      if (taken.has(post.id) || (!renumbered && post.ref !== null && chartKeys.has(post.ref))) continue
      const at = place(post.unitId, post.title)
      free.set(at, [...(free.get(at) ?? []), post.id])
    }
    for (const post of chart.posts) {
      if (posts.has(post.key) || (post.unit !== undefined && post.unit !== self && !units.has(post.unit)))
        continue
      const id = free.get(place(unitOf(post.unit), titleOf(post)))?.shift()
      if (id !== undefined) take(post.key, id)
    }
  }
  const chartKeys = new Set(chart.posts.map((p) => p.key))
  if (!renumbered) {
    byNumber()
    renamedUnits(chart, self, known, units, posts)
  }
  byPlace()
  if (renumbered) byNumber()
  return { units, posts, renumbered }
}

function matchUnits(
  units: readonly ChartUnit[],
  self: string | undefined,
  known: readonly KnownUnit[],
): Map<string, string> {
  const found = new Map<string, string>()
  const taken = new Set<string>()
  const take = (key: string, id: string) => {
    found.set(key, id)
    taken.add(id)
  }
  const present = [...known].sort((a, b) => Number(b.present) - Number(a.present))
  for (const unit of units) {
    if (unit.key === self) continue
    const top = unit.parent === undefined || unit.parent === self
    const parentId = top ? null : found.get(unit.parent as string)
    if (parentId === undefined) continue
    const same = present.find((u) => u.name === unit.name && u.parentId === parentId && !taken.has(u.id))
    if (same) take(unit.key, same.id)
  }
  for (const unit of units) {
    if (unit.key === self || found.has(unit.key)) continue
    const called = present.filter((u) => u.present && u.name === unit.name && !taken.has(u.id))
    const others = units.filter((u) => u.name === unit.name && !found.has(u.key) && u.key !== self)
    if (called.length === 1 && others.length === 1) take(unit.key, (called[0] as KnownUnit).id)
  }
  return found
}

/** A department nobody knows by name, most of whose posts stood together in one that the file does not name: it was renamed. */
function renamedUnits(
  chart: Chart,
  self: string | undefined,
  known: { units: readonly KnownUnit[]; posts: readonly KnownPost[] },
  units: Map<string, string>,
  posts: ReadonlyMap<string, string>,
): void {
  const unitOfPost = new Map(known.posts.map((p) => [p.id, p.unitId]))
  const named = new Set(units.values())
  for (const unit of chart.units) {
    if (unit.key === self || units.has(unit.key)) continue
    const members = chart.posts.filter((p) => p.unit === unit.key)
    const from = new Map<string, number>()
    for (const member of members) {
      const was = unitOfPost.get(posts.get(member.key) ?? '')
      if (was) from.set(was, (from.get(was) ?? 0) + 1)
    }
    const [best] = [...from].sort((a, b) => b[1] - a[1])
    if (!best || named.has(best[0])) continue
    const [was, stayed] = best
    const size = known.posts.filter((p) => p.unitId === was && p.present).length
    if (stayed * 2 <= members.length || stayed * 2 <= size) continue
    units.set(unit.key, was)
    named.add(was)
  }
}
