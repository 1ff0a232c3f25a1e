import { describe, expect, it } from 'vitest'
import type { Claim } from './chain.contract.ts'
import { seatFrom, summaryOf } from './seats.rules.ts'

const claim = (attribute: string, value: unknown, over: Partial<Claim> = {}) =>
  ({ attribute, value, aboutMemberId: null, confidence: 'stated', ...over }) as Claim
const none = new Map<string, string>()

describe('a seat', () => {
  it('leaves unknown what nobody has claimed, and what was withdrawn', () => {
    expect(seatFrom('x', [claim('stance', null)], undefined, true, none)).toMatchObject({
      stance: null,
      influence: null,
      buyingRoles: [],
      confidence: null,
      coverage: 'none',
    })
  })

  it('reads relationships written before there was a day and a next action', () => {
    const old = claim('relationship', { current: 'vendor', target: null }, { aboutMemberId: 'm' })
    expect(seatFrom('x', [old], undefined, true, new Map([['m', '王磊']])).relationships).toEqual([
      { memberId: 'm', memberName: '王磊', current: 'vendor', target: null, targetOn: null, nextAction: '' },
    ])
  })

  it('is no surer than the least sure of its claims that are shown', () => {
    const claims = [claim('stance', 2), claim('personal_win', '想升职', { confidence: 'rumour' })]
    expect(seatFrom('x', claims, undefined, true, none).confidence).toBe('rumour')
    expect(seatFrom('x', claims, undefined, false, none)).toMatchObject({
      confidence: 'stated',
      personalWin: '',
    })
  })
})

describe('how well a chain is known', () => {
  const met = { coverage: 'in_depth', lastMetAt: '2026-11-01T00:00:00Z' } as const
  const seats = [
    seatFrom('x', [claim('stance', 0), claim('buying_roles', ['user'])], met, true, none),
    seatFrom('y', [claim('influence', 3)], undefined, true, none),
  ]

  it('counts people met and in depth, and of how many each attribute is known', () => {
    const summary = summaryOf(seats, 2, true)
    expect(summary).toMatchObject({ people: 2, met: 1, inDepth: 1, placeholders: 2 })
    const known = Object.fromEntries(summary.known.map((k) => [k.attribute, k.people]))
    // A stance of 0 is known: neutral is not unknown.
    expect(known).toMatchObject({
      stance: 1,
      buying_roles: 1,
      influence: 1,
      response_mode: 0,
      personal_win: 0,
    })
  })

  it('says nothing of personal attributes to those who may not read them', () => {
    expect(summaryOf(seats, 0, false).known.map((k) => k.attribute)).not.toContain('personal_win')
  })
})
