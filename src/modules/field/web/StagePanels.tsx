import type { ComponentType } from 'react'
import type { VisitHead } from '#modules/visits/visits.contract.ts'
import { OpeningPanel, PreparePanel, RecordPanel } from '#modules/visits/web/index.ts'
import type { StageKey } from '../field.contract.ts'
import classes from './field.module.css'

type Panel = ComponentType<{ visit: VisitHead }>

/** Which modules show themselves at which stage, in this order. Each panel is loaded when its stage is first opened. */
const PANELS: Record<StageKey, readonly Panel[]> = {
  prepare: [PreparePanel],
  open: [OpeningPanel],
  discover: [],
  match: [],
  objections: [],
  close: [],
  record: [RecordPanel],
}

export function StagePanels({ stage, visit }: { stage: StageKey; visit: VisitHead }) {
  return (
    <div className={classes.roomy}>
      {PANELS[stage].map((Panel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of a stage never changes
        <Panel key={`${stage}-${index}`} visit={visit} />
      ))}
    </div>
  )
}
