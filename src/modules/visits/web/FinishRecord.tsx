import { IconCalendarPlus, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Section } from '#ui/Page.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { createVisit, recordVisit, type VisitDetail } from '../visits.contract.ts'
import { suggestObjectives } from '../visits.rules.ts'
import { words } from '../words/index.ts'
import { inDays } from './quick-times.ts'
import { TimeChoice } from './TimeChoice.tsx'
import { useTap } from './visit-cache.ts'
import classes from './visits.module.css'

/** The end of the record: when the next visit is, what it takes along, and one button for both. */
export function FinishRecord({
  visit,
  open,
  flush,
}: {
  visit: VisitDetail
  open: boolean
  flush: () => Promise<void>
}) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const record = useTap(recordVisit, visit)
  const create = useWrite(createVisit)
  const [plannedAt, setPlannedAt] = useState<string | null>(null)
  const [ids] = useState(() => ({ step: newId(), next: newId() }))
  const [busy, setBusy] = useState(false)
  const [now] = useState(() => new Date())
  const times = [
    { at: inDays(now, 3, 10), label: w.next.in3days },
    { at: inDays(now, 7, 10), label: w.next.in1week },
    { at: inDays(now, 14, 10), label: w.next.in2weeks },
  ]
  const recorded = visit.state === 'recorded' || visit.state === 'reviewed'
  const carried = suggestObjectives(visit.objectives, newId)
  if (visit.nextId !== null)
    return (
      <Section title={w.next.title}>
        <Button to={`/visits/${visit.nextId}`} icon={<IconCalendarPlus size={18} />}>
          {w.next.open}
        </Button>
      </Section>
    )
  if (!visit.canWrite || visit.state === 'cancelled') return null

  const next = (at: string) => ({
    id: ids.next,
    plannedAt: at,
    projectId: visit.projectId,
    kind: visit.kind,
    plannedMinutes: visit.plannedMinutes,
    place: visit.place,
    personIds: visit.people.filter((p) => p.met !== false).map((p) => p.id),
    objectives: carried,
  })
  const finish = async () => {
    setBusy(true)
    // What is still being typed goes first: the record is closed with all of it.
    await flush()
    const done = await record(
      { params: { visitId: visit.id }, body: { id: ids.step, next: plannedAt ? next(plannedAt) : null } },
      () => ({ state: 'recorded', ...(plannedAt && { nextId: ids.next }) }),
    )
    setBusy(false)
    if (done) toast(w.record.finished)
  }
  const planNext = (at: string) =>
    create.mutate(
      { body: { ...next(at), accountId: visit.accountId, followsId: visit.id } },
      { onSuccess: () => toast(w.next.planned(f.moment(at))), onError: (error) => problemToast(say(error)) },
    )
  return (
    <Section title={w.next.title} hint={w.next.hint}>
      <Card accent>
        <div className={classes.roomy}>
          <TimeChoice label={w.form.when} options={times} value={plannedAt} onChange={setPlannedAt} />
          {carried.length > 0 ? (
            <div>
              <div className={classes.muted}>{w.next.carried}</div>
              <div className={classes.wrap}>
                {carried.map((o) => (
                  <Tag key={o.id} tone="ice">
                    {o.text || w.objectiveKinds[o.kind]}
                  </Tag>
                ))}
              </div>
            </div>
          ) : (
            <p className={classes.muted}>{w.next.nothingOpen}</p>
          )}
          <div className={classes.finish}>
            {recorded ? (
              <Button
                variant="primary"
                full
                disabled={plannedAt === null}
                busy={create.isPending}
                onClick={() => plannedAt && planNext(plannedAt)}
              >
                {w.next.planOnly}
              </Button>
            ) : (
              open && (
                <>
                  <Button
                    variant="primary"
                    icon={<IconCheck size={18} />}
                    full
                    busy={busy}
                    onClick={() => void finish()}
                  >
                    {plannedAt ? w.next.plan : w.next.without}
                  </Button>
                  <p className={classes.muted}>{w.record.finishHint}</p>
                </>
              )
            )}
          </div>
        </div>
      </Card>
    </Section>
  )
}
