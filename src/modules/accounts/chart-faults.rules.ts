import type { OrgUnit, Post } from './chart.contract.ts'

/** As much of a chart as says whether it holds together. */
export interface FaultyChart {
  units: readonly Pick<OrgUnit, 'id' | 'name' | 'parentId'>[]
  posts: readonly Pick<Post, 'id' | 'title' | 'unitId' | 'reportsToId' | 'dottedToIds'>[]
}

/**
 * What does not hold together in a chart. Nothing forbids to draw it: whoever draws leaves out the lines named here.
 * `names` are those of `ids`, in order. The words are the map's, under `notes`.
 */
export type ChartFault = {
  code: /** The records lead up to each other in a circle; the line from the last to the first closes it. */
    | 'loop'
    /** A line to itself. */
    | 'itself'
    /** A line to something that is not in the chart; `target` says what. */
    | 'dangling'
    /** Several posts with others below them have nobody above: trees that nobody has joined yet. */
    | 'several-roots'
    /** A department with neither posts nor departments in it. */
    | 'unit-empty'
    /** Two posts of one title in one department, under one superior: perhaps one post twice. */
    | 'post-twice'
  kind: 'unit' | 'post'
  ids: string[]
  names: string[]
  field: 'parentId' | 'unitId' | 'reportsToId' | 'dottedToIds' | null
  target: string | null
}

/** Everything that does not hold together in a chart, whatever is stored: each fault once. Linear in its size. */
export function chartFaults(chart: FaultyChart): ChartFault[] {
  const unitNames = new Map(chart.units.map((u) => [u.id, u.name]))
  const postNames = new Map(chart.posts.map((p) => [p.id, p.title]))
  const faults: ChartFault[] = []
  const unitFault = (
    code: ChartFault['code'],
    ids: string[],
    field: ChartFault['field'],
    target: string | null = null,
  ) =>
    faults.push({ code, kind: 'unit', ids, names: ids.map((id) => unitNames.get(id) ?? ''), field, target })
  const postFault = (
    code: ChartFault['code'],
    ids: string[],
    field: ChartFault['field'],
    target: string | null = null,
  ) =>
    faults.push({ code, kind: 'post', ids, names: ids.map((id) => postNames.get(id) ?? ''), field, target })

  const parents = new Map<string, string>()
  const filled = new Set<string>()
  for (const { id, parentId } of chart.units) {
    if (parentId === null) continue
    if (parentId === id) unitFault('itself', [id], 'parentId')
    else if (!unitNames.has(parentId)) unitFault('dangling', [id], 'parentId', parentId)
    else {
      parents.set(id, parentId)
      filled.add(parentId)
    }
  }
  for (const loop of loopsIn(parents)) unitFault('loop', loop, 'parentId')

  const superiors = new Map<string, string>()
  const places = new Map<string, string[]>()
  for (const post of chart.posts) {
    const { id, unitId, reportsToId, dottedToIds } = post
    if (unitId !== null) {
      if (unitNames.has(unitId)) filled.add(unitId)
      else postFault('dangling', [id], 'unitId', unitId)
    }
    if (reportsToId === id) postFault('itself', [id], 'reportsToId')
    else if (reportsToId !== null && !postNames.has(reportsToId))
      postFault('dangling', [id], 'reportsToId', reportsToId)
    else if (reportsToId !== null) superiors.set(id, reportsToId)
    for (const to of dottedToIds) {
      if (to === id) postFault('itself', [id], 'dottedToIds')
      else if (!postNames.has(to)) postFault('dangling', [id], 'dottedToIds', to)
    }
    const place = JSON.stringify([post.title, unitId, reportsToId])
    places.set(place, [...(places.get(place) ?? []), id])
  }
  for (const loop of loopsIn(superiors)) postFault('loop', loop, 'reportsToId')
  // A post with nobody above or below is not placed yet; it is no second top.
  const above = new Set(superiors.values())
  const roots = chart.posts.filter((p) => p.reportsToId === null && above.has(p.id)).map((p) => p.id)
  if (roots.length > 1) postFault('several-roots', roots, 'reportsToId')
  for (const ids of places.values()) if (ids.length > 1) postFault('post-twice', ids, null)
  for (const { id } of chart.units) if (!filled.has(id)) unitFault('unit-empty', [id], null)
  return faults
}

/** The circles in lines where each has at most one above it. Each circle once. */
export function loopsIn(above: ReadonlyMap<string, string>): string[][] {
  const settled = new Set<string>()
  const loops: string[][] = []
  for (const start of above.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !settled.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = above.get(at)
    }
    if (at !== undefined && onPath.has(at)) loops.push(path.slice(path.indexOf(at)))
    for (const one of path) settled.add(one)
  }
  return loops
}
