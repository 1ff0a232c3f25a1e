import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast } from '#ui/toast.ts'
import {
  COMMITMENT_STEPS,
  type Commitment,
  type CommitmentState,
  type CommitmentStep,
  stepCommitment,
} from '../commitments.contract.ts'
import { stateAfter } from '../commitments.rules.ts'
import { words } from '../words/index.ts'
import { CommitmentSheet } from './CommitmentSheet.tsx'
import classes from './Commitments.module.css'

const TONES: Record<CommitmentState, Tone> = {
  open: 'ice',
  overdue: 'bad',
  kept: 'good',
  withdrawn: 'quiet',
}

/** One commitment: who, what, by when, how it stands; one tap says it was kept. */
export function CommitmentCard({ commitment, visit }: { commitment: Commitment; visit: VisitHead }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const [editing, setEditing] = useState(false)
  const step = useSave(stepCommitment, { about: visit.accountName })
  const stored = commitment.state === 'overdue' ? 'open' : commitment.state
  const take = (next: CommitmentStep) =>
    step.mutate(
      { params: { commitmentId: commitment.id }, body: { id: newId(), step: next } },
      { onError: (error) => problemToast(say(error)) },
    )
  const who = commitment.side === 'customer' ? commitment.personName : commitment.memberName
  return (
    <Card padding="tight" accent={commitment.state === 'overdue'}>
      <div className={classes.tight}>
        <p className={classes.what}>{commitment.what || w.erased}</p>
        <div className={classes.row}>
          <Tag tone={TONES[commitment.state]}>{w.states[commitment.state]}</Tag>
          {who && <Tag>{who}</Tag>}
          <Tag tone={commitment.dueOn ? 'quiet' : 'warn'}>
            {commitment.dueOn ? w.dueOn(f.shortDay(commitment.dueOn)) : w.noDue}
          </Tag>
          {commitment.proofKind && <Tag>{w.proofKinds[commitment.proofKind]}</Tag>}
        </div>
        {commitment.dueBefore.length > 0 && (
          <p className={classes.quiet}>{w.dueBefore(f.list(commitment.dueBefore.map(f.shortDay)))}</p>
        )}
        {commitment.proofText && <p className={classes.quiet}>{commitment.proofText}</p>}
        {visit.canWrite && (
          <div className={classes.row}>
            {COMMITMENT_STEPS.filter((one) => stateAfter(stored, one) !== null).map((one) => (
              <Button
                key={one}
                size="sm"
                variant={one === 'kept' ? 'default' : 'quiet'}
                busy={step.isPending}
                onClick={() => take(one)}
              >
                {w.steps[one]}
              </Button>
            ))}
            <Button size="sm" variant="quiet" onClick={() => setEditing(true)}>
              {w.edit}
            </Button>
          </div>
        )}
      </div>
      {editing && (
        <CommitmentSheet
          visit={visit}
          side={commitment.side}
          commitment={commitment}
          onClose={() => setEditing(false)}
        />
      )}
    </Card>
  )
}
