import { describe, expect, test } from 'vitest'
import { type OrganogramRow, readOrganogram } from './organogram.rules.ts'
import {
  type KnownPost,
  type KnownUnit,
  matchChart,
  tellsOfOthers,
  withoutBareNumbers,
} from './organogram-match.rules.ts'

const chart = (rows: [id: string, title: string, unit: string][]) =>
  readOrganogram(
    rows.map(
      ([postId, title, unit], i): OrganogramRow => ({
        row: i + 2,
        postId,
        title,
        unit,
        reportsTo: i === 0 ? 'XX' : (rows[0]?.[0] ?? ''),
        grade: '',
        parentDepartment: '',
        organisation: '',
        fte: '',
        profession: '',
      }),
    ),
  )
const key = (unit: string) => JSON.stringify(['', unit])
const unit = (id: string, name: string, present = true): KnownUnit => ({ id, name, parentId: null, present })
const post = (id: string, ref: string | null, title: string, unitId: string, present = true): KnownPost => ({
  id,
  ref,
  title,
  unitId,
  present,
})
const units = [unit('u1', '采购部'), unit('u2', '设备部')]
const posts = [
  post('p1', '1', '部长', 'u1'),
  post('p2', '2', '采购员', 'u1'),
  post('p3', '3', '部长', 'u2'),
  post('p4', '4', '检修主任', 'u2'),
]
const matched = (c: ReturnType<typeof chart>, known = { units, posts }) =>
  Object.fromEntries(matchChart(c, undefined, known).posts)

describe('a chart told again', () => {
  test('its posts are known by their numbers, also with a new title or in another department', () => {
    const again = chart([
      ['1', '部长', '采购部'],
      ['2', '高级采购员', '采购部'],
      ['4', '检修主任', '采购部'],
      ['9', '合同员', '采购部'],
    ])
    expect(matched(again)).toEqual({ '1': 'p1', '2': 'p2', '4': 'p4' })
  })

  test('without the number, a post is known by its department and title', () => {
    const again = chart([
      ['A1', '部长', '采购部'],
      ['A2', '检修主任', '设备部'],
      ['A3', '厂长', '设备部'],
    ])
    expect(matched(again)).toEqual({ A1: 'p1', A2: 'p4' })
  })

  test('counted anew from one, titles are believed before numbers', () => {
    const again = chart([
      ['1', '检修主任', '设备部'],
      ['2', '部长', '设备部'],
      ['3', '采购员', '采购部'],
      ['4', '部长', '采购部'],
    ])
    const match = matchChart(again, undefined, { units, posts })
    expect(match.renumbered).toBe(true)
    expect(Object.fromEntries(match.posts)).toEqual({ '1': 'p4', '2': 'p3', '3': 'p2', '4': 'p1' })
  })

  test('a department with another name and the same posts was renamed; with other posts it is new', () => {
    const again = chart([
      ['1', '部长', '供应链部'],
      ['2', '采购员', '供应链部'],
      ['3', '部长', '设备部'],
      ['7', '法务', '法务部'],
    ])
    const match = matchChart(again, undefined, { units, posts })
    expect(match.units.get(key('供应链部'))).toBe('u1')
    expect(match.units.get(key('法务部'))).toBeUndefined()
    const split = chart([
      ['1', '部长', '采购部'],
      ['2', '采购员', '招标部'],
    ])
    expect(matchChart(split, undefined, { units, posts }).units.get(key('招标部'))).toBeUndefined()
  })

  test('of two that fit one, the pairs are chosen so that both find theirs', () => {
    // Both chiefs report to the director; one of the departments is called otherwise by now.
    const known = {
      units: [unit('u1', '采购部'), unit('u2', '设备部')],
      posts: [
        { ...post('boss', 'a', '厂长', 'u1'), reportsToId: null },
        { ...post('k1', 'b', '部长', 'u1'), reportsToId: 'boss' },
        { ...post('k2', 'c', '部长', 'u2'), reportsToId: 'boss' },
      ],
    }
    const match = matchChart(
      chart([
        ['1', '厂长', '采购部'],
        ['2', '部长', '装备部'],
        ['3', '部长', '采购部'],
      ]),
      undefined,
      known,
    )
    expect(Object.fromEntries(match.posts)).toEqual({ '1': 'boss', '2': 'k2', '3': 'k1' })
    expect(Object.fromEntries(match.reasons)).toEqual({ '1': 'sure', '2': 'superior', '3': 'sure' })
  })

  test('how sure it is, is said: by number alone, by a near title in the same place', () => {
    const known = {
      units,
      posts: [
        { ...post('p1', '1', '部长', 'u1'), reportsToId: null },
        { ...post('p2', '2', '采购员', 'u1'), reportsToId: 'p1' },
        { ...post('p3', '33', '高级检修主任', 'u1'), reportsToId: 'p1' },
      ],
    }
    const match = matchChart(
      chart([
        ['1', '部长', '采购部'],
        ['2', '法务', '法务部'],
        ['7', '检修主任', '采购部'],
      ]),
      undefined,
      known,
    )
    // The lawyer reports to the chief as the buyer did: that and the number.
    expect(Object.fromEntries(match.reasons)).toEqual({ '1': 'sure', '2': 'sure', '7': 'near' })
    const bare = { units, posts: [post('p9', '2', '采购员', 'u1')] }
    expect(
      matchChart(
        chart([
          ['1', '院长', '院部'],
          ['2', '法务', '法务部'],
        ]),
        undefined,
        bare,
      ).reasons,
    ).toEqual(new Map([['2', 'number']]))
  })

  test('where half of the numbers mean something else, all the rest outweighs one; a department is known in whatever letters', () => {
    const known = {
      units: [
        unit('u1', 'Corporate office'),
        unit('u2', 'Courts'),
        unit('u3', 'Tribunals'),
        unit('u4', 'Services'),
      ],
      posts: [
        { ...post('ceo', 'J2', 'Chief Executive', 'u1'), reportsToId: null },
        { ...post('chair', 'J1', 'Chair', 'u1'), reportsToId: null },
        { ...post('courts', 'J3', 'Director - Courts', 'u2'), reportsToId: 'ceo' },
        { ...post('tribunals', 'J4', 'Director - Tribunals', 'u3'), reportsToId: 'ceo' },
        { ...post('services', 'J5', 'Director - Services', 'u4'), reportsToId: 'ceo' },
      ],
    }
    const again = chart([
      ['J2', 'Chief Executive', 'Corporate Office'],
      ['J1', 'Chair of it', 'Corporate Office'],
      ['J3', 'Head of Exercises', 'Exercises'],
      ['J4', 'Director - Services', 'Services'],
    ])
    const { posts: found } = matchChart(again, undefined, known)
    expect(Object.fromEntries(found)).toEqual({ J2: 'ceo', J1: 'chair', J3: 'courts', J4: 'services' })
  })

  test('of two that bear one number, each finds the one that is like it', () => {
    const known = {
      units,
      posts: [post('own', '1', '部长', 'u1'), post('others', '1', '总队长', 'u2')],
    }
    expect(matched(chart([['1', '部长', '采购部']]), known)).toEqual({ '1': 'own' })
    expect(matched(chart([['1', '总队长', '设备部']]), known)).toEqual({ '1': 'others' })
  })

  test('what has ended is known too, after what is there', () => {
    const known = {
      units,
      posts: [post('old', null, '班长', 'u2', false), post('new', null, '班长', 'u2')],
    }
    expect(
      matched(
        chart([
          ['8', '班长', '设备部'],
          ['9', '班长', '设备部'],
        ]),
        known,
      ),
    ).toEqual({ '8': 'new', '9': 'old' })
  })
})

