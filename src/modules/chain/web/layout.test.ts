import { expect, it } from 'vitest'
import { arrange } from './layout.ts'

const box = (id: string) => ({ id, width: 190, height: 90 })

it('places every box of a chart, a superior above those below, and no two on the same spot', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `p${i}`)
  const lines = ids.slice(1, 34).map((id, i) => ({ from: `p${Math.floor(i / 4)}`, to: id }))
  const placed = await arrange(ids.map(box), lines)
  expect([...placed.keys()].sort()).toEqual([...ids].sort())
  for (const { from, to } of lines) expect(placed.get(from)!.y).toBeLessThan(placed.get(to)!.y)
  const spots = [...placed.values()].map(({ x, y }) => `${Math.round(x)}/${Math.round(y)}`)
  expect(new Set(spots).size).toBe(ids.length)
})

it('arranges several roots and people nobody is linked to', async () => {
  const placed = await arrange(['a', 'b', 'c', 'd', 'e'].map(box), [
    { from: 'a', to: 'b' },
    { from: 'c', to: 'd' },
  ])
  expect(placed.size).toBe(5)
})

it('arranges nobody without complaint', async () => {
  expect((await arrange([], [])).size).toBe(0)
})
