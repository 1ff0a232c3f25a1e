import { boxSize, type MapBox } from '../map.rules.ts'
import { columnWidth, type Outline, pack } from './layout-pack.ts'
import { regionsOf } from './layout-regions.ts'
import { GAP, INDENT, STACK_GAP } from './layout-room.ts'
import { routesOf } from './layout-routes.ts'
import type { Layout, Rect, Region, Route } from './layout-shapes.ts'
import { branchesFrom, GROUND, hang, type Node, nodeOf } from './layout-tree.ts'

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

function placeStack(node: Node, middle: number, above: number, places: Map<string, Rect>): void {
  let x = middle - node.stackSize.width / 2
  for (const column of node.stack) {
    for (const { box, fall, width, height } of column)
      places.set(box.id, { x: x + INDENT, y: above + fall, width, height })
    x += columnWidth(column) + GAP
  }
}

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
