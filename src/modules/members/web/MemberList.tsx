import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { usePages } from '#platform/web/query.ts'
import { useSearch } from '#platform/web/router.tsx'
import { useMe } from '#platform/web/session.tsx'
import { useLocale, usePlatformWords, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SelectField } from '#ui/fields.tsx'
import { DataList, SearchField } from '#ui/ListPage.tsx'
import { listMembers } from '../members.contract.ts'
import { words } from '../words/index.ts'
import classes from './Members.module.css'
import { Person } from './Person.tsx'
import { inTreeOrder, type Team, teamOptions } from './use-teams.ts'

const TONES = { active: 'good', invited: 'ice', seatless: 'quiet', left: 'warn' } as const

/** Everybody, by name; those who have left are one filter away. */
export function MemberList({ teams }: { teams: readonly Team[] }) {
  const w = useWords(words)
  const platform = usePlatformWords()
  const locale = useLocale()
  const me = useMe()
  const [search, change] = useSearch()
  const [q, setQ] = useState('')
  const show = search.show === 'left' ? 'left' : 'working'
  const teamId = search.team
  const pages = usePages(listMembers, { query: { q, show, ...(teamId && { teamId }) } })
  return (
    <>
      <div className={classes.filters}>
        <SearchField value={q} onSearch={setQ} label={w.members.search} placeholder={w.members.search} />
        <SelectField
          label={w.member.team}
          empty={platform.common.all}
          options={teamOptions(inTreeOrder(teams, locale))}
          value={teamId ?? null}
          onChange={(team) => change({ team: team ?? undefined })}
        />
        <SelectField
          label={w.members.show}
          empty={w.members.working}
          options={[{ value: 'left', label: w.members.left }]}
          value={show === 'left' ? 'left' : null}
          onChange={(next) => change({ show: next ?? undefined })}
        />
      </div>
      <DataList
        pages={pages}
        label={w.members.tabs.people}
        rowKey={(m) => m.id}
        rowTo={(m) => `/members/${m.id}`}
        columns={[
          {
            key: 'name',
            label: w.member.name,
            main: true,
            cell: (m) => <Person name={m.name} left={m.state === 'left'} />,
          },
          { key: 'role', label: w.member.role, cell: (m) => platform.roles[m.role] },
          { key: 'team', label: w.member.team, cell: (m) => m.teamName ?? w.members.noTeam },
          {
            key: 'state',
            label: w.members.status,
            cell: (m) =>
              m.id === me.member.id ? (
                <Tag tone="ice">{w.members.you}</Tag>
              ) : m.state === 'active' ? null : (
                <Tag tone={TONES[m.state]}>{w.members.state[m.state]}</Tag>
              ),
          },
        ]}
        empty={
          <EmptyState icon={<IconUsers />} {...(show === 'left' ? w.members.emptyLeft : w.members.empty)} />
        }
      />
    </>
  )
}
