import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { momentAt } from '#platform/contract/days.ts'
import { setZone } from '#platform/words/zone.ts'
import { groupByDay, quickTimes } from './quick-times.ts'

const at = (text: string) => momentAt(text, 'America/New_York').toISOString()

beforeEach(() => setZone('America/New_York'))
afterEach(() => setZone(undefined))

describe('times of one tap', () => {
  it('are this afternoon, tomorrow and next Monday', () => {
    // A Monday morning.
    const times = quickTimes(new Date(at('2026-11-23T09:00:00')))
    expect(times).toEqual([
      { key: 'todayAfternoon', at: at('2026-11-23T15:00:00') },
      { key: 'tomorrowMorning', at: at('2026-11-24T10:00:00') },
      { key: 'tomorrowAfternoon', at: at('2026-11-24T14:00:00') },
      { key: 'nextWeek', at: at('2026-11-30T10:00:00') },
    ])
  })

  it('offer nothing that has passed, and no moment twice', () => {
    const friday = quickTimes(new Date(at('2026-11-27T16:00:00'))).map((t) => t.key)
    expect(friday).toEqual(['tomorrowMorning', 'tomorrowAfternoon', 'nextWeek'])
    const sunday = quickTimes(new Date(at('2026-11-29T09:00:00'))).map((t) => t.key)
    expect(sunday).toEqual(['todayAfternoon', 'tomorrowMorning', 'tomorrowAfternoon'])
  })
})

it('ten in the morning is ten also after clocks were put back in between', () => {
  const times = quickTimes(new Date(at('2026-10-31T21:00:00')))
  expect(times.find((time) => time.key === 'tomorrowMorning')?.at).toBe('2026-11-01T15:00:00.000Z')
})

describe('visits under their days', () => {
  it('keep their order, and begin a day anew only where it changes', () => {
    const visit = (id: string, plannedAt: string) => ({ id, plannedAt: at(plannedAt) })
    const groups = groupByDay([
      visit('a', '2026-11-23T09:00:00'),
      visit('b', '2026-11-23T23:59:00'),
      visit('c', '2026-11-24T00:01:00'),
    ])
    expect(groups.map((g) => [g.day, g.rows.map((r) => r.id)])).toEqual([
      ['2026-11-23', ['a', 'b']],
      ['2026-11-24', ['c']],
    ])
  })
})
