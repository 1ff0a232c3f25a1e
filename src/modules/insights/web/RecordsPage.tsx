import { IconListSearch } from '@tabler/icons-react'
import { PROJECT_STAGES } from '#modules/projects/projects.contract.ts'
import { usePages } from '#platform/web/query.ts'
import { useSearch, writeSearch } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { FIGURES, type FigureRecord, listRecords } from '../insights.contract.ts'
import { words } from '../words/index.ts'
import { boundsOf, isPeriod } from './period.ts'

/** The records behind one figure of the board. */
export function RecordsPage() {
  const w = useWords(words)
  const f = useFormat()
  const [search] = useSearch()
  const period = isPeriod(search.period) ? search.period : 'week'
  const figure = FIGURES.find((one) => one === search.figure) ?? 'planned'
  const stage = PROJECT_STAGES.find((one) => one === search.stage)
  const { team, member } = search
  const pages = usePages(
    listRecords,
    {
      query: {
        ...boundsOf(period),
        figure,
        ...(stage && { stage }),
        ...(team && { teamId: team }),
        ...(member && { memberId: member }),
      },
    },
    { shows: ['visits', 'commitments', 'accounts', 'projects'] },
  )
  const said: Record<string, string> = { ...w.states, ...w.stages }
  const title = stage ? w.stages[stage] : w.figures[figure]
  return (
    <Page
      title={w.records.title(title)}
      subtitle={stage ? undefined : w.defined[figure]}
      back={`/boards${writeSearch({ period, team, member: undefined })}`}
    >
      <DataList
        pages={pages}
        label={title}
        rowKey={(row: FigureRecord) => row.id}
        rowTo={placeOf}
        columns={[
          {
            key: 'title',
            label: w.name,
            main: true,
            cell: (row) => row.title || row.accountName || w.records.noAccount,
          },
          {
            key: 'account',
            label: w.figures.accounts,
            cell: (row) => (row.title && row.kind !== 'account' ? row.accountName : null),
          },
          { key: 'who', label: w.records.who, cell: (row) => row.memberName },
          {
            key: 'at',
            label: w.records.when,
            cell: (row) => (row.at ? (row.kind === 'visit' ? f.moment(row.at) : f.shortDay(row.at)) : null),
          },
          { key: 'state', label: w.records.state, cell: (row) => said[row.state] ?? null },
          {
            key: 'days',
            label: w.records.days,
            align: 'right',
            cell: (row) => (row.days === null ? null : w.days(row.days.toFixed(1))),
          },
          {
            key: 'amount',
            label: w.records.amount,
            align: 'right',
            cell: (row) => (row.amount === null ? null : f.money(row.amount, row.currency ?? 'CNY')),
          },
        ]}
        empty={
          <EmptyState icon={<IconListSearch />} title={w.records.empty.title} text={w.records.empty.text} />
        }
      />
    </Page>
  )
}

/** A commitment is opened in the visit it was made in, at the close. */
function placeOf(row: FigureRecord): string {
  if (row.kind === 'project') return `/projects/${row.id}`
  if (row.kind === 'account') return `/accounts/${row.id}`
  if (row.visitId) return `/visits/${row.visitId}${row.kind === 'commitment' ? '?stage=close' : ''}`
  return `/accounts/${row.accountId}`
}
