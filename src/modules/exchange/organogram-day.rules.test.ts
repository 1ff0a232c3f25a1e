import { expect, test } from 'vitest'
import { daysInName } from './organogram-day.rules.ts'

const days = (name: string) => daysInName(name, '2026-11-23')

test('the day a chart speaks of is read from its file’s name, however it is written', () => {
  expect(days('home_office-2012-09-30-senior.csv')).toEqual(['2012-09-30'])
  expect(days('组织架构_2026年9月8日.xlsx')).toEqual(['2026-09-08'])
  expect(days('300913-HMRC-Organogram-Final-senior.csv')).toEqual(['2013-09-30'])
  expect(days('130930-Civil-Service-Learning.csv')).toEqual(['2013-09-30'])
  expect(days('30092013-SLC-senior.csv')).toEqual(['2013-09-30'])
  expect(days('chart 20131002.csv')).toEqual(['2013-10-02'])
  expect(days('Copy---30-Sep-13-senior.csv')).toEqual(['2013-09-30'])
})

test('a month alone means its last day', () => {
  expect(days('Monitor-staff-and-salary-data---September-2013-FINAL.csv')).toEqual(['2013-09-30'])
  expect(days('组织架构2024年2月.xlsx')).toEqual(['2024-02-29'])
  expect(days('chart_2026-03.csv')).toEqual(['2026-03-31'])
})

test('what may be read two ways is offered both ways; what has not come yet is not', () => {
  expect(days('011013-DH---Organogram.csv')).toEqual(['2013-10-01', '2001-10-13'])
  expect(days('chart-2027-01-01.csv')).toEqual([])
  expect(days('National-Army-Museum-copy-senior.csv')).toEqual([])
  expect(days('chart-2013-13-45.csv')).toEqual([])
})
