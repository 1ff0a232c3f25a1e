import { createHash } from 'node:crypto'
import { PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import { ALLOWANCES, addressGroup, afterFailure, secondsToWait, type Tally } from '../throttle.rules.ts'

type Kind = keyof typeof ALLOWANCES

/** Counts kept of each kind at most; the one untouched for longest makes room. */
const MOST = 20_000

/**
 * Counts failed sign-ins in this process's memory: a restart forgives, and each of several processes counts for itself.
 * An unknown e-mail is counted exactly as a known one. Keys are hashes; no e-mail is kept.
 */
export class Throttle {
  readonly #tallies: Record<Kind, Map<string, Tally>> = {
    pair: new Map(),
    email: new Map(),
    address: new Map(),
  }
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /**
   * Counts an attempt, as failed until `succeeded` says otherwise: so that many at the same time do not all slip through.
   * @throws `platform.too-many` with the seconds to wait; then nothing is counted
   */
  attempt(email: string, ip: string): void {
    const now = this.#now()
    const keys = keysOf(email, ip)
    const seconds = Math.max(
      ...kinds.map((kind) => secondsToWait(this.#tallies[kind].get(keys[kind]), ALLOWANCES[kind], now)),
    )
    if (seconds > 0) throw new ProblemError(PLATFORM_PROBLEMS.tooMany, { params: { seconds } })
    for (const kind of kinds) {
      const tallies = this.#tallies[kind]
      const tally = afterFailure(tallies.get(keys[kind]), ALLOWANCES[kind], now)
      tallies.delete(keys[kind])
      tallies.set(keys[kind], tally)
      if (tallies.size > MOST) tallies.delete(tallies.keys().next().value!)
    }
  }

  /** The attempt succeeded: it is not counted, and the pair of e-mail and address starts anew. */
  succeeded(email: string, ip: string): void {
    const keys = keysOf(email, ip)
    this.#tallies.pair.delete(keys.pair)
    for (const kind of ['email', 'address'] as const) {
      const tally = this.#tallies[kind].get(keys[kind])
      if (tally) this.#tallies[kind].set(keys[kind], { ...tally, failures: Math.max(0, tally.failures - 1) })
    }
  }
}

const kinds = ['pair', 'email', 'address'] as const

function keysOf(email: string, ip: string): Record<Kind, string> {
  const address = addressGroup(ip)
  const hash = createHash('sha256').update(email.toLowerCase()).digest('base64')
  return { pair: `${hash} ${address}`, email: hash, address }
}
