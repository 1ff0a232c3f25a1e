import { describe, expect, test } from 'vitest'
import { DateEvidence, dateReadings, parseDate, parsePeriod } from './dates.rules.ts'
import { industries } from './targets.rules.ts'
import {
  headerUnit,
  matchChoice,
  misspeltChoices,
  NumberEvidence,
  numberReadings,
  parseName,
  parseNumber,
} from './values.rules.ts'

function column(values: string[], periods: (string | undefined)[] = []) {
  const evidence = new DateEvidence()
  values.forEach((value, i) => {
    const period = periods[i] ? parsePeriod(periods[i] as string) : undefined
    evidence.add(value, new Map(period ? [['quarter', period]] : []))
  })
  return evidence.result()
}

describe('dates', () => {
  test.each([
    ['2017-03-01', '2017-03-01'],
    ['2017/3/1', '2017-03-01'],
    ['2017年3月1日', '2017-03-01'],
    ['２０１７．３．１', '2017-03-01'],
    ['20170301', '2017-03-01'],
    ['1 March 2017', '2017-03-01'],
    ['Mar 1, 2017', '2017-03-01'],
    ['2017-03-01T10:30:00Z', '2017-03-01'],
  ])('%s needs no order', (text, iso) => {
    expect(parseDate(text, undefined)).toEqual({ iso })
  })

  test('a day that is not in the calendar is no date, in any year', () => {
    expect(parseDate('2017-02-29', undefined)).toEqual({ wrong: 'day' })
    expect(parseDate('2016-02-29', undefined)).toEqual({ iso: '2016-02-29' })
    expect(parseDate('soon', 'dmy')).toEqual({ wrong: 'shape' })
  })

  test('01-03-17 has three readings, 20-10-16 two, 31/12/2017 one', () => {
    const orders = (text: string) => dateReadings(text).readings.map((r) => `${r.order} ${r.iso}`)
    expect(orders('01-03-17')).toEqual(['ymd 2001-03-17', 'dmy 2017-03-01', 'mdy 2017-01-03'])
    expect(orders('20-10-16')).toEqual(['ymd 2020-10-16', 'dmy 2016-10-20'])
    expect(orders('31/12/2017')).toEqual(['dmy 2017-12-31'])
  })

  test('a column is asked about while its values leave more than one order', () => {
    const dates = column(['20-10-16', '01-03-17'])
    expect(dates).toMatchObject({ decidedBy: undefined, order: undefined })
    expect(dates.readings.map((r) => r.order).sort()).toEqual(['dmy', 'ymd'])
    expect(dates.readings[0]?.examples[0]?.value).toBe('20-10-16')
  })

  test('whoever is asked for the order sees a value that is another day in each', () => {
    const { readings } = column(['01/01/16', '02/02/16', '01/10/17', '03/03/16'])
    expect(readings.map((r) => r.examples[0])).toEqual([
      { value: '01/10/17', iso: '2001-10-17' },
      { value: '01/10/17', iso: '2017-10-01' },
      { value: '01/10/17', iso: '2017-01-10' },
    ])
  })

  test('one value that fits only one order decides the column', () => {
    expect(column(['01/03/2017', '25/03/2017'])).toMatchObject({ decidedBy: 'values', order: 'dmy' })
    expect(column(['01/03/2017', '03/25/2017'])).toMatchObject({ decidedBy: 'values', order: 'mdy' })
  })

  test('a quarter beside the date decides, and is named as the reason', () => {
    const dates = column(['20-10-16', '01-03-17'], ['Q4 2016', 'Q1 2017'])
    expect(dates).toMatchObject({ decidedBy: 'companion', order: 'dmy' })
    expect(dates.readings[0]).toMatchObject({ companion: 'quarter', agree: 2, disagree: 0 })
  })

  test('a quarter that contradicts the dates decides nothing', () => {
    expect(column(['20-10-16', '01-03-17'], ['Q4 2016', 'Q3 2017']).decidedBy).toBeUndefined()
  })

  test('a quarter that suits two readings alike leaves the question open', () => {
    const dates = column(['05-06-17', '04-05-17'], ['Q2 2017', 'Q2 2017'])
    expect(dates.readings.filter((r) => r.disagree === 0).map((r) => r.order)).toEqual(['dmy', 'mdy'])
    expect(dates.decidedBy).toBeUndefined()
  })

  test('quarters, months and years as people write them', () => {
    expect(['Q4 2016', '2016Q4', '2016年第四季度', '2016年4季度'].map(parsePeriod)).toEqual(
      Array(4).fill({ year: 2016, quarter: 4 }),
    )
    expect([
      parsePeriod('2016-10'),
      parsePeriod('2016年10月'),
      parsePeriod('2016-13'),
      parsePeriod('Q5 2016'),
    ]).toEqual([{ year: 2016, month: 10 }, { year: 2016, month: 10 }, undefined, undefined])
  })
})

