import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { CallOf, EndpointSpec, OkOf } from '../contract/endpoint.ts'
import { newId } from '../contract/fields.ts'
import { CallError, type Given, type Parts, send } from './client.ts'
import { readThrough } from './offline/reading.ts'
import { queryClient, touch } from './query-client.ts'

export interface ReadOptions {
  /** `false`: do not ask yet, e.g. while an id is missing. */
  enabled?: boolean
  /** Names of other modules' things this read shows, e.g. `['people', 'visits']`: their changes make it stale. */
  shows?: readonly string[]
  /** Keep showing the last answer while the next is read, e.g. while a search word is typed. */
  keepPrevious?: boolean
  /** Ask again every so many milliseconds, e.g. while an import runs. */
  everyMs?: number | false
}

/** `[module, endpoint name, input]`: what `touches` are matched against. */
export function readKey(endpoint: Pick<EndpointSpec, 'name'>, input: unknown): readonly unknown[] {
  return [endpoint.name.split('.')[0], endpoint.name, input ?? {}]
}

/** Reads an endpoint and keeps the answer; the same read elsewhere on the screen asks only once. */
export function useRead<const E extends EndpointSpec>(
  endpoint: E,
  ...given: Given<E, ReadOptions>
): UseQueryResult<OkOf<E>, CallError> {
  const [input, options = {}] = given
  return useQuery<OkOf<E>, CallError>({
    queryKey: readKey(endpoint, input),
    // `undefined` is no answer to react-query; an endpoint without a body answers null here.
    queryFn: async ({ signal, queryKey }) =>
      ((await readThrough(queryKey, endpoint, (input ?? {}) as Parts, signal)) ?? null) as OkOf<E>,
    enabled: options.enabled ?? true,
    meta: { shows: options.shows },
    refetchInterval: options.everyMs ?? false,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
  })
}

type ItemOf<Page> = Page extends { items: (infer Item)[] } ? Item : never

export interface Pages<Item> {
  /** Of all pages read so far, in order. */
  items: Item[]
  /** True until the first page is there. */
  loading: boolean
  loadingMore: boolean
  more: boolean
  loadMore: () => void
  problem: CallError | null
  retry: () => void
  /** The first page's whole answer, for totals beside the items. */
  first: unknown
}

/** Reads a list page by page. While filters change, the last list stays visible. */
export function usePages<const E extends EndpointSpec>(
  endpoint: E,
  ...given: Given<E, ReadOptions>
): Pages<ItemOf<OkOf<E>>> {
  const [input, options = {}] = given
  type PageOf = { items: ItemOf<OkOf<E>>[]; next: string | null }
  const read = useInfiniteQuery<
    PageOf,
    CallError,
    { pages: PageOf[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...readKey(endpoint, input), 'pages'],
    initialPageParam: undefined,
    queryFn: async ({ signal, pageParam, queryKey }) => {
      const parts = (input ?? {}) as Parts
      if (!pageParam) return (await readThrough(queryKey, endpoint, parts, signal)) as PageOf
      const query = { ...(parts.query as object | undefined), cursor: pageParam }
      return (await send(endpoint, { ...parts, query }, { signal })) as PageOf
    },
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: options.enabled ?? true,
    meta: { shows: options.shows },
    placeholderData: keepPreviousData,
  })
  return {
    items: read.data?.pages.flatMap((page) => page.items) ?? [],
    loading: read.isPending,
    loadingMore: read.isFetchingNextPage,
    more: read.hasNextPage,
    loadMore: () => void read.fetchNextPage(),
    problem: read.error,
    retry: () => void read.refetch(),
    first: read.data?.pages[0],
  }
}

/**
 * Keeps one key per intention: the same input tried again after an uncertain end (network lost, timeout, 5xx) is sent
 * with the same key, so that the server does it once; anything else is a new intention.
 */
export function intentions() {
  let last: { key: string; input: string } | undefined
  return {
    keyFor(input: unknown): string {
      const text = JSON.stringify(input ?? null)
      if (last?.input !== text) last = { key: newId(), input: text }
      return last.key
    },
    ended(error: unknown): void {
      if (!(error instanceof CallError && error.uncertain)) last = undefined
    },
  }
}

/** Writes through an endpoint; a success makes the reads stale that the endpoint `touches`. */
export function useWrite<const E extends EndpointSpec>(
  endpoint: E,
): UseMutationResult<OkOf<E>, CallError, CallOf<E>> {
  const intention = useRef<ReturnType<typeof intentions>>(undefined)
  intention.current ??= intentions()
  const { keyFor, ended } = intention.current
  return useMutation<OkOf<E>, CallError, CallOf<E>>({
    mutationKey: [endpoint.name],
    mutationFn: async (input) => {
      try {
        const ok = await send(endpoint, (input ?? {}) as Parts, { key: keyFor(input) })
        ended(undefined)
        return ok as OkOf<E>
      } catch (error) {
        ended(error)
        throw error
      }
    },
    onSuccess: () => touch(endpoint.touches),
  })
}

/** Reads once outside a component, e.g. for a picker's search; answers from the cache while it is fresh. */
export function readOnce<const E extends EndpointSpec>(
  endpoint: E,
  ...given: Given<E, { signal?: AbortSignal }>
): Promise<OkOf<E>> {
  const [input, options] = given
  return queryClient.fetchQuery({
    queryKey: readKey(endpoint, input),
    queryFn: async ({ signal, queryKey }) =>
      (await readThrough(queryKey, endpoint, (input ?? {}) as Parts, options?.signal ?? signal)) as OkOf<E>,
  })
}

/**
 * Reads, ahead of time, what a page will ask for with the same input, so that it is there without network. Fails silently.
 * @param options.pages true for what the page reads with `usePages`
 */
export async function readAhead<const E extends EndpointSpec>(
  endpoint: E,
  input: CallOf<E>,
  options: { pages?: boolean; freshForMs?: number } = {},
): Promise<OkOf<E> | undefined> {
  const queryKey = readKey(endpoint, input)
  const staleTime = options.freshForMs ?? 10 * 60_000
  if (!options.pages)
    return queryClient
      .fetchQuery({
        queryKey,
        staleTime,
        retry: false,
        queryFn: async ({ signal }) =>
          (await readThrough(queryKey, endpoint, input as Parts, signal)) as OkOf<E>,
      })
      .catch(() => undefined)
  const paged = [...queryKey, 'pages']
  const read = await queryClient
    .fetchInfiniteQuery({
      queryKey: paged,
      staleTime,
      retry: false,
      initialPageParam: undefined,
      queryFn: async ({ signal }) => (await readThrough(paged, endpoint, input as Parts, signal)) as OkOf<E>,
    })
    .catch(() => undefined)
  return read?.pages[0]
}
