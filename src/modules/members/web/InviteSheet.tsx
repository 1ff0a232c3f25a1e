import { useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import { ROLES, type Role } from '#platform/contract/roles.ts'
import { useWrite } from '#platform/web/query.ts'
import { useMe } from '#platform/web/session.tsx'
import { useLocale, usePlatformWords, useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { createInvitation, type getMember } from '../members.contract.ts'
import { words } from '../words/index.ts'
import { LinkShown } from './LinkShown.tsx'
import { inTreeOrder, type Team, teamOptions, withBelow } from './use-teams.ts'

/** Invites somebody: an administrator anyone, a supervisor a rep for one of its own teams. */
export function InviteSheet({
  teams,
  member,
  onClose,
}: {
  teams: readonly Team[]
  /** A member who is here without a sign-in. */
  member?: OkOf<typeof getMember>
  onClose: () => void
}) {
  const bundle = useWords(words)
  const w = bundle.invite
  const { roles } = usePlatformWords()
  const locale = useLocale()
  const me = useMe().member
  const anyone = me.role === 'administrator'
  const create = useWrite(createInvitation)
  const headed = teams.filter((t) => t.supervisorId === me.id).map((t) => t.id)
  const own = withBelow(teams, headed)
  const offered = inTreeOrder(teams, locale).filter((t) => anyone || own.has(t.id))
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    email: member?.email ?? '',
    name: member?.name ?? '',
    role: (member?.role ?? 'rep') as Role,
    teamId: member?.teamId ?? (anyone ? null : (headed[0] ?? null)),
  }))
  const set = (one: Partial<typeof draft>) => setDraft({ ...draft, ...one })
  if (create.data) {
    return (
      <Sheet opened onClose={onClose} title={w.ready} size="narrow">
        <LinkShown link={create.data.link} text={w.readyText} mailed={create.data.mailed} />
      </Sheet>
    )
  }
  return (
    <Sheet opened onClose={onClose} title={w.title} size="narrow">
      <Form
        onSubmit={() => create.mutate({ body: { ...draft, memberId: member?.id ?? null, locale } })}
        problem={create.error}
        bundles={[words]}
        busy={create.isPending}
      >
        <TextField
          name="email"
          label={w.email}
          type="email"
          required
          autoFocus
          value={draft.email}
          onChange={(email) => set({ email: email.trim() })}
        />
        <TextField
          name="name"
          label={w.name}
          maxLength={60}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        {anyone && (
          <ChipChoice
            name="role"
            label={w.role}
            hint={bundle.roleHints[draft.role]}
            required
            options={ROLES.map((value) => ({ value, label: roles[value] }))}
            value={draft.role}
            onChange={(role) => role && set({ role })}
          />
        )}
        <SelectField
          name="teamId"
          label={w.team}
          required={!anyone}
          empty={anyone ? bundle.members.noTeam : w.teamRequired}
          options={teamOptions(offered)}
          value={draft.teamId}
          onChange={(teamId) => set({ teamId })}
        />
        <SubmitButton full busy={create.isPending}>
          {w.submit}
        </SubmitButton>
      </Form>
    </Sheet>
  )
}
