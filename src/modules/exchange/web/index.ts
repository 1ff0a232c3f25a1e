import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/import',
    can: 'import.run',
    title: { 'zh-CN': '导入', en: 'Import' },
    load: () => import('./ImportListPage.tsx').then((m) => ({ Page: m.ImportListPage })),
  },
  {
    path: '/import/$importId',
    can: 'import.run',
    title: { 'zh-CN': '导入', en: 'Import' },
    load: () => import('./ImportPage.tsx').then((m) => ({ Page: m.ImportPage })),
  },
]
