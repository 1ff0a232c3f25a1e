import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BUYING_ROLES,
  CHAIN_ATTRIBUTES,
  type ChainAttribute,
  POLITICAL_STATUSES,
  RELATIONSHIP_LEVELS,
  RESPONSE_MODES,
} from './chain.contract.ts'
import { DONT_KNOW, GUIDE, type GuideAnswers, type GuideQuestion, HOW, propose } from './guide.rules.ts'

/** Any answers one may give: nothing, "don't know", or options. */
function anyAnswers(attribute: ChainAttribute): fc.Arbitrary<GuideAnswers> {
  const questions: readonly GuideQuestion[] = GUIDE[attribute]
  return fc.record(
    Object.fromEntries(
      questions.map((q) => [
        q.key,
        fc.oneof(
          fc.constant([]),
          fc.constant([DONT_KNOW]),
          q.several
            ? fc.subarray([...q.options], { minLength: 1 })
            : fc.constantFrom(...q.options.map((o) => [o])),
        ),
      ]),
    ),
  )
}
/** Every single way to answer, one option per question. */
function* everyWay(attribute: ChainAttribute): Generator<GuideAnswers> {
  const questions: readonly GuideQuestion[] = GUIDE[attribute].filter((q) => q.key !== HOW)
  const ways = (rest: readonly GuideQuestion[]): GuideAnswers[] => {
    const [q, ...others] = rest
    if (!q) return [{}]
    return ways(others).flatMap((way) => [DONT_KNOW, ...q.options].map((o) => ({ ...way, [q.key]: [o] })))
  }
  yield* ways(questions)
}
const reachable = (attribute: ChainAttribute) =>
  new Set<unknown>(
    [...everyWay(attribute)].flatMap((way): unknown[] => [propose(attribute, way).value ?? []].flat()),
  )

describe('help me decide', () => {
  it('asks three or four plain questions, and lastly where it comes from', () => {
    for (const attribute of CHAIN_ATTRIBUTES) {
      const keys = GUIDE[attribute].map((q) => q.key)
      expect(keys.length, attribute).toBeGreaterThanOrEqual(3)
      expect(keys.length, attribute).toBeLessThanOrEqual(5)
      expect(keys.at(-1)).toBe(HOW)
    }
  })

  it('can come to every role, every stance, every influence, status, mode and level', () => {
    expect([...reachable('buying_roles')].sort()).toEqual([...BUYING_ROLES].sort())
    expect([...reachable('stance')].map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, i) => i - 5),
    )
    expect([...reachable('influence')].map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, i) => i),
    )
    expect([...reachable('political_status')].sort()).toEqual([...POLITICAL_STATUSES].sort())
    expect([...reachable('response_mode')].sort()).toEqual([...RESPONSE_MODES].sort())
    expect([...reachable('relationship')].sort()).toEqual([...RELATIONSHIP_LEVELS].sort())
  })

  it('says unknown where nothing is known, never the middle', () => {
    for (const attribute of CHAIN_ATTRIBUTES) {
      const nothing = Object.fromEntries(GUIDE[attribute].map((q) => [q.key, [DONT_KNOW]]))
      expect(propose(attribute, nothing), attribute).toMatchObject({ value: null, because: [] })
      expect(propose(attribute, {}).value, attribute).toBeNull()
      expect(propose(attribute, { [HOW]: ['himself'] }).value, attribute).toBeNull()
    }
  })

  it('never makes a decider of somebody one has only talked with', () => {
    fc.assert(
      fc.property(anyAnswers('buying_roles'), (answers) => {
        const { value } = propose('buying_roles', { ...answers, for_us: ['only_talked'] })
        const decides = answers.last_gate?.[0] === 'decides'
        expect((value as string[] | null)?.includes('decider') ?? false).toBe(decides)
        expect(value ?? []).not.toContain('coach')
      }),
    )
    expect(propose('buying_roles', { for_us: ['only_talked'] }).value).toBeNull()
  })

  it('rests on nothing but what was answered', () => {
    for (const attribute of CHAIN_ATTRIBUTES)
      fc.assert(
        fc.property(anyAnswers(attribute), (answers) => {
          for (const { question, answer } of propose(attribute, answers).because) {
            expect(answers[question]).toContain(answer)
            expect(answer).not.toBe(DONT_KNOW)
          }
        }),
        { numRuns: 50 },
      )
  })

  it('takes hearsay for hearsay, and is never sure of half an answer', () => {
    const all = { spoke_for: ['us'], did: ['opened_doors'], if_we_win: ['gains'] }
    expect(propose('stance', { ...all, [HOW]: ['several_sources'] })).toMatchObject({
      value: 5,
      confidence: 'confirmed',
    })
    expect(propose('stance', { ...all, [HOW]: ['himself'] }).confidence).toBe('stated')
    expect(propose('stance', { ...all, [HOW]: ['others'] }).confidence).toBe('rumour')
    expect(propose('stance', all).confidence).toBe('rumour')
    const half = { ...all, did: [DONT_KNOW] }
    expect(propose('stance', { ...half, [HOW]: ['several_sources'] }).confidence).toBe('inferred')
  })
})

describe('the rules', () => {
  it('go by deeds: what somebody would gain says nothing by itself', () => {
    expect(propose('stance', { if_we_win: ['gains'] }).value).toBeNull()
    expect(propose('stance', { spoke_for: ['rival'], if_we_win: ['gains'] }).value).toBe(-1)
    expect(propose('stance', { spoke_for: ['nobody'], did: ['nothing'], if_we_win: ['same'] }).value).toBe(0)
  })

  it('make of a veto a gatekeeper, unless it is known what they hold it with', () => {
    expect(propose('buying_roles', { last_gate: ['veto'] }).value).toEqual(['gatekeeper'])
    expect(propose('buying_roles', { last_gate: ['veto'], checks: ['technical'] }).value).toEqual([
      'technical_evaluator',
    ])
  })

  it('judge influence only from two answers on, and scale what is missing', () => {
    expect(propose('influence', { disagreement: ['his_way'] }).value).toBeNull()
    expect(propose('influence', { disagreement: ['his_way'], reach: ['above'] }).value).toBe(10)
    expect(propose('influence', { reach: ['nobody'], moves: ['nothing'] }).value).toBe(0)
  })

  it('think less of a relationship rather than more', () => {
    expect(propose('relationship', { comes_for: ['advice'], tells: ['inside'] }).value).toBe('problem_solver')
    expect(
      propose('relationship', { comes_for: ['facts'], tells: ['nothing'], meets: ['hardly'] }).value,
    ).toBe('vendor')
  })

  it('let two signs outvote how somebody says they see today', () => {
    expect(
      propose('response_mode', { sees_today: ['fine'], figures: ['missed'], pace: ['presses'] }).value,
    ).toBe('trouble')
    expect(propose('response_mode', { sees_today: ['fine'], figures: ['missed'] }).value).toBe('even_keel')
    expect(propose('response_mode', { pace: ['postpones'] }).value).toBeNull()
  })
})
