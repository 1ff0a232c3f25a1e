import type { Locale } from '#platform/words/words.ts'
import type { Category, HandlingParts, Method } from './objections.contract.ts'

export function startersFor(_category: Category, _method: Method, _locale: Locale): HandlingParts[] {
  return []
}
