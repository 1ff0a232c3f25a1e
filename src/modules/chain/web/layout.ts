import { boxSize, type MapBox } from '../map.rules.ts'

/** A rectangle in the chart's own pixels. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** A line of the chart as corners to be joined: who stands above, who below. */
export interface Route {
  from: string
  to: string
  /** False: the lower one hangs there because its department does. */
  reports: boolean
  points: readonly (readonly [x: number, y: number])[]
}

/** A department as it lies in the chart: rectangles that together make one soft shape, and where its name goes. */
export interface Region {
  id: string
  unitId: string
  rects: Rect[]
  /** The upper left corner of the name, above the first box. */
  label: { x: number; y: number }
  /** False where its first box is the department's own and says the name already. */
  named: boolean
  boxIds: string[]
}

export interface Layout {
  places: ReadonlyMap<string, Rect>
  routes: Route[]
  regions: Region[]
  /** People without a post stand here, beside the chart; null if there are none. */
  beside: Rect | null
  bounds: Rect
}

const GAP = 28
const TREE_GAP = 72
/** Room below a box for the bus of lines and the name of the department that follows. */
const FALL = 60
const BUS = 22
const SLOT = 96
/** Between two rows of branches, and from how wide on a row is broken into several. */
const ROW_GAP = 24
const WIDE = 2400
/** How much wider than high a broken row should be. */
const ASPECT = 1.8
const STACK_GAP = 12
const INDENT = 20
const NAME_ROOM = 30
/** From this many on, posts that nobody reports to stand below each other instead of in a row. */
const STACK_FROM = 3
const MARGIN = 12
/** The outline of a subtree is kept in steps of this height. */
const STEP = 12

interface Node {
  box: MapBox
  width: number
  height: number
  /** Does it open its department: is its name written above? */
  opens: boolean
  kids: Node[]
  stack: Node[][]
  stackSize: { width: number; height: number }
  /** Its upper edge and its middle, from those of what it hangs under. */
  fall: number
  shift: number
  stackShift: number
  /** Branches too many for one row stand in several; this is where the line down to the later ones runs. */
  spine: number | null
}

/** The left and the right edge of a subtree at each height, measured from its root's middle and upper edge. */
interface Outline {
  from: number
  left: number[]
  right: number[]
}

/**
 * Arranges the chart top down: branches side by side and pushed together as far as their outlines allow, posts nobody
 * reports to in columns below their superior, people without a post beside it all. Pure and quick: a thousand boxes take
 * a few milliseconds.
 */
export function arrange(boxes: readonly MapBox[]): Layout {
  const chart = boxes.filter((box) => box.kind !== 'person')
  const nodes = new Map(chart.map((box) => [box.id, nodeOf(box)]))
  const roots = hang(chart, nodes)
  const ground = { ...nodeOf(GROUND), kids: roots }
  const order = branchesFrom(ground)
  const outlines = new Map<Node, Outline>()
  for (const node of order.toReversed()) outlines.set(node, pack(node, outlines, node === ground))
  const places = new Map<string, Rect>()
  const from = new Map<Node, { x: number; y: number }>([[ground, { x: 0, y: -ground.fall }]])
  for (const node of order) {
    const { x, y } = from.get(node) ?? { x: 0, y: 0 }
    if (node !== ground)
      places.set(node.box.id, { x: x - node.width / 2, y, width: node.width, height: node.height })
    for (const kid of node.kids) from.set(kid, { x: x + kid.shift, y: y + kid.fall })
    placeStack(node, x + node.stackShift, y, places)
  }
  const beside = shelve(
    boxes.filter((box) => box.kind === 'person'),
    places,
  )
  const routes: Route[] = []
  for (const node of order) if (node !== ground) routes.push(...routesOf(node, places))
  const regions = regionsOf(chart, places)
  return { places, routes, regions, beside, bounds: boundsOf([...places.values()], regions) }
}

const GROUND: MapBox = {
  id: '',
  kind: 'unit',
  title: '',
  unitId: null,
  unitName: '',
  holders: [],
  empty: null,
  parentId: null,
  reports: false,
}

