import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  type Attempt,
  addAttempt,
  askApproval,
  type Closing,
  type ClosingMethod,
  changeAttempt,
  REACTIONS,
  type Reaction,
  removeAttempt,
} from '../commitments.contract.ts'
import { isUsable } from '../commitments.rules.ts'
import { words } from '../words/index.ts'
import classes from './Commitments.module.css'

const TONES: Record<Reaction, Tone> = { agreed: 'good', partly: 'ice', hesitated: 'warn', refused: 'bad' }

/** The methods as chips; the chosen one shows its formula and a sentence to open with. */
export function AskFor({ visit, closing }: { visit: VisitHead; closing: Closing }) {
  const w = useWords(words)
  const [method, setMethod] = useState<ClosingMethod | null>(null)
  const chosen = closing.methods.find((one) => one.method === method)
  return (
    <div className={classes.stack}>
      {closing.attempts.map((attempt) => (
        <AttemptCard key={attempt.id} attempt={attempt} visit={visit} />
      ))}
      {visit.canWrite && (
        <ChipChoice
          label={w.ask}
          hideLabel
          options={closing.methods
            .filter((one) => one.use !== 'disabled')
            .map((one) => ({ value: one.method, label: w.methods[one.method] }))}
          value={method}
          onChange={setMethod}
        />
      )}
      {chosen && (
        <>
          <div className={classes.formula}>
            <p>{w.formulas[chosen.method]}</p>
            <p>“{w.examples[chosen.method]}”</p>
          </div>
          {chosen.use !== 'free' && (
            <div className={classes.row}>
              <Tag tone={chosen.use === 'approved' ? 'good' : 'warn'}>{w.use[chosen.use]}</Tag>
              {chosen.decisionNote && <span className={classes.quiet}>{chosen.decisionNote}</span>}
            </div>
          )}
          {isUsable(chosen.use) ? (
            <NewAttempt
              key={chosen.method}
              visit={visit}
              method={chosen.method}
              onDone={() => setMethod(null)}
            />
          ) : (
            chosen.use !== 'asked' && <AskApproval visit={visit} method={chosen.method} />
          )}
        </>
      )}
    </div>
  )
}

function NewAttempt({
  visit,
  method,
  onDone,
}: {
  visit: VisitHead
  method: ClosingMethod
  onDone: () => void
}) {
  const w = useWords(words)
  const [draft, setDraft] = useState({
    id: newId(),
    method,
    said: '',
    reaction: null as Reaction | null,
    reactionNote: '',
  })
  const add = useSave(addAttempt, { about: visit.accountName })
  const save = () => add.mutate({ params: { visitId: visit.id }, body: draft }, { onSuccess: onDone })
  return (
    <Form onSubmit={save} problem={add.error} bundles={[words]} busy={add.isPending}>
      <TextArea
        name="said"
        label={w.said}
        placeholder={w.examples[method]}
        rows={2}
        value={draft.said}
        onChange={(said) => setDraft({ ...draft, said })}
      />
      <ChipChoice
        name="reaction"
        label={w.reaction}
        options={REACTIONS.map((value) => ({ value, label: w.reactions[value] }))}
        value={draft.reaction}
        onChange={(reaction) => setDraft({ ...draft, reaction })}
      />
      {draft.reaction && (
        <TextField
          name="reactionNote"
          label={w.reactionNote}
          value={draft.reactionNote}
          onChange={(reactionNote) => setDraft({ ...draft, reactionNote })}
        />
      )}
      <SubmitButton>{w.saveAttempt}</SubmitButton>
    </Form>
  )
}

function AskApproval({ visit, method }: { visit: VisitHead; method: ClosingMethod }) {
  const w = useWords(words)
  const [draft, setDraft] = useState({ id: newId(), reason: '' })
  const ask = useSave(askApproval, { about: visit.accountName })
  const send = () =>
    ask.mutate(
      { params: { visitId: visit.id }, body: { ...draft, method } },
      { onSuccess: () => toast(w.approvalSent) },
    )
  return (
    <Form onSubmit={send} problem={ask.error} bundles={[words]} busy={ask.isPending}>
      <TextField
        name="reason"
        label={w.approvalReason}
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
      />
      <SubmitButton>{w.askApproval}</SubmitButton>
    </Form>
  )
}

function AttemptCard({ attempt, visit }: { attempt: Attempt; visit: VisitHead }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const change = useSave(changeAttempt, { about: visit.accountName })
  const remove = useSave(removeAttempt, { about: visit.accountName })
  const params = { visitId: visit.id, attemptId: attempt.id }
  const failed = { onError: (error: Parameters<typeof say>[0]) => problemToast(say(error)) }
  return (
    <Card padding="tight">
      <div className={classes.tight}>
        <div className={classes.row}>
          <Tag tone="ice">{w.methods[attempt.method]}</Tag>
          {attempt.reaction && <Tag tone={TONES[attempt.reaction]}>{w.reactions[attempt.reaction]}</Tag>}
          <span className={classes.quiet}>{w.judged(attempt.byName, f.moment(attempt.at))}</span>
        </div>
        {attempt.said && <p className={classes.what}>{attempt.said}</p>}
        {attempt.reactionNote && <p className={classes.quiet}>{attempt.reactionNote}</p>}
        {visit.canWrite && attempt.reaction === null && (
          <ChipChoice
            label={w.reaction}
            options={REACTIONS.map((value) => ({ value, label: w.reactions[value] }))}
            value={null}
            onChange={(reaction) =>
              change.mutate({ params, body: { version: attempt.version, reaction } }, failed)
            }
          />
        )}
        {visit.canWrite && (
          <div>
            <Button size="sm" variant="quiet" onClick={() => remove.mutate({ params }, failed)}>
              {w.remove}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
