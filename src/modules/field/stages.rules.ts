import type { VisitDetail, VisitState } from '#modules/visits/visits.contract.ts'
import { STAGES, type StageKey } from './field.contract.ts'

/** The stage to open a visit at: where its state says one is. */
export function stageFor(state: VisitState, endedAt: string | null): StageKey {
  if (state === 'under_way') return endedAt === null ? 'open' : 'record'
  return state === 'recorded' || state === 'reviewed' ? 'record' : 'prepare'
}

/** The stage the address names, or the one the visit is at. */
export function stageIn(asked: string | undefined, visit: Pick<VisitDetail, 'state' | 'endedAt'>): StageKey {
  return STAGES.find((stage) => stage.key === asked)?.key ?? stageFor(visit.state, visit.endedAt)
}

/** The stages before and after one. */
export function neighbours(stage: StageKey): { previous: StageKey | null; next: StageKey | null } {
  const at = STAGES.findIndex((one) => one.key === stage)
  return { previous: STAGES[at - 1]?.key ?? null, next: STAGES[at + 1]?.key ?? null }
}

/** Which stages the visit itself knows to be done. */
export function doneStages(
  visit: Pick<VisitDetail, 'state'> & {
    opening: Pick<VisitDetail['opening'], 'trustSpeaking' | 'trustConduct' | 'trustWork'>
  },
): Set<StageKey> {
  const done = new Set<StageKey>()
  if (visit.state !== 'planned' && visit.state !== 'cancelled') done.add('prepare')
  const { trustSpeaking, trustConduct, trustWork } = visit.opening
  if ([trustSpeaking, trustConduct, trustWork].some((value) => value !== null)) done.add('open')
  if (visit.state === 'recorded' || visit.state === 'reviewed') done.add('record')
  return done
}
