import type {
  BuyingRole,
  ChainAttribute,
  PoliticalStatus,
  RelationshipLevel,
  ResponseMode,
} from './chain.contract.ts'

/**
 * "Help me decide": for each attribute a few plain questions about what one has seen, and rules that turn the answers into a
 * proposal. Rules go by what people do (who they spoke for, what they moved, who asks them), as buying-centre theory and
 * relationship mapping do; never by how often one talked with them. Whatever is not known stays unknown.
 */

export const DONT_KNOW = 'dont_know'
export const HOW = 'how'

export interface GuideQuestion {
  key: string
  options: readonly string[]
  /** Several answers may hold. */
  several?: true
}

const one = (key: string, ...options: string[]): GuideQuestion => ({ key, options })
const several = (key: string, ...options: string[]): GuideQuestion => ({ key, options, several: true })
/** The last question of each: where it comes from, which says how sure to be. */
const how = one(HOW, 'several_sources', 'himself', 'saw', 'others')

/** The questions of each attribute, in the order they are asked. "Don't know" may be answered to each. */
export const GUIDE = {
  buying_roles: [
    one('last_gate', 'decides', 'approves', 'veto', 'passes_by'),
    several('checks', 'technical', 'procurement', 'money', 'terms', 'door', 'none'),
    several('interest', 'uses', 'raised', 'asked', 'none'),
    several('for_us', 'guided', 'spoke', 'only_talked', 'nothing'),
    how,
  ],
  stance: [
    one('spoke_for', 'us', 'nobody', 'rival', 'against_us'),
    one('did', 'opened_doors', 'small_help', 'nothing', 'blocked'),
    one('if_we_win', 'gains', 'same', 'loses'),
    how,
  ],
  influence: [
    one('disagreement', 'his_way', 'listened', 'overruled'),
    one('reach', 'above', 'other_units', 'own_unit', 'nobody'),
    one('moves', 'budget', 'people', 'suggests', 'nothing'),
    how,
  ],
  political_status: [
    one('hears', 'before', 'meeting', 'after'),
    one('consulted', 'often', 'sometimes', 'never'),
    one('pushes_through', 'yes', 'with_help', 'no'),
    how,
  ],
  response_mode: [
    one('sees_today', 'could_be_better', 'in_trouble', 'fine', 'best_there_is'),
    one('figures', 'raised', 'missed', 'unchanged', 'boasts'),
    one('pace', 'asks_for_more', 'presses', 'postpones', 'lectures'),
    how,
  ],
  relationship: [
    one('comes_for', 'prices', 'facts', 'trouble', 'advice'),
    one('tells', 'nothing', 'public', 'inside', 'own_plans'),
    one('meets', 'hardly', 'by_appointment', 'one_call', 'any_time'),
    how,
  ],
  business_result: [
    one('measured_by', 'cost', 'output', 'quality', 'safety', 'sales'),
    one('complains_of', 'stops', 'rework', 'slowness', 'staff', 'paperwork'),
    how,
  ],
  personal_win: [
    one('speaks_of', 'career', 'recognition', 'ease', 'stability', 'standing', 'legacy'),
    one('fears', 'blame', 'conflict', 'losing_face', 'being_passed_over'),
    how,
  ],
} as const satisfies Record<ChainAttribute, readonly GuideQuestion[]>

/** By question; several where the question allows it. A question that is missing was not answered. */
export type GuideAnswers = Readonly<Record<string, readonly string[]>>

export interface Proposal {
  /** As a claim's value; of a relationship the level, of the two texts `'text'`: the words are put together from `because`. */
  value: BuyingRole[] | number | PoliticalStatus | ResponseMode | RelationshipLevel | 'text' | null
  confidence: 'rumour' | 'inferred' | 'stated' | 'confirmed'
  /** The answers it rests on, in the order asked. Empty with `value` null: too little is known. */
  because: readonly { question: string; answer: string }[]
}

/** What the answers amount to. Too few answers propose `null`: unknown, never the middle. */
export function propose(attribute: ChainAttribute, answers: GuideAnswers): Proposal {
  const questions: readonly GuideQuestion[] = GUIDE[attribute]
  const known = Object.fromEntries(
    questions.map(({ key, options }) => [key, (answers[key] ?? []).filter((a) => options.includes(a))]),
  )
  const value = RULES[attribute](known)
  const asked = questions.filter((q) => q.key !== HOW)
  const complete = asked.every((q) => (known[q.key]?.length ?? 0) > 0)
  return {
    value,
    confidence: sureness(known[HOW]?.[0], complete),
    because:
      value === null
        ? []
        : asked.flatMap((q) => (known[q.key] ?? []).map((answer) => ({ question: q.key, answer }))),
  }
}

/** Hearsay stays hearsay; with half of the questions open nothing is surer than inferred. */
function sureness(source: string | undefined, complete: boolean): Proposal['confidence'] {
  if (source === undefined || source === 'others') return 'rumour'
  if (source === 'saw' || !complete) return 'inferred'
  return source === 'himself' ? 'stated' : 'confirmed'
}

type Known = Record<string, readonly string[] | undefined>
const first = (known: Known, question: string) => known[question]?.[0]

