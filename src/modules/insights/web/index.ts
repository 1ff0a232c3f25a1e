import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/boards',
    can: 'boards.read',
    section: 'boards',
    title: { 'zh-CN': '看板', en: 'Boards' },
    load: () => import('./BoardPage.tsx').then((m) => ({ Page: m.BoardPage })),
  },
  {
    path: '/boards/records',
    can: 'boards.read',
    section: 'boards',
    title: { 'zh-CN': '明细', en: 'Records' },
    load: () => import('./RecordsPage.tsx').then((m) => ({ Page: m.RecordsPage })),
  },
]
