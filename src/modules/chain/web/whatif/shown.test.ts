import { describe, expect, it } from 'vitest'
import { leanOf, signed } from './shown.ts'

describe('which way a decision is said to lean', () => {
  it('is open while what nobody knows could turn it, and even where it is known to be', () => {
    expect(leanOf({ low: -1, high: 4 })).toBe('open')
    expect(leanOf({ low: 1, high: 4 })).toBe('for')
    expect(leanOf({ low: -0.2, high: 0.6 })).toBe('even')
  })

  it('is told by the middle, the same to both sides', () => {
    expect([-3, -1, 0, 1, 3].map((x) => leanOf({ low: x, high: x }))).toEqual([
      'against',
      'leaning_against',
      'even',
      'leaning_for',
      'for',
    ])
  })
})

it('a change is written with its sign, and a change too small to see as none', () => {
  const f = { number: (x: number) => String(x) } as Parameters<typeof signed>[0]
  expect([1.24, -0.36, 0.04, -0.04].map((x) => signed(f, x))).toEqual(['+1.2', '−0.4', '0', '0'])
})
