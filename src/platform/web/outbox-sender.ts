import { newId } from '../contract/fields.ts'
import { CallError, type Parts, type Sendable, type send } from './client.ts'
import type { Queue, Waiting } from './outbox-queue.ts'
import * as queueing from './outbox-queue.ts'
import type { OutboxStore } from './outbox-store.ts'

export type Written<Ok> = { sent: true; ok: Ok } | { sent: false }

export interface OutboxView {
  queue: Queue
  /** The entry on its way. */
  sending: string | null
  /** `false`: the browser does not let us keep anything over a reload. */
  lasting: boolean
}

interface Watcher {
  /** False once the form that wrote is gone: then a refusal stays in the outbox, or it would be lost. */
  watched: () => boolean
  resolve: (written: Written<unknown>) => void
  reject: (error: unknown) => void
}

export interface OutboxParts {
  store: Promise<OutboxStore>
  send: typeof send
  /** Called after each success, to refresh what the write touches. */
  touched: (touches: readonly string[] | undefined) => void
  /** Runs one at a time over all tabs of the browser. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells other tabs that the queue has changed. */
  altered?: () => void
  later?: (work: () => void, ms: number) => unknown
}

/** An internal error says that nothing was changed; after so many of them in a row, waiting longer is no help. */
const ENOUGH_TRIES_AT_ERRORS = 4

/**
 * Sends a member's writes one after the other. Each is kept before it is sent, so that neither a lost network nor a closed page
 * loses it; each has one retry key for ever, so that sending it twice does it once.
 */
export class Outbox {
  #parts: OutboxParts
  #memberId: string | null = null
  #view: OutboxView = { queue: [], sending: null, lasting: true }
  #watchers = new Map<string, Watcher[]>()
  #listeners = new Set<() => void>()
  #running: Promise<void> | null = null
  #again = false
  #keeping: Promise<void> = Promise.resolve()
  #unkept = false
  /** Versions our own writes have made, by target: a form that still holds the old number means the new one. */
  #steps = new Map<string, Map<number, number>>()

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** Takes up a member's queue (after sign-in, after a reload) and begins to send it. `null`: nobody is signed in. */
  async open(memberId: string | null): Promise<void> {
    if (memberId !== this.#memberId) {
      this.#memberId = memberId
      this.#steps.clear()
      this.#show({ ...this.#view, queue: [], sending: null })
    }
    await this.flush()
  }

  view = (): OutboxView => this.#view
  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Keeps a write, then sends it.
   * @returns `{ sent: true, ok }` when the server has done it, `{ sent: false }` when it waits on the device
   * @throws CallError when the server refuses while the writer still watches; the write is then no longer kept, the form holds it
   */
  async submit(
    endpoint: Sendable,
    input: Parts,
    about: string,
    watched: () => boolean = () => true,
  ): Promise<Written<unknown>> {
    const memberId = this.#memberId
    if (memberId === null) throw new CallError({ status: 401, code: 'platform.signed-out' })
    const { queue, entry } = queueing.put(
      this.#view.queue,
      {
        id: newId(),
        memberId,
        endpoint: {
          name: endpoint.name,
          method: endpoint.method,
          path: endpoint.path,
          touches: endpoint.touches ?? [],
        },
        input: this.#onOurVersion(endpoint, input),
        about,
        at: new Date().toISOString(),
      },
      this.#view.sending ?? undefined,
    )
    const answered = new Promise<Written<unknown>>((resolve, reject) => {
      this.#watchers.set(entry.id, [...(this.#watchers.get(entry.id) ?? []), { watched, resolve, reject }])
    })
    await this.#alter(queue)
    void this.flush()
    return answered
  }

