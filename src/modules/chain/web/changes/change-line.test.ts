import { describe, expect, it } from 'vitest'
import { formatOf } from '#platform/words/format.ts'
import type { Change } from '../../chain.contract.ts'
import { changesWords } from '../../words/changes.ts'
import { words } from '../../words/index.ts'
import { mapWords } from '../../words/map.ts'
import { changeLine } from './change-line.ts'

const inLanguage = (locale: 'zh-CN' | 'en') => (over: Partial<Change>) =>
  changeLine(
    {
      kind: 'changed',
      subject: 'unit',
      id: '',
      name: '设备部',
      field: null,
      was: null,
      is: null,
      other: null,
      unit: null,
      projectId: null,
      byName: null,
      at: null,
      ...over,
    },
    { own: changesWords[locale], chain: words[locale], map: mapWords[locale], list: formatOf(locale).list },
  )
const zh = inLanguage('zh-CN')
const en = inLanguage('en')
const ref = (name: string | null) => ({ id: name ?? '', name })

describe('a change is told as one sentence', () => {
  it('of a department', () => {
    expect(zh({ kind: 'added', is: ref('集团') })).toBe('新设部门“设备部”，归集团')
    expect(zh({ kind: 'moved', field: 'parentId', was: null, is: ref('生产中心') })).toBe(
      '部门“设备部”从最上一级划到生产中心',
    )
    expect(zh({ field: 'stand', was: null, is: 'oppose' })).toBe('“设备部”在采购中的位置：不清楚 → 反对')
    expect(en({ field: 'function', was: 'it', is: 'finance' })).toContain(' → ')
  })

  it('of a post', () => {
    const post = { subject: 'post' as const, name: '部长' }
    expect(zh({ ...post, kind: 'moved', field: 'reportsToId', was: ref('总工'), is: null })).toBe(
      '“部长”改向没有人汇报（原来：总工）',
    )
    expect(zh({ ...post, field: 'vacant', was: false, is: true })).toBe('“部长”空出来了')
    expect(zh({ ...post, field: 'dottedToIds', was: [], is: [ref('总工'), ref(null)] })).toBe(
      '“部长”的虚线汇报：没有人 → 总工和不清楚',
    )
    expect(zh({ ...post, kind: 'renamed', field: 'title', was: '科长', is: '部长' })).toBe('“科长”改叫“部长”')
  })

  it('of who holds it', () => {
    const post = { subject: 'holder' as const, name: '部长' }
    expect(zh({ ...post, kind: 'added', is: ref('陈志远') })).toBe('陈志远上任部长')
    expect(en({ ...post, kind: 'gone', was: ref('陈志远') })).toBe('陈志远 is no longer 部长')
  })

  it('of what is believed, unknown never told as neutral', () => {
    const claim = { subject: 'claim' as const, name: '陈志远' }
    expect(zh({ ...claim, field: 'stance', was: null, is: -3 })).toBe('陈志远的立场：不清楚 → 反对（−3）')
    expect(en({ ...claim, field: 'stance', was: 0, is: 2 })).toMatch(/\(0\) → .+ \(\+2\)$/)
    expect(zh({ ...claim, field: 'buying_roles', was: ['user'], is: ['decider', 'finance'] })).toBe(
      '陈志远的采购角色：使用者 → 决策者和财务',
    )
    expect(
      zh({
        ...claim,
        field: 'relationship',
        other: { id: '', name: '王磊' },
        was: null,
        is: { current: 'vendor' },
      }),
    ).toBe('王磊与陈志远的关系：不清楚 → 供应商')
  })

  it('of a tie', () => {
    const tie = { subject: 'tie' as const, name: '李工', field: 'ally', other: { id: '', name: '陈总' } }
    expect(zh({ ...tie, kind: 'gone' })).toBe('不再是：李工 同盟 陈总')
    expect(zh({ ...tie, was: 2, is: 5 })).toBe('李工 同盟 陈总，强度 2 → 5')
  })
})
