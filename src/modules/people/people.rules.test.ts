import { describe, expect, test } from 'vitest'
import type { DossierField } from './dossier.contract.ts'
import { checkDate } from './memorable-date.rules.ts'
import {
  catalogue,
  mayErase,
  mentionsYoungChild,
  refuseField,
  refuseValue,
  stricter,
} from './people.rules.ts'

const fieldOf = (key: string) => catalogue([]).find((field) => field.key === key) as DossierField

describe('the catalogue of a dossier', () => {
  test('holds every field the mission names, each guarded, and no special category', () => {
    const keys = catalogue([]).map((field) => field.key)
    for (const key of [
      'family',
      'hometown',
      'schools',
      'hobbies',
      'standing',
      'colleagues',
      'goals',
      'aspirations',
    ])
      expect(keys).toContain(key)
    expect(fieldOf('family').class).toBe('sensitive')
    expect(fieldOf('dates').class).toBe('sensitive')
    expect(fieldOf('notes').class).toBe('personal')
    expect(keys).not.toContain('religion')
    expect(keys).not.toContain('health')
  })

  test('an administrator’s change can tighten a field and hide it, but not loosen it', () => {
    const change = { labelZh: '', labelEn: '', hidden: true, version: 3 }
    const [hobbies] = catalogue([{ ...change, key: 'hobbies', class: 'sensitive' }]).filter(
      (f) => f.key === 'hobbies',
    )
    expect(hobbies).toMatchObject({ class: 'sensitive', hidden: true, version: 3 })
    const [family] = catalogue([{ ...change, key: 'family', class: 'normal' }]).filter(
      (f) => f.key === 'family',
    )
    expect(family!.class).toBe('sensitive')
  })

  test('of two classes the stricter holds', () => {
    expect(stricter('personal', 'sensitive')).toBe('sensitive')
    expect(stricter('sensitive', 'normal')).toBe('sensitive')
    expect(stricter('normal', 'personal')).toBe('personal')
  })

  test('a field of one’s own says so, is personal at least, and never asks for what we must not keep', () => {
    const label = (labelZh: string, labelEn = '') => ({ class: 'personal' as const, labelZh, labelEn })
    expect(refuseField('own_tea', label('喝什么茶'))).toBeNull()
    expect(refuseField('tea', label('喝什么茶'))).toBe('people.field-not-ours')
    expect(refuseField('own_tea', { ...label('喝什么茶'), class: 'normal' })).toBe(
      'people.field-class-lowered',
    )
    for (const forbidden of [
      label('宗教信仰'),
      label('身体', 'Health'),
      label('政治面貌'),
      label('', 'Religious holidays'),
    ])
      expect(refuseField('own_x', forbidden)).toBe('people.field-forbidden')
    expect(refuseField('own_religion', label('节日'))).toBe('people.field-forbidden')
  })
})

describe('what is written of a family', () => {
  test.each([
    '儿子8岁',
    '女儿今年 13 岁',
    '小孩六岁',
    '两个孩子，一个十二岁',
    '孩子十岁',
    'a 6-year-old son',
    'daughter, 12 years old',
  ])('“%s” speaks of a child under 14', (text) => {
    expect(mentionsYoungChild(text)).toBe(true)
  })
  test.each([
    '女儿上大学',
    '儿子 18 岁',
    '母亲八十岁',
    '父亲六十五岁',
    '老大二十岁',
    '结婚十四年',
    'son, 25 years old',
    '儿子四十二岁',
  ])('“%s” does not', (text) => {
    expect(mentionsYoungChild(text)).toBe(false)
  })
})

test('a value must have the shape of its field, and years in their order', () => {
  expect(refuseValue(fieldOf('hometown'), { shape: 'text', text: '绍兴' })).toBeNull()
  expect(refuseValue(fieldOf('schools'), { shape: 'text', text: '清华' })).toMatchObject({
    code: 'people.fact-wrong-shape',
  })
  const school = { shape: 'school' as const, school: '清华大学', study: '', from: 2002, to: 1998 }
  expect(refuseValue(fieldOf('schools'), school)).toMatchObject({ path: 'value.to', code: 'before-start' })
})

describe('a date people remember', () => {
  const today = '2026-11-23'
  const date = (parts: object) => ({
    shape: 'date' as const,
    what: 'birthday' as const,
    calendar: 'solar' as const,
    year: null,
    month: null,
    day: null,
    leapMonth: false,
    note: '',
    ...parts,
  })
  test.each([
    ['month and day without a year', { month: 5, day: 20 }],
    ['only a year', { year: 1975 }],
    ['29 February without a year', { month: 2, day: 29 }],
    ['29 February of a leap year', { year: 1980, month: 2, day: 29 }],
    ['a lunar day', { calendar: 'lunar', month: 8, day: 15 }],
    [
      'a day in a leap month that existed',
      { calendar: 'lunar', year: 1971, month: 5, day: 8, leapMonth: true },
    ],
    ['the fourteenth birthday today', { year: 2012, month: 11, day: 23 }],
  ])('may be %s', (_what, parts) => {
    expect(checkDate(date(parts), today)).toBeNull()
  })
  test.each([
    ['nothing at all', {}, 'value.month', 'required'],
    ['a day without a month', { year: 1980, day: 3 }, 'value.month', 'required'],
    ['30 February', { month: 2, day: 30 }, 'value.day', 'no-such-day'],
    ['29 February of a common year', { year: 1981, month: 2, day: 29 }, 'value.day', 'no-such-day'],
    ['lunar day 31', { calendar: 'lunar', month: 1, day: 31 }, 'value.day', 'no-such-day'],
    [
      'a leap month in the solar calendar',
      { month: 5, day: 1, leapMonth: true },
      'value.leapMonth',
      'leap-needs-lunar',
    ],
    [
      'a leap month that did not exist',
      { calendar: 'lunar', year: 1971, month: 4, leapMonth: true },
      'value.leapMonth',
      'no-such-leap-month',
    ],
    [
      'a birthday one day short of 14 years',
      { year: 2012, month: 11, day: 24 },
      'value.year',
      'under-fourteen',
    ],
    ['a birth year that may be under 14', { year: 2012 }, 'value.year', 'under-fourteen'],
    [
      'a lunar birthday under 14',
      { calendar: 'lunar', year: 2012, month: 12, day: 1 },
      'value.year',
      'under-fourteen',
    ],
  ])('may not be %s', (_what, parts, path, code) => {
    expect(checkDate(date(parts), today)).toEqual({ path, code })
  })
  test('other than a birthday may be recent', () => {
    expect(checkDate(date({ what: 'promoted', year: 2026, month: 3 }), today)).toBeNull()
  })
})

test('erasing is for the supervisor and the administrator', () => {
  expect((['rep', 'supervisor', 'service', 'administrator', 'auditor'] as const).filter(mayErase)).toEqual([
    'supervisor',
    'administrator',
  ])
})