function nodeOf(box: MapBox): Node {
  return {
    box,
    ...boxSize(box),
    opens: false,
    kids: [],
    stack: [],
    stackSize: { width: 0, height: 0 },
    fall: 0,
    shift: 0,
    stackShift: 0,
    spine: null,
  }
}

/** Joins the nodes to trees; those of one department stand together. @returns the roots */
function hang(boxes: readonly MapBox[], nodes: ReadonlyMap<string, Node>): Node[] {
  const roots: Node[] = []
  for (const box of boxes) {
    const node = nodes.get(box.id) as Node
    const above = box.parentId === null ? undefined : nodes.get(box.parentId)
    node.opens = box.kind === 'post' && box.unitId !== null && above?.box.unitId !== box.unitId
    if (above) above.kids.push(node)
    else roots.push(node)
  }
  for (const node of nodes.values()) node.kids = together(node.kids, node.box.unitId)
  return together(roots, null)
}

/** Keeps the order, but brings those of one department next to each other, one's own department first. */
function together(nodes: Node[], own: string | null): Node[] {
  const groups = Map.groupBy(nodes, (node) => node.box.unitId)
  const first = groups.get(own) ?? []
  const rest = [...groups].filter(([unitId]) => unitId !== own).flatMap(([, group]) => group)
  return [...first, ...rest]
}

/** Every node that is not one of a stack, those above before those below; stacks are made on the way. */
function branchesFrom(root: Node): Node[] {
  const order: Node[] = []
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    splitLeaves(node)
    order.push(node)
    waiting.push(...node.kids)
  }
  return order
}

/** Takes the leaves out of a node's branches and stands them in columns, about as high as wide. */
function splitLeaves(node: Node): void {
  const leaves = node.kids.filter((kid) => kid.kids.length === 0)
  if (leaves.length < STACK_FROM) return
  node.kids = node.kids.filter((kid) => !leaves.includes(kid))
  const rows = Math.max(5, Math.ceil(Math.sqrt(leaves.length * 1.6)))
  const columns = Math.ceil(leaves.length / rows)
  const perColumn = Math.ceil(leaves.length / columns)
  for (let i = 0; i < leaves.length; i += perColumn) node.stack.push(leaves.slice(i, i + perColumn))
  let last: string | null = node.box.unitId
  for (const leaf of node.stack.flat()) {
    // The second of a department under the same superior needs no name above it.
    if (leaf.opens && leaf.box.unitId === last) leaf.opens = false
    last = leaf.box.unitId
  }
}

/** Stands the columns of a node's stack, measured from the node's upper edge. */
function standStack(node: Node, below: number): void {
  let width = 0
  let height = 0
  for (const column of node.stack) {
    let y = below
    for (const [i, leaf] of column.entries()) {
      if (leaf.opens && i > 0) y += NAME_ROOM
      leaf.fall = y
      y += leaf.height + STACK_GAP
    }
    width += columnWidth(column) + GAP
    height = Math.max(height, y - STACK_GAP - below)
  }
  node.stackSize = { width: Math.max(0, width - GAP), height }
}

const columnWidth = (column: readonly Node[]) => INDENT + Math.max(...column.map((leaf) => leaf.width))
/** Heights are whole steps, so that outlines laid on each other stay exact. */
const inSteps = (height: number) => Math.ceil(height / STEP) * STEP

interface Part {
  outline: Outline
  set: (shift: number, fall: number) => void
}

