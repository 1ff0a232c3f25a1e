import type { ProblemDeclaration } from './problem.ts'
import type { Capability } from './roles.ts'

/**
 * The part of Standard Schema (standardschema.dev) that the contract's types need. Typing on it instead of on
 * `z.ZodType` keeps the type checker's work small; at run time every schema is zod's.
 */
export interface Schema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => unknown
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}
type InputOf<S> = S extends Schema<infer I, unknown> ? I : undefined
type OutputOf<S> = S extends {
  readonly '~standard': { readonly types?: { readonly output: infer O } | undefined }
}
  ? O
  : undefined

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface EndpointSpec {
  /** `<module>.<verb-noun>`, unique; also the operation id in OpenAPI. */
  readonly name: string
  readonly method: Method
  /** `/api/...` with `:param` segments, e.g. `/api/accounts/:accountId`. */
  readonly path: string
  /** The first gate. There is no default: an endpoint without one does not compile and does not start. */
  readonly can: Capability
  readonly params?: Schema
  readonly query?: Schema
  readonly body?: Schema
  /** What is answered on success. Undeclared fields are dropped. `null`: 204 without a body. */
  readonly ok: Schema | null
  /** Problems beyond the platform's own. */
  readonly problems?: readonly ProblemDeclaration[]
  /** Names of cached things a success makes stale, e.g. `['accounts']`; the web client refetches them. */
  readonly touches?: readonly string[]
  /**
   * A valid body for walks over the whole contract (leak test, OpenAPI example) where the generated sample would break a rule.
   * `ids` gives the id of a record of the test world by field name, e.g. `ids.accountId`.
   */
  readonly sample?: (ids: Record<string, string>) => unknown
  /**
   * `upload`: the body is bytes, handed to the handler as a stream. `download`: the answer is bytes. Both open their own
   * transactions.
   */
  readonly stream?: 'upload' | 'download'
  /** Bytes a body may have; 256 kB unless told. */
  readonly bodyLimit?: number
  /** `false`: the write may be repeated freely (sign-out …), no retry key is stored. */
  readonly once?: boolean
}

export type Endpoint<S extends EndpointSpec = EndpointSpec> = S

/** Declares an endpoint as data. Routes, the typed client, OpenAPI and the leak test are all read from such lists. */
export function endpoint<const S extends EndpointSpec>(spec: S): Endpoint<S> {
  return spec
}

export type ParamsOf<E> = E extends { params: infer S } ? OutputOf<S> : undefined
export type QueryOf<E> = E extends { query: infer S } ? OutputOf<S> : undefined
export type BodyOf<E> = E extends { body: infer S } ? OutputOf<S> : undefined
/** What a handler returns: the input side of `ok`. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without an answer ends without a return
export type ResultOf<E> = E extends { ok: infer S } ? (S extends null ? void : InputOf<S>) : never
/** What the client receives: the output side of `ok`. */
export type OkOf<E> = E extends { ok: infer S } ? (S extends null ? undefined : OutputOf<S>) : never

type Given<E, K extends 'params' | 'query' | 'body'> = E extends { [P in K]: infer S }
  ? { [P in K]: InputOf<S> }
  : unknown
/** What a caller passes: `{ params, query, body }`, each only where the endpoint declares it. */
export type CallOf<E> = Given<E, 'params'> & Given<E, 'query'> & Given<E, 'body'>
