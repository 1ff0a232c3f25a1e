import type { ChainMap, Seat } from './chain.contract.ts'

/** One box of the map: a post with whoever holds it, or a person without a post. */
export interface MapBox {
  id: string
  kind: 'post' | 'person'
  title: string
  unitName: string
  person: { id: string; name: string } | null
  /** A post nobody holds, or somebody we do not know: drawn as an outline. */
  empty: 'vacant' | 'unknown' | null
  seat: Seat | null
}

export interface MapLine {
  id: string
  from: string
  to: string
  kind: 'solid' | 'dotted' | 'tie'
  /** For ties: what binds the two. */
  tie?: string
}

/**
 * What the map draws. A post held by several people becomes a box for each; a line that points nowhere, at itself, or
 * closes a loop is left out of the drawing (the chart's own page reports it), so that the layout always ends.
 */
export function mapOf(map: ChainMap): { boxes: MapBox[]; lines: MapLine[] } {
  const units = new Map(map.units.map((u) => [u.id, u.name]))
  const seats = new Map(map.seats.map((s) => [s.personId, s]))
  const holders = new Map<string, ChainMap['people']>()
  for (const person of map.people) {
    for (const post of person.postIds) holders.set(post, [...(holders.get(post) ?? []), person])
  }
  const boxes: MapBox[] = []
  const boxesOfPost = new Map<string, string[]>()
  const boxesOfPerson = new Map<string, string[]>()
  const place = (box: MapBox, postId: string | null) => {
    boxes.push(box)
    if (postId) boxesOfPost.set(postId, [...(boxesOfPost.get(postId) ?? []), box.id])
    if (box.person) boxesOfPerson.set(box.person.id, [...(boxesOfPerson.get(box.person.id) ?? []), box.id])
  }
  for (const post of map.posts) {
    const unitName = post.unitId ? (units.get(post.unitId) ?? '') : ''
    const held = holders.get(post.id) ?? []
    const base = { kind: 'post', title: post.title, unitName } as const
    if (held.length === 0)
      place(
        { ...base, id: post.id, person: null, empty: post.holderUnknown ? 'unknown' : 'vacant', seat: null },
        post.id,
      )
    for (const { id, name } of held)
      place(
        { ...base, id: `${post.id}/${id}`, person: { id, name }, empty: null, seat: seats.get(id) ?? null },
        post.id,
      )
  }
  const posts = new Set(map.posts.map((p) => p.id))
  for (const person of map.people) {
    if (person.postIds.some((p) => posts.has(p))) continue
    const { id, name, title, unitName } = person
    place(
      { id, kind: 'person', title, unitName, person: { id, name }, empty: null, seat: seats.get(id) ?? null },
      null,
    )
  }

  const lines: MapLine[] = []
  const above = new Map<string, string>()
  for (const post of map.posts) {
    const boss = post.reportsToId
    const [from] = boss ? (boxesOfPost.get(boss) ?? []) : []
    if (boss && from && !leadsTo(above, boss, post.id)) {
      above.set(post.id, boss)
      for (const to of boxesOfPost.get(post.id) ?? [])
        lines.push({ id: `solid:${from}:${to}`, from, to, kind: 'solid' })
    }
    for (const dotted of post.dottedToIds) {
      const [other] = boxesOfPost.get(dotted) ?? []
      const [own] = boxesOfPost.get(post.id) ?? []
      if (other && own && other !== own)
        lines.push({ id: `dotted:${other}:${own}`, from: other, to: own, kind: 'dotted' })
    }
  }
  for (const tie of map.ties) {
    const [from] = boxesOfPerson.get(tie.fromId) ?? []
    const [to] = boxesOfPerson.get(tie.toId) ?? []
    if (from && to && from !== to) lines.push({ id: `tie:${tie.id}`, from, to, kind: 'tie', tie: tie.kind })
  }
  return { boxes, lines }
}

/** Whether going up from `start` comes to `goal` (or starts there). */
function leadsTo(above: ReadonlyMap<string, string>, start: string, goal: string): boolean {
  for (let at: string | undefined = start; at !== undefined; at = above.get(at)) if (at === goal) return true
  return false
}

/** Width and height of a box in pixels: the more influence, the larger; unknown influence is drawn middling and thin. */
export function boxSize(influence: number | null): { width: number; height: number } {
  if (influence === null) return { width: 188, height: 88 }
  if (influence <= 3) return { width: 172, height: 84 }
  return influence <= 6 ? { width: 200, height: 92 } : { width: 236, height: 104 }
}
