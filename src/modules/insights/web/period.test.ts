import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { momentAt } from '#platform/contract/days.ts'
import { setZone } from '#platform/words/zone.ts'
import { boundsOf } from './period.ts'

let zone = 'Asia/Shanghai'
const live = (there: string) => {
  zone = there
  setZone(there)
}
const at = (text: string) => momentAt(text, zone)
const iso = (text: string) => at(text).toISOString()

beforeEach(() => live('Asia/Shanghai'))
afterEach(() => setZone(undefined))

describe('a period', () => {
  it('of a week begins on Monday, also when today is Sunday', () => {
    expect(boundsOf('week', at('2026-11-29T15:00'))).toEqual({
      from: iso('2026-11-23T00:00'),
      to: iso('2026-11-30T00:00'),
      today: '2026-11-29',
    })
    expect(boundsOf('last_week', at('2026-11-23T00:00')).to).toBe(iso('2026-11-23T00:00'))
  })

  it('of a month reaches over the year’s end', () => {
    expect(boundsOf('last_month', at('2027-01-31T00:00')).from).toBe(iso('2026-12-01T00:00'))
    expect(boundsOf('month', at('2026-12-05T00:00')).to).toBe(iso('2027-01-01T00:00'))
    expect(boundsOf('month', at('2027-02-28T23:59')).to).toBe(iso('2027-03-01T00:00'))
  })

  it('of ninety days counts today', () => {
    const { from, to } = boundsOf('quarter', at('2026-11-23T00:00'))
    expect(Math.round((Date.parse(to) - Date.parse(from)) / 864e5)).toBe(90)
  })

  it('is the organisation’s, whatever day it is elsewhere', () => {
    // Monday morning in Shanghai, Sunday afternoon in New York.
    const now = new Date('2026-11-22T20:00:00Z')
    expect(boundsOf('week', now)).toMatchObject({ today: '2026-11-23', from: '2026-11-22T16:00:00.000Z' })
    live('America/New_York')
    expect(boundsOf('week', now)).toMatchObject({ today: '2026-11-22', from: '2026-11-16T05:00:00.000Z' })
    live('Asia/Kolkata')
    expect(boundsOf('week', now)).toMatchObject({ today: '2026-11-23', from: '2026-11-22T18:30:00.000Z' })
  })

  it('of a week in which clocks change is as long as the clocks make it', () => {
    live('America/New_York')
    const { from, to } = boundsOf('week', at('2026-11-01T12:00'))
    expect([from, to]).toEqual(['2026-10-26T04:00:00.000Z', '2026-11-02T05:00:00.000Z'])
  })
})
