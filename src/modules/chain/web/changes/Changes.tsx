import { IconHistory } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { dayIn, today } from '#platform/words/zone.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DayField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { type ChainMap, type Change, getMap, listChanges, sinceLastVisit } from '../../chain.contract.ts'
import { changesWords } from '../../words/changes.ts'
import { ChangeList } from './ChangeList.tsx'
import classes from './Changes.module.css'

const ChangePicture = lazy(() => import('./ChangePicture.tsx').then((m) => ({ default: m.ChangePicture })))

const SPANS = ['visit', 'month', 'quarter', 'year', 'own'] as const
type Span = (typeof SPANS)[number]
const DAYS = { month: 30, quarter: 91, year: 365 } as const

interface Found {
  items: readonly Change[]
  more: boolean
}

/** What changed at a customer between two days, or since the reader's last visit. */
export function Changes({ map }: { map: ChainMap }) {
  const w = useWords(changesWords)
  const [span, setSpan] = useState<Span>('visit')
  const [from, setFrom] = useState<string | null>(() => daysAgo(DAYS.quarter))
  const [to, setTo] = useState<string | null>(null)
  return (
    <Section title={w.title} hint={w.hint}>
      <div className={classes.panel}>
        <ChipChoice
          label={w.spansLabel}
          hideLabel
          required
          options={SPANS.map((value) => ({ value, label: w.spans[value] }))}
          value={span}
          onChange={(value) => value && setSpan(value)}
        />
        {span === 'own' && (
          <div className={classes.days}>
            <DayField name="from" label={w.from} value={from} max={to ?? today()} onChange={setFrom} />
            <DayField
              name="to"
              label={w.to}
              hint={w.toNow}
              value={to}
              min={from ?? undefined}
              onChange={setTo}
            />
          </div>
        )}
        {span === 'visit' ? (
          <SinceVisit map={map} />
        ) : (
          <Between
            map={map}
            from={span === 'own' ? from : daysAgo(DAYS[span])}
            to={span === 'own' ? to : null}
          />
        )}
      </div>
    </Section>
  )
}

function SinceVisit({ map }: { map: ChainMap }) {
  const w = useWords(changesWords)
  const f = useFormat()
  const read = useRead(sinceLastVisit, { params: { accountId: map.accountId }, query: {} }, { shows: SHOWS })
  return (
    <Loaded read={read}>
      {(found) =>
        found.visit ? (
          <Result map={map} found={found} title={w.sinceVisit(f.moment(found.visit.at))} />
        ) : (
          <Notice>{w.noVisit}</Notice>
        )
      }
    </Loaded>
  )
}

function Between({ map, from, to }: { map: ChainMap; from: string | null; to: string | null }) {
  const w = useWords(changesWords)
  const f = useFormat()
  const read = useRead(
    listChanges,
    {
      params: { accountId: map.accountId },
      query: { from: from ?? daysAgo(DAYS.quarter), ...(to && { to }) },
    },
    { shows: SHOWS },
  )
  if (!from) return null
  return (
    <Loaded read={read}>
      {(found) => (
        <Result
          map={map}
          found={found}
          on={to}
          title={w.between(f.shortDay(from), to ? f.shortDay(to) : w.now)}
        />
      )}
    </Loaded>
  )
}

interface ResultProps {
  map: ChainMap
  found: Found
  title: string
  /** The later day, if it is not now. */
  on?: string | null
}

function Result({ map, found, title, on = null }: ResultProps) {
  const w = useWords(changesWords)
  const [picture, setPicture] = useState(false)
  if (found.items.length === 0)
    return <EmptyState icon={<IconHistory />} title={w.none.title} text={w.none.text} />
  const names = new Map(map.projects.map((project) => [project.id, project.name]))
  return (
    <>
      <p className={classes.summary} aria-live="polite">
        <strong>{w.count(found.items.length)}</strong> <span className={classes.quiet}>{title}</span>
      </p>
      <div>
        <Button size="sm" onClick={() => setPicture(!picture)}>
          {picture ? w.hidePicture : w.picture}
        </Button>
      </div>
      {picture && (
        <Suspense>
          {on ? (
            <PictureOf map={map} on={on} changes={found.items} />
          ) : (
            <ChangePicture map={map} changes={found.items} />
          )}
        </Suspense>
      )}
      <ChangeList items={found.items} projects={names.size > 1 ? names : new Map()} />
      {found.more && <Notice tone="warn">{w.more}</Notice>}
    </>
  )
}

/** The later of two days is past too: its own map is read. */
function PictureOf({ map, on, changes }: { map: ChainMap; on: string; changes: readonly Change[] }) {
  const query = { on, ...(map.projectId && { projectId: map.projectId }) }
  const read = useRead(getMap, { params: { accountId: map.accountId }, query })
  return <Loaded read={read}>{(then) => <ChangePicture map={then} changes={changes} />}</Loaded>
}

/** Whatever is written about the organisation, its people or their ties may be a change. */
export const SHOWS = ['chain', 'people', 'accounts.organisation', 'visits'] as const

function daysAgo(days: number): string {
  return dayIn(-days)
}