/** Pushes a node's branches together and centres it above them. @returns the outline of it all, from its middle */
function pack(node: Node, outlines: ReadonlyMap<Node, Outline>, isGround: boolean): Outline {
  const gap = isGround ? TREE_GAP : GAP
  const below = isGround ? 0 : inSteps(Math.max(SLOT, node.height) + FALL)
  standStack(node, below)
  const parts: Part[] = []
  if (node.stack.length > 0)
    parts.push({
      outline: block(0, node.stackSize.height, node.stackSize.width),
      set: (shift) => {
        node.stackShift = shift
      },
    })
  for (const kid of node.kids)
    parts.push({
      outline: outlines.get(kid) as Outline,
      set: (shift, fall) => {
        kid.shift = shift
        kid.fall = fall
      },
    })
  const rows = inRows(parts, gap)
  const all: Outline = { from: 0, left: [], right: [] }
  let fall = below
  for (const row of rows) {
    const { outline, shifts } = packRow(row, gap)
    for (const [i, part] of row.entries()) part.set(shifts[i] as number, fall)
    merge(all, outline, 0, fall)
    // The first row ends at a whole step below its lowest; the next one needs room for its bus and its names.
    fall += inSteps((outline.from + outline.left.length) * STEP + ROW_GAP + FALL)
  }
  if (rows.length > 1 && !isGround) {
    const spine = Math.min(...all.left) - GAP / 2
    node.spine = spine
    for (let i = 0; i < all.left.length; i++) {
      all.left[i] = spine - 4
      all.right[i] = Math.max(spine + 4, all.right[i] as number)
    }
  }
  // Its own room reaches down to its branches, so that nothing slips between it and them.
  if (!isGround)
    merge(all, block(0, parts.length > 0 ? below : Math.max(SLOT, node.height), node.width), 0, 0)
  return all
}

/** Pushes the parts of one row together. @returns where each stands from the middle of them all */
function packRow(row: readonly Part[], gap: number): { outline: Outline; shifts: number[] } {
  const outline: Outline = { from: 0, left: [], right: [] }
  const shifts: number[] = []
  for (const part of row) {
    let shift = 0
    if (shifts.length > 0) {
      shift = Number.NEGATIVE_INFINITY
      for (const [i, left] of part.outline.left.entries()) {
        const right = outline.right[part.outline.from + i - outline.from]
        if (right !== undefined) shift = Math.max(shift, right - left + gap)
      }
      if (shift === Number.NEGATIVE_INFINITY) shift = (shifts.at(-1) as number) + gap
    }
    shifts.push(shift)
    merge(outline, part.outline, shift, 0)
  }
  const middle = shifts.length > 0 ? ((shifts[0] as number) + (shifts.at(-1) as number)) / 2 : 0
  return {
    outline: {
      from: outline.from,
      left: outline.left.map((x) => x - middle),
      right: outline.right.map((x) => x - middle),
    },
    shifts: shifts.map((shift) => shift - middle),
  }
}

/** Breaks a row that would be very wide into several, about as high as wide: a chart is read on a screen, not on a tape. */
function inRows(parts: readonly Part[], gap: number): Part[][] {
  const widths = parts.map(({ outline }) => Math.max(...outline.right) - Math.min(...outline.left) + gap)
  const width = widths.reduce((sum, one) => sum + one, 0)
  if (parts.length < 3 || width < WIDE) return [[...parts]]
  const height = Math.max(...parts.map(({ outline }) => (outline.from + outline.left.length) * STEP))
  const rows = Math.min(parts.length, Math.round(Math.sqrt(width / (ASPECT * (height + FALL + ROW_GAP)))))
  if (rows < 2) return [[...parts]]
  const made: Part[][] = [[]]
  let used = 0
  for (const [i, part] of parts.entries()) {
    const own = widths[i] as number
    if (used > 0 && used + own / 2 > width / rows && made.length < rows) {
      made.push([])
      used = 0
    }
    made.at(-1)?.push(part)
    used += own
  }
  return made
}

function block(top: number, height: number, width: number): Outline {
  const from = Math.floor((top - NAME_ROOM) / STEP)
  const steps = Math.max(1, Math.ceil((top + height) / STEP) - from)
  return {
    from,
    left: Array.from({ length: steps }, () => -width / 2),
    right: Array.from({ length: steps }, () => width / 2),
  }
}

