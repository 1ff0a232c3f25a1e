import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { CallError } from '#platform/web/client.ts'
import { useFieldProblem, usePlatformWords, useProblem } from '#platform/words/use.ts'
import type { Bundle, ProblemWords } from '#platform/words/words.ts'
import { Button } from './Button.tsx'
import classes from './Form.module.css'
import { FormProblemsContext } from './form-problems.ts'
import { Notice } from './Notice.tsx'

/** True while a Chinese word is being composed: Enter then chooses the word and must do nothing else. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}

export interface FormErrorsProps {
  problem: CallError | null
  /** The words of the modules whose problems may come. */
  bundles?: Bundle<ProblemWords>[]
  /** `false` for forms that save themselves: the cursor is not taken away from someone who types. */
  focus?: boolean
  children: ReactNode
}

/** Says what the server refused: at the fields of that `name`, the rest on top; the first such field gets the focus. */
export function FormErrors({ problem, bundles = [], focus = false, children }: FormErrorsProps) {
  const w = usePlatformWords()
  const say = useProblem(...bundles)
  const sayField = useFieldProblem(...bundles)
  const [names, setNames] = useState<ReadonlySet<string>>(new Set())
  const root = useRef<HTMLDivElement>(null)

  const register = useCallback((name: string) => {
    setNames((old) => new Set(old).add(name))
    return () => setNames((old) => new Set([...old].filter((one) => one !== name)))
  }, [])
  const shared = useMemo(() => {
    const sentences = new Map<string, string>()
    for (const field of problem?.fields ?? []) {
      if (!sentences.has(field.path)) sentences.set(field.path, sayField(field))
    }
    return { mark: problem, sentenceFor: (name: string) => sentences.get(name), register }
  }, [problem, sayField, register])

  useEffect(() => {
    if (!problem || !focus) return
    const first = root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (first) first.focus()
    else root.current?.scrollIntoView({ block: 'nearest' })
  }, [problem, focus])

  const homeless = (problem?.fields ?? []).filter((field) => !names.has(field.path))
  const fields = problem?.fields?.length ?? 0
  return (
    <FormProblemsContext value={shared}>
      <div ref={root} className={classes.fields}>
        {problem && (
          <Notice tone="bad" title={fields > 0 ? w.formTop(fields) : undefined}>
            {fields === 0 && say(problem)}
            {fields > 0 && homeless.length === 0 && say(problem)}
            {homeless.length > 0 && (
              <ul className={classes.homeless}>
                {homeless.map((field) => (
                  <li key={`${field.path} ${field.code}`}>
                    {field.path && <code>{field.path}</code>} {sayField(field)}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        {children}
      </div>
    </FormProblemsContext>
  )
}

export interface FormProps {
  onSubmit: () => void
  problem?: CallError | null
  bundles?: Bundle<ProblemWords>[]
  /** While true, pressing again does nothing. */
  busy?: boolean
  label?: string
  children: ReactNode
}

/** A form that is sent by its button or by Enter, and never by choosing a Chinese word. */
export function Form({ onSubmit, problem = null, bundles = [], busy = false, label, children }: FormProps) {
  const composing = useRef(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A form inside a dialog is, for React, also inside the form that opened it.
    event.stopPropagation()
    if (!busy && !composing.current) onSubmit()
  }
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={submit}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        // Safari ends the composition before it reports the Enter that ended it.
        setTimeout(() => {
          composing.current = false
        })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
    >
      <FormErrors problem={problem} bundles={bundles} focus>
        {children}
      </FormErrors>
    </form>
  )
}

export function SubmitButton({
  children,
  busy,
  disabled,
  full,
}: {
  children: ReactNode
  busy?: boolean
  disabled?: boolean
  full?: boolean
}) {
  return (
    <Button
      type="submit"
      variant="primary"
      busy={busy ?? false}
      disabled={disabled ?? false}
      full={full ?? false}
    >
      {children}
    </Button>
  )
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>
}

/** The buttons at a form's end. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>
}
