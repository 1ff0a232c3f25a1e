import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { FieldRow } from '#ui/Form.tsx'
import { NumberField, SwitchField, TextArea, TextField } from '#ui/fields.tsx'
import { CALENDARS, DATES, FAMILY, type FactValue } from '../people.contract.ts'
import { words } from '../words/index.ts'

interface ValueProps<Value extends FactValue = FactValue> {
  value: Value
  set: (value: FactValue) => void
  /** The question that leads to the fact. */
  ask?: string | undefined
}

/** The fields of one fact, by its shape. */
export function FactValueFields({ value, set, ask }: ValueProps) {
  const w = useWords(words)
  switch (value.shape) {
    case 'text':
      return (
        <TextArea
          name="value.text"
          label={w.dossier.text}
          hint={ask}
          required
          value={value.text}
          onChange={(text) => set({ ...value, text })}
        />
      )
    case 'school':
      return (
        <>
          <TextField
            name="value.school"
            label={w.dossier.school}
            required
            value={value.school}
            onChange={(school) => set({ ...value, school })}
          />
          <TextField
            name="value.study"
            label={w.dossier.study}
            value={value.study}
            onChange={(study) => set({ ...value, study })}
          />
          <FieldRow>
            <NumberField
              name="value.from"
              label={w.dossier.from}
              value={value.from}
              onChange={(from) => set({ ...value, from })}
            />
            <NumberField
              name="value.to"
              label={w.dossier.to}
              value={value.to}
              onChange={(to) => set({ ...value, to })}
            />
          </FieldRow>
        </>
      )
    case 'family':
      return (
        <>
          <ChipChoice
            name="value.relation"
            label={w.dossier.relation}
            required
            value={value.relation}
            onChange={(relation) => relation && set({ ...value, relation })}
            options={FAMILY.map((one) => ({ value: one, label: w.family[one] }))}
          />
          <TextArea
            name="value.text"
            label={w.dossier.familyText}
            hint={w.dossier.familyHint}
            required
            value={value.text}
            onChange={(text) => set({ ...value, text })}
          />
        </>
      )
    case 'date':
      return <DateFields value={value} set={set} />
  }
}

function DateFields({ value, set }: ValueProps<Extract<FactValue, { shape: 'date' }>>) {
  const w = useWords(words)
  return (
    <>
      <ChipChoice
        name="value.what"
        label={w.dossier.what}
        required
        value={value.what}
        onChange={(what) => what && set({ ...value, what })}
        options={DATES.map((one) => ({ value: one, label: w.dates[one] }))}
      />
      <ChipChoice
        name="value.calendar"
        label={w.dossier.calendar}
        required
        value={value.calendar}
        onChange={(calendar) =>
          calendar && set({ ...value, calendar, leapMonth: calendar === 'lunar' && value.leapMonth })
        }
        options={CALENDARS.map((one) => ({ value: one, label: w.calendar[one] }))}
      />
      <FieldRow>
        <NumberField
          name="value.year"
          label={w.dossier.year}
          value={value.year}
          onChange={(year) => set({ ...value, year })}
        />
        <NumberField
          name="value.month"
          label={w.dossier.month}
          value={value.month}
          onChange={(month) => set({ ...value, month })}
        />
        <NumberField
          name="value.day"
          label={w.dossier.day}
          value={value.day}
          onChange={(day) => set({ ...value, day })}
        />
      </FieldRow>
      {value.calendar === 'lunar' && (
        <SwitchField
          name="value.leapMonth"
          label={w.dossier.leapMonth}
          value={value.leapMonth}
          onChange={(leapMonth) => set({ ...value, leapMonth })}
        />
      )}
      <TextField
        name="value.note"
        label={w.dossier.note}
        value={value.note}
        onChange={(note) => set({ ...value, note })}
      />
    </>
  )
}
