import { describe, expect, it } from 'vitest'
import { headerPlace } from './header-row.rules.ts'

const data = [
  ['华东电力', '王磊', '120'],
  ['滨江水务', '李静', '80'],
]
const header = ['客户名称', '负责人', '合同额']

describe('the row that names the columns', () => {
  it('is the first one where nothing stands above it', () => {
    expect(headerPlace([header, ...data])).toBe(0)
  })

  it('comes below a title, a unit and who made the list', () => {
    const above = [
      ['2026年客户清单', '', ''],
      ['单位：万元', '制表人：王磊', '日期：2026-03-01'],
    ]
    expect(headerPlace([...above, header, ...data])).toBe(2)
  })

  it('is not passed over for being short: a list of one column, a known name above ragged rows', () => {
    expect(headerPlace([['客户名称'], ['华东电力'], ['滨江水务']])).toBe(0)
    expect(headerPlace([['客户名称', '', ''], ...data])).toBe(0)
    expect(headerPlace([['甲', '乙'], ...data])).toBe(0)
  })

  it('is the first where everything looks like a title', () => {
    expect(headerPlace([['单位：万元'], ['日期：今天']])).toBe(0)
    expect(headerPlace([])).toBe(0)
  })
})
