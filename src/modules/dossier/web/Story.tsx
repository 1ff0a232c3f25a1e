import {
  IconArrowRight,
  IconBuilding,
  IconCalendarEvent,
  IconHierarchy3,
  IconPoint,
  IconSwords,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react'
import { usePages } from '#platform/web/query.ts'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { getTimeline, type TimelineItem } from '../dossier.contract.ts'
import { foldHappenings } from '../dossier.rules.ts'
import { words } from '../words/index.ts'
import classes from './dossier.module.css'
import { detailOf, sentenceOf } from './happening.ts'

const ICONS: Readonly<Record<string, typeof IconPoint>> = {
  accounts: IconBuilding,
  people: IconUser,
  chain: IconHierarchy3,
  projects: IconTargetArrow,
  rivals: IconSwords,
  visits: IconCalendarEvent,
  commitments: IconArrowRight,
}

/** What happened at the customer, newest first, in words. */
export function Story({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const f = useFormat()
  const pages = usePages(
    getTimeline,
    { params: { accountId }, query: { limit: 30 } },
    {
      shows: [
        ...['accounts', 'people', 'projects', 'chain', 'rivals', 'visits', 'needs'],
        ...['pitches', 'objections', 'commitments', 'care'],
      ],
    },
  )
  // The server folds each page; a run may go over its edge.
  const { lines } = foldHappenings<TimelineItem>(pages.items)
  return (
    <Section title={w.timeline.title}>
      <Card>
        {pages.loading && !pages.problem ? (
          <ListSkeleton />
        ) : pages.problem && pages.items.length === 0 ? (
          <ReadProblem problem={pages.problem} retry={pages.retry} />
        ) : pages.items.length === 0 ? (
          <p className={classes.muted}>{w.timeline.empty}</p>
        ) : (
          <>
            <Timeline
              label={w.timeline.title}
              items={lines.map((row) => {
                const Icon = ICONS[row.kind.split('.')[0] ?? ''] ?? IconPoint
                const detail = detailOf(row, w)
                const to = addressOf(row)
                return {
                  key: row.id,
                  when: f.relative(row.at),
                  title: w.timeline.by(row.actor?.name ?? w.timeline.system, sentenceOf(row, w)),
                  text:
                    [detail, row.times > 1 && w.timeline.times(row.times)].filter(Boolean).join(' · ') ||
                    undefined,
                  icon: <Icon size={16} />,
                  ...(to && { to }),
                }
              })}
            />
            <LoadMore pages={pages} />
          </>
        )}
      </Card>
    </Section>
  )
}

/** Where a happening's subject is looked at, for those that have a page of their own. */
function addressOf(row: TimelineItem): string | undefined {
  if (row.subject.kind === 'visit') return `/visits/${row.subject.id}`
  if (row.subject.kind === 'person' && row.subject.name !== null) return `/people/${row.subject.id}`
  if (row.subject.kind === 'project' && row.subject.name !== null) return `/projects/${row.subject.id}`
  return undefined
}
