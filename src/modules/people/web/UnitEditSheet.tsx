import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { type OrgUnit, UNIT_FUNCTION, UNIT_STAND } from '#modules/accounts/accounts.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { chartWords } from '../words/chart.ts'
import { words } from '../words/index.ts'
import classes from './Organisation.module.css'
import { unitsBelow } from './organisation-tree.ts'
import { useChartStep } from './use-chart-step.ts'

/** Renames, moves or deletes a department; what it holds follows it, or goes up when it is deleted. */
export function UnitEditSheet(props: {
  accountId: string
  unit: OrgUnit
  units: readonly OrgUnit[]
  onClose: () => void
}) {
  const w = useWords(chartWords)
  const { stand: stands } = useWords(words)
  const { unit, units, accountId, onClose } = props
  const [draft, setDraft] = useState({
    name: unit.name,
    parentId: unit.parentId,
    function: unit.function,
    stand: unit.stand,
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const { step, problem, busy } = useChartStep(accountId)
  const at = { unitId: unit.id, version: unit.version }
  const below = unitsBelow(units, unit.id)
  const parents = units.filter((one) => one.id !== unit.id && !below.has(one.id))
  return (
    <Sheet opened onClose={onClose} title={w.editUnit(unit.name)}>
      <Form
        onSubmit={() => step([{ do: 'change-unit', ...at, ...draft }], w.changed(draft.name), onClose)}
        problem={problem}
        bundles={[chartWords]}
        busy={busy}
      >
        <TextField
          name="edits.0.name"
          label={w.unitName}
          required
          maxLength={200}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <SelectField
          name="edits.0.parentId"
          label={w.unitParent}
          empty={w.top}
          value={draft.parentId}
          onChange={(parentId) => set({ parentId })}
          options={parents.map((one) => ({ value: one.id, label: one.name }))}
        />
        <SelectField
          name="edits.0.function"
          label={w.function}
          empty="—"
          value={draft.function}
          onChange={(value) => set({ function: value as OrgUnit['function'] })}
          options={UNIT_FUNCTION.map((value) => ({ value, label: w.functions[value] }))}
        />
        <ChipChoice
          name="edits.0.stand"
          label={w.stand}
          value={draft.stand}
          onChange={(stand) => set({ stand })}
          options={UNIT_STAND.map((value) => ({ value, label: stands[value] }))}
        />
        <FormActions>
          <SubmitButton busy={busy}>{w.save}</SubmitButton>
        </FormActions>
        <div className={classes.removal}>
          <p className={classes.quiet}>{w.removeUnitHint}</p>
          <Button
            variant="danger"
            icon={<IconTrash />}
            disabled={busy}
            onClick={() => step([{ do: 'remove-unit', ...at }], w.removed(unit.name), onClose)}
          >
            {w.remove}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
