import { describe, expect, it } from 'vitest'
import type { ChainMap, Change } from './chain.contract.ts'
import { comparedMap } from './compare-map.rules.ts'

const map = {
  units: [{ id: 'u1', name: '设备部', parentId: null, function: null, stand: null }],
  posts: [
    {
      id: 'p1',
      title: '部长',
      unitId: 'u1',
      reportsToId: null,
      dottedToIds: [],
      vacant: false,
      holderUnknown: false,
    },
  ],
  people: [{ id: 'chen', name: '陈志远', title: '', unitName: '', postIds: ['p1'] }],
} as unknown as ChainMap
const change = (over: Partial<Change>): Change => ({
  kind: 'changed',
  subject: 'post',
  id: 'p1',
  name: '',
  field: null,
  was: null,
  is: null,
  other: null,
  unit: null,
  projectId: null,
  byName: null,
  at: null,
  ...over,
})

describe('two days in one picture', () => {
  it('keeps what is gone where it hung, marked as gone', () => {
    const { map: drawn, marks } = comparedMap(map, [
      change({ kind: 'gone', id: 'p2', name: '科长', unit: { id: 'u2', name: '工艺科' } }),
      change({ kind: 'gone', subject: 'unit', id: 'u2', name: '工艺科', was: { id: 'u1', name: '设备部' } }),
    ])
    expect(drawn.posts.map((post) => [post.title, post.unitId])).toEqual([
      ['部长', 'u1'],
      ['科长', 'u2'],
    ])
    expect(drawn.units.map((unit) => [unit.name, unit.parentId])).toEqual([
      ['设备部', null],
      ['工艺科', 'u1'],
    ])
    expect([...marks]).toEqual([
      ['p2', 'gone'],
      ['u2', 'gone'],
    ])
    expect(map.posts).toHaveLength(1)
  })

  it('marks the box of whoever is believed otherwise, and shows of several changes the gravest', () => {
    const { marks } = comparedMap(map, [
      change({ subject: 'claim', id: 'chen', field: 'stance' }),
      change({ kind: 'moved', field: 'unitId' }),
      change({ kind: 'renamed', field: 'title' }),
      change({ subject: 'tie', id: 'chen' }),
    ])
    expect([...marks]).toEqual([['p1', 'moved']])
  })
})
