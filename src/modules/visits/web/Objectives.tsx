import { IconTargetArrow, IconTrash } from '@tabler/icons-react'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { FormErrors } from '#ui/Form.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { undoToast } from '#ui/toast.ts'
import {
  addObjective,
  changeObjective,
  OBJECTIVE_KINDS,
  type Objective,
  type ObjectiveKind,
  removeObjective,
  type VisitDetail,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { ObjectiveFields } from './ObjectiveFields.tsx'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** What the visit is for: each objective with the commitment sought, saved as it is typed. */
export function Objectives({ visit, open }: { visit: VisitDetail; open: boolean }) {
  const w = useWords(words)
  const add = useTap(addObjective, visit)
  const addKind = (kind: ObjectiveKind | null) => {
    if (!kind) return
    const draft = { id: newId(), kind, text: '', best: '', acceptable: '', minimum: '', grewFrom: null }
    void add({ params: { visitId: visit.id }, body: draft }, (v) => ({
      objectives: [...v.objectives, { ...draft, result: null, resultNote: '', version: 1 }],
    }))
  }
  const choice = open && (
    <ChipChoice
      label={w.prepare.addObjective}
      hideLabel={visit.objectives.length === 0}
      options={OBJECTIVE_KINDS.map((kind) => ({ value: kind, label: w.objectiveKinds[kind] }))}
      value={null}
      onChange={addKind}
    />
  )
  return (
    <Section title={w.prepare.objectives} hint={w.prepare.objectivesHint}>
      <div className={classes.stack}>
        {visit.objectives.length === 0 && (
          <EmptyState
            icon={<IconTargetArrow />}
            title={w.prepare.emptyObjectivesTitle}
            text={w.prepare.emptyObjectivesText}
            action={choice}
          />
        )}
        {visit.objectives.map((objective) => (
          <ObjectiveCard key={objective.id} visit={visit} objective={objective} open={open} />
        ))}
        {visit.objectives.length > 0 && choice}
      </div>
    </Section>
  )
}

function ObjectiveCard({
  visit,
  objective,
  open,
}: {
  visit: VisitDetail
  objective: Objective
  open: boolean
}) {
  const w = useWords(words)
  const save = useSave(changeObjective, { about: visit.accountName })
  const remove = useTap(removeObjective, visit)
  const add = useTap(addObjective, visit)
  const params = { visitId: visit.id, objectiveId: objective.id }
  const form = useAutosave({
    record: objective,
    pick: ({ kind, text, best, acceptable, minimum }) => ({ kind, text, best, acceptable, minimum }),
    save: (draft, version) => save.mutateAsync({ params, body: { ...draft, version } }),
  })
  const drop = async () => {
    const without = (v: VisitDetail) => ({ objectives: v.objectives.filter((o) => o.id !== objective.id) })
    if (!(await remove({ params }, without))) return
    const { kind, text, best, acceptable, minimum } = form.value
    const again = { id: objective.id, kind, text, best, acceptable, minimum, grewFrom: objective.grewFrom }
    undoToast(w.prepare.objectiveRemoved, () => add({ params: { visitId: visit.id }, body: again }))
  }
  return (
    <Card>
      <FormErrors problem={form.problem} bundles={[words]}>
        <div className={classes.roomy}>
          <div className={classes.row}>
            <div className={classes.wrap}>
              <Tag tone="ice">{w.objectiveKinds[form.value.kind]}</Tag>
              {objective.grewFrom && <Tag>{w.grewFrom[objective.grewFrom.kind]}</Tag>}
              {open && <SaveState form={form} />}
            </div>
            {open && (
              <IconButton
                label={w.prepare.removeObjective}
                icon={<IconTrash size={18} />}
                onClick={() => void drop()}
              />
            )}
          </div>
          <ObjectiveFields value={form.value} onChange={form.set} disabled={!open} />
        </div>
      </FormErrors>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'kind', label: w.form.objective, render: (kind: ObjectiveKind) => w.objectiveKinds[kind] },
          { key: 'text', label: w.form.objectiveText },
          { key: 'best', label: w.form.best },
          { key: 'acceptable', label: w.form.acceptable },
          { key: 'minimum', label: w.form.minimum },
        ]}
      />
    </Card>
  )
}
