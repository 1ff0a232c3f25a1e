import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/search',
    can: 'customer.read',
    title: { 'zh-CN': '搜索', en: 'Search' },
    load: () => import('./SearchPage.tsx').then((m) => ({ Page: m.SearchPage })),
  },
]
