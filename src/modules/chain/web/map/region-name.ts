import { NAME_ROOM } from '../layout-room.ts'
import type { Layout, Region } from '../layout-shapes.ts'

/** A department's name is at most so wide, in the chart's pixels. */
const MOST_NAME = 420

/** How far the name of a department may reach: up to the next name or box beside it. */
export function freeRight(region: Region, { places, regions }: Pick<Layout, 'places' | 'regions'>): number {
  const { x, y } = region.label
  let right = x + MOST_NAME
  for (const at of places.values())
    if (at.x > x + 1 && at.y < y + NAME_ROOM && at.y + at.height > y) right = Math.min(right, at.x - 8)
  for (const { label, named } of regions)
    if (named && label.x > x + 1 && Math.abs(label.y - y) < NAME_ROOM) right = Math.min(right, label.x - 12)
  return right - x
}
