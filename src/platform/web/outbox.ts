import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { CallOf, EndpointSpec, OkOf } from '../contract/endpoint.ts'
import { type CallError, type Parts, send } from './client.ts'
import { Outbox, type OutboxView, type Written } from './outbox-sender.ts'
import { openOutboxStore } from './outbox-store.ts'
import { touch } from './query-client.ts'

const CHANNEL = 'icebreaker-outbox'

/** The one outbox of this page. The shell opens it for whoever is signed in. */
export const outbox = makeOutbox()

function makeOutbox(): Outbox {
  const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL)
  const made = new Outbox({
    store: openOutboxStore(),
    send,
    touched: touch,
    altered: () => tabs?.postMessage('altered'),
    exclusively: (work) =>
      globalThis.navigator?.locks
        ? (navigator.locks.request(CHANNEL, work) as ReturnType<typeof work>)
        : work(),
  })
  tabs?.addEventListener('message', () => void made.reload())
  globalThis.addEventListener?.('online', () => void made.flush())
  return made
}

/** What waits on this device, for the shell's indicator and its panel. */
export function useOutbox(): OutboxView {
  return useSyncExternalStore(outbox.listen, outbox.view, outbox.view)
}

/**
 * Like `useWrite`, for what is written in the field: the write is kept on the device before it is sent, and waits there while
 * there is no network. Use it where the id is made by the client or the record exists; the screen goes on either way.
 * @param options.about what the reader calls the record, shown while it waits
 */
export function useSave<const E extends EndpointSpec>(
  endpoint: E,
  options: { about: string },
): UseMutationResult<Written<OkOf<E>>, CallError, CallOf<E>> {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  return useMutation<Written<OkOf<E>>, CallError, CallOf<E>>({
    mutationKey: [endpoint.name],
    mutationFn: (input) =>
      outbox.submit(endpoint, (input ?? {}) as Parts, options.about, () => mounted.current) as Promise<
        Written<OkOf<E>>
      >,
  })
}
