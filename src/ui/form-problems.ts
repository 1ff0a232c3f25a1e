import { createContext, use, useEffect, useRef } from 'react'

export interface FormProblems {
  /** Changes with each new answer of the server, so that fields know which problem is news. */
  mark: unknown
  sentenceFor: (name: string) => string | undefined
  /** A field says that it is there; problems of fields that are not there are said on top. */
  register: (name: string) => () => void
}

export const FormProblemsContext = createContext<FormProblems | null>(null)

/** The sentence under a field, until its value is changed. */
export function useFieldSentence(name: string | undefined, value: unknown): string | undefined {
  const form = use(FormProblemsContext)
  const register = form?.register
  useEffect(() => (name === undefined ? undefined : register?.(name)), [register, name])
  const seen = useRef<{ mark: unknown; value: unknown }>(undefined)
  if (seen.current?.mark !== form?.mark) seen.current = { mark: form?.mark, value }
  if (!form || name === undefined || !Object.is(seen.current?.value, value)) return undefined
  return form.sentenceFor(name)
}
