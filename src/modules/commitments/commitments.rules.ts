import type {
  Commitment,
  CommitmentState,
  CommitmentStep,
  MethodOnVisit,
  Outcome,
  Side,
} from './commitments.contract.ts'

/** What is kept in the row. Overdue is not a state one enters: the day decides, and not yet the day it is due. */
export type StoredState = Exclude<CommitmentState, 'overdue'>

/** The state a step leads to; null where it does not follow. */
export function stateAfter(from: StoredState, step: CommitmentStep): StoredState | null {
  if (step === 'reopened') return from === 'open' ? null : 'open'
  return from === 'open' ? step : null
}

/** Something a customer gave away: a named person will do something by a day. What was withdrawn does not count. */
export function carriesAdvance(commitment: {
  side: Side
  personId: string | null
  dueOn: string | null
  state: CommitmentState
}): boolean {
  return (
    commitment.side === 'customer' &&
    commitment.personId !== null &&
    commitment.dueOn !== null &&
    commitment.state !== 'withdrawn'
  )
}

/** An advance is what the customer does, not how the talk felt: without such a commitment it was a continuation. */
export function mayJudge(
  outcome: Outcome,
  commitments: readonly Pick<Commitment, 'side' | 'personId' | 'dueOn' | 'state'>[],
): boolean {
  return outcome !== 'advance' || commitments.some(carriesAdvance)
}

/**
 * Whether a method may be used on a visit.
 * @param setting what the administrator decided; none: free
 * @param approval the newest asked for this method on this visit; none: not asked
 */
export function useOf(
  setting: { enabled: boolean; needsApproval: boolean } | undefined,
  approval: { approved: boolean | null } | undefined,
): MethodOnVisit['use'] {
  if (setting && !setting.enabled) return 'disabled'
  if (!setting?.needsApproval) return 'free'
  if (!approval) return 'needs_approval'
  if (approval.approved === null) return 'asked'
  return approval.approved ? 'approved' : 'declined'
}

export function isUsable(use: MethodOnVisit['use']): boolean {
  return use === 'free' || use === 'approved'
}

/** Who may approve: an administrator, or a supervisor above the one who asked. Nobody approves themself. */
export function mayApprove(
  actor: { memberId: string; role: string; reach: readonly string[] },
  askedBy: string,
): boolean {
  if (actor.memberId === askedBy) return false
  return actor.role === 'administrator' || (actor.role === 'supervisor' && actor.reach.includes(askedBy))
}
