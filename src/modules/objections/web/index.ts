import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/library/playbook',
    can: 'library.read',
    section: 'library',
    title: { 'zh-CN': '话术库', en: 'Playbook' },
    load: () => import('./PlaybookPage.tsx').then((m) => ({ Page: m.PlaybookPage })),
  },
]

/** Stage F. Takes `{ visit }`. */
export const ObjectionsPanel = lazy(() =>
  import('./ObjectionsPanel.tsx').then((m) => ({ default: m.ObjectionsPanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
