import { describe, expect, it } from 'vitest'
import { isIdle, quietBefore, share, sum, toFigures } from './insights.rules.ts'

describe('figures', () => {
  it('are added up, and the days to a record weigh by visits, not by people', () => {
    const ann = { recorded: 1, recordDaysSum: 9, recordDaysOf: 1 }
    const bo = { recorded: 9, recordDaysSum: 9, recordDaysOf: 9, overdue_ours: 2 }
    expect(toFigures(sum([ann, bo]))).toMatchObject({ recorded: 10, overdue_ours: 2, recordDays: 1.8 })
  })

  it('of nobody are nothing: no mean, no share', () => {
    const none = sum([])
    expect(isIdle(none)).toBe(true)
    expect(isIdle(sum([{ accounts: 1 }]))).toBe(false)
    expect(toFigures(none).recordDays).toBeNull()
    expect(share(0, 0)).toBeNull()
    expect(share(1, 4)).toBe(0.25)
  })
})

describe('a quiet customer', () => {
  it('was last met more than sixty days ago', () => {
    expect(quietBefore('2026-11-23')).toBe('2026-09-24')
  })
})
