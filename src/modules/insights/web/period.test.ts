import { describe, expect, it } from 'vitest'
import { boundsOf } from './period.ts'

const local = (text: string) => new Date(text).toISOString()

describe('a period', () => {
  it('of a week begins on Monday, also when today is Sunday', () => {
    expect(boundsOf('week', new Date(2026, 10, 29, 15))).toEqual({
      from: local('2026-11-23T00:00'),
      to: local('2026-11-30T00:00'),
      today: '2026-11-29',
    })
    expect(boundsOf('last_week', new Date(2026, 10, 23)).to).toBe(local('2026-11-23T00:00'))
  })

  it('of a month reaches over the year’s end', () => {
    expect(boundsOf('last_month', new Date(2027, 0, 31)).from).toBe(local('2026-12-01T00:00'))
    expect(boundsOf('month', new Date(2026, 11, 5)).to).toBe(local('2027-01-01T00:00'))
  })

  it('of ninety days counts today', () => {
    const { from, to } = boundsOf('quarter', new Date(2026, 10, 23))
    expect(Math.round((Date.parse(to) - Date.parse(from)) / 864e5)).toBe(90)
  })
})
