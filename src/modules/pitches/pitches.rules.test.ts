import { describe, expect, it } from 'vitest'
import type { EvidenceState } from './cards.contract.ts'
import { benefitState, evidenceState, type ProofStanding, sayable } from './cards.rules.ts'
import { matchesProblems } from './matches.contract.ts'
import { bestFit, isOpenGap, matchProblem, unansweredNeeds } from './matches.rules.ts'
import type { TestResult } from './usps.contract.ts'
import { byStatus, maySay, uspStatus } from './usps.rules.ts'

describe('a FABE card', () => {
  const proof: ProofStanding = { validity: 'valid', citable: true, archivedAt: null }
  it('has a benefit only where it answers a need; without one it is an advantage', () => {
    expect(benefitState('夜班少停一小时', 0)).toBe('only_advantage')
    expect(benefitState('夜班少停一小时', 1)).toBe('benefit')
    expect(benefitState('  ', 3)).toBe('missing')
  })
  it('has evidence only as long as its proof stands', () => {
    expect(evidenceState(null)).toBe('missing')
    expect(evidenceState(proof)).toBe('proven')
    expect(evidenceState({ ...proof, validity: 'expiring' })).toBe('expiring')
    expect(evidenceState({ ...proof, validity: 'expired' })).toBe('expired')
    expect(evidenceState({ ...proof, archivedAt: '2026-01-01' })).toBe('expired')
    // Made confidential after it was cited: its title must not be said to a customer.
    expect(evidenceState({ ...proof, citable: false })).toBe('expired')
  })
  it('is said without what it cannot stand for', () => {
    const card = {
      feature: '快拆式灌装头。',
      advantage: '三分钟换型，',
      benefit: '夜班少停一小时！',
      benefitState: 'benefit' as const,
      evidenceState: 'proven' as const,
      proof: { title: '省机械院检测报告' },
    }
    expect(sayable(card)).toEqual({
      feature: '快拆式灌装头',
      advantage: '三分钟换型',
      benefit: '夜班少停一小时',
      evidence: '省机械院检测报告',
    })
    expect(sayable({ ...card, benefitState: 'only_advantage' }).benefit).toBeNull()
    expect(sayable({ ...card, evidenceState: 'expired' }).evidence).toBeNull()
  })
})

describe('a selling proposition', () => {
  const tests = (of: Record<'benefit' | 'unique' | 'strong', [TestResult, EvidenceState]>) =>
    Object.entries(of).map(([test, [result, evidence]]) => ({
      test: test as 'benefit' | 'unique' | 'strong',
      result,
      evidence,
    }))
  const passed: [TestResult, EvidenceState] = ['passed', 'proven']
  const proven = { benefit: passed, unique: passed, strong: passed }

  it('is proven when it passed all three tests, each on a proof that stands', () => {
    expect(uspStatus(tests(proven), 0)).toBe('proven')
    expect(uspStatus(tests({ ...proven, unique: ['passed', 'expiring'] }), 0)).toBe('proven')
    expect(uspStatus(tests(proven).slice(1), 0)).toBe('untested')
    expect(uspStatus(tests({ ...proven, strong: ['passed', 'missing'] }), 0)).toBe('untested')
    expect(uspStatus([], 0)).toBe('untested')
  })
  it('goes stale with a proof, fails with a test, and is void once a rival offers the same', () => {
    expect(uspStatus(tests({ ...proven, unique: ['passed', 'expired'] }), 0)).toBe('stale')
    expect(uspStatus(tests({ ...proven, benefit: ['failed', 'missing'] }), 0)).toBe('failed')
    expect(uspStatus(tests(proven), 1)).toBe('void')
  })
  it('is not said when it failed or a rival has it too', () => {
    expect(maySay('void')).toBe(false)
    expect(maySay('failed')).toBe(false)
    expect(maySay('stale')).toBe(true)
    const order = [
      { status: 'void' as const },
      { status: 'proven' as const },
      { status: 'untested' as const },
    ]
    expect(order.sort(byStatus).map((u) => u.status)).toEqual(['proven', 'untested', 'void'])
  })
})

describe('a match', () => {
  const sold = { retired: false }
  it('names a product, unless nothing of ours meets the need', () => {
    expect(matchProblem({ fit: 'met', needVoid: false, product: null })).toBe(matchesProblems.needsProduct)
    expect(matchProblem({ fit: 'unmet', needVoid: false, product: null })).toBeNull()
    expect(matchProblem({ fit: 'met', needVoid: false, product: sold })).toBeNull()
  })
  it('is not promised with what is no longer sold, nor to a need that is void', () => {
    expect(matchProblem({ fit: 'partly', needVoid: false, product: { retired: true } })).toBe(
      matchesProblems.retired,
    )
    expect(matchProblem({ fit: 'met', needVoid: true, product: sold })).toBe(matchesProblems.needVoid)
  })
  it('counts the best of several', () => {
    expect(bestFit([{ fit: 'unmet' }, { fit: 'partly' }])).toBe('partly')
    expect(bestFit([])).toBeNull()
  })
  it('leaves an open gap until somebody closes it', () => {
    expect(isOpenGap({ fit: 'partly', remedy: '', owner: null })).toBe(true)
    expect(isOpenGap({ fit: 'partly', remedy: '改夹具', owner: { id: 'x' } })).toBe(false)
    expect(isOpenGap({ fit: 'met', remedy: '', owner: null })).toBe(false)
  })
  it('needs nobody has looked at, and gaps nobody closes, call for an objective', () => {
    const needs = ['met', 'gap', 'closing', 'unseen', 'void'].map((id) => ({
      id,
      status: id === 'void' ? 'void' : 'stated',
    }))
    const matches = [
      { needId: 'met', fit: 'met' as const, remedy: '', owner: null },
      { needId: 'gap', fit: 'partly' as const, remedy: '', owner: null },
      { needId: 'closing', fit: 'custom' as const, remedy: '改夹具', owner: { id: 'x' } },
    ]
    expect(unansweredNeeds(needs, matches).map((n) => n.id)).toEqual(['gap', 'unseen'])
  })
})
