import { IconHistory, IconUsersPlus } from '@tabler/icons-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { useChosenInSight } from '#ui/chosen-in-sight.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DayField, SelectField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { type ChainMap, getMap } from '../chain.contract.ts'
import { changesWords } from '../words/changes.ts'
import { words } from '../words/index.ts'
import { mapWords } from '../words/map.ts'
import classes from './Chain.module.css'
import { ChainSummaryLine } from './ChainSummaryLine.tsx'
import { FindingList } from './FindingList.tsx'
import { SeatSheet } from './SeatSheet.tsx'
import { StartFromOffer } from './StartFromOffer.tsx'

/** What every way of seeing the chain is given. */
export interface ChainViewProps {
  map: ChainMap
  /** Opens somebody's sheet. */
  onOpen: (personId: string) => void
  aboutPerson?: ((personId: string) => ReactNode) | undefined
}
type ViewKey = 'map' | 'list' | 'matrix' | 'whatif' | 'changes'

/** The ways to see the chain, each fetched when it is first opened. A further one is one line here and its name in the words. */
const VIEWS: readonly { key: ViewKey; View: ComponentType<ChainViewProps>; findings?: boolean }[] = [
  {
    key: 'map',
    View: lazy(() => import('./ChainMapView.tsx').then((m) => ({ default: m.ChainMapView }))),
    findings: true,
  },
  {
    key: 'list',
    View: lazy(() => import('./ChainList.tsx').then((m) => ({ default: m.ChainList }))),
    findings: true,
  },
  {
    key: 'matrix',
    View: lazy(() =>
      import('./matrix/Matrix.tsx').then((m) => ({
        default: ({ map }: ChainViewProps) => <m.Matrix accountId={map.accountId} />,
      })),
    ),
  },
  { key: 'whatif', View: lazy(() => import('./whatif/WhatIf.tsx').then((m) => ({ default: m.WhatIf }))) },
  { key: 'changes', View: lazy(() => import('./changes/Changes.tsx').then((m) => ({ default: m.Changes }))) },
]

// With the library that measures it: fetched beside the map, not before it.
const Central = lazy(() => import('./Central.tsx').then((m) => ({ default: m.Central })))

export interface ChainPanelProps {
  accountId: string
  /** More about somebody, shown in their sheet: how to be introduced, for one. */
  aboutPerson?: ((personId: string) => ReactNode) | undefined
}

/** The account's centre: who decides, who stands where, and what is missing, for one of its projects. */
export function ChainPanel({ accountId, aboutPerson }: ChainPanelProps) {
  const [projectId, setProjectId] = useState<string | undefined>()
  const [search] = useSearch()
  const on = isDay(search.on) ? search.on : undefined
  const read = useRead(
    getMap,
    { params: { accountId }, query: { projectId, on } },
    { shows: ['people', 'projects', 'accounts', 'visits'], keepPrevious: true },
  )
  return (
    <Loaded read={read}>
      {(map) => <Chain map={map} onProject={setProjectId} aboutPerson={aboutPerson} />}
    </Loaded>
  )
}

interface ChainProps extends Pick<ChainPanelProps, 'aboutPerson'> {
  map: ChainMap
  onProject: (projectId: string) => void
}

function Chain({ map, onProject, aboutPerson }: ChainProps) {
  const w = useWords(words)
  const desk = useDesk()
  const [search, change] = useSearch()
  const [open, setOpen] = useState<string | null>(null)
  const fallback = desk ? 'map' : 'list'
  const view = VIEWS.find(({ key }) => key === (search.view ?? fallback)) ?? VIEWS[0]
  if (!view) return null
  const withFindings = view.findings && map.projectId !== null
  const nobody = map.posts.length === 0 && map.people.length === 0 && map.units.length === 0
  // Whoever may draw begins on the map itself; there is nothing to see for the others.
  if (nobody && !map.on && (!map.canWrite || view.key !== 'map'))
    return (
      <EmptyState
        icon={<IconUsersPlus />}
        title={w.empty.title}
        text={w.empty.text}
        action={<Button to={`/accounts/${map.accountId}?tab=organisation`}>{w.empty.action}</Button>}
      />
    )
  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        {map.projects.length > 0 && map.projectId && (
          <div className={classes.grow}>
            <SelectField
              label={w.project}
              value={map.projectId}
              onChange={(id) => id && onProject(id)}
              options={map.projects.map((p) => ({ value: p.id, label: p.name }))}
            />
          </div>
        )}
        <Views value={view.key} onChange={(key) => change({ view: key === fallback ? undefined : key })} />
      </div>
      {!map.projectId && (
        <div className={classes.told}>
          <Notice
            title={w.noProject.title}
            actions={
              <Button size="sm" to={`/accounts/${map.accountId}?tab=projects`}>
                {w.noProject.action}
              </Button>
            }
          >
            {w.noProject.text}
          </Notice>
        </div>
      )}
      {view.findings && (
        <>
          <StartFromOffer map={map} />
          <div className={classes.standing}>
            <ChainSummaryLine map={map} />
            <AsOf on={map.on} onChange={(on) => change({ on: on ?? undefined })} />
          </div>
        </>
      )}
      <div className={withFindings ? classes.columns : undefined}>
        <div className={classes.view}>
          <Suspense fallback={<ListSkeleton />}>
            <view.View map={map} onOpen={setOpen} aboutPerson={aboutPerson} />
          </Suspense>
        </div>
        {withFindings && (
          <div>
            <FindingList map={map} onOpen={setOpen} />
            <Suspense>
              <Central map={map} onOpen={setOpen} />
            </Suspense>
          </div>
        )}
      </div>
      {open && (
        <SeatSheet map={map} personId={open} onClose={() => setOpen(null)} aboutPerson={aboutPerson} />
      )}
    </div>
  )
}

/** The time machine: chart and chain as they were at the end of a day. */
function AsOf({ on, onChange }: { on: string | null; onChange: (on: string | null) => void }) {
  const w = useWords(changesWords)
  const f = useFormat()
  const [asked, setAsked] = useState(on !== null)
  if (!asked)
    return (
      <div>
        <Button variant="quiet" size="sm" icon={<IconHistory size={18} />} onClick={() => setAsked(true)}>
          {w.asOf}
        </Button>
      </div>
    )
  return (
    <div className={classes.asOf}>
      <DayField name="on" label={w.asOf} hint={w.asOfHint} value={on} max={today()} onChange={onChange} />
      {on && <span>{w.asOfShown(f.day(on))}</span>}
      <Button
        variant="quiet"
        size="sm"
        onClick={() => {
          setAsked(false)
          onChange(null)
        }}
      >
        {w.backToNow}
      </Button>
    </div>
  )
}

/** An address is typed by hand, too. Not by the contract's schema: that would bring the validation library to every first screen. */
function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** The ways to see the chain. On a phone they are a row longer than the screen, and the one chosen is brought into it. */
function Views({ value, onChange }: { value: ViewKey; onChange: (key: ViewKey) => void }) {
  const m = useWords(mapWords)
  const row = useChosenInSight<HTMLDivElement>(value)
  return (
    <div className={classes.views} ref={row}>
      <ChipChoice
        label={m.viewsLabel}
        hideLabel
        required
        options={VIEWS.map(({ key }) => ({ value: key, label: m.views[key] }))}
        value={value}
        onChange={(key) => key && onChange(key)}
      />
    </div>
  )
}
