import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import type { Chart } from './chart.contract.ts'
import { applyEdits } from './chart.rules.ts'
import { compareCharts } from './chart-compare.rules.ts'
import { fitEdit, randomEdit } from './testing-edits.ts'

const BEFORE: Chart = {
  units: [
    { id: 'u1', parentId: null, name: '采购部', function: 'purchasing', stand: null, version: 1 },
    { id: 'u2', parentId: 'u1', name: '设备组', function: null, stand: null, version: 1 },
  ],
  posts: [
    {
      id: 'p1',
      unitId: 'u1',
      title: '部长',
      reportsToId: null,
      dottedToIds: [],
      vacant: false,
      holderUnknown: false,
      version: 1,
    },
    {
      id: 'p2',
      unitId: 'u2',
      title: '组长',
      reportsToId: 'p1',
      dottedToIds: [],
      vacant: false,
      holderUnknown: true,
      version: 1,
    },
    {
      id: 'p3',
      unitId: 'u2',
      title: '采购员',
      reportsToId: 'p2',
      dottedToIds: ['p1'],
      vacant: false,
      holderUnknown: false,
      version: 1,
    },
  ],
}

describe('two charts compared', () => {
  test('are the same where only versions and order differ', () => {
    const again = {
      units: [...BEFORE.units].reverse().map((u) => ({ ...u, version: 9 })),
      posts: [...BEFORE.posts].reverse(),
    }
    expect(compareCharts(BEFORE, again)).toEqual([])
  })

  test('name what is gone, added, moved, renamed and changed, with what it was and is', () => {
    const applied = applyEdits(BEFORE, [
      { do: 'remove-unit', unitId: 'u2' },
      { do: 'change-unit', unitId: 'u1', name: '供应链部', stand: 'decide' },
      { do: 'change-post', postId: 'p3', reportsToId: 'p1', dottedToIds: [], vacant: true },
      {
        do: 'add-post',
        post: {
          id: 'p4',
          title: '合同员',
          unitId: 'u1',
          reportsToId: 'p1',
          dottedToIds: [],
          vacant: false,
          holderUnknown: false,
        },
      },
    ])
    if (!applied.done) throw new Error('refused')
    const changes = compareCharts(BEFORE, applied.chart)
    expect(changes.map((c) => `${c.what} ${c.name} ${c.field ?? ''}`.trim())).toEqual([
      'gone 设备组',
      'added 合同员',
      'moved 组长 unitId',
      'moved 采购员 unitId',
      'moved 采购员 reportsToId',
      'renamed 供应链部 name',
      'changed 供应链部 stand',
      'changed 采购员 dottedToIds',
      'changed 采购员 vacant',
    ])
    expect(changes[0]).toMatchObject({ was: { id: 'u1', name: '采购部' }, is: null })
    expect(changes[4]).toMatchObject({ was: { id: 'p2', name: '组长' }, is: { id: 'p1', name: '部长' } })
    expect(changes[5]).toMatchObject({ was: '采购部', is: '供应链部' })
    expect(changes[7]).toMatchObject({ was: [{ id: 'p1', name: '部长' }], is: [] })
  })

  test('turned round, tell the same changes the other way', () => {
    fc.assert(
      fc.property(fc.array(randomEdit, { maxLength: 20, size: 'max' }), (randoms) => {
        let after = BEFORE
        for (const random of randoms) {
          const applied = applyEdits(after, [fitEdit(after, random, newId)])
          if (applied.done) after = applied.chart
        }
        const turned = {
          added: 'gone',
          gone: 'added',
          moved: 'moved',
          renamed: 'renamed',
          changed: 'changed',
        } as const
        const key = (what: string, c: { id: string; field: unknown }) => `${what} ${c.id} ${c.field}`
        const there = compareCharts(BEFORE, after)
        const back = compareCharts(after, BEFORE)
        expect(there.map((c) => key(c.what, c)).sort()).toEqual(
          back.map((c) => key(turned[c.what], c)).sort(),
        )
        for (const change of there) {
          const other = back.find((c) => key(turned[c.what], c) === key(change.what, change))
          expect(other).toMatchObject({ was: change.is, is: change.was })
        }
        // Every record that differs is named, and none that does not.
        const same = (a: Chart, b: Chart) =>
          [...a.units, ...a.posts].filter(
            (r) =>
              ![...b.units, ...b.posts].some(
                (o) => JSON.stringify({ ...o, version: 0 }) === JSON.stringify({ ...r, version: 0 }),
              ),
          )
        const differing = new Set([...same(BEFORE, after), ...same(after, BEFORE)].map((r) => r.id))
        expect(new Set(there.map((c) => c.id))).toEqual(differing)
      }),
      { numRuns: 300 },
    )
  })
})
