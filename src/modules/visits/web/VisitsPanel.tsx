import { IconCalendarPlus, IconPlus } from '@tabler/icons-react'
import { usePages } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { listVisits, type VisitCard as VisitCardRow } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { isOver, VisitCard } from './VisitCard.tsx'
import classes from './visits.module.css'

/** An account's visits, for its page. */
export function VisitsPanel({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const mayPlan = useMay('selling.write')
  const pages = usePages(listVisits, { query: { scope: 'account' as const, accountId, limit: 30 } })
  const plan = mayPlan && (
    <Button variant="primary" icon={<IconPlus size={18} />} to={`/visits/new?account=${accountId}`}>
      {w.panel.plan}
    </Button>
  )
  if (pages.loading && !pages.problem) return <ListSkeleton />
  if (pages.problem && pages.items.length === 0)
    return <ReadProblem problem={pages.problem} retry={pages.retry} />
  if (pages.items.length === 0)
    return (
      <EmptyState
        icon={<IconCalendarPlus />}
        title={w.panel.emptyTitle}
        text={w.panel.emptyText}
        action={plan}
      />
    )
  const isAhead = (v: VisitCardRow) => ['planned', 'prepared', 'under_way'].includes(v.state) && !isOver(v)
  const ahead = pages.items.filter(isAhead).reverse()
  const past = pages.items.filter((v) => !isAhead(v))
  return (
    <div className={classes.roomy}>
      <Section title={w.list.ahead} actions={plan}>
        <Cards visits={ahead} empty={w.list.emptyAheadTitle} />
      </Section>
      {past.length > 0 && (
        <Section title={w.list.past}>
          <Cards visits={past} empty="" />
          <LoadMore pages={pages} />
        </Section>
      )}
    </div>
  )
}

function Cards({ visits, empty }: { visits: VisitCardRow[]; empty: string }) {
  if (visits.length === 0) return <p className={classes.muted}>{empty}</p>
  return (
    <ul className={classes.stack}>
      {visits.map((visit) => (
        <li key={visit.id}>
          <VisitCard visit={visit} showDay />
        </li>
      ))}
    </ul>
  )
}
