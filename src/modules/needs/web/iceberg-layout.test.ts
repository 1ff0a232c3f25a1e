import { describe, expect, it } from 'vitest'
import { LAYERS } from '../needs.contract.ts'
import { type BergNeed, bandAt, layOut } from './iceberg-layout.ts'

const many: BergNeed[] = Array.from({ length: 40 }, (_, i) => ({
  id: String(i),
  layer: LAYERS[i % 3]!,
  parentId: i % 3 === 0 ? null : String(i - 1),
}))

describe('an iceberg', () => {
  for (const width of [326, 358, 760, 1380]) {
    it(`of ${width} pixels holds every need in its own layer, apart from the others and inside the picture`, () => {
      const layout = layOut(many, width)
      expect(layout.blocks).toHaveLength(many.length)
      for (const block of layout.blocks) {
        const need = many.find((n) => n.id === block.id)!
        expect(block.x).toBeGreaterThanOrEqual(0)
        expect(block.x + block.width).toBeLessThanOrEqual(width)
        expect(block.width).toBeGreaterThanOrEqual(width < 620 ? 145 : 180)
        expect(bandAt(layout, block.y)).toBe(need.layer)
        expect(bandAt(layout, block.y + block.height)).toBe(need.layer)
        const overlaps = layout.blocks.some(
          (other) =>
            other.id !== block.id &&
            other.x < block.x + block.width &&
            block.x < other.x + other.width &&
            other.y < block.y + block.height &&
            block.y < other.y + other.height,
        )
        expect(overlaps).toBe(false)
      }
      expect(layout.blocks.every((b) => b.y + b.height < layout.height)).toBe(true)
    })
  }

  it('shows its waterline between what was said and what was not', () => {
    const layout = layOut(many, 1000)
    expect(layout.blocks).toHaveLength(many.length)
    for (const block of layout.blocks) {
      const need = many.find((n) => n.id === block.id)!
      expect(block.y > layout.waterline).toBe(need.layer !== 'explicit')
    }
  })

  it('puts what lies beneath something of its own layer in a lower row, and draws the line', () => {
    const layout = layOut(
      [
        { id: 'a', parentId: null, layer: 'implicit' },
        { id: 'b', parentId: 'a', layer: 'implicit' },
      ],
      800,
    )
    const [a, b] = layout.blocks
    expect(b!.y).toBeGreaterThan(a!.y + a!.height)
    expect(layout.lines).toMatchObject([{ from: 'a', to: 'b' }])
  })

  it('is a whole iceberg also with nothing on it, and with parents nobody may see', () => {
    expect(layOut([], 358).height).toBeGreaterThan(400)
    const orphan = layOut([{ id: 'x', parentId: 'hidden', layer: 'deep' }], 358)
    expect(orphan.blocks).toHaveLength(1)
    expect(orphan.lines).toEqual([])
  })
})
