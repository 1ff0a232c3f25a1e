import { useSyncExternalStore } from 'react'
import type { ToWorker } from './build-match.ts'

const ADDRESS = '/service-worker.js'
/** The first screen has the line for itself; then the rest of the program is fetched ahead. */
const AFTER_MS = 4000
const LOOK_EVERY_MS = 30 * 60_000

let waiting: ServiceWorker | null = null
let asked = false
const listeners = new Set<() => void>()

/** True when a newer program lies ready on this device and waits for the reader to take it. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => waiting !== null,
    () => false,
  )
}

/** Takes the newer program: the page loads anew once it is in charge. Save what is open before. */
export function takeNewVersion(): void {
  asked = true
  if (waiting) tell(waiting, { type: 'take-over' })
  else window.location.reload()
}

/**
 * Puts the worker in place that opens the app without network, and notices newer versions of it. Only in the built app, and only
 * where the browser allows it: over https, or on this very machine.
 */
export function startWorker(): void {
  if (!import.meta.env.PROD || import.meta.env.MODE === 'gallery' || !('serviceWorker' in navigator)) return
  const begin = () => setTimeout(() => void register().catch(() => {}), AFTER_MS)
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker
  const hadOne = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    // The very first worker takes over a page that is already its own. A later one only after being asked, here or in
    // another tab; there, the page stays as it is, and is told at its next look.
    if (hadOne && asked) window.location.reload()
  })
  const registration = await workers.register(ADDRESS, { scope: '/', updateViaCache: 'none' })
  const look = () => void consider(registration)
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  look()

  let lookedAt = Date.now()
  const lookForNewer = () => {
    if (document.visibilityState === 'hidden' || Date.now() - lookedAt < LOOK_EVERY_MS) return
    lookedAt = Date.now()
    // Without network there is nothing newer to be had.
    void registration.update().catch(() => {})
  }
  document.addEventListener('visibilitychange', lookForNewer)
  setInterval(lookForNewer, LOOK_EVERY_MS)
}

/** A waiting worker of this page's own build needs no question: the page was loaded from the server just now. */
async function consider({ waiting: next, active }: ServiceWorkerRegistration): Promise<void> {
  const newer = next && active ? next : null
  const same = newer ? await isOurBuild(newer) : true
  const found = newer && !same ? newer : null
  if (found === waiting) return
  waiting = found
  for (const listener of listeners) listener()
}

function isOurBuild(worker: ServiceWorker): Promise<boolean> {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? ''
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event: MessageEvent<{ same: boolean }>) => resolve(event.data.same)
    tell(worker, { type: 'which-build', entry }, [port2])
  })
}

function tell(worker: ServiceWorker, message: ToWorker, ports: MessagePort[] = []): void {
  worker.postMessage(message, ports)
}
