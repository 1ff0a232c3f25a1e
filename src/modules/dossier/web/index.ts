import type { Screen } from '#platform/web/screen.ts'

export const screens: Screen[] = [
  {
    path: '/accounts/$accountId',
    can: 'customer.read',
    section: 'accounts',
    load: () => import('./AccountPage.tsx').then((m) => ({ Page: m.AccountPage })),
  },
]
