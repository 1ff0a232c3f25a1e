import { describe, expect, it } from 'vitest'
import { rolesToOffer, STANCE_STEPS, stanceAfter, stepOf } from './learnt.rules.ts'

describe('a stance after a visit', () => {
  it('moves by one word at a time, up and down, and stays at the ends', () => {
    for (const [index, step] of STANCE_STEPS.entries()) {
      expect(stanceAfter(step, 'warmer')).toBe(STANCE_STEPS[index + 1] ?? 5)
      expect(stanceAfter(step, 'colder')).toBe(STANCE_STEPS[index - 1] ?? -5)
    }
  })
  it('never moves the wrong way from a point between two words', () => {
    expect(stanceAfter(2, 'warmer')).toBe(3)
    expect(stanceAfter(2, 'colder')).toBe(1)
    expect(stanceAfter(-4, 'warmer')).toBe(-3)
    expect(stanceAfter(-4, 'colder')).toBe(-5)
  })
  it('is named after the nearest word, and in doubt after the cautious one', () => {
    expect([-5, -4, -2, 0, 2, 4, 5].map(stepOf)).toEqual([-5, -3, -1, 0, 1, 3, 5])
  })
})

describe('the roles offered', () => {
  it('begin with what is believed, then with what the title hints at', () => {
    expect(rolesToOffer('采购总监', ['coach'])).toEqual([
      'coach',
      'purchaser',
      'gatekeeper',
      'decider',
      'influencer',
    ])
    expect(rolesToOffer('CFO', [])[0]).toBe('finance')
    expect(rolesToOffer('二厂厂长', [])[0]).toBe('user')
  })
  it('are the usual ones where the title says nothing', () => {
    expect(rolesToOffer('', [])).toEqual([
      'decider',
      'influencer',
      'technical_evaluator',
      'purchaser',
      'user',
    ])
  })
  it('never hide a role somebody is believed to have', () => {
    const believed = ['legal', 'coach', 'champion', 'finance', 'initiator', 'approver'] as const
    expect(rolesToOffer('采购', believed)).toEqual([...believed])
  })
})
