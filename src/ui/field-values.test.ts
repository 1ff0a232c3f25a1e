import { afterEach, describe, expect, test } from 'vitest'
import { setZone } from '#platform/words/zone.ts'
import { localOfMoment, momentOfLocal, parseNumber, wan } from './field-values.ts'

describe('a typed number', () => {
  test.each([
    ['1,250,000', 1_250_000],
    ['１２５．５', 125.5],
    ['1，200', 1200],
    ['-3', -3],
    ['－３', -3],
    ['12.', 12],
    ['.5', 0.5],
    ['3。5', 3.5],
    ['', null],
    ['12万', null],
    ['1e9', null],
    ['--1', null],
  ])('%j is %j', (typed, value) => expect(parseNumber(typed)).toBe(value))
})

test('amounts are said in 万 and 亿', () => {
  expect([wan(10_000), wan(1_250_000), wan(123_456_789)]).toEqual(['1万元', '125万元', '1.2346亿元'])
})

afterEach(() => setZone(undefined))

test('a moment is typed in the organisation’s time', () => {
  setZone('America/New_York')
  expect(localOfMoment('2026-11-01T05:30:00.000Z')).toBe('2026-11-01T01:30')
  expect(momentOfLocal('2026-11-02T09:00')).toBe('2026-11-02T14:00:00.000Z')
})

test('a moment goes through the field and comes back the same', () => {
  const moment = '2026-11-23T06:30:00.000Z'
  expect(momentOfLocal(localOfMoment(moment))).toBe(moment)
  expect(localOfMoment(null)).toBe('')
  expect(momentOfLocal('2026-13')).toBeNull()
})
