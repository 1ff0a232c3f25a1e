import type { Screen } from '#platform/web/screen.ts'

/** Only in builds with `--mode gallery`: the wrappers side by side, to look at. */
export const screens: Screen[] = [
  {
    path: '/gallery',
    can: 'public',
    signedIn: false,
    load: () => import('./Gallery.tsx').then((m) => ({ Page: m.Gallery })),
  },
  ...(
    [
      '/',
      '/accounts',
      '/visits',
      '/library',
      '/boards',
      '/search',
      '/settings',
      '/members',
      '/import',
    ] as const
  ).map(
    (path): Screen => ({
      path,
      can: 'member',
      section:
        path === '/'
          ? 'today'
          : path === '/accounts' || path === '/visits' || path === '/library' || path === '/boards'
            ? (path.slice(1) as 'accounts')
            : undefined,
      load: () => import('./Gallery.tsx').then((m) => ({ Page: m.Gallery })),
    }),
  ),
]
