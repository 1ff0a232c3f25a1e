import { chartFaults } from '#modules/accounts/accounts.contract.ts'
import {
  type KnownChart,
  type KnownRecord,
  type PostState,
  spanAt,
  type UnitState,
} from '#modules/accounts/server/index.ts'
import type { Chart } from '../../organogram.rules.ts'
import { type ChartMatch, titleOf } from '../../organogram-match.rules.ts'

/** What a file tells of an account's chart: the state of each department and post as of its day; null: it is not there. */
export interface Told {
  units: Map<string, UnitState | null>
  posts: Map<string, PostState | null>
  /** Those nobody knew, with the file's key. */
  newUnits: Map<string, string>
  newPosts: Map<string, string>
}

/**
 * Turns a file's chart into what it tells of each record. What it says wins; what it does not speak of stays: the stand of
 * a department, dotted lines, who is known to be vacant. Departments and posts an earlier file brought and this one does
 * not name are gone; those written by hand stay where they are, under the next superior who is left. Where a line could not
 * be read, the one somebody has drawn stays.
 * @param ends whether what this import brought is gone where the file does not name it: it tells of the whole body, or of this part
 */
export function tellChart(
  chart: Chart,
  self: string | undefined,
  known: KnownChart,
  match: ChartMatch,
  from: string,
  ends: (importId: string | null) => boolean,
  newId: () => string,
): Told {
  const told: Told = { units: new Map(), posts: new Map(), newUnits: new Map(), newPosts: new Map() }
  const units = new Map(known.units.map((u) => [u.id, u]))
  const posts = new Map(known.posts.map((p) => [p.id, p]))
  const base = <S>(record: KnownRecord<S> | undefined): S | undefined =>
    record && (spanAt(record.timeline, from)?.state ?? record.last)

  const unitIds = new Map(match.units)
  for (const unit of chart.units) {
    if (unit.key === self) continue
    const id = unitIds.get(unit.key) ?? newId()
    if (!unitIds.has(unit.key)) told.newUnits.set(id, unit.key)
    unitIds.set(unit.key, id)
    const parentId =
      unit.parent === undefined || unit.parent === self ? null : (unitIds.get(unit.parent) ?? null)
    const before = base(units.get(id))
    told.units.set(id, {
      function: null,
      stand: null,
      ...before,
      name: unit.name.slice(0, 200),
      parentId,
    })
  }
  const postIds = new Map(chart.posts.map((p) => [p.key, match.posts.get(p.key) ?? newId()]))
  const managers = new Map(chart.lines.map((l) => [l.post, l.manager]))
  const unread = new Set(
    chart.anomalies.filter((a) => a.column === 'reportsTo' && a.code !== 'orgSeveralRoots').map((a) => a.row),
  )
  /** Posts whose line is not the file's. */
  const keptLines = new Set<string>()
  for (const post of chart.posts) {
    const id = postIds.get(post.key) as string
    if (!match.posts.has(post.key)) told.newPosts.set(id, post.key)
    const before = base(posts.get(id))
    const manager = managers.get(post.key)
    const keeps = manager === undefined && unread.has(post.row) && before?.reportsToId
    if (keeps) keptLines.add(id)
    told.posts.set(id, {
      dottedToIds: [],
      vacant: false,
      holderUnknown: false,
      ...before,
      title: titleOf(post),
      unitId: post.unit === undefined ? null : (unitIds.get(post.unit) ?? null),
      reportsToId: keeps || (manager === undefined ? null : (postIds.get(manager) ?? null)),
    })
  }
  tellGone(told, known, from, ends)
  keepWhole(told, known, from, keptLines)
  return told
}

