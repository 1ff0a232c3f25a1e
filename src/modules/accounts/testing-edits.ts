import fc from 'fast-check'
import type { Chart, ChartEdit } from './chart.contract.ts'

/**
 * Edits as a random editor makes them, for tests: drawn without knowing the chart and fitted to it when they are made, so
 * that most can be done and some cannot (an unknown place, a loop).
 */
export type RandomEdit = { pick: number; a: number; b: number; c: number; text: string }

export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  pick: fc.nat(99),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  text: fc.constantFrom('设备部', '采购部', '部长', '主任', 'Head of IT', '调度长'),
})

const FUNCTIONS = ['purchasing', 'technology', null] as const
const STANDS = ['decide', 'use', 'oppose', null] as const

/** @param newId called for each record that is added */
export function fitEdit(chart: Chart, random: RandomEdit, newId: () => string): ChartEdit {
  const { pick, a, b, c, text } = random
  const at = <T extends { id: string }>(rows: readonly T[], n: number): T | undefined =>
    rows.length === 0 ? undefined : rows[n % rows.length]
  // One in eight points nowhere.
  const place = (rows: readonly { id: string }[], n: number): string | null =>
    n % 8 === 0 ? null : n % 8 === 1 ? '0197a000-0000-7000-8000-000000000000' : (at(rows, n)?.id ?? null)
  const unit = at(chart.units, a)
  const post = at(chart.posts, a)
  if (pick < 20 || (!unit && !post)) {
    const parentId = b % 3 === 0 ? null : (at(chart.units, b)?.id ?? null)
    return {
      do: 'add-unit',
      unit: {
        id: newId(),
        name: text,
        parentId,
        function: FUNCTIONS[c % 3] ?? null,
        stand: STANDS[c % 4] ?? null,
      },
    }
  }
  if (pick < 50 || !unit || !post)
    return {
      do: 'add-post',
      post: {
        id: newId(),
        title: text,
        unitId: at(chart.units, b)?.id ?? null,
        reportsToId: at(chart.posts, c)?.id ?? null,
        dottedToIds: a % 4 === 0 ? chart.posts.slice(0, 2).map((p) => p.id) : [],
        vacant: b % 5 === 0,
        holderUnknown: b % 5 === 1,
      },
    }
  if (pick < 58) return { do: 'change-unit', unitId: unit.id, parentId: place(chart.units, b) }
  if (pick < 63) return { do: 'change-unit', unitId: unit.id, name: text, stand: STANDS[c % 4] ?? null }
  if (pick < 69) return { do: 'remove-unit', unitId: unit.id }
  if (pick < 80) return { do: 'change-post', postId: post.id, reportsToId: place(chart.posts, b) }
  if (pick < 85) return { do: 'change-post', postId: post.id, unitId: place(chart.units, b), title: text }
  if (pick < 91)
    return {
      do: 'change-post',
      postId: post.id,
      dottedToIds: [at(chart.posts, b), at(chart.posts, c)].flatMap((p) => (p ? [p.id] : [])),
    }
  if (pick < 94) return { do: 'change-post', postId: post.id, vacant: b % 2 === 0 }
  return { do: 'remove-post', postId: post.id }
}
