import { type Problem, problem } from './problems.rules.ts'

/** One data row of an organisation chart, texts as they stand in the file. */
export type OrganogramRow = {
  row: number
  postId: string
  title: string
  grade: string
  parentDepartment: string
  organisation: string
  unit: string
  reportsTo: string
  fte: string
  profession: string
}

/** An organisation, or a unit in it (then `parent` is its organisation). */
export type ChartUnit = { key: string; name: string; parent: string | undefined; parentDepartment: string }

export type ChartPost = {
  /** Unique in the chart: the post's id, with a suffix `#2`, `#3` … where the file gave it twice. */
  key: string
  id: string
  row: number
  title: string
  grade: string
  /** Full-time equivalent as written; empty when not given. */
  fte: string
  profession: string
  unit: string | undefined
}

/** `post` reports to `manager`; both are keys of posts. */
export type ChartLine = { post: string; manager: string; row: number }

export type Chart = {
  units: ChartUnit[]
  posts: ChartPost[]
  lines: ChartLine[]
  anomalies: Problem[]
  blankRows: number
}

const column = { id: 'postId', manager: 'reportsTo' }

/** XX, a dash, "none" or nothing in "reports to" says: this post is the top. */
function isTop(reportsTo: string): boolean {
  return /^(x+|-+|—+|n\/?a|none|nil|无|顶层|最高)?$/i.test(reportsTo)
}

function idKey(id: string): string {
  return id.normalize('NFKC').trim().toLowerCase()
}

/**
 * Understands an organisation chart. Every row that is not blank becomes exactly one post, whatever is wrong with
 * it: `posts.length + blankRows` is the number of rows given. The lines form no loop. What could not be taken as
 * written stands in `anomalies`, with its row and the original value.
 */
export function readOrganogram(rows: readonly OrganogramRow[]): Chart {
  const anomalies: Problem[] = []
  const filled = rows.filter((r) => {
    const blank = [r.postId, r.title, r.grade, r.parentDepartment, r.organisation, r.unit, r.reportsTo].every(
      (t) => t.trim() === '',
    )
    if (blank) anomalies.push(problem('orgBlankRow', 'warning', { row: r.row }))
    return !blank
  })
  const units = new Map<string, ChartUnit>()
  const posts = namePosts(filled, units, anomalies)
  const lines = drawLines(filled, posts, anomalies)
  const kept = breakLoops(lines, posts, anomalies)
  judgeRoots(filled, posts, anomalies)
  anomalies.sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return { units: [...units.values()], posts, lines: kept, anomalies, blankRows: rows.length - filled.length }
}

function namePosts(
  rows: readonly OrganogramRow[],
  units: Map<string, ChartUnit>,
  anomalies: Problem[],
): ChartPost[] {
  const given = new Set(rows.map((r) => idKey(r.postId)))
  const firstRow = new Map<string, number>()
  const taken = new Set<string>()
  return rows.map((r) => {
    const id = r.postId.trim()
    const same = idKey(id)
    let key = id
    if (id === '') {
      key = unused(`row-${r.row}`, 1, given, taken)
      anomalies.push(problem('orgEmptyId', 'warning', { row: r.row, column: column.id, params: { key } }))
    } else if (firstRow.has(same)) {
      key = unused(id, 2, given, taken)
      anomalies.push(
        problem('orgDuplicateId', 'warning', {
          row: r.row,
          column: column.id,
          value: id,
          params: { first: firstRow.get(same) as number, key },
        }),
      )
    } else firstRow.set(same, r.row)
    taken.add(idKey(key))
    return {
      key,
      id,
      row: r.row,
      title: r.title.trim(),
      grade: r.grade.trim(),
      fte: r.fte.trim(),
      profession: r.profession.trim(),
      unit: unitOf(r, units),
    }
  })
}

/** A name no row of the file uses and no post has yet. */
function unused(base: string, from: number, given: Set<string>, taken: Set<string>): string {
  for (let n = from; ; n++) {
    const key = n === 1 ? base : `${base}#${n}`
    if (!given.has(idKey(key)) && !taken.has(idKey(key))) return key
  }
}

function unitOf(r: OrganogramRow, units: Map<string, ChartUnit>): string | undefined {
  const organisation = r.organisation.trim()
  const name = r.unit.trim()
  const parentDepartment = r.parentDepartment.trim()
  const top = organisation === '' ? undefined : JSON.stringify([organisation])
  if (top && !units.has(top))
    units.set(top, { key: top, name: organisation, parent: undefined, parentDepartment })
  if (name === '') return top
  const key = JSON.stringify([organisation, name])
  if (!units.has(key)) units.set(key, { key, name, parent: top, parentDepartment })
  return key
}

