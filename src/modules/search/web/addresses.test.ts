import { expect, test } from 'vitest'
import { FOUND_KIND } from '../search.contract.ts'
import { addressOf, groupFound } from './addresses.ts'

test('every kind that can be found leads somewhere of its own', () => {
  const addresses = FOUND_KIND.map((kind) => addressOf({ kind, id: 'x' }))
  expect(new Set(addresses).size).toBe(FOUND_KIND.length)
  for (const address of addresses) expect(address).toMatch(/^\/.+\/x$/)
})

test('finds are grouped, the group of the best find first, in the order they came', () => {
  const groups = groupFound([
    { kind: 'person' as const, id: 1 },
    { kind: 'account' as const, id: 2 },
    { kind: 'person' as const, id: 3 },
  ])
  expect(groups.map((group) => [group.kind, group.items.map((item) => item.id)])).toEqual([
    ['person', [1, 3]],
    ['account', [2]],
  ])
})
