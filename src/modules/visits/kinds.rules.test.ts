import { describe, expect, it } from 'vitest'
import { type KindSetting, nameOfKind, VISIT_KINDS } from './kinds.contract.ts'
import { kindsOf, refuseKind } from './kinds.rules.ts'

const set = (key: string, labelZh = '', more: Partial<KindSetting> = {}): KindSetting => ({
  key,
  labelZh,
  labelEn: '',
  hidden: false,
  version: 1,
  ...more,
})

describe('the kinds of visits', () => {
  it('are the built-in ones, as they come, until somebody changes them', () => {
    expect(kindsOf([]).map((one) => one.key)).toEqual([...VISIT_KINDS])
    expect(kindsOf([]).every((one) => one.version === 0 && !one.hidden)).toBe(true)
  })

  it('keep their places when renamed; a company’s own follow', () => {
    const kinds = kindsOf([set('own_tour', '回厂参观'), set('phone', '电联')])
    expect(kinds.map((one) => one.key)).toEqual([...VISIT_KINDS, 'own_tour'])
    expect(kinds.find((one) => one.key === 'phone')?.labelZh).toBe('电联')
  })

  it.each([
    ['of a key that is neither ours nor the company’s own', set('tour', '回厂参观'), 'kind-unknown'],
    ['of one’s own without any name', set('own_x'), 'kind-nameless'],
    ['under a name another one has', set('own_x', '回厂参观'), 'kind-name-taken'],
  ])('are not set %s', (_, wish, code) => {
    expect(refuseKind(kindsOf([set('own_tour', '回厂参观')]), wish)?.code).toBe(code)
  })

  it('may be laid aside but for the last', () => {
    const hidden = VISIT_KINDS.slice(1).map((key) => set(key, '', { hidden: true }))
    expect(refuseKind(kindsOf([]), set('meal', '', { hidden: true }))).toBeNull()
    expect(refuseKind(kindsOf(hidden), set('on_site', '', { hidden: true }))?.code).toBe('kind-last')
  })

  it('are at most twenty of one’s own; those there can still be changed', () => {
    const own = Array.from({ length: 20 }, (_, n) => set(`own_${n}`, `方式${n}`))
    expect(refuseKind(kindsOf(own), set('own_more', '又一种'))?.code).toBe('kind-too-many')
    expect(refuseKind(kindsOf(own), set('own_3', '换个名字'))).toBeNull()
  })

  it('are called as the company says, in a language it has not named them in as we say', () => {
    const kinds = kindsOf([set('phone', '电联'), set('own_tour', '回厂参观')])
    const [zh, en] = [{ phone: '电话' }, { phone: 'Phone' }]
    expect(nameOfKind(kinds, 'phone', 'zh-CN', zh)).toBe('电联')
    expect(nameOfKind(kinds, 'phone', 'en', en)).toBe('Phone')
    expect(nameOfKind(kinds, 'own_tour', 'en', en)).toBe('回厂参观')
    expect(nameOfKind(kinds, 'own_gone', 'en', en)).toBeNull()
  })
})
