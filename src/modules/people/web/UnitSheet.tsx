import { useState } from 'react'
import { createUnit, type OrgUnit, UNIT_STAND } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { words } from '../words/index.ts'

/** Adds a department. */
export function UnitSheet({
  accountId,
  units,
  onClose,
}: {
  accountId: string
  units: readonly OrgUnit[]
  onClose: () => void
}) {
  const w = useWords(words)
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    name: '',
    parentId: null as string | null,
    stand: null as (typeof UNIT_STAND)[number] | null,
  }))
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const create = useWrite(createUnit)
  const submit = () => create.mutate({ params: { accountId }, body: draft }, { onSuccess: onClose })
  return (
    <Sheet opened onClose={onClose} title={w.organisation.addUnit}>
      <Form onSubmit={submit} problem={create.error} bundles={[words]} busy={create.isPending}>
        <TextField
          name="name"
          label={w.organisation.unitName}
          required
          autoFocus
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        {units.length > 0 && (
          <SelectField
            name="parentId"
            label={w.organisation.unitParent}
            empty={w.organisation.topLevel}
            value={draft.parentId}
            onChange={(parentId) => set({ parentId })}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        )}
        <ChipChoice
          name="stand"
          label={w.organisation.kind}
          hint={w.organisation.kindHint}
          value={draft.stand}
          onChange={(stand) => set({ stand })}
          options={UNIT_STAND.map((value) => ({ value, label: w.stand[value] }))}
        />
        <FormActions>
          <SubmitButton busy={create.isPending}>{w.save}</SubmitButton>
        </FormActions>
      </Form>
    </Sheet>
  )
}
