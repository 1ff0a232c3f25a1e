import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './choices.module.css'
import type { Option } from './fields.tsx'
import { useFieldSentence } from './form-problems.ts'

interface GroupProps {
  name?: string
  label: ReactNode
  hint?: ReactNode
  required?: boolean
  /** The label is there for the ear only. */
  hideLabel?: boolean
}

function Group({
  label,
  hint,
  required,
  hideLabel,
  sentence,
  role,
  children,
}: GroupProps & { sentence: string | undefined; role: 'group' | 'radiogroup'; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles it may have support all of them
    <div
      role={role}
      aria-labelledby={`${id}-label`}
      aria-describedby={sentence ? `${id}-error` : undefined}
      aria-invalid={sentence ? true : undefined}
      aria-required={role === 'radiogroup' && required ? true : undefined}
      className={classes.group}
      tabIndex={-1}
    >
      <div id={`${id}-label`} className={classes.label} data-hidden={hideLabel || undefined}>
        {label}
        {required && (
          <span aria-hidden className={classes.star}>
            {' '}
            *
          </span>
        )}
      </div>
      {hint !== undefined && <div className={classes.hint}>{hint}</div>}
      {children}
      {sentence && (
        <div id={`${id}-error`} className={classes.error}>
          {sentence}
        </div>
      )}
    </div>
  )
}

interface OneProps<Value extends string> extends GroupProps {
  options: readonly Option<Value>[]
  multiple?: false
  value: Value | null
  onChange: (value: Value | null) => void
}
interface SeveralProps<Value extends string> extends GroupProps {
  options: readonly Option<Value>[]
  multiple: true
  value: readonly Value[]
  onChange: (value: Value[]) => void
}

/** One tap chooses; another tap on the same takes it back. With `multiple`, several. */
export function ChipChoice<Value extends string>(props: OneProps<Value> | SeveralProps<Value>) {
  const sentence = useFieldSentence(props.name, props.value)
  const isChosen = (value: Value) => (props.multiple ? props.value.includes(value) : props.value === value)
  const choose = (value: Value) => {
    if (!props.multiple) props.onChange(props.value === value && !props.required ? null : value)
    else
      props.onChange(
        props.value.includes(value) ? props.value.filter((one) => one !== value) : [...props.value, value],
      )
  }
  return (
    <Group {...props} sentence={sentence} role="group">
      <div className={classes.chips}>
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={isChosen(option.value)}
            disabled={option.disabled}
            className={classes.chip}
            onClick={() => choose(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </Group>
  )
}

export interface ScaleProps extends GroupProps {
  min: number
  max: number
  /** null: not known. */
  value: number | null
  onChange: (value: number | null) => void
  /** What a value is called, shown under the scale: `(v) => words.stance[v]`. */
  words?: (value: number) => string
}

/** A whole number on a line, e.g. −5…+5; "not known yet" is a value of its own. Arrow keys move, Delete forgets. */
export function Scale(props: ScaleProps) {
  const { min, max, value, onChange, words } = props
  const w = usePlatformWords()
  const sentence = useFieldSentence(props.name, value)
  const row = useRef<HTMLDivElement>(null)
  const steps = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const signed = min < 0
  const show = (n: number) => (signed && n > 0 ? `+${n}` : String(n).replace('-', '−'))
  const reached = value ?? (signed ? 0 : min)
  const move = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: reached - 1,
      ArrowDown: reached - 1,
      ArrowRight: reached + 1,
      ArrowUp: reached + 1,
      Home: min,
      End: max,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      const next = Math.min(max, Math.max(min, value === null ? reached : to))
      onChange(next)
      row.current?.querySelector<HTMLElement>(`[data-step="${next}"]`)?.focus()
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      onChange(null)
    }
  }
  return (
    <Group {...props} sentence={sentence} role="radiogroup">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the radios inside, caught once */}
      <div
        ref={row}
        className={classes.scale}
        onKeyDown={move}
        role="presentation"
        data-signed={signed || undefined}
      >
        {steps.map((step) => (
          // biome-ignore lint/a11y/useSemanticElements: a radio input cannot be pressed again to forget
          <button
            key={step}
            type="button"
            role="radio"
            aria-checked={value === step}
            aria-label={words ? `${show(step)} ${words(step)}` : show(step)}
            tabIndex={step === reached ? 0 : -1}
            data-step={step}
            data-side={signed ? Math.sign(step) : undefined}
            className={classes.step}
            onClick={() => onChange(value === step && !props.required ? null : step)}
          >
            {show(step)}
          </button>
        ))}
      </div>
      <div className={classes.meaning} aria-live="polite">
        {value === null ? w.scale.unknown : (words?.(value) ?? show(value))}
      </div>
    </Group>
  )
}

export interface RatingProps extends GroupProps {
  value: number | null
  onChange: (value: number | null) => void
  max?: number
}

/** One to five stars, or null. */
export function Rating({ max = 5, value, onChange, ...group }: RatingProps) {
  const w = usePlatformWords()
  const sentence = useFieldSentence(group.name, value)
  return (
    <Group {...group} sentence={sentence} role="group">
      <div className={classes.stars}>
        {Array.from({ length: max }, (_, index) => index + 1).map((n) => (
          <button
            key={n}
            type="button"
            className={classes.starButton}
            aria-pressed={value === n}
            aria-label={w.scale.stars(n, max)}
            data-lit={(value ?? 0) >= n || undefined}
            onClick={() => onChange(value === n && !group.required ? null : n)}
          >
            {(value ?? 0) >= n ? <IconStarFilled aria-hidden /> : <IconStar aria-hidden />}
          </button>
        ))}
      </div>
    </Group>
  )
}
