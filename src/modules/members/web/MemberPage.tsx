import { IconKey, IconUserMinus, IconUserPlus, IconUserUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import { ROLES } from '#platform/contract/roles.ts'
import { useAutosave } from '#platform/web/autosave.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useParams } from '#platform/web/router.tsx'
import { useMay, useMe } from '#platform/web/session.tsx'
import { useFormat, useLocale, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ConflictDialog } from '#ui/ConflictDialog.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { confirm } from '#ui/confirm.ts'
import { FormErrors } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { SaveState } from '#ui/SaveState.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { changeMember, createResetLink, getMember, leaveMember, returnMember } from '../members.contract.ts'
import { words } from '../words/index.ts'
import { EmailSheet } from './EmailSheet.tsx'
import { InviteSheet } from './InviteSheet.tsx'
import { LinkShown } from './LinkShown.tsx'
import classes from './Members.module.css'
import { inTreeOrder, teamOptions, useTeams } from './use-teams.ts'

type Member = OkOf<typeof getMember>

export function MemberPage() {
  const { memberId } = useParams<{ memberId: string }>()
  const read = useRead(getMember, { params: { memberId } })
  const manages = useMay('organisation.manage')
  return (
    <Loaded read={read} bundles={[words]}>
      {(member) =>
        manages && member.state !== 'left' ? (
          <MemberForm key={member.id} member={member} />
        ) : (
          <MemberFacts member={member} />
        )
      }
    </Loaded>
  )
}

const BACK = '/members?tab=people'

function MemberFacts({ member }: { member: Member }) {
  const w = useWords(words)
  const { roles } = usePlatformWords()
  const f = useFormat()
  const manages = useMay('organisation.manage')
  return (
    <Page title={member.name} back={BACK} width="narrow" status={<StateTag member={member} />}>
      <Card>
        <dl className={classes.facts}>
          <dt>{w.member.role}</dt>
          <dd>{roles[member.role]}</dd>
          <dt>{w.member.team}</dt>
          <dd>{member.teamName ?? w.members.noTeam}</dd>
          {member.email !== null && (
            <>
              <dt>{w.member.email}</dt>
              <dd>{member.email}</dd>
            </>
          )}
          <dt>{w.members.status}</dt>
          <dd>
            {member.leftAt === null
              ? w.members.since(f.day(member.joinedAt))
              : w.members.leftOn(f.day(member.leftAt))}
          </dd>
        </dl>
      </Card>
      {manages && <MemberDeeds member={member} />}
    </Page>
  )
}

function StateTag({ member }: { member: Member }) {
  const w = useWords(words).members
  const me = useMe().member
  if (member.id === me.id) return <Tag tone="ice">{w.you}</Tag>
  if (member.state === 'active') return null
  return <Tag tone={member.state === 'left' ? 'warn' : 'quiet'}>{w.state[member.state]}</Tag>
}

/** An administrator changes name, role and team; saved as it is changed. */
function MemberForm({ member }: { member: Member }) {
  const bundle = useWords(words)
  const w = bundle.member
  const { roles } = usePlatformWords()
  const locale = useLocale()
  const teams = useTeams()
  const [moving, setMoving] = useState(false)
  const save = useWrite(changeMember)
  const form = useAutosave({
    record: member,
    pick: ({ name, role, teamId }) => ({ name, role, teamId }),
    save: (draft, version) =>
      save.mutateAsync({ params: { memberId: member.id }, body: { ...draft, version } }),
  })
  const options = teamOptions(inTreeOrder(teams.items, locale))
  const leads = member.role === 'supervisor' && form.value.role !== 'supervisor'
  const teamName = (id: string | null) => teams.items.find((t) => t.id === id)?.name ?? bundle.members.noTeam
  return (
    <Page
      title={member.name}
      back={BACK}
      width="narrow"
      status={
        <>
          <StateTag member={member} /> <SaveState form={form} />
        </>
      }
    >
      <Card>
        <FormErrors problem={form.problem} bundles={[words]}>
          <TextField
            name="name"
            label={w.name}
            required
            maxLength={60}
            value={form.value.name}
            onChange={(name) => form.set({ name })}
          />
          {member.email !== null && (
            <div className={classes.row}>
              <dl className={classes.facts}>
                <dt>{w.email}</dt>
                <dd>{member.email}</dd>
              </dl>
              <Button size="sm" onClick={() => setMoving(true)}>
                {w.changeEmail}
              </Button>
            </div>
          )}
          <ChipChoice
            name="role"
            label={w.role}
            hint={leads ? w.demoteHint : bundle.roleHints[form.value.role]}
            required
            options={ROLES.map((value) => ({ value, label: roles[value] }))}
            value={form.value.role}
            onChange={(role) => role && form.set({ role })}
          />
          <SelectField
            name="teamId"
            label={w.team}
            empty={bundle.members.noTeam}
            options={options}
            value={form.value.teamId}
            onChange={(teamId) => form.set({ teamId })}
          />
        </FormErrors>
      </Card>
      <ConflictDialog
        form={form}
        fields={[
          { key: 'name', label: w.name },
          { key: 'role', label: w.role, render: (role: Member['role']) => roles[role] },
          { key: 'teamId', label: w.team, render: teamName },
        ]}
      />
      <MemberDeeds member={member} />
      {moving && <EmailSheet member={member} onClose={() => setMoving(false)} />}
    </Page>
  )
}

/** What an administrator does with a seat: open it, help with the password, close it, open it again. */
function MemberDeeds({ member }: { member: Member }) {
  const w = useWords(words)
  const say = useProblem(words)
  const teams = useTeams()
  const reset = useWrite(createResetLink)
  const leave = useWrite(leaveMember)
  const back = useWrite(returnMember)
  const [inviting, setInviting] = useState(false)
  const params = { memberId: member.id }
  const body = { version: member.version }
  const onError = (error: Parameters<typeof say>[0]) => problemToast(say(error))
  const askToLeave = async () => {
    const text = w.member.leaveText
    const sure = await confirm({
      title: w.member.leaveTitle(member.name),
      text,
      action: w.member.leave,
      danger: true,
    })
    if (!sure) return
    leave.mutate({ params, body }, { onSuccess: () => toast(w.member.leaveDone(member.name)), onError })
  }
  return (
    <div className={classes.tools}>
      {(member.state === 'seatless' || member.state === 'invited') && (
        <Button variant="primary" icon={<IconUserPlus size={18} />} onClick={() => setInviting(true)}>
          {w.member.invite}
        </Button>
      )}
      {member.state === 'active' && (
        <Button
          icon={<IconKey size={18} />}
          busy={reset.isPending}
          onClick={() => reset.mutate({ params, body: { id: newId() } }, { onError })}
        >
          {w.member.resetLink}
        </Button>
      )}
      {member.state === 'left' ? (
        <Button
          icon={<IconUserUp size={18} />}
          busy={back.isPending}
          onClick={() =>
            back.mutate({ params, body }, { onSuccess: () => toast(w.member.returned(member.name)), onError })
          }
        >
          {w.member.return}
        </Button>
      ) : (
        <Button
          variant="danger"
          icon={<IconUserMinus size={18} />}
          busy={leave.isPending}
          onClick={() => void askToLeave()}
        >
          {w.member.leave}
        </Button>
      )}
      {inviting && <InviteSheet teams={teams.items} member={member} onClose={() => setInviting(false)} />}
      {reset.data && (
        <Sheet opened onClose={() => reset.reset()} title={w.invite.reset} size="narrow">
          <LinkShown link={reset.data.link} text={w.invite.readyReset} mailed={reset.data.mailed} />
        </Sheet>
      )}
    </div>
  )
}
