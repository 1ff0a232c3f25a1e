import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Link } from '../best-route.rules.ts'
import type { LinkReason } from '../introductions.contract.ts'
import { type Grounds, ground, MOST_LINKS } from '../route.rules.ts'
import { levelsWith, MOST_TIES, meetingsWith, tiesAround } from './graph-store.ts'
import { type RefusalRow, refusalsTowards } from './refusal-store.ts'

/** People whose ties are read in one hop, the cheapest to reach first. */
const MOST_PER_HOP = 200

export interface GroundedLink extends Link, Grounds {
  ofMember: boolean
}

/** What surrounds a person, as far as favours travel and the reader sees. */
export interface Neighbourhood {
  links: GroundedLink[]
  /** Those the target is tied to directly. */
  neighbours: GroundedLink[]
  ours: ReadonlySet<string>
  refused: RefusalRow[]
  complete: boolean
}

/**
 * Reads the surroundings of a person from the target outwards, a hop at a time, a query each: first the ties, then who of
 * ours knows those found. Never the whole graph.
 */
export async function readNeighbourhood(
  tx: Tx,
  actor: Actor,
  targetId: string,
  onlyMe: boolean,
  now: Date,
): Promise<Neighbourhood> {
  const links = new Map<string, GroundedLink>()
  /** The cheapest known cost from a person to the target: decides whose ties are read where there are too many. */
  const costOf = new Map<string, number>([[targetId, 0]])
  let frontier = [targetId]
  let complete = true
  // The last link is that of one of ours.
  for (let hop = 1; hop < MOST_LINKS && frontier.length > 0; hop++) {
    const reached = new Set<string>()
    for (const [key, rows] of Map.groupBy(
      await tiesAround(tx, actor, frontier),
      (r) => `${r.farId}>${r.nearId}`,
    )) {
      const { farId, nearId } = rows[0]!
      const reasons = rows.map(
        (r): LinkReason => ({
          kind: 'tie',
          tie: r.kind,
          forward: r.forward,
          strength: r.strength,
          confidence: r.confidence,
        }),
      )
      const grounds = ground(reasons, now)
      if (!grounds) continue
      links.set(key, { from: farId, to: nearId, ofMember: false, ...grounds })
      const cost = (costOf.get(nearId) ?? 0) + grounds.cost
      if (!costOf.has(farId)) reached.add(farId)
      costOf.set(farId, Math.min(cost, costOf.get(farId) ?? Number.POSITIVE_INFINITY))
    }
    complete &&= !hasHub(links.values())
    const next = [...reached].sort((a, b) => costOf.get(a)! - costOf.get(b)!)
    if (hop + 1 < MOST_LINKS) complete &&= next.length <= MOST_PER_HOP
    frontier = next.slice(0, MOST_PER_HOP)
  }
  const people = [...costOf.keys()]
  const [own, refused] = await Promise.all([
    acquaintances(tx, actor, people, now),
    refusalsTowards(tx, actor, people),
  ])
  const shut = new Set(refused.map((r) => `${r.fromMemberId ?? r.fromPersonId}>${r.toId}`))
  const known = own.filter((link) => !onlyMe || link.from === actor.memberId)
  const open = [...links.values(), ...known].filter((link) => !shut.has(`${link.from}>${link.to}`))
  return {
    links: open,
    neighbours: open.filter((link) => link.to === targetId && !link.ofMember),
    ours: new Set(known.map((link) => link.from)),
    refused,
    complete,
  }
}

/** True if somebody's ties were more than are followed. */
function hasHub(links: Iterable<GroundedLink>): boolean {
  const count = new Map<string, number>()
  for (const link of links) count.set(link.to, (count.get(link.to) ?? 0) + 1)
  return [...count.values()].some((n) => n >= MOST_TIES)
}

/** Who of ours knows which of these people: by the level of the relationship claimed, and by recorded visits. Two queries. */
export async function acquaintances(
  tx: Tx,
  actor: Actor,
  people: readonly string[],
  now: Date,
): Promise<GroundedLink[]> {
  if (people.length === 0) return []
  const [levels, meetings] = await Promise.all([
    levelsWith(tx, actor, people),
    meetingsWith(tx, actor, people),
  ])
  const reasons = new Map<string, LinkReason[]>()
  const add = (row: { memberId: string; personId: string }, reason: LinkReason) => {
    const key = `${row.memberId}>${row.personId}`
    const known = reasons.get(key)
    if (known) known.push(reason)
    else reasons.set(key, [reason])
  }
  for (const row of levels) add(row, { kind: 'relationship', level: row.level, confidence: row.confidence })
  for (const row of meetings)
    add(row, { kind: 'meetings', count: row.count, inDepth: row.inDepth, lastAt: row.lastAt })
  return [...reasons].flatMap(([key, list]) => {
    const grounds = ground(list, now)
    if (!grounds) return []
    const [from, to] = key.split('>') as [string, string]
    // Levels claimed in several purchases: the one that counts speaks for all.
    const level = grounds.reasons.find((reason) => reason.kind === 'relationship')
    const told = grounds.reasons.filter((reason) => reason.kind !== 'relationship' || reason === level)
    return [{ from, to, ofMember: true, cost: grounds.cost, reasons: told }]
  })
}
