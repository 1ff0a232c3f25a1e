import { OPEN_STAGES, type ProcurementMethod, type ProjectStage } from './projects.contract.ts'

/** What is wrong with moving a project from one stage to another, or null. */
export function refuseStage(
  from: ProjectStage,
  to: ProjectStage,
  given: { reason: string; lostToId: string | null },
): { problem: 'projects.same-stage' } | { path: string; code: string } | null {
  if (from === to) return { problem: 'projects.same-stage' }
  if (reasonNeeded(from, to) && given.reason === '') return { path: 'reason', code: 'reason-needed' }
  if (given.lostToId !== null && to !== 'lost') return { path: 'lostToId', code: 'only-when-lost' }
  return null
}

/** Losing and halting teach something only if the reason is written down; so does taking back a result. */
export function reasonNeeded(from: ProjectStage, to: ProjectStage): boolean {
  return to === 'lost' || to === 'suspended' || from === 'won' || from === 'lost'
}

/** Won and lost end a purchase. */
export function isClosed(stage: ProjectStage): boolean {
  return stage === 'won' || stage === 'lost'
}

/** True while somebody has to work on it. */
export function isOpen(stage: ProjectStage): boolean {
  return OPEN_STAGES.includes(stage)
}

/**
 * What a project becomes by a change of stage.
 * @param today `YYYY-MM-DD`, the closing day unless one is given
 */
export function stageOutcome(
  to: ProjectStage,
  given: { reason: string; lostToId: string | null; closedOn: string | null },
  today: string,
): { closedOn: string | null; outcomeReason: string; lostToId: string | null } {
  return {
    closedOn: isClosed(to) ? (given.closedOn ?? today) : null,
    outcomeReason: isOpen(to) ? '' : given.reason,
    lostToId: to === 'lost' ? given.lostToId : null,
  }
}

/** The usual steps of each procurement method, in their order; what they are called is in the words. */
export const USUAL_STEPS = {
  open_tender: [
    'plan',
    'tender_documents',
    'announcement',
    'bid',
    'opening',
    'evaluation',
    'publication',
    'contract',
  ],
  invited_tender: ['plan', 'invitation', 'tender_documents', 'bid', 'opening', 'evaluation', 'contract'],
  competitive_negotiation: [
    'plan',
    'negotiation_documents',
    'negotiation',
    'final_offer',
    'evaluation',
    'contract',
  ],
  inquiry: ['plan', 'inquiry', 'offer', 'comparison', 'contract'],
  single_source: ['plan', 'justification', 'publication', 'negotiation', 'contract'],
  direct: ['plan', 'offer', 'approval', 'contract'],
} as const satisfies Record<ProcurementMethod, readonly string[]>
