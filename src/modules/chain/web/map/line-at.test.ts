import { describe, expect, it } from 'vitest'
import { tiesAt } from './line-at.ts'
import { sceneOf } from './scene.ts'
import { tiePath } from './tie-path.ts'

const post = (id: string, reportsToId: string | null) => ({
  id,
  unitId: null,
  title: id,
  reportsToId,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
})
const person = (id: string, postId: string) => ({
  id,
  name: id,
  title: '',
  unitName: '',
  postIds: [postId],
})
const tie = (id: string, kind: string, fromId: string, toId: string) => ({
  id,
  kind,
  fromId,
  toId,
  strength: 3,
  mutual: false,
})
const scene = sceneOf(
  {
    units: [],
    posts: [post('总经理', null), post('采购', '总经理'), post('技术', '总经理')],
    people: [person('陈', '总经理'), person('李', '采购'), person('顾', '技术')],
    seats: [],
    ties: [tie('1', 'ally', '李', '顾'), tie('2', 'conflict', '顾', '李'), tie('3', 'mentor', '陈', '李')],
  },
  new Set(),
  null,
)
const onTie = (from: string, to: string) => {
  const path = tiePath(scene.layout.places.get(from)!, scene.layout.places.get(to)!)
  return {
    x: path.start.x / 4 + path.bend.x / 2 + path.end.x / 4,
    y: path.start.y / 4 + path.bend.y / 2 + path.end.y / 4,
  }
}
const all = new Set(['ally', 'conflict', 'mentor'])
const idsAt = (at: { x: number; y: number }, kinds: ReadonlySet<string> = all) =>
  tiesAt(scene, kinds, at, 10)
    .map((line) => line.id)
    .sort()

describe('pressing a tie on the map', () => {
  it('finds the tie under the finger, with every other between the same two', () => {
    expect(idsAt(onTie('采购', '技术'))).toEqual(['tie:1', 'tie:2'])
    expect(idsAt(onTie('总经理', '采购'))).toEqual(['tie:3'])
  })

  it('finds nothing beside the line, and nothing that is filtered away', () => {
    const { x, y } = onTie('采购', '技术')
    expect(idsAt({ x, y: y - 40 })).toEqual([])
    expect(idsAt({ x, y: y - 6 })).toEqual(['tie:1', 'tie:2'])
    expect(idsAt({ x, y }, new Set(['mentor']))).toEqual([])
    expect(idsAt({ x, y }, new Set(['ally']))).toEqual(['tie:1'])
  })
})
