import { expect, it } from 'vitest'
import type { Chart, Post } from '#modules/accounts/accounts.contract.ts'
import { differences } from './chart-differences.ts'

const post = (id: string, over: Partial<Post> = {}): Post => ({
  id,
  unitId: null,
  title: id,
  reportsToId: null,
  dottedToIds: [],
  vacant: false,
  holderUnknown: true,
  version: 1,
  ...over,
})
const unit = (id: string, version = 1, name = id) => ({
  id,
  parentId: null,
  name,
  function: null,
  stand: null,
  version,
})

it('tells by name what others have added, removed, moved, renamed and changed', () => {
  const before: Chart = {
    units: [unit('采购'), unit('财务')],
    posts: ['a', 'b', 'c', 'd'].map((id) => post(id)),
  }
  const after: Chart = {
    units: [unit('采购', 2, '采购中心')],
    posts: [
      post('b', { version: 2, reportsToId: 'c' }),
      post('c', { version: 2, title: '总监' }),
      post('d', { version: 2, vacant: true }),
      post('e'),
    ],
  }
  expect(differences(before, after)).toEqual([
    { what: 'moved', name: 'b', boss: '总监' },
    { what: 'renamed', was: 'c', is: '总监' },
    { what: 'changed', name: 'd' },
    { what: 'added', name: 'e' },
    { what: 'gone', name: 'a' },
    { what: 'renamed', was: '采购', is: '采购中心' },
    { what: 'gone', name: '财务' },
  ])
})

it('finds nothing where nothing was changed', () => {
  const chart: Chart = { units: [unit('采购')], posts: [post('a')] }
  expect(differences(chart, chart)).toEqual([])
})
