import { onlineManager, type Query, QueryClient } from '@tanstack/react-query'
import { CallError } from './client.ts'

const HALF_A_MINUTE = 30_000

// It believes in a network until it hears otherwise: opened without one, it would not notice the network's return and read nothing again.
onlineManager.setOnline(globalThis.navigator?.onLine !== false)

/** What the web face remembers of the server's answers. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: HALF_A_MINUTE,
      // Without network a read fails with words at once instead of showing a skeleton for ever; it is read again on return.
      networkMode: 'always',
      refetchOnReconnect: 'always',
      retry: (failures, error) =>
        failures < 2 && error instanceof CallError && error.uncertain && error.status !== 429,
      retryDelay: (failures) => 600 * 2 ** failures,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export interface ReadMeta extends Record<string, unknown> {
  /** Names of other things a read shows, so that their changes make it stale too. */
  shows?: readonly string[] | undefined
}

/** True if a touch (`visits`, `accounts.get`) means the named thing: it is it, or begins with it and a dot. */
export function isTouched(name: string, touches: readonly string[]): boolean {
  return touches.some((touch) => name === touch || name.startsWith(`${touch}.`))
}

/** Makes every cached read stale that one of the touches means. Those on the screen are read again at once. */
export function touch(touches: readonly string[] | undefined): void {
  if (!touches?.length) return
  const isMeant = (query: Query) => {
    const name = String(query.queryKey[1] ?? '')
    const shows = (query.meta as ReadMeta | undefined)?.shows ?? []
    return (
      isTouched(name, touches) ||
      shows.some((shown) => isTouched(shown, touches) || touches.some((t) => isTouched(t, [shown])))
    )
  }
  const again = () => void queryClient.invalidateQueries({ predicate: isMeant })
  // A first read still under way may have looked before the change, and is not begun anew by making it stale: its answer
  // would stand as fresh.
  const first = { predicate: (query: Query) => isMeant(query) && isFirstRead(query) }
  if (queryClient.isFetching(first) > 0) void queryClient.cancelQueries(first).then(again)
  else again()
}

/**
 * Puts what was written, but could not be sent yet, into the cached answers that hold its record: so it is seen on every screen,
 * and, where answers are kept on the device, also after the page was closed.
 * @param record as it stands in the cache, the very object
 * @param written fields of it; others are left out
 */
export function showWritten(record: object, written: object): void {
  const known = Object.entries(written).filter(([key]) => key in record && key !== 'version')
  if (known.length === 0) return
  const shown = { ...record, ...Object.fromEntries(known) }
  for (const query of queryClient
    .getQueryCache()
    .findAll({ predicate: ({ state }) => state.data !== undefined })) {
    const data = replaced(query.state.data, record, shown)
    if (data !== query.state.data) queryClient.setQueryData(query.queryKey, data)
  }
}

/** The same data with one object in it replaced; the very same where it is not in it. */
function replaced(data: unknown, old: object, now: object): unknown {
  if (data === old) return now
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) {
    const items = data.map((one) => replaced(one, old, now))
    return items.some((one, index) => one !== data[index]) ? items : data
  }
  const entries = Object.entries(data).map(([key, one]) => [key, replaced(one, old, now)] as const)
  return entries.some(([key, one]) => one !== (data as Record<string, unknown>)[key])
    ? Object.fromEntries(entries)
    : data
}

function isFirstRead(query: Query): boolean {
  return query.isActive() && query.state.data === undefined && query.state.fetchStatus === 'fetching'
}
