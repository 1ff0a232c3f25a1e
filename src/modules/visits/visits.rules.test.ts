import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '#platform/contract/problem.ts'
import { VISIT_STATES, VISIT_STEPS, type VisitState, type VisitStep } from './visits.contract.ts'
import {
  coverageFrom,
  ensureHappened,
  ensureOpen,
  ensureOrder,
  mayReview,
  mayStep,
  minutesMet,
  stateAfter,
  stateOf,
  suggestObjectives,
} from './visits.rules.ts'

const possibleSteps = (state: VisitState) => VISIT_STEPS.filter((step) => mayStep(state, step))

/** A way a visit may go: whatever is picked, only possible steps are taken. */
const histories = fc.array(fc.nat()).map((picks) => {
  const steps: VisitStep[] = ['planned']
  let state: VisitState = 'planned'
  for (const pick of picks) {
    const possible = possibleSteps(state)
    if (possible.length === 0) break
    const step = possible[pick % possible.length]!
    state = stateAfter(state, step, steps)
    steps.push(step)
  }
  return { steps, state }
})

const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    const problem = error as ProblemError
    return problem.fields?.[0]?.code ?? problem.declaration.code
  }
  return null
}

describe('the way of a visit', () => {
  it('goes from planned over prepared and under way to recorded and reviewed', () => {
    expect(stateOf(['planned', 'prepared', 'under_way', 'finished', 'recorded', 'reviewed'])).toBe('reviewed')
  })

  it('may skip what a hurried rep skips: nobody ticked prepared, nobody pressed start', () => {
    expect(stateOf(['planned', 'under_way', 'recorded'])).toBe('recorded')
    expect(stateOf(['planned', 'recorded'])).toBe('recorded')
  })

  it('comes back from a cancellation to where it was', () => {
    expect(stateOf(['planned', 'prepared', 'cancelled', 'restored'])).toBe('prepared')
    expect(stateOf(['planned', 'under_way', 'cancelled', 'restored'])).toBe('under_way')
    expect(
      stateOf(['planned', 'prepared', 'cancelled', 'restored', 'unprepared', 'cancelled', 'restored']),
    ).toBe('planned')
  })

  it('keeps its preparation when it is put off, and is revived by a new time', () => {
    expect(stateOf(['planned', 'prepared', 'rescheduled'])).toBe('prepared')
    expect(stateOf(['planned', 'cancelled', 'rescheduled'])).toBe('planned')
  })

  it.each([
    ['recorded', 'under_way'],
    ['recorded', 'cancelled'],
    ['reviewed', 'recorded'],
    ['planned', 'reviewed'],
    ['cancelled', 'under_way'],
    ['planned', 'restored'],
  ] as const)('does not go from %s to %s', (state, step) => {
    expect(codeOf(() => stateAfter(state, step, ['planned']))).toBe('visits.step-not-possible')
  })

  it('amounts to the same whether it is walked or read from its history', () => {
    fc.assert(
      fc.property(histories, ({ steps, state }) => {
        expect(stateOf(steps)).toBe(state)
      }),
    )
  })

  it('always stands in one of its states, and takes exactly the steps it says are possible', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...VISIT_STEPS), ({ steps, state }, step) => {
        expect(VISIT_STATES).toContain(state)
        expect(codeOf(() => stateAfter(state, step, steps)) === null).toBe(
          possibleSteps(state).includes(step),
        )
      }),
    )
  })

  it('never leaves a record again: once recorded it is recorded or reviewed', () => {
    fc.assert(
      fc.property(histories, ({ steps, state }) => {
        if (steps.includes('recorded')) expect(['recorded', 'reviewed']).toContain(state)
      }),
    )
  })

  it('is back where it was after every cancellation that is undone', () => {
    fc.assert(
      fc.property(histories, ({ steps, state }) => {
        if (!mayStep(state, 'cancelled')) return
        expect(stateOf([...steps, 'cancelled', 'restored'])).toBe(state)
      }),
    )
  })
})

