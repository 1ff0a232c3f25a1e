import type { Locale } from '#platform/words/words.ts'
import { readingProblems as en } from './problems.en.ts'
import { type ProblemWords, readingProblems as zh } from './problems.zh-CN.ts'

/** A problem of a file in words; a code this program does not know is shown as it is. */
export function sentenceOf(
  locale: Locale,
  problem: {
    code: string
    params: Record<string, string | number>
    column?: string | null | undefined
    value?: string | null | undefined
  },
): string {
  const words: ProblemWords = locale === 'zh-CN' ? zh : en
  const say = words[problem.code as keyof ProblemWords]
  if (!say) return problem.code
  return say({ ...problem.params, column: problem.column ?? undefined, value: problem.value ?? undefined })
}
