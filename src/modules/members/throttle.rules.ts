/**
 * How often one may try to sign in. Failures are counted per e-mail and address together, per e-mail, and per address;
 * each count allows a few and then asks for a wait that doubles. So a guesser is slowed to a crawl, while the owner of an
 * e-mail somebody else is guessing at is held up only once very many guesses came in from everywhere.
 */
export interface Allowance {
  /** Failures that cost nothing. */
  free: number
  /** Seconds to wait after the first one too many; doubles with each further one. */
  firstWait: number
  longestWait: number
  /** Seconds without a failure after which the count starts anew. */
  forgets: number
}

export const ALLOWANCES = {
  pair: { free: 5, firstWait: 30, longestWait: 900, forgets: 3600 },
  email: { free: 30, firstWait: 30, longestWait: 300, forgets: 3600 },
  address: { free: 50, firstWait: 30, longestWait: 900, forgets: 3600 },
} as const satisfies Record<string, Allowance>

export interface Tally {
  failures: number
  /** Milliseconds since 1970. */
  lastFailure: number
}

/** Whole seconds until another attempt is allowed; 0 if it is now. */
export function secondsToWait(tally: Tally | undefined, allowance: Allowance, now: number): number {
  if (!tally || isForgotten(tally, allowance, now)) return 0
  const over = tally.failures - allowance.free
  if (over < 0) return 0
  const wait = Math.min(allowance.firstWait * 2 ** Math.min(over, 20), allowance.longestWait)
  return Math.max(0, Math.ceil((tally.lastFailure + wait * 1000 - now) / 1000))
}

/** The count after another failure. */
export function afterFailure(tally: Tally | undefined, allowance: Allowance, now: number): Tally {
  const failures = !tally || isForgotten(tally, allowance, now) ? 0 : tally.failures
  return { failures: failures + 1, lastFailure: now }
}

export function isForgotten(tally: Tally, allowance: Allowance, now: number): boolean {
  return now - tally.lastFailure >= allowance.forgets * 1000
}

/** An IPv6 visitor owns a whole /64: it counts as one address. IPv4 in IPv6 clothes counts as IPv4. */
export function addressGroup(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]!
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('%')[0]!.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...gap, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
