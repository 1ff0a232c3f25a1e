import type { Query } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { CallError, onSignedOut, type Parts, type Sendable, send } from '../client.ts'
import { queryClient } from '../query-client.ts'
import { KeptAnswers, keyOf } from './kept-answers.ts'
import { openKeptStore } from './kept-store.ts'

/** Which answers may be kept on the device. Named one by one: what nobody thought of is not kept. */
export interface KeepList {
  /** Names of GET endpoints. */
  names: readonly string[]
  /** Of those: where an older answer to another question (yesterday's Today) is better than none. */
  orLatest: readonly string[]
}

const CHANNEL = 'icebreaker-answers'
/** With an answer at hand, one does not stare at a skeleton for as long as a bad network likes. */
const PATIENCE_MS = 6000
const KEEP_AFTER_MS = 400
const ASK_AGAIN_MS = 20_000

/** What this device keeps. */
export const kept = new KeptAnswers({ store: openKeptStore() })
let list: KeepList = { names: [], orLatest: [] }
/** When the server gave what a query shows, by key; milliseconds. */
const givenAt = new Map<string, number>()
const fromDevice = new Set<string>()
const listeners = new Set<() => void>()

/** Begins to keep what the list names. Once, at the start. */
export function startKeeping(keep: KeepList): void {
  list = keep
  void kept.ready()
  const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL)
  kept.onForgotten(() => tabs?.postMessage('forgotten'))
  tabs?.addEventListener('message', () => void kept.lookAgain())
  onSignedOut(() => void kept.forgetAll())

  let due = new Map<string, { key: string; data: unknown; at: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const answers = [...due.values()]
    due = new Map()
    // A full disk: then there is nothing to show without network, as before.
    if (answers.length > 0) void kept.keep(answers).catch(() => {})
  }
  // What the reader wrote is put into the answers before it is sent (`setQueryData`); kept with them, it survives the page.
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const { query } = event
    if (!list.names.includes(String(query.queryKey[1])) || query.state.data === undefined) return
    const key = keyOf(query.queryKey)
    const at = givenAt.get(key) ?? query.state.dataUpdatedAt
    due.set(key, { key, data: firstPageOf(query.state.data), at })
    timer ??= setTimeout(flush, KEEP_AFTER_MS)
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush())
  window.addEventListener('pagehide', flush)
}

/**
 * Asks the server; where it cannot be reached, answers what this device has kept of the last time.
 * @param queryKey whose answer it is
 * @throws CallError as `send` does, when nothing is kept either
 */
export async function readThrough(
  queryKey: readonly unknown[],
  endpoint: Sendable,
  input: Parts,
  signal?: AbortSignal,
): Promise<unknown> {
  const key = keyOf(queryKey)
  const mayKeep = list.names.includes(endpoint.name)
  try {
    const answer = await send(endpoint, input, {
      signal,
      ...(mayKeep && kept.has(key) && { timeoutMs: PATIENCE_MS }),
    })
    givenAt.set(key, Date.now())
    unmark(key)
    return answer
  } catch (error) {
    if (!mayKeep || !(error instanceof CallError)) throw error
    if (error.status === 403 || error.status === 404) void kept.forget([key]).catch(() => {})
    if (!isAway(error)) throw error
    const last = await recall(key, endpoint.name).catch(() => undefined)
    if (!last) throw error
    givenAt.set(key, last.at)
    fromDevice.add(key)
    say()
    return last.data
  }
}

async function recall(key: string, name: string): Promise<{ data: unknown; at: number } | undefined> {
  return (await kept.recall(key)) ?? (list.orLatest.includes(name) ? (await kept.allOf(name))[0] : undefined)
}

/** No answer of ours came: no network, or a proxy before a server that is away. A refusal is an answer. */
export function isAway(error: unknown): boolean {
  return error instanceof CallError && (error.status === 0 || [502, 503, 504].includes(error.status))
}

/** When the oldest thing on the screen was given by the server, if any of it comes from this device; else null. */
export function useShownFrom(): number | null {
  const at = useSyncExternalStore(onShown, shownFrom, shownFrom)
  const isShown = at !== null
  useEffect(() => {
    if (!isShown) return
    // The browser may think it has a network all the while; then nothing else would make us ask again.
    const timer = setInterval(() => askAgain(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isShown])
  return at
}

/** Reads again what the screen shows from this device. */
export function askAgain(): void {
  if (document.visibilityState === 'hidden') return
  void queryClient.refetchQueries({
    type: 'active',
    predicate: (query) => fromDevice.has(keyOf(query.queryKey)),
  })
}

function onShown(changed: () => void): () => void {
  listeners.add(changed)
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'observerResultsUpdated') changed()
  })
  return () => {
    listeners.delete(changed)
    stop()
  }
}

function shownFrom(): number | null {
  if (fromDevice.size === 0) return null
  let oldest: number | null = null
  for (const query of queryClient.getQueryCache().findAll({ type: 'active' })) {
    const at = shownAt(query)
    if (at !== null && (oldest === null || at < oldest)) oldest = at
  }
  return oldest
}

function shownAt(query: Query): number | null {
  const key = keyOf(query.queryKey)
  // Who one is, is no news of the day.
  if (query.meta?.quiet || !fromDevice.has(key) || query.state.data === undefined) return null
  return givenAt.get(key) ?? null
}

function unmark(key: string): void {
  if (fromDevice.delete(key)) say()
}

function say(): void {
  for (const listener of listeners) listener()
}

/** Of a list read page by page, the first page: the rest needs the server's cursors. */
function firstPageOf(data: unknown): unknown {
  const { pages, pageParams } = (data ?? {}) as { pages?: unknown[]; pageParams?: unknown[] }
  return Array.isArray(pages) && Array.isArray(pageParams) ? pages[0] : data
}
