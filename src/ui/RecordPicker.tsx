import { Loader, TextInput } from '@mantine/core'
import { IconCheck, IconPlus, IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { CallError } from '#platform/web/client.ts'
import { usePlatformWords, useProblem } from '#platform/words/use.ts'
import { isComposing } from './Form.tsx'
import { useFieldSentence } from './form-problems.ts'
import classes from './RecordPicker.module.css'

export interface Picked {
  id: string
  label: string
  /** Tells two of the same name apart: post, company. */
  detail?: string
}

interface PickerProps {
  name?: string
  label: ReactNode
  hint?: ReactNode
  required?: boolean
  disabled?: boolean
  placeholder?: string
  /** Looks within what is allowed here (this customer's people, …); an empty text asks for the likeliest. */
  search: (text: string, signal: AbortSignal) => Promise<Picked[]>
  /** Offers to make what was not found. */
  create?: (text: string) => Promise<Picked | null>
}
export interface RecordPickerProps extends PickerProps {
  value: Picked | null
  onChange: (value: Picked | null) => void
}
export interface RecordsPickerProps extends PickerProps {
  value: readonly Picked[]
  onChange: (value: Picked[]) => void
}

/** Picks one record by typing part of its name. */
export function RecordPicker({ value, onChange, ...props }: RecordPickerProps) {
  return (
    <Picker
      {...props}
      chosen={value ? [value] : []}
      onPick={onChange}
      onDrop={() => onChange(null)}
      single
      watched={value?.id ?? null}
    />
  )
}

/** Picks several. */
export function RecordsPicker({ value, onChange, ...props }: RecordsPickerProps) {
  return (
    <Picker
      {...props}
      chosen={value}
      onPick={(one) =>
        onChange(value.some((v) => v.id === one.id) ? value.filter((v) => v.id !== one.id) : [...value, one])
      }
      onDrop={(one) => onChange(value.filter((v) => v.id !== one.id))}
      watched={value}
    />
  )
}

interface InnerProps extends PickerProps {
  chosen: readonly Picked[]
  onPick: (one: Picked) => void
  onDrop: (one: Picked) => void
  single?: boolean
  /** The value whose change ends a field's problem. */
  watched: unknown
}

function Picker({
  name,
  label,
  hint,
  required,
  disabled,
  placeholder,
  search,
  create,
  chosen,
  onPick,
  onDrop,
  single,
  watched,
}: InnerProps) {
  const w = usePlatformWords()
  const id = useId()
  const error = useFieldSentence(name, watched)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const found = useFound(text.trim(), open, search)
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const say = useProblem()

  const exact = found.items.some((one) => one.label === text.trim())
  const offersNew = create !== undefined && text.trim() !== '' && !exact && !found.searching
  const count = found.items.length + (offersNew ? 1 : 0)

  const pick = async (index: number) => {
    const one = found.items[index] ?? (offersNew ? await create(text.trim()) : null)
    if (!one) return
    onPick(one)
    setText('')
    setAt(0)
    if (single) setOpen(false)
  }
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      else if (count > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      if (count > 0) void pick(Math.min(at, count - 1))
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Backspace' && text === '') {
      const last = chosen.at(-1)
      if (last) onDrop(last)
    }
  }
  const hidden = single && chosen.length > 0
  const chips = chosen.length > 0 && (
    <ul className={classes.chosen} aria-labelledby={hidden ? `${id}-chosen` : undefined}>
      {chosen.map((one) => (
        <li key={one.id} className={classes.one}>
          <span className={classes.oneLabel}>{one.label}</span>
          {one.detail && <span className={classes.detail}>{one.detail}</span>}
          {!disabled && (
            <button
              type="button"
              className={classes.drop}
              aria-label={w.common.removeNamed(one.label)}
              onClick={() => {
                onDrop(one)
                setTimeout(() => input.current?.focus())
              }}
            >
              <IconX size={16} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the focus has left
    <div
      ref={box}
      className={classes.picker}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      {hidden && (
        <div className={classes.labelAbove} id={`${id}-chosen`}>
          {hidden && label}
          {hidden && required && <span className={classes.star}> *</span>}
        </div>
      )}
      {hidden && chips}
      {hidden && error && <div className={classes.error}>{error}</div>}
      <div className={classes.field}>
        {!hidden && (
          <TextInput
            ref={input}
            name={name}
            label={label}
            description={hint}
            withAsterisk={required ?? false}
            disabled={disabled ?? false}
            error={error}
            placeholder={placeholder ?? w.common.typeToSearch}
            autoComplete="off"
            role="combobox"
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && count > 0 ? `${id}-${Math.min(at, count - 1)}` : undefined}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={open && found.searching ? <Loader size="xs" /> : null}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setAt(0)
              setOpen(true)
            }}
            onFocus={() => setOpen(true)}
            onClick={() => setOpen(true)}
            onKeyDown={press}
          />
        )}
        {open && !hidden && (
          <div className={classes.choices}>
            <div
              role="listbox"
              id={`${id}-list`}
              aria-label={typeof label === 'string' ? label : w.common.search}
              aria-multiselectable={!single || undefined}
            >
              {found.items.map((one, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as a combobox demands
                <div
                  key={one.id}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={chosen.some((c) => c.id === one.id)}
                  data-at={index === at || undefined}
                  className={classes.option}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => void pick(index)}
                >
                  <span className={classes.optionWords}>
                    <span>{one.label}</span>
                    {one.detail && <span className={classes.detail}>{one.detail}</span>}
                  </span>
                  {chosen.some((c) => c.id === one.id) && <IconCheck size={18} aria-hidden />}
                </div>
              ))}
              {offersNew && (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as a combobox demands
                <div
                  id={`${id}-${found.items.length}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={false}
                  data-at={at >= found.items.length || undefined}
                  className={classes.option}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => void pick(found.items.length)}
                >
                  <IconPlus size={18} aria-hidden />
                  <span className={classes.optionWords}>{w.common.createNamed(text.trim())}</span>
                </div>
              )}
            </div>
            <div role="status" className={classes.status}>
              {found.problem
                ? say(found.problem)
                : found.searching
                  ? found.items.length === 0 && w.common.searching
                  : count === 0 && w.common.noMatch}
            </div>
          </div>
        )}
      </div>
      {!hidden && chips}
    </div>
  )
}

const REST_MS = 200

/** What a search finds; an older search never lands on top of a newer one. */
function useFound(text: string, open: boolean, search: PickerProps['search']) {
  const [found, setFound] = useState<{ items: Picked[]; searching: boolean; problem: CallError | null }>({
    items: [],
    searching: false,
    problem: null,
  })
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  })
  useEffect(() => {
    if (!open) return
    const ending = new AbortController()
    setFound((old) => ({ ...old, searching: true }))
    const timer = setTimeout(
      () =>
        latest.current(text, ending.signal).then(
          (items) => !ending.signal.aborted && setFound({ items, searching: false, problem: null }),
          (error) =>
            !ending.signal.aborted &&
            setFound({
              items: [],
              searching: false,
              problem:
                error instanceof CallError
                  ? error
                  : new CallError({ status: 0, code: 'platform.unexpected' }),
            }),
        ),
      text === '' ? 0 : REST_MS,
    )
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [text, open])
  return found
}
