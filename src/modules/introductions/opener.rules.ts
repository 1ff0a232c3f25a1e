import { WEAK } from './route.rules.ts'

/** Somebody through whom a way might be opened. */
export interface Candidate<Why> {
  personId: string
  why: Why
  /** What it costs the one of ours who knows them best to ask; null if nobody knows them. */
  cost: number | null
}

/** Which is the likelier, whatever it costs to ask: a tie is known, a likeness is guessed, to sit together is something. */
const ORDER = { proposed: 0, tied: 1, same_unit: 2, same_account: 3 } as const

/**
 * Who could open a way, the likeliest first, each person once and with the best reason: people we know well whose past
 * suggests a tie; those tied to the target whom we must get to know first; those we know who sit in the same unit, then
 * in the same organisation.
 * @param most how many
 */
export function rankOpeners<Why extends { kind: keyof typeof ORDER }>(
  candidates: readonly Candidate<Why>[],
  most: number,
): Candidate<Why>[] {
  const rank = (one: Candidate<Why>) => ORDER[one.why.kind] * 100 + (one.cost ?? 2 * WEAK)
  const best = new Map<string, Candidate<Why>>()
  for (const one of candidates) {
    const known = best.get(one.personId)
    if (!known || rank(one) < rank(known)) best.set(one.personId, one)
  }
  return [...best.values()].sort((a, b) => rank(a) - rank(b)).slice(0, most)
}
