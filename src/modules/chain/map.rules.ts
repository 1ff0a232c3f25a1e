import type { ChainMap, Seat } from './chain.contract.ts'

/** Somebody at a post, and what is believed of them in this purchase. */
export interface MapHolder {
  id: string
  name: string
  seat: Seat | null
}

/** One box of the map: a post with whoever holds it, a person without a post, or a department that must stand for itself. */
export interface MapBox {
  id: string
  kind: 'post' | 'person' | 'unit'
  title: string
  unitId: string | null
  unitName: string
  /** The weightiest first. */
  holders: MapHolder[]
  /** A post nobody holds, or whose holder we do not know: drawn as an outline. */
  empty: 'vacant' | 'unknown' | null
  /** The box it hangs under. */
  parentId: string | null
  /** False: it hangs there because its department does; nobody said that it reports there. */
  reports: boolean
}

/** What binds two boxes beside the reporting line. */
export interface MapLine {
  id: string
  from: string
  to: string
  kind: 'dotted' | 'tie'
  /** For ties: what binds the two. */
  tie?: string
  strength?: number | null
  mutual?: boolean
}

/** What is odd about a chart, to be said beside it: which posts, and what became of them in the drawing. */
export interface ChartNote {
  key: 'loop' | 'self' | 'dangling' | 'roots'
  postIds: string[]
}

export interface Chart {
  boxes: MapBox[]
  lines: MapLine[]
  notes: ChartNote[]
}

/**
 * What the map draws. A line that points nowhere, at itself, or closes a loop is left out of the drawing and named in the
 * notes, so that the layout always ends and nothing is lost. A department gets a box of its own where it has no post, or
 * where several of its posts hang on nothing.
 */
export function chartOf(map: Pick<ChainMap, 'units' | 'posts' | 'people' | 'seats' | 'ties'>): Chart {
  const units = new Map(map.units.map((u) => [u.id, u]))
  const seats = new Map(map.seats.map((s) => [s.personId, s]))
  const posts = new Map(map.posts.map((p) => [p.id, p]))
  const holders = new Map<string, MapHolder[]>()
  const homeOf = new Map<string, string>()
  for (const { id, name, postIds } of map.people) {
    for (const postId of postIds) {
      if (!posts.has(postId)) continue
      if (!homeOf.has(id)) homeOf.set(id, postId)
      holders.set(postId, [...(holders.get(postId) ?? []), { id, name, seat: seats.get(id) ?? null }])
    }
  }

  const { above, notes } = reportingLines(map.posts, posts)
  const boxes = new Map<string, MapBox>()
  for (const post of map.posts) {
    const held = (holders.get(post.id) ?? []).sort((a, b) => weight(b) - weight(a))
    const unit = post.unitId ? units.get(post.unitId) : undefined
    boxes.set(post.id, {
      id: post.id,
      kind: 'post',
      title: post.title,
      unitId: unit?.id ?? null,
      unitName: unit?.name ?? '',
      holders: held,
      empty: held.length > 0 ? null : post.vacant ? 'vacant' : 'unknown',
      parentId: above.get(post.id) ?? null,
      reports: above.has(post.id),
    })
  }
  standDepartments(map.units, boxes)
  for (const { id, name, title, unitName } of map.people) {
    if (homeOf.has(id)) continue
    const holder = { id, name, seat: seats.get(id) ?? null }
    boxes.set(id, {
      id,
      kind: 'person',
      title,
      unitId: null,
      unitName,
      holders: [holder],
      empty: null,
      parentId: null,
      reports: false,
    })
    homeOf.set(id, id)
  }
  return { boxes: [...boxes.values()], lines: otherLines(map, posts, homeOf), notes }
}

/** Who hangs under whom: the reporting lines that can be drawn, and a note for each kind that cannot. */
function reportingLines(posts: ChainMap['posts'], known: ReadonlyMap<string, unknown>) {
  const above = new Map<string, string>()
  const odd = { loop: [] as string[], self: [] as string[], dangling: [] as string[] }
  for (const { id, reportsToId: boss } of posts) {
    if (boss === null) continue
    if (boss === id) odd.self.push(id)
    else if (!known.has(boss)) odd.dangling.push(id)
    else if (leadsTo(above, boss, id)) odd.loop.push(id)
    else above.set(id, boss)
  }
  const superiors = new Set(above.values())
  const roots = posts.filter((p) => !above.has(p.id) && superiors.has(p.id)).map((p) => p.id)
  const notes: ChartNote[] = []
  for (const key of ['loop', 'self', 'dangling'] as const)
    if (odd[key].length > 0) notes.push({ key, postIds: odd[key] })
  if (roots.length > 1) notes.push({ key: 'roots', postIds: roots })
  return { above, notes }
}

