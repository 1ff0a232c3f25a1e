import { makesLoop } from './accounts.rules.ts'
import type { Chart, ChartEdit, ChartTouch, OrgUnit, Post } from './chart.contract.ts'

/** Why an edit cannot be done; words under `fieldProblems`. */
export type Refusal = {
  /** The place of the edit in its step, from 0. */
  edit: number
  /** Dotted path below the edit: `parentId`, `post.reportsToId`, `dottedToIds.2`. */
  field: string
  code:
    | 'chart-loop'
    | 'chart-itself'
    | 'chart-unknown'
    | 'chart-id-taken'
    | 'chart-too-many-lines'
    | 'vacant-or-unknown'
    | 'required'
}
/** An edit saw a version that no longer stands. */
export type Stale = { edit: number; kind: 'unit' | 'post'; id: string; seen: number; current: number }

export type Applied =
  | { done: true; chart: Chart; touched: ChartTouch[] }
  | { done: false; refusal: Refusal }
  | { done: false; stale: Stale[] }

const MOST_DOTTED = 10

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The records of a chart by id, changed in place while a step is applied. The records themselves are never changed. */
type Working = { units: Map<string, OrgUnit>; posts: Map<string, Post> }

function workingCopy(chart: Chart): Working {
  return {
    units: new Map(chart.units.map((u) => [u.id, u])),
    posts: new Map(chart.posts.map((p) => [p.id, p])),
  }
}

/**
 * Applies the edits of one step in their order: all, or none where one cannot be done. The given chart is not changed.
 * Each record the step changes has its version raised by one, whatever the number of edits; new ones have version 1.
 */
export function applyEdits(chart: Chart, edits: readonly ChartEdit[]): Applied {
  const working = workingCopy(chart)
  const stale = staleEdits(working, edits)
  if (stale.length > 0) return { done: false, stale }
  try {
    for (const [i, edit] of edits.entries()) applyEdit(working, edit, i)
  } catch (error) {
    if (error instanceof Refused) return { done: false, refusal: error.refusal }
    throw error
  }
  const touched = touchedIn(chart, working)
  return { done: true, chart: sorted(working), touched }
}

function staleEdits(working: Working, edits: readonly ChartEdit[]): Stale[] {
  return edits.flatMap((edit, i): Stale[] => {
    if (!('version' in edit) || edit.version === undefined) return []
    const [kind, id] =
      edit.do === 'change-post' || edit.do === 'remove-post'
        ? (['post', edit.postId] as const)
        : (['unit', edit.unitId] as const)
    const current = kind === 'unit' ? working.units.get(id) : working.posts.get(id)
    if (current === undefined || current.version === edit.version) return []
    return [{ edit: i, kind, id, seen: edit.version, current: current.version }]
  })
}

function applyEdit(working: Working, edit: ChartEdit, at: number): void {
  const { units, posts } = working
  const refuse = (field: string, code: Refusal['code']): never => {
    throw new Refused({ edit: at, field, code })
  }
  switch (edit.do) {
    case 'add-unit': {
      const unit = { ...edit.unit, version: 1 }
      if (units.has(unit.id)) refuse('unit.id', 'chart-id-taken')
      checkUnit(working, unit, 'unit.', refuse)
      units.set(unit.id, unit)
      return
    }
    case 'change-unit': {
      const before = units.get(edit.unitId) ?? refuse('unitId', 'chart-unknown')
      const unit = { ...before, ...given(edit, ['name', 'parentId', 'function', 'stand']) }
      if (unit.parentId !== before.parentId) checkUnit(working, unit, '', refuse)
      units.set(unit.id, unit)
      return
    }
    case 'remove-unit': {
      const gone = units.get(edit.unitId) ?? refuse('unitId', 'chart-unknown')
      units.delete(gone.id)
      const up = gone.parentId !== null && units.has(gone.parentId) ? gone.parentId : null
      for (const unit of units.values())
        if (unit.parentId === gone.id) units.set(unit.id, { ...unit, parentId: up === unit.id ? null : up })
      for (const post of posts.values())
        if (post.unitId === gone.id) posts.set(post.id, { ...post, unitId: up })
      return
    }
    case 'add-post': {
      const post = { ...edit.post, dottedToIds: [...new Set(edit.post.dottedToIds)], version: 1 }
      if (posts.has(post.id)) refuse('post.id', 'chart-id-taken')
      checkPost(working, post, null, 'post.', refuse)
      posts.set(post.id, post)
      return
    }
    case 'change-post': {
      const before = posts.get(edit.postId) ?? refuse('postId', 'chart-unknown')
      const post: Post = {
        ...before,
        ...given(edit, ['title', 'unitId', 'reportsToId', 'dottedToIds', 'vacant', 'holderUnknown']),
      }
      post.dottedToIds = [...new Set(post.dottedToIds)]
      if (edit.vacant && edit.holderUnknown === undefined) post.holderUnknown = false
      if (edit.holderUnknown && edit.vacant === undefined) post.vacant = false
      checkPost(working, post, before, '', refuse)
      posts.set(post.id, post)
      return
    }
    case 'remove-post': {
      const gone = posts.get(edit.postId) ?? refuse('postId', 'chart-unknown')
      posts.delete(gone.id)
      const up = gone.reportsToId !== null && posts.has(gone.reportsToId) ? gone.reportsToId : null
      for (const post of posts.values()) {
        const solid = post.reportsToId === gone.id
        const dotted = post.dottedToIds.includes(gone.id)
        if (!solid && !dotted) continue
        posts.set(post.id, {
          ...post,
          ...(solid && { reportsToId: up === post.id ? null : up }),
          ...(dotted && { dottedToIds: post.dottedToIds.filter((id) => id !== gone.id) }),
        })
      }
    }
  }
}

