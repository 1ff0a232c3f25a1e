import type { ChainMap } from '../../chain.contract.ts'
import { type Chart, chartOf, type MapBox, type MapLine } from '../../map.rules.ts'
import { arrange } from '../layout.ts'
import type { Layout } from '../layout-shapes.ts'

export type ShownMap = Pick<ChainMap, 'units' | 'posts' | 'people' | 'seats' | 'ties'>
export type MapUnit = ChainMap['units'][number]

/** What stands on the map now, and where: after collapsing branches, or with one branch alone. */
export interface Scene {
  chart: Chart
  boxes: ReadonlyMap<string, MapBox>
  layout: Layout
  units: ReadonlyMap<string, MapUnit>
  /** Of each box with others below it: how many, all the way down. */
  below: ReadonlyMap<string, number>
  /** The boxes below each box, in the order drawn. */
  kids: ReadonlyMap<string, readonly MapBox[]>
  collapsed: ReadonlySet<string>
  /** Dotted lines and ties whose two ends are on the map. */
  lines: MapLine[]
}

/**
 * @param collapsed boxes whose branches are folded away
 * @param focus the box whose branch alone is shown, or null for all
 */
export function sceneOf(map: ShownMap, collapsed: ReadonlySet<string>, focus: string | null): Scene {
  const chart = chartOf(map)
  const kids = new Map<string, MapBox[]>()
  for (const box of chart.boxes) {
    if (box.parentId === null) continue
    const siblings = kids.get(box.parentId)
    if (siblings) siblings.push(box)
    else kids.set(box.parentId, [box])
  }
  const below = countBelow(chart.boxes, kids)
  const all = new Map(chart.boxes.map((box) => [box.id, box]))
  const top = focus === null ? undefined : all.get(focus)
  const shown: MapBox[] = []
  const waiting = top ? [{ ...top, parentId: null }] : chart.boxes.filter((box) => box.parentId === null)
  const seen = new Set(waiting.map((box) => box.id))
  for (let box = waiting.shift(); box; box = waiting.shift()) {
    shown.push(box)
    if (collapsed.has(box.id)) continue
    for (const kid of kids.get(box.id) ?? []) {
      if (seen.has(kid.id)) continue
      seen.add(kid.id)
      waiting.push(kid)
    }
  }
  const boxes = new Map(shown.map((box) => [box.id, box]))
  return {
    chart,
    boxes,
    layout: arrange(shown),
    units: new Map(map.units.map((unit) => [unit.id, unit])),
    below,
    kids,
    collapsed,
    lines: chart.lines.filter((line) => boxes.has(line.from) && boxes.has(line.to)),
  }
}

function countBelow(
  boxes: readonly MapBox[],
  kids: ReadonlyMap<string, readonly MapBox[]>,
): Map<string, number> {
  const above = new Map(boxes.map((box) => [box.id, box.parentId]))
  const left = new Map(boxes.map((box) => [box.id, kids.get(box.id)?.length ?? 0]))
  const below = new Map<string, number>()
  // From the leaves up: a box is counted once all below it are.
  const ready = boxes.filter((box) => !kids.has(box.id)).map((box) => box.id)
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const parent = above.get(id) ?? null
    if (parent === null) continue
    below.set(parent, (below.get(parent) ?? 0) + 1 + (below.get(id) ?? 0))
    const waiting = (left.get(parent) ?? 0) - 1
    left.set(parent, waiting)
    if (waiting === 0) ready.push(parent)
  }
  return below
}

/** The boxes above one, the nearest first. */
export function pathUp(boxes: ReadonlyMap<string, MapBox>, id: string): string[] {
  const path: string[] = []
  for (let at = boxes.get(id)?.parentId; at; at = boxes.get(at)?.parentId) {
    if (path.includes(at)) break
    path.push(at)
  }
  return path
}
