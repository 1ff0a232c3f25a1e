import { newId } from '../contract/fields.ts'
import type { ProblemDetails } from '../contract/problem.ts'
import type { Parts, Sendable } from './client.ts'

/** One write kept on the device until the server has answered it. Plain data: it outlives the page that made it. */
export interface Waiting {
  /** Also the retry key: a repeated sending is the same sending. */
  id: string
  /** Whose it is. Another member on the same device neither sends nor sees it. */
  memberId: string
  /** Place in the queue. */
  place: number
  endpoint: Sendable
  input: Parts
  /** What the reader calls it: the customer's name, the visit's title. */
  about: string
  /** When it was written, ISO. */
  at: string
  state: 'waiting' | 'needsYou'
  /** How often it was sent without an answer. Once tried it is never altered: the server may know it already. */
  tries: number
  problem?: Omit<ProblemDetails, 'type'> | undefined
}

/** What a queue is asked to do; the queue itself is never altered, a new one is answered. Order is the order of writing. */
export type Queue = readonly Waiting[]

/** The record a write is about: two saves of one visit have the same target; a creation is about what it makes. */
export function targetOf({ endpoint, input }: Pick<Waiting, 'endpoint' | 'input'>): string {
  const made =
    endpoint.method === 'POST'
      ? ` ${JSON.stringify((input.body as { id?: unknown } | undefined)?.id ?? input)}`
      : ''
  return `${endpoint.method} ${endpoint.path} ${JSON.stringify(input.params ?? {})}${made}`
}

/**
 * Adds a write at the end. A save of a record whose last save is still untried is put into that one, so that an hour of typing
 * without network is one write; the older version number stays, for it says what the reader last saw of the server's.
 * @returns the queue, and the entry that now carries the write
 */
export function put(
  queue: Queue,
  write: Omit<Waiting, 'place' | 'tries' | 'state'>,
  busy?: string,
): { queue: Queue; entry: Waiting } {
  const earlier = queue.findLast((one) => targetOf(one) === targetOf(write))
  if (earlier && earlier.id !== busy && canJoin(queue, earlier, write)) {
    const body = { ...bodyOf(earlier), ...bodyOf(write), ...versionOf(earlier) }
    const entry = { ...earlier, input: { ...earlier.input, body }, about: write.about, at: write.at }
    return { queue: queue.map((one) => (one.id === earlier.id ? entry : one)), entry }
  }
  const entry: Waiting = { ...write, place: (queue.at(-1)?.place ?? 0) + 1, tries: 0, state: 'waiting' }
  return { queue: [...queue, entry], entry }
}

/** The next write to send, or nothing. One that needs the reader holds back only those that build on it. */
export function nextToSend(queue: Queue): Waiting | undefined {
  return queue.find(
    (one, index) => one.state === 'waiting' && !queue.slice(0, index).some((other) => blocks(other, one)),
  )
}

/**
 * The server has done it. Later saves of the same record, written on top of this one, now stand on the version it answered.
 * @param ok the answer; its `version`, if any, is the record's new one
 */
export function sent(queue: Queue, id: string, ok: unknown): Queue {
  const done = queue.find((one) => one.id === id)
  const rest = queue.filter((one) => one.id !== id)
  const from = done && versionOf(done).version
  const to = versionIn(ok)
  if (!done || from === undefined || to === undefined) return rest
  return rest.map((one) =>
    targetOf(one) === targetOf(done) && one.tries === 0 && versionOf(one).version === from
      ? { ...one, input: { ...one.input, body: { ...bodyOf(one), version: to } } }
      : one,
  )
}

/** No answer came: it stays, unaltered from now on, to be sent again with the same key. */
export function lost(queue: Queue, id: string): Queue {
  return queue.map((one) => (one.id === id ? { ...one, tries: one.tries + 1 } : one))
}

/** The server said no: it stays until the reader decides. */
export function refused(queue: Queue, id: string, problem: Omit<ProblemDetails, 'type'>): Queue {
  return queue.map((one) => (one.id === id ? { ...one, state: 'needsYou' as const, problem } : one))
}

/** The reader tries again, perhaps with other content. That is a new intention, so it gets a new key; its place stays. */
export function tryAgain(
  queue: Queue,
  id: string,
  input?: Parts,
): { queue: Queue; entry: Waiting | undefined } {
  const old = queue.find((one) => one.id === id)
  if (!old) return { queue, entry: undefined }
  const { problem: _, ...kept } = old
  const entry: Waiting = { ...kept, id: newId(), input: input ?? old.input, state: 'waiting', tries: 0 }
  return { queue: queue.map((one) => (one.id === id ? entry : one)), entry }
}

export function discard(queue: Queue, id: string): Queue {
  return queue.filter((one) => one.id !== id)
}

/** How long to wait before the next try, in milliseconds: 1 s, 2 s, 4 s … at most a minute. */
export function patience(tries: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.max(0, tries - 1))
}

/** A number the answer or the row calls its version. */
export function versionIn(value: unknown): number | undefined {
  const version = (value as { version?: unknown } | null | undefined)?.version
  return typeof version === 'number' ? version : undefined
}

/** Joining must not carry a write before another one whose record it speaks of. */
function canJoin(queue: Queue, earlier: Waiting, write: Pick<Waiting, 'endpoint' | 'input'>): boolean {
  if (earlier.state !== 'waiting' || earlier.tries > 0) return false
  if (write.endpoint.method !== 'PATCH' && write.endpoint.method !== 'PUT') return false
  return !queue.some((one) => one.place > earlier.place && buildsOn(write, one))
}

function blocks(earlier: Waiting, later: Waiting): boolean {
  if (targetOf(earlier) === targetOf(later)) return true
  return earlier.state === 'needsYou' && buildsOn(later, earlier)
}

/** True if a write speaks of the record another one makes. Ids are made on the device, so it may. */
function buildsOn(write: Pick<Waiting, 'input'>, maker: Waiting): boolean {
  const made = (bodyOf(maker) as { id?: unknown }).id
  return typeof made === 'string' && made.length > 0 && JSON.stringify(write.input).includes(made)
}

function bodyOf(write: Pick<Waiting, 'input'>): Record<string, unknown> {
  return (write.input.body ?? {}) as Record<string, unknown>
}

function versionOf(write: Pick<Waiting, 'input'>): { version?: number } {
  const version = versionIn(write.input.body)
  return version === undefined ? {} : { version }
}