  /** Sends what can be sent. Asked again while it runs, it looks once more before it ends. */
  flush(): Promise<void> {
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      if (this.#again) void this.flush()
    })
    return this.#running
  }

  /** Resolves when what was handed over up to now lies on the device. */
  async settled(): Promise<void> {
    // A form that is being left hands over in its own time: a few turns, not the network's.
    await new Promise((resolve) => setTimeout(resolve, 50))
    await this.#keeping
  }

  async tryAgain(id: string, input?: Parts): Promise<void> {
    await this.#alter(queueing.tryAgain(this.#view.queue, id, input).queue)
    await this.flush()
  }

  /** Lets a write go. Answers how to bring it back. */
  async discard(id: string): Promise<() => Promise<void>> {
    const gone = this.#view.queue.find((one) => one.id === id)
    await this.#alter(queueing.discard(this.#view.queue, id))
    return async () => {
      if (!gone) return
      await this.#alter([...this.#view.queue, gone].sort((a, b) => a.place - b.place))
      await this.flush()
    }
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#parts.exclusively(async () => {
        await this.reload()
        await this.#sendAll()
      })
    }
    // What is still held back waits; its writers need not.
    if (!this.#again)
      for (const one of this.#view.queue) this.#answer(one.id, ({ resolve }) => resolve({ sent: false }))
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const entry = queueing.nextToSend(this.#view.queue)
      if (!entry || !(await this.#sendOne(entry))) return
    }
  }

  /** Looks what is kept: another tab may have added something, or sent it. */
  async reload(): Promise<void> {
    const store = await this.#parts.store
    for (;;) {
      const memberId = this.#memberId
      const keeping = this.#keeping
      await keeping
      if (this.#unkept) return
      const queue = memberId === null ? [] : await store.all(memberId)
      if (keeping !== this.#keeping || memberId !== this.#memberId) continue
      this.#show({ ...this.#view, queue, lasting: store.lasting })
      return
    }
  }

  /** @returns false if sending must rest: no network, or nobody signed in. */
  async #sendOne(entry: Waiting): Promise<boolean> {
    this.#show({ ...this.#view, sending: entry.id })
    let answer: { ok: unknown } | { error: unknown }
    try {
      answer = { ok: await this.#parts.send(entry.endpoint, entry.input, { key: entry.id }) }
    } catch (error) {
      answer = { error }
    }
    if (entry.memberId !== this.#memberId) return false
    this.#show({ ...this.#view, sending: null })

    if ('ok' in answer) {
      this.#rememberStep(entry, answer.ok)
      await this.#alter(queueing.sent(this.#view.queue, entry.id, answer.ok))
      this.#parts.touched(entry.endpoint.touches)
      this.#answer(entry.id, ({ resolve }) =>
        resolve({ sent: true, ok: 'ok' in answer ? answer.ok : undefined }),
      )
      return true
    }
    // Anything else than an answer is our own mistake; sending it again and again would not mend it.
    const error =
      answer.error instanceof CallError
        ? answer.error
        : new CallError({ status: 400, code: 'platform.unexpected' })
    const signedOut = error.status === 401
    if (
      signedOut ||
      (error.uncertain && !(error.status === 500 && entry.tries + 1 >= ENOUGH_TRIES_AT_ERRORS))
    ) {
      await this.#alter(queueing.lost(this.#view.queue, entry.id))
      for (const one of this.#view.queue) this.#answer(one.id, ({ resolve }) => resolve({ sent: false }))
      if (!signedOut) this.#rest(entry.tries + 1)
      return false
    }
    if (this.#watchers.get(entry.id)?.some(({ watched }) => watched())) {
      await this.#alter(queueing.discard(this.#view.queue, entry.id))
    } else {
      const { status, code, params, fields, current, instance } = error
      await this.#alter(
        queueing.refused(this.#view.queue, entry.id, {
          status,
          code,
          params,
          fields,
          current,
          instance,
        } as Waiting['problem'] & object),
      )
    }
    this.#answer(entry.id, ({ reject }) => reject(error))
    return true
  }

  #rest(tries: number): void {
    const later = this.#parts.later ?? ((work: () => void, ms: number) => setTimeout(work, ms))
    later(() => void this.flush(), queueing.patience(tries))
  }

  #answer(id: string, say: (watcher: Watcher) => void): void {
    const watchers = this.#watchers.get(id) ?? []
    this.#watchers.delete(id)
    for (const watcher of watchers) say(watcher)
  }

  #onOurVersion(endpoint: Sendable, input: Parts): Parts {
    const steps = this.#steps.get(queueing.targetOf({ endpoint, input }))
    let version = queueing.versionIn(input.body)
    if (!steps || version === undefined) return input
    for (let next = steps.get(version); next !== undefined; next = steps.get(version)) version = next
    return { ...input, body: { ...(input.body as object), version } }
  }

  #rememberStep(entry: Waiting, ok: unknown): void {
    const from = queueing.versionIn(entry.input.body)
    const to = queueing.versionIn(ok)
    if (from === undefined || to === undefined || to <= from) return
    const target = queueing.targetOf(entry)
    this.#steps.set(target, (this.#steps.get(target) ?? new Map()).set(from, to))
  }

  async #alter(queue: Queue): Promise<void> {
    const before = this.#view.queue
    this.#show({ ...this.#view, queue })
    const kept = queue.filter((one) => !before.includes(one))
    const forgotten = before.filter((old) => !queue.some((one) => one.id === old.id)).map((old) => old.id)
    // Keeping is chained: an older state never lands on top of a newer one.
    this.#keeping = this.#keeping
      .then(async () => (await this.#parts.store).change(kept, forgotten))
      .catch(() => {
        // The disk is full, or the browser took the database away: go on from memory, and say so.
        this.#unkept = true
        this.#show({ ...this.#view, lasting: false })
      })
    await this.#keeping
    this.#parts.altered?.()
  }

  #show(view: OutboxView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
