import { expect, test } from 'vitest'
import { PROCUREMENT_METHODS, PROJECT_STAGES } from './projects.contract.ts'
import { isClosed, isOpen, reasonNeeded, refuseStage, stageOutcome, USUAL_STEPS } from './projects.rules.ts'
import { words } from './words/index.ts'

const none = { reason: '', lostToId: null, closedOn: null }

test('every stage is open, closed or suspended', () => {
  expect(PROJECT_STAGES.filter(isOpen)).toEqual(['prospecting', 'engaging', 'proposing', 'negotiating'])
  expect(PROJECT_STAGES.filter(isClosed)).toEqual(['won', 'lost'])
})

test('losing, halting and taking back a result need a reason; moving on does not', () => {
  expect(reasonNeeded('engaging', 'lost')).toBe(true)
  expect(reasonNeeded('engaging', 'suspended')).toBe(true)
  expect(reasonNeeded('won', 'engaging')).toBe(true)
  expect(reasonNeeded('lost', 'prospecting')).toBe(true)
  expect(reasonNeeded('suspended', 'engaging')).toBe(false)
  expect(reasonNeeded('negotiating', 'won')).toBe(false)
  expect(refuseStage('engaging', 'lost', none)).toEqual({ path: 'reason', code: 'reason-needed' })
  expect(refuseStage('engaging', 'lost', { ...none, reason: '价格' })).toBeNull()
})

test('a project does not move to where it is, and is lost to somebody only when lost', () => {
  expect(refuseStage('won', 'won', none)).toEqual({ problem: 'projects.same-stage' })
  expect(refuseStage('engaging', 'won', { ...none, lostToId: 'x' })).toMatchObject({ code: 'only-when-lost' })
})

test('a result has its day, the given one or today; reopening takes the result away', () => {
  const given = { reason: '性价比', lostToId: 'x', closedOn: null }
  expect(stageOutcome('lost', given, '2026-11-23')).toEqual({
    closedOn: '2026-11-23',
    outcomeReason: '性价比',
    lostToId: 'x',
  })
  expect(stageOutcome('won', { ...given, closedOn: '2026-10-01' }, '2026-11-23')).toMatchObject({
    closedOn: '2026-10-01',
    lostToId: null,
  })
  expect(stageOutcome('engaging', given, '2026-11-23')).toEqual({
    closedOn: null,
    outcomeReason: '',
    lostToId: null,
  })
})

test('every procurement method has its usual steps, ends with a contract, and every step has words', () => {
  for (const method of PROCUREMENT_METHODS) {
    expect(USUAL_STEPS[method].at(-1)).toBe('contract')
    for (const step of USUAL_STEPS[method])
      for (const locale of ['zh-CN', 'en'] as const) expect(words[locale].usualStep[step]).toBeTruthy()
  }
})
