import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainMap } from './chain.contract.ts'
import { boxSize, mapOf } from './map.rules.ts'

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
const person = (id: string, ...postIds: string[]) => ({ id, name: id, title: '', unitName: '', postIds })
const map = (over: Partial<ChainMap>): ChainMap => ({
  accountId: 'a',
  projectId: null,
  projects: [],
  units: [],
  posts: [],
  people: [],
  ties: [],
  seats: [],
  findings: [],
  canWrite: true,
  ...over,
})

describe('the map', () => {
  it('draws a post without a holder as vacant, and one with an unknown holder as unknown', () => {
    const { boxes } = mapOf(map({ posts: [post('p'), post('q', { holderUnknown: true })] }))
    expect(boxes.map((b) => b.empty)).toEqual(['vacant', 'unknown'])
  })

  it('draws somebody who holds two posts at both, and somebody without a post on their own', () => {
    const { boxes } = mapOf(
      map({ posts: [post('p'), post('q')], people: [person('张', 'p', 'q'), person('李')] }),
    )
    expect(boxes.map((b) => b.person?.id)).toEqual(['张', '张', '李'])
  })

  it('leaves a loop and a line to oneself out of the drawing, and keeps every box', () => {
    const posts = [
      post('a', { reportsToId: 'c' }),
      post('b', { reportsToId: 'a' }),
      post('c', { reportsToId: 'b' }),
      post('d', { reportsToId: 'd' }),
    ]
    const { boxes, lines } = mapOf(map({ posts }))
    expect(boxes).toHaveLength(4)
    expect(lines).toHaveLength(2)
  })

  it('draws no loop and loses no post, whatever the chart', () => {
    const anyChart = fc.array(fc.option(fc.nat(30), { nil: null }), { maxLength: 30 })
    fc.assert(
      fc.property(anyChart, (bosses) => {
        const posts = bosses.map((boss, i) =>
          post(`p${i}`, { reportsToId: boss === null ? null : `p${boss}` }),
        )
        const { boxes, lines } = mapOf(map({ posts }))
        expect(boxes).toHaveLength(posts.length)
        const above = new Map(lines.map((l) => [l.to, l.from]))
        for (const { id } of boxes) {
          let steps = 0
          for (let at: string | undefined = id; at !== undefined; at = above.get(at))
            expect(++steps).toBeLessThanOrEqual(posts.length)
        }
      }),
    )
  })
})

it('the more influence, the larger the box; unknown is none of the three sizes', () => {
  const widths = [boxSize(2), boxSize(5), boxSize(9)].map((s) => s.width)
  expect(widths).toEqual([...widths].sort((a, b) => a - b))
  expect(widths).not.toContain(boxSize(null).width)
})
