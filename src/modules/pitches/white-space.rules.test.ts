import { describe, expect, it } from 'vitest'
import type { FootprintClaim } from './white-space.contract.ts'
import { cellsOf, rowsOf, tallyOf } from './white-space.rules.ts'

const products = [
  { id: 'x200', name: '恒温灌装线 X200' },
  { id: 'v8', name: '变频器 V8' },
]
const claim = (unitId: string | null, productId: string, state: FootprintClaim['state']): FootprintClaim => ({
  id: `${unitId}-${productId}`,
  unitId,
  productId,
  state,
  rival: null,
  note: '',
  source: { kind: 'note', id: null, note: '' },
  confidence: 'stated',
  assertedBy: '王磊',
  assertedAt: '2026-11-01T00:00:00Z',
  supersededAt: null,
})
const inUse = (unitId: string | null, productName: string, over: object = {}) => ({
  unitId,
  productName,
  maker: 'ours' as const,
  retired: false,
  ...over,
})

describe('the cells of the white space', () => {
  it('show our product in use without anybody claiming it, however its name is spaced', () => {
    expect(cellsOf([], [inUse('u1', '恒温灌装线X200'), inUse(null, '变频器　v8')], products)).toEqual([
      { unitId: 'u1', productId: 'x200', state: 'ours', rival: null, claim: null },
      { unitId: null, productId: 'v8', state: 'ours', rival: null, claim: null },
    ])
  })

  it('conclude nothing from what others make, from what is no longer in use, or from silence', () => {
    const gone = inUse('u1', '变频器 V8', { retired: true })
    const theirs = inUse('u1', '变频器 V8', { maker: 'rival' })
    expect(cellsOf([], [gone, theirs, inUse('u1', '别的东西')], products)).toEqual([])
  })

  it('let a claim speak before a record, also one that says nobody knows any more', () => {
    const used = [inUse('u1', '变频器 V8')]
    expect(cellsOf([claim('u1', 'v8', 'rival')], used, products)).toMatchObject([{ state: 'rival' }])
    expect(cellsOf([claim('u1', 'v8', null)], used, products)).toEqual([])
  })
})

it('a product is tallied over the departments shown; what nobody knows stays unknown', () => {
  const cells = cellsOf(
    [claim('u1', 'v8', 'ours'), claim('u2', 'v8', 'none'), claim(null, 'v8', 'rival')],
    [],
    products,
  )
  expect(tallyOf('v8', ['u1', 'u2', 'u3'], cells)).toEqual({ ours: 1, rival: 0, none: 1, unknown: 1 })
  expect(tallyOf('x200', ['u1', 'u2', 'u3'], cells)).toEqual({ ours: 0, rival: 0, none: 0, unknown: 3 })
})

it('rows begin with departments that buy or of which something is known, and are all where there is none', () => {
  const units = [
    { id: 'u1', stand: null },
    { id: 'u2', stand: 'use' },
    { id: 'u3', stand: 'support' },
  ]
  expect(rowsOf(units, cellsOf([claim('u1', 'v8', 'none')], [], products)).map((u) => u.id)).toEqual([
    'u1',
    'u2',
  ])
  expect(rowsOf([units[0]!, units[2]!], []).map((u) => u.id)).toEqual(['u1', 'u3'])
})