/** Points of those questions that were answered. */
function points(known: Known, scores: Record<string, Record<string, number>>): number[] {
  return Object.entries(scores).flatMap(([question, of]) => {
    const answer = first(known, question)
    return answer === undefined ? [] : [of[answer] ?? 0]
  })
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

const ROLE_OF: Record<string, Record<string, BuyingRole>> = {
  last_gate: { decides: 'decider', approves: 'approver' },
  checks: {
    technical: 'technical_evaluator',
    procurement: 'purchaser',
    money: 'finance',
    terms: 'legal',
    door: 'gatekeeper',
  },
  interest: { uses: 'user', raised: 'initiator', asked: 'influencer' },
  for_us: { guided: 'coach', spoke: 'champion' },
}

function roles(known: Known): BuyingRole[] | null {
  const found = new Set<BuyingRole>()
  for (const [question, of] of Object.entries(ROLE_OF))
    for (const answer of known[question] ?? []) {
      const role = of[answer]
      if (role) found.add(role)
    }
  // Who can say no, but not yes, keeps a gate; what they keep it with may be named already.
  const keeps = (['technical_evaluator', 'finance', 'legal', 'gatekeeper'] as const).some((r) => found.has(r))
  if (first(known, 'last_gate') === 'veto' && !keeps) found.add('gatekeeper')
  return found.size === 0 ? null : [...found].slice(0, 6)
}

/** Deeds weigh most; what somebody would gain from our winning only tips the scale, and alone says nothing. */
function stance(known: Known): number | null {
  if (first(known, 'spoke_for') === undefined && first(known, 'did') === undefined) return null
  const total = sum(
    points(known, {
      spoke_for: { us: 2, nobody: 0, rival: -2, against_us: -3 },
      did: { opened_doors: 2, small_help: 1, nothing: 0, blocked: -2 },
      if_we_win: { gains: 1, same: 0, loses: -1 },
    }),
  )
  return Math.max(-5, Math.min(5, total))
}

/** Two of three must be known; the third is taken to be like them. */
function influence(known: Known): number | null {
  const scores = {
    disagreement: { his_way: 4, listened: 2, overruled: 0 },
    reach: { above: 3, other_units: 2, own_unit: 1, nobody: 0 },
    moves: { budget: 3, people: 2, suggests: 1, nothing: 0 },
  }
  const got = points(known, scores)
  if (got.length < 2) return null
  const most = sum(
    Object.entries(scores)
      .filter(([question]) => first(known, question) !== undefined)
      .map(([, of]) => Math.max(...Object.values(of))),
  )
  return Math.round((sum(got) * 10) / most)
}

function politicalStatus(known: Known): PoliticalStatus | null {
  const got = points(known, {
    hears: { before: 2, meeting: 1, after: 0 },
    consulted: { often: 2, sometimes: 1, never: 0 },
    pushes_through: { yes: 2, with_help: 1, no: 0 },
  })
  if (got.length < 2) return null
  const average = sum(got) / got.length
  if (average > 1.5) return 'inner_circle'
  return average >= 0.6 ? 'power_structure' : 'outside'
}

const MODE_OF: Record<string, Record<string, ResponseMode>> = {
  sees_today: {
    could_be_better: 'growth',
    in_trouble: 'trouble',
    fine: 'even_keel',
    best_there_is: 'overconfident',
  },
  figures: { raised: 'growth', missed: 'trouble', unchanged: 'even_keel', boasts: 'overconfident' },
  pace: { asks_for_more: 'growth', presses: 'trouble', postpones: 'even_keel', lectures: 'overconfident' },
}

/** How they see today decides; only where two others agree against it do they win. How they hurry alone says nothing. */
function responseMode(known: Known): ResponseMode | null {
  const [own, ...others] = Object.entries(MODE_OF).map(([question, of]) => of[first(known, question) ?? ''])
  const [figures, pace] = others
  if (own === undefined) return figures ?? null
  return figures !== undefined && figures === pace ? figures : own
}

const LEVELS: readonly RelationshipLevel[] = [
  'vendor',
  'credible_source',
  'problem_solver',
  'trusted_advisor',
]

/** The average, rounded down: one thinks better of a relationship than the other side does. */
function relationship(known: Known): RelationshipLevel | null {
  const rank = (...options: string[]) => Object.fromEntries(options.map((option, i) => [option, i]))
  const got = points(known, {
    comes_for: rank('prices', 'facts', 'trouble', 'advice'),
    tells: rank('nothing', 'public', 'inside', 'own_plans'),
    meets: rank('hardly', 'by_appointment', 'one_call', 'any_time'),
  })
  return got.length < 2 ? null : (LEVELS[Math.floor(sum(got) / got.length)] as RelationshipLevel)
}

const text = (known: Known) =>
  Object.entries(known).some(([q, a]) => q !== HOW && a?.length) ? 'text' : null

const RULES: Record<ChainAttribute, (known: Known) => Proposal['value']> = {
  buying_roles: roles,
  stance,
  influence,
  political_status: politicalStatus,
  response_mode: responseMode,
  relationship,
  business_result: text,
  personal_win: text,
}
