import { type ChartFault, chartFaults } from '#modules/accounts/accounts.contract.ts'
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

/** What of a chart wants a word beside it: lines the drawing leaves out first, then what is worth asking. */
export const NOTE_KEYS = [
  'loop',
  'unit-loop',
  'itself',
  'unit-itself',
  'dotted-itself',
  'dangling',
  'unit-dangling',
  'place-dangling',
  'dotted-dangling',
  'several-roots',
  'post-twice',
  'unit-empty',
] as const
export type NoteKey = (typeof NOTE_KEYS)[number]

/** A note on a chart: what, and about which posts or departments. A circle, and posts that look alike, are one note each. */
export interface ChartNote {
  key: NoteKey
  ids: string[]
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

  const faults = chartFaults(map)
  const above = linesUp(map.posts, (p) => p.reportsToId, leftOut(faults, 'reportsToId'))
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
  standDepartments(
    map.units,
    linesUp(map.units, (u) => u.parentId, leftOut(faults, 'parentId')),
    boxes,
  )
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
  return { boxes: [...boxes.values()], lines: otherLines(map, posts, homeOf), notes: notesOf(faults) }
}

/** The records whose line upwards cannot be drawn: to itself, to nowhere, or the last of a circle. */
function leftOut(faults: readonly ChartFault[], field: 'reportsToId' | 'parentId'): ReadonlySet<string> {
  const out = new Set<string>()
  for (const { code, field: of, ids } of faults) {
    if (of !== field) continue
    const id = code === 'loop' ? ids.at(-1) : code === 'itself' || code === 'dangling' ? ids[0] : undefined
    if (id !== undefined) out.add(id)
  }
  return out
}

function linesUp<T extends { id: string }>(
  records: readonly T[],
  aboveOf: (record: T) => string | null,
  without: ReadonlySet<string>,
): Map<string, string> {
  const above = new Map<string, string>()
  for (const record of records) {
    const to = aboveOf(record)
    if (to !== null && !without.has(record.id)) above.set(record.id, to)
  }
  return above
}

/** What `chartFaults` found, as notes: everything of one kind together, but each circle and each group of twins for itself. */
function notesOf(faults: readonly ChartFault[]): ChartNote[] {
  const notes = new Map<NoteKey, ChartNote[]>(NOTE_KEYS.map((key) => [key, []]))
  for (const fault of faults) {
    const key = noteKeyOf(fault)
    const list = notes.get(key) as ChartNote[]
    const [first] = list
    if (first && fault.code !== 'loop' && fault.code !== 'post-twice') {
      for (const id of fault.ids) if (!first.ids.includes(id)) first.ids.push(id)
    } else list.push({ key, ids: [...fault.ids] })
  }
  return [...notes.values()].flat()
}

function noteKeyOf({ code, kind, field }: ChartFault): NoteKey {
  if (code === 'loop') return kind === 'unit' ? 'unit-loop' : 'loop'
  if (code === 'itself')
    return kind === 'unit' ? 'unit-itself' : field === 'dottedToIds' ? 'dotted-itself' : 'itself'
  if (code !== 'dangling') return code
  if (kind === 'unit') return 'unit-dangling'
  return field === 'unitId' ? 'place-dangling' : field === 'dottedToIds' ? 'dotted-dangling' : 'dangling'
}

/**
 * Gives a box to each department that would not be seen otherwise, and hangs it, and the posts of it that hang on nothing,
 * where the departments say.
 */
function standDepartments(
  units: ChainMap['units'],
  unitAbove: ReadonlyMap<string, string>,
  boxes: Map<string, MapBox>,
): void {
  const byUnit = Map.groupBy(boxes.values(), (box) => box.unitId)
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
