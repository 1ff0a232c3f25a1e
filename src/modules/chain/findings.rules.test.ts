import { describe, expect, it } from 'vitest'
import type { Seat } from './chain.contract.ts'
import {
  COLD_AFTER_DAYS,
  diagnose,
  findingId,
  placeholders,
  STRONG_INFLUENCE,
  type Surroundings,
  stanceWord,
  WEAK_INFLUENCE,
} from './findings.rules.ts'

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
      someone({ buyingRoles: ['decider'], stance: 4, businessResult: '停机少一半' }),
      someone({ buyingRoles: ['purchaser'] }),
      someone({ buyingRoles: ['coach'], influence: WEAK_INFLUENCE + 1 }),
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

describe('the findings of the chart round a chain', () => {
  const unit = (id: string, stand: string | null, parentId: string | null = null) => ({ id, stand, parentId })
  const post = (id: string, over: Partial<Surroundings['posts'][number]> = {}) => ({
    id,
    unitId: null,
    reportsToId: null,
    holderUnknown: false,
    ...over,
  })
  const person = (id: string, over: Partial<Surroundings['people'][number]> = {}) => ({
    id,
    unitId: null,
    postIds: [],
    ...over,
  })
  const around = (over: Partial<Surroundings>): Surroundings => ({
    units: [],
    posts: [],
    people: [],
    at: new Date('2026-11-23T00:00:00Z'),
    ...over,
  })
  const about = (seats: Seat[], given: Partial<Surroundings>, key: string) =>
    diagnose(seats, around(given)).find((d) => d.key === key)

  it('name a deciding department in which nobody is known, unless somebody sits in one below it', () => {
    const units = [unit('board', 'decide'), unit('office', null, 'board')]
    expect(about([], { units }, 'deciding_unit_unknown')?.unitIds).toEqual(['board'])
    const posts = [post('p', { unitId: 'office' })]
    const people = [person('x', { postIds: ['p'] })]
    expect(about([], { units, posts, people }, 'deciding_unit_unknown')).toBeUndefined()
  })

  it('name the unknown holder of a post above the decider, however high, and survive a loop', () => {
    const posts = [
      post('own', { reportsToId: 'mid' }),
      post('mid', { reportsToId: 'top' }),
      post('top', { reportsToId: 'own', holderUnknown: true }),
      post('aside', { holderUnknown: true }),
    ]
    const people = [person('d', { postIds: ['own'] })]
    const decider = someone({ personId: 'd', buyingRoles: ['decider'] })
    expect(about([decider], { posts, people }, 'unknown_above_decider')?.postIds).toEqual(['top'])
    expect(about([someone({ personId: 'd' })], { posts, people }, 'unknown_above_decider')).toBeUndefined()
  })

  it('count as placeholders only posts nobody known holds', () => {
    const posts = [post('a', { holderUnknown: true }), post('b', { holderUnknown: true }), post('c')]
    expect(placeholders({ posts, people: [person('x', { postIds: ['b'] })] })).toEqual(['a'])
  })

  it('name an opposing department nobody met, though somebody in it is known', () => {
    const units = [unit('finance', 'oppose')]
    const people = [person('f', { unitId: 'finance' })]
    const never = someone({ personId: 'f', coverage: 'none' })
    expect(about([never], { units, people }, 'opposing_unit_unmet')?.unitIds).toEqual(['finance'])
    expect(
      about([someone({ personId: 'f', coverage: 'brief' })], { units, people }, 'opposing_unit_unmet'),
    ).toBeUndefined()
  })

  it('name somebody important who was not met for long, counted from the day looked at', () => {
    const met = (days: number) =>
      someone({
        buyingRoles: ['coach'],
        lastMetAt: new Date(Date.parse('2026-11-23T00:00:00Z') - days * 864e5).toISOString(),
      })
    expect(about([met(COLD_AFTER_DAYS + 1)], {}, 'contact_gone_cold')).toBeDefined()
    expect(about([met(COLD_AFTER_DAYS - 1)], {}, 'contact_gone_cold')).toBeUndefined()
    expect(
      about([someone({ buyingRoles: ['coach'], lastMetAt: null })], {}, 'contact_gone_cold'),
    ).toBeUndefined()
  })
})

describe('the findings of what people want and weigh', () => {
  it('name a decider who sees no need to change, and one whose result nobody knows', () => {
    const decider = (over: Partial<Seat>) => someone({ buyingRoles: ['decider'], ...over })
    expect(keys([decider({ responseMode: 'even_keel' })])).toContain('decider_sees_no_need')
    expect(keys([decider({ responseMode: 'trouble' })])).not.toContain('decider_sees_no_need')
    expect(keys([decider({ stance: 2 })])).toContain('decider_result_unknown')
    expect(keys([decider({ stance: 2, businessResult: '降本' })])).not.toContain('decider_result_unknown')
  })

  it('name a champion without weight only if that is known, and nobody weightier is with us', () => {
    const champion = (over: Partial<Seat>) => someone({ buyingRoles: ['champion'], ...over })
    expect(keys([champion({ influence: WEAK_INFLUENCE })])).toContain('champion_without_weight')
    expect(keys([champion({ influence: null })])).not.toContain('champion_without_weight')
    expect(keys([champion({ influence: 9, politicalStatus: 'outside' })])).toContain(
      'champion_without_weight',
    )
    expect(keys([champion({ influence: 1 }), champion({ influence: 8 })])).not.toContain(
      'champion_without_weight',
    )
  })

  it('have the same id each time, another for another rule or project', () => {
    const [one, two] = ['0198c2f0-0000-7000-8000-000000000001', '0198c2f0-0000-7000-8000-000000000002']
    expect(findingId(one, 'no_coach')).toBe(findingId(one, 'no_coach'))
    expect(findingId(one, 'no_coach')).not.toBe(findingId(two, 'no_coach'))
    expect(findingId(one, 'no_coach')).not.toBe(findingId(one, 'no_decider'))
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
