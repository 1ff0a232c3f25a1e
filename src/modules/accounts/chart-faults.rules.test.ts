import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chart } from './chart.contract.ts'
import { chartFaults } from './chart-faults.rules.ts'

const unit = (id: string, parentId: string | null = null) => ({
  id,
  parentId,
  name: id,
  function: null,
  stand: null,
  version: 1,
})
const post = (id: string, reportsToId: string | null = null, unitId: string | null = null) => ({
  id,
  unitId,
  title: `${id}长`,
  reportsToId,
  dottedToIds: [] as string[],
  vacant: false,
  holderUnknown: false,
  version: 1,
})
const codes = (chart: Chart) => chartFaults(chart).map((f) => `${f.code}: ${f.ids.join(' ')}`)

describe('what does not hold together in a chart', () => {
  test('a sound chart has no faults, nor has an empty one', () => {
    expect(chartFaults({ units: [], posts: [] })).toEqual([])
    expect(codes({ units: [unit('厂')], posts: [post('a', null, '厂'), post('b', 'a', '厂')] })).toEqual([])
  })

  test('each circle is named once, whoever leads into it', () => {
    expect(
      codes({ units: [], posts: [post('x', 'a'), post('a', 'b'), post('b', 'c'), post('c', 'a')] }),
    ).toEqual(['loop: a b c'])
    expect(codes({ units: [unit('a', 'b'), unit('b', 'a')], posts: [post('p', null, 'a')] })).toContain(
      'loop: a b',
    )
  })

  test('a line to itself and lines to nothing say what they lead to', () => {
    const lost = { ...post('c', 'gone', 'nowhere'), dottedToIds: ['c', 'never'] }
    const faults = chartFaults({ units: [], posts: [post('a', 'a'), lost] })
    expect(faults.map((f) => [f.code, f.field, f.target])).toEqual([
      ['itself', 'reportsToId', null],
      ['dangling', 'unitId', 'nowhere'],
      ['dangling', 'reportsToId', 'gone'],
      ['itself', 'dottedToIds', null],
      ['dangling', 'dottedToIds', 'never'],
    ])
    expect(faults[1]?.names).toEqual(['c长'])
  })

  test('several tops are remarked, but not posts that are not placed yet', () => {
    expect(codes({ units: [], posts: [post('a'), post('b')] })).toEqual([])
    expect(codes({ units: [], posts: [post('a'), post('b'), post('c', 'a')] })).toEqual([])
    expect(codes({ units: [], posts: [post('a'), post('b'), post('c', 'a'), post('d', 'b')] })).toEqual([
      'several-roots: a b',
    ])
  })

  test('a department with nothing in it, and a post that may stand there twice', () => {
    expect(codes({ units: [unit('厂'), unit('空', '厂')], posts: [] })).toEqual(['unit-empty: 空'])
    const twice = { ...post('b'), title: 'a长' }
    expect(codes({ units: [], posts: [post('a'), twice] })).toEqual(['post-twice: a b'])
  })

  test('whatever is stored, it answers', () => {
    const id = fc.constantFrom('1', '2', '3', '4', '5')
    const maybe = fc.option(id)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(id, maybe), { selector: ([i]) => i }),
        fc.uniqueArray(fc.tuple(id, maybe, maybe, fc.array(id, { maxLength: 3 })), { selector: ([i]) => i }),
        (units, posts) => {
          const chart: Chart = {
            units: units.map(([i, parent]) => unit(i, parent)),
            posts: posts.map(([i, up, at, dottedToIds]) => ({ ...post(i, up, at), dottedToIds })),
          }
          const faults = chartFaults(chart)
          // With the lines named left out, whoever follows the rest upwards comes to an end.
          const cut = new Set(
            faults.flatMap((f) =>
              f.field === 'reportsToId' && f.code !== 'several-roots'
                ? [f.code === 'loop' ? f.ids.at(-1) : f.ids[0]]
                : [],
            ),
          )
          for (const start of chart.posts) {
            let at = start
            for (let steps = 0; at.reportsToId !== null && !cut.has(at.id); steps++) {
              expect(steps).toBeLessThan(10)
              at = chart.posts.find((p) => p.id === at.reportsToId) as typeof at
              expect(at).toBeDefined()
            }
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
