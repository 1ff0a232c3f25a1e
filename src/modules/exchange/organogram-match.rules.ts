import { bestPairs, type Pair } from './assignment.rules.ts'
import type { Chart, ChartUnit } from './organogram.rules.ts'
import {
  ALL,
  ENOUGH,
  evidence,
  type Likeness,
  likeness,
  type PostMarks,
  plain,
  speaks,
} from './post-likeness.rules.ts'

/** What is known already of an account's departments and posts, ended ones among them. */
export type KnownUnit = { id: string; name: string; parentId: string | null; present: boolean }
export type KnownPost = {
  id: string
  ref: string | null
  title: string
  unitId: string | null
  reportsToId?: string | null
  present: boolean
}

/**
 * Why a post of the file is taken for a known one. `sure`: number and something else, or title and department. The rest is to be
 * checked: `number` alone, `superior`: same title and superior in another department, `near`: a title that is near, with the
 * same department and superior.
 */
export type MatchReason = 'sure' | 'number' | 'superior' | 'near'

export type ChartMatch = {
  /** By the file's keys: which known department or post each is. What is missing is new. */
  units: Map<string, string>
  posts: Map<string, string>
  /** By the file's keys, of the posts that were recognised. */
  reasons: Map<string, MatchReason>
  /** The numbers of the posts mean other posts than before, so that titles and departments were trusted. */
  renumbered: boolean
}

/** A post without a title is called by its number. */
export const titleOf = (post: { title: string; key: string }) => (post.title || post.key).slice(0, 200)

/**
 * Finds the departments and posts of a file among the known ones. Departments by name below the same parent, then by a name
 * only one has, then by the posts in them (renamed). Posts by their number; those without, or all where most numbers now stand
 * for something else, by title, department and superior: of all ways to pair them, the one for which most speaks altogether.
 */
export function matchChart(
  chart: Chart,
  self: string | undefined,
  known: { units: readonly KnownUnit[]; posts: readonly KnownPost[] },
): ChartMatch {
  const units = matchUnits(chart.units, self, known.units)
  const found = { posts: new Map<string, string>(), reasons: new Map<string, MatchReason>() }
  const looks = looksOf(chart, self, known.posts, units, found)
  // Of several alike, those that are there now come first; a number two bear is the later one's.
  const present = [...known.posts].sort((a, b) => Number(b.present) - Number(a.present))
  const byRef = Map.groupBy(
    present.filter((p) => p.ref !== null),
    (p) => p.ref as string,
  )
  const numbered = chart.posts.filter((p) => byRef.has(p.key))
  const alike = numbered.filter((post) => {
    const there = byRef.get(post.key)?.[0] as KnownPost
    const like = looks.compare(post.key, there)
    return like.title === 'same' || (like.unit && there.unitId !== null)
  })
  const renumbered = numbered.length >= 4 && alike.length * 2 < numbered.length
  const take = (pairs: readonly Pair[]) => {
    const knownPosts = new Map(known.posts.map((p) => [p.id, p]))
    const chosen = [...bestPairs(pairs)].map(
      ([key, id]) => [key, id, looks.compare(key, knownPosts.get(id) as KnownPost)] as const,
    )
    for (const [key, id, like] of chosen) {
      found.posts.set(key, id)
      const there = knownPosts.get(id) as KnownPost
      found.reasons.set(
        key,
        there.ref !== key || renumbered ? reasonOf(like) : speaks(like, there) ? 'sure' : 'number',
      )
    }
  }
  if (!renumbered) {
    // The more numbers mean something else, the less one of them says against all the rest: from 10 down to 5. So few that
    // nothing can be said of them are believed.
    const number = numbered.length < 4 ? 10 : (10 * alike.length) / numbered.length
    take(
      numberedPairs(chart.posts, byRef, present, looks).map(({ key, there, weight }) => ({
        left: key,
        right: there.id,
        weight: weight + (there.ref === key ? number : 0) + (there.present ? 5 : 0),
      })),
    )
    // Numbers alone would have the departments of another part for ours.
    renamedUnits(chart, self, known, units, withoutBareNumbers(found).posts)
  }
  const taken = new Set(found.posts.values())
  const keys = new Set(chart.posts.map((p) => p.key))
  const free = present.filter(
    // A number the file still uses says which post it is.
    (p) => !taken.has(p.id) && (renumbered || p.ref === null || !keys.has(p.ref)),
  )
  take(likelyPairs(chart.posts, free, looks, found.posts, renumbered))
  return { units, ...found, renumbered }
}

/** How the posts of a file and the known ones are compared: in the words of the departments and superiors recognised so far. */
interface Looks {
  compare: (key: string, there: KnownPost) => Likeness
  ofFile: (key: string) => PostMarks
  ofKnown: (there: KnownPost) => PostMarks
}

function looksOf(
  chart: Chart,
  self: string | undefined,
  known: readonly KnownPost[],
  units: ReadonlyMap<string, string>,
  found: Pick<ChartMatch, 'posts' | 'reasons'>,
): Looks {
  const fileTitles = new Map(chart.posts.map((p) => [p.key, titleOf(p)]))
  const filePosts = new Map(chart.posts.map((p) => [p.key, p]))
  const managers = new Map(chart.lines.map((l) => [l.post, l.manager]))
  const knownTitles = new Map(known.map((p) => [p.id, p.title]))
  const recognised = (key: string) => (found.reasons.get(key) === 'number' ? null : found.posts.get(key))
  const ofFile = (key: string): PostMarks => {
    const { unit } = filePosts.get(key) as Chart['posts'][number]
    const manager = managers.get(key)
    return {
      title: fileTitles.get(key) as string,
      // A department nobody knew is like no other.
      unit: unit === undefined || unit === self ? null : (units.get(unit) ?? `new ${unit}`),
      superior: (manager !== undefined && recognised(manager)) || null,
      superiorTitle: (manager !== undefined && fileTitles.get(manager)) || null,
    }
  }
  const ofKnown = (there: KnownPost): PostMarks => ({
    title: there.title,
    unit: there.unitId,
    superior: there.reportsToId ?? null,
    superiorTitle: knownTitles.get(there.reportsToId ?? '') ?? null,
  })
  return { ofFile, ofKnown, compare: (key, there) => likeness(ofFile(key), ofKnown(there)) }
}

