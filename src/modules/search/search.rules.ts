import type { Found, FoundKind } from './search.contract.ts'

/** One hit of the index: a name, or a part of it, that begins with what was typed. */
export interface Hit {
  kind: FoundKind
  id: string
  accountId: string | null
  tail: string
  /** The tail is the name from its first character on. */
  whole: boolean
}

/** Where equals stand: customers before people, people before the rest. */
const ORDER: readonly FoundKind[] = ['account', 'person', 'project', 'product', 'proof', 'rival']

export type RankedHit = Omit<Hit, 'tail' | 'whole'> & { match: Found['match'] }

/**
 * One hit per record, the best one, in the order a reader expects: the very name, names that begin so, names with it
 * somewhere; the shorter what is left of the name, the closer.
 */
export function rankHits(hits: readonly Hit[], typed: string): RankedHit[] {
  const best = new Map<string, { hit: Hit; match: Found['match'] }>()
  for (const hit of hits) {
    const match = hit.whole ? (hit.tail === typed ? 'exact' : 'start') : 'part'
    const known = best.get(hit.id)
    if (!known || rank(match) < rank(known.match) || (match === known.match && shorter(hit, known.hit)))
      best.set(hit.id, { hit, match })
  }
  return [...best.values()]
    .sort(
      (a, b) =>
        rank(a.match) - rank(b.match) ||
        a.hit.tail.length - b.hit.tail.length ||
        ORDER.indexOf(a.hit.kind) - ORDER.indexOf(b.hit.kind) ||
        (a.hit.tail < b.hit.tail ? -1 : a.hit.tail > b.hit.tail ? 1 : 0) ||
        (a.hit.id < b.hit.id ? -1 : 1),
    )
    .map(({ hit: { kind, id, accountId }, match }) => ({ kind, id, accountId, match }))
}

function rank(match: Found['match']): number {
  return ['exact', 'start', 'part'].indexOf(match)
}

function shorter(a: Hit, b: Hit): boolean {
  return a.tail.length < b.tail.length
}

/** What a role may find at all. Service staff look up customers and people by name; selling is not theirs. */
export function findableKinds(role: string, asked: FoundKind | undefined): FoundKind[] {
  const all: readonly FoundKind[] = role === 'service' ? ['account', 'person', 'product', 'proof'] : ORDER
  return all.filter((kind) => asked === undefined || kind === asked)
}
