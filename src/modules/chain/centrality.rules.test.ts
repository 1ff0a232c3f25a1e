import { describe, expect, it } from 'vitest'
import { central } from './centrality.rules.ts'
import type { ChainMap } from './chain.contract.ts'

const NAMES = ['陈总', '刘副总', '张工', '赵采购', '杨厂长', '局外人']
const person = (id: string, postIds: string[] = []) => ({ id, name: id, title: '', unitName: '', postIds })
const tie = (fromId: string, kind: string, toId: string, strength: number | null = 3) => ({
  id: `${fromId}${kind}${toId}`,
  fromId,
  toId,
  kind,
  strength,
  mutual: false,
})
function map(over: {
  seats: string[]
  ties?: ReturnType<typeof tie>[]
  deciders?: string[]
  posts?: { id: string; reportsToId: string | null; holder: string }[]
}): ChainMap {
  const postsOf = (name: string) => (over.posts ?? []).filter((p) => p.holder === name).map((p) => p.id)
  return {
    people: NAMES.map((name) => person(name, postsOf(name))),
    ties: over.ties ?? [],
    posts: (over.posts ?? []).map((p) => ({
      id: p.id,
      reportsToId: p.reportsToId,
      unitId: null,
      title: '',
      dottedToIds: [],
      vacant: false,
      holderUnknown: false,
    })),
    seats: over.seats.map((personId) => ({
      personId,
      buyingRoles: over.deciders?.includes(personId) ? ['decider'] : [],
    })),
  } as unknown as ChainMap
}

describe('who is central to a decision', () => {
  it('is whoever the others listen to, by name', () => {
    const [first] = central(
      map({
        seats: ['陈总', '刘副总', '张工', '赵采购'],
        ties: [
          tie('陈总', 'listens_to', '张工'),
          tie('刘副总', 'listens_to', '张工'),
          tie('张工', 'influences', '赵采购'),
        ],
        deciders: ['陈总'],
      }),
    )
    expect(first?.personId).toBe('张工')
    expect(first?.why).toEqual([
      { kind: 'heard', by: ['陈总', '刘副总', '赵采购'] },
      { kind: 'ear', of: ['陈总'] },
    ])
  })

  it('is whoever stands between the others, with as many lines as run through', () => {
    // 杨厂长 → 张工 → 刘副总 → 陈总: from the plant to the top everything passes these two.
    const found = central(
      map({
        seats: ['陈总', '刘副总', '张工', '杨厂长'],
        ties: [
          tie('杨厂长', 'influences', '张工'),
          tie('张工', 'influences', '刘副总'),
          tie('刘副总', 'influences', '陈总'),
        ],
        deciders: ['陈总'],
      }),
    )
    const of = (id: string) => found.find((one) => one.personId === id)?.why
    expect(of('张工')).toEqual([{ kind: 'between', lines: 2 }])
    expect(of('刘副总')).toEqual([
      { kind: 'ear', of: ['陈总'] },
      { kind: 'between', lines: 2 },
    ])
    expect(of('杨厂长')).toBeUndefined()
  })

  it('counts superiors by the chart where nobody has noted a tie', () => {
    const found = central(
      map({
        seats: ['刘副总', '张工', '杨厂长'],
        posts: [
          { id: 'p1', reportsToId: null, holder: '刘副总' },
          { id: 'p2', reportsToId: 'p1', holder: '张工' },
          { id: 'p3', reportsToId: 'p1', holder: '杨厂长' },
        ],
      }),
    )
    expect(found).toEqual([{ personId: '刘副总', why: [{ kind: 'heard', by: ['张工', '杨厂长'] }] }])
  })

  it('may be somebody nobody has put on the chain, if bound to several who are', () => {
    const found = central(
      map({
        seats: ['陈总', '刘副总'],
        ties: [tie('局外人', 'influences', '陈总', 5), tie('局外人', 'mentor', '刘副总', 5)],
      }),
    )
    expect(found[0]).toEqual({ personId: '局外人', why: [{ kind: 'heard', by: ['陈总', '刘副总'] }] })
  })

  it('is nobody through conflict, through an echo from below, or where nothing is known', () => {
    const seats = ['陈总', '刘副总', '张工']
    expect(central(map({ seats }))).toEqual([])
    expect(
      central(map({ seats, ties: [tie('陈总', 'conflict', '刘副总'), tie('陈总', 'conflict', '张工')] })),
    ).toEqual([])
    const boss = central(
      map({ seats, ties: [tie('张工', 'reports', '陈总'), tie('张工', 'reports', '刘副总')] }),
    )
    expect(boss.map((one) => one.personId)).not.toContain('张工')
    expect(central(map({ seats: ['陈总'], ties: [tie('陈总', 'influences', '张工')] }))).toEqual([])
  })

  it('orders a strong word before a faint one, and is the same every time', () => {
    const chain = map({
      seats: ['陈总', '刘副总', '张工', '赵采购', '杨厂长'],
      ties: [
        tie('陈总', 'listens_to', '张工', 5),
        tie('赵采购', 'listens_to', '张工', 5),
        tie('刘副总', 'listens_to', '张工', 5),
        tie('陈总', 'listens_to', '杨厂长', 1),
        tie('赵采购', 'listens_to', '杨厂长', 1),
        tie('刘副总', 'listens_to', '杨厂长', 1),
      ],
    })
    expect(central(chain)[0]?.personId).toBe('张工')
    expect(central(chain)).toEqual(central(chain))
  })
})
