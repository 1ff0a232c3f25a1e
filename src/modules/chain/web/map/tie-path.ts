import type { Rect } from '../layout-shapes.ts'
import type { Point } from './camera.ts'

/** A bent line from the edge of one box to the edge of another. */
export interface TiePath {
  start: Point
  bend: Point
  end: Point
  bounds: Rect
}

/** Ties are bent, so that they are told from reporting lines and two between the same boxes' rows do not lie on one. */
export function tiePath(from: Rect, to: Rect): TiePath {
  const a = middle(from)
  const b = middle(to)
  const dx = b.x - a.x
  const dy = b.y - a.y
  const far = Math.hypot(dx, dy) || 1
  const lift = Math.min(90, far * 0.18)
  const bend = { x: (a.x + b.x) / 2 + (dy / far) * lift, y: (a.y + b.y) / 2 - (dx / far) * lift }
  const start = edge(from, bend)
  const end = edge(to, bend)
  const left = Math.min(start.x, bend.x, end.x)
  const top = Math.min(start.y, bend.y, end.y)
  return {
    start,
    bend,
    end,
    bounds: {
      x: left - 12,
      y: top - 12,
      width: Math.max(start.x, bend.x, end.x) - left + 24,
      height: Math.max(start.y, bend.y, end.y) - top + 24,
    },
  }
}

const middle = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 })

/** Where the straight line from a box's middle to a point leaves the box. */
function edge(rect: Rect, to: Point): Point {
  const { x, y } = middle(rect)
  const dx = to.x - x
  const dy = to.y - y
  if (dx === 0 && dy === 0) return { x, y }
  const reach = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : rect.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : rect.height / 2 / Math.abs(dy),
  )
  const t = Math.min(1, reach)
  return { x: x + dx * t, y: y + dy * t }
}

const PIECES = 24

/** How far a point lies from a tie's line. */
export function distanceTo({ start, bend, end }: TiePath, at: Point): number {
  let least = Number.POSITIVE_INFINITY
  let before = start
  for (let i = 1; i <= PIECES; i++) {
    const t = i / PIECES
    const next = {
      x: (1 - t) ** 2 * start.x + 2 * t * (1 - t) * bend.x + t ** 2 * end.x,
      y: (1 - t) ** 2 * start.y + 2 * t * (1 - t) * bend.y + t ** 2 * end.y,
    }
    least = Math.min(least, fromSegment(before, next, at))
    before = next
  }
  return least
}

function fromSegment(a: Point, b: Point, at: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const long = dx * dx + dy * dy
  const t = long === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / long))
  return Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy)
}
