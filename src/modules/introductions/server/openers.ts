import { type PersonRight, peopleOfAccount, tieProposalsOf } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Opener } from '../introductions.contract.ts'
import { type Candidate, rankOpeners } from '../opener.rules.ts'
import { WEAK } from '../route.rules.ts'
import { askable } from './graph-store.ts'
import { acquaintances, type GroundedLink, type Neighbourhood } from './neighbourhood.ts'

const MOST_OPENERS = 6

export interface FoundOpener {
  personId: string
  why: Opener['why']
  knownBy: GroundedLink | null
}

/**
 * Who could open a way to a person where there is none: of the people the actor sees, those whose dossier suggests a tie
 * with the target, those known to be tied to them, those of ours sit with in the same unit or organisation.
 */
export async function findOpeners(
  tx: Tx,
  actor: Actor,
  target: PersonRight,
  around: Neighbourhood,
  now: Date,
): Promise<FoundOpener[]> {
  const [beside, proposals] = await Promise.all([
    peopleOfAccount(tx, target.accountId),
    tieProposalsOf(tx, actor, target),
  ])
  const unitId = beside.find((one) => one.id === target.person.id)?.unitId ?? null
  const others = beside.filter((one) => one.id !== target.person.id)
  const people = new Set([
    ...others.map((one) => one.id),
    ...proposals.map((one) => one.other.id),
    ...around.neighbours.map((link) => link.from),
  ])
  const [known, may] = await Promise.all([
    acquaintances(tx, actor, [...people], now),
    askable(tx, [...people]),
  ])
  const best = new Map<string, GroundedLink>()
  for (const link of known) {
    const before = best.get(link.to)
    if (!before || link.cost < before.cost) best.set(link.to, link)
  }
  const cost = (personId: string) => best.get(personId)?.cost ?? null
  const counts = (personId: string) => (cost(personId) ?? Number.POSITIVE_INFINITY) <= WEAK
  const candidates: Candidate<Opener['why']>[] = [
    ...proposals
      .filter((one) => counts(one.other.id))
      .map(({ other, kind, reason }) => ({
        personId: other.id,
        cost: cost(other.id),
        why: { kind: 'proposed' as const, tie: kind, reason },
      })),
    // Tied to the target, and still no way: nobody of ours knows them well enough yet.
    ...around.neighbours.flatMap(({ from, reasons }) =>
      reasons[0]
        ? [{ personId: from, cost: cost(from), why: { kind: 'tied' as const, reason: reasons[0] } }]
        : [],
    ),
    ...others
      .filter((one) => cost(one.id) !== null)
      .map((one) => ({
        personId: one.id,
        cost: cost(one.id),
        why:
          unitId !== null && one.unitId === unitId
            ? { kind: 'same_unit' as const }
            : { kind: 'same_account' as const },
      })),
  ]
  const open = candidates.filter((one) => may.has(one.personId))
  return rankOpeners(open, MOST_OPENERS).map(({ personId, why }) => ({
    personId,
    why,
    knownBy: best.get(personId) ?? null,
  }))
}
