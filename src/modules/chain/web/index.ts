import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = []

export const ChainPanel = lazy(() => import('./ChainPanel.tsx').then((m) => ({ default: m.ChainPanel })))
/** A stance as shape, colour and word. `{ stance, withWord? }` */
export const StanceMark = lazy(() => import('./StanceMark.tsx').then((m) => ({ default: m.StanceMark })))

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)

/** What changed at a customer since the reader's last visit there. `{ accountId }` */
export const SinceLastVisit = lazy(() =>
  import('./changes/SinceLastVisit.tsx').then((m) => ({ default: m.SinceLastVisit })),
)
