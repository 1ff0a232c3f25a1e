import type { Readable } from 'node:stream'
import type { BodyOf, EndpointSpec, ParamsOf, QueryOf, ResultOf } from '../contract/endpoint.ts'
import type { Actor } from './actor.ts'
import type { Job } from './jobs.ts'
import type { Scope, Tx } from './tx.ts'

/** What a handler is given. The transaction is open, in the actor's organisation; it commits when the handler resolves. */
export interface Call<E extends EndpointSpec> {
  /** Null only where `can` is `public` and nobody is signed in. */
  actor: E['can'] extends 'public' ? Actor | null : Actor
  /** For `public` endpoints and uploads there is none: they open their own with `open`. */
  tx: E extends { can: 'public' } | { stream: 'upload' | 'download' } ? undefined : Tx
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** The bytes of an upload, unread; only with `stream: 'upload'`. */
  upload: E extends { stream: 'upload' } ? Readable : undefined
  /** Opens a transaction of its own: `open({ orgId }, work)`. */
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: { readOnly?: boolean }) => Promise<T>
  request: RequestFacts
  /** Adds a response header, e.g. `set-cookie`. */
  header: (name: string, value: string) => void
}

/** What a download answers with: it is streamed as it is made. */
export interface Download {
  fileName: string
  contentType: string
  body: Readable | Buffer | string
}

export interface RequestFacts {
  id: string
  ip: string
  /** Scheme and host as the reader sees them, e.g. `https://crm.example.cn`. */
  origin: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Aborted when the reader goes away. */
  signal: AbortSignal
}

export interface Route {
  readonly endpoint: EndpointSpec
  // biome-ignore lint/suspicious/noExplicitAny: routes of all endpoints stand in one list
  readonly handle: (call: Call<any>) => Promise<unknown>
}

/** Joins an endpoint to its handler; the types of both are those of the contract. */
export function on<E extends EndpointSpec>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<E extends { stream: 'download' } ? Download : ResultOf<E>>,
): Route {
  return { endpoint, handle: handle as Route['handle'] }
}

/** The server face of a module, as its `server/index.ts` exports it. */
export interface ServerModule {
  readonly name: string
  readonly routes: readonly Route[]
  readonly jobs?: readonly Job[]
}
