import { expect, test } from 'vitest'
import { likelyMisspelt, matchReferences, plainCompany } from './matching.rules.ts'

const kinds = (values: string[], names: string[], company = false) =>
  matchReferences(values, names, company).map((m) => [m.kind, ...m.candidates])

test('a product written together is proposed as the one written apart, and not taken silently', () => {
  expect(kinds(['GTXPro', 'GTX Pro'], ['GTX Basic', 'GTX Pro', 'GTX Plus Pro'])).toEqual([
    ['equal', 'GTX Pro'],
    ['exact', 'GTX Pro'],
  ])
})

test('width, case, spaces and punctuation do not matter; legal forms do not for companies', () => {
  expect(kinds(['ＡＣＭＥ　corp.'], ['Acme Corporation'], true)).toEqual([['equal', 'Acme Corporation']])
  expect(plainCompany('华东电力（集团）股份有限公司')).toBe('华东电力')
  expect(plainCompany('有限公司')).toBe('有限公司')
  expect(kinds(['华东电力'], ['华东电力集团有限公司'], true)).toEqual([['equal', '华东电力集团有限公司']])
  expect(kinds(['华东电力'], ['华东电力集团有限公司', '华东电力股份有限公司'], true)[0]?.[0]).toBe('several')
})

test('a slip of the keyboard is near; short names and model numbers are never near', () => {
  expect(kinds(['Betatehc', 'Isdim', 'GTK 600', 'Xyz'], ['Betatech', 'Isdom', 'GTK 500', 'Xya'])).toEqual([
    ['none'],
    ['near', 'Isdom'],
    ['none'],
    ['none'],
  ])
  expect(kinds(['Massive Dinamyc'], ['Massive Dynamic'])).toEqual([['near', 'Massive Dynamic']])
})

test('a rare spelling beside a very frequent one is proposed, two frequent ones are not', () => {
  expect(
    likelyMisspelt(
      new Map([
        ['technology', 90],
        ['technolgy', 2],
        ['medical', 50],
      ]),
    ),
  ).toEqual([{ value: 'technolgy', proposed: 'technology' }])
  expect(
    likelyMisspelt(
      new Map([
        ['technology', 90],
        ['technolgy', 40],
      ]),
    ),
  ).toEqual([])
})
