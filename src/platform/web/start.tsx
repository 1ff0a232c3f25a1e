import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { type ComponentType, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod/v4/core'
import { PageSkeleton } from '#ui/Skeletons.tsx'
import { colourNames, theme } from '#ui/theme.ts'
import { may } from '../contract/roles.ts'
import { showLocale } from '../words/locale.ts'
import { useLocale } from '../words/use.ts'
import { Gate } from './Gate.tsx'
import { startWorker } from './offline/new-version.ts'
import { type KeepList, startKeeping } from './offline/reading.ts'
import { BrokenPage, MissingPage, RefusedPage } from './pages.tsx'
import { queryClient } from './query-client.ts'
import { parseSearch, useTitle, writeSearch } from './router.tsx'
import { BareShell, Shell } from './Shell.tsx'
import type { Screen } from './screen.ts'
import { type SessionEndpoints, SessionProvider, useMaybeMe } from './session.tsx'
import { knowWaiting, type WaitingBundle } from './waiting-words.ts'

export interface App {
  screens: readonly Screen[]
  session: SessionEndpoints
  /** Each module's words for what waits to be sent, by module: the outbox speaks for all of them. */
  waiting?: Readonly<Record<string, () => Promise<WaitingBundle>>>
  /** Where a record is seen, by what its id is called: `{ visitId: '/visits/$visitId' }`; the nearest to the work first. */
  places?: Readonly<Record<string, string>>
  /** Which answers may be kept on the device. */
  keep?: KeepList
  /** Reads ahead, now and then, what a seller will need where there is no network. */
  ahead?: () => Promise<void>
}

/** Starts the web face in the page's `#app`. */
export function startApp(app: App): void {
  // zod's quick way builds functions from text, which our security policy forbids and reports.
  config({ jitless: true })
  showLocale()
  knowWaiting(app.waiting ?? {}, app.places ?? {})
  if (app.keep) startKeeping(app.keep)
  startWorker()
  const place = document.getElementById('app')
  if (!place) throw new Error('index.html has no #app')
  const router = makeRouter(app.screens, app.ahead)
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  // Where the library that keeps the page still behind a dialog looks for it before it writes its style tag.
  Object.assign(globalThis, { __webpack_nonce__: nonce })
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <SessionProvider endpoints={app.session}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={colourNames}
            defaultColorScheme="auto"
            getStyleNonce={() => nonce}
          >
            <RouterProvider router={router} />
          </MantineProvider>
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** Three frames (open to all, signed in without navigation, signed in), and every screen in one of them. */
function makeRouter(screens: readonly Screen[], ahead: App['ahead']) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage })
  const open = createRoute({ getParentRoute: () => root, id: 'open', component: BareShell })
  const gate = createRoute({ getParentRoute: () => root, id: 'gate', component: Gate })
  const bare = createRoute({ getParentRoute: () => gate, id: 'bare', component: BareShell })
  const full = createRoute({
    getParentRoute: () => gate,
    id: 'full',
    component: () => <Shell screens={screens} {...(ahead && { ahead })} />,
  })

  const routesIn = (frame: 'open' | 'bare' | 'full', parent: typeof open | typeof bare | typeof full) =>
    screens
      .filter((screen) => frameOf(screen) === frame)
      .map((screen) =>
        createRoute({
          getParentRoute: () => parent as typeof open,
          path: screen.path,
          component: gated(screen),
          staticData: { screen } as object,
        }),
      )
  const missing = createRoute({ getParentRoute: () => full, path: '$', component: MissingPage })
  return createRouter({
    routeTree: root.addChildren([
      open.addChildren(routesIn('open', open)),
      gate.addChildren([
        bare.addChildren(routesIn('bare', bare)),
        full.addChildren([...routesIn('full', full), missing]),
      ]),
    ]),
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 300,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
    parseSearch,
    stringifySearch: writeSearch,
  })
}

function frameOf(screen: Screen): 'open' | 'bare' | 'full' {
  if (screen.signedIn === false || screen.can === 'public') return 'open'
  return screen.chrome === 'bare' ? 'bare' : 'full'
}

/** The page, if the member's role may open it. */
function gated(screen: Screen) {
  const Page = lazyRouteComponent(async () => ({
    default: (await screen.load()).Page as (props: object) => ReactNode,
  }))
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each screen, when the routes are
  function Gated() {
    const role = useMaybeMe()?.member.role ?? null
    return may(role, screen.can) ? <Titled screen={screen} Page={Page} /> : <RefusedPage />
  }
  return Object.assign(Gated, { preload: () => Page.preload?.() })
}

function Titled({ screen, Page }: { screen: Screen; Page: ComponentType }) {
  return (
    <>
      {screen.title && <Title title={screen.title} />}
      <Page />
    </>
  )
}

function Title({ title }: { title: NonNullable<Screen['title']> }) {
  useTitle(title[useLocale()], undefined, true)
  return null
}
