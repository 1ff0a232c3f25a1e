import type { MapBox } from '../map.rules.ts'
import { BUS, NAME_ROOM, SLOT, STACK_GAP } from './layout-room.ts'
import type { Rect, Region } from './layout-shapes.ts'

const MARGIN = 12

/** Boxes of one department that hang together make one region; so do those of one department under the same superior. */
export function regionsOf(boxes: readonly MapBox[], places: ReadonlyMap<string, Rect>): Region[] {
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
