import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { SentenceField } from '#ui/fields.tsx'
import { OBJECTIVE_KINDS, type ObjectiveKind } from '../visits.contract.ts'
import { words } from '../words/index.ts'
import classes from './visits.module.css'

export interface ObjectiveValue {
  kind: ObjectiveKind
  text: string
  best: string
  acceptable: string
  minimum: string
}

interface ObjectiveFieldsProps {
  value: ObjectiveValue
  onChange: (change: Partial<ObjectiveValue>) => void
  disabled?: boolean
  /** The path of the objective in the body, e.g. `objectives.0.`. */
  path?: string
}

/** One objective: what kind, what precisely, and the commitment sought at its three levels. */
export function ObjectiveFields({ value, onChange, disabled = false, path = '' }: ObjectiveFieldsProps) {
  const w = useWords(words)
  return (
    <>
      <ChipChoice
        name={`${path}kind`}
        label={w.form.objective}
        hideLabel
        required
        options={OBJECTIVE_KINDS.map((kind) => ({ value: kind, label: w.objectiveKinds[kind], disabled }))}
        value={value.kind}
        onChange={(kind) => kind && onChange({ kind })}
      />
      <SentenceField
        name={`${path}text`}
        label={w.form.objectiveText}
        placeholder={w.form.objectivePlaceholder}
        value={value.text}
        onChange={(text) => onChange({ text })}
        disabled={disabled}
      />
      <CommitmentSought {...{ value, onChange, disabled, path }} />
    </>
  )
}

function CommitmentSought({ value, onChange, disabled = false, path = '' }: ObjectiveFieldsProps) {
  const w = useWords(words)
  return (
    <div>
      <div className={classes.strong}>{w.form.sought}</div>
      <p className={classes.muted}>{w.form.soughtHint}</p>
      <div className={classes.levels}>
        <SentenceField
          name={`${path}best`}
          label={w.form.best}
          placeholder={w.form.bestPlaceholder}
          value={value.best}
          onChange={(best) => onChange({ best })}
          disabled={disabled}
        />
        <SentenceField
          name={`${path}acceptable`}
          label={w.form.acceptable}
          placeholder={w.form.acceptablePlaceholder}
          value={value.acceptable}
          onChange={(acceptable) => onChange({ acceptable })}
          disabled={disabled}
        />
        <SentenceField
          name={`${path}minimum`}
          label={w.form.minimum}
          placeholder={w.form.minimumPlaceholder}
          value={value.minimum}
          onChange={(minimum) => onChange({ minimum })}
          disabled={disabled}
        />
      </div>
    </div>
  )
}
