import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RELATION_KIND } from './accounts.contract.ts'
import { changedFields, inverseRelation, makesLoop } from './accounts.rules.ts'

test('our supplier sees us as its customer, and turning a relation twice gives it back', () => {
  expect(inverseRelation('supplier')).toBe('customer')
  expect(inverseRelation('alliance')).toBe('alliance')
  for (const kind of RELATION_KIND) expect(inverseRelation(inverseRelation(kind))).toBe(kind)
})

test('a department cannot be moved below itself or below one of its own', () => {
  const up = new Map([
    ['workshop', ['plant']],
    ['plant', ['group']],
    ['group', []],
  ])
  expect(makesLoop(up, 'plant', ['plant'])).toBe(true)
  expect(makesLoop(up, 'plant', ['workshop'])).toBe(true)
  expect(makesLoop(up, 'workshop', ['group'])).toBe(false)
})

test('a dotted line counts as a line: two chiefs cannot each answer to the other', () => {
  const up = new Map([
    ['technical', ['general', 'finance']],
    ['finance', ['general']],
    ['general', []],
  ])
  expect(makesLoop(up, 'finance', ['general', 'technical'])).toBe(true)
})

test('a loop that was there before does not hang the check', () => {
  const up = new Map([
    ['a', ['b']],
    ['b', ['a']],
  ])
  expect(makesLoop(up, 'c', ['a'])).toBe(false)
})

test('whatever is moved where, allowed moves never leave a loop behind', () => {
  const node = fc.integer({ min: 0, max: 7 }).map(String)
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 40 }), (moves) => {
      const up = new Map<string, string[]>()
      for (const [what, to] of moves) if (!makesLoop(up, what, [to])) up.set(what, [to])
      for (const start of up.keys()) {
        let at: string | undefined = start
        for (let steps = 0; at !== undefined; steps++) {
          expect(steps).toBeLessThan(9)
          at = up.get(at)?.[0]
        }
      }
    }),
  )
})

test('a change that changes nothing names no field', () => {
  const before = { tier: 'key', shortNames: ['华电'], revenue: null as number | null }
  expect(changedFields(before, { tier: 'key', shortNames: ['华电'] })).toEqual([])
  expect(changedFields(before, { revenue: 5, shortNames: ['华电', '华北电'] })).toEqual([
    'revenue',
    'shortNames',
  ])
})
