import { expect, test } from 'vitest'
import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'
import { organisationTree, type UnitNode, unitsBelow } from './organisation-tree.ts'

const unit = (id: string, parentId: string | null = null): OrgUnit => ({
  id,
  parentId,
  name: id,
  function: null,
  stand: null,
  version: 1,
})
const post = (id: string, unitId: string | null, reportsToId: string | null = null): Post => ({
  id,
  unitId,
  title: id,
  reportsToId,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
  version: 1,
})
const shape = (nodes: UnitNode[]): unknown =>
  nodes.map((node) => [
    node.unit.id,
    node.posts.map((p) => `${'>'.repeat(p.depth)}${p.post.id}`),
    shape(node.below),
  ])

test('departments hang below their parents, posts stand in reporting order with who holds them', () => {
  const tree = organisationTree(
    [unit('采购部', '公司'), unit('公司'), unit('设备部', '公司')],
    [post('采购员', '采购部', '采购部长'), post('采购部长', '采购部', '总经理'), post('总经理', '公司')],
    [{ postId: '采购部长', personId: 'p', personName: '张伟' }],
  )
  expect(shape(tree.units)).toEqual([
    [
      '公司',
      ['总经理'],
      [
        ['采购部', ['采购部长', '>采购员'], []],
        ['设备部', [], []],
      ],
    ],
  ])
  expect(tree.units[0]!.below[0]!.posts[0]!.holders).toMatchObject([{ personName: '张伟' }])
})

test('a loop, a missing parent and a post without department are shown, none is lost', () => {
  const tree = organisationTree(
    [unit('a', 'b'), unit('b', 'a'), unit('c', 'gone')],
    [post('x', 'a', 'y'), post('y', 'a', 'x'), post('z', null), post('self', 'c', 'self')],
    [],
  )
  expect(shape(tree.units)).toEqual([
    ['c', ['self'], []],
    ['a', ['x', '>y'], [['b', [], []]]],
  ])
  expect(tree.loose.map((node) => node.post.id)).toEqual(['z'])
})

test('a department cannot be moved below itself: everything under it is known, also where an import left a loop', () => {
  const units = [
    unit('公司'),
    unit('设备部', '公司'),
    unit('一班', '设备部'),
    unit('二班', '一班'),
    unit('财务部', '公司'),
  ]
  expect([...unitsBelow(units, '设备部')]).toEqual(['一班', '二班'])
  expect([...unitsBelow(units, '财务部')]).toEqual([])
  expect([...unitsBelow([unit('甲', '乙'), unit('乙', '甲')], '甲')]).toEqual(['乙'])
})
