import { platformWords } from './platform-words.ts'
import type { Bundle, Locale, ProblemWords, Sentence } from './words.ts'

interface Coded {
  code: string
  params?: Record<string, string | number> | undefined
}

/**
 * What to tell the reader about a problem: what happened and what to do. Looks in the given modules' words first, then in
 * the platform's. A code nobody has words for is still told apart by its code, so that an administrator can look it up.
 */
export function problemSentence(problem: Coded, locale: Locale, ...bundles: Bundle<ProblemWords>[]): string {
  return (
    find(problem, 'problems', locale, bundles) ??
    `${find({ code: 'platform.refused' }, 'problems', locale, [])}（${problem.code}）`
  )
}

/** The same for one rejected field. */
export function fieldSentence(problem: Coded, locale: Locale, ...bundles: Bundle<ProblemWords>[]): string {
  return (
    find(problem, 'fieldProblems', locale, bundles) ??
    find(problem, 'problems', locale, bundles) ??
    `${find({ code: 'custom' }, 'fieldProblems', locale, [])}（${problem.code}）`
  )
}

function find(
  problem: Coded,
  kind: keyof ProblemWords,
  locale: Locale,
  bundles: Bundle<ProblemWords>[],
): string | undefined {
  for (const bundle of [...bundles, platformWords as Bundle<ProblemWords>]) {
    const sentence = bundle[locale][kind]?.[problem.code] as Sentence | undefined
    if (sentence !== undefined)
      return typeof sentence === 'function' ? sentence(problem.params ?? {}) : sentence
  }
  return undefined
}
