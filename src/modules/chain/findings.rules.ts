import type { Finding, FindingKey, Seat } from './chain.contract.ts'

/** A finding before it is known whether somebody put it aside. */
export type Diagnosis = Pick<Finding, 'key' | 'personIds' | 'severity'>

/** From this influence on (of 10) an opponent can stop a purchase. */
export const STRONG_INFLUENCE = 6
const LEVEL = { vendor: 1, credible_source: 2, problem_solver: 3, trusted_advisor: 4 } as const

/**
 * What a project's chain lacks or risks, the gravest first. Judged only from what is recorded: an unknown stance is a gap,
 * not a neutral one, and having spoken with somebody is no proof of their role.
 */
export function diagnose(seats: readonly Seat[]): Diagnosis[] {
  const found: Diagnosis[] = []
  const add = (key: FindingKey, severity: Finding['severity'], people: readonly Seat[] = []) =>
    void found.push({ key, severity, personIds: people.map((s) => s.personId) })
  const withRole = (...roles: Seat['buyingRoles']) =>
    seats.filter((s) => s.buyingRoles.some((r) => roles.includes(r)))

  const deciders = withRole('decider')
  if (deciders.length === 0) add('no_decider', 'risk')
  const against = deciders.filter((s) => s.stance !== null && s.stance < 0)
  if (against.length > 0) add('decider_against', 'risk', against)
  const unmet = deciders.filter((s) => s.coverage === 'none')
  if (unmet.length > 0) add('decider_unmet', 'risk', unmet)
  const unread = deciders.filter((s) => s.stance === null)
  if (unread.length > 0) add('decider_stance_unknown', 'gap', unread)

  const opponents = seats.filter(
    (s) =>
      !s.buyingRoles.includes('decider') && (s.stance ?? 0) <= -2 && (s.influence ?? 0) >= STRONG_INFLUENCE,
  )
  if (opponents.length > 0) add('strong_opponent', 'risk', opponents)

  const met = seats.filter((s) => s.coverage !== 'none')
  if (seats.length > 0 && met.length === 1) add('single_thread', 'risk', met)
  if (seats.length > 0 && withRole('coach', 'champion').length === 0) add('no_coach', 'gap')
  if (seats.length > 0 && withRole('purchaser').length === 0) add('no_purchaser', 'hint')
  const roleless = seats.filter((s) => s.buyingRoles.length === 0)
  if (roleless.length > 0) add('roles_unknown', 'gap', roleless)
  const hearsay = seats.filter((s) => s.confidence === 'rumour')
  if (hearsay.length > 0) add('hearsay_only', 'hint', hearsay)
  const behind = seats.filter((s) =>
    s.relationships.some((r) => r.target && (r.current ? LEVEL[r.current] : 0) < LEVEL[r.target]),
  )
  if (behind.length > 0) add('relationship_gap', 'hint', behind)

  const order = { risk: 0, gap: 1, hint: 2 }
  return found.sort((a, b) => order[a.severity] - order[b.severity])
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
