import { useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { readOnce, useWrite } from '#platform/web/query.ts'
import { useLocale, usePlatformWords, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { RecordPicker } from '#ui/RecordPicker.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { toast } from '#ui/toast.ts'
import { changeTeam, createTeam, deleteTeam, listMembers } from '../members.contract.ts'
import { maySupervise } from '../members.rules.ts'
import { words } from '../words/index.ts'
import { inTreeOrder, type Team, teamOptions, withBelow } from './use-teams.ts'

/** Makes a team, or changes one. */
export function TeamSheet({
  teams,
  team,
  parentId,
  onClose,
}: {
  teams: readonly Team[]
  team: Team | null
  parentId: string | null
  onClose: () => void
}) {
  const w = useWords(words)
  const { roles } = usePlatformWords()
  const locale = useLocale()
  const create = useWrite(createTeam)
  const change = useWrite(changeTeam)
  const remove = useWrite(deleteTeam)
  const [draft, setDraft] = useState({
    id: team?.id ?? newId(),
    name: team?.name ?? '',
    parentId,
    supervisor: team?.supervisorId ? { id: team.supervisorId, label: team.supervisorName ?? '' } : null,
  })
  const set = (one: Partial<typeof draft>) => setDraft({ ...draft, ...one })
  // A team may not hang below itself: what lies below it is not offered.
  const own = team ? withBelow(teams, [team.id]) : new Set<string>()
  const above = inTreeOrder(teams, locale).filter((t) => !own.has(t.id))
  const submit = () => {
    const body = { name: draft.name, parentId: draft.parentId, supervisorId: draft.supervisor?.id ?? null }
    const done = { onSuccess: onClose }
    if (team) change.mutate({ params: { teamId: team.id }, body: { ...body, version: team.version } }, done)
    else create.mutate({ body: { ...body, id: draft.id } }, done)
  }
  const drop = () =>
    team &&
    remove.mutate(
      { params: { teamId: team.id } },
      {
        onSuccess: () => {
          toast(w.team.removed)
          onClose()
        },
      },
    )
  const busy = create.isPending || change.isPending || remove.isPending
  return (
    <Sheet opened onClose={onClose} title={team ? w.team.edit : w.team.add} size="narrow">
      <Form
        onSubmit={submit}
        problem={create.error ?? change.error ?? remove.error}
        bundles={[words]}
        busy={busy}
      >
        <TextField
          name="name"
          label={w.team.name}
          required
          autoFocus
          maxLength={60}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <SelectField
          name="parentId"
          label={w.team.parent}
          empty={w.team.top}
          options={teamOptions(above)}
          value={draft.parentId}
          onChange={(id) => set({ parentId: id })}
        />
        <RecordPicker
          name="supervisorId"
          label={w.team.supervisor}
          hint={w.team.supervisorHint}
          search={async (q, signal) => {
            const { items } = await readOnce(listMembers, { query: { q, limit: 50 } }, { signal })
            return items
              .filter((m) => maySupervise(m.role))
              .map((m) => ({ id: m.id, label: m.name, detail: roles[m.role] }))
          }}
          value={draft.supervisor}
          onChange={(supervisor) => set({ supervisor })}
        />
        <FormActions>
          <SubmitButton busy={busy}>{w.team.save}</SubmitButton>
          {team && (
            <Button variant="danger" onClick={drop}>
              {w.team.remove}
            </Button>
          )}
        </FormActions>
      </Form>
    </Sheet>
  )
}
