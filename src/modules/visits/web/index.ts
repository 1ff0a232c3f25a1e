import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/visits',
    can: 'selling.read',
    section: 'visits',
    title: { 'zh-CN': '拜访', en: 'Visits' },
    load: () => import('./VisitListPage.tsx').then((m) => ({ Page: m.VisitListPage })),
  },
  {
    path: '/visits/new',
    can: 'selling.write',
    section: 'visits',
    title: { 'zh-CN': '新建拜访', en: 'New visit' },
    load: () => import('./NewVisitPage.tsx').then((m) => ({ Page: m.NewVisitPage })),
  },
  {
    path: '/settings/visit-kinds',
    can: 'organisation.manage',
    title: { 'zh-CN': '拜访方式', en: 'Kinds of visits' },
    load: () => import('./VisitKindsPage.tsx').then((m) => ({ Page: m.VisitKindsPage })),
  },
]

/** An account's visits: what is ahead, then what was. Takes `{ accountId }`. */
export const VisitsPanel = lazy(() => import('./VisitsPanel.tsx').then((m) => ({ default: m.VisitsPanel })))
/** Stage B. Takes `{ visit }`, as do those below. */
export const PreparePanel = lazy(() =>
  import('./PreparePanel.tsx').then((m) => ({ default: m.PreparePanel })),
)
/** Stage C. */
export const OpeningPanel = lazy(() =>
  import('./OpeningPanel.tsx').then((m) => ({ default: m.OpeningPanel })),
)
/** Stage H: the record itself; finishing it, and the next visit. */
export const RecordPanel = lazy(() => import('./RecordPanel.tsx').then((m) => ({ default: m.RecordPanel })))
/** Changing the plan, a new time, cancelling, the history. */
export const VisitPlanPanel = lazy(() =>
  import('./VisitPlanPanel.tsx').then((m) => ({ default: m.VisitPlanPanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
