import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/search',
    can: 'customer.read',
    title: { 'zh-CN': '搜索', en: 'Search' },
    load: () => import('./SearchPage.tsx').then((m) => ({ Page: m.SearchPage })),
  },
]

/** A data source for `RecordPicker`: people of one account, accounts, projects … by any part of a name. */
export const searchRecords =
  (kind: 'account' | 'person' | 'project' | 'proof' | 'product' | 'rival', accountId?: string) =>
  async (text: string, signal: AbortSignal) =>
    (await import('./search-records.ts')).searchRecords(kind, accountId, text, signal)
