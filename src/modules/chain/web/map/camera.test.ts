import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, centreOn, fitting, kept, LEAST_ZOOM, MOST_ZOOM, toChart, zoomAt } from './camera.ts'

const view = { width: 1000, height: 600 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const anyCamera = fc.record({ x: number(-5000, 5000), y: number(-5000, 5000), k: number(0.05, 2) })

describe('the camera', () => {
  it('keeps what lies under the finger under it while zooming', () => {
    fc.assert(
      fc.property(anyCamera, number(0.01, 5), number(0, 1000), number(0, 600), (camera, k, x, y) => {
        const before = toChart(camera, { x, y })
        const after = toChart(zoomAt(camera, k, { x, y }), { x, y })
        expect(after.x).toBeCloseTo(before.x, 3)
        expect(after.y).toBeCloseTo(before.y, 3)
      }),
    )
  })

  it('zooms neither into nothing nor out of sight', () => {
    expect(zoomAt({ x: 0, y: 0, k: 1 }, 99, { x: 0, y: 0 }).k).toBe(MOST_ZOOM)
    expect(zoomAt({ x: 0, y: 0, k: 1 }, 0, { x: 0, y: 0 }).k).toBe(LEAST_ZOOM)
  })

  it('shows the whole of what it fits, and a small chart no larger than life', () => {
    const wide = fitting({ x: -300, y: 50, width: 4000, height: 900 }, view)
    expect(-300 * wide.k + wide.x).toBeGreaterThanOrEqual(0)
    expect(3700 * wide.k + wide.x).toBeLessThanOrEqual(1000)
    expect(fitting({ x: 0, y: 0, width: 100, height: 80 }, view).k).toBe(1)
  })

  it('comes from one view to the other, beginning and ending exactly there', () => {
    const from = { x: 10, y: 20, k: 0.3 }
    const to = centreOn({ x: 500, y: 700, width: 200, height: 90 }, view, 1)
    for (const [t, end] of [
      [0, from],
      [1, to],
    ] as const) {
      const at = between(from, to, t, view)
      for (const key of ['x', 'y', 'k'] as const) expect(at[key]).toBeCloseTo(end[key], 6)
    }
  })

  it('does not let the chart be pushed out of sight', () => {
    const bounds = { x: 0, y: 0, width: 2000, height: 1000 }
    const at = kept({ x: 9999, y: -9999, k: 0.5 }, bounds, view)
    expect(at.x).toBeLessThan(view.width)
    expect(1000 * 0.5 + at.y).toBeGreaterThan(0)
  })
})
