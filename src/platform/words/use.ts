import { useCallback, useSyncExternalStore } from 'react'
import { type Format, formatOf } from './format.ts'
import { getLocale, onLocale } from './locale.ts'
import { platformWords } from './platform-words.ts'
import { fieldSentence, problemSentence } from './problems.ts'
import type { Bundle, Locale, ProblemWords } from './words.ts'

type Problem = { code: string; params?: Record<string, string | number> | undefined }

export function useLocale(): Locale {
  return useSyncExternalStore(onLocale, getLocale, getLocale)
}

/** A module's words in the reader's language. */
export function useWords<W>(bundle: Bundle<W>): W {
  return bundle[useLocale()]
}

/** The platform's words: buttons, navigation, states of saving. */
export function usePlatformWords() {
  return platformWords[useLocale()]
}

export function useFormat(): Format {
  return formatOf(useLocale())
}

/** Says a problem in the reader's language, looking in the given modules' words first. */
export function useProblem(...bundles: Bundle<ProblemWords>[]): (problem: Problem) => string {
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: bundles are constants of their modules
  return useCallback((problem: Problem) => problemSentence(problem, locale, ...bundles), [locale])
}

/** Says what is wrong with one field. */
export function useFieldProblem(...bundles: Bundle<ProblemWords>[]): (problem: Problem) => string {
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: bundles are constants of their modules
  return useCallback((problem: Problem) => fieldSentence(problem, locale, ...bundles), [locale])
}
