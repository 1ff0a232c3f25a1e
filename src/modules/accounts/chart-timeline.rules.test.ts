import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanAt, type Timeline, tell } from './chart-timeline.rules.ts'

const same = (a: string, b: string) => a === b
const at = (timeline: Timeline<string>, moment: string) => spanAt(timeline, moment)?.state
const spell = (timeline: Timeline<string>) =>
  timeline.map((s) => `${s.since}–${s.until ?? ''} ${s.state}`).join(', ')

describe('a file tells of a record', () => {
  test('nobody knew: it is there from that day on, or until the next file that does not name it', () => {
    expect(spell(tell([], '03', null, '部长', same))).toBe('03– 部长')
    expect(spell(tell([], '03', '09', '部长', same))).toBe('03–09 部长')
  })

  test('that is something else now: the new state follows the old', () => {
    expect(spell(tell([{ since: '03', until: null, state: '部长' }], '09', null, '总监', same))).toBe(
      '03–09 部长, 09– 总监',
    )
  })

  test('that is gone: it ends there, and comes back with a later file', () => {
    const gone = tell([{ since: '03', until: null, state: '部长' }], '09', null, null, same)
    expect(spell(gone)).toBe('03–09 部长')
    expect(spell(tell(gone, '12', null, '部长', same))).toBe('03–09 部长, 12– 部长')
  })

  test('of an earlier day: the past is filled, the present stays', () => {
    expect(spell(tell([{ since: '09', until: null, state: '总监' }], '03', '09', '部长', same))).toBe(
      '03–09 部长, 09– 总监',
    )
  })

  test('of a day between two that said the same: the state returns when the later file spoke', () => {
    expect(spell(tell([{ since: '03', until: null, state: '甲' }], '06', '09', '乙', same))).toBe(
      '03–06 甲, 06–09 乙, 09– 甲',
    )
  })

  test('changed by hand since that day: the hand is believed from then on', () => {
    const byHand = [
      { since: '03', until: '07', state: '甲' },
      { since: '07', until: null, state: '手改' },
    ]
    expect(spell(tell(byHand, '05', null, '乙', same))).toBe('03–05 甲, 05–07 乙, 07– 手改')
    expect(spell(tell(byHand, '05', null, null, same))).toBe('03–05 甲, 07– 手改')
  })

  test('whatever the files and their order: each day of a file is what it told; spans never overlap', () => {
    const moment = fc.integer({ min: 1, max: 40 }).map((n) => String(n).padStart(2, '0'))
    const files = fc.uniqueArray(fc.tuple(moment, fc.option(fc.constantFrom('甲', '乙', '丙'))), {
      selector: ([m]) => m,
      maxLength: 8,
    })
    fc.assert(
      fc.property(files, (told) => {
        let timeline: Timeline<string> = []
        for (const [i, [from, state]] of told.entries()) {
          const later = told
            .slice(0, i)
            .map(([m]) => m)
            .filter((m) => m > from)
            .sort()
          timeline = tell(timeline, from, later[0] ?? null, state, same)
          timeline.forEach((span, n) => {
            const next = timeline[n + 1]
            expect(span.until === null ? next === undefined : span.since < span.until).toBe(true)
            if (next) expect((span.until as string) <= next.since).toBe(true)
          })
        }
        const inOrder = [...told].sort((a, b) => (a[0] < b[0] ? -1 : 1))
        for (let n = 0; n <= 41; n++) {
          const day = String(n).padStart(2, '0')
          const last = inOrder.filter(([m]) => m <= day).at(-1)
          expect(at(timeline, day) ?? null).toBe(last?.[1] ?? null)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
