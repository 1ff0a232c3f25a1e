import { describe, expect, it } from 'vitest'
import type { RelationshipLevel } from './chain.contract.ts'
import { cellsFrom, type RelationshipClaim, standing } from './relationships.rules.ts'

const NOW = '2026-11-23T00:00:00Z'
const claim = (
  assertedAt: string,
  current: RelationshipLevel | null,
  over: Partial<RelationshipClaim> = {},
): RelationshipClaim => ({
  memberId: 'wang',
  personId: 'chen',
  projectId: 'p1',
  value: { current, target: 'trusted_advisor', targetOn: '2026-12-31', nextAction: '请他来看样板' },
  confidence: 'stated',
  assertedAt,
  ...over,
})
const only = (...claims: RelationshipClaim[]) => {
  const cells = cellsFrom(claims, NOW)
  expect(cells).toHaveLength(1)
  return cells[0]!
}

describe('a cell of the matrix', () => {
  it('is the newest claim, whichever project it was made in and in whatever order they come', () => {
    const cell = only(
      claim('2026-10-01T00:00:00Z', 'problem_solver', { projectId: 'p2' }),
      claim('2026-06-01T00:00:00Z', 'vendor'),
    )
    expect(cell).toMatchObject({ current: 'problem_solver', projectId: 'p2', nextAction: '请他来看样板' })
    expect(cell.steps.map((step) => step.level)).toEqual(['vendor', 'problem_solver'])
  })

  it('is empty again once somebody took it back', () => {
    expect(
      cellsFrom(
        [claim('2026-06-01T00:00:00Z', 'vendor'), claim('2026-07-01T00:00:00Z', null, { value: null })],
        NOW,
      ),
    ).toEqual([])
  })

  it('is told apart by our member and their person', () => {
    const cells = cellsFrom(
      [
        claim(NOW, 'vendor'),
        claim(NOW, 'vendor', { memberId: 'li' }),
        claim(NOW, 'vendor', { personId: 'zhao' }),
      ],
      NOW,
    )
    expect(cells).toHaveLength(3)
  })

  it('reads a claim from before there were days and actions', () => {
    expect(only(claim(NOW, null, { value: { current: 'vendor', target: null } }))).toMatchObject({
      targetOn: null,
      nextAction: '',
    })
  })
})

describe('the trend', () => {
  const trend = (...claims: RelationshipClaim[]) => only(...claims).trend
  it('goes up and down with the level, and not with the target', () => {
    expect(
      trend(claim('2026-06-01T00:00:00Z', 'vendor'), claim('2026-10-01T00:00:00Z', 'credible_source')),
    ).toBe('up')
    expect(
      trend(claim('2026-06-01T00:00:00Z', 'trusted_advisor'), claim('2026-10-01T00:00:00Z', 'vendor')),
    ).toBe('down')
    expect(
      only(claim('2026-06-01T00:00:00Z', 'vendor'), claim('2026-10-01T00:00:00Z', 'vendor')).steps,
    ).toHaveLength(1)
  })

  it('is steady where nothing moved for half a year, and not known from a single recent claim', () => {
    expect(
      trend(claim('2026-01-01T00:00:00Z', 'vendor'), claim('2026-02-01T00:00:00Z', 'problem_solver')),
    ).toBe('steady')
    expect(trend(claim('2026-01-01T00:00:00Z', 'vendor'))).toBe('steady')
    expect(trend(claim('2026-11-01T00:00:00Z', 'vendor'))).toBeNull()
  })

  it('sees through a time when nobody knew', () => {
    expect(
      trend(
        claim('2026-06-01T00:00:00Z', 'vendor'),
        claim('2026-07-01T00:00:00Z', null),
        claim('2026-10-01T00:00:00Z', 'problem_solver'),
      ),
    ).toBe('up')
    expect(trend(claim('2026-06-01T00:00:00Z', 'vendor'), claim('2026-10-01T00:00:00Z', null))).toBeNull()
  })
})

describe('against its target', () => {
  const at = (current: RelationshipLevel | null, target: RelationshipLevel | null, targetOn: string | null) =>
    standing({ current, target, targetOn }, '2026-11-23')
  it('a relationship has reached it, is behind, or is late', () => {
    expect(at('trusted_advisor', 'problem_solver', '2026-01-01')).toBe('reached')
    expect(at('vendor', 'problem_solver', '2026-11-23')).toBe('behind')
    expect(at('vendor', 'problem_solver', '2026-11-22')).toBe('overdue')
    expect(at(null, 'problem_solver', null)).toBe('behind')
    expect(at('vendor', null, null)).toBeNull()
  })
})
