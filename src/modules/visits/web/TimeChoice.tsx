import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { ChipChoice } from '#ui/choices.tsx'
import { MomentField } from '#ui/fields.tsx'
import { words } from '../words/index.ts'
import { quickTimes } from './quick-times.ts'
import classes from './visits.module.css'

interface TimeChoiceProps {
  value: string | null
  onChange: (at: string | null) => void
  /** Other chips than the usual ones. */
  options?: readonly { at: string; label: string }[]
  label?: string
}

/** When: one tap for the usual times, the phone's own wheel for any other. */
export function TimeChoice({ value, onChange, options, label }: TimeChoiceProps) {
  const w = useWords(words)
  const [usual] = useState(() => quickTimes(new Date()))
  const chips = options ?? usual.map((time) => ({ at: time.at, label: w.form[time.key] }))
  const isUsual = value !== null && chips.some((chip) => chip.at === value)
  const [other, setOther] = useState(value !== null && !isUsual)
  return (
    <div className={classes.stack}>
      <ChipChoice
        name="plannedAt"
        label={label ?? w.form.when}
        required
        options={[
          ...chips.map((chip) => ({ value: chip.at, label: chip.label })),
          { value: 'other', label: w.form.otherTime },
        ]}
        value={other ? 'other' : value}
        onChange={(chosen) => {
          setOther(chosen === 'other')
          if (chosen !== 'other') onChange(chosen)
        }}
      />
      {other && <MomentField label={w.form.chosenTime} value={value} onChange={onChange} required />}
    </div>
  )
}
