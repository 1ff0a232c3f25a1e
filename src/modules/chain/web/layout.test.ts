import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MapBox } from '../map.rules.ts'
import { arrange } from './layout.ts'
import type { Rect } from './layout-shapes.ts'

const box = (id: string, parentId: string | null = null, over: Partial<MapBox> = {}): MapBox => ({
  id,
  kind: 'post',
  title: id,
  unitId: null,
  unitName: '',
  holders: [],
  empty: 'vacant',
  parentId,
  reports: parentId !== null,
  ...over,
})
const meet = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Trees of any shape: each box hangs under one before it, or under none. */
const anyBoxes = fc
  .array(
    fc.record({
      above: fc.option(fc.nat(), { nil: null, freq: 8 }),
      unit: fc.option(fc.nat(3), { nil: null }),
      person: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ above, unit, person }, i) =>
      person && i % 7 === 6
        ? box(`p${i}`, null, { kind: 'person' })
        : box(`b${i}`, above === null || i === 0 ? null : `b${above % i}`, {
            unitId: unit === null ? null : `u${unit}`,
          }),
    ),
  )
  .map((boxes) => {
    const ids = new Set(boxes.map((b) => b.id))
    return boxes.map((b) =>
      b.parentId && ids.has(b.parentId) ? b : { ...b, parentId: null, reports: false },
    )
  })

describe('the layout', () => {
  it('gives every box a place, a superior above those below, and lays no two on each other', () => {
    fc.assert(
      fc.property(anyBoxes, (boxes) => {
        const { places, routes } = arrange(boxes)
        expect([...places.keys()].sort()).toEqual(boxes.map((b) => b.id).sort())
        for (const { id, parentId } of boxes) {
          if (!parentId) continue
          const above = places.get(parentId)!
          expect(above.y + above.height).toBeLessThan(places.get(id)!.y)
        }
        expect(routes.map((r) => r.to).sort()).toEqual(
          boxes
            .filter((b) => b.parentId)
            .map((b) => b.id)
            .sort(),
        )
        const rects = [...places.values()]
        for (let i = 0; i < rects.length; i++)
          for (let j = i + 1; j < rects.length; j++) expect(meet(rects[i]!, rects[j]!)).toBe(false)
      }),
    )
  })

  it('stands posts nobody reports to in columns, instead of in an endless row', () => {
    const { bounds } = arrange([box('chief'), ...Array.from({ length: 60 }, (_, i) => box(`p${i}`, 'chief'))])
    expect(bounds.width).toBeLessThan(2000)
    expect(bounds.height).toBeLessThan(2000)
  })

  it('breaks a row of branches that would be very wide into several', () => {
    const boxes = [box('chief')]
    for (let i = 0; i < 30; i++) {
      boxes.push(box(`m${i}`, 'chief'))
      for (let j = 0; j < 4; j++) boxes.push(box(`m${i}-${j}`, `m${i}`))
    }
    const { bounds, places, routes } = arrange(boxes)
    expect(bounds.width).toBeLessThan(30 * 230)
    expect(bounds.width / bounds.height).toBeLessThan(4)
    const rects = [...places.values()]
    for (const [i, a] of rects.entries()) for (const b of rects.slice(i + 1)) expect(meet(a, b)).toBe(false)
    // No line runs through a box on its way.
    for (const { from, to, points } of routes) {
      for (const [i, [x, y]] of points.slice(1).entries()) {
        const [px, py] = points[i]!
        const segment = {
          x: Math.min(x, px),
          y: Math.min(y, py),
          width: Math.abs(x - px) + 0.1,
          height: Math.abs(y - py) + 0.1,
        }
        for (const [id, rect] of places) if (id !== from && id !== to) expect(meet(segment, rect)).toBe(false)
      }
    }
  })

  it('begins and ends each line at its boxes', () => {
    const { places, routes } = arrange([box('a'), box('b', 'a'), box('c', 'a'), box('d', 'a'), box('e', 'b')])
    for (const { from, to, points } of routes) {
      const above = places.get(from)!
      const below = places.get(to)!
      expect(points[0]).toEqual([above.x + above.width / 2, above.y + above.height])
      const [x, y] = points.at(-1)!
      expect(x >= below.x && x <= below.x + below.width && y >= below.y && y <= below.y + below.height).toBe(
        true,
      )
    }
  })

  it('draws a department that hangs together as one region, and one that lies apart as two', () => {
    const { regions } = arrange([
      box('a', null, { unitId: '采购' }),
      box('b', 'a', { unitId: '采购' }),
      box('c', 'b', { unitId: '技术' }),
      box('d', 'c', { unitId: '采购' }),
    ])
    expect(regions.map((r) => [r.unitId, r.boxIds])).toEqual([
      ['采购', ['a', 'b']],
      ['技术', ['c']],
      ['采购', ['d']],
    ])
  })

  it('stands people without a post beside the chart', () => {
    const { beside, places } = arrange([box('a'), box('x', null, { kind: 'person' })])
    expect(beside!.x).toBeGreaterThan(places.get('a')!.x + places.get('a')!.width)
  })

  it('arranges a line of a thousand below each other, and nobody at all, without complaint', () => {
    const deep = Array.from({ length: 1000 }, (_, i) => box(`p${i}`, i === 0 ? null : `p${i - 1}`))
    expect(arrange(deep).places.size).toBe(1000)
    expect(arrange([])).toMatchObject({ beside: null, bounds: { width: 0, height: 0 } })
  })
})
