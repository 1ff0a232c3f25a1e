import { IconListCheck, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { today as presentDay } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { CheckField } from '#ui/fields.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast } from '#ui/toast.ts'
import { changeStep, layOutSteps, type ProcurementStep, type ProjectRecord } from '../projects.contract.ts'
import { USUAL_STEPS } from '../projects.rules.ts'
import { words } from '../words/index.ts'
import classes from './Projects.module.css'
import { NewStep, StepForm } from './StepSheets.tsx'

/** The procurement process, step by step. */
export function StepList({ project }: { project: ProjectRecord }) {
  const w = useWords(words)
  const say = useProblem(words)
  const [open, setOpen] = useState<string | 'new' | null>(null)
  const layOut = useWrite(layOutSteps)
  const { steps, procurementMethod: method, canWrite } = project
  const edited = steps.find((step) => step.id === open)
  const add = canWrite && (
    <Button size="sm" icon={<IconPlus />} onClick={() => setOpen('new')}>
      {w.steps.add}
    </Button>
  )
  const layOutUsual = () => {
    if (!method) return
    const names = USUAL_STEPS[method].map((step) => w.usualStep[step])
    layOut.mutate(
      { params: { projectId: project.id }, body: { method, names } },
      { onError: (error) => problemToast(say(error)) },
    )
  }
  return (
    <Section
      title={w.page.sections.process}
      hint={steps.length > 0 && w.steps.progress(steps.filter((step) => step.doneOn).length, steps.length)}
      actions={steps.length > 0 && add}
    >
      {steps.length === 0 ? (
        <EmptyState
          icon={<IconListCheck />}
          title={w.steps.none}
          text={method ? w.steps.noneText : w.steps.noneChooseFirst}
          action={
            <>
              {canWrite && method && (
                <Button variant="primary" busy={layOut.isPending} onClick={layOutUsual}>
                  {w.steps.layOut(w.method[method])}
                </Button>
              )}
              {add}
            </>
          }
        />
      ) : (
        <Card>
          <ol className={classes.steps}>
            {steps.map((step) => (
              <Step key={step.id} step={step} canWrite={canWrite} onEdit={() => setOpen(step.id)} />
            ))}
          </ol>
        </Card>
      )}
      {open === 'new' && <NewStep project={project} onClose={() => setOpen(null)} />}
      {edited && <StepForm key={edited.id} project={project} step={edited} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function Step({ step, canWrite, onEdit }: { step: ProcurementStep; canWrite: boolean; onEdit: () => void }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const change = useWrite(changeStep)
  const today = presentDay()
  const late = step.doneOn === null && step.dueOn !== null && step.dueOn < today
  const tick = (done: boolean) => {
    const { name, ownerPersonId, ownerMemberId, dueOn, document, version } = step
    change.mutate(
      {
        params: { stepId: step.id },
        body: { name, ownerPersonId, ownerMemberId, dueOn, document, version, doneOn: done ? today : null },
      },
      { onError: (error) => problemToast(say(error)) },
    )
  }
  return (
    <li className={classes.step}>
      <div className={classes.stepWords}>
        <CheckField
          label={<span className={step.doneOn ? classes.done : undefined}>{step.name}</span>}
          disabled={!canWrite || change.isPending}
          value={step.doneOn !== null}
          onChange={tick}
        />
        <p className={classes.small}>
          {[
            step.ownerName,
            step.doneOn
              ? w.steps.doneOn(f.shortDay(step.doneOn))
              : step.dueOn && w.steps.due(f.shortDay(step.dueOn)),
            step.document,
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          {late && <Tag tone="bad">{w.steps.overdue}</Tag>}
        </p>
      </div>
      {canWrite && (
        <IconButton label={`${w.steps.change} ${step.name}`} icon={<IconPencil />} onClick={onEdit} />
      )}
    </li>
  )
}
