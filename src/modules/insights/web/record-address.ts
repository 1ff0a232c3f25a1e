import type { Figure } from '../insights.contract.ts'

/** The board's filter, as it stands in the address. */
export type ScopeSearch = { period: string; team?: string; member?: string }

/** Where the records behind a figure are. */
export function recordsAt(figure: Figure, scope: ScopeSearch, more: Record<string, string> = {}): string {
  return `/boards/records?${new URLSearchParams({ figure, ...scope, ...more })}`
}
