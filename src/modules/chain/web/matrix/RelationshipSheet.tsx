import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import {
  makeClaim,
  RELATIONSHIP_LEVELS,
  type RelationshipCell,
  type RelationshipLevel,
  type RelationshipMatrix,
} from '../../chain.contract.ts'
import { words } from '../../words/index.ts'
import { matrixWords } from '../../words/matrix.ts'
import classes from './Matrix.module.css'

const SURE = ['rumour', 'inferred', 'stated', 'confirmed'] as const

interface RelationshipSheetProps {
  accountId: string
  member: RelationshipMatrix['members'][number]
  person: RelationshipMatrix['people'][number]
  cell: RelationshipCell | null
  projectId: string | null
  canWrite: boolean
  onClose: () => void
}

/** One of ours with one of theirs: where it stands, where it should go by when, what comes next, and how it got here. */
export function RelationshipSheet(props: RelationshipSheetProps) {
  const { accountId, member, person, cell, projectId, canWrite, onClose } = props
  const w = useWords(matrixWords)
  const f = useFormat()
  return (
    <Sheet opened onClose={onClose} title={`${member.name} × ${person.name}`} size="narrow">
      <div className={classes.sheet}>
        {canWrite && projectId && <RelationshipForm {...props} projectId={projectId} />}
        {canWrite && !projectId && <p className={classes.quiet}>{w.noProject}</p>}
        {canWrite && (
          <Button
            variant="quiet"
            to={`/visits/new?account=${accountId}&person=${person.id}${projectId ? `&project=${projectId}` : ''}`}
          >
            {w.plan}
          </Button>
        )}
        {cell && cell.steps.length > 0 && (
          <section>
            <h3 className={classes.label}>{w.history}</h3>
            <Timeline
              label={w.history}
              items={cell.steps.toReversed().map((step) => ({
                key: step.at,
                when: f.moment(step.at),
                title: step.level ? w.levels[step.level] : w.unknown,
              }))}
            />
          </section>
        )}
      </div>
    </Sheet>
  )
}

function RelationshipForm({
  member,
  person,
  cell,
  projectId,
  onClose,
}: RelationshipSheetProps & { projectId: string }) {
  const w = useWords(matrixWords)
  const sentence = useProblem(words)
  const claim = useSave(makeClaim, { about: person.name })
  const [draft, setDraft] = useState({
    current: cell?.current ?? null,
    target: cell?.target ?? null,
    targetOn: cell?.targetOn ?? null,
    nextAction: cell?.nextAction ?? '',
  })
  const [sure, setSure] = useState<(typeof SURE)[number]>('inferred')
  const [why, setWhy] = useState('')
  const levels = RELATIONSHIP_LEVELS.map((value) => ({ value, label: w.levels[value] }))
  const save = (value: typeof draft | null) =>
    claim
      .mutateAsync({
        params: { projectId },
        body: {
          id: newId(),
          personId: person.id,
          confidence: sure,
          source: { kind: 'note', id: null, note: why },
          claim: { attribute: 'relationship', aboutMemberId: member.id, value },
        },
      })
      .then(() => {
        toast(w.saved)
        onClose()
      })
      .catch((error) => problemToast(sentence(error)))
  const set = (over: Partial<typeof draft>) => setDraft({ ...draft, ...over })
  return (
    <Form onSubmit={() => save(draft)} bundles={[words]} busy={claim.isPending}>
      <ChipChoice
        name="current"
        label={w.now}
        hint={draft.current ? w.levelHints[draft.current] : undefined}
        options={levels}
        value={draft.current}
        onChange={(current: RelationshipLevel | null) => set({ current })}
      />
      <ChipChoice
        name="target"
        label={w.aim}
        options={levels}
        value={draft.target}
        onChange={(target: RelationshipLevel | null) => set({ target })}
      />
      {draft.target && (
        <DayField
          name="targetOn"
          label={w.by}
          value={draft.targetOn}
          onChange={(targetOn) => set({ targetOn })}
        />
      )}
      <TextField
        name="nextAction"
        label={w.next}
        hint={w.nextHint}
        value={draft.nextAction}
        onChange={(nextAction) => set({ nextAction })}
      />
      <TextField name="note" label={w.why} hint={w.whyHint} value={why} onChange={setWhy} />
      <ChipChoice
        name="confidence"
        label={w.sure}
        required
        options={SURE.map((value) => ({ value, label: w.sures[value] }))}
        value={sure}
        onChange={(value) => value && setSure(value)}
      />
      <FormActions>
        <SubmitButton>{w.save}</SubmitButton>
        {cell && (
          <Button variant="quiet" onClick={() => save(null)}>
            {w.withdraw}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}
