import { describe, expect, it } from 'vitest'
import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'
import { stepsWords } from '../../words/steps.ts'
import { touchLine } from './steps-lines.ts'

const w = stepsWords['zh-CN']
const unit = (over: Partial<OrgUnit> = {}): OrgUnit => ({
  id: 'u',
  parentId: null,
  name: '设备部',
  function: null,
  stand: null,
  version: 1,
  ...over,
})
const post = (over: Partial<Post> = {}): Post => ({
  id: 'p',
  unitId: null,
  title: '部长',
  reportsToId: null,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
  version: 1,
  ...over,
})

describe('a step is told by what became of each record', () => {
  it('of a department and of a post', () => {
    const of = (before: Post | null, after: Post | null) =>
      touchLine({ kind: 'post', id: 'p', before, after }, w)
    expect(of(null, post())).toBe('新增“部长”')
    expect(of(post(), null)).toBe('删除“部长”')
    expect(of(post(), post({ title: '主任', reportsToId: 'x' }))).toBe('“部长”改名为“主任”')
    expect(of(post(), post({ reportsToId: 'x' }))).toBe('移动“部长”')
    expect(of(post(), post({ unitId: 'u' }))).toBe('移动“部长”')
    expect(of(post(), post({ vacant: true }))).toBe('改“部长”')
    expect(touchLine({ kind: 'unit', id: 'u', before: unit(), after: unit({ parentId: 'top' }) }, w)).toBe(
      '移动“设备部”',
    )
  })
})