/** Adds an outline to another, moved aside and down, holding the outer edges. */
function merge(all: Outline, add: Outline, shift: number, fall: number): void {
  if (add.left.length === 0) return
  const from = add.from + Math.round(fall / STEP)
  if (all.left.length === 0) {
    all.from = from
    all.left = add.left.map((x) => x + shift)
    all.right = add.right.map((x) => x + shift)
    return
  }
  if (from < all.from) {
    const missing = all.from - from
    all.left.unshift(...Array.from({ length: missing }, () => Number.POSITIVE_INFINITY))
    all.right.unshift(...Array.from({ length: missing }, () => Number.NEGATIVE_INFINITY))
    all.from = from
  }
  for (let i = 0; i < add.left.length; i++) {
    const at = from + i - all.from
    while (all.left.length <= at) {
      all.left.push(Number.POSITIVE_INFINITY)
      all.right.push(Number.NEGATIVE_INFINITY)
    }
    all.left[at] = Math.min(all.left[at] as number, (add.left[i] as number) + shift)
    all.right[at] = Math.max(all.right[at] as number, (add.right[i] as number) + shift)
  }
}

function placeStack(node: Node, middle: number, above: number, places: Map<string, Rect>): void {
  let x = middle - node.stackSize.width / 2
  for (const column of node.stack) {
    for (const { box, fall, width, height } of column)
      places.set(box.id, { x: x + INDENT, y: above + fall, width, height })
    x += columnWidth(column) + GAP
  }
}

/** The lines from a node to those below: down, along, and down again; along a spine where they stand in columns. */
function routesOf(node: Node, places: ReadonlyMap<string, Rect>): Route[] {
  const own = places.get(node.box.id) as Rect
  const x = own.x + own.width / 2
  const bottom = own.y + own.height
  const bus = own.y + Math.max(SLOT, own.height) + BUS
  const route = (to: Node, points: Route['points']): Route => ({
    from: node.box.id,
    to: to.box.id,
    reports: to.box.reports,
    points,
  })
  const routes: Route[] = []
  for (const kid of node.kids) {
    const at = places.get(kid.box.id) as Rect
    const kidX = at.x + at.width / 2
    const kidBus = at.y - FALL + BUS
    const later = node.spine !== null && at.y > bus + FALL
    const spine = x + (node.spine ?? 0)
    const along: Route['points'] = later
      ? [
          [spine, bus],
          [spine, kidBus],
          [kidX, kidBus],
        ]
      : [[kidX, bus]]
    routes.push(route(kid, [[x, bottom], [x, bus], ...along, [kidX, at.y]]))
  }
  for (const column of node.stack) {
    for (const leaf of column) {
      const at = places.get(leaf.box.id) as Rect
      const spine = at.x - INDENT + 4
      const y = at.y + at.height / 2
      routes.push(
        route(leaf, [
          [x, bottom],
          [x, bus],
          [spine, bus],
          [spine, y],
          [at.x, y],
        ]),
      )
    }
  }
  return routes
}

/** Boxes of one department that hang together make one region; so do those of one department under the same superior. */
function regionsOf(boxes: readonly MapBox[], places: ReadonlyMap<string, Rect>): Region[] {
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const keys = new Map<string, string>()
  const keyOf = (box: MapBox): string => {
    const path: MapBox[] = []
    let at = box
    while (!keys.has(at.id)) {
      path.push(at)
      const above = at.parentId === null ? undefined : byId.get(at.parentId)
      if (above?.unitId !== at.unitId || !above) {
        keys.set(at.id, `${at.unitId}|${above?.id ?? (at.kind === 'unit' ? at.id : '')}`)
        break
      }
      at = above
    }
    const key = keys.get(at.id) as string
    for (const one of path) keys.set(one.id, key)
    return key
  }
  const regions = new Map<string, Region>()
  for (const box of boxes) {
    const at = places.get(box.id)
    if (box.unitId === null || !at) continue
    const key = keyOf(box)
    let region = regions.get(key)
    if (!region) {
      region = {
        id: key,
        unitId: box.unitId,
        rects: [],
        label: { x: at.x, y: at.y },
        named: true,
        boxIds: [],
      }
      regions.set(key, region)
    }
    // The name stands above the uppermost, of several the one on the left.
    if (at.y < region.label.y || (at.y === region.label.y && at.x < region.label.x))
      region.label = { x: at.x, y: at.y }
    if (box.kind === 'unit') region.named = false
    region.boxIds.push(box.id)
    region.rects.push(grown(at, MARGIN))
  }
  for (const region of regions.values()) {
    joinRects(region, byId, places)
    const { x, y } = region.label
    region.label = { x, y: y - NAME_ROOM + 4 }
    if (region.named)
      region.rects.push({ x: x - MARGIN, y: y - NAME_ROOM, width: 120, height: NAME_ROOM + MARGIN })
  }
  return [...regions.values()]
}

