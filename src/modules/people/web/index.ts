import { lazy } from 'react'
import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/people/$personId',
    can: 'customer.read',
    section: 'accounts',
    load: () => import('./PersonPage.tsx').then((m) => ({ Page: m.PersonPage })),
  },
  {
    path: '/settings/dossier-fields',
    can: 'organisation.manage',
    title: { 'zh-CN': '个人资料项目', en: 'Dossier fields' },
    load: () => import('./DossierFieldsPage.tsx').then((m) => ({ Page: m.DossierFieldsPage })),
  },
  {
    path: '/reveals',
    can: 'boards.read',
    section: 'boards',
    title: { 'zh-CN': '敏感信息查看记录', en: 'Looks at sensitive data' },
    load: () => import('./RevealsPage.tsx').then((m) => ({ Page: m.RevealsPage })),
  },
]

/** 组织与人: the units as a tree with posts and holders, and everyone we know. For the account's page. */
export const OrganisationPanel = lazy(() =>
  import('./OrganisationPanel.tsx').then((m) => ({ default: m.OrganisationPanel })),
)

/** Says what waits to be sent. */
export const loadWaiting = () => import('../words/waiting.ts').then((m) => m.waiting)

/** Ties that dossiers of a customer's people suggest; nothing where there are none. `{ of: { accountId } | { personId } }` */
export const TieProposals = lazy(() =>
  import('./TieProposals.tsx').then((m) => ({ default: m.TieProposals })),
)

/** The form of one tie, to record it or to change it. `{ person, tie, other?, onClose }` */
export const TieSheet = lazy(() => import('./TieSheet.tsx').then((m) => ({ default: m.TieSheet })))
