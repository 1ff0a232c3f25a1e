import { describe, expect, it } from 'vitest'
import {
  type ClaimThen,
  claimChanges,
  holderChanges,
  inOrder,
  type SeatThen,
  seatChanges,
  type TieThen,
  tieChanges,
} from './changes.rules.ts'

const claim = (over: Partial<ClaimThen>): ClaimThen => ({
  id: crypto.randomUUID(),
  projectId: 'p',
  personId: '张',
  personName: '张建国',
  attribute: 'stance',
  about: null,
  value: 1,
  byName: '王磊',
  at: '2026-11-01T00:00:00Z',
  visitId: null,
  ...over,
})
const lines = (changes: readonly { kind: string; was: unknown; is: unknown }[]) =>
  changes.map((c) => [c.kind, c.was, c.is])

describe('what is believed otherwise', () => {
  it('is told once per attribute, with who said it and when', () => {
    const changes = claimChanges([claim({ value: -2 })], [claim({ value: 3, byName: '李敏' })], true)
    expect(changes).toMatchObject([
      { kind: 'changed', subject: 'claim', field: 'stance', was: -2, is: 3, byName: '李敏' },
    ])
  })

  it('is nothing where the same was said again, in whatever order', () => {
    const roles = (value: string[]) => claim({ attribute: 'buying_roles', value })
    expect(claimChanges([roles(['user', 'coach'])], [roles(['coach', 'user'])], true)).toEqual([])
    const before = claim({ attribute: 'relationship', value: { current: 'vendor', target: null } })
    const now = claim({
      attribute: 'relationship',
      value: { target: null, current: 'vendor', targetOn: null, nextAction: '' },
    })
    expect(claimChanges([before], [now], true)).toEqual([])
  })

  it('became known, or unknown again: that is not the same as neutral', () => {
    expect(lines(claimChanges([claim({ value: null })], [claim({ value: 0 })], true))).toEqual([
      ['added', null, 0],
    ])
    expect(lines(claimChanges([claim({ value: 0 })], [claim({ value: null })], true))).toEqual([
      ['gone', 0, null],
    ])
    expect(lines(claimChanges([claim({ value: 2 })], [], true))).toEqual([['gone', 2, null]])
  })

  it('keeps a relationship of one of ours apart from that of another', () => {
    const of = (id: string, current: string) =>
      claim({ attribute: 'relationship', about: { id, name: id }, value: { current, target: null } })
    const changes = claimChanges(
      [of('a', 'vendor'), of('b', 'vendor')],
      [of('a', 'vendor'), of('b', 'trusted_advisor')],
      true,
    )
    expect(changes.map((c) => c.other?.id)).toEqual(['b'])
  })

  it('says nothing of a personal win to those who may not read one', () => {
    const win = claim({ attribute: 'personal_win', value: '想升副总' })
    expect(claimChanges([], [win], true)).toHaveLength(1)
    expect(claimChanges([], [win], false)).toEqual([])
  })

  it('leaves out what one visit taught', () => {
    const learnt = claim({ value: 4, visitId: 'v' })
    expect(claimChanges([], [learnt], true, 'v')).toEqual([])
    expect(claimChanges([], [learnt], true, 'another')).toHaveLength(1)
  })
})

describe('who came and who left', () => {
  const seat = (personId: string): SeatThen => ({
    projectId: 'p',
    personId,
    personName: personId,
    byName: '王磊',
    at: '2026-11-02T00:00:00Z',
  })

  it('is said of a chain with who took them off', () => {
    const left = new Map([['p/张', { byName: '李敏', at: '2026-11-03T00:00:00Z' }]])
    expect(seatChanges([seat('张'), seat('李')], [seat('李'), seat('赵')], left)).toMatchObject([
      { kind: 'gone', name: '张', byName: '李敏', at: '2026-11-03T00:00:00Z' },
      { kind: 'added', name: '赵', byName: '王磊' },
    ])
  })

  it('is said of a post by its title, and of a post nobody knows not at all', () => {
    const posts = new Map([['主任', { title: '设备部主任', unit: { id: 'u', name: '设备部' } }]])
    const holds = (postId: string, personId: string) => ({ postId, personId, personName: personId })
    expect(
      holderChanges([holds('主任', '老赵')], [holds('主任', '小钱'), holds('?', '孙')], posts),
    ).toMatchObject([
      { kind: 'gone', name: '设备部主任', was: { name: '老赵' }, is: null, unit: { name: '设备部' } },
      { kind: 'added', name: '设备部主任', was: null, is: { name: '小钱' } },
    ])
  })
})

describe('ties', () => {
  const tie = (over: Partial<TieThen>): TieThen => ({
    fromId: 'a',
    fromName: '甲',
    toId: 'b',
    toName: '乙',
    kind: 'influences',
    strength: 3,
    mutual: false,
    assertedByName: '王磊',
    assertedAt: '2026-11-02T00:00:00Z',
    ...over,
  })

  it('that hold both ways are the same whoever is named first', () => {
    const one = tie({ kind: 'ally', mutual: true })
    const other = tie({ kind: 'ally', mutual: true, fromId: 'b', toId: 'a' })
    expect(tieChanges([one], [other])).toEqual([])
    expect(tieChanges([tie({})], [tie({ fromId: 'b', toId: 'a' })])).toHaveLength(2)
  })

  it('come, go, and bind more or less', () => {
    expect(lines(tieChanges([tie({})], [tie({ strength: 5 })]))).toEqual([['changed', 3, 5]])
    expect(lines(tieChanges([tie({})], []))).toEqual([['gone', 3, null]])
    expect(lines(tieChanges([], [tie({})]))).toEqual([['added', null, 3]])
  })
})

it('the chart comes first, then holders, the chain, beliefs and ties', () => {
  const mixed = inOrder([
    ...tieChanges(
      [],
      [
        {
          fromId: 'a',
          fromName: '',
          toId: 'b',
          toName: '',
          kind: 'ally',
          strength: null,
          mutual: true,
          assertedByName: '',
          assertedAt: '',
        },
      ],
    ),
    ...claimChanges([], [claim({})], true),
    ...seatChanges([], [{ projectId: 'p', personId: 'x', personName: 'x', byName: null, at: '' }], new Map()),
  ])
  expect(mixed.map((c) => c.subject)).toEqual(['seat', 'claim', 'tie'])
})
