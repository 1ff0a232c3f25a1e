import { useState } from 'react'
import { CONFIDENCE, newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice, Scale } from '#ui/choices.tsx'
import { Form, FormActions, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { SwitchField, TextArea, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import {
  addRivalRep,
  assertRivalTie,
  changeRivalRep,
  PRIVATE_RIVAL_TIES,
  RIVAL_TIES,
  type RivalRep,
  type RivalTie,
} from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { findPeople } from './find-here.ts'
import { RivalPicker } from './RivalPicker.tsx'

/** Notes one of a rival's salespeople at this customer. */
export function NewRep({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [rival, setRival] = useState<Picked | null>(null)
  const [draft, setDraft] = useState({ name: '', title: '', traits: '' })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const create = useWrite(addRivalRep)
  const submit = () => {
    if (!rival) return
    create.mutate(
      { params: { accountId }, body: { ...draft, id, rivalId: rival.id } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.panel.addRep}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <TextField
          name="name"
          label={w.panel.repName}
          required
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <RivalPicker value={rival} onChange={setRival} />
        <TextField
          name="title"
          label={w.panel.repTitle}
          value={draft.title}
          onChange={(title) => set({ title })}
        />
        <TextArea
          name="traits"
          label={w.panel.traits}
          hint={w.panel.traitsHint}
          value={draft.traits}
          onChange={(traits) => set({ traits })}
        />
        <FormActions>
          <SubmitButton busy={create.isPending} disabled={!rival}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

interface RepProps {
  rep: RivalRep
  withheld: boolean
  onClose: () => void
}

/** Changes one; saved as it is typed. */
export function RepForm({ rep, withheld, onClose }: RepProps) {
  const w = useWords(words)
  const save = useSave(changeRivalRep, { about: rep.name })
  const form = useAutosave({
    record: rep,
    pick: ({ name, title, traits, left }: RivalRep) => ({ name, title, traits: traits ?? '', left }),
    save: ({ traits, ...draft }, version) =>
      save.mutateAsync({
        params: { repId: rep.id },
        body: { ...draft, rivalId: rep.rivalId, version, ...(!withheld && { traits }) },
      }),
  })
  const { value, set } = form
  return (
    <Sheet opened onClose={onClose} title={w.panel.changeRep} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <TextField
          name="name"
          label={w.panel.repName}
          required
          value={value.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          name="title"
          label={w.panel.repTitle}
          value={value.title}
          onChange={(title) => set({ title })}
        />
        {!withheld && (
          <TextArea
            name="traits"
            label={w.panel.traits}
            hint={w.panel.traitsHint}
            value={value.traits}
            onChange={(traits) => set({ traits })}
          />
        )}
        <SwitchField name="left" label={w.panel.left} value={value.left} onChange={(left) => set({ left })} />
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.panel.repName },
          { key: 'title', label: w.panel.repTitle },
          { key: 'traits', label: w.panel.traits },
        ]}
      />
    </Sheet>
  )
}

/** What binds the rep to somebody here. */
export function NewRivalTie({ rep, withheld, onClose }: RepProps) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [person, setPerson] = useState<Picked | null>(null)
  const [kind, setKind] = useState<RivalTie['kind'] | null>(null)
  const [strength, setStrength] = useState<number | null>(null)
  const [evidence, setEvidence] = useState('')
  const [confidence, setConfidence] = useState<RivalTie['confidence']>('inferred')
  const create = useWrite(assertRivalTie)
  const kinds = RIVAL_TIES.filter((one) => !withheld || !PRIVATE_RIVAL_TIES.includes(one))
  const submit = () => {
    if (!person || !kind) return
    create.mutate(
      { params: { repId: rep.id }, body: { id, personId: person.id, kind, strength, evidence, confidence } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.panel.addTie}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <RecordPicker
          name="personId"
          label={w.panel.person}
          required
          value={person}
          onChange={setPerson}
          search={(text, signal) => findPeople(rep.accountId, text, signal)}
        />
        <ChipChoice
          name="kind"
          label={w.panel.kind}
          required
          value={kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one, label: w.ties[one] }))}
        />
        <Scale
          name="strength"
          label={w.panel.strength}
          min={1}
          max={5}
          value={strength}
          onChange={setStrength}
        />
        <TextArea name="evidence" label={w.panel.evidence} rows={2} value={evidence} onChange={setEvidence} />
        <ChipChoice
          name="confidence"
          label={w.panel.confidence}
          required
          value={confidence}
          onChange={(chosen) => chosen && setConfidence(chosen)}
          options={CONFIDENCE.map((one) => ({ value: one, label: w.confidence[one] }))}
        />
        <FormActions>
          <SubmitButton busy={create.isPending} disabled={!person || !kind}>
            {w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}
