import type { CallOf, EndpointSpec, OkOf } from '../contract/endpoint.ts'
import { newId } from '../contract/fields.ts'
import type { FieldProblem, ProblemDetails } from '../contract/problem.ts'
import { getLocale } from '../words/locale.ts'

/** Problems the client finds itself, before or without an answer. Their words are the platform's. */
export const CLIENT_PROBLEMS = {
  offline: 'platform.offline',
  timeout: 'platform.timeout',
  unexpected: 'platform.unexpected',
} as const

/** Why a call failed. `status` is 0 where no answer came. Its sentence is in the words, under its code. */
export class CallError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, string | number> | undefined
  readonly fields: FieldProblem[] | undefined
  /** With `platform.conflict`: the row as it stands now. */
  readonly current: unknown
  readonly instance: string | undefined

  constructor(problem: Omit<ProblemDetails, 'type'>) {
    super(problem.code)
    this.name = 'CallError'
    this.status = problem.status
    this.code = problem.code
    this.params = problem.params
    this.fields = problem.fields
    this.current = problem.current
    this.instance = problem.instance
  }

  /** True if nobody knows whether the call took effect: repeating it with the same key is then harmless and right. */
  get uncertain(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** What an endpoint is, as far as sending goes: plain data, so that a write can be kept and sent after a reload. */
export type Sendable = Pick<EndpointSpec, 'name' | 'method' | 'path' | 'touches'>
export interface Parts {
  params?: unknown
  query?: unknown
  body?: unknown
}

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** The retry key of one intention; made here unless given. */
  key?: string | undefined
  /** Milliseconds; 20,000 unless told, none for uploads. */
  timeoutMs?: number
  /** A file, sent as bytes instead of a JSON body (endpoints with `stream: 'upload'`). */
  upload?: Blob
}

/** The arguments after an endpoint: the input may be left out where nothing is required. */
export type Given<E, Options = CallOptions> =
  Record<never, never> extends CallOf<E>
    ? [input?: CallOf<E> | undefined, options?: Options]
    : [input: CallOf<E>, options?: Options]

const DEFAULT_TIMEOUT_MS = 20_000
const signedOutListeners = new Set<() => void>()

/** Hears that a call was answered with "signed out", so that the shell can ask for the password without losing the page. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/**
 * Calls an endpoint of the contract: fills the path, sends the body as JSON, answers what `ok` declares.
 * @throws CallError for every answer that is not a success, for a lost network (`platform.offline`) and for a timeout;
 *   an abort by the caller's own signal is thrown as the signal's reason
 */
export async function call<const E extends EndpointSpec>(endpoint: E, ...given: Given<E>): Promise<OkOf<E>> {
  const [input, options] = given
  return (await send(endpoint, (input ?? {}) as Parts, options)) as OkOf<E>
}

/** The untyped half of `call`, for writes that were kept as data. */
export async function send(endpoint: Sendable, input: Parts, options: CallOptions = {}): Promise<unknown> {
  const isWrite = endpoint.method !== 'GET'
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': getLocale() }
  if (isWrite) headers['idempotency-key'] = options.key ?? newId()

  let body: BodyInit | undefined
  if (options.upload) {
    body = options.upload
    headers['content-type'] = 'application/octet-stream'
  } else if (input.body !== undefined) {
    body = JSON.stringify(input.body)
    headers['content-type'] = 'application/json'
  }

  const response = await reach(urlOf(endpoint.path, input), options, {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    // A page that is being left may still finish what it has begun to save; browsers allow that for small bodies only.
    keepalive: isWrite && typeof body === 'string' && body.length < 30_000 && isLeaving(),
    ...(body !== undefined && { body }),
  })
  if (response.ok) return response.status === 204 ? undefined : await read(response)
  throw await refusal(response)
}

/** Fills `:params` and appends the query; what is undefined, null or empty is left out, lists repeat their name. */
export function urlOf(path: string, input: Parts): string {
  const params = (input.params ?? {}) as Record<string, unknown>
  const filled = path.replace(/(?<=\/):(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`${path} needs “${name}”`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
    }
  }
  const asked = query.toString()
  return asked ? `${filled}?${asked}` : filled
}

async function reach(url: string, options: CallOptions, init: RequestInit): Promise<Response> {
  const timeoutMs = options.timeoutMs ?? (options.upload ? undefined : DEFAULT_TIMEOUT_MS)
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
  const signals = [options.signal, timeout].filter((signal) => signal !== undefined)
  try {
    return await fetch(url, signals.length > 0 ? { ...init, signal: AbortSignal.any(signals) } : init)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new CallError({
      status: 0,
      code: timeout?.aborted ? CLIENT_PROBLEMS.timeout : CLIENT_PROBLEMS.offline,
    })
  }
}

async function read(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    // The connection broke in the middle, or a proxy answered in our place.
    throw new CallError({ status: 0, code: CLIENT_PROBLEMS.unexpected })
  }
}

async function refusal(response: Response): Promise<CallError> {
  const answer = (await response.json().catch(() => null)) as Partial<ProblemDetails> | null
  if (!answer || typeof answer.code !== 'string') {
    // Not ours: a proxy in front of a server that is starting, or away.
    const code = [502, 503, 504].includes(response.status)
      ? 'platform.unavailable'
      : CLIENT_PROBLEMS.unexpected
    return new CallError({ status: response.status, code })
  }
  if (answer.code === 'platform.signed-out') for (const listener of signedOutListeners) listener()
  const wait = Number(response.headers.get('retry-after'))
  return new CallError({
    ...answer,
    code: answer.code,
    status: response.status,
    ...(response.status === 429 && wait > 0 && { params: { seconds: wait, ...answer.params } }),
  })
}

function isLeaving(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden'
}
