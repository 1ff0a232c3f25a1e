import type { Rect } from '../layout-shapes.ts'

/** How the chart is seen: a point (x, y) of it lies at (x · k + camera.x, y · k + camera.y) on the screen, in CSS pixels. */
export interface Camera {
  x: number
  y: number
  k: number
}
export interface View {
  width: number
  height: number
}
export interface Point {
  x: number
  y: number
}

export const LEAST_ZOOM = 0.04
export const MOST_ZOOM = 2
/** From this size on names and titles are read: boxes are real buttons. Below, the chart is a map of departments. */
export const READABLE = 0.5

const within = (k: number) => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, k))

/** Zooms to `k` so that what lies under the point stays under it. */
export function zoomAt(camera: Camera, k: number, at: Point): Camera {
  const to = within(k)
  const ratio = to / camera.k
  return { k: to, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio }
}

/** Shows a rectangle whole, in the middle, never larger than `largest`. A wide one stands at the top, where reading begins. */
export function fitting(rect: Rect, view: View, largest = 1, padding = 24): Camera {
  const width = Math.max(1, view.width - 2 * padding)
  const height = Math.max(1, view.height - 2 * padding)
  const k = within(Math.min(largest, width / Math.max(1, rect.width), height / Math.max(1, rect.height)))
  const spare = view.height - rect.height * k
  return {
    k,
    x: (view.width - rect.width * k) / 2 - rect.x * k,
    y: Math.min(spare / 2, Math.max(padding, spare / 6)) - rect.y * k,
  }
}

/** Brings the middle of a rectangle to the middle of the view. */
export function centreOn(rect: Rect, view: View, k: number): Camera {
  return {
    k: within(k),
    x: view.width / 2 - (rect.x + rect.width / 2) * within(k),
    y: view.height / 2 - (rect.y + rect.height / 2) * within(k),
  }
}

export function toChart(camera: Camera, at: Point): Point {
  return { x: (at.x - camera.x) / camera.k, y: (at.y - camera.y) / camera.k }
}

/** What of the chart is on the screen, with so many screen pixels more on each side. */
export function seen(camera: Camera, view: View, more = 0): Rect {
  const { x, y } = toChart(camera, { x: -more, y: -more })
  return { x, y, width: (view.width + 2 * more) / camera.k, height: (view.height + 2 * more) / camera.k }
}

export function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export function holds(rect: Rect, at: Point): boolean {
  return at.x >= rect.x && at.x <= rect.x + rect.width && at.y >= rect.y && at.y <= rect.y + rect.height
}

/** Part of the way from one camera to another; zoom is even to the eye, so it goes by ratio. @param t 0…1 */
export function between(a: Camera, b: Camera, t: number, view: View): Camera {
  const k = a.k * (b.k / a.k) ** t
  const middle = { x: view.width / 2, y: view.height / 2 }
  const from = toChart(a, middle)
  const to = toChart(b, middle)
  return {
    k,
    x: middle.x - (from.x + (to.x - from.x) * t) * k,
    y: middle.y - (from.y + (to.y - from.y) * t) * k,
  }
}

/** Keeps some of the chart on the screen: one cannot push it out of sight. */
export function kept(camera: Camera, bounds: Rect, view: View, margin = 80): Camera {
  const { k } = camera
  const clamp = (value: number, low: number, high: number) =>
    Math.min(Math.max(value, low), Math.max(low, high))
  return {
    k,
    x: clamp(camera.x, margin - (bounds.x + bounds.width) * k, view.width - margin - bounds.x * k),
    y: clamp(camera.y, margin - (bounds.y + bounds.height) * k, view.height - margin - bounds.y * k),
  }
}
