import { useEffect, useState } from 'react'
import type { Bundle, ProblemWords } from '../words/words.ts'

/** A module's words for what waits to be sent. */
export interface WaitingWords extends ProblemWords {
  /** What a write does, by endpoint. */
  readonly writes: Readonly<Record<string, string>>
  /** What a field of its body is called. One without a name here (an id, a version) is not shown. */
  readonly fields: Readonly<Record<string, string>>
  /** What a value is called, by field and value. */
  readonly choices: Readonly<Record<string, Readonly<Record<string | number, string>>>>
}
export type WaitingBundle = Bundle<WaitingWords>

type Loader = () => Promise<WaitingBundle>
let loaders: Readonly<Record<string, Loader>> = {}
let places: Readonly<Record<string, string>> = {}

/**
 * Where each module's words are, for the one place that must speak for all of them: the outbox. Said once, at the start.
 * @param where the address of a record, by what its id is called; the nearest to the work first
 */
export function knowWaiting(
  byModule: Readonly<Record<string, Loader>>,
  where: Readonly<Record<string, string>>,
): void {
  loaders = byModule
  places = where
}

/** Every module's words, by its name, as far as they are loaded. */
export function useWaitingWords(): Readonly<Record<string, WaitingBundle>> {
  const [bundles, setBundles] = useState<Record<string, WaitingBundle>>({})
  useEffect(() => {
    let gone = false
    for (const [module, load] of Object.entries(loaders))
      load().then(
        (loaded) => !gone && setBundles((all) => ({ ...all, [module]: loaded })),
        // Without network some words may be missing; the platform's own sentences still say what to do.
        () => {},
      )
    return () => {
      gone = true
    }
  }, [])
  return bundles
}

/** The address of the record a write is about, or of the nearest one it hangs on; null where there is none. */
export function placeOf(input: { params?: unknown; body?: unknown }): string | null {
  for (const [name, address] of Object.entries(places)) {
    for (const part of [input.params, input.body]) {
      const id = (part as Record<string, unknown> | undefined)?.[name]
      if (typeof id === 'string' && id !== '') return address.replace(`$${name}`, encodeURIComponent(id))
    }
  }
  return null
}
