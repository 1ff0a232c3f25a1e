import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { addReferral } from '../care.contract.ts'
import { words } from '../words/index.ts'
import { findPeopleOf } from './find-here.ts'

/** Who referred us to whom. */
export function ReferralSheet({
  accountId,
  visitId = null,
  people,
  onClose,
}: {
  accountId: string
  visitId?: string | null
  /** Those at the visit, as chips; without them one is looked up. */
  people?: { id: string; name: string }[]
  onClose: () => void
}) {
  const w = useWords(words)
  const [draft, setDraft] = useState({
    id: newId(),
    toName: '',
    note: '',
    state: 'promised' as 'promised' | 'introduced',
  })
  const only = people?.length === 1 ? people[0] : undefined
  const [person, setPerson] = useState<Picked | null>(only ? { id: only.id, label: only.name } : null)
  const add = useSave(addReferral, { about: w.referral.title })
  const save = () =>
    add.mutate(
      { params: { accountId }, body: { ...draft, visitId, personId: person?.id ?? null } },
      {
        onSuccess: () => {
          toast(w.referral.saved)
          onClose()
        },
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.referral.add}>
      <Form onSubmit={save} problem={add.error} bundles={[words]} busy={add.isPending}>
        <TextField
          name="toName"
          label={w.referral.toName}
          required
          autoFocus
          value={draft.toName}
          onChange={(toName) => setDraft({ ...draft, toName })}
        />
        {people && people.length > 0 ? (
          <ChipChoice
            name="personId"
            label={w.referral.by}
            options={people.map((p) => ({ value: p.id, label: p.name }))}
            value={person?.id ?? null}
            onChange={(id) => {
              const one = people.find((p) => p.id === id)
              setPerson(one ? { id: one.id, label: one.name } : null)
            }}
          />
        ) : (
          <RecordPicker
            name="personId"
            label={w.referral.by}
            search={findPeopleOf(accountId)}
            value={person}
            onChange={setPerson}
          />
        )}
        <ChipChoice
          label={w.referral.title}
          hideLabel
          required
          options={(['promised', 'introduced'] as const).map((value) => ({
            value,
            label: w.referral.states[value],
          }))}
          value={draft.state}
          onChange={(state) => state && setDraft({ ...draft, state })}
        />
        <TextArea
          name="note"
          label={w.referral.note}
          hint={w.referral.noteHint}
          rows={2}
          value={draft.note}
          onChange={(note) => setDraft({ ...draft, note })}
        />
        <SubmitButton>{w.save}</SubmitButton>
      </Form>
    </Sheet>
  )
}
