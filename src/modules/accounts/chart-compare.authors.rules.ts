import type { ChartChange } from './chart-compare.rules.ts'

/** How a department or post was for a while: its fields by their names, and who made it so. */
export interface ChartState {
  id: string
  /** Moments (ISO); `until` null: it is so now. */
  since: string
  until: string | null
  /**
   * It did not become another but was taken away; `byName` is then who took it away. Where a record came back later, or where
   * it stays away.
   */
  ended: boolean
  byName: string | null
  fields: Readonly<Record<string, unknown>>
}
export interface Author {
  byName: string | null
  /** A moment (ISO). */
  at: string
}

/**
 * Who made each change, and when; null where the states do not tell (what an import taken back took along).
 * A change of one field is theirs who gave it the value it has, not theirs who changed another field later.
 * @param states those that stood within the time compared, the one that stood at its beginning included; in any order
 */
export function authorsOf(changes: readonly ChartChange[], states: readonly ChartState[]): (Author | null)[] {
  const of = Map.groupBy(states, (s) => s.id)
  for (const own of of.values()) own.sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
  return changes.map((change) => authorOf(change, of.get(change.id) ?? []))
}

function authorOf(change: ChartChange, states: readonly ChartState[]): Author | null {
  const last = states.at(-1)
  if (change.what === 'gone')
    return last?.ended && last.until !== null ? { byName: last.byName, at: last.until } : null
  for (let i = states.length - 1; i >= 0; i--) {
    const state = states[i] as ChartState
    const before = states[i - 1]
    const began =
      change.field === null
        ? before === undefined || before.ended
        : before !== undefined && !same(before.fields[change.field], state.fields[change.field])
    // Who took a state away stands in its place: who made it is not known any more.
    if (began) return { byName: state.ended ? null : state.byName, at: state.since }
  }
  return null
}

const same = (a: unknown, b: unknown) => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
const ordered = (value: unknown) => (Array.isArray(value) ? [...value].sort() : (value ?? null))
