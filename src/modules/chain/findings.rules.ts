import { v5 } from 'uuid'
import type { ChainMap, Finding, FindingKey, Seat } from './chain.contract.ts'

/** A finding before it is known whether somebody put it aside. */
export type Diagnosis = Pick<Finding, 'key' | 'personIds' | 'postIds' | 'unitIds' | 'severity'>

/** The chart round a chain, as far as findings ask for it. */
export interface Surroundings {
  units: readonly Pick<ChainMap['units'][number], 'id' | 'parentId' | 'stand'>[]
  posts: readonly Pick<ChainMap['posts'][number], 'id' | 'unitId' | 'reportsToId' | 'holderUnknown'>[]
  people: readonly { id: string; unitId: string | null; postIds: readonly string[] }[]
  /** The moment looked at: how long ago somebody was met is counted back from here. */
  at: Date
}

/** From this influence on (of 10) an opponent can stop a purchase. */
export const STRONG_INFLUENCE = 6
/** Up to this influence nobody carries a purchase for us, however much they like us. */
export const WEAK_INFLUENCE = 3
/** Somebody the purchase hangs on who was met, but not for so many days, is losing touch. */
export const COLD_AFTER_DAYS = 60
const LEVEL = { vendor: 1, credible_source: 2, problem_solver: 3, trusted_advisor: 4 } as const
const NOWHERE: Surroundings = { units: [], posts: [], people: [], at: new Date(0) }

/** The id of a rule's answer in one project: the same whenever it is derived, so that objectives can point at it. */
export function findingId(projectId: string, key: FindingKey): string {
  return v5(key, projectId)
}

/** Posts held by somebody we do not know: nobody known holds them. */
export function placeholders(around: {
  posts: readonly { id: string; holderUnknown: boolean }[]
  people: readonly { postIds: readonly string[] }[]
}): string[] {
  const held = new Set(around.people.flatMap((p) => p.postIds))
  return around.posts.filter((p) => p.holderUnknown && !held.has(p.id)).map((p) => p.id)
}

/**
 * What a project's chain lacks or risks, the gravest first. Judged only from what is recorded: an unknown stance is a gap,
 * not a neutral one, and having spoken with somebody is no proof of their role.
 */
export function diagnose(seats: readonly Seat[], around: Surroundings = NOWHERE): Diagnosis[] {
  const found: Diagnosis[] = []
  const add = (
    key: FindingKey,
    severity: Finding['severity'],
    about: { people?: readonly Seat[]; posts?: string[]; units?: string[] } = {},
  ) =>
    void found.push({
      key,
      severity,
      personIds: (about.people ?? []).map((s) => s.personId),
      postIds: about.posts ?? [],
      unitIds: about.units ?? [],
    })
  const addPeople = (key: FindingKey, severity: Finding['severity'], people: readonly Seat[]) => {
    if (people.length > 0) add(key, severity, { people })
  }
  const withRole = (...roles: Seat['buyingRoles']) =>
    seats.filter((s) => s.buyingRoles.some((r) => roles.includes(r)))

  const deciders = withRole('decider')
  if (deciders.length === 0) add('no_decider', 'risk')
  addPeople(
    'decider_against',
    'risk',
    deciders.filter((s) => s.stance !== null && s.stance < 0),
  )
  addPeople(
    'decider_unmet',
    'risk',
    deciders.filter((s) => s.coverage === 'none'),
  )
  const above = placeholdersAbove(deciders, around)
  if (above.length > 0) add('unknown_above_decider', 'risk', { posts: above })
  const dark = unitsWithout(around, 'decide', () => true)
  if (dark.length > 0) add('deciding_unit_unknown', 'risk', { units: dark })
  addPeople(
    'strong_opponent',
    'risk',
    seats.filter(
      (s) =>
        !s.buyingRoles.includes('decider') && (s.stance ?? 0) <= -2 && (s.influence ?? 0) >= STRONG_INFLUENCE,
    ),
  )
  const met = seats.filter((s) => s.coverage !== 'none')
  if (seats.length > 0 && met.length === 1) add('single_thread', 'risk', { people: met })

  addPeople(
    'decider_stance_unknown',
    'gap',
    deciders.filter((s) => s.stance === null),
  )
  // A buyer content as things are, or sure to know better, sees no reason to buy (Strategic Selling's two modes of "no").
  addPeople(
    'decider_sees_no_need',
    'gap',
    deciders.filter((s) => s.responseMode === 'even_keel' || s.responseMode === 'overconfident'),
  )
  addPeople(
    'decider_result_unknown',
    'gap',
    deciders.filter((s) => s.stance !== null && s.businessResult === ''),
  )
  const friends = withRole('coach', 'champion')
  if (seats.length > 0 && friends.length === 0) add('no_coach', 'gap')
  if (friends.length > 0 && friends.every(withoutWeight)) addPeople('champion_without_weight', 'gap', friends)
  const metIds = new Set(met.map((s) => s.personId))
  const opposing = unitsWithout(around, 'oppose', (id) => metIds.has(id))
  if (opposing.length > 0) add('opposing_unit_unmet', 'gap', { units: opposing })
  addPeople(
    'roles_unknown',
    'gap',
    seats.filter((s) => s.buyingRoles.length === 0),
  )
  const since = around.at.getTime() - COLD_AFTER_DAYS * 864e5
  addPeople(
    'contact_gone_cold',
    'gap',
    withRole('decider', 'approver', 'coach', 'champion').filter(
      (s) => s.lastMetAt !== null && Date.parse(s.lastMetAt) < since,
    ),
  )

  if (seats.length > 0 && withRole('purchaser').length === 0) add('no_purchaser', 'hint')
  addPeople(
    'hearsay_only',
    'hint',
    seats.filter((s) => s.confidence === 'rumour'),
  )
  addPeople(
    'relationship_gap',
    'hint',
    seats.filter((s) =>
      s.relationships.some((r) => r.target && (r.current ? LEVEL[r.current] : 0) < LEVEL[r.target]),
    ),
  )

  const order = { risk: 0, gap: 1, hint: 2 }
  return found.sort((a, b) => order[a.severity] - order[b.severity])
}

