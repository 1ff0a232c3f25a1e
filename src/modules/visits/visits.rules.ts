import { PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import {
  type Coverage,
  type MeetingDepth,
  type Objective,
  type ObjectiveDraft,
  type VisitState,
  type VisitStep,
  visitsProblems,
} from './visits.contract.ts'

/** From where each step may be taken. `planned` is the first row of every history and never comes again. */
const FROM: Readonly<Record<VisitStep, readonly VisitState[]>> = {
  planned: [],
  prepared: ['planned'],
  unprepared: ['prepared'],
  // In a hurry nobody ticks "prepared", and a chance meeting is recorded without ever having been started.
  under_way: ['planned', 'prepared'],
  finished: ['under_way'],
  recorded: ['planned', 'prepared', 'under_way'],
  // A second supervisor may add a word.
  reviewed: ['recorded', 'reviewed'],
  // Who called off may agree on another time: that revives the visit.
  rescheduled: ['planned', 'prepared', 'cancelled'],
  cancelled: ['planned', 'prepared', 'under_way'],
  restored: ['cancelled'],
}

/** True if a step may follow from a state. */
export function mayStep(state: VisitState, step: VisitStep): boolean {
  return FROM[step].includes(state)
}

/**
 * The state a step leads to.
 * @param before the steps taken so far, oldest first: undoing a cancellation returns to where it was
 * @throws visits.step-not-possible, naming both
 */
export function stateAfter(state: VisitState, step: VisitStep, before: readonly VisitStep[]): VisitState {
  if (!mayStep(state, step)) throw new ProblemError(visitsProblems.step, { params: { from: state, step } })
  switch (step) {
    case 'prepared':
    case 'under_way':
    case 'recorded':
    case 'reviewed':
    case 'cancelled':
      return step
    case 'finished':
      return 'under_way'
    case 'rescheduled':
      return state === 'cancelled' ? 'planned' : state
    case 'restored':
      return stateOf(before.slice(0, before.lastIndexOf('cancelled')))
    default:
      return 'planned'
  }
}

/** The state a whole history amounts to, oldest step first. */
export function stateOf(steps: readonly VisitStep[]): VisitState {
  let state: VisitState = 'planned'
  for (const [index, step] of steps.entries()) {
    if (step !== 'planned') state = stateAfter(state, step, steps.slice(0, index))
  }
  return state
}

/** Throws unless the visit's content may still be changed: not while cancelled, not once reviewed. */
export function ensureOpen(state: VisitState): void {
  if (state === 'cancelled') throw new ProblemError(visitsProblems.cancelled)
  if (state === 'reviewed') throw new ProblemError(visitsProblems.closed)
}

/** Ten minutes: clocks of phones differ. */
const CLOCK_SLACK_MS = 600_000

/** Throws if something is said to have happened later than now. */
export function ensureHappened(path: string, at: string | undefined, now: Date): void {
  if (at !== undefined && Date.parse(at) > now.getTime() + CLOCK_SLACK_MS)
    throw new ProblemError(PLATFORM_PROBLEMS.invalid, { fields: [{ path, code: 'in-the-future' }] })
}

/** Throws if an end lies before its beginning. */
export function ensureOrder(startedAt: string | null, endedAt: string | null): void {
  if (startedAt && endedAt && Date.parse(endedAt) < Date.parse(startedAt))
    throw new ProblemError(PLATFORM_PROBLEMS.invalid, {
      fields: [{ path: 'endedAt', code: 'ends-before-start' }],
    })
}

/** How long a meeting took, in whole minutes, or null if nobody noted it. */
export function minutesMet(startedAt: string | null, endedAt: string | null): number | null {
  if (!startedAt || !endedAt) return null
  return Math.max(0, Math.min(1440, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)))
}

/**
 * How well a person is covered, from the recorded meetings: one talk is brief; two, or one that went deep, are several;
 * in depth takes a deep talk and at least one more.
 */
export function coverageFrom(meetings: readonly { depth: MeetingDepth | null }[]): Coverage {
  if (meetings.length === 0) return 'none'
  const deep = meetings.some((m) => m.depth === 'in_depth')
  if (meetings.length === 1) return deep ? 'several' : 'brief'
  return deep ? 'in_depth' : 'several'
}

/** Supervisors above the host review, and administrators; nobody reviews oneself. */
export function mayReview(
  actor: { memberId: string; role: string; reach: readonly string[] },
  hostId: string,
): boolean {
  if (actor.memberId === hostId) return false
  return actor.role === 'administrator' || (actor.role === 'supervisor' && actor.reach.includes(hostId))
}

/**
 * What the next visit should aim at: everything this one left open. A commitment that was missed is sought again, one
 * step lower where only a part was won: the acceptable becomes the best.
 * @param newId makes the ids of the drafts
 */
export function suggestObjectives(
  objectives: readonly Pick<
    Objective,
    'id' | 'kind' | 'text' | 'best' | 'acceptable' | 'minimum' | 'result'
  >[],
  newId: () => string,
): ObjectiveDraft[] {
  return objectives
    .filter((o) => o.result === null || o.result === 'partly' || o.result === 'missed')
    .map((o) => ({
      id: newId(),
      kind: o.kind,
      text: o.text,
      best: o.best,
      // What was the least last time has been won in part: from now on it is no longer enough.
      acceptable: o.acceptable,
      minimum: o.result === 'partly' ? o.acceptable || o.minimum : o.minimum,
      grewFrom: { kind: 'objective' as const, id: o.id },
    }))
}
