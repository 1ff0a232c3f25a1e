import { Checkbox, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import { type HTMLInputAutoCompleteAttribute, type ReactNode, useState } from 'react'
import { useFormat, useLocale, usePlatformWords } from '#platform/words/use.ts'
import { isElsewhere, presentZone, zoneName } from '#platform/words/zone.ts'
import classes from './Form.module.css'
import { isComposing } from './Form.tsx'
import { localOfMoment, momentOfLocal, parseNumber, wan } from './field-values.ts'
import { useFieldSentence } from './form-problems.ts'

interface FieldProps<Value> {
  /** The dotted path of the field in the body: the server's problems find it by this. */
  name?: string
  label: ReactNode
  value: Value
  onChange: (value: Value) => void
  /** One line under the label: what belongs here. */
  hint?: ReactNode
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

/** What all of Mantine's inputs take from ours. */
function useField<Value>({ name, label, value, hint, required, disabled, autoFocus }: FieldProps<Value>) {
  const error = useFieldSentence(name, value)
  return {
    name,
    label,
    description: hint,
    error,
    // Marked for the eye and the ear; the browser's own bubble is never shown, it speaks the browser's language.
    withAsterisk: required ?? false,
    'aria-required': required || undefined,
    disabled: disabled ?? false,
    ...(autoFocus && { autoFocus: true, 'data-autofocus': true }),
  }
}

export interface TextFieldProps extends FieldProps<string> {
  placeholder?: string
  type?: 'text' | 'email' | 'tel' | 'url' | 'search'
  autoComplete?: HTMLInputAutoCompleteAttribute
  maxLength?: number
  right?: ReactNode
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, placeholder, type = 'text', autoComplete = 'off', maxLength, right } = props
  return (
    <TextInput
      {...useField(props)}
      {...{ placeholder, type, autoComplete, maxLength }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={right}
    />
  )
}

export interface TextAreaProps extends FieldProps<string> {
  placeholder?: string
  rows?: number
  maxLength?: number
}

/** Grows with what is written. */
export function TextArea(props: TextAreaProps) {
  const { value, onChange, placeholder, rows = 3, maxLength } = props
  return (
    <Textarea
      {...useField(props)}
      {...{ placeholder, maxLength }}
      autosize
      minRows={rows}
      maxRows={18}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** A sentence without line breaks, seen whole however long it is: one line high at first. */
export function SentenceField(props: Omit<TextAreaProps, 'rows'>) {
  const { value, onChange, placeholder, maxLength } = props
  return (
    <Textarea
      {...useField(props)}
      {...{ placeholder, maxLength }}
      autosize
      minRows={1}
      enterKeyHint="done"
      value={value}
      onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && event.preventDefault()}
      onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\s*\n\s*/g, ' '))}
    />
  )
}

export function PasswordField(
  props: FieldProps<string> & { autoComplete: 'current-password' | 'new-password' },
) {
  const w = usePlatformWords()
  return (
    <PasswordInput
      {...useField(props)}
      autoComplete={props.autoComplete}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      rightSectionWidth={44}
      visibilityToggleButtonProps={{
        'aria-label': `${w.common.show} / ${w.common.hide}`,
        style: { width: 44, height: 44 },
      }}
    />
  )
}

export interface Option<Value extends string> {
  value: Value
  label: string
  disabled?: boolean
}

/** One of several words. The phone shows its own wheel. For up to six, `ChipChoice` is quicker. */
export function SelectField<Value extends string>(
  props: FieldProps<Value | null> & {
    options: readonly Option<Value>[] /** What "nothing chosen" is called. */
    empty?: string
  },
) {
  const w = usePlatformWords()
  const { value, onChange, options, required, empty } = props
  const none = required && value !== null ? [] : [{ value: '', label: empty ?? w.common.pleaseChoose }]
  return (
    <NativeSelect
      {...useField(props)}
      data={[...none, ...options.map((one) => ({ disabled: false, ...one }))]}
      value={value ?? ''}
      onChange={(event) => onChange((event.currentTarget.value || null) as Value | null)}
    />
  )
}

/** A calendar day, `YYYY-MM-DD`, or null. The phone's own calendar. */
export function DayField(props: FieldProps<string | null> & { min?: string; max?: string }) {
  return (
    <TextInput
      {...useField(props)}
      type="date"
      min={props.min}
      max={props.max ?? '9999-12-31'}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

/** A moment as ISO with zone, or null; shown and typed in the organisation's time. Says so where the reader's clock differs. */
export function MomentField(props: FieldProps<string | null>) {
  const w = usePlatformWords()
  const locale = useLocale()
  const clock = isElsewhere() ? w.common.organisationClock(zoneName(presentZone(), locale)) : undefined
  return (
    <TextInput
      {...useField({ ...props, hint: props.hint ?? clock })}
      type="datetime-local"
      max="9999-12-31T23:59"
      value={localOfMoment(props.value)}
      onChange={(event) => props.onChange(momentOfLocal(event.currentTarget.value))}
    />
  )
}

export interface NumberFieldProps extends FieldProps<number | null> {
  /** After the number: 人, %, days. */
  unit?: ReactNode
  placeholder?: string
}

/** A number or null. Takes full-width digits and thousands commas, as they come from a Chinese keyboard or a copied table. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, unit, placeholder } = props
  const f = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const field = useField(props)
  const wrong = typed !== null && typed.trim() !== '' && parseNumber(typed) === null
  return (
    <TextInput
      {...field}
      {...{ placeholder }}
      inputMode="decimal"
      autoComplete="off"
      error={field.error ?? wrong}
      value={typed ?? (value === null ? '' : f.number(value))}
      onFocus={() => setTyped(value === null ? '' : String(value))}
      onBlur={() => !wrong && setTyped(null)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(parseNumber(event.currentTarget.value))
      }}
      rightSection={unit}
      rightSectionWidth={unit === undefined ? undefined : 'auto'}
      rightSectionProps={unit === undefined ? undefined : { style: { paddingInline: '0.75rem' } }}
      rightSectionPointerEvents="none"
    />
  )
}

/** An amount of money or null. Large amounts are also said the way a Chinese reader says them: 125万元. */
export function MoneyField(props: NumberFieldProps & { currency?: string }) {
  const locale = useLocale()
  const { value, currency = 'CNY' } = props
  const unit =
    currency !== 'CNY'
      ? currency
      : locale !== 'zh-CN'
        ? 'CN¥'
        : value !== null && value >= 10_000
          ? wan(value)
          : '元'
  return <NumberField {...props} unit={unit} />
}

export function CheckField(props: FieldProps<boolean>) {
  const { withAsterisk: _, description, ...field } = useField(props)
  return (
    <Checkbox
      {...field}
      description={description}
      classNames={{ root: classes.check ?? '' }}
      checked={props.value}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}

/** On or off, taking effect at once. */
export function SwitchField(props: FieldProps<boolean>) {
  const { withAsterisk: _, description, ...field } = useField(props)
  return (
    <Switch
      {...field}
      description={description}
      classNames={{ root: classes.check ?? '' }}
      checked={props.value}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}
