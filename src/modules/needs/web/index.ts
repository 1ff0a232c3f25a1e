import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = []

/** Stage C of a visit: what matters to the organisation and to each person. `{ visit }` */
export const NeedRatingsPanel = lazy(() =>
  import('./NeedRatingsPanel.tsx').then((m) => ({ default: m.NeedRatingsPanel })),
)
/** Stage D of a visit: the iceberg, quick capture and the questions. `{ visit }` */
export const DiscoverPanel = lazy(() =>
  import('./DiscoverPanel.tsx').then((m) => ({ default: m.DiscoverPanel })),
)
/** The questions of a visit, with those worth asking next. `{ visit }` */
export const QuestionList = lazy(() =>
  import('./QuestionList.tsx').then((m) => ({ default: m.QuestionList })),
)
/** The iceberg of a customer on the account page. `{ accountId }` */
export const NeedsPanel = lazy(() => import('./NeedsPanel.tsx').then((m) => ({ default: m.NeedsPanel })))

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
