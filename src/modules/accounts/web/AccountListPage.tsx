import { IconAdjustmentsHorizontal, IconBuildingSkyscraper, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useMay } from '#platform/web/session.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { today } from '#platform/words/zone.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList, FilterChips, SearchField } from '#ui/ListPage.tsx'
import { Page } from '#ui/Page.tsx'
import { type AccountItem, LIFECYCLE, listAccounts, TIER } from '../accounts.contract.ts'
import { words } from '../words/index.ts'
import { listWords } from '../words/list.ts'
import classes from './accounts.module.css'
import { LIFECYCLE_TONES, TIER_TONES } from './tones.ts'

/** All accounts one may see, by name. Filters stand in the address, so that a sent link shows the same list. */
export function AccountListPage() {
  const w = useWords(words)
  const ways = useWords(listWords)
  const mayAdd = useMay('selling.write')
  const sells = useMay('selling.read')
  const [search, change] = useSearch()
  const oneOf = <T extends string>(values: readonly T[], value: string | undefined) =>
    values.find((one) => one === value)
  const whose = oneOf(['mine', 'team'], search.whose)
  const tier = oneOf(TIER, search.tier)
  const lifecycle = oneOf(LIFECYCLE, search.stage)
  const archived = search.archived === 'yes'
  const set = [tier, lifecycle, archived || undefined].filter(Boolean).length
  const [more, setMore] = useState(set > 0)
  const filtered = set > 0 || whose !== undefined || Boolean(search.q)
  const pages = usePages(listAccounts, {
    query: {
      ...(search.q && { q: search.q }),
      ...(whose && { owner: whose }),
      ...(tier && { tier }),
      ...(lifecycle && { lifecycle }),
      ...(archived && { archived: 'true' }),
    },
  })
  const add = mayAdd && (
    <Button variant="primary" icon={<IconPlus size={18} />} to="/accounts/new">
      {w.add}
    </Button>
  )
  return (
    <Page
      title={w.title}
      width="wide"
      actions={
        <>
          {add}
          {sells && <Button to="/projects">{ways.projects}</Button>}
          <Button to="/care">{ways.service}</Button>
        </>
      }
    >
      <div className={classes.filters}>
        <SearchField
          value={search.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
          placeholder={w.search}
        />
        {mayAdd && (
          <FilterChips
            label={w.filters.whose}
            value={whose ?? null}
            onChange={(value) => change({ whose: value ?? undefined })}
            options={[
              { value: 'mine', label: w.filters.mine },
              { value: 'team', label: w.filters.team },
            ]}
          />
        )}
        {more ? (
          <>
            <FilterChips
              label={w.fields.tier}
              value={tier ?? null}
              onChange={(value) => change({ tier: value ?? undefined })}
              options={TIER.map((value) => ({ value, label: w.tier[value] }))}
            />
            <FilterChips
              label={w.fields.lifecycle}
              value={lifecycle ?? null}
              onChange={(value) => change({ stage: value ?? undefined })}
              options={LIFECYCLE.map((value) => ({ value, label: w.lifecycle[value] }))}
            />
            <FilterChips
              label={w.filters.archived}
              value={archived ? 'yes' : null}
              onChange={(value) => change({ archived: value ?? undefined })}
              options={[{ value: 'yes', label: w.filters.archived }]}
            />
          </>
        ) : (
          <div>
            <Button
              variant="quiet"
              size="sm"
              icon={<IconAdjustmentsHorizontal size={18} />}
              onClick={() => setMore(true)}
            >
              {set > 0 ? w.filters.moreSet(set) : w.filters.more}
            </Button>
          </div>
        )}
      </div>
      <DataList
        pages={pages}
        label={w.title}
        rowKey={(row) => row.id}
        rowTo={(row) => `/accounts/${row.id}`}
        columns={[
          { key: 'name', label: w.fields.name, main: true, cell: (row) => row.name },
          {
            key: 'tier',
            label: w.fields.tier,
            width: '6rem',
            cell: (row) => <Tag tone={TIER_TONES[row.tier]}>{w.tier[row.tier]}</Tag>,
          },
          ...(sells
            ? [
                {
                  key: 'lifecycle',
                  label: w.fields.lifecycle,
                  width: '8rem',
                  cell: (row: AccountItem) => (
                    <Tag tone={LIFECYCLE_TONES[row.lifecycle]}>{w.lifecycle[row.lifecycle]}</Tag>
                  ),
                },
              ]
            : []),
          {
            key: 'industry',
            label: w.fields.industry,
            deskOnly: true,
            cell: (row) => (row.industry ? (w.industry[row.industry as 'energy'] ?? row.industry) : ''),
          },
          { key: 'region', label: w.fields.region, deskOnly: true, cell: (row) => row.region },
          { key: 'owner', label: w.fields.owner, cell: (row) => row.owner?.name ?? w.noOwner },
          ...(sells
            ? [
                {
                  key: 'next',
                  label: w.fields.nextStep,
                  width: '26%',
                  cell: (row: AccountItem) => <NextStep account={row} />,
                },
              ]
            : []),
        ]}
        empty={
          filtered ? (
            <EmptyState icon={<IconBuildingSkyscraper />} title={w.empty.none} text={w.empty.noneText} />
          ) : (
            <EmptyState
              icon={<IconBuildingSkyscraper />}
              title={w.empty.title}
              text={w.empty.text}
              action={add || undefined}
            />
          )
        }
      />
    </Page>
  )
}

function NextStep({ account }: { account: AccountItem }) {
  const w = useWords(words)
  const f = useFormat()
  if (!account.nextStep) return <span className={classes.muted}>{w.noNextStep}</span>
  const late = account.nextStepOn !== null && account.nextStepOn < today()
  return (
    <span>
      {account.nextStep}
      {account.nextStepOn && (
        <span className={late ? classes.late : classes.muted}>
          {' · '}
          {f.shortDay(account.nextStepOn)}
          {late && ` ${w.nextStepPassed}`}
        </span>
      )}
    </span>
  )
}
