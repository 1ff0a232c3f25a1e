import { describe, expect, it } from 'vitest'
import { likeness, pairOf, yearsIn } from './tie-proposals.rules.ts'

const school = (from: number | null, to: number | null) => ({ words: '东南大学', from, to })
const strength = (one: ReturnType<typeof school>, other: ReturnType<typeof school>) =>
  likeness('schoolmate', one, other).strength

describe('two schoolmates', () => {
  it('count most who were there together, less at other times, least where nobody knows when', () => {
    const together = strength(school(1990, 1994), school(1992, 1996))
    const apart = strength(school(1990, 1994), school(2000, 2004))
    const unknown = strength(school(1990, 1994), school(null, null))
    expect([together, apart, unknown]).toEqual([...new Set([together, apart, unknown])].sort((a, b) => b - a))
  })

  it('were there for about four years where only one end is known', () => {
    expect(likeness('schoolmate', school(1990, null), school(null, 1995)).reason).toMatchObject({
      years: 'together',
      from: 1991,
      to: 1994,
    })
  })

  it('missed each other if one left in the year the other came', () => {
    expect(likeness('schoolmate', school(1990, 1994), school(1994, 1998)).reason).toMatchObject({
      years: 'apart',
    })
  })
})

describe('two townsmen', () => {
  it('of one county stand closer than of one city, and unknown counties are not the same one', () => {
    const place = (county: string | null) => ({ words: '长沙', city: '长沙', county })
    const near = likeness('townsman', place('浏阳'), place('浏阳'))
    const city = likeness('townsman', place('浏阳'), place('宁乡'))
    expect(near.strength).toBeGreaterThan(city.strength)
    expect(likeness('townsman', place(null), place(null)).reason).toMatchObject({ near: false })
  })
})

describe('two who worked in one place', () => {
  it('did so together as long as both times run', () => {
    const employed = (from: number | null, to: number | null) => ({ words: '老东家', from, to })
    expect(likeness('former_colleague', employed(2010, 2015), employed(2012, null)).reason).toMatchObject({
      years: 'together',
      from: 2012,
      to: 2015,
    })
    expect(likeness('former_colleague', employed(null, 2015), employed(2012, null)).reason).toMatchObject({
      years: 'unknown',
    })
    expect(likeness('former_colleague', employed(2000, null), employed(2010, null)).reason).toMatchObject({
      from: 2010,
      to: null,
    })
  })

  it('are told from the years a line of a career names', () => {
    expect(yearsIn('2008—2013 在三一重工任调度')).toEqual({ from: 2008, to: 2013 })
    expect(yearsIn('2016年至今 国网')).toEqual({ from: 2016, to: Number.POSITIVE_INFINITY })
    expect(yearsIn('2001 年在厂里')).toEqual({ from: 2001, to: 2001 })
    expect(yearsIn('工号 120083，早年')).toBeNull()
  })
})

it('a pair is the same whoever is named first', () => {
  expect(pairOf('b', 'a')).toEqual(pairOf('a', 'b'))
})
