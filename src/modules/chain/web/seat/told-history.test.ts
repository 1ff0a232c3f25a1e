import { describe, expect, it } from 'vitest'
import type { Claim } from '../../chain.contract.ts'
import { toldHistory } from './told-history.ts'

/** Claims as they follow each other, told oldest first by second, and returned newest first. */
function claims(...told: (Partial<Claim> & { at: number; value: unknown })[]): Claim[] {
  const moment = (second: number) => new Date(Date.UTC(2026, 10, 20, 8, 0, second)).toISOString()
  return told
    .map(({ at, ...over }, i) => ({
      id: String(i),
      attribute: 'buying_roles',
      aboutMemberId: null,
      confidence: 'inferred' as const,
      source: { kind: 'note' as const, id: null, note: '' },
      sourcePerson: null,
      sourceVisitAt: null,
      fromProject: null,
      assertedBy: 'wang',
      assertedByName: '王磊',
      assertedAt: moment(at),
      supersededAt: told[i + 1] ? moment((told[i + 1] as { at: number }).at) : null,
      ...over,
    }))
    .reverse()
}
const values = (told: Claim[]) => toldHistory(told).map((c) => c.value)

describe('the history told', () => {
  it('leaves out taps on the way to what was meant', () => {
    expect(values(claims({ at: 0, value: 'a' }, { at: 3, value: 'ab' }, { at: 5, value: 'abc' }))).toEqual([
      'abc',
    ])
  })

  it('keeps what stood for a while', () => {
    expect(values(claims({ at: 0, value: 'a' }, { at: 90, value: 'b' }))).toEqual(['b', 'a'])
  })

  it('keeps what another believed, what rested on other grounds, and what was carried over', () => {
    expect(values(claims({ at: 0, value: 'a', assertedBy: 'li' }, { at: 5, value: 'b' }))).toEqual(['b', 'a'])
    const heard = { kind: 'note' as const, id: null, note: '总工说的' }
    expect(values(claims({ at: 0, value: 'a' }, { at: 5, value: 'b', source: heard }))).toEqual(['b', 'a'])
    expect(values(claims({ at: 0, value: 'a', fromProject: '一期' }, { at: 5, value: 'b' }))).toEqual([
      'b',
      'a',
    ])
  })
})
