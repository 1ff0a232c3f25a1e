import { describe, expect, it } from 'vitest'
import { foldName, nameTails, sortName, tailRange } from './names.ts'

/** Whether somebody who types this finds the name: a tail begins with it. */
const finds = (typed: string, ...names: string[]) =>
  nameTails(names).some((tail) => tail.startsWith(foldName(typed)))

describe('a name is found', () => {
  it.each([
    ['华北电力', '华北电力设计院'],
    ['电力', '华北电力设计院'],
    ['huabei', '华北电力设计院'],
    ['dianli', '华北电力设计院'],
    ['hbdl', '华北电力设计院'],
    ['dl', '华北电力设计院'],
    ['chongqing', '重庆钢铁'],
    ['holdings', 'Acme Holdings'],
    ['soft', 'Betasoft Inc.'],
    ['cafe', 'Café Zürich'],
    ['ＡＣＭＥ', 'acme'],
  ])('by %s: %s', (typed, name) => {
    expect(finds(typed, name)).toBe(true)
  })

  it('and not by what it does not contain', () => {
    expect(finds('南方', '华北电力设计院')).toBe(false)
    expect(finds('nanfang', '华北电力设计院')).toBe(false)
  })
})

it('names sort by pinyin, Chinese and Latin together', () => {
  const names = ['重庆钢铁', 'Acme', '华北电力', 'Beta', '阿里']
  expect([...names].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1))).toEqual([
    'Acme',
    '阿里',
    'Beta',
    '重庆钢铁',
    '华北电力',
  ])
})

it('a rare character is never cut in half, and each tail is given once', () => {
  const tails = nameTails(['云𠜎𠜱𠝹𠱓𠱸𠲖𠳏𠳕𠴕𠵼𠵿𠸎𠸏𠹷𠺝𠺢𠻗𠻹𠻺𠼭𠼮𠽌𠾴𠾼'])
  expect(tails.length).toBeGreaterThan(5)
  expect(tails.filter((tail) => !tail.isWellFormed())).toEqual([])
  expect(new Set(tails).size).toBe(tails.length)
})

it('nothing but punctuation looks for nothing', () => {
  expect(tailRange(' …!? ')).toBeNull()
})
