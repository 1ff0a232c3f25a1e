import { useEffect, useState } from 'react'
import type { Bundle, ProblemWords } from '../words/words.ts'

type Loader = () => Promise<Bundle<ProblemWords>>
let loaders: readonly Loader[] = []

/** Where each module's words are, for the one place that must speak for all of them: the outbox. Said once, at the start. */
export function knowWords(all: readonly Loader[]): void {
  loaders = all
}

/** Every module's words, once they are loaded. */
export function useAllWords(): Bundle<ProblemWords>[] {
  const [bundles, setBundles] = useState<Bundle<ProblemWords>[]>([])
  useEffect(() => {
    let gone = false
    Promise.all(loaders.map((load) => load())).then(
      (loaded) => !gone && setBundles(loaded),
      // Without network the words may be missing; the platform's own sentences still say what to do.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  return bundles
}
