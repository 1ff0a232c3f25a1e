import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainMap, Seat } from './chain.contract.ts'
import { boxSize, chartOf, type MapBox } from './map.rules.ts'

type Post = ChainMap['posts'][number]
const post = (id: string, over: Partial<Post> = {}): Post => ({
  id,
  unitId: null,
  title: id,
  reportsToId: null,
  dottedToIds: [],
  vacant: true,
  holderUnknown: false,
  ...over,
})
const unit = (id: string, parentId: string | null = null) => ({
  id,
  parentId,
  name: id,
  function: null,
  stand: null,
})
const person = (id: string, ...postIds: string[]) => ({ id, name: id, title: '', unitName: '', postIds })
const seatOf = (personId: string, influence: number | null) => ({ personId, influence }) as Seat
const chart = (over: Partial<ChainMap>) =>
  chartOf({ units: [], posts: [], people: [], ties: [], seats: [], ...over })
const parents = (boxes: MapBox[]) => Object.fromEntries(boxes.map((b) => [b.id, b.parentId]))

describe('the boxes', () => {
  it('draws a post known to be empty as vacant, and one whose holder nobody named as unknown', () => {
    const { boxes } = chart({ posts: [post('p'), post('q', { vacant: false, holderUnknown: true })] })
    expect(boxes.map((b) => b.empty)).toEqual(['vacant', 'unknown'])
  })

  it('draws somebody who holds two posts at both, and somebody without a post on their own', () => {
    const { boxes } = chart({
      posts: [post('p'), post('q')],
      people: [person('张', 'p', 'q'), person('李')],
    })
    expect(boxes.map((b) => b.holders[0]?.id)).toEqual(['张', '张', '李'])
  })

  it('names the weightiest first where several share a post', () => {
    const { boxes } = chart({
      posts: [post('p')],
      people: [person('张', 'p'), person('李', 'p')],
      seats: [seatOf('李', 8)],
    })
    expect(boxes[0]?.holders.map((h) => h.id)).toEqual(['李', '张'])
    expect(boxSize(boxes[0]!).height).toBeGreaterThan(
      boxSize({ kind: 'post', holders: boxes[0]!.holders.slice(0, 1) }).height,
    )
  })

  it('draws a box larger the more influence somebody has, and unknown influence not as none', () => {
    const of = (influence: number | null) =>
      boxSize({ kind: 'post', holders: [{ id: 'x', name: 'x', seat: seatOf('x', influence) }] })
    const areas = [of(0), of(5), of(9)].map(({ width, height }) => width * height)
    expect(areas).toEqual([...areas].sort((a, b) => a - b))
    expect(new Set(areas).size).toBe(3)
    expect(of(null)).not.toEqual(of(0))
  })
})

describe('what hangs where', () => {
  it('hangs a post under its superior', () => {
    expect(parents(chart({ posts: [post('a'), post('b', { reportsToId: 'a' })] }).boxes)).toEqual({
      a: null,
      b: 'a',
    })
  })

  it('gives a department without posts a box of its own, under the head of the department above', () => {
    const { boxes } = chart({
      units: [unit('集团'), unit('采购', '集团')],
      posts: [post('总', { unitId: '集团' })],
    })
    expect(parents(boxes)).toEqual({ 总: null, 采购: '总' })
    expect(boxes.find((b) => b.id === '采购')).toMatchObject({ kind: 'unit', reports: false })
  })

  it('gathers posts nobody drew a line from in their department', () => {
    const { boxes } = chart({
      units: [unit('采购')],
      posts: [post('a', { unitId: '采购' }), post('b', { unitId: '采购' })],
    })
    expect(parents(boxes)).toEqual({ a: '采购', b: '采购', 采购: null })
    expect(boxes.filter((b) => b.reports)).toEqual([])
  })

  it('does not go round in circles where departments hang on each other', () => {
    const { boxes } = chart({ units: [unit('a', 'b'), unit('b', 'a')] })
    expect(Object.values(parents(boxes)).filter((p) => p === null)).toHaveLength(1)
  })
})

