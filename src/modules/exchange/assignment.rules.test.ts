import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPairs, type Pair } from './assignment.rules.ts'

const total = (pairs: readonly Pair[], chosen: ReadonlyMap<string, string>) =>
  [...chosen].reduce(
    (sum, [left, right]) =>
      sum + Math.max(...pairs.filter((p) => p.left === left && p.right === right).map((p) => p.weight)),
    0,
  )
/** Every way tried. */
function best(pairs: readonly Pair[]): number {
  const [first, ...rest] = pairs
  if (!first) return 0
  const compatible = rest.filter((p) => p.left !== first.left && p.right !== first.right)
  return Math.max(best(rest), first.weight + best(compatible))
}

describe('who pairs with whom', () => {
  it('is decided for all together: the best pair may stand back for two that are better', () => {
    const pairs = [
      { left: 'a', right: 'x', weight: 7 },
      { left: 'a', right: 'y', weight: 6 },
      { left: 'b', right: 'x', weight: 6 },
    ]
    expect(Object.fromEntries(bestPairs(pairs))).toEqual({ a: 'y', b: 'x' })
  })

  it('is never less than any other way would give, and each is in one pair at most', () => {
    const pair = fc.record({
      left: fc.constantFrom('a', 'b', 'c', 'd'),
      right: fc.constantFrom('w', 'x', 'y', 'z'),
      weight: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(pair, { maxLength: 11, selector: (p) => p.left + p.right }), (pairs) => {
        const chosen = bestPairs(pairs)
        expect(new Set(chosen.values()).size).toBe(chosen.size)
        expect(total(pairs, chosen)).toBe(best(pairs))
      }),
      { numRuns: 300 },
    )
  })

  it('of many that hang together is still decided, the best first', () => {
    const pairs = Array.from({ length: 300 }, (_, i) => [
      { left: `${i}`, right: `${i}`, weight: 5 },
      { left: `${i}`, right: `${(i + 1) % 300}`, weight: 4 },
    ]).flat()
    expect(bestPairs(pairs).size).toBe(300)
  })
})
