import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/care',
    can: 'customer.read',
    section: 'accounts',
    title: { 'zh-CN': '服务', en: 'Service' },
    load: () => import('./CareListPage.tsx').then((m) => ({ Page: m.CareListPage })),
  },
]

/** What is to be done for customers, the earliest first. Takes nothing. */
export const CareList = lazy(() => import('./CareList.tsx').then((m) => ({ default: m.CareList })))
/** A customer's service plan and, for those who sell, its referrals. Takes `{ accountId }`. */
export const CarePanel = lazy(() => import('./CarePanel.tsx').then((m) => ({ default: m.CarePanel })))
/** Stage H: a service in two taps, and asking for a referral. Takes `{ visit }`. */
export const ServicePanel = lazy(() =>
  import('./ServicePanel.tsx').then((m) => ({ default: m.ServicePanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
