import { expect, test } from 'vitest'
import { dayAt, startOf } from './days.ts'

test('half past midnight is the new day, though in Greenwich it is still the old one', () => {
  expect(dayAt(new Date('2026-11-24T00:30:00+08:00'))).toBe('2026-11-24')
})

test('half past eleven at night is still the same day', () => {
  expect(dayAt(new Date('2026-11-24T23:30:00+08:00'))).toBe('2026-11-24')
})

test('a day is written the same way at the turn of the year', () => {
  expect(dayAt(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
})

test('a day begins at its own midnight', () => {
  expect(startOf('2026-11-24').toISOString()).toBe('2026-11-23T16:00:00.000Z')
  expect(dayAt(startOf('2026-11-24'))).toBe('2026-11-24')
  expect(dayAt(new Date(startOf('2026-11-24').getTime() - 1))).toBe('2026-11-23')
})
