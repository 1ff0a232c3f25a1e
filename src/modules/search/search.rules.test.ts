import { expect, test } from 'vitest'
import { findableKinds, type Hit, rankHits } from './search.rules.ts'

const hit = (id: string, tail: string, whole: boolean, kind: Hit['kind'] = 'person'): Hit => ({
  kind,
  id,
  tail,
  whole,
  accountId: 'a',
})

test('the very name comes before names that begin so, and those before names with it inside', () => {
  const ranked = rankHits(
    [hit('inside', '王', false), hit('begins', '王伟', true), hit('exact', '王', true)],
    '王',
  )
  expect(ranked.map((r) => [r.id, r.match])).toEqual([
    ['exact', 'exact'],
    ['begins', 'start'],
    ['inside', 'part'],
  ])
})

test('a name found several ways is shown once, by its best match', () => {
  const ranked = rankHits(
    [
      hit('lilei', 'l', false),
      hit('lilei', 'lei', false),
      hit('lilei', 'll', true),
      hit('lilei', 'lilei', true),
    ],
    'l',
  )
  expect(ranked).toEqual([{ kind: 'person', id: 'lilei', accountId: 'a', match: 'start' }])
})

test('of two names that begin so, the shorter is closer; of two alike, the customer comes first', () => {
  const ranked = rankHits(
    [
      hit('long', '华北电力设计院', true, 'account'),
      hit('short', '华北电力', true, 'account'),
      hit('person', '华北石油', true),
      hit('account', '华北制药', true, 'account'),
    ],
    '华北',
  )
  expect(ranked.map((r) => r.id)).toEqual(['account', 'short', 'person', 'long'])
})

test('service staff find customers, people and the library, never deals or rivals', () => {
  expect(findableKinds('service', undefined)).toEqual(['account', 'person', 'product', 'proof'])
  expect(findableKinds('service', 'project')).toEqual([])
  expect(findableKinds('rep', 'project')).toEqual(['project'])
  expect(findableKinds('auditor', undefined)).toContain('rival')
})
