import { describe, expect, it } from 'vitest'
import { REFERRAL_STATES } from './care.contract.ts'
import { mayGoTo, nextDue, type Rhythm } from './care.rules.ts'

const rhythm = (frequency: Rhythm['frequency'], startsOn: string, everyDays: number | null = null) => ({
  frequency,
  startsOn,
  everyDays,
})

describe('the next day a service is due', () => {
  it('keeps the end of the month through February', () => {
    const monthly = rhythm('monthly', '2027-01-31')
    expect(nextDue(monthly, '2027-01-31', '2027-01-31')).toBe('2027-02-28')
    expect(nextDue(monthly, '2027-02-28', '2027-02-28')).toBe('2027-03-31')
    expect(nextDue(monthly, '2028-01-31', '2028-01-30')).toBe('2028-02-29')
  })

  it('keeps the 29th of February for the leap years', () => {
    const yearly = rhythm('yearly', '2028-02-29')
    expect(nextDue(yearly, '2028-02-29', '2028-02-29')).toBe('2029-02-28')
    expect(nextDue(yearly, '2031-02-28', '2031-02-28')).toBe('2032-02-29')
  })

  it('is one rhythm on when done early, and does not catch up what was missed', () => {
    const quarterly = rhythm('quarterly', '2026-11-30')
    expect(nextDue(quarterly, '2026-11-30', '2026-11-20')).toBe('2027-02-28')
    expect(nextDue(quarterly, '2026-11-30', '2027-06-10')).toBe('2027-08-30')
  })

  it('of a week stays on its weekday', () => {
    expect(nextDue(rhythm('weekly', '2026-11-23'), '2026-11-23', '2026-11-25')).toBe('2026-11-30')
    expect(nextDue(rhythm('weekly', '2026-11-23'), '2026-11-30', '2026-11-30')).toBe('2026-12-07')
    expect(nextDue(rhythm('weekly', '2026-11-23'), '2026-11-23', '2026-11-20')).toBe('2026-11-30')
  })

  it('every so many days is counted from the day it was done', () => {
    expect(nextDue(rhythm('every_n_days', '2026-11-01', 45), '2026-11-16', '2026-11-23')).toBe('2027-01-07')
  })

  it('of what is done once does not come', () => {
    expect(nextDue(rhythm('once', '2026-11-23'), '2026-11-23', '2026-11-23')).toBeNull()
  })

  it('is always after the day it was done, whatever the rhythm', () => {
    for (const frequency of ['weekly', 'monthly', 'quarterly', 'yearly'] as const) {
      let due: string | null = '2026-08-31'
      for (let i = 0; i < 40; i++) {
        const next: string | null = nextDue(rhythm(frequency, '2026-08-31'), due, due!)
        expect(next! > due!).toBe(true)
        due = next
      }
    }
  })
})

describe('a referral', () => {
  it('goes from asking to winning, and what is won stays', () => {
    expect(mayGoTo('asked', 'promised')).toBe(true)
    expect(mayGoTo('promised', 'introduced')).toBe(true)
    expect(mayGoTo('introduced', 'contacted')).toBe(true)
    expect(mayGoTo('contacted', 'won')).toBe(true)
    expect(REFERRAL_STATES.some((to) => mayGoTo('won', to))).toBe(false)
    expect(mayGoTo('asked', 'won')).toBe(false)
    expect(mayGoTo('declined', 'asked')).toBe(true)
  })
})
