import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/settings/closing-methods',
    can: 'organisation.manage',
    title: { 'zh-CN': '收场方法', en: 'Closing methods' },
    load: () => import('./MethodSettingsPage.tsx').then((m) => ({ Page: m.MethodSettingsPage })),
  },
  {
    path: '/boards/approvals',
    can: 'selling.read',
    section: 'boards',
    title: { 'zh-CN': '待我同意', en: 'Approvals' },
    load: () => import('./ApprovalsPage.tsx').then((m) => ({ Page: m.ApprovalsPage })),
  },
]

/** Stage G. Takes `{ visit }`. */
export const ClosePanel = lazy(() => import('./ClosePanel.tsx').then((m) => ({ default: m.ClosePanel })))
/** What we promised a customer, for service staff too. Takes `{ accountId }`. */
export const PromisesPanel = lazy(() =>
  import('./PromisesPanel.tsx').then((m) => ({ default: m.PromisesPanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
