import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/rivals',
    can: 'selling.read',
    section: 'library',
    title: { 'zh-CN': '竞争对手', en: 'Competitors' },
    load: () => import('./RivalListPage.tsx').then((m) => ({ Page: m.RivalListPage })),
  },
  {
    path: '/rivals/$rivalId',
    can: 'selling.read',
    section: 'library',
    load: () => import('./RivalPage.tsx').then((m) => ({ Page: m.RivalPage })),
  },
]

/** 竞争: what a customer uses today, how content they are, and who sells it to them. For the account's page. */
export const RivalsPanel = lazy(() => import('./RivalsPanel.tsx').then((m) => ({ default: m.RivalsPanel })))

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