describe('numbers', () => {
  test.each([
    ['1,234.56', 1234.56],
    ['1 234,56', 1234.56],
    ['1.234,56', 1234.56],
    ['1.2万', 12000],
    ['3亿元', 300000000],
    ['￥1,000.50', 1000.5],
    ['(500)', -500],
    ['-500', -500],
    ['500-', -500],
    ['12.5%', 0.125],
    ['$3M', 3000000],
    ['0', 0],
  ])('%s is %d', (text, value) => {
    expect(numberReadings(text).map((r) => r.number.value)).toContain(value)
  })

  test.each(['NaN', 'Infinity', '0x10', '1/2', '12,34,5', '--1', '', '1.2.3', 'abc', '元'])(
    '%s is no number',
    (text) => {
      expect(parseNumber(text, 'point')).toBe('wrong')
    },
  )

  test('1,234 is a question unless another value of the column settles the style', () => {
    const style = (values: string[]) => {
      const evidence = new NumberEvidence()
      for (const v of values) evidence.add(v)
      return evidence.result()
    }
    expect(style(['1,234', '5,678'])).toMatchObject({ style: undefined, open: ['1,234', '5,678'] })
    expect(style(['1,234', '5,678.90']).style).toBe('point')
    expect(style(['1.234', '12,5']).style).toBe('comma')
    expect(style(['1.5', '12,5'])).toMatchObject({ style: undefined, contradictory: true })
    expect(parseNumber('1,234', undefined)).toBe('ambiguous')
    expect(parseNumber('1,234', 'point')).toMatchObject({ value: 1234 })
  })

  test('the header may state the unit; a bare one states nothing', () => {
    expect(headerUnit('合同额（万元）')).toEqual({ scale: 10000, currency: 'CNY' })
    expect(headerUnit('Revenue (USD millions)')).toEqual({ scale: 1000000, currency: 'USD' })
    expect(headerUnit('revenue')).toEqual({ scale: undefined, currency: undefined })
  })
})

describe('choices and names', () => {
  test('a known word is taken, a near one is proposed, another is left alone', () => {
    expect(matchChoice('医疗', industries)).toEqual({ kind: 'exact', key: 'medical' })
    expect(matchChoice('technolgy', industries)).toMatchObject({ kind: 'near', key: 'technology' })
    expect(matchChoice('beekeeping', industries)).toEqual({ kind: 'none' })
    expect(
      misspeltChoices(
        new Map([
          ['technolgy', 12],
          ['medical', 12],
        ]),
        industries,
      ),
    ).toEqual([{ value: 'technolgy', proposed: 'technology' }])
  })

  test('a name loses outer white space and nothing else', () => {
    expect(['　王 小明 ', 'null', "'; DROP TABLE", '=1+1'].map(parseName)).toEqual([
      '王 小明',
      'null',
      "'; DROP TABLE",
      '=1+1',
    ])
  })
})
