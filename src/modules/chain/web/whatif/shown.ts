import type { useFormat } from '#platform/words/use.ts'
import type { Between } from '../../opinion.rules.ts'

type Format = ReturnType<typeof useFormat>
export type Lean = 'against' | 'leaning_against' | 'even' | 'open' | 'leaning_for' | 'for'

/** A stance or a change of one, to a tenth of a step, always with its sign: “+1.2”, “−0.4”, “0”. */
export function signed(f: Format, value: number): string {
  const tenth = Math.round(value * 10) / 10
  if (tenth === 0) return '0'
  return `${tenth > 0 ? '+' : '−'}${f.number(Math.abs(tenth))}`
}

/** One number, or from the least to the most where they differ by what can be seen. */
export function span(
  { low, high }: Between,
  number: (value: number) => string,
  between: (low: string, high: string) => string,
): string {
  return number(low) === number(high) ? number(low) : between(number(low), number(high))
}

/** Which way it leans, by the middle of the span; where what nobody knows could turn it, that is what is said. */
export function leanOf({ low, high }: Between): Lean {
  const middle = (low + high) / 2
  if (low < 0 && high > 0 && high - low > 2) return 'open'
  if (Math.abs(middle) < 0.5) return 'even'
  if (middle > 0) return middle >= 2 ? 'for' : 'leaning_for'
  return middle <= -2 ? 'against' : 'leaning_against'
}
