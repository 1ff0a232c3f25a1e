import type { Change } from './chain.contract.ts'

/** What an employment said for a while, and who wrote it; as `employmentStates` of people tells it. */
export interface HoldingState {
  employmentId: string
  personId: string
  postId: string
  until: string | null
  knownSince: string
  knownUntil: string | null
  byName: string | null
  endedByName: string | null
}

/**
 * Who wrote that somebody came to a post or left it, and when they wrote it (not the day of the calendar, which may be
 * another); null where nobody noted it, as of a person put into the archive.
 * @param span moments (ISO) between which it changed; `to` null: now
 */
export function authorOfHolder(
  change: Pick<Change, 'kind' | 'id' | 'was' | 'is'>,
  states: readonly HoldingState[],
  span: { from: string; to: string | null },
): { byName: string | null; at: string } | null {
  const personId = ((change.is ?? change.was) as { id: string }).id
  const to = span.to === null ? Number.POSITIVE_INFINITY : Date.parse(span.to)
  const own = states.filter(
    (s) => s.postId === change.id && s.personId === personId && Date.parse(s.knownSince) < to,
  )
  return change.kind === 'added' ? whoWrote(own, to) : whoEnded(own, Date.parse(span.from), to)
}

/** Saying something else of the same holding, its title say, is neither coming nor going. */
const continues = (one: HoldingState, next: HoldingState) =>
  one.employmentId === next.employmentId && one.knownUntil === next.knownSince && one.until === next.until

function whoWrote(own: readonly HoldingState[], to: number) {
  let state = own.findLast((s) => s.knownUntil === null || Date.parse(s.knownUntil) >= to)
  for (let before = state; before; ) {
    state = before
    const { employmentId } = state
    before = own.find((s) => s.employmentId === employmentId && continues(s, state as HoldingState))
  }
  return state ? { byName: state.byName, at: state.knownSince } : null
}

function whoEnded(own: readonly HoldingState[], from: number, to: number) {
  const ended = own
    .filter((s) => s.knownUntil !== null && Date.parse(s.knownUntil) >= from && Date.parse(s.knownUntil) < to)
    .filter((s) => !own.some((next) => continues(s, next)))
    .sort((a, b) => Date.parse(a.knownUntil as string) - Date.parse(b.knownUntil as string))
    .at(-1)
  if (ended) return { byName: ended.endedByName, at: ended.knownUntil as string }
  // The last day was known beforehand and has passed.
  const foretold = own.findLast((s) => s.until !== null && s.knownUntil === null)
  return foretold ? { byName: foretold.byName, at: foretold.knownSince } : null
}
