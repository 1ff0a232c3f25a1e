import { describe, expect, it } from 'vitest'
import { mayApprove, mayJudge, stateAfter, useOf } from './commitments.rules.ts'

const promise = { side: 'customer', personId: 'p', dueOn: '2026-12-01', state: 'open' } as const

describe('a commitment', () => {
  it('is kept or withdrawn once, and may be taken up again', () => {
    expect(stateAfter('open', 'kept')).toBe('kept')
    expect(stateAfter('kept', 'withdrawn')).toBeNull()
    expect(stateAfter('withdrawn', 'reopened')).toBe('open')
    expect(stateAfter('open', 'reopened')).toBeNull()
  })
})

describe('an advance', () => {
  it('needs a customer’s commitment with a person and a day', () => {
    expect(mayJudge('advance', [promise])).toBe(true)
    expect(mayJudge('advance', [])).toBe(false)
    expect(mayJudge('advance', [{ ...promise, side: 'ours' }])).toBe(false)
    expect(mayJudge('advance', [{ ...promise, personId: null }])).toBe(false)
    expect(mayJudge('advance', [{ ...promise, dueOn: null }])).toBe(false)
    expect(mayJudge('advance', [{ ...promise, state: 'withdrawn' }])).toBe(false)
  })

  it('alone asks for one: an order, a continuation or a refusal may be judged without', () => {
    for (const outcome of ['order', 'continuation', 'no_sale'] as const)
      expect(mayJudge(outcome, [])).toBe(true)
  })
})

describe('a method', () => {
  const held = { enabled: true, needsApproval: true }
  it('is free unless the administrator said otherwise', () => {
    expect(useOf(undefined, undefined)).toBe('free')
    expect(useOf({ enabled: true, needsApproval: false }, undefined)).toBe('free')
    expect(useOf({ enabled: false, needsApproval: true }, { approved: true })).toBe('disabled')
  })

  it('that needs approval waits for it', () => {
    expect(useOf(held, undefined)).toBe('needs_approval')
    expect(useOf(held, { approved: null })).toBe('asked')
    expect(useOf(held, { approved: false })).toBe('declined')
    expect(useOf(held, { approved: true })).toBe('approved')
  })

  it('is approved by somebody above, never by oneself', () => {
    const boss = { memberId: 'boss', role: 'supervisor', reach: ['boss', 'rep'] }
    expect(mayApprove(boss, 'rep')).toBe(true)
    expect(mayApprove(boss, 'boss')).toBe(false)
    expect(mayApprove(boss, 'other')).toBe(false)
    expect(mayApprove({ memberId: 'rep', role: 'rep', reach: ['rep'] }, 'rep')).toBe(false)
    expect(mayApprove({ memberId: 'admin', role: 'administrator', reach: ['admin'] }, 'rep')).toBe(true)
  })
})