type Refuse = (field: string, code: Refusal['code']) => never

function checkUnit({ units }: Working, unit: OrgUnit, path: string, refuse: Refuse): void {
  if (unit.parentId === null) return
  if (unit.parentId === unit.id) refuse(`${path}parentId`, 'chart-itself')
  if (!units.has(unit.parentId)) refuse(`${path}parentId`, 'chart-unknown')
  if (makesLoop(unitsAbove(units), unit.id, [unit.parentId])) refuse(`${path}parentId`, 'chart-loop')
}

/** What a change leaves as it was is not asked again: a line that is wrong already does not forbid to change the title. */
function checkPost(
  { units, posts }: Working,
  post: Post,
  before: Post | null,
  path: string,
  refuse: Refuse,
): void {
  if (post.vacant && post.holderUnknown) refuse(`${path}vacant`, 'vacant-or-unknown')
  if (post.unitId !== null && post.unitId !== before?.unitId && !units.has(post.unitId))
    refuse(`${path}unitId`, 'chart-unknown')
  if (post.dottedToIds.length > MOST_DOTTED) refuse(`${path}dottedToIds`, 'chart-too-many-lines')
  const above = postsAbove(posts)
  const lines = [
    ...(post.reportsToId !== null && post.reportsToId !== before?.reportsToId
      ? [{ to: post.reportsToId, field: `${path}reportsToId` }]
      : []),
    ...post.dottedToIds.flatMap((to, i) =>
      before?.dottedToIds.includes(to) ? [] : [{ to, field: `${path}dottedToIds.${i}` }],
    ),
  ]
  for (const { to, field } of lines) {
    if (to === post.id) refuse(field, 'chart-itself')
    if (!posts.has(to)) refuse(field, 'chart-unknown')
    if (makesLoop(above, post.id, [to])) refuse(field, 'chart-loop')
  }
}

/** The one above each department. */
export function unitsAbove(units: ReadonlyMap<string, OrgUnit>) {
  return {
    get: (id: string) => {
      const parent = units.get(id)?.parentId
      return parent ? [parent] : []
    },
  }
}

/** Those each post answers to, by solid and dotted lines. */
export function postsAbove(posts: ReadonlyMap<string, Post>) {
  return {
    get: (id: string) => {
      const post = posts.get(id)
      if (!post) return []
      return post.reportsToId === null ? post.dottedToIds : [post.reportsToId, ...post.dottedToIds]
    },
  }
}

function given<T extends object, K extends keyof T & string>(edit: T, keys: readonly K[]) {
  return Object.fromEntries(keys.filter((key) => edit[key] !== undefined).map((key) => [key, edit[key]])) as {
    [P in K]: Exclude<T[P], undefined>
  }
}

/** What became of each record, compared with the chart before; raises the versions of those that changed. */
function touchedIn(chart: Chart, working: Working): ChartTouch[] {
  const touched: ChartTouch[] = []
  for (const before of chart.units) {
    const after = working.units.get(before.id)
    if (after && sameUnit(before, after)) working.units.set(before.id, before)
    else touched.push({ kind: 'unit', id: before.id, before, after: raised(working.units, after, before) })
  }
  for (const before of chart.posts) {
    const after = working.posts.get(before.id)
    if (after && samePost(before, after)) working.posts.set(before.id, before)
    else touched.push({ kind: 'post', id: before.id, before, after: raised(working.posts, after, before) })
  }
  const units = new Set(chart.units.map((u) => u.id))
  const posts = new Set(chart.posts.map((p) => p.id))
  for (const after of working.units.values())
    if (!units.has(after.id)) touched.push({ kind: 'unit', id: after.id, before: null, after })
  for (const after of working.posts.values())
    if (!posts.has(after.id)) touched.push({ kind: 'post', id: after.id, before: null, after })
  return touched
}

function raised<T extends { id: string; version: number }>(
  into: Map<string, T>,
  after: T | undefined,
  before: T,
): T | null {
  if (!after) return null
  const next = { ...after, version: before.version + 1 }
  into.set(next.id, next)
  return next
}

function sorted({ units, posts }: Working): Chart {
  return { units: [...units.values()], posts: [...posts.values()] }
}

