import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/accounts',
    can: 'customer.read',
    section: 'accounts',
    title: { 'zh-CN': '客户', en: 'Accounts' },
    load: () => import('./AccountListPage.tsx').then((m) => ({ Page: m.AccountListPage })),
  },
  {
    path: '/accounts/new',
    can: 'selling.write',
    section: 'accounts',
    title: { 'zh-CN': '新建客户', en: 'New account' },
    load: () => import('./NewAccountPage.tsx').then((m) => ({ Page: m.NewAccountPage })),
  },
]

/** The main fields of the dossier, saved as they are typed. Takes `{ account }`, as `getAccount` answers it. */
export const AccountFields = lazy(() =>
  import('./AccountFields.tsx').then((m) => ({ default: m.AccountFields })),
)
/** The same to look at, for those who may not change it. */
export const AccountSummary = lazy(() =>
  import('./AccountSummary.tsx').then((m) => ({ default: m.AccountSummary })),
)
/** Who of us sees and works on the account. Takes `{ account }`. */
export const AccountTeam = lazy(() => import('./AccountTeam.tsx').then((m) => ({ default: m.AccountTeam })))
/** Parents, suppliers, who referred whom. Takes `{ account }`. */
export const AccountRelations = lazy(() =>
  import('./AccountRelations.tsx').then((m) => ({ default: m.AccountRelations })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)
