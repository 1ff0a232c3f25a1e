import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/people/$personId/introductions',
    can: 'selling.read',
    section: 'accounts',
    load: () => import('./IntroductionPage.tsx').then((m) => ({ Page: m.IntroductionPage })),
  },
]

/** How to be introduced to somebody. `{ accountId, personId, brief? }`; `brief`: the best way alone, for a sheet. */
export const IntroductionPanel = lazy(() =>
  import('./IntroductionPanel.tsx').then((m) => ({ default: m.IntroductionPanel })),
)