/** Whether two states of a department say the same; their versions do not count. */
export function sameUnit(a: OrgUnit, b: OrgUnit): boolean {
  return a.name === b.name && a.parentId === b.parentId && a.function === b.function && a.stand === b.stand
}

/** Whether two states of a post say the same; their versions do not count. */
export function samePost(a: Post, b: Post): boolean {
  return (
    a.title === b.title &&
    a.unitId === b.unitId &&
    a.reportsToId === b.reportsToId &&
    a.vacant === b.vacant &&
    a.holderUnknown === b.holderUnknown &&
    a.dottedToIds.length === b.dottedToIds.length &&
    a.dottedToIds.every((id, i) => id === b.dottedToIds[i])
  )
}

/** Why a step cannot be taken back: a record has changed since, or hangs on one the step brought. */
export type Obstacle = { kind: 'unit' | 'post'; id: string; code: 'chart-changed-since' | 'chart-hangs-on' }

/**
 * Takes a step back: every record it touched becomes what it was. That is done exactly or not at all: not where a record
 * no longer says what the step left, where something new hangs on what would go, or where what it hung on is gone.
 * Versions of changed records are raised by one; those that come back start at the version they had, raised by one.
 */
export function undoTouched(
  chart: Chart,
  touched: readonly ChartTouch[],
): { done: true; chart: Chart; touched: ChartTouch[] } | { done: false; obstacles: Obstacle[] } {
  const changed = changedSince(chart, touched)
  if (changed.length > 0) return { done: false, obstacles: changed }
  const working = workingCopy(chart)
  for (const touch of touched) {
    if (touch.kind === 'unit') {
      if (touch.before) working.units.set(touch.id, touch.before)
      else working.units.delete(touch.id)
    } else if (touch.before) working.posts.set(touch.id, touch.before)
    else working.posts.delete(touch.id)
  }
  const hanging = hangingWrong(working, touched)
  if (hanging.length > 0) return { done: false, obstacles: hanging }
  const back: ChartTouch[] = touched.map((touch) => {
    if (touch.kind === 'unit') {
      const now = chart.units.find((u) => u.id === touch.id) ?? null
      const after = touch.before && { ...touch.before, version: (now ?? touch.before).version + 1 }
      if (after) working.units.set(after.id, after)
      return { kind: 'unit', id: touch.id, before: now, after }
    }
    const now = chart.posts.find((p) => p.id === touch.id) ?? null
    const after = touch.before && { ...touch.before, version: (now ?? touch.before).version + 1 }
    if (after) working.posts.set(after.id, after)
    return { kind: 'post', id: touch.id, before: now, after }
  })
  return { done: true, chart: sorted(working), touched: back }
}

/** The records of a step that no longer say what it left. */
export function changedSince(chart: Chart, touched: readonly ChartTouch[]): Obstacle[] {
  const { units, posts } = workingCopy(chart)
  return touched.flatMap((touch): Obstacle[] => {
    const obstacle: Obstacle = { kind: touch.kind, id: touch.id, code: 'chart-changed-since' }
    if (touch.kind === 'unit') {
      const now = units.get(touch.id)
      return (touch.after === null ? !now : now && sameUnit(now, touch.after)) ? [] : [obstacle]
    }
    const now = posts.get(touch.id)
    return (touch.after === null ? !now : now && samePost(now, touch.after)) ? [] : [obstacle]
  })
}

/** What keeps a restored chart from holding together, named by the record that stands in the way. */
function hangingWrong({ units, posts }: Working, touched: readonly ChartTouch[]): Obstacle[] {
  const obstacles = new Map<string, Obstacle>()
  const add = (kind: 'unit' | 'post', id: string, code: Obstacle['code']) =>
    obstacles.set(id, { kind, id, code })
  const gone = new Set(touched.filter((t) => t.before === null).map((t) => t.id))
  if (gone.size > 0) {
    for (const unit of units.values())
      if (unit.parentId !== null && gone.has(unit.parentId)) add('unit', unit.id, 'chart-hangs-on')
    for (const post of posts.values())
      if ([post.unitId, post.reportsToId, ...post.dottedToIds].some((id) => id !== null && gone.has(id)))
        add('post', post.id, 'chart-hangs-on')
  }
  for (const touch of touched) {
    if (touch.before === null) continue
    if (touch.kind === 'unit') {
      const { parentId } = touch.before
      if (parentId === null) continue
      if (!units.has(parentId)) add('unit', parentId, 'chart-changed-since')
      else if (makesLoop(unitsAbove(units), touch.id, [parentId]))
        add('unit', parentId, 'chart-changed-since')
      continue
    }
    const { unitId, reportsToId, dottedToIds } = touch.before
    if (unitId !== null && !units.has(unitId)) add('unit', unitId, 'chart-changed-since')
    for (const id of reportsToId === null ? dottedToIds : [reportsToId, ...dottedToIds])
      if (!posts.has(id) || makesLoop(postsAbove(posts), touch.id, [id]))
        add('post', id, 'chart-changed-since')
  }
  return [...obstacles.values()]
}
