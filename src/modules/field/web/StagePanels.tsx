import { type ComponentType, Suspense, useEffect, useState } from 'react'
import { ServicePanel } from '#modules/care/web/index.ts'
import { ClosePanel } from '#modules/commitments/web/index.ts'
import { DiscoverPanel, NeedRatingsPanel } from '#modules/needs/web/index.ts'
import { ObjectionsPanel } from '#modules/objections/web/index.ts'
import { MatchPanel, SpinPlanPanel } from '#modules/pitches/web/index.ts'
import type { VisitDetail } from '#modules/visits/visits.contract.ts'
import { OpeningPanel, PreparePanel, RecordPanel } from '#modules/visits/web/index.ts'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { STAGES, type StageKey } from '../field.contract.ts'
import classes from './field.module.css'
import { LearntPanel } from './learnt/LearntPanel.tsx'
import { StageBoundary } from './StageBoundary.tsx'

type Panel = ComponentType<{ visit: VisitDetail }>

/** Which modules show themselves at which stage, in this order. */
const PANELS: Record<StageKey, readonly Panel[]> = {
  prepare: [Prepare],
  open: [OpeningPanel, NeedRatingsPanel],
  discover: [DiscoverPanel],
  match: [MatchPanel],
  objections: [ObjectionsPanel],
  close: [ClosePanel],
  record: [Record, ServicePanel],
}

/** The preparing, with the questions to ask: what is not known yet becomes what one goes for. */
function Prepare({ visit }: { visit: VisitDetail }) {
  return (
    <PreparePanel visit={visit}>
      <SpinPlanPanel visit={visit} />
    </PreparePanel>
  )
}

/** The record, with what was learnt about people in its place: after who was met, before what is written by hand. */
function Record({ visit }: { visit: VisitDetail }) {
  return (
    <RecordPanel visit={visit}>
      <LearntPanel visit={visit} />
    </RecordPanel>
  )
}

const A_MOMENT_MS = 800

/**
 * The stage one is at; and, once it stands, all others behind it, out of sight. They are then there without network, when
 * a meeting room has none, and a swipe shows them at once.
 */
export function StagePanels({ stage, visit }: { stage: StageKey; visit: VisitDetail }) {
  const [all, setAll] = useState(false)
  const [seen, setSeen] = useState<ReadonlySet<StageKey>>(new Set([stage]))
  if (!seen.has(stage)) setSeen(new Set([...seen, stage]))
  useEffect(() => {
    const timer = setTimeout(() => setAll(true), A_MOMENT_MS)
    return () => clearTimeout(timer)
  }, [])
  return STAGES.filter(({ key }) => all || seen.has(key)).map(({ key }) => (
    <div key={key} className={classes.roomy} hidden={key !== stage}>
      <StageBoundary>
        <Suspense fallback={<PageSkeleton />}>
          {PANELS[key].map((Panel, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list of a stage never changes
            <Panel key={index} visit={visit} />
          ))}
        </Suspense>
      </StageBoundary>
    </div>
  ))
}
