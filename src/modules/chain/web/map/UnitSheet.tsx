import { useState } from 'react'
import { type ChartEdit, UNIT_FUNCTION, UNIT_STAND } from '#modules/accounts/accounts.contract.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { ChipChoice } from '#ui/choices.tsx'
import { Form, FormActions, SubmitButton } from '#ui/Form.tsx'
import { SelectField, TextField } from '#ui/fields.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { mapWords } from '../../words/map.ts'
import { changedFields } from './PostSheet.tsx'
import type { MapUnit, ShownMap } from './scene.ts'
import classes from './tools.module.css'

type Function = (typeof UNIT_FUNCTION)[number]
type Stand = (typeof UNIT_STAND)[number]

interface UnitSheetProps {
  map: ShownMap
  unit: MapUnit
  isNew: boolean
  onEdit: (edits: ChartEdit[], said: string) => boolean
  onAddPost: () => void
  onClose: () => void
}

/** One department: its name, what it does the year round, and where it stands in a purchase. */
export function UnitSheet({ map, unit, isNew, onEdit, onAddPost, onClose }: UnitSheetProps) {
  const m = useWords(mapWords)
  const [draft, setDraft] = useState({
    name: unit.name,
    parentId: unit.parentId,
    function: unit.function as Function | null,
    stand: unit.stand as Stand | null,
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const submit = () => {
    const wanted = { ...draft, name: draft.name.trim() }
    if (!wanted.name) return
    if (isNew) {
      if (onEdit([{ do: 'add-unit', unit: { id: unit.id, ...wanted } }], m.did['add-unit'](wanted.name)))
        onClose()
      return
    }
    const changed = changedFields<typeof wanted>({ ...wanted, ...pick(unit) }, wanted)
    if (Object.keys(changed).length === 0) onClose()
    else if (onEdit([{ do: 'change-unit', unitId: unit.id, ...changed }], m.did['change-unit'](wanted.name)))
      onClose()
  }
  return (
    <Sheet opened onClose={onClose} title={isNew ? m.edit.newUnit : unit.name}>
      <Form onSubmit={submit} bundles={[mapWords]}>
        <TextField
          name="name"
          label={m.edit.unitName}
          required
          autoFocus={isNew}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <ChipChoice
          label={m.edit.standLabel}
          value={draft.stand}
          onChange={(stand) => set({ stand })}
          options={UNIT_STAND.map((value) => ({ value, label: m.stands[value] }))}
        />
        <ChipChoice
          label={m.edit.functionLabel}
          value={draft.function}
          onChange={(value) => set({ function: value })}
          options={UNIT_FUNCTION.map((value) => ({ value, label: m.functions[value] }))}
        />
        {map.units.length > (isNew ? 0 : 1) && (
          <SelectField
            name="parentId"
            label={m.edit.parentUnit}
            value={draft.parentId}
            onChange={(parentId) => set({ parentId })}
            options={map.units
              .filter((one) => one.id !== unit.id)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <FormActions>
          <SubmitButton disabled={!draft.name.trim()}>{isNew ? m.edit.add : m.edit.save}</SubmitButton>
        </FormActions>
      </Form>
      {!isNew && (
        <div className={classes.more}>
          <Button size="sm" onClick={onAddPost}>
            {m.edit.addRoot}
          </Button>
          <Button
            size="sm"
            variant="danger"
            onClick={() => {
              if (onEdit([{ do: 'remove-unit', unitId: unit.id }], m.did['remove-unit'](unit.name))) onClose()
            }}
          >
            {m.edit.removeUnit}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

function pick(unit: MapUnit) {
  return {
    name: unit.name,
    parentId: unit.parentId,
    function: unit.function as Function | null,
    stand: unit.stand as Stand | null,
  }
}