/** Known to carry little: an unknown influence or status is not held against them. */
function withoutWeight(seat: Seat): boolean {
  return (
    seat.politicalStatus === 'outside' ||
    (seat.politicalStatus === null && seat.influence !== null && seat.influence <= WEAK_INFLUENCE)
  )
}

/** Posts above a decider's, held by somebody we do not know: whoever sits there may overrule them. */
function placeholdersAbove(deciders: readonly Seat[], around: Surroundings): string[] {
  const posts = new Map(around.posts.map((p) => [p.id, p]))
  const unknown = new Set(placeholders(around))
  const postsOf = new Map(around.people.map((p) => [p.id, p.postIds]))
  const seen = new Set<string>()
  const above = new Set<string>()
  for (const { personId } of deciders) {
    for (const own of postsOf.get(personId) ?? []) {
      // A chart may have loops; each post is passed once.
      for (let at = posts.get(own)?.reportsToId ?? null; at && !seen.has(at); ) {
        seen.add(at)
        if (unknown.has(at)) above.add(at)
        at = posts.get(at)?.reportsToId ?? null
      }
    }
  }
  return [...above]
}

/** Departments of a kind in which, those below them included, there is nobody for whom `counts` holds. */
function unitsWithout(around: Surroundings, stand: string, counts: (personId: string) => boolean): string[] {
  const parents = new Map(around.units.map((u) => [u.id, u.parentId]))
  const unitOfPost = new Map(around.posts.map((p) => [p.id, p.unitId]))
  const peopled = new Set<string>()
  for (const person of around.people) {
    if (!counts(person.id)) continue
    for (const unit of [person.unitId, ...person.postIds.map((p) => unitOfPost.get(p) ?? null)])
      for (let at = unit; at && !peopled.has(at); at = parents.get(at) ?? null) peopled.add(at)
  }
  return around.units.filter((u) => u.stand === stand && !peopled.has(u.id)).map((u) => u.id)
}

/** The word for a stance: seven steps from hostile to champion; unknown has its own. */
export const STANCE_WORDS = [
  'hostile',
  'against',
  'leaning_against',
  'neutral',
  'leaning_for',
  'for',
  'champion',
] as const
export type StanceWord = (typeof STANCE_WORDS)[number] | 'unknown'
export function stanceWord(stance: number | null): StanceWord {
  if (stance === null) return 'unknown'
  if (stance <= -5) return 'hostile'
  if (stance <= -3) return 'against'
  if (stance < 0) return 'leaning_against'
  if (stance === 0) return 'neutral'
  if (stance < 3) return 'leaning_for'
  return stance < 5 ? 'for' : 'champion'
}