function drawLines(
  rows: readonly OrganogramRow[],
  posts: readonly ChartPost[],
  anomalies: Problem[],
): Map<string, ChartLine> {
  const byId = new Map<string, number[]>()
  posts.forEach((post, i) => {
    if (post.id === '') return
    const key = idKey(post.id)
    byId.set(key, [...(byId.get(key) ?? []), i])
  })
  const lines = new Map<string, ChartLine>()
  posts.forEach((post, i) => {
    const r = rows[i] as OrganogramRow
    const value = r.reportsTo.trim()
    const where = { row: r.row, column: column.manager, value }
    const candidates = byId.get(idKey(value)) ?? []
    // A post really called "XX" is a manager like any other.
    if (candidates.length === 0) {
      if (!isTop(value))
        anomalies.push(problem('orgManagerMissing', 'warning', { ...where, params: { post: post.key } }))
      return
    }
    if (idKey(value) === idKey(post.id)) {
      anomalies.push(problem('orgSelfReport', 'warning', { ...where, params: { post: post.key } }))
      return
    }
    const manager = closest(candidates, i, rows)
    if (candidates.length > 1) {
      anomalies.push(
        problem('orgManagerAmbiguous', 'warning', {
          ...where,
          params: {
            post: post.key,
            count: candidates.length,
            taken: (posts[manager] as ChartPost).key,
            takenRow: (posts[manager] as ChartPost).row,
          },
        }),
      )
    }
    lines.set(post.key, { post: post.key, manager: (posts[manager] as ChartPost).key, row: r.row })
  })
  return lines
}

/** Of several posts with one id: the first in the same unit, else in the same organisation, else in the file. */
function closest(candidates: readonly number[], of: number, rows: readonly OrganogramRow[]): number {
  const own = rows[of] as OrganogramRow
  const at = (i: number) => rows[i] as OrganogramRow
  return (
    candidates.find((i) => at(i).organisation === own.organisation && at(i).unit === own.unit) ??
    candidates.find((i) => at(i).organisation === own.organisation) ??
    (candidates[0] as number)
  )
}

/**
 * A loop is broken at the post that stands first in the file, because charts are written from the top down: it
 * keeps its place and loses its line. The line stays in the anomalies with its original value.
 */
function breakLoops(
  lines: Map<string, ChartLine>,
  posts: readonly ChartPost[],
  anomalies: Problem[],
): ChartLine[] {
  const rowOf = new Map(posts.map((p) => [p.key, p.row]))
  const settled = new Set<string>()
  for (const { key } of posts) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | undefined = key
    while (at !== undefined && !settled.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = lines.get(at)?.manager
    }
    if (at !== undefined && onPath.has(at)) {
      const loop = path.slice(path.indexOf(at))
      const first = loop.reduce((a, b) => ((rowOf.get(b) as number) < (rowOf.get(a) as number) ? b : a))
      const turned = [...loop.slice(loop.indexOf(first)), ...loop.slice(0, loop.indexOf(first)), first]
      const broken = lines.get(first) as ChartLine
      lines.delete(first)
      anomalies.push(
        problem('orgLoop', 'warning', {
          row: broken.row,
          column: column.manager,
          value: broken.manager,
          params: { loop: turned.join(' → '), length: loop.length, post: first },
        }),
      )
    }
    for (const step of path) settled.add(step)
  }
  return [...lines.values()]
}

/** One top is expected. Posts whose line we could not draw are not tops: they have an anomaly of their own. */
function judgeRoots(rows: readonly OrganogramRow[], posts: readonly ChartPost[], anomalies: Problem[]): void {
  if (posts.length === 0) return
  const ids = new Set(posts.filter((p) => p.id !== '').map((p) => idKey(p.id)))
  const tops = rows.flatMap((r, i) => {
    const value = r.reportsTo.trim()
    return isTop(value) && !ids.has(idKey(value)) ? [posts[i] as ChartPost] : []
  })
  if (tops.length === 0) anomalies.push(problem('orgNoRoot', 'warning', { column: column.manager }))
  if (tops.length < 2) return
  for (const top of tops) {
    anomalies.push(
      problem('orgSeveralRoots', 'warning', {
        row: top.row,
        column: column.manager,
        value: rows.find((r) => r.row === top.row)?.reportsTo,
        params: { post: top.key, count: tops.length },
      }),
    )
  }
}