function reasonOf(like: Likeness): MatchReason {
  if (like.title !== 'same') return 'near'
  return like.unit ? 'sure' : 'superior'
}

/**
 * Each post with those that bear its number; where little else speaks for them, also with those of another number for whom all
 * the rest speaks.
 */
function numberedPairs(
  posts: Chart['posts'],
  byRef: ReadonlyMap<string, readonly KnownPost[]>,
  present: readonly KnownPost[],
  looks: Looks,
) {
  const byTitle = Map.groupBy(
    present.filter((p) => p.ref !== null),
    (p) => p.title,
  )
  return posts.flatMap((post) => {
    const weighed = (there: KnownPost) => ({
      key: post.key,
      there,
      weight: evidence(looks.compare(post.key, there)),
    })
    const own = (byRef.get(post.key) ?? []).map(weighed)
    const called = byTitle.get(titleOf(post)) ?? []
    if (own.length === 0 || own.some((o) => o.weight >= ENOUGH) || called.length > NEAR_AMONG) return own
    const others = called.filter((there) => there.ref !== post.key).map(weighed)
    return [...own, ...others.filter((o) => o.weight >= ALL)]
  })
}

/** Beyond so many in one department nobody looks for titles that are near: every one would be compared with every other. */
const NEAR_AMONG = 200

/** Posts not recognised yet, with the known ones for which enough speaks. */
function likelyPairs(
  posts: Chart['posts'],
  free: readonly KnownPost[],
  looks: Looks,
  found: ReadonlyMap<string, string>,
  renumbered: boolean,
): Pair[] {
  const byTitle = Map.groupBy(free, (p) => p.title)
  const byUnit = Map.groupBy(free, (p) => p.unitId)
  const place = new Map(free.map((p, i) => [p.id, i]))
  return posts
    .filter((p) => !found.has(p.key))
    .flatMap((post, i) => {
      const inUnit = byUnit.get(looks.ofFile(post.key).unit) ?? []
      const near = inUnit.length > NEAR_AMONG ? [] : inUnit
      return [...new Set([...(byTitle.get(titleOf(post)) ?? []), ...near])].flatMap((there): Pair[] => {
        const like = looks.compare(post.key, there)
        const weight =
          evidence(like) + (renumbered && there.ref === post.key && like.title !== 'other' ? 1 : 0)
        if (like.title === 'other' || weight < ENOUGH) return []
        // Of several alike, in the order of the file.
        const order = ((place.get(there.id) as number) - i) ** 2 * 1e-9
        return [{ left: post.key, right: there.id, weight: weight + (there.present ? 3 : 0) - order }]
      })
    })
}

/**
 * A file that tells of another part of the body than what is known: hardly a post is known by more than its number, and hardly a
 * department that holds posts, and another is at its head. What both hang below, the organisation or the department above it, says
 * nothing.
 */
export function tellsOfOthers(
  chart: Chart,
  self: string | undefined,
  match: ChartMatch,
  /** Posts there now that an earlier file brought. */
  brought: readonly Pick<KnownPost, 'id' | 'reportsToId'>[],
): boolean {
  if (brought.length === 0) return false
  const byId = new Map(brought.map((p) => [p.id, p]))
  const common = [...withoutBareNumbers(match).posts].filter(([, id]) => byId.has(id))
  if (common.length * 5 >= Math.min(brought.length, chart.posts.length)) return false
  const below = new Set(chart.lines.map((l) => l.post))
  if (common.some(([key, id]) => !below.has(key) && byId.get(id)?.reportsToId === null)) return false
  const holding = new Set(
    chart.posts.flatMap((p) => (p.unit === undefined || p.unit === self ? [] : [p.unit])),
  )
  const parents = new Set(chart.units.map((u) => u.parent))
  const own = [...holding].filter((key) => !parents.has(key))
  return own.filter((key) => match.units.has(key)).length * 3 <= own.length
}

/** The match without what only a number speaks for: the numbers of another part are its own. */
export function withoutBareNumbers<M extends Pick<ChartMatch, 'posts' | 'reasons'>>(match: M): M {
  const kept = [...match.posts].filter(([key]) => match.reasons.get(key) !== 'number')
  return { ...match, posts: new Map(kept) }
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
  const called = (a: { name: string }, b: { name: string }) => plain(a.name) === plain(b.name)
  for (const unit of units) {
    if (unit.key === self) continue
    const top = unit.parent === undefined || unit.parent === self
    const parentId = top ? null : found.get(unit.parent as string)
    if (parentId === undefined) continue
    const same = present.find((u) => called(u, unit) && u.parentId === parentId && !taken.has(u.id))
    if (same) take(unit.key, same.id)
  }
  for (const unit of units) {
    if (unit.key === self || found.has(unit.key)) continue
    const same = present.filter((u) => u.present && called(u, unit) && !taken.has(u.id))
    const others = units.filter((u) => called(u, unit) && !found.has(u.key) && u.key !== self)
    if (same.length === 1 && others.length === 1) take(unit.key, (same[0] as KnownUnit).id)
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
