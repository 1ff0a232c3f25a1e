import { IconCalendarPlus, IconNotebook, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { startOf } from '#platform/contract/days.ts'
import { usePages } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useMay, useMe } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today as presentDay, presentZone } from '#platform/words/zone.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { PageTabs, useTab } from '#ui/Tabs.tsx'
import { listVisits } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import { groupByDay } from './quick-times.ts'
import { VisitCard } from './VisitCard.tsx'
import classes from './visits.module.css'

/** All visits: what is ahead, day by day, and what was. */
export function VisitListPage() {
  const w = useWords(words)
  const me = useMe()
  const mayPlan = useMay('selling.write')
  const [search, change] = useSearch()
  const startsAsTeam = me.member.role !== 'rep'
  const whose =
    search.whose === 'team' || search.whose === 'mine' ? search.whose : startsAsTeam ? 'team' : 'mine'
  const tabs = [
    { key: 'ahead' as const, label: w.list.ahead },
    { key: 'past' as const, label: w.list.past },
  ]
  const [tab, setTab] = useTab(tabs)
  return (
    <Page
      title={w.title}
      actions={
        mayPlan && (
          <Button variant="primary" icon={<IconPlus size={18} />} to="/visits/new">
            {w.newVisit}
          </Button>
        )
      }
    >
      <ChipChoice
        label={w.list.whose}
        hideLabel
        required
        value={whose}
        onChange={(value) => change({ whose: value ?? undefined })}
        options={[
          { value: 'mine', label: w.list.mine },
          { value: 'team', label: w.list.team },
        ]}
      />
      <PageTabs tabs={tabs} value={tab} onChange={setTab} label={w.list.when}>
        <DayList key={`${tab}-${whose}`} tab={tab} scope={whose} />
      </PageTabs>
    </Page>
  )
}

function DayList({ tab, scope }: { tab: 'ahead' | 'past'; scope: 'mine' | 'team' }) {
  const w = useWords(words)
  const f = useFormat()
  const mayPlan = useMay('selling.write')
  // The day as it was when the list was opened: a boundary that moved while one scrolls would repeat and skip visits.
  const [midnight] = useState(() => startOf(presentDay(), presentZone()).toISOString())
  const pages = usePages(listVisits, {
    query:
      tab === 'ahead'
        ? { scope, from: midnight, order: 'earliest' as const, limit: 30 }
        : { scope, to: midnight, order: 'latest' as const, limit: 30 },
  })
  if (pages.loading && !pages.problem) return <ListSkeleton />
  if (pages.problem && pages.items.length === 0)
    return <ReadProblem problem={pages.problem} retry={pages.retry} />
  if (pages.items.length === 0)
    return tab === 'ahead' ? (
      <EmptyState
        icon={<IconCalendarPlus />}
        title={w.list.emptyAheadTitle}
        text={w.list.emptyAheadText}
        action={
          mayPlan && (
            <Button variant="primary" to="/visits/new">
              {w.newVisit}
            </Button>
          )
        }
      />
    ) : (
      <EmptyState icon={<IconNotebook />} title={w.list.emptyPastTitle} text={w.list.emptyPastText} />
    )
  const today = presentDay()
  return (
    <>
      {groupByDay(pages.items).map(({ day, rows }) => (
        <section key={day}>
          <h2 className={classes.day}>
            {day === today ? `${w.list.today} · ` : ''}
            {f.day(day)}
          </h2>
          <ul className={classes.stack}>
            {rows.map((visit) => (
              <li key={visit.id}>
                <VisitCard visit={visit} accent={visit.state === 'under_way'} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <LoadMore pages={pages} />
    </>
  )
}
