import { describe, expect, it } from 'vitest'
import { QUESTION_KINDS } from './questions.contract.ts'
import { type Known, STARTER_QUESTIONS, suggestQuestions } from './starter-questions.rules.ts'

const nothing: Known = { needs: [], aspects: new Set(), taken: new Set() }
const keys = (known: Partial<Known>) => suggestQuestions({ ...nothing, ...known }).map((q) => q.key)
const need = (given: Partial<Known['needs'][number]>) => ({
  id: 'n',
  parentId: null,
  layer: 'explicit' as const,
  subject: 'price' as const,
  amount: null,
  status: 'stated',
  ...given,
})

describe('the bank', () => {
  it('holds questions of all four kinds, each once, in both languages', () => {
    expect(new Set(STARTER_QUESTIONS.map((q) => q.key)).size).toBe(STARTER_QUESTIONS.length)
    for (const kind of QUESTION_KINDS)
      expect(STARTER_QUESTIONS.filter((q) => q.kind === kind).length).toBeGreaterThanOrEqual(5)
    for (const q of STARTER_QUESTIONS) {
      expect(q['zh-CN']).toMatch(/[？。]$/)
      expect(q.en).toMatch(/\?$/)
    }
  })
})

describe('what to ask next', () => {
  it('follows SPIN: background first, value last', () => {
    const order = suggestQuestions(nothing).map((q) => QUESTION_KINDS.indexOf(q.kind))
    expect(order).toEqual([...order].sort())
  })
  it('leaves out what was taken or is known', () => {
    expect(keys({})).toContain('p-price')
    expect(keys({ aspects: new Set(['price']) })).not.toContain('p-price')
    expect(keys({ taken: new Set(['p-price']) })).not.toContain('p-price')
  })
  it('asks what lies beneath a statement until something does', () => {
    expect(keys({})).not.toContain('i-knock-on')
    expect(keys({ needs: [need({})] })).toContain('i-knock-on')
    const beneath = need({ id: 'm', parentId: 'n', layer: 'implicit', subject: 'problem' })
    expect(keys({ needs: [need({}), beneath] })).not.toContain('i-knock-on')
    expect(keys({ needs: [need({}), { ...beneath, status: 'void' }] })).toContain('i-knock-on')
  })
  it('asks for a number once there is a problem to count, until there is one', () => {
    const problem = need({ layer: 'implicit', subject: 'problem' })
    expect(keys({})).not.toContain('i-cost')
    expect(keys({ needs: [problem] })).toContain('i-cost')
    expect(keys({ needs: [{ ...problem, amount: 40 }] })).not.toContain('i-cost')
  })
  it('asks about budget only with a project in hand whose budget is unknown', () => {
    expect(keys({})).not.toContain('s-budget')
    expect(keys({ project: { budget: false, time: true, process: true } })).toContain('s-budget')
    expect(keys({ project: { budget: true, time: true, process: true } })).not.toContain('s-budget')
  })
})
