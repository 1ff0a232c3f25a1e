import { ExpirationPlugin } from 'workbox-expiration'
import { precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import { isOfThisBuild, type PrecacheEntry, type ToWorker } from './build-match.ts'

// Lets the app open without network: it keeps the program, never the data. What the server says goes past it (`/api/` is not
// touched); answers worth keeping are kept by the page, per member, where they can be forgotten (see `kept-answers.ts`).
//
// A new version waits until nobody has the old one open, or until the reader asks for it: a form that is open keeps the
// program it was opened with.

/** Written in by the build: every file a page may need, with its entry first. */
declare const __PRECACHE__: PrecacheEntry[]
/** Written in by the build: the entry's address, which names the build. */
declare const __ENTRY__: string

interface Waits extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
/** The part of the worker's world we use; the library of its types would clash with the page's. */
interface WorkerWorld {
  addEventListener(kind: 'install' | 'activate', listener: (event: Waits) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent & Waits) => void): void
  skipWaiting: () => Promise<void>
  clients: {
    claim: () => Promise<void>
    matchAll: (options: { type: 'window'; includeUncontrolled: boolean }) => Promise<readonly unknown[]>
  }
  registration: { active: unknown }
}
const world = self as unknown as WorkerWorld

const PAGES = `icebreaker-page-${__ENTRY__}`
const PAGE_KEY = '/'
/** A phone in a lift: better the page kept than a white screen. */
const PATIENCE_S = 4
const MONTH_S = 30 * 24 * 3600

precacheAndRoute(__PRECACHE__)

// Parts too large to fetch ahead (the map's layout) are kept once they were used. Their names carry their content.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({
    cacheName: 'icebreaker-used-assets',
    plugins: [new ExpirationPlugin({ maxEntries: 40, maxAgeSeconds: MONTH_S, purgeOnQuotaError: true })],
  }),
)

// Every address of the app is the same page. The network goes first, so that an upgrade is seen at the next load; a page is
// kept only together with the scripts it names, or it would open to nothing.
registerRoute(
  new NavigationRoute(
    new NetworkFirst({
      cacheName: PAGES,
      networkTimeoutSeconds: PATIENCE_S,
      plugins: [
        { cacheKeyWillBeUsed: async () => PAGE_KEY },
        { cacheWillUpdate: async ({ response }) => ((await isOurs(response)) ? response : null) },
      ],
    }),
    { denylist: [/^\/(api|healthz)(\/|$)/, /\.\w{2,11}$/] },
  ),
)

async function isOurs(response: Response): Promise<boolean> {
  return response.ok && isOfThisBuild(await response.clone().text(), __ENTRY__)
}

world.addEventListener('install', (event) => event.waitUntil(keepPage()))

/** The page itself was loaded before this worker was there to keep it. */
async function keepPage(): Promise<void> {
  const page = await fetch(PAGE_KEY, { cache: 'reload', credentials: 'same-origin' })
  // Another version is being put in place right now: this one is not worth installing.
  if (!(await isOurs(page))) throw new Error('The page is of another build.')
  await (await caches.open(PAGES)).put(PAGE_KEY, page)
}

world.addEventListener('activate', (event) => event.waitUntil(takeOver()))

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('icebreaker-page-') && name !== PAGES)
  await Promise.all(old.map((name) => caches.delete(name)))
  await world.clients.claim()
}

world.addEventListener('message', (event) => {
  const message = event.data as ToWorker | null
  if (message?.type === 'take-over') event.waitUntil(world.skipWaiting())
  if (message?.type === 'which-build') event.waitUntil(answerBuild(event, message.entry))
})

/** A page that is already ours, alone, has nothing to lose: no need to ask it. */
async function answerBuild(event: MessageEvent, entry: string): Promise<void> {
  const same = entry === __ENTRY__
  const pages = await world.clients.matchAll({ type: 'window', includeUncontrolled: true })
  event.ports[0]?.postMessage({ same })
  if (same && pages.length <= 1) await world.skipWaiting()
}