describe('what is odd', () => {
  it('leaves a loop, a line to oneself and a line to nowhere out of the drawing, keeps every box, and says so', () => {
    const { boxes, notes } = chart({
      posts: [
        post('a', { reportsToId: 'c' }),
        post('b', { reportsToId: 'a' }),
        post('c', { reportsToId: 'b' }),
        post('d', { reportsToId: 'd' }),
        post('e', { reportsToId: 'gone' }),
      ],
    })
    expect(boxes).toHaveLength(5)
    expect(notes).toEqual([
      { key: 'loop', ids: ['a', 'c', 'b'] },
      { key: 'itself', ids: ['d'] },
      { key: 'dangling', ids: ['e'] },
    ])
  })

  it('says when several posts stand at the top', () => {
    const posts = [post('a'), post('b', { reportsToId: 'a' }), post('c'), post('d', { reportsToId: 'c' })]
    expect(chart({ posts }).notes).toEqual([{ key: 'several-roots', ids: ['a', 'c'] }])
  })

  it('says of departments and dotted lines what it says of posts, and names twins and empty departments', () => {
    const posts = [
      post('a', { unitId: '厂', dottedToIds: ['a', 'gone'] }),
      post('b', { unitId: 'nowhere' }),
      post('c', { title: '检修工', unitId: '厂', reportsToId: 'a' }),
      post('d', { title: '检修工', unitId: '厂', reportsToId: 'a' }),
    ]
    const units = [unit('厂'), unit('甲', '乙'), unit('乙', '甲'), unit('丙', '丙'), unit('丁', '不在')]
    expect(chart({ posts, units }).notes).toEqual([
      { key: 'unit-loop', ids: ['甲', '乙'] },
      { key: 'unit-itself', ids: ['丙'] },
      { key: 'dotted-itself', ids: ['a'] },
      { key: 'unit-dangling', ids: ['丁'] },
      { key: 'place-dangling', ids: ['b'] },
      { key: 'dotted-dangling', ids: ['a'] },
      { key: 'post-twice', ids: ['c', 'd'] },
      { key: 'unit-empty', ids: ['丙', '丁'] },
    ])
  })

  it('says nothing of a chart that holds together, every post in its place', () => {
    const posts = [post('a', { unitId: '厂' }), post('b', { unitId: '厂', reportsToId: 'a' })]
    expect(chart({ posts, units: [unit('厂')] }).notes).toEqual([])
  })

  it('draws no loop and loses no post, whatever the chart and its departments', () => {
    const anyChart = fc.array(
      fc.record({ boss: fc.option(fc.nat(20), { nil: null }), unit: fc.option(fc.nat(6), { nil: null }) }),
      { maxLength: 20 },
    )
    const anyUnits = fc.array(fc.option(fc.nat(6), { nil: null }), { maxLength: 7 })
    fc.assert(
      fc.property(anyChart, anyUnits, (all, above) => {
        const posts = all.map(({ boss, unit: of }, i) =>
          post(`p${i}`, {
            reportsToId: boss === null ? null : `p${boss}`,
            unitId: of === null ? null : `u${of}`,
          }),
        )
        const units = above.map((parent, i) => unit(`u${i}`, parent === null ? null : `u${parent}`))
        const { boxes } = chart({ posts, units })
        expect(boxes.filter((b) => b.kind === 'post')).toHaveLength(posts.length)
        const up = parents(boxes)
        for (const { id } of boxes) {
          let steps = 0
          for (let at: string | null = id; at !== null; at = up[at] ?? null)
            expect(++steps).toBeLessThanOrEqual(boxes.length)
        }
      }),
    )
  })
})

describe('the other lines', () => {
  it('draws a dotted line and a tie, and no line from somebody to themselves', () => {
    const { lines } = chart({
      posts: [post('a'), post('b', { dottedToIds: ['a', 'b', 'gone'] })],
      people: [person('张', 'a'), person('李')],
      ties: [
        { id: 't', fromId: '张', toId: '李', kind: 'ally', strength: 4, mutual: true },
        { id: 's', fromId: '张', toId: '张', kind: 'ally', strength: null, mutual: true },
      ],
    })
    expect(lines).toEqual([
      { id: 'dotted:b:a', from: 'b', to: 'a', kind: 'dotted' },
      { id: 'tie:t', from: 'a', to: '李', kind: 'tie', tie: 'ally', strength: 4, mutual: true },
    ])
  })
})
