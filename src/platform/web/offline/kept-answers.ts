import type { Kept, KeptStore } from './kept-store.ts'

/** How long an answer may be shown after it was given. Longer than a trip, shorter than a memory of someone who has left. */
export const KEPT_DAYS = 7
/** How much is kept for a member: what was used longest ago goes first. */
export const KEPT_LIMITS = { answers: 500, bytes: 20_000_000, bytesEach: 400_000 }
const DAY_MS = 86_400_000

export interface KeptParts {
  store: Promise<KeptStore>
  now?: () => number
}

/**
 * The answers a member may need where there is no network, on their own device. One member's at a time: another one who signs in,
 * a sign-out and an ended session forget all of it. Which endpoints' answers may be kept is decided by whoever calls `keep`.
 */
export class KeptAnswers {
  #store: Promise<KeptStore>
  #now: () => number
  #memberId: string | null = null
  /** Key → when and how large, so that looking costs nothing and the limits can be held. */
  #known = new Map<string, { at: number; usedAt: number; bytes: number }>()
  #ready: Promise<void> | null = null
  #listeners = new Set<() => void>()

  constructor(parts: KeptParts) {
    this.#store = parts.store
    this.#now = parts.now ?? Date.now
  }

  /** Reads what this device keeps, and whose it is; what is too old goes. Once; later calls wait for the first. */
  ready(): Promise<void> {
    this.#ready ??= this.#begin()
    return this.#ready
  }

  /** Another tab has forgotten everything, or has kept more: look again. */
  async lookAgain(): Promise<void> {
    this.#ready = this.#begin()
    await this.#ready
  }

  /** Says who is signed in. What is kept of anybody else is forgotten before anything of theirs is. */
  async belongTo(memberId: string): Promise<void> {
    await this.ready()
    if (this.#memberId === memberId) return
    await this.forgetAll()
    this.#memberId = memberId
    await (await this.#store).setOwner(memberId)
  }

  /** True if an answer to this is here, and not too old. */
  has(key: string): boolean {
    const known = this.#known.get(key)
    return known !== undefined && this.#isFresh(known.at)
  }

  /** The last answer, with the moment the server gave it, in milliseconds; nothing where there is none. */
  async recall(key: string): Promise<{ data: unknown; at: number } | undefined> {
    await this.ready()
    const known = this.#known.get(key)
    if (!known || !this.has(key)) return undefined
    const kept = await (await this.#store).get(key)
    if (!kept || kept.memberId !== this.#memberId) return undefined
    known.usedAt = this.#now()
    return { data: kept.data, at: kept.at }
  }

  /** Every kept answer of one endpoint, newest first: to search in, where the server cannot be asked. */
  async allOf(endpoint: string): Promise<{ data: unknown; at: number }[]> {
    await this.ready()
    const keys = [...this.#known.keys()].filter((key) => endpointIn(key) === endpoint && this.has(key))
    const store = await this.#store
    const kept = await Promise.all(keys.map((key) => store.get(key)))
    return kept
      .filter((one) => one !== undefined && one.memberId === this.#memberId)
      .sort((a, b) => b!.at - a!.at)
      .map((one) => ({ data: one!.data, at: one!.at }))
  }

  /**
   * Keeps answers. Nothing is kept while nobody is known to be signed in, nor what is too large.
   * @param at when the server gave it, milliseconds
   */
  async keep(answers: readonly { key: string; data: unknown; at: number }[]): Promise<void> {
    await this.ready()
    const memberId = this.#memberId
    if (memberId === null) return
    const kept: Kept[] = []
    for (const { key, data, at } of answers) {
      const bytes = JSON.stringify(data)?.length ?? 0
      if (bytes === 0 || bytes > KEPT_LIMITS.bytesEach) {
        await this.forget([key])
        continue
      }
      const usedAt = this.#now()
      this.#known.set(key, { at, usedAt, bytes })
      kept.push({ key, memberId, data, at, usedAt, bytes })
    }
    const tooMany = this.#tooMany()
    for (const key of tooMany) this.#known.delete(key)
    await (await this.#store).change(
      kept.filter(({ key }) => !tooMany.includes(key)),
      tooMany,
    )
  }

  /** Lets single answers go: the server has said that they are not the reader's (any more). */
  async forget(keys: readonly string[]): Promise<void> {
    await this.ready()
    for (const key of keys) this.#known.delete(key)
    await (await this.#store).change([], keys)
  }

  /** Lets everything go, whoever's it is. */
  async forgetAll(): Promise<void> {
    this.#memberId = null
    this.#known.clear()
    this.#ready = Promise.resolve()
    await (await this.#store).clear()
    for (const listener of this.#listeners) listener()
  }

  /** Hears that everything was forgotten. */
  onForgotten(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #begin(): Promise<void> {
    const store = await this.#store
    this.#memberId = await store.owner()
    const all = await store.all()
    this.#known = new Map()
    const gone: string[] = []
    for (const { key, at, usedAt, bytes, memberId } of all) {
      if (memberId === this.#memberId && this.#isFresh(at)) this.#known.set(key, { at, usedAt, bytes })
      else gone.push(key)
    }
    if (gone.length > 0) await store.change([], gone)
  }

  #isFresh(at: number): boolean {
    return this.#now() - at < KEPT_DAYS * DAY_MS
  }

  #tooMany(): string[] {
    const oldestFirst = [...this.#known].sort(([, a], [, b]) => a.usedAt - b.usedAt)
    let bytes = oldestFirst.reduce((sum, [, one]) => sum + one.bytes, 0)
    let count = oldestFirst.length
    const gone: string[] = []
    for (const [key, one] of oldestFirst) {
      if (count <= KEPT_LIMITS.answers && bytes <= KEPT_LIMITS.bytes) break
      gone.push(key)
      count -= 1
      bytes -= one.bytes
    }
    return gone
  }
}

/** Of a query's key (`[module, endpoint, input, …]`): the endpoint's name, then what it was asked. */
export function keyOf(queryKey: readonly unknown[]): string {
  return `${String(queryKey[1])} ${sorted(queryKey.slice(2))}`
}

function endpointIn(key: string): string {
  return key.slice(0, key.indexOf(' '))
}

/** The same question is the same text, whatever the order it was put in. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
