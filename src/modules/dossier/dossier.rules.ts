import type { UnknownCode } from './dossier.contract.ts'

/** What is known of a customer, counted; nothing of what it says. */
export interface DossierFacts {
  industry: boolean
  industryNote: boolean
  businessNote: boolean
  ownership: boolean
  creditCode: boolean
  /** Employees or revenue. */
  size: boolean
  region: boolean
  owner: boolean
  nextStep: boolean
  nextStepOn: string | null
  lifecycle: string
  units: number
  /** Departments whose part in a purchase is known. */
  stands: number
  /** Posts held by somebody we do not know. */
  unknownHolders: number
  people: number
  openProjects: number
  projectsWithoutDecider: number
  visitPlanned: boolean
}

export interface Unknown {
  code: UnknownCode
  /** How many, where it can be counted. */
  count: number | null
  /** 1…10, the urgent ones high. */
  weight: number
}

/**
 * How much each gap costs us. Nobody decides, nobody is known, nobody goes there: these lose deals. A missing credit code
 * only delays a contract.
 */
const WEIGHT: Readonly<Record<UnknownCode, number>> = {
  owner: 10,
  decider: 10,
  people: 9,
  visit: 9,
  next_step: 8,
  next_step_passed: 8,
  project: 7,
  post_holders: 6,
  business_note: 5,
  departments: 5,
  stands: 4,
  industry: 3,
  industry_note: 3,
  ownership: 2,
  size: 2,
  region: 1,
  credit_code: 1,
}

/** What we do not know yet about a customer, the most urgent first. `today` is `YYYY-MM-DD`. */
export function unknownsOf(facts: DossierFacts, today: string): Unknown[] {
  const lost = facts.lifecycle === 'lost'
  const found: [UnknownCode, boolean, number?][] = [
    ['owner', !facts.owner],
    ['decider', facts.projectsWithoutDecider > 0, facts.projectsWithoutDecider],
    ['people', facts.people === 0],
    ['visit', !facts.visitPlanned && !lost],
    ['next_step', !facts.nextStep && !lost],
    ['next_step_passed', facts.nextStep && facts.nextStepOn !== null && facts.nextStepOn < today],
    ['project', facts.openProjects === 0 && !lost],
    ['post_holders', facts.unknownHolders > 0, facts.unknownHolders],
    ['business_note', !facts.businessNote],
    ['departments', facts.units === 0],
    ['stands', facts.units > 0 && facts.stands === 0],
    ['industry', !facts.industry],
    ['industry_note', !facts.industryNote],
    ['ownership', !facts.ownership],
    ['size', !facts.size],
    ['region', !facts.region],
    ['credit_code', !facts.creditCode],
  ]
  return found
    .filter(([, unknown]) => unknown)
    .map(([code, , count]) => ({ code, count: count ?? null, weight: WEIGHT[code] }))
    .sort((a, b) => b.weight - a.weight)
}

/** How much of a dossier is there, 0…1: by weight, so that knowing the decider counts for more than a credit code. */
export function knownShare(unknowns: readonly Unknown[]): number {
  // These two exclude each other, as do departments and their stands: one of each pair can be open at a time.
  const { next_step_passed: _, stands: __, ...most } = WEIGHT
  const whole = Object.values(most).reduce((sum, weight) => sum + weight, 0)
  const open = unknowns.reduce((sum, { weight }) => sum + weight, 0)
  return Math.max(0, 1 - open / whole)
}

/** The kind of visit objective that finds an unknown out; null where we decide it ourselves, without asking anybody. */
export function objectiveFor(code: UnknownCode): 'research' | 'maintain' | 'progress' | null {
  if (code === 'owner' || code === 'visit' || code === 'credit_code') return null
  if (code === 'next_step' || code === 'next_step_passed') return 'progress'
  if (code === 'people' || code === 'post_holders' || code === 'stands' || code === 'decider')
    return 'maintain'
  return 'research'
}

/** A row of the timeline as the rules need it. */
export interface Happening {
  kind: string
  at: string
  actor: { id: string } | null
  subject: { id: string }
  data: Record<string, unknown>
  /** How many rows of the log it already stands for. */
  times: number
}

/** Saves of one record this far apart are still one go. */
export const ONE_GO_MINUTES = 10

/**
 * Puts together what one person did to one thing in one go: a form that saves as it is typed writes many small changes,
 * which are one to the reader. Going to and fro between two forms does not part them; somebody else's hand on the record does.
 * The log itself keeps every row.
 * @param rows newest first
 * @param most how many lines are wanted; rows that would begin one more are left
 * @returns the lines, each the newest row of its run with what all of it changed; and how many rows they were made of
 */
export function foldHappenings<T extends Happening>(
  rows: readonly T[],
  most = Number.POSITIVE_INFINITY,
): { lines: T[]; used: number } {
  const runs: { first: T; last: T; all: T[] }[] = []
  let used = 0
  for (const row of rows) {
    const run = runOf(row, runs)
    if (run) {
      run.all.push(row)
      run.last = row
    } else if (runs.length >= most) break
    else runs.push({ first: row, last: row, all: [row] })
    used += 1
  }
  const lines = runs.map(({ first, all }) =>
    all.length === 1
      ? first
      : { ...first, times: all.reduce((sum, { times }) => sum + times, 0), data: changedBy(all) },
  )
  return { lines, used }
}

function runOf<T extends Happening>(row: T, runs: { first: T; last: T; all: T[] }[]) {
  const touched = runs.filter(({ first }) => first.subject.id === row.subject.id)
  const other = touched.findLastIndex(({ first }) => first.actor?.id !== row.actor?.id)
  return touched
    .slice(other + 1)
    .find(
      ({ first, last }) =>
        first.kind === row.kind && Date.parse(last.at) - Date.parse(row.at) <= ONE_GO_MINUTES * 60_000,
    )
}

/** What a run changed as a whole: every field, and for values that are told, from the first to the last. */
function changedBy(rows: readonly Happening[]): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const row of rows.toReversed())
    for (const [key, value] of Object.entries(row.data)) data[key] = joined(data[key], value)
  return data
}

function joined(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...new Set([...before, ...value])]
  return isStep(before) && isStep(value) ? { from: before.from, to: value.to } : value
}

function isStep(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value
}
