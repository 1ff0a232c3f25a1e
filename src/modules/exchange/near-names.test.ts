import fc from 'fast-check'
import { distance } from 'fastest-levenshtein'
import { expect, test } from 'vitest'
import { NearNames } from './near-names.ts'

test('finds exactly the names that comparing with every one would find', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '中', '国'), minLength: 0, maxLength: 14 })
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { maxLength: 40 }),
      name,
      fc.integer({ min: 1, max: 3 }),
      (names, asked, most) => {
        const found = new NearNames(names).nearest(asked, most)
        const wanted = names.filter((one) => distance(one, asked) <= most)
        expect([...found].sort()).toEqual([...wanted].sort())
      },
    ),
    { numRuns: 500 },
  )
})

test('a model number that differs is another product', () => {
  expect(new NearNames(['gtx500', 'gtxpro']).nearest('gtx600', 1)).toEqual([])
  expect(new NearNames(['gtx500', 'gtxpro']).nearest('gtxpto', 1)).toEqual(['gtxpro'])
})

test('one name is found among fifty thousand without waiting', () => {
  const names = Array.from(
    { length: 50_000 },
    (_, i) =>
      `滨江${String.fromCodePoint(0x4e00 + (i % 7000))}贸易${String.fromCodePoint(0x5000 + Math.floor(i / 7000))}行`,
  )
  const near = new NearNames(names)
  const start = performance.now()
  for (let i = 0; i < 2_000; i++) near.nearest(`滨江${String.fromCodePoint(0x4e00 + i)}贸易`, 1)
  expect(performance.now() - start).toBeLessThan(5_000)
})

test('after the comparisons allowed, nothing is proposed any more', () => {
  const near = new NearNames(['acme works', 'acme world'], 2)
  expect(near.nearest('acme work', 1)).toEqual(['acme works'])
  expect(near.nearest('acme work', 1)).toEqual([])
})
