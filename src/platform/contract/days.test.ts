import { describe, expect, test } from 'vitest'
import { dayAt, daysAfter, isZone, momentAt, startOf, wallClock } from './days.ts'

const SHANGHAI = 'Asia/Shanghai'
const NEW_YORK = 'America/New_York'
const KOLKATA = 'Asia/Kolkata'

test('half past midnight is the new day, though in Greenwich it is still the old one', () => {
  expect(dayAt(new Date('2026-11-24T00:30:00+08:00'), SHANGHAI)).toBe('2026-11-24')
})

test('half past eleven at night is still the same day', () => {
  expect(dayAt(new Date('2026-11-24T23:30:00+08:00'), SHANGHAI)).toBe('2026-11-24')
})

test('a day is written the same way at the turn of the year', () => {
  expect(dayAt(new Date('2026-12-31T16:00:00Z'), SHANGHAI)).toBe('2027-01-01')
})

test('one moment falls on different days in Shanghai, Kolkata and New York', () => {
  const moment = new Date('2026-11-23T18:15:00Z')
  expect(dayAt(moment, SHANGHAI)).toBe('2026-11-24')
  expect(dayAt(moment, KOLKATA)).toBe('2026-11-23')
  expect(dayAt(new Date('2026-11-23T18:30:00Z'), KOLKATA)).toBe('2026-11-24')
  expect(dayAt(moment, NEW_YORK)).toBe('2026-11-23')
  expect(dayAt(new Date('2026-11-24T04:59:59Z'), NEW_YORK)).toBe('2026-11-23')
})

describe('a day begins at its own midnight', () => {
  test.each([
    [SHANGHAI, '2026-11-24', '2026-11-23T16:00:00.000Z'],
    [KOLKATA, '2026-11-24', '2026-11-23T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-24', '2026-11-23T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-24', '2026-11-23T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-24', '2026-11-24T11:00:00.000Z'],
    [NEW_YORK, '2026-11-24', '2026-11-24T05:00:00.000Z'],
    // The days clocks change, and the day after each: 23 and 25 hours long.
    [NEW_YORK, '2026-03-08', '2026-03-08T05:00:00.000Z'],
    [NEW_YORK, '2026-03-09', '2026-03-09T04:00:00.000Z'],
    [NEW_YORK, '2026-11-01', '2026-11-01T04:00:00.000Z'],
    [NEW_YORK, '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['Europe/London', '2026-03-30', '2026-03-29T23:00:00.000Z'],
  ])('%s, %s', (zone, day, begins) => {
    const start = startOf(day, zone)
    expect(start.toISOString()).toBe(begins)
    expect(dayAt(start, zone)).toBe(day)
    expect(dayAt(new Date(start.getTime() - 1), zone)).toBe(daysAfter(day, -1))
  })
})

test('where clocks skip midnight, the day begins at one', () => {
  const start = startOf('2018-11-04', 'America/Sao_Paulo')
  expect(wallClock(start, 'America/Sao_Paulo')).toBe('2018-11-04T01:00:00')
  expect(dayAt(new Date(start.getTime() - 1), 'America/Sao_Paulo')).toBe('2018-11-03')
})

test('where midnight comes twice, the day begins with the first', () => {
  const start = startOf('2026-11-01', 'America/Havana')
  expect(dayAt(new Date(start.getTime() - 1), 'America/Havana')).toBe('2026-10-31')
  expect(wallClock(new Date(start.getTime() + 3_600_000), 'America/Havana')).toBe('2026-11-01T00:00:00')
})

test('every day of two years begins where the day before ends, in zones of every kind', () => {
  for (const zone of [SHANGHAI, KOLKATA, NEW_YORK, 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Beirut']) {
    for (let day = '2025-12-30'; day < '2027-12-31'; day = daysAfter(day, 1)) {
      const start = startOf(day, zone)
      expect([zone, dayAt(start, zone)]).toEqual([zone, day])
      expect([zone, dayAt(new Date(start.getTime() - 1), zone)]).toEqual([zone, daysAfter(day, -1)])
    }
  }
})

test('a week later is counted over the end of a year', () => {
  expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04')
})

test('a time on the wall is found again; one that never was is as long after the gap', () => {
  expect(momentAt('2026-07-01T09:30', NEW_YORK).toISOString()).toBe('2026-07-01T13:30:00.000Z')
  expect(momentAt('2026-01-05T09:30', NEW_YORK).toISOString()).toBe('2026-01-05T14:30:00.000Z')
  expect(wallClock(momentAt('2026-03-08T02:30', NEW_YORK), NEW_YORK)).toBe('2026-03-08T03:30:00')
  expect(momentAt('2026-11-01T01:30', NEW_YORK).toISOString()).toBe('2026-11-01T05:30:00.000Z')
  expect(Number.isNaN(momentAt('tomorrow', NEW_YORK).getTime())).toBe(true)
})

test('a zone is a place, not an offset and not a guess', () => {
  for (const name of [SHANGHAI, KOLKATA, 'Asia/Calcutta', 'UTC']) expect(isZone(name)).toBe(true)
  for (const name of ['', '+08:00', 'Mars/Base', "x'; drop table org", '北京'])
    expect(isZone(name)).toBe(false)
})
