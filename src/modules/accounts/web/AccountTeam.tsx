import { IconTransfer, IconUserPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/query.ts'
import { useFormat, usePlatformWords, useProblem, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Button, IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { DayField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Section } from '#ui/Page.tsx'
import { type Picked, RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { problemToast, toast, undoToast } from '#ui/toast.ts'
import {
  type AccountRecord,
  type AccountTeamMember,
  listAccountTeam,
  removeAccountTeamMember,
  setAccountOwner,
  setAccountTeamMember,
} from '../accounts.contract.ts'
import { words } from '../words/index.ts'
import classes from './accounts.module.css'
import { momentOfDayEnd } from './day-end.ts'
import { searchMembersBut } from './pickers.ts'

/** Who of us sees the account and may change it. */
export function AccountTeam({ account }: { account: AccountRecord }) {
  const w = useWords(words)
  const [open, setOpen] = useState<'add' | 'pass' | AccountTeamMember | null>(null)
  const read = useRead(listAccountTeam, { params: { accountId: account.id } })
  const { share } = account.right
  const close = () => setOpen(null)
  return (
    <Section
      title={w.team.title}
      hint={w.team.hint}
      actions={
        share && (
          <Button size="sm" icon={<IconUserPlus size={18} />} onClick={() => setOpen('add')}>
            {w.team.add}
          </Button>
        )
      }
    >
      <Card padding="tight">
        <Loaded read={read}>
          {({ members }) => (
            <>
              <ul className={classes.list}>
                {members.map((member) => (
                  <Member
                    key={member.memberId}
                    account={account}
                    member={member}
                    onPass={() => setOpen('pass')}
                    onChange={() => setOpen(member)}
                  />
                ))}
              </ul>
              {members.length <= 1 && share && <p className={classes.muted}>{w.team.onlyYou}</p>}
              {open === 'pass' && <PassOn account={account} onClose={close} />}
              {open !== null && open !== 'pass' && (
                <MemberSheet
                  accountId={account.id}
                  there={members.map((one) => one.memberId)}
                  member={open === 'add' ? null : open}
                  onClose={close}
                />
              )}
            </>
          )}
        </Loaded>
      </Card>
    </Section>
  )
}

function Member({
  account,
  member,
  onPass,
  onChange,
}: {
  account: AccountRecord
  member: AccountTeamMember
  onPass: () => void
  onChange: () => void
}) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const remove = useWrite(removeAccountTeamMember)
  const put = useWrite(setAccountTeamMember)
  const params = { accountId: account.id, memberId: member.memberId }
  const { access, until } = member
  const takeOut = () =>
    remove.mutate(
      { params },
      {
        onSuccess: () =>
          undoToast(w.team.removed(member.name), () => {
            if (access !== 'owner') put.mutate({ params, body: { access, until } })
          }),
        onError: (error) => problemToast(say(error)),
      },
    )
  return (
    <li className={classes.row}>
      <span className={classes.words}>
        <span className={classes.name}>{member.name}</span>
        {until && <span className={classes.detail}>{w.team.untilDay(f.shortDay(until))}</span>}
      </span>
      <span className={classes.ends}>
        {account.right.share && access !== 'owner' ? (
          <Button variant="quiet" size="sm" onClick={onChange}>
            {w.access[access]}
          </Button>
        ) : (
          <Tag tone={access === 'owner' ? 'ice' : 'quiet'}>{w.access[access]}</Tag>
        )}
        {account.right.share && access === 'owner' && (
          <IconButton label={w.team.passOn} icon={<IconTransfer size={18} />} onClick={onPass} />
        )}
        {account.right.share && access !== 'owner' && (
          <IconButton
            label={w.team.remove(member.name)}
            icon={<IconX size={18} />}
            busy={remove.isPending}
            onClick={takeOut}
          />
        )}
      </span>
    </li>
  )
}

/** Adds a colleague, or changes what one may do and until when. */
function MemberSheet({
  accountId,
  there,
  member,
  onClose,
}: {
  accountId: string
  there: string[]
  member: AccountTeamMember | null
  onClose: () => void
}) {
  const w = useWords(words)
  const p = usePlatformWords()
  const put = useWrite(setAccountTeamMember)
  const [picked, setPicked] = useState<Picked | null>(member && { id: member.memberId, label: member.name })
  const [access, setAccess] = useState<'write' | 'read'>(member?.access === 'write' ? 'write' : 'read')
  const [day, setDay] = useState<string | null>(member?.until?.slice(0, 10) ?? null)
  const submit = () => {
    if (!picked) return
    const until = day === null ? null : momentOfDayEnd(day)
    put.mutate(
      { params: { accountId, memberId: picked.id }, body: { access, until } },
      { onSuccess: onClose },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={member ? member.name : w.team.add} size="narrow">
      <Form onSubmit={submit} problem={put.error} bundles={[words]} busy={put.isPending}>
        {!member && (
          <RecordPicker
            name="memberId"
            label={w.team.member}
            required
            search={searchMembersBut(there)}
            value={picked}
            onChange={setPicked}
          />
        )}
        <ChipChoice
          name="access"
          label={w.team.access}
          required
          options={[
            { value: 'read', label: w.access.read },
            { value: 'write', label: w.access.write },
          ]}
          value={access}
          onChange={(one) => one && setAccess(one)}
        />
        <DayField name="until" label={w.team.until} hint={w.team.untilHint} value={day} onChange={setDay} />
        <FormActions>
          <SubmitButton busy={put.isPending} disabled={!picked} full>
            {member ? p.common.save : w.team.add}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}

function PassOn({ account, onClose }: { account: AccountRecord; onClose: () => void }) {
  const w = useWords(words)
  const pass = useWrite(setAccountOwner)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [keeps, setKeeps] = useState<'write' | 'read' | 'nothing'>('write')
  const submit = () => {
    if (!picked) return
    pass.mutate(
      {
        params: { accountId: account.id },
        body: { memberId: picked.id, formerKeeps: keeps === 'nothing' ? null : keeps },
      },
      {
        onSuccess: () => {
          toast(w.team.done)
          onClose()
        },
      },
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.team.passOn} size="narrow">
      <Form onSubmit={submit} problem={pass.error} bundles={[words]} busy={pass.isPending}>
        <RecordPicker
          name="memberId"
          label={w.team.passOnTo}
          required
          search={searchMembersBut(account.owner ? [account.owner.id] : [])}
          value={picked}
          onChange={setPicked}
        />
        {account.owner && (
          <ChipChoice
            name="formerKeeps"
            label={w.team.formerKeeps}
            required
            options={[
              { value: 'write', label: w.access.write },
              { value: 'read', label: w.access.read },
              { value: 'nothing', label: w.team.formerNothing },
            ]}
            value={keeps}
            onChange={(one) => one && setKeeps(one)}
          />
        )}
        <FormActions>
          <SubmitButton busy={pass.isPending} disabled={!picked} full>
            {w.team.passOn}
          </SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}
