import { describe, expect, test } from 'vitest'
import { type OrganogramRow, readOrganogram } from './organogram.rules.ts'
import { type KnownPost, type KnownUnit, matchChart } from './organogram-match.rules.ts'

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
