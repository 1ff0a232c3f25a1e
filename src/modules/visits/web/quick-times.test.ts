import { describe, expect, it } from 'vitest'
import { groupByDay, quickTimes } from './quick-times.ts'

const at = (text: string) => new Date(text).toISOString()

describe('times of one tap', () => {
  it('are this afternoon, tomorrow and next Monday', () => {
    // A Monday morning.
    const times = quickTimes(new Date('2026-11-23T09:00:00'))
    expect(times).toEqual([
      { key: 'todayAfternoon', at: at('2026-11-23T15:00:00') },
      { key: 'tomorrowMorning', at: at('2026-11-24T10:00:00') },
      { key: 'tomorrowAfternoon', at: at('2026-11-24T14:00:00') },
      { key: 'nextWeek', at: at('2026-11-30T10:00:00') },
    ])
  })

  it('offer nothing that has passed, and no moment twice', () => {
    const friday = quickTimes(new Date('2026-11-27T16:00:00')).map((t) => t.key)
    expect(friday).toEqual(['tomorrowMorning', 'tomorrowAfternoon', 'nextWeek'])
    const sunday = quickTimes(new Date('2026-11-29T09:00:00')).map((t) => t.key)
    expect(sunday).toEqual(['todayAfternoon', 'tomorrowMorning', 'tomorrowAfternoon'])
  })
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
