import { expect, it } from 'vitest'
import { gap, isPersonalAspect, rankGaps } from './ratings.rules.ts'

const row = (aspect: 'quality' | 'price' | 'pressure', importance: number | null, served: number | null) => ({
  aspect,
  personId: aspect === 'pressure' ? 'wang' : null,
  importance,
  served,
})

it('what matters most and is served worst comes first', () => {
  const ranked = rankGaps([row('price', 5, 4), row('quality', 3, 1), row('pressure', 5, 2)])
  expect(ranked.map((r) => [r.aspect, gap(r)])).toEqual([
    ['pressure', 15],
    ['quality', 12],
    ['price', 5],
  ])
})

it('what is not known is no gap of zero: it comes after what is, the important first', () => {
  expect(gap(row('price', 5, null))).toBeNull()
  expect(gap(row('price', 5, 5))).toBe(0)
  const ranked = rankGaps([row('quality', null, null), row('price', 4, null), row('pressure', 1, 5)])
  expect(ranked.map((r) => r.aspect)).toEqual(['pressure', 'price', 'quality'])
})

it('what a person wants for themselves is personal', () => {
  expect(isPersonalAspect('pressure')).toBe(true)
  expect(isPersonalAspect('price')).toBe(false)
})
