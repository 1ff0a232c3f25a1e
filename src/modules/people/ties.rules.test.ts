import { describe, expect, it } from 'vitest'
import type { TieKind } from './ties.contract.ts'
import { formerTie } from './ties.rules.ts'

const tie = (kind: TieKind, fromId: string, toId: string, supersededAt: string | null = null) => ({
  kind,
  fromId,
  toId,
  supersededAt,
})

describe('a tie recorded again', () => {
  it('takes the place of the one of the same kind and direction, so that undoing it brings that one back', () => {
    const known = [tie('ally', '张', '李'), tie('influences', '张', '李')]
    expect(formerTie(known, '张', '李', false, 'influences')).toBe(known[1])
    expect(formerTie(known, '李', '张', true, 'influences')).toBe(known[1])
  })

  it('leaves the other direction alone, unless the tie holds both ways', () => {
    const known = [tie('influences', '张', '李'), tie('friend', '张', '李')]
    expect(formerTie(known, '李', '张', false, 'influences')).toBeNull()
    expect(formerTie(known, '李', '张', false, 'friend')).toBe(known[1])
  })

  it('does not bring back what had ended before', () => {
    expect(formerTie([tie('ally', '张', '李', '2026-01-01T00:00:00Z')], '张', '李', false, 'ally')).toBeNull()
  })
})
