import type { OrgUnit, Post } from './chart.contract.ts'

/** What a department or post is at some time, without id and version. */
export type UnitState = Omit<OrgUnit, 'id' | 'version'>
export type PostState = Omit<Post, 'id' | 'version'>

/**
 * A state and when it held: from `since` on and before `until` (null: to this day). Moments are texts of one width that
 * sort as they follow each other.
 */
export type Span<S> = { since: string; until: string | null; state: S }

/** The states of one record: apart from each other, the earliest first. Only the last may be open. */
export type Timeline<S> = readonly Span<S>[]

const before = (moment: string, until: string | null) => until === null || moment < until

/** The span that holds at a moment; undefined where the record was not there. */
export function spanAt<S>(timeline: Timeline<S>, moment: string): Span<S> | undefined {
  return timeline.find((span) => span.since <= moment && before(moment, span.until))
}

/**
 * Puts into a record's time what a file tells as of `from`: it was `state`, or it was not there (null). That holds until
 * the next thing we know of the record, and no longer than `until`, when the next file tells of the whole chart. What is
 * known of later times stays as it is.
 */
export function tell<S>(
  timeline: Timeline<S>,
  from: string,
  until: string | null,
  state: S | null,
  same: (a: S, b: S) => boolean,
): Timeline<S> {
  const covering = spanAt(timeline, from)
  if (state === null ? !covering : covering && same(covering.state, state)) return timeline
  const next = timeline.find((span) => span.since > from)
  const ends = [until, covering?.until ?? null, next?.since ?? null].filter((m) => m !== null).sort()
  const end = ends[0] ?? null
  const told: Span<S>[] = []
  for (const span of timeline) {
    if (span !== covering) {
      told.push(span)
      continue
    }
    if (span.since < from) told.push({ ...span, until: from })
    if (end !== null && before(end, span.until)) told.push({ ...span, since: end })
  }
  if (state !== null) told.push({ since: from, until: end, state })
  return told.sort((a, b) => (a.since < b.since ? -1 : 1))
}
