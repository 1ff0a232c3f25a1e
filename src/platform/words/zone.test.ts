import { afterEach, expect, test } from 'vitest'
import { formatOf } from './format.ts'
import { dayOfDate, deviceZone, isElsewhere, presentZone, setZone } from './zone.ts'

// The zone of the organisation, not the device's, decides what is shown: these hold wherever the test runs.
afterEach(() => setZone(undefined))

// Half past midnight on Tuesday in Shanghai; Monday evening in Kolkata, Monday morning in New York.
const MOMENT = '2026-11-23T16:30:00.000Z'

test('a moment is written in the organisation’s day and hour', () => {
  setZone('Asia/Shanghai')
  expect(formatOf('zh-CN').day(MOMENT)).toBe('2026年11月24日 周二')
  expect(formatOf('en').time(MOMENT)).toBe('00:30')
  setZone('Asia/Kolkata')
  expect(formatOf('zh-CN').day(MOMENT)).toBe('2026年11月23日 周一')
  expect(formatOf('en').time(MOMENT)).toBe('22:00')
  setZone('America/New_York')
  expect(formatOf('en').time(MOMENT)).toBe('11:30')
})

test('a calendar day is the same day everywhere', () => {
  for (const zone of ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    setZone(zone)
    expect(formatOf('en').day('2026-11-23')).toBe('Mon, 23 Nov 2026')
  }
})

test('tomorrow is counted by the organisation’s midnights', () => {
  const now = new Date('2026-11-23T15:30:00Z')
  setZone('Asia/Shanghai')
  expect(formatOf('en').relative('2026-11-24', now)).toBe('tomorrow')
  setZone('Pacific/Kiritimati')
  expect(formatOf('en').relative('2026-11-24', now)).toBe('today')
})

test('the day of a date is the organisation’s; until one is known, the device’s', () => {
  setZone('America/New_York')
  expect(dayOfDate(new Date('2026-11-02T04:59:00Z'))).toBe('2026-11-01')
  expect(dayOfDate(new Date('2026-11-02T05:00:00Z'))).toBe('2026-11-02')
  setZone(undefined)
  expect(presentZone()).toBe(deviceZone())
})

test('a device is elsewhere only where its clock shows something else', () => {
  setZone(deviceZone())
  expect(isElsewhere()).toBe(false)
  setZone('Pacific/Kiritimati')
  const kiritimati = isElsewhere()
  setZone('Pacific/Pago_Pago')
  expect(kiritimati || isElsewhere()).toBe(true)
})
