import {
  IconBuildingPlus,
  IconCheck,
  IconHierarchy3,
  IconIdBadge2,
  IconPencil,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { getAccount, getOrganisation, type OrgUnit, type Post } from '#modules/accounts/accounts.contract.ts'
import { usePages, useRead } from '#platform/web/query.ts'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { DataList, FilterChips, SearchField } from '#ui/ListPage.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { listHolders, listPeople } from '../people.contract.ts'
import { chartWords } from '../words/chart.ts'
import { words } from '../words/index.ts'
import classes from './Organisation.module.css'
import { OrganisationTree } from './OrganisationTree.tsx'
import { organisationTree } from './organisation-tree.ts'
import { PersonSheet } from './PersonSheet.tsx'
import { PostEditSheet } from './PostEditSheet.tsx'
import { PostSheet } from './PostSheet.tsx'
import { SeatSheet } from './SeatSheet.tsx'
import { UnitEditSheet } from './UnitEditSheet.tsx'
import { UnitSheet } from './UnitSheet.tsx'

type Open =
  | { what: 'person' }
  | { what: 'unit' }
  | { what: 'post'; unitId: string | null }
  | { what: 'seat'; post: Post }
  | { what: 'edit-unit'; unit: OrgUnit }
  | { what: 'edit-post'; post: Post }

/** Who sits where at a customer, and everyone we know there. */
export function OrganisationPanel({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const [open, setOpen] = useState<Open | null>(null)
  const sells = useMay('selling.read')
  const account = useRead(getAccount, { params: { accountId } })
  const organisation = useRead(getOrganisation, { params: { accountId }, query: {} }, { enabled: sells })
  const holders = useHolders(accountId, sells)
  const canWrite = account.data?.right.write ?? false
  const close = () => setOpen(null)
  const units = organisation.data?.units ?? []
  const posts = organisation.data?.posts ?? []
  return (
    <>
      {canWrite && (
        <div className={classes.bar}>
          <Button variant="primary" icon={<IconUserPlus />} onClick={() => setOpen({ what: 'person' })}>
            {w.organisation.addPerson}
          </Button>
          <Button icon={<IconBuildingPlus />} onClick={() => setOpen({ what: 'unit' })}>
            {w.organisation.addUnit}
          </Button>
          <Button icon={<IconIdBadge2 />} onClick={() => setOpen({ what: 'post', unitId: null })}>
            {w.organisation.addPost}
          </Button>
        </div>
      )}
      {sells && (
        <Structure
          accountId={accountId}
          read={organisation}
          canWrite={canWrite}
          onUnit={() => setOpen({ what: 'unit' })}
          onPost={(unitId) => setOpen({ what: 'post', unitId })}
          onSeat={(post) => setOpen({ what: 'seat', post })}
          onEditUnit={(unit) => setOpen({ what: 'edit-unit', unit })}
          onEditPost={(post) => setOpen({ what: 'edit-post', post })}
        />
      )}
      <PeopleList accountId={accountId} canWrite={canWrite} onAdd={() => setOpen({ what: 'person' })} />
      {open?.what === 'person' && (
        <PersonSheet accountId={accountId} units={units} posts={posts} onClose={close} />
      )}
      {open?.what === 'unit' && <UnitSheet accountId={accountId} units={units} onClose={close} />}
      {open?.what === 'post' && (
        <PostSheet accountId={accountId} units={units} posts={posts} unitId={open.unitId} onClose={close} />
      )}
      {open?.what === 'edit-unit' && (
        <UnitEditSheet accountId={accountId} unit={open.unit} units={units} onClose={close} />
      )}
      {open?.what === 'edit-post' && (
        <PostEditSheet
          accountId={accountId}
          post={open.post}
          units={units}
          posts={posts}
          holders={holders.data?.items ?? []}
          onClose={close}
        />
      )}
      {open?.what === 'seat' && <SeatSheet accountId={accountId} post={open.post} onClose={close} />}
    </>
  )
}

function useHolders(accountId: string, enabled: boolean) {
  return useRead(listHolders, { params: { accountId } }, { shows: ['accounts.organisation'], enabled })
}

interface StructureProps {
  accountId: string
  read: ReturnType<typeof useRead<typeof getOrganisation>>
  canWrite: boolean
  onUnit: () => void
  onPost: (unitId: string | null) => void
  onSeat: (post: Post) => void
  onEditUnit: (unit: OrgUnit) => void
  onEditPost: (post: Post) => void
}
function Structure(props: StructureProps) {
  const { accountId, read, canWrite, onUnit, onPost, onSeat, onEditUnit, onEditPost } = props
  const w = useWords(words)
  const chart = useWords(chartWords)
  const [tidying, setTidying] = useState(false)
  const holders = useHolders(accountId, true)
  const some = (read.data?.units.length ?? 0) + (read.data?.posts.length ?? 0) > 0
  return (
    <Section
      title={w.organisation.structure}
      hint={tidying ? chart.tidyHint : undefined}
      actions={
        canWrite &&
        some && (
          <Button
            size="sm"
            icon={tidying ? <IconCheck size={18} /> : <IconPencil size={18} />}
            onClick={() => setTidying(!tidying)}
          >
            {tidying ? chart.tidyDone : chart.tidy}
          </Button>
        )
      }
    >
      <Loaded read={read}>
        {({ units, posts }) =>
          units.length === 0 && posts.length === 0 ? (
            <EmptyState
              icon={<IconHierarchy3 />}
              title={w.organisation.empty}
              text={w.organisation.emptyText}
              action={canWrite && <Button onClick={onUnit}>{w.organisation.addUnit}</Button>}
            />
          ) : (
            <OrganisationTree
              tree={organisationTree(units, posts, holders.data?.items ?? [])}
              canWrite={canWrite}
              tidy={tidying ? { onUnit: onEditUnit, onPost: onEditPost } : null}
              onPost={onPost}
              onSeat={onSeat}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

function PeopleList({
  accountId,
  canWrite,
  onAdd,
}: {
  accountId: string
  canWrite: boolean
  onAdd: () => void
}) {
  const w = useWords(words)
  const [q, setQ] = useState('')
  const [archived, setArchived] = useState<'archived' | null>(null)
  const pages = usePages(
    listPeople,
    { params: { accountId }, query: { ...(q && { q }), ...(archived && { archived: 'true' as const }) } },
    { shows: ['accounts.organisation'] },
  )
  return (
    <Section title={w.organisation.people}>
      <SearchField value={q} onSearch={setQ} placeholder={w.organisation.search} />
      <FilterChips
        label={w.organisation.people}
        value={archived}
        onChange={setArchived}
        options={[{ value: 'archived', label: w.organisation.archived }]}
      />
      <DataList
        label={w.organisation.people}
        pages={pages}
        rowKey={(person) => person.id}
        rowTo={(person) => `/people/${person.id}`}
        columns={[
          {
            key: 'name',
            label: w.fields.name,
            main: true,
            cell: (person) => (
              <>
                {person.name} {person.doNotContact && <Tag tone="warn">{w.fields.doNotContact}</Tag>}
              </>
            ),
          },
          { key: 'title', label: w.fields.title, cell: (person) => person.title },
          { key: 'unit', label: w.fields.unit, cell: (person) => person.unitName },
        ]}
        empty={
          q || archived ? (
            <p className={classes.quiet}>{w.organisation.none}</p>
          ) : (
            <EmptyState
              icon={<IconUsers />}
              title={w.organisation.none}
              text={w.organisation.noneText}
              action={canWrite && <Button onClick={onAdd}>{w.organisation.addPerson}</Button>}
            />
          )
        }
      />
    </Section>
  )
}
