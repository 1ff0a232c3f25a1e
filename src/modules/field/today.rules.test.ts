import { describe, expect, it } from 'vitest'
import type { VisitState } from '#modules/visits/visits.contract.ts'
import { dayOf, nextOf } from './today.rules.ts'

const SHANGHAI = 'Asia/Shanghai'
const now = new Date('2026-11-23T02:00:00Z')
const visit = (
  id: string,
  plannedAt: string,
  state: VisitState = 'planned',
  endedAt: string | null = null,
) => ({
  id,
  state,
  plannedAt,
  plannedMinutes: 60,
  endedAt,
})

describe('the next visit', () => {
  it('is the earliest one ahead, whatever order they come in', () => {
    const visits = [visit('late', '2026-11-23T08:00:00Z'), visit('soon', '2026-11-23T03:00:00Z', 'prepared')]
    expect(nextOf(visits, now)?.id).toBe('soon')
  })

  it('is the one under way, until it has ended', () => {
    const ahead = visit('ahead', '2026-11-23T03:00:00Z')
    expect(nextOf([ahead, visit('live', '2026-11-23T01:00:00Z', 'under_way')], now)?.id).toBe('live')
    const over = visit('live', '2026-11-23T01:00:00Z', 'under_way', '2026-11-23T01:50:00Z')
    expect(nextOf([ahead, over], now)?.id).toBe('ahead')
  })

  it('is still the one that ought to have begun a quarter of an hour ago, not the one of this morning', () => {
    expect(nextOf([visit('waiting', '2026-11-23T01:45:00Z')], now)?.id).toBe('waiting')
    expect(nextOf([visit('morning', '2026-11-23T00:00:00Z')], now)).toBeNull()
  })

  it('is none that is recorded or cancelled', () => {
    const later = '2026-11-23T05:00:00Z'
    expect(nextOf([visit('a', later, 'recorded'), visit('b', later, 'cancelled')], now)).toBeNull()
  })
})

describe('the day', () => {
  it('is the one asked for, between the moments asked for', () => {
    const asked = { from: '2026-11-22T16:00:00.000Z', to: '2026-11-23T16:00:00.000Z', day: '2026-11-23' }
    expect(dayOf(asked, now, SHANGHAI)).toEqual(asked)
  })

  it('is today where the organisation works, where nobody said', () => {
    const from = '2026-11-23T16:00:00.000Z'
    const to = '2026-11-24T16:00:00.000Z'
    expect(dayOf({}, new Date('2026-11-24T00:30:00+08:00'), SHANGHAI)).toEqual({
      day: '2026-11-24',
      from,
      to,
    })
    expect(dayOf({}, new Date('2026-11-24T23:30:00+08:00'), SHANGHAI)).toEqual({
      day: '2026-11-24',
      from,
      to,
    })
  })

  it('of 25 hours, when clocks are put back, is asked for whole', () => {
    expect(dayOf({}, new Date('2026-11-01T12:00:00Z'), 'America/New_York')).toEqual({
      day: '2026-11-01',
      from: '2026-11-01T04:00:00.000Z',
      to: '2026-11-02T05:00:00.000Z',
    })
  })
})