describe('what may be written', () => {
  it('is nothing while a visit is cancelled, and nothing after the review', () => {
    expect(codeOf(() => ensureOpen('cancelled'))).toBe('visits.cancelled')
    expect(codeOf(() => ensureOpen('reviewed'))).toBe('visits.closed')
    for (const state of ['planned', 'prepared', 'under_way', 'recorded'] as const)
      expect(codeOf(() => ensureOpen(state))).toBeNull()
  })

  it('has happened already, give or take a phone’s clock', () => {
    const now = new Date('2026-11-23T10:00:00Z')
    expect(codeOf(() => ensureHappened('at', '2026-11-23T10:09:00Z', now))).toBeNull()
    expect(codeOf(() => ensureHappened('at', '2026-11-23T10:11:00Z', now))).toBe('in-the-future')
  })

  it('ends after it has begun', () => {
    expect(codeOf(() => ensureOrder('2026-11-23T10:00:00Z', '2026-11-23T09:00:00Z'))).toBe(
      'ends-before-start',
    )
    expect(codeOf(() => ensureOrder('2026-11-23T10:00:00Z', null))).toBeNull()
    expect(minutesMet('2026-11-23T10:00:00Z', '2026-11-23T11:20:00Z')).toBe(80)
    expect(minutesMet(null, '2026-11-23T11:20:00Z')).toBeNull()
  })
})

describe('coverage', () => {
  it('grows with the talks and their depth', () => {
    expect(coverageFrom([])).toBe('none')
    expect(coverageFrom([{ depth: null }])).toBe('brief')
    expect(coverageFrom([{ depth: 'in_depth' }])).toBe('several')
    expect(coverageFrom([{ depth: 'brief' }, { depth: 'brief' }])).toBe('several')
    expect(coverageFrom([{ depth: 'brief' }, { depth: 'in_depth' }])).toBe('in_depth')
  })

  it('never shrinks by one more talk', () => {
    const order = ['none', 'brief', 'several', 'in_depth']
    const depth = fc.constantFrom('brief', 'normal', 'in_depth', null)
    fc.assert(
      fc.property(fc.array(fc.record({ depth })), fc.record({ depth }), (talks, another) => {
        expect(order.indexOf(coverageFrom([...talks, another]))).toBeGreaterThanOrEqual(
          order.indexOf(coverageFrom(talks)),
        )
      }),
    )
  })
})

describe('who reviews', () => {
  const boss = { memberId: 'boss', role: 'supervisor', reach: ['boss', 'rep'] }
  it('is a supervisor above the host, or an administrator; never the host', () => {
    expect(mayReview(boss, 'rep')).toBe(true)
    expect(mayReview(boss, 'boss')).toBe(false)
    expect(mayReview(boss, 'someone else')).toBe(false)
    expect(mayReview({ memberId: 'a', role: 'administrator', reach: ['a'] }, 'rep')).toBe(true)
    expect(mayReview({ memberId: 'colleague', role: 'rep', reach: ['colleague'] }, 'rep')).toBe(false)
    expect(mayReview({ memberId: 'x', role: 'auditor', reach: ['x'] }, 'rep')).toBe(false)
  })
})

describe('the objectives proposed for the next visit', () => {
  const was = {
    kind: 'sign',
    text: '签下试用协议',
    best: '当场签',
    acceptable: '本周签',
    minimum: '约法务',
  } as const
  it('are those this visit left open, and point back at them', () => {
    const ids = ['n1', 'n2', 'n3', 'n4', 'n5']
    const next = suggestObjectives(
      (['exceeded', 'met', 'partly', 'missed', null] as const).map((result, n) => ({
        ...was,
        id: `o${n}`,
        result,
      })),
      () => ids.shift()!,
    )
    expect(next.map((o) => o.grewFrom)).toEqual([
      { kind: 'objective', id: 'o2' },
      { kind: 'objective', id: 'o3' },
      { kind: 'objective', id: 'o4' },
    ])
  })

  it('ask for more where a part was won, and for the same where nothing was', () => {
    const proposed = (result: 'partly' | 'missed') =>
      suggestObjectives([{ ...was, id: 'o', result }], () => 'n')[0]!
    expect(proposed('partly').minimum).toBe('本周签')
    expect(proposed('missed').minimum).toBe('约法务')
  })
})
