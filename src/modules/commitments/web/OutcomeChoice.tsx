import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { MoneyField, TextField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { type Closing, judgeVisit, OUTCOMES, type Outcome } from '../commitments.contract.ts'
import { mayJudge } from '../commitments.rules.ts'
import { words } from '../words/index.ts'
import classes from './Commitments.module.css'

/** The four outcomes, each with what it honestly means. */
export function OutcomeChoice({ visit, closing }: { visit: VisitHead; closing: Closing }) {
  const w = useWords(words)
  const f = useFormat()
  const { outcome: now } = closing
  const [draft, setDraft] = useState({
    id: newId(),
    outcome: now?.outcome ?? (null as Outcome | null),
    amount: now?.amount ?? (null as number | null),
    note: now?.note ?? '',
  })
  const judge = useSave(judgeVisit, { about: visit.accountName })
  const advance = mayJudge('advance', closing.commitments)
  const refused = draft.outcome === 'advance' && !advance
  const changed =
    draft.outcome !== (now?.outcome ?? null) ||
    draft.amount !== (now?.amount ?? null) ||
    draft.note !== (now?.note ?? '')
  const save = () => {
    const { outcome } = draft
    if (!outcome) return
    judge.mutate({
      params: { visitId: visit.id },
      body: {
        ...draft,
        outcome,
        amount: outcome === 'order' ? draft.amount : null,
        projectId: visit.projectId,
        supersedes: now?.id ?? null,
      },
    })
  }
  const projectId = now?.projectId ?? visit.projectId
  return (
    <div className={classes.stack}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of its own */}
      <div role="group" aria-label={w.outcome} className={classes.outcomes}>
        {OUTCOMES.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.outcome}
            aria-pressed={draft.outcome === one}
            disabled={!visit.canWrite}
            onClick={() => setDraft({ ...draft, outcome: one })}
          >
            <strong>{w.outcomes[one]}</strong>
          </button>
        ))}
      </div>
      {draft.outcome && !refused && (
        <Notice
          tone={draft.outcome === 'continuation' ? 'warn' : draft.outcome === 'no_sale' ? 'ice' : 'good'}
        >
          {w.outcomeMeans[draft.outcome]}
        </Notice>
      )}
      {refused && <Notice tone="warn">{now?.outcome === 'advance' ? w.advanceLost : w.advanceNeeds}</Notice>}
      {visit.canWrite && draft.outcome && (
        <Form onSubmit={save} problem={judge.error} bundles={[words]} busy={judge.isPending}>
          {draft.outcome === 'order' && (
            <MoneyField
              name="amount"
              label={w.amount}
              value={draft.amount}
              onChange={(amount) => setDraft({ ...draft, amount })}
            />
          )}
          <TextField
            name="note"
            label={w.note}
            value={draft.note}
            onChange={(note) => setDraft({ ...draft, note })}
          />
          {changed && <SubmitButton disabled={refused}>{w.judge}</SubmitButton>}
        </Form>
      )}
      {now && (
        <p className={classes.quiet}>
          {w.outcomes[now.outcome]} · {w.judged(now.byName, f.moment(now.at))}
        </p>
      )}
      {now?.outcome === 'order' && projectId && (
        <div>
          <Button to={`/projects/${projectId}`}>{w.projectLink}</Button>
        </div>
      )}
      {closing.earlierOutcomes.map((one) => (
        <p key={one.id} className={classes.quiet}>
          {w.before(w.outcomes[one.outcome])} · {w.judged(one.byName, f.moment(one.at))}
        </p>
      ))}
    </div>
  )
}
