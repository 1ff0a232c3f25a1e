import { expect, test } from 'vitest'
import type { TimelineItem } from '../dossier.contract.ts'
import { words } from '../words/index.ts'
import { detailOf, sentenceOf } from './happening.ts'

const row = (kind: string, data: Record<string, unknown> = {}, name: string | null = null): TimelineItem => ({
  id: '01a20a15-1170-742d-90e2-ce7eea2a498c',
  at: '2026-11-23T00:00:00Z',
  kind,
  actor: null,
  subject: { kind: 'x', id: '01a20a15-1170-742d-90e2-ce7eea2a498d', name },
  data,
  times: 1,
})

test('a known happening is a sentence with the name of what it happened to', () => {
  expect(sentenceOf(row('people.added', {}, '王建国'), words['zh-CN'])).toBe('添加了关键人“王建国”')
  expect(sentenceOf(row('accounts.unit-removed', { name: '采购部' }), words['zh-CN'])).toBe(
    '删除了部门“采购部”',
  )
  expect(sentenceOf(row('people.added', {}, 'Ann'), words.en)).toBe('added the person “Ann”')
})

test('a happening nobody wrote a sentence for is still told in words, never as a code', () => {
  for (const kind of [
    'objections.later-raised',
    'commitments.kept',
    'care.item-done',
    'zebra.stripes-painted',
    'constructor.x',
  ]) {
    for (const language of [words['zh-CN'], words.en]) {
      const sentence = sentenceOf(row(kind), language)
      expect(sentence, kind).not.toContain('.')
      expect(sentence, kind).not.toContain('undefined')
      expect(sentence.length, kind).toBeGreaterThan(3)
    }
  }
  expect(sentenceOf(row('objections.later-raised'), words['zh-CN'])).toBe('新增了异议')
  expect(sentenceOf(row('care.item-done'), words['zh-CN'])).toBe('完成了服务')
})

test('a change says which fields, and from what to what', () => {
  const told = (data: Record<string, unknown>, kind = 'accounts.changed') =>
    detailOf(row(kind, data), words['zh-CN'])
  expect(told({ fields: ['lifecycle', 'region'], lifecycle: { from: 'target', to: 'cooperating' } })).toBe(
    '所处阶段 目标 → 合作、省市区',
  )
  expect(told({ fields: ['nextStep'], nextStep: { from: '', to: '约见' } })).toBe('下一步 （空） → 约见')
  expect(told({ fields: ['somethingNew'] })).toBe('')
  expect(told({ fields: ['region'] }, 'visits.planned')).toBe('')
})
