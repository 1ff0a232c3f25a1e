import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormErrors } from '#ui/Form.tsx'
import { NumberField, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import {
  changeVisit,
  takeStep,
  type VisitDetail,
  type VisitHead,
  type VisitKind,
} from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { type ChosenCompanion, Companions } from './Companions.tsx'
import { ProjectField } from './ProjectField.tsx'
import { TimeChoice } from './TimeChoice.tsx'
import { useKinds } from './use-kinds.ts'
import { useTap, useVisit } from './visit-cache.ts'
import classes from './visits.module.css'

/** The plan of a visit: how, where, with whom; another time; calling it off; and what happened so far. */
export function VisitPlanPanel({ visit }: { visit: VisitHead }) {
  const read = useVisit(visit.id)
  return (
    <Loaded read={read} bundles={[words]}>
      {(detail) => <Plan key={detail.id} visit={detail} />}
    </Loaded>
  )
}

interface PlanDraft {
  kind: VisitKind
  place: string
  plannedMinutes: number
  projectId: string | null
  companions: ChosenCompanion[]
}

function Plan({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const kinds = useKinds()
  const f = useFormat()
  const open = visit.canWrite && visit.state !== 'cancelled' && visit.state !== 'reviewed'
  const save = useSave(changeVisit, { about: visit.accountName })
  const form = useAutosave({
    record: visit,
    pick: ({ kind, place, plannedMinutes, projectId, companions }): PlanDraft => ({
      kind,
      place,
      plannedMinutes,
      projectId,
      // A lost race answers the visit's own row, which has no companions: those on the screen stay.
      companions: companions ?? visit.companions,
    }),
    save: ({ companions, ...draft }, version) =>
      save.mutateAsync({
        params: { visitId: visit.id },
        body: { ...draft, companions: companions.map(({ memberId, part }) => ({ memberId, part })), version },
      }),
  })
  return (
    <div className={classes.roomy}>
      {open && (
        <FormErrors problem={form.problem} bundles={[words]}>
          <div className={classes.roomy}>
            <SaveState form={form} />
            <ChipChoice
              name="kind"
              label={w.form.kind}
              required
              options={kinds.options(form.value.kind)}
              value={form.value.kind}
              onChange={(kind) => kind && form.set({ kind })}
            />
            <TextField
              name="place"
              label={w.form.place}
              value={form.value.place}
              onChange={(place) => form.set({ place })}
            />
            <NumberField
              name="plannedMinutes"
              label={w.head.minutesPlanned}
              value={form.value.plannedMinutes}
              onChange={(minutes) => minutes && form.set({ plannedMinutes: minutes })}
            />
            <ProjectField
              accountId={visit.accountId}
              value={form.value.projectId}
              onChange={(projectId) => form.set({ projectId })}
            />
            <Companions value={form.value.companions} onChange={(companions) => form.set({ companions })} />
          </div>
        </FormErrors>
      )}
      {visit.canWrite && <Reschedule visit={visit} />}
      {visit.canWrite && <CallOff visit={visit} />}
      <History visit={visit} />
      <ConflictDialog
        form={form}
        fields={[
          { key: 'kind', label: w.form.kind, render: (kind: VisitKind) => kinds.nameOf(kind) },
          { key: 'place', label: w.form.place },
          { key: 'plannedMinutes', label: w.head.minutesPlanned },
          {
            key: 'companions',
            label: w.form.companions,
            render: (list: ChosenCompanion[]) => f.list(list.map((c) => c.name)),
          },
        ]}
      />
    </div>
  )
}

/** Another time; the old one stays in the history. */
function Reschedule({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const move = useWrite(takeStep)
  const [at, setAt] = useState<string | null>(null)
  const [note, setNote] = useState('')
  if (!['planned', 'prepared', 'cancelled'].includes(visit.state)) return null
  const submit = () => {
    if (!at) return
    move.mutate(
      {
        params: { visitId: visit.id },
        body: { id: newId(), version: visit.version, step: 'rescheduled', plannedAt: at, note },
      },
      {
        onSuccess: () => {
          setAt(null)
          setNote('')
          toast(w.head.rescheduled)
        },
      },
    )
  }
  return (
    <Section title={w.head.reschedule}>
      <Form
        onSubmit={submit}
        problem={move.error}
        bundles={[words]}
        busy={move.isPending}
        label={w.head.reschedule}
      >
        <div className={classes.roomy}>
          <TimeChoice value={at} onChange={setAt} />
          {at && (
            <>
              <TextField name="note" label={w.head.rescheduleWhy} value={note} onChange={setNote} />
              <Button type="submit" busy={move.isPending}>
                {w.head.reschedule}
              </Button>
            </>
          )}
        </div>
      </Form>
    </Section>
  )
}

function CallOff({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const say = useProblem(words)
  const step = useTap(takeStep, visit)
  const undo = useWrite(takeStep)
  const params = { visitId: visit.id }
  const restore = () =>
    undo
      .mutateAsync({ params, body: { id: newId(), step: 'restored' } })
      .catch((error) => problemToast(say(error)))
  if (visit.state === 'cancelled') return <Button onClick={() => void restore()}>{w.head.restore}</Button>
  if (visit.state === 'recorded' || visit.state === 'reviewed') return null
  return (
    <Button
      variant="danger"
      onClick={async () => {
        const done = await step({ params, body: { id: newId(), step: 'cancelled' } }, () => ({
          state: 'cancelled',
        }))
        if (done) undoToast(w.head.cancelled, restore)
      }}
    >
      {w.head.cancel}
    </Button>
  )
}

function History({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const f = useFormat()
  return (
    <Section title={w.head.history}>
      <Timeline
        label={w.head.history}
        items={[...visit.history].reverse().map((step) => {
          const moved =
            step.plannedBefore !== null && step.plannedAfter !== null
              ? w.head.movedFrom(f.moment(step.plannedBefore), f.moment(step.plannedAfter))
              : ''
          const text = [moved, step.note].filter(Boolean).join(' · ')
          return {
            key: step.id,
            when: f.moment(step.at),
            title: `${w.steps[step.step]} · ${step.byName}`,
            ...(text && { text }),
          }
        })}
      />
    </Section>
  )
}
