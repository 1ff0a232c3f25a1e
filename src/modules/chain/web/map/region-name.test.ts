import { describe, expect, it } from 'vitest'
import { freeRight } from './region-name.ts'

const region = (id: string, x: number, y: number) => ({
  id,
  unitId: id,
  rects: [],
  label: { x, y },
  named: true,
  boxIds: [],
})
const rect = (x: number, y: number) => ({ x, y, width: 200, height: 64 })

describe('the name of a department on the map', () => {
  it('ends before the name of the department beside it', () => {
    const [left, right] = [region('采购', 0, 0), region('技术', 228, 0)]
    const room = freeRight(left, { places: new Map(), regions: [left, right] })
    expect(room).toBeLessThan(228)
    expect(room).toBeGreaterThan(180)
  })

  it('ends before a box that stands beside it, but may run above one that stands lower', () => {
    const one = region('采购', 0, 0)
    const beside = freeRight(one, { places: new Map([['a', rect(300, -20)]]), regions: [one] })
    expect(beside).toBeLessThan(300)
    const lower = freeRight(one, { places: new Map([['a', rect(300, 40)]]), regions: [one] })
    expect(lower).toBeGreaterThan(400)
  })
})
