import { useState } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { dayIn } from '#platform/words/zone.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextArea, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import {
  addCommitment,
  type Commitment,
  changeCommitment,
  PROOF_KINDS,
  type ProofKind,
  type Side,
} from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import { QUICK_DAYS, type QuickDay, quickOf } from './due-days.ts'

/** Who does what by when; mostly taps. */
export function CommitmentSheet({
  visit,
  side,
  commitment,
  onClose,
}: {
  visit: VisitHead
  side: Side
  commitment: Commitment | null
  onClose: () => void
}) {
  const w = useWords(words)
  const onlyOne = visit.people.length === 1 ? (visit.people[0]?.id ?? null) : null
  const [id] = useState(newId)
  const [draft, setDraft] = useState({
    what: commitment?.what ?? '',
    personId: commitment ? commitment.personId : onlyOne,
    dueOn: commitment ? commitment.dueOn : dayIn(QUICK_DAYS.d7),
    proofKind: (commitment?.proofKind ?? null) as ProofKind | null,
    proofText: commitment?.proofText ?? '',
  })
  const [dueNote, setDueNote] = useState('')
  const add = useSave(addCommitment, { about: visit.accountName })
  const change = useSave(changeCommitment, { about: visit.accountName })
  const people = [...visit.people]
  if (commitment?.personId && !people.some((p) => p.id === commitment.personId))
    people.push({ id: commitment.personId, name: commitment.personName, title: '' })
  const save = () => {
    const done = { onSuccess: onClose }
    if (commitment)
      change.mutate(
        {
          params: { commitmentId: commitment.id },
          body: { ...draft, dueNote, version: commitment.version },
        },
        done,
      )
    else
      add.mutate(
        {
          params: { accountId: visit.accountId },
          body: { ...draft, id, side, visitId: visit.id, projectId: visit.projectId },
        },
        done,
      )
  }
  const days = Object.keys(QUICK_DAYS) as QuickDay[]
  return (
    <Sheet opened onClose={onClose} title={commitment ? w.edit : w.addFor[side]}>
      <Form
        onSubmit={save}
        problem={add.error ?? change.error}
        bundles={[words]}
        busy={add.isPending || change.isPending}
      >
        <TextArea
          name="what"
          label={w.what}
          placeholder={w.whatPlaceholder[side]}
          required
          autoFocus
          rows={2}
          value={draft.what}
          onChange={(what) => setDraft({ ...draft, what })}
        />
        {people.length > 0 && (
          <ChipChoice
            name="personId"
            label={w.person[side]}
            hint={side === 'customer' ? w.personHint : undefined}
            options={people.map((p) => ({ value: p.id, label: p.name }))}
            value={draft.personId}
            onChange={(personId) => setDraft({ ...draft, personId })}
          />
        )}
        <ChipChoice
          label={w.due}
          options={days.map((value) => ({ value, label: w.dues[value] }))}
          value={quickOf(draft.dueOn)}
          onChange={(quick) => setDraft({ ...draft, dueOn: quick ? dayIn(QUICK_DAYS[quick]) : null })}
        />
        <DayField
          name="dueOn"
          label={w.dueOther}
          value={draft.dueOn}
          onChange={(dueOn) => setDraft({ ...draft, dueOn })}
        />
        {commitment && commitment.dueOn !== draft.dueOn && (
          <TextField name="dueNote" label={w.dueNote} value={dueNote} onChange={setDueNote} />
        )}
        <ChipChoice
          name="proofKind"
          label={w.proof}
          options={PROOF_KINDS.map((value) => ({ value, label: w.proofKinds[value] }))}
          value={draft.proofKind}
          onChange={(proofKind) => setDraft({ ...draft, proofKind })}
        />
        {(draft.proofKind || draft.proofText) && (
          <TextField
            name="proofText"
            label={w.proofText}
            value={draft.proofText}
            onChange={(proofText) => setDraft({ ...draft, proofText })}
          />
        )}
        <SubmitButton>{w.save}</SubmitButton>
      </Form>
    </Sheet>
  )
}
