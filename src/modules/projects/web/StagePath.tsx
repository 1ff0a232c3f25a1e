import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, usePlatformWords, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField, TextArea } from '#ui/fields.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import {
  changeProjectStage,
  OPEN_STAGES,
  PROJECT_STAGES,
  type ProjectRecord,
  type ProjectStage,
} from '../projects.contract.ts'
import { isClosed, isOpen, reasonNeeded } from '../projects.rules.ts'
import { words } from '../words/index.ts'
import { rivalChoices } from './find-rivals.ts'
import classes from './Projects.module.css'

/** How far the purchase has come, and the way to the next stage. */
export function StagePath({ project }: { project: ProjectRecord }) {
  const w = useWords(words)
  const { common } = usePlatformWords()
  const f = useFormat()
  const [moving, setMoving] = useState(false)
  const { stage } = project
  const open = isOpen(stage)
  const shown: ProjectStage[] = open ? [...OPEN_STAGES, 'won'] : [...OPEN_STAGES, stage]
  const reached = shown.indexOf(stage)
  const because = { won: w.page.wonBecause, lost: w.page.lostBecause, suspended: w.page.suspendedBecause }
  return (
    <Card>
      <ol className={classes.path} aria-label={w.fields.stage}>
        {shown.map((one, index) => (
          <li
            key={one}
            className={classes.stage}
            data-reached={(open && index <= reached) || undefined}
            data-end={!open && one === stage ? stage : undefined}
            aria-current={one === stage ? 'step' : undefined}
          >
            {w.stage[one]}
          </li>
        ))}
      </ol>
      {!open && (
        <p className={classes.small}>
          {[
            common.labelled(because[stage as keyof typeof because], project.outcomeReason || '—'),
            project.lostToName && common.labelled(w.fields.lostTo, project.lostToName),
            project.closedOn && f.day(project.closedOn),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {project.canWrite && (
        <div className={classes.bar}>
          <Button variant="primary" onClick={() => setMoving(true)}>
            {w.page.move}
          </Button>
        </div>
      )}
      {moving && <MoveSheet project={project} onClose={() => setMoving(false)} />}
    </Card>
  )
}

function MoveSheet({ project, onClose }: { project: ProjectRecord; onClose: () => void }) {
  const w = useWords(words)
  const [id] = useState(newId)
  const [stage, setStage] = useState<ProjectStage | null>(
    OPEN_STAGES[OPEN_STAGES.indexOf(project.stage) + 1] ?? null,
  )
  const [reason, setReason] = useState('')
  const [lostTo, setLostTo] = useState<Picked | null>(null)
  const [closedOn, setClosedOn] = useState<string | null>(null)
  const change = useWrite(changeProjectStage)
  const submit = () => {
    if (!stage) return
    change.mutate(
      {
        params: { projectId: project.id },
        body: {
          id,
          stage,
          reason,
          lostToId: stage === 'lost' ? (lostTo?.id ?? null) : null,
          closedOn: isClosed(stage) ? closedOn : null,
          version: project.version,
        },
      },
      {
        onSuccess: () => {
          toast(w.page.stageChanged(w.stage[stage]))
          onClose()
        },
      },
    )
  }
  const hints = w.page.reasonHints
  const hint = stage === 'lost' || stage === 'won' || stage === 'suspended' ? hints[stage] : hints.other
  return (
    <Sheet opened onClose={onClose} title={w.page.move}>
      <Form onSubmit={submit} problem={change.error} bundles={[words]} busy={change.isPending}>
        <ChipChoice
          name="stage"
          label={w.fields.stage}
          required
          value={stage}
          onChange={setStage}
          options={PROJECT_STAGES.filter((one) => one !== project.stage).map((one) => ({
            value: one,
            label: w.stage[one],
          }))}
        />
        {stage === 'lost' && (
          <RecordPicker
            name="lostToId"
            label={w.fields.lostTo}
            hint={w.page.suggestRival}
            value={lostTo}
            onChange={setLostTo}
            search={rivalChoices}
          />
        )}
        <TextArea
          name="reason"
          label={w.page.reason}
          hint={hint}
          required={stage !== null && reasonNeeded(project.stage, stage)}
          rows={2}
          value={reason}
          onChange={setReason}
        />
        {stage !== null && isClosed(stage) && (
          <DayField name="closedOn" label={w.fields.closedOn} value={closedOn} onChange={setClosedOn} />
        )}
        <FormActions>
          <SubmitButton busy={change.isPending} disabled={!stage}>
            {stage ? w.page.moveTo(w.stage[stage]) : w.save}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}
