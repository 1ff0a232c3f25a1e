import { createHash } from 'node:crypto'
import type { Actor } from '#platform/server/actor.ts'

/** Milliseconds an answer may be reused. Changes made by this process are seen at once, by another one after this. */
export const ACTOR_LIVES = 30_000
/** Sessions remembered at most; the one unused for longest makes room. */
const MOST = 10_000

interface Kept {
  actor: Actor
  until: number
}

/**
 * Who is asking, remembered for seconds: so that a signed-in request costs no query for it. Keyed by a hash of the cookie,
 * so that no list of usable cookies lies in memory.
 */
export class ActorCache {
  readonly #kept = new Map<string, Kept>()
  #generation = 0

  keyOf(cookie: string): string {
    return createHash('sha256').update(cookie).digest('base64')
  }

  get(key: string, now = Date.now()): Actor | null {
    const kept = this.#kept.get(key)
    if (!kept) return null
    this.#kept.delete(key)
    if (kept.until <= now) return null
    this.#kept.set(key, kept)
    return kept.actor
  }

  /** To be asked before an actor is loaded and handed to `keep`: what was loaded before a change is then not kept. */
  get generation(): number {
    return this.#generation
  }

  keep(key: string, actor: Actor, generation: number, sessionEnds: number, now = Date.now()): void {
    if (generation !== this.#generation) return
    this.#kept.set(key, { actor, until: Math.min(now + ACTOR_LIVES, sessionEnds) })
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value!)
  }

  /** A role, a team or a seat changed: reach may have changed for anybody of the organisation. */
  forgetOrganisation(orgId: string): void {
    this.#generation += 1
    for (const [key, { actor }] of this.#kept) if (actor.orgId === orgId) this.#kept.delete(key)
  }

  forgetAll(): void {
    this.#generation += 1
    this.#kept.clear()
  }

  forgetUser(userId: string): void {
    this.#generation += 1
    for (const [key, { actor }] of this.#kept) if (actor.userId === userId) this.#kept.delete(key)
  }
}