describe('a chart of another part of the body', () => {
  const part = (rows: [id: string, title: string, unit: string][]) => chart(rows)
  const body = key('水利厅')
  const known = posts.map((p) => ({ ...p, reportsToId: p.id === 'p1' ? null : 'p1' }))
  const others = (c: ReturnType<typeof chart>, self: string | undefined = body) =>
    tellsOfOthers(c, self, matchChart(c, self, { units, posts: known }), known)

  test('is one of which hardly a post but by number, and hardly a department is known', () => {
    const own = part([
      ['1', '总队长', '队部'],
      ['2', '队员', '队部'],
      ['3', '站长', '水文站'],
    ])
    expect(others(own)).toBe(true)
    expect(others(own, undefined)).toBe(true)
    const match = matchChart(own, undefined, { units, posts: known })
    expect(match.posts.size).toBe(3)
    expect(withoutBareNumbers(match).posts.size).toBe(0)
  })

  test('is not one with the same head, however all below was ordered and counted anew', () => {
    const anew = (head: [string, string, string]) =>
      part([
        head,
        ...['法务', '审计', '档案', '保密', '信访'].map((title, i): [string, string, string] => [
          `${50 + i}`,
          title,
          `${title}处`,
        ]),
      ])
    expect(others(anew(['40', '部长', '采购部']))).toBe(false)
    expect(others(anew(['40', '总队长', '队部']))).toBe(true)
  })

  test('is not one whose posts are counted anew, nor one with new posts in the departments we know', () => {
    expect(
      others(
        part([
          ['11', '部长', '采购部'],
          ['12', '采购员', '采购部'],
          ['13', '站长', '水文站'],
        ]),
      ),
    ).toBe(false)
    expect(
      others(
        part([
          ['21', '合同员', '采购部'],
          ['22', '焊工', '设备部'],
        ]),
      ),
    ).toBe(false)
  })
})
