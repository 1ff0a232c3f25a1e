import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/products',
    can: 'library.read',
    section: 'library',
    title: { 'zh-CN': '产品', en: 'Products' },
    load: () => import('./ProductListPage.tsx').then((m) => ({ Page: m.ProductListPage })),
  },
  {
    path: '/products/$productId',
    can: 'library.read',
    section: 'library',
    load: () => import('./ProductPage.tsx').then((m) => ({ Page: m.ProductPage })),
  },
]

/** Stage E of a visit: what of ours answers what they need, and how to say it. `{ visit }` */
export const MatchPanel = lazy(() => import('./MatchPanel.tsx').then((m) => ({ default: m.MatchPanel })))
/** The questions of a visit, grown from what is not known. `{ visit }` */
export const SpinPlanPanel = lazy(() =>
  import('./SpinPlanPanel.tsx').then((m) => ({ default: m.SpinPlanPanel })),
)
/** Which of our products each department uses, a rival's, or none. `{ accountId }` */
export const WhiteSpacePanel = lazy(() =>
  import('./WhiteSpacePanel.tsx').then((m) => ({ default: m.WhiteSpacePanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
