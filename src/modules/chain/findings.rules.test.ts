import { describe, expect, it } from 'vitest'
import type { Seat } from './chain.contract.ts'
import { diagnose, STRONG_INFLUENCE, stanceWord } from './findings.rules.ts'

const someone = (over: Partial<Seat> = {}): Seat => ({
  personId: over.personId ?? crypto.randomUUID(),
  buyingRoles: ['user'],
  stance: 1,
  influence: 3,
  politicalStatus: null,
  responseMode: null,
  relationships: [],
  businessResult: '',
  personalWin: '',
  coverage: 'several',
  lastMetAt: null,
  confidence: 'stated',
  ...over,
})
const keys = (seats: Seat[]) => diagnose(seats).map((d) => d.key)

describe('the findings of a chain', () => {
  it('say first of all that nobody is known to decide', () => {
    expect(keys([])).toEqual(['no_decider'])
    expect(keys([someone()])[0]).toBe('no_decider')
  })

  it('are silent on a chain that is known, met and supported', () => {
    const chain = [
      someone({ buyingRoles: ['decider'], stance: 4 }),
      someone({ buyingRoles: ['purchaser'] }),
      someone({ buyingRoles: ['coach'] }),
    ]
    expect(keys(chain)).toEqual([])
  })

  it('tell a decider never met from one whose stance nobody has read', () => {
    const unmet = someone({ buyingRoles: ['decider'], coverage: 'none', stance: 2 })
    const unread = someone({ buyingRoles: ['decider'], stance: null })
    const found = diagnose([unmet, unread])
    expect(found.find((d) => d.key === 'decider_unmet')?.personIds).toEqual([unmet.personId])
    expect(found.find((d) => d.key === 'decider_stance_unknown')?.personIds).toEqual([unread.personId])
  })

  it('never take an unknown stance for a neutral or hostile one', () => {
    expect(keys([someone({ buyingRoles: ['decider'], stance: null })])).not.toContain('decider_against')
    expect(keys([someone({ stance: null, influence: 10 })])).not.toContain('strong_opponent')
  })

  it('warn of an opponent only if their word weighs', () => {
    expect(keys([someone({ stance: -3, influence: STRONG_INFLUENCE })])).toContain('strong_opponent')
    expect(keys([someone({ stance: -3, influence: STRONG_INFLUENCE - 1 })])).not.toContain('strong_opponent')
  })

  it('warn when everything hangs on one contact', () => {
    expect(keys([someone(), someone({ coverage: 'none' })])).toContain('single_thread')
    expect(keys([someone(), someone()])).not.toContain('single_thread')
  })

  it('show a relationship below its target', () => {
    const gap = {
      memberId: 'm',
      memberName: '',
      current: 'vendor',
      target: 'trusted_advisor',
      targetOn: null,
      nextAction: '',
    } as const
    expect(keys([someone({ relationships: [gap] })])).toContain('relationship_gap')
    expect(keys([someone({ relationships: [{ ...gap, current: 'trusted_advisor' }] })])).not.toContain(
      'relationship_gap',
    )
  })

  it('put risks before gaps and gaps before hints', () => {
    const order = { risk: 0, gap: 1, hint: 2 }
    const severities = diagnose([someone({ buyingRoles: [], confidence: 'rumour' })]).map(
      (d) => order[d.severity],
    )
    expect(severities).toEqual([...severities].sort())
    expect(new Set(severities).size).toBe(3)
  })
})

it('a stance has a word at each of its eleven values, and unknown its own', () => {
  const words = Array.from({ length: 11 }, (_, i) => stanceWord(i - 5))
  expect(words).toEqual([
    'hostile',
    'against',
    'against',
    'leaning_against',
    'leaning_against',
    'neutral',
    'leaning_for',
    'leaning_for',
    'for',
    'for',
    'champion',
  ])
  expect(stanceWord(null)).toBe('unknown')
})
