import type { Screen } from '#platform/web/screen.ts'

/** Makes the reader's next visits ready for a place without network. */
export const readVisitsAhead = () => import('./read-ahead.ts').then((m) => m.readVisitsAhead())

export const screens: Screen[] = [
  {
    path: '/',
    can: 'member',
    section: 'today',
    title: { 'zh-CN': '今天', en: 'Today' },
    load: () => import('./TodayPage.tsx').then((m) => ({ Page: m.TodayPage })),
  },
  {
    path: '/visits/$visitId',
    can: 'selling.read',
    section: 'visits',
    title: { 'zh-CN': '拜访', en: 'Visit' },
    load: () => import('./VisitPage.tsx').then((m) => ({ Page: m.VisitPage })),
  },
]