/** What an earlier file brought and this one does not name; a department only if nothing is left in it. */
function tellGone(
  told: Told,
  known: KnownChart,
  from: string,
  ends: (importId: string | null) => boolean,
): void {
  for (const post of known.posts)
    if (post.externalRef !== null && !told.posts.has(post.id) && ends(post.importId))
      told.posts.set(post.id, null)
  const inUse = new Set<string>()
  const parents = new Map<string, string | null>()
  for (const unit of known.units) parents.set(unit.id, spanAt(unit.timeline, from)?.state.parentId ?? null)
  const use = (unitId: string | null) => {
    for (let at = unitId; at !== null && !inUse.has(at); at = parents.get(at) ?? null) inUse.add(at)
  }
  for (const post of known.posts)
    if (!told.posts.has(post.id)) use(spanAt(post.timeline, from)?.state.unitId ?? null)
  for (const unit of known.units) {
    const state = spanAt(unit.timeline, from)?.state
    // Written by hand: it stays, and so does what it is part of.
    if (unit.importId === null && !told.units.has(unit.id) && state) use(unit.id)
  }
  for (const [, state] of told.units) use(state?.parentId ?? null)
  for (const unit of known.units)
    if (unit.importId !== null && !told.units.has(unit.id) && !inUse.has(unit.id) && ends(unit.importId))
      told.units.set(unit.id, null)
}

/** Lines to what is gone lead on to the next superior; lines that are not the file's close no circle. */
function keepWhole(told: Told, known: KnownChart, from: string, keptLines: Set<string>): void {
  const was = new Map(known.posts.map((p) => [p.id, spanAt(p.timeline, from)?.state]))
  const stateOf = (id: string): PostState | null | undefined =>
    told.posts.has(id) ? told.posts.get(id) : was.get(id)
  const left = (id: string | null): string | null => {
    const seen = new Set<string>()
    let at = id
    while (at !== null && !stateOf(at)) {
      if (seen.has(at)) return null
      seen.add(at)
      at = was.get(at)?.reportsToId ?? null
    }
    return at
  }
  const all = new Set([...told.posts.keys(), ...was.keys()])
  for (const id of all) {
    const state = stateOf(id)
    if (!state) continue
    const byHand = !told.posts.has(id)
    const reportsToId = byHand || keptLines.has(id) ? left(state.reportsToId) : state.reportsToId
    const up = reportsToId === id ? null : reportsToId
    const dottedToIds = state.dottedToIds.filter((d) => stateOf(d))
    if (up === state.reportsToId && dottedToIds.length === state.dottedToIds.length) continue
    if (byHand) keptLines.add(id)
    told.posts.set(id, { ...state, reportsToId: up, dottedToIds })
  }
  const now = () =>
    [...all].flatMap((id) => {
      const state = stateOf(id)
      return state ? [{ ...state, id, version: 1 }] : []
    })
  for (;;) {
    const circles = chartFaults({ units: [], posts: now() }).filter((f) => f.code === 'loop')
    const cut = circles.map(
      (c) => c.ids.find((id) => keptLines.has(id)) ?? c.ids.find((id) => !told.posts.has(id)),
    )
    if (cut.length === 0) break
    for (const id of cut) {
      const state = id === undefined ? undefined : stateOf(id)
      // A circle of the file's own lines cannot be: they were broken when it was read.
      if (id === undefined || !state) return
      told.posts.set(id, { ...state, reportsToId: null })
    }
  }
  const above = new Map(
    now().map((p) => [p.id, [...(p.reportsToId ? [p.reportsToId] : []), ...p.dottedToIds]]),
  )
  for (const post of now()) {
    const kept = post.dottedToIds.filter((d) => !leadsTo(above, d, post.id))
    if (kept.length === post.dottedToIds.length) continue
    above.set(post.id, [...(post.reportsToId ? [post.reportsToId] : []), ...kept])
    const { id, version: _, ...state } = post
    told.posts.set(id, { ...state, dottedToIds: kept })
  }
}

function leadsTo(above: ReadonlyMap<string, readonly string[]>, start: string, goal: string): boolean {
  const open = [start]
  const seen = new Set<string>()
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === goal) return true
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(above.get(at) ?? []))
  }
  return false
}
