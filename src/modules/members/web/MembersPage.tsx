import { IconHierarchy3, IconPlus, IconShieldCheck, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '#platform/web/session.tsx'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Page } from '#ui/Page.tsx'
import { PageTabs, useTab } from '#ui/Tabs.tsx'
import { words } from '../words/index.ts'
import { InvitationList } from './InvitationList.tsx'
import { InviteSheet } from './InviteSheet.tsx'
import { MemberList } from './MemberList.tsx'
import classes from './Members.module.css'
import { TeamSheet } from './TeamSheet.tsx'
import { TeamTree } from './TeamTree.tsx'
import { useTeams } from './use-teams.ts'

/** Who is here, in which team, led by whom. */
export function MembersPage() {
  const w = useWords(words)
  const manages = useMay('organisation.manage')
  const invites = useMay('team.manage')
  const audits = useMay('audit.read')
  const teams = useTeams()
  const { tabs: named } = w.members
  const tabs = [
    { key: 'teams' as const, label: named.teams },
    { key: 'people' as const, label: named.people },
    ...(invites ? [{ key: 'invitations' as const, label: named.invitations }] : []),
  ]
  const [tab, open] = useTab<'teams' | 'people' | 'invitations'>(tabs)
  const [sheet, setSheet] = useState<'invite' | 'team' | null>(null)
  const close = () => setSheet(null)
  return (
    <Page
      title={w.members.title}
      subtitle={w.members.subtitle}
      actions={
        <div className={classes.tools}>
          {invites && (
            <Button variant="primary" icon={<IconUserPlus size={18} />} onClick={() => setSheet('invite')}>
              {w.invite.action}
            </Button>
          )}
          {manages && teams.items.length > 0 && (
            <Button icon={<IconPlus size={18} />} onClick={() => setSheet('team')}>
              {w.team.add}
            </Button>
          )}
          {audits && (
            <Button variant="quiet" icon={<IconShieldCheck size={18} />} to="/audit">
              {w.audit.title}
            </Button>
          )}
        </div>
      }
    >
      <PageTabs tabs={tabs} value={tab} onChange={open} label={w.members.title}>
        {tab === 'teams' && (
          <TeamTree
            teams={teams}
            icon={<IconHierarchy3 />}
            add={manages ? () => setSheet('team') : undefined}
          />
        )}
        {tab === 'people' && <MemberList teams={teams.items} />}
        {tab === 'invitations' && <InvitationList />}
      </PageTabs>
      {sheet === 'invite' && <InviteSheet teams={teams.items} onClose={close} />}
      {sheet === 'team' && <TeamSheet teams={teams.items} team={null} parentId={null} onClose={close} />}
    </Page>
  )
}
