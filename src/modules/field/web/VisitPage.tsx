import { IconAdjustments, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { getVisit, takeStep, type VisitDetail } from '#modules/visits/visits.contract.ts'
import { VisitPlanPanel } from '#modules/visits/web/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readKey, useRead } from '#platform/web/query.ts'
import { queryClient, touch } from '#platform/web/query-client.ts'
import { Link, useParams, useSearch } from '#platform/web/router.tsx'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { ProgressRing } from '#ui/ProgressRing.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { StageBar, StageSwipe } from '#ui/StageBar.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { getReadiness, STAGES, type StageKey } from '../field.contract.ts'
import { doneStages, neighbours, stageIn } from '../stages.rules.ts'
import { words } from '../words/index.ts'
import classes from './field.module.css'
import { ReadinessSheet } from './ReadinessSheet.tsx'
import { StagePanels } from './StagePanels.tsx'

/** One visit walked from B to H: one stage a screen, the stage in the address. */
export function VisitPage() {
  const { visitId } = useParams<{ visitId: string }>()
  const read = useRead(getVisit, { params: { visitId } }, { shows: ['people', 'proofs', 'accounts'] })
  return (
    <Loaded read={read} skeleton={<PageSkeleton />} bundles={[words]}>
      {(visit) => <Walk key={visit.id} visit={visit} />}
    </Loaded>
  )
}

function Walk({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const f = useFormat()
  const [search, change] = useSearch()
  const [planOpen, setPlanOpen] = useState(false)
  const stage = stageIn(search.stage, visit)
  const done = doneStages(visit)
  const stages = STAGES.map(({ key, letter }) => ({ key, letter, label: w.stages[key], done: done.has(key) }))
  const go = (key: string) => {
    change({ stage: key })
    window.scrollTo({ top: 0 })
  }
  const facts = [
    f.moment(visit.plannedAt),
    visit.place,
    f.list(visit.people.filter((p) => p.planned && p.name).map((p) => p.name)),
  ]
  return (
    <Page
      title={visit.accountName}
      back="/visits"
      subtitle={
        <>
          {facts.filter(Boolean).join(' · ')}
          {visit.followsId && (
            <>
              {'\u00a0· '}
              <Link to={`/visits/${visit.followsId}`}>{w.visit.follows}</Link>
            </>
          )}
        </>
      }
      status={
        <div className={classes.act}>
          <ReadinessRing visit={visit} />
          <IconButton
            label={w.visit.plan}
            icon={<IconAdjustments size={22} />}
            onClick={() => setPlanOpen(true)}
          />
        </div>
      }
    >
      <div className={classes.roomy}>
        <div className={classes.stages}>
          <StageBar stages={stages} value={stage} onChange={go} />
        </div>
        {!visit.canWrite && <Notice>{w.visit.readOnly}</Notice>}
        {visit.state === 'cancelled' && <Notice tone="warn">{w.visit.cancelled}</Notice>}
        <WhatNow visit={visit} stage={stage} go={go} />
        <StageSwipe stages={stages} value={stage} onChange={go}>
          <StagePanels stage={stage} visit={visit} />
        </StageSwipe>
        <Neighbours stage={stage} go={go} />
      </div>
      <Sheet opened={planOpen} onClose={() => setPlanOpen(false)} title={w.visit.plan}>
        <Suspense fallback={<PageSkeleton />}>
          <VisitPlanPanel visit={visit} />
        </Suspense>
      </Sheet>
    </Page>
  )
}

/** The ring in the head; its sheet says what it is made of. */
function ReadinessRing({ visit }: { visit: VisitDetail }) {
  const w = useWords(words)
  const [opened, setOpened] = useState(false)
  const read = useRead(
    getReadiness,
    { params: { visitId: visit.id } },
    { shows: ['visits', 'people', 'accounts', 'chain', 'needs', 'proofs'] },
  )
  if (!read.data || visit.state === 'cancelled' || visit.state === 'recorded' || visit.state === 'reviewed')
    return null
  return (
    <>
      <button type="button" className={classes.ring} title={w.readiness.open} onClick={() => setOpened(true)}>
        <ProgressRing value={read.data.percent / 100} label={w.readiness.title} size={56} />
      </button>
      <ReadinessSheet visit={visit} readiness={read.data} opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}

const AN_HOUR_MS = 3_600_000

/** The one button of the moment: start the visit, or end it and record. */
function WhatNow({ visit, stage, go }: { visit: VisitDetail; stage: StageKey; go: (key: StageKey) => void }) {
  const w = useWords(words)
  const say = useProblem(words)
  const save = useSave(takeStep, { about: visit.accountName })
  if (!visit.canWrite) return null
  const step = (to: 'under_way' | 'finished', then: StageKey) => {
    const at = new Date().toISOString()
    queryClient.setQueryData<VisitDetail>(
      readKey(getVisit, { params: { visitId: visit.id } }),
      (old) =>
        old && { ...old, state: 'under_way', ...(to === 'under_way' ? { startedAt: at } : { endedAt: at }) },
    )
    save.mutate(
      { params: { visitId: visit.id }, body: { id: newId(), step: to, at } },
      {
        onError: (error) => {
          problemToast(say(error))
          touch(['visits.get'])
        },
      },
    )
    if (to === 'under_way') toast(w.visit.started)
    go(then)
  }
  const soon = Date.parse(visit.plannedAt) - Date.now() < AN_HOUR_MS
  if ((visit.state === 'planned' || visit.state === 'prepared') && stage !== 'record')
    return (
      // Long before the visit there is something better to do than to start it.
      <Button
        variant={soon ? 'primary' : 'default'}
        full
        icon={<IconPlayerPlay size={18} />}
        onClick={() => step('under_way', 'open')}
      >
        {w.visit.start}
      </Button>
    )
  if (visit.state === 'under_way' && visit.endedAt === null && stage !== 'record')
    return (
      <Button full icon={<IconPlayerStop size={18} />} onClick={() => step('finished', 'record')}>
        {w.visit.finish}
      </Button>
    )
  return null
}

function Neighbours({ stage, go }: { stage: StageKey; go: (key: StageKey) => void }) {
  const w = useWords(words)
  const { previous, next } = neighbours(stage)
  return (
    <div className={classes.steps}>
      {previous ? (
        <Button variant="quiet" onClick={() => go(previous)}>
          {w.visit.previous(w.stages[previous])}
        </Button>
      ) : (
        <span />
      )}
      {next && <Button onClick={() => go(next)}>{w.visit.next(w.stages[next])}</Button>}
    </div>
  )
}