/** Bridges the rooms between a box and those of its department below it, so that the shape holds together. */
function joinRects(
  region: Region,
  byId: ReadonlyMap<string, MapBox>,
  places: ReadonlyMap<string, Rect>,
): void {
  const below = Map.groupBy(region.boxIds, (id) => byId.get(id)?.parentId ?? null)
  const inside = new Set(region.boxIds)
  for (const [above, ids] of below) {
    const rects = ids.map((id) => places.get(id) as Rect)
    const boss = above !== null && inside.has(above) ? places.get(above) : undefined
    const boxTop = Math.min(...rects.map((r) => r.y))
    const firstRow = rects.filter((r) => r.y === boxTop)
    if (boss) {
      // Along the bus from its middle to those below, and down to each: the names of others in between stay free.
      const bus = boss.y + Math.max(SLOT, boss.height) + BUS
      const middle = boss.x + boss.width / 2
      const left = Math.min(middle - 60, ...firstRow.map((r) => r.x - MARGIN))
      const right = Math.max(middle + 60, ...firstRow.map((r) => r.x + r.width + MARGIN))
      const under = boss.y + boss.height
      region.rects.push({
        x: left,
        y: under - MARGIN,
        width: right - left,
        height: bus + 10 - under + MARGIN,
      })
      for (const r of firstRow)
        region.rects.push({
          x: r.x - MARGIN,
          y: bus - 10,
          width: r.width + 2 * MARGIN,
          height: boxTop - bus + 10 + MARGIN,
        })
    }
    // Between those below each other in a column.
    const columns = Map.groupBy(rects, (r) => r.x)
    for (const column of columns.values()) {
      column.sort((a, b) => a.y - b.y)
      for (const [i, rect] of column.entries()) {
        const next = column[i + 1]
        if (next && next.y - rect.y - rect.height < NAME_ROOM + STACK_GAP + 4)
          region.rects.push({
            x: rect.x - MARGIN,
            y: rect.y,
            width: Math.max(rect.width, next.width) + 2 * MARGIN,
            height: next.y + next.height - rect.y,
          })
      }
    }
  }
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

/** People without a post stand in columns to the right, as high as the chart. @returns the room they take */
function shelve(people: readonly MapBox[], places: Map<string, Rect>): Rect | null {
  if (people.length === 0) return null
  let right = Number.NEGATIVE_INFINITY
  let bottom = 0
  for (const { x, y, width, height } of places.values()) {
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  const left = right === Number.NEGATIVE_INFINITY ? 0 : right + 96
  const rows = Math.max(4, Math.min(14, Math.floor(bottom / 96)), Math.ceil(Math.sqrt(people.length)))
  let x = left
  let y = 0
  let widest = 0
  let lowest = 0
  for (const [i, box] of people.entries()) {
    if (i > 0 && i % rows === 0) {
      x += widest + STACK_GAP
      y = 0
      widest = 0
    }
    const size = boxSize(box)
    places.set(box.id, { x, y, ...size })
    y += size.height + STACK_GAP
    widest = Math.max(widest, size.width)
    lowest = Math.max(lowest, y - STACK_GAP)
  }
  return { x: left, y: 0, width: x + widest - left, height: lowest }
}

function boundsOf(rects: readonly Rect[], regions: readonly Region[]): Rect {
  let left = Number.POSITIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  const take = ({ x, y, width, height }: Rect) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const rect of rects) take(rect)
  for (const region of regions) for (const rect of region.rects) take(rect)
  if (left > right) return { x: 0, y: 0, width: 0, height: 0 }
  return { x: left, y: top - 8, width: right - left, height: bottom - top + 8 }
}
