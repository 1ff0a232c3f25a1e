import { maySupport } from '#modules/proofs/proofs.contract.ts'
import type { BenefitState, EvidenceState } from './cards.contract.ts'

/** A proof as far as it matters whether it may stand behind a claim today. */
export interface ProofStanding {
  validity: 'valid' | 'expiring' | 'expired'
  citable: boolean
  archivedAt: string | null
}

/**
 * How the evidence of a card or a test stands. A proof that has run out, was put away or has become confidential since it
 * was cited proves nothing any more: `expired`.
 */
export function evidenceState(proof: ProofStanding | null | undefined): EvidenceState {
  if (!proof) return 'missing'
  if (!maySupport(proof)) return 'expired'
  return proof.validity === 'expiring' ? 'expiring' : 'proven'
}

/** True if a proof backs what is said today. */
export function backs(state: EvidenceState): boolean {
  return state === 'proven' || state === 'expiring'
}

/**
 * What a card's benefit is. Without a need that somebody has, it is only an advantage, however well it reads.
 * @param needs how many needs, not void, the card answers
 */
export function benefitState(benefit: string, needs: number): BenefitState {
  if (benefit.trim() === '') return 'missing'
  return needs > 0 ? 'benefit' : 'only_advantage'
}

/** The parts of a FABE sentence that may be said: an unlinked benefit and a proof that has run out are left out. */
export interface SayableParts {
  feature: string
  advantage: string
  benefit: string | null
  evidence: string | null
}

export function sayable(card: {
  feature: string
  advantage: string
  benefit: string
  benefitState: BenefitState
  evidenceState: EvidenceState
  proof: { title: string } | null
}): SayableParts {
  return {
    feature: clause(card.feature),
    advantage: clause(card.advantage),
    benefit: card.benefitState === 'benefit' ? clause(card.benefit) : null,
    evidence: backs(card.evidenceState) ? clause(card.proof?.title ?? '') || null : null,
  }
}

/** A sentence as a part of a longer one: without its full stop. */
function clause(text: string): string {
  return text.trim().replace(/[。．.；;，,！!]+$/u, '')
}
