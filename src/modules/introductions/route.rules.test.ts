import { describe, expect, it } from 'vitest'
import { ground, levelCost, meetingCost, type TieLink, tieCost, WEAK } from './route.rules.ts'

const NOW = new Date('2026-11-23T00:00:00Z')
const tie = (over: Partial<TieLink>): TieLink => ({
  tie: 'schoolmate',
  forward: true,
  strength: 3,
  confidence: 'stated',
  ...over,
})
const cost = (over: Partial<TieLink>) => tieCost(tie(over)) ?? Number.POSITIVE_INFINITY
const met = (count: number, inDepth: number, lastAt = '2026-11-01T00:00:00Z') =>
  meetingCost({ count, inDepth, lastAt }, NOW)

describe('a link', () => {
  it('of conflict is no bridge, however well known', () => {
    expect(tieCost(tie({ tie: 'conflict', strength: 5, confidence: 'confirmed' }))).toBeNull()
    expect(ground([{ kind: 'tie', ...tie({ tie: 'conflict' }) }], NOW)).toBeNull()
  })

  it('of private life bears more than one of rank', () => {
    for (const close of ['friend', 'mentor', 'relative', 'schoolmate'] as const)
      for (const rank of ['reports', 'dotted_line'] as const)
        expect(cost({ tie: close })).toBeLessThan(cost({ tie: rank }))
  })

  it('leads more easily downwards than upwards, and from the one who is heard to the one who listens', () => {
    expect(cost({ tie: 'reports', forward: false })).toBeLessThan(cost({ tie: 'reports', forward: true }))
    expect(cost({ tie: 'influences', forward: true })).toBeLessThan(
      cost({ tie: 'influences', forward: false }),
    )
    expect(cost({ tie: 'listens_to', forward: false })).toBeLessThan(
      cost({ tie: 'listens_to', forward: true }),
    )
  })

  it('costs more the weaker and the less sure it is', () => {
    const byStrength = [5, 4, 3, 2, 1].map((strength) => cost({ strength }))
    expect(byStrength).toEqual([...byStrength].sort((a, b) => a - b))
    expect(cost({ strength: null })).toBeGreaterThan(cost({ strength: 3 }))
    expect(cost({ confidence: 'rumour' })).toBeGreaterThan(cost({ confidence: 'inferred' }))
    expect(cost({ confidence: 'inferred' })).toBeGreaterThan(cost({ confidence: 'stated' }))
  })

  it('costs something in every case, so that each person more to ask counts', () => {
    expect(cost({ tie: 'friend', strength: 5, confidence: 'confirmed' })).toBeGreaterThan(0)
    expect(met(50, 50)).toBeGreaterThan(0)
    expect(levelCost('trusted_advisor', 'confirmed')).toBeGreaterThan(0)
  })

  it('of one short meeting, of a mere vendor, or of the same school at unknown times cannot be counted on', () => {
    expect(met(1, 0)).toBeGreaterThan(WEAK)
    expect(levelCost('vendor', 'confirmed')).toBeGreaterThan(WEAK)
    expect(cost({ tie: 'schoolmate', strength: 1, confidence: 'inferred' })).toBeGreaterThan(WEAK)
    expect(met(3, 3)).toBeLessThan(WEAK)
    expect(levelCost('credible_source', 'stated')).toBeLessThan(WEAK)
  })

  it('fades when one has not met for long', () => {
    expect(met(3, 1, '2025-01-01T00:00:00Z')).toBeGreaterThan(met(3, 1))
  })

  it('on several grounds stands on the best, and tells them all', () => {
    const grounds = ground(
      [
        { kind: 'meetings', count: 1, inDepth: 0, lastAt: '2024-01-01T00:00:00Z' },
        { kind: 'relationship', level: 'trusted_advisor', confidence: 'stated' },
      ],
      NOW,
    )
    expect(grounds?.cost).toBe(levelCost('trusted_advisor', 'stated'))
    expect(grounds?.reasons.map((r) => r.kind)).toEqual(['relationship', 'meetings'])
  })
})
