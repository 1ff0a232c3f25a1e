import { afterEach, expect, it } from 'vitest'
import { setZone } from '#platform/words/zone.ts'
import { dayOf } from './my-day.ts'

afterEach(() => setZone(undefined))

it('Today runs from midnight to midnight where the organisation works', () => {
  const now = new Date('2026-11-23T18:15:00Z')
  setZone('Asia/Shanghai')
  expect(dayOf(now)).toEqual({
    day: '2026-11-24',
    from: '2026-11-23T16:00:00.000Z',
    to: '2026-11-24T16:00:00.000Z',
  })
  setZone('Asia/Kolkata')
  expect(dayOf(now)).toEqual({
    day: '2026-11-23',
    from: '2026-11-22T18:30:00.000Z',
    to: '2026-11-23T18:30:00.000Z',
  })
})

it('the day clocks are put forward has 23 hours', () => {
  setZone('America/New_York')
  expect(dayOf(new Date('2026-03-08T20:00:00Z'))).toEqual({
    day: '2026-03-08',
    from: '2026-03-08T05:00:00.000Z',
    to: '2026-03-09T04:00:00.000Z',
  })
})
