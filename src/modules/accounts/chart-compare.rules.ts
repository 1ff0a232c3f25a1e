import type { Chart, OrgUnit, Post } from './chart.contract.ts'
import { samePost, sameUnit } from './chart.rules.ts'

/** A department or post as it is called; `name` is null where the chart does not know it. */
export type ChartRef = { id: string; name: string | null }
export type ChartValue = string | boolean | ChartRef | ChartRef[] | null

/**
 * One thing that is different between two charts. `moved`: it hangs elsewhere (a department's `parentId`, a post's `unitId`
 * or `reportsToId`). `renamed`: `name` or `title`. `changed`: everything else, dotted lines among it. Of what is added or
 * gone, `was` and `is` say where it hangs: a department's parent, a post's department.
 */
export type ChartChange = {
  what: 'added' | 'gone' | 'moved' | 'renamed' | 'changed'
  kind: 'unit' | 'post'
  id: string
  /** As it is called now, or was at last. */
  name: string
  /** The department a post is in (or was at last); null for departments. */
  unit: ChartRef | null
  field:
    | 'name'
    | 'title'
    | 'parentId'
    | 'unitId'
    | 'reportsToId'
    | 'dottedToIds'
    | 'function'
    | 'stand'
    | 'vacant'
    | 'holderUnknown'
    | null
  was: ChartValue
  is: ChartValue
}

type Names = { units: ReadonlyMap<string, OrgUnit>; posts: ReadonlyMap<string, Post> }

const ORDER = ['gone', 'added', 'moved', 'renamed', 'changed']

/** Every difference between two charts, named; by kind of change, departments before posts, then in the charts' own order. */
export function compareCharts(before: Chart, after: Chart): ChartChange[] {
  const was = namesOf(before)
  const is = namesOf(after)
  const changes: ChartChange[] = []
  for (const unit of before.units) {
    const now = is.units.get(unit.id)
    if (!now)
      changes.push({
        ...headOfUnit(unit),
        what: 'gone',
        field: null,
        was: unitRef(was, unit.parentId),
        is: null,
      })
    else if (!sameUnit(unit, now)) changes.push(...unitChanges(unit, now, was, is))
  }
  for (const unit of after.units)
    if (!was.units.has(unit.id))
      changes.push({
        ...headOfUnit(unit),
        what: 'added',
        field: null,
        was: null,
        is: unitRef(is, unit.parentId),
      })
  for (const post of before.posts) {
    const now = is.posts.get(post.id)
    if (!now)
      changes.push({
        ...headOfPost(post, was),
        what: 'gone',
        field: null,
        was: unitRef(was, post.unitId),
        is: null,
      })
    else if (!samePost(post, now)) changes.push(...postChanges(post, now, was, is))
  }
  for (const post of after.posts)
    if (!was.posts.has(post.id))
      changes.push({
        ...headOfPost(post, is),
        what: 'added',
        field: null,
        was: null,
        is: unitRef(is, post.unitId),
      })
  return changes
    .map((change, i) => ({ change, i }))
    .sort((a, b) => ORDER.indexOf(a.change.what) - ORDER.indexOf(b.change.what) || a.i - b.i)
    .map(({ change }) => change)
}

function namesOf(chart: Chart): Names {
  return {
    units: new Map(chart.units.map((u) => [u.id, u])),
    posts: new Map(chart.posts.map((p) => [p.id, p])),
  }
}
const unitRef = (names: Names, id: string | null): ChartRef | null =>
  id === null ? null : { id, name: names.units.get(id)?.name ?? null }
const postRef = (names: Names, id: string | null): ChartRef | null =>
  id === null ? null : { id, name: names.posts.get(id)?.title ?? null }
const headOfUnit = (unit: OrgUnit) => ({ kind: 'unit' as const, id: unit.id, name: unit.name, unit: null })
const headOfPost = (post: Post, names: Names) => ({
  kind: 'post' as const,
  id: post.id,
  name: post.title,
  unit: unitRef(names, post.unitId),
})

function unitChanges(a: OrgUnit, b: OrgUnit, was: Names, is: Names): ChartChange[] {
  const head = headOfUnit(b)
  const changes: ChartChange[] = []
  if (a.parentId !== b.parentId)
    changes.push({
      ...head,
      what: 'moved',
      field: 'parentId',
      was: unitRef(was, a.parentId),
      is: unitRef(is, b.parentId),
    })
  if (a.name !== b.name) changes.push({ ...head, what: 'renamed', field: 'name', was: a.name, is: b.name })
  for (const field of ['function', 'stand'] as const)
    if (a[field] !== b[field]) changes.push({ ...head, what: 'changed', field, was: a[field], is: b[field] })
  return changes
}

function postChanges(a: Post, b: Post, was: Names, is: Names): ChartChange[] {
  const head = headOfPost(b, is)
  const changes: ChartChange[] = []
  if (a.unitId !== b.unitId)
    changes.push({
      ...head,
      what: 'moved',
      field: 'unitId',
      was: unitRef(was, a.unitId),
      is: unitRef(is, b.unitId),
    })
  if (a.reportsToId !== b.reportsToId)
    changes.push({
      ...head,
      what: 'moved',
      field: 'reportsToId',
      was: postRef(was, a.reportsToId),
      is: postRef(is, b.reportsToId),
    })
  if (a.title !== b.title)
    changes.push({ ...head, what: 'renamed', field: 'title', was: a.title, is: b.title })
  const dotted = (ids: readonly string[]) => [...ids].sort().join()
  if (dotted(a.dottedToIds) !== dotted(b.dottedToIds))
    changes.push({
      ...head,
      what: 'changed',
      field: 'dottedToIds',
      was: a.dottedToIds.map((id) => postRef(was, id) as ChartRef),
      is: b.dottedToIds.map((id) => postRef(is, id) as ChartRef),
    })
  for (const field of ['vacant', 'holderUnknown'] as const)
    if (a[field] !== b[field]) changes.push({ ...head, what: 'changed', field, was: a[field], is: b[field] })
  return changes
}
