import { describe, expect, test } from 'vitest'
import { PLATFORM_PROBLEMS } from '../contract/problem.ts'
import { CLIENT_PROBLEMS } from '../web/client.ts'
import { formatOf } from './format.ts'
import { platformWords } from './platform-words.ts'
import { fieldSentence, problemSentence } from './problems.ts'
import { LOCALES, localeOf, type Words } from './words.ts'

describe.each(LOCALES)('in %s', (locale) => {
  test('every problem of the platform has a sentence', () => {
    const codes = [
      ...Object.values(PLATFORM_PROBLEMS).map((one) => one.code),
      ...Object.values(CLIENT_PROBLEMS),
    ]
    for (const code of codes) expect(platformWords[locale].problems, code).toHaveProperty([code])
  })

  test('no word is empty, and Chinese sentences use Chinese punctuation', () => {
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string') {
        expect(value.trim(), path).not.toBe('')
        if (locale === 'zh-CN') expect(value, path).not.toMatch(/\p{Script=Han}[,;:?!]/u)
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
      }
    }
    walk(platformWords[locale], locale)
  })
})

test('both languages have the same words', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, inner]) => [key, shape(inner)] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : typeof value
  // Functions of parameters may be plain sentences in the other language; only the keys must agree.
  const keys = (value: unknown) => JSON.stringify(shape(value)).replaceAll('"function"', '"string"')
  expect(keys(platformWords.en)).toBe(keys(platformWords['zh-CN']))
})

test('a missing, a surplus and a wrong key do not compile', () => {
  const zh = { title: '拜访', due: (days: number) => `还有 ${days} 天`, parts: { note: '备注' } }
  const missing = {
    title: 'Visit',
    due: (days: number) => `${days} days left`,
    // @ts-expect-error: `parts.note` is missing
    parts: {},
  } satisfies Words<typeof zh>
  const surplus = {
    title: 'Visit',
    due: (days: number) => `${days}`,
    parts: { note: '' },
    // @ts-expect-error: `more` is not in the Chinese
    more: '',
  } satisfies Words<typeof zh>
  const wrong = {
    title: 'Visit',
    // @ts-expect-error: `due` takes a number
    due: (days: boolean) => `${days}`,
    parts: { note: '' },
  } satisfies Words<typeof zh>
  expect([missing, surplus, wrong]).toHaveLength(3)
})

describe('the language of a browser', () => {
  test.each([
    [['zh-TW', 'en'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['fr-FR', 'zh-CN'], 'zh-CN'],
    [['en-GB', 'zh'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ] as const)('%j means %s', (wishes, locale) => expect(localeOf(wishes)).toBe(locale))
})

describe('a problem is said', () => {
  const bundle = {
    'zh-CN': {
      problems: { 'visits.closed': (p: Record<string, unknown>) => `已于${p.day}关闭。` },
      fieldProblems: { required: '写一句就行。' },
    },
    en: { problems: { 'visits.closed': 'Closed.' }, fieldProblems: {} },
  }
  test('in the module’s words, with its values', () => {
    expect(problemSentence({ code: 'visits.closed', params: { day: '周一' } }, 'zh-CN', bundle)).toBe(
      '已于周一关闭。',
    )
  })
  test('in the platform’s words where the module has none', () => {
    expect(fieldSentence({ code: 'required' }, 'zh-CN', bundle)).toBe('写一句就行。')
    expect(fieldSentence({ code: 'required' }, 'en', bundle)).toBe('Please fill this in.')
  })
  test('with its code where nobody has words', () => {
    expect(problemSentence({ code: 'visits.unheard-of' }, 'en')).toContain('visits.unheard-of')
  })
  test('so that a limit is told in characters, entries or numbers', () => {
    const say = (origin: string) => fieldSentence({ code: 'too_big', params: { origin, maximum: 5 } }, 'en')
    expect([say('string'), say('array'), say('number')]).toEqual([
      'Too long: 5 characters at most.',
      'Choose at most 5.',
      'This cannot be more than 5.',
    ])
  })
})

describe('dates and numbers', () => {
  const zh = formatOf('zh-CN')
  const en = formatOf('en')
  test('a day, with its weekday', () => {
    expect(zh.day('2026-11-23')).toBe('2026年11月23日 周一')
    expect(en.day('2026-11-23')).toBe('Mon, 23 Nov 2026')
  })
  test('a day is the same day in every zone', () => {
    expect(zh.day('2026-01-01')).toContain('1月1日')
  })
  test('what is not a date is shown as it is', () => {
    expect(zh.day('不详')).toBe('不详')
  })
  test('due tomorrow morning is due tomorrow, also late in the evening', () => {
    expect(zh.relative('2026-11-24', new Date(2026, 10, 23, 23, 30))).toBe('明天')
    expect(en.relative('2026-11-26', new Date(2026, 10, 23, 1))).toBe('in 3 days')
    expect(en.relative('2026-11-20', new Date(2026, 10, 23))).toBe('3 days ago')
  })
  test('money without needless decimals', () => {
    expect(zh.money(1250000)).toBe('¥1,250,000')
    expect(zh.money(12.5)).toBe('¥12.50')
  })
  test('a share', () => expect(en.percent(0.725)).toBe('73%'))
})
