import { IconBriefcase, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useMay, useMe } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList, FilterChips, SearchField } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { listProjects, PROJECT_STAGES, type ProjectStage } from '../projects.contract.ts'
import { words } from '../words/index.ts'
import { NewProject } from './NewProject.tsx'
import classes from './Projects.module.css'
import { StageTag } from './StageTag.tsx'

type Stage = ProjectStage | 'open'
const STAGES: readonly Stage[] = ['open', ...PROJECT_STAGES]

/** All projects one may see. The filters are in the address, so that a figure can lead here. */
export function ProjectListPage() {
  const w = useWords(words)
  const f = useFormat()
  const { member } = useMe()
  const mayWrite = useMay('selling.write')
  const [search, change] = useSearch()
  const [adding, setAdding] = useState(false)
  const stage = STAGES.find((one) => one === search.stage) ?? null
  const owner = (['mine', 'team'] as const).find((one) => one === search.owner) ?? null
  const withoutAccount = search.account === 'none'
  const q = search.q ?? ''
  const pages = usePages(
    listProjects,
    {
      query: {
        ...(q && { q }),
        ...(stage && { stage }),
        ...(owner && { owner }),
        ...(withoutAccount && { withoutAccount: 'true' as const }),
      },
    },
    { shows: ['accounts'] },
  )
  const filtered = Boolean(q || stage || owner || withoutAccount)
  const add = mayWrite && (
    <Button variant="primary" icon={<IconPlus />} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  )
  return (
    <Page title={w.title} actions={add}>
      <SearchField value={q} onSearch={(text) => change({ q: text || undefined })} placeholder={w.search} />
      <div className={classes.filters}>
        <FilterChips
          label={w.filters.stage}
          value={stage}
          onChange={(chosen) => change({ stage: chosen ?? undefined })}
          options={STAGES.map((one) => ({
            value: one,
            label: one === 'open' ? w.filters.open : w.stage[one],
          }))}
        />
        <FilterChips
          label={w.filters.owner}
          value={owner}
          onChange={(chosen) => change({ owner: chosen ?? undefined })}
          options={[
            { value: 'mine' as const, label: w.filters.mine },
            ...(member.role === 'supervisor' ? [{ value: 'team' as const, label: w.filters.team }] : []),
          ]}
        />
        <FilterChips
          label={w.filters.account}
          value={withoutAccount ? 'none' : null}
          onChange={(chosen) => change({ account: chosen ?? undefined })}
          options={[{ value: 'none', label: w.filters.withoutAccount }]}
        />
      </div>
      <DataList
        label={w.title}
        pages={pages}
        rowKey={(project) => project.id}
        rowTo={(project) => `/projects/${project.id}`}
        columns={[
          { key: 'name', label: w.fields.name, main: true, cell: (project) => project.name },
          { key: 'account', label: w.fields.customer, cell: (project) => project.accountName || w.noAccount },
          { key: 'stage', label: w.fields.stage, cell: (project) => <StageTag stage={project.stage} /> },
          {
            key: 'amount',
            label: w.fields.amount,
            align: 'right',
            cell: (project) => (project.amount === null ? '' : f.money(project.amount, project.currency)),
          },
          {
            key: 'expectedOn',
            label: w.fields.expectedOn,
            cell: (project) => (project.expectedOn ? f.shortDay(project.expectedOn) : ''),
          },
          { key: 'owner', label: w.fields.owner, cell: (project) => project.ownerName },
        ]}
        empty={
          filtered ? (
            <p className={classes.small}>{w.noMatch}</p>
          ) : (
            <EmptyState icon={<IconBriefcase />} title={w.empty} text={w.emptyText} action={add} />
          )
        }
      />
      {adding && <NewProject onClose={() => setAdding(false)} />}
    </Page>
  )
}
