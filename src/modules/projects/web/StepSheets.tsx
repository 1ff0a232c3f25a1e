import { useState } from 'react'
import { listPeople } from '#modules/people/people.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useMe } from '#platform/web/session.tsx'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, FormErrors, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  addStep,
  changeStep,
  type ProcurementStep,
  type ProjectRecord,
  removeStep,
} from '../projects.contract.ts'
import { words } from '../words/index.ts'

interface Draft {
  name: string
  ownerPersonId: string | null
  ownerMemberId: string | null
  dueOn: string | null
  document: string
}
interface FieldsProps {
  project: ProjectRecord
  value: Draft
  set: (change: Partial<Draft>) => void
  ownerName: string
}

async function findPeople(accountId: string, text: string, signal: AbortSignal): Promise<Picked[]> {
  const query = { limit: 20, ...(text && { q: text }) }
  const { items } = await readOnce(listPeople, { params: { accountId }, query }, { signal })
  return items.map((one) => ({ id: one.id, label: one.name, detail: one.title }))
}

function StepFields({ project, value, set, ownerName }: FieldsProps) {
  const w = useWords(words)
  const { member } = useMe()
  const { accountId } = project
  const [person, setPerson] = useState<Picked | null>(
    value.ownerPersonId ? { id: value.ownerPersonId, label: ownerName } : null,
  )
  const [side, setSide] = useState<'person' | 'member' | null>(
    value.ownerPersonId ? 'person' : value.ownerMemberId ? 'member' : null,
  )
  // A step that is a colleague's stays theirs until somebody else is chosen.
  const colleague = value.ownerMemberId !== null && value.ownerMemberId !== member.id
  const choose = (chosen: typeof side) => {
    setSide(chosen)
    set({
      ownerPersonId: chosen === 'person' ? (person?.id ?? null) : null,
      ownerMemberId: chosen === 'member' ? member.id : null,
    })
  }
  return (
    <>
      <TextField
        name="name"
        label={w.steps.name}
        required
        value={value.name}
        onChange={(name) => set({ name })}
      />
      <ChipChoice
        name="ownerMemberId"
        label={w.steps.owner}
        value={side}
        onChange={choose}
        options={[
          ...(accountId ? [{ value: 'person' as const, label: w.steps.ownerPerson }] : []),
          { value: 'member' as const, label: colleague ? ownerName : w.steps.ownerMe },
        ]}
      />
      {side === 'person' && accountId && (
        <RecordPicker
          name="ownerPersonId"
          label={w.steps.ownerPerson}
          value={person}
          onChange={(picked) => {
            setPerson(picked)
            set({ ownerPersonId: picked?.id ?? null })
          }}
          search={(text, signal) => findPeople(accountId, text, signal)}
        />
      )}
      <DayField name="dueOn" label={w.steps.dueOn} value={value.dueOn} onChange={(dueOn) => set({ dueOn })} />
      <TextField
        name="document"
        label={w.steps.document}
        value={value.document}
        onChange={(document) => set({ document })}
      />
    </>
  )
}

/** Adds a step at the end. */
export function NewStep({ project, onClose }: { project: ProjectRecord; onClose: () => void }) {
  const w = useWords(words)
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    name: '',
    ownerPersonId: null as string | null,
    ownerMemberId: null as string | null,
    dueOn: null as string | null,
    document: '',
  }))
  const create = useWrite(addStep)
  const submit = () =>
    create.mutate({ params: { projectId: project.id }, body: draft }, { onSuccess: onClose })
  return (
    <Sheet opened onClose={onClose} title={w.steps.add}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <StepFields
          project={project}
          value={draft}
          set={(change) => setDraft({ ...draft, ...change })}
          ownerName=""
        />
        <FormActions>
          <SubmitButton busy={create.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

interface StepFormProps {
  project: ProjectRecord
  step: ProcurementStep
  onClose: () => void
}

/** Changes a step; saved as it is typed. */
export function StepForm({ project, step, onClose }: StepFormProps) {
  const w = useWords(words)
  const say = useProblem(words)
  const save = useSave(changeStep, { about: step.name })
  const remove = useWrite(removeStep)
  const form = useAutosave({
    record: step,
    pick: (s: ProcurementStep): Draft & { doneOn: string | null } => ({
      name: s.name,
      ownerPersonId: s.ownerPersonId,
      ownerMemberId: s.ownerMemberId,
      dueOn: s.dueOn,
      document: s.document,
      doneOn: s.doneOn,
    }),
    save: (draft, version) => save.mutateAsync({ params: { stepId: step.id }, body: { ...draft, version } }),
  })
  const drop = () =>
    remove.mutate(
      { params: { stepId: step.id } },
      {
        onSuccess: () => {
          toast(w.steps.removed)
          onClose()
        },
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <Sheet opened onClose={onClose} title={w.steps.change} footer={<SaveState form={form} />}>
      <FormErrors problem={form.problem} bundles={[words]}>
        <StepFields project={project} value={form.value} set={form.set} ownerName={step.ownerName} />
        <FormActions>
          <Button variant="danger" busy={remove.isPending} onClick={drop}>
            {w.steps.remove}
          </Button>
        </FormActions>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.steps.name },
          { key: 'dueOn', label: w.steps.dueOn },
          { key: 'document', label: w.steps.document },
        ]}
      />
    </Sheet>
  )
}
