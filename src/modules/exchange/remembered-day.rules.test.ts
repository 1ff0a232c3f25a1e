import { expect, test } from 'vitest'
import { rememberedDay } from './remembered-day.rules.ts'

const solar = { calendar: 'solar', year: null, month: null, day: null, leapMonth: false }
const lunar = { ...solar, calendar: 'lunar' }

test.each([
  ['1980-05-12', { ...solar, year: 1980, month: 5, day: 12 }],
  ['1980年5月', { ...solar, year: 1980, month: 5 }],
  ['1980.05', { ...solar, year: 1980, month: 5 }],
  ['5月12日', { ...solar, month: 5, day: 12 }],
  ['十二月三十一号', { ...solar, month: 12, day: 31 }],
  ['农历八月十五', { ...lunar, month: 8, day: 15 }],
  ['腊月廿三（农历）', { ...lunar, month: 12, day: 23 }],
  ['农历 1980年正月初八', { ...lunar, year: 1980, month: 1, day: 8 }],
  ['阴历闰四月二十', { ...lunar, month: 4, day: 20, leapMonth: true }],
  ['农历1980-08-15', { ...lunar, year: 1980, month: 8, day: 15 }],
])('a birthday written %s is understood', (text, day) => {
  expect(rememberedDay(text)).toEqual(day)
})

test.each(['5/12', '十三月一日', '13月1日', '5月40日', '属马', '', '月', '1780-05-12'])(
  '%s is not taken for a day',
  (text) => {
    expect(rememberedDay(text)).toBeNull()
  },
)