/**
 * Gives a box to each department that would not be seen otherwise, and hangs it, and the posts of it that hang on nothing,
 * where the departments say.
 */
function standDepartments(units: ChainMap['units'], boxes: Map<string, MapBox>): void {
  const byUnit = Map.groupBy(boxes.values(), (box) => box.unitId)
  const known = new Map(units.map((u) => [u.id, u]))
  const unitAbove = new Map<string, string>()
  for (const { id, parentId } of units)
    if (parentId && known.has(parentId) && !leadsTo(unitAbove, parentId, id)) unitAbove.set(id, parentId)
  const looseOf = (id: string) => (byUnit.get(id) ?? []).filter((box) => box.parentId === null)
  const withBox = new Set(
    units
      .filter(({ id }) => {
        const own = byUnit.get(id) ?? []
        return own.length === 0 || looseOf(id).length > 1
      })
      .map((u) => u.id),
  )
  for (const { id, name } of units) {
    if (!withBox.has(id)) continue
    boxes.set(id, {
      id,
      kind: 'unit',
      title: name,
      unitId: id,
      unitName: name,
      holders: [],
      empty: null,
      parentId: null,
      reports: false,
    })
  }
  const headOf = (unitId: string): string | null =>
    withBox.has(unitId)
      ? unitId
      : ((byUnit.get(unitId) ?? []).find((box) => !sameUnitAbove(box, boxes))?.id ?? null)
  const above = new Map([...boxes.values()].flatMap((b) => (b.parentId ? [[b.id, b.parentId] as const] : [])))
  const hang = (id: string, under: string | null) => {
    const box = boxes.get(id)
    if (!box || !under || under === id || leadsTo(above, under, id)) return
    box.parentId = under
    above.set(id, under)
  }
  for (const { id } of units) {
    const parent = unitAbove.get(id)
    if (withBox.has(id)) {
      for (const loose of looseOf(id)) hang(loose.id, id)
      if (parent) hang(id, headOf(parent))
    } else if (parent) {
      const [only] = looseOf(id)
      if (only) hang(only.id, headOf(parent))
    }
  }
}

function sameUnitAbove(box: MapBox, boxes: ReadonlyMap<string, MapBox>): boolean {
  return box.parentId !== null && boxes.get(box.parentId)?.unitId === box.unitId
}

function otherLines(
  map: Pick<ChainMap, 'posts' | 'ties'>,
  posts: ReadonlyMap<string, unknown>,
  homeOf: ReadonlyMap<string, string>,
): MapLine[] {
  const lines: MapLine[] = []
  for (const { id, dottedToIds } of map.posts)
    for (const to of dottedToIds)
      if (posts.has(to) && to !== id) lines.push({ id: `dotted:${id}:${to}`, from: id, to, kind: 'dotted' })
  for (const { id, fromId, toId, kind, strength, mutual } of map.ties) {
    const from = homeOf.get(fromId)
    const to = homeOf.get(toId)
    if (from && to && from !== to)
      lines.push({ id: `tie:${id}`, from, to, kind: 'tie', tie: kind, strength, mutual })
  }
  return lines
}

/** Whether going up from `start` comes to `goal` (or starts there). */
export function leadsTo(above: ReadonlyMap<string, string>, start: string, goal: string): boolean {
  for (let at: string | undefined = start; at !== undefined; at = above.get(at)) if (at === goal) return true
  return false
}

const weight = (holder: MapHolder) => holder.seat?.influence ?? -1

/** The most people named in one box; the others are counted. */
export const MOST_NAMED = 3
const ROW_OF_HOLDER = 26

/**
 * Width and height of a box in pixels: the more influence, the larger. Unknown influence is drawn middling, and a box is
 * taller where several share a post.
 */
export function boxSize(box: Pick<MapBox, 'kind' | 'holders'>): { width: number; height: number } {
  if (box.kind === 'unit') return { width: 200, height: 56 }
  const [first] = box.holders
  const shown = Math.min(box.holders.length, MOST_NAMED) + (box.holders.length > MOST_NAMED ? 1 : 0)
  const more = Math.max(0, shown - 1) * ROW_OF_HOLDER
  // Without a name the title is what one reads, and titles are long: it has two lines.
  if (!first) return { width: 200, height: 74 }
  if (!first.seat) return { width: 200, height: 64 + more }
  const { influence } = first.seat
  if (influence === null) return { width: 196, height: 86 + more }
  if (influence <= 3) return { width: 180, height: 80 + more }
  return influence <= 6 ? { width: 208, height: 90 + more } : { width: 240, height: 100 + more }
}
