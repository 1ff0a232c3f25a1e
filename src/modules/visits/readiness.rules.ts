import type { Readiness, ReadinessItem, ReadinessKey } from './visits.contract.ts'

/** What is known before a visit. What a reader may not see is `null`, and then counts neither for nor against. */
export interface ReadinessFacts {
  objectives: readonly { kind: string; text: string; best: string; acceptable: string; minimum: string }[]
  /** `dossier`: how many fields of the personal analysis are known; null where the reader may not see it. */
  people: readonly { name: string; dossier: number | null }[]
  /** Which of the three we know: the industry, how business goes, how the organisation is built. */
  account: { industry: boolean; business: boolean; organisation: boolean }
  proofs: readonly { title: string; validUntil: string | null }[]
  openingLine: string
  ownItems: readonly { text: string; done: boolean }[]
  /** The reader's own mental preparation; null for anybody else: it is private. */
  unknowns: readonly { text: string; question: string; fallback: string; answer: string }[] | null
  /** Role and stance in the decision chain, per person; null where nobody looked. */
  chain: readonly { name: string; role: boolean; stance: boolean }[] | null
  /** Questions planned for this visit; null where nobody looked. */
  questions: number | null
  /** The day of the visit: a proof must still hold then. */
  day: string
}

/** Four fields of a dossier are enough to be met with; the rest is learnt at the table. */
const DOSSIER_ENOUGH = 4
/** Three questions carry a conversation. */
const QUESTIONS_ENOUGH = 3

/**
 * How ready a visit is, item by item: what counts, what is missing, where to do it. Items that do not apply (nobody's
 * own items, another reader's unknowns) are left out, so they cost nothing.
 */
export function readinessOf(facts: ReadinessFacts): Readiness {
  const items: ReadinessItem[] = []
  const add = (
    key: ReadinessKey,
    weight: number,
    where: ReadinessItem['where'],
    parts: readonly { done: boolean; missing: string }[],
  ) => {
    const done = parts.filter((p) => p.done).length
    items.push({
      key,
      weight,
      where,
      done,
      total: parts.length,
      share: parts.length === 0 ? 0 : done / parts.length,
      missing: parts.filter((p) => !p.done && p.missing !== '').map((p) => p.missing),
    })
  }

  add('objective', 3, 'prepare', facts.objectives.length === 0 ? [NOTHING] : facts.objectives.map(said))
  const sought = facts.objectives.filter((o) => o.kind !== 'research')
  if (facts.objectives.length === 0 || sought.length > 0)
    add(
      'commitment',
      3,
      'prepare',
      sought.length === 0 ? [NOTHING, NOTHING, NOTHING] : sought.flatMap(levels),
    )
  add('people', 2, 'prepare', facts.people.length === 0 ? [NOTHING] : [{ done: true, missing: '' }])
  add('account', 1, 'account', [
    { done: facts.account.industry, missing: 'industry' },
    { done: facts.account.business, missing: 'business' },
    { done: facts.account.organisation, missing: 'organisation' },
  ])
  const analysed = facts.people.filter((p) => p.dossier !== null)
  if (analysed.length > 0)
    add(
      'dossier',
      2,
      'people',
      analysed.map((p) => ({ done: (p.dossier ?? 0) >= DOSSIER_ENOUGH, missing: p.name })),
    )
  if (facts.chain && facts.chain.length > 0)
    add(
      'chain',
      2,
      'people',
      facts.chain.flatMap((p) => [
        { done: p.role, missing: p.role ? '' : p.name },
        { done: p.stance, missing: p.stance || !p.role ? '' : p.name },
      ]),
    )
  add(
    'proof',
    1,
    'prepare',
    facts.proofs.length === 0 ? [NOTHING] : facts.proofs.map((p) => holds(p, facts.day)),
  )
  if (facts.questions !== null)
    add(
      'questions',
      1,
      'discover',
      Array.from({ length: QUESTIONS_ENOUGH }, (_, n) => ({ done: n < facts.questions!, missing: '' })),
    )
  add('opening', 1, 'open', [{ done: facts.openingLine.trim() !== '', missing: '' }])
  if (facts.ownItems.length > 0)
    add(
      'own_items',
      1,
      'prepare',
      facts.ownItems.map((i) => ({ done: i.done, missing: i.text })),
    )
  if (facts.unknowns && facts.unknowns.length > 0)
    add(
      'unknowns',
      1,
      'prepare',
      facts.unknowns.map((u) => ({ done: isFaced(u), missing: u.text })),
    )

  const weight = items.reduce((sum, i) => sum + i.weight, 0)
  const earned = items.reduce((sum, i) => sum + i.weight * i.share, 0)
  // Rounded down: 100 % is said only when nothing is missing.
  return { percent: weight === 0 ? 0 : Math.floor((earned / weight) * 100 + 1e-9), items }
}

/** An unknown has lost its fear once it is a question, has a fallback, or is answered. */
export function isFaced(unknown: { question: string; fallback: string; answer: string }): boolean {
  return [unknown.question, unknown.fallback, unknown.answer].some((s) => s.trim() !== '')
}

const NOTHING = { done: false, missing: '' }

function said(objective: { kind: string; text: string }) {
  // A kind of ours says something by itself; "custom" needs words.
  return { done: objective.kind !== 'custom' || objective.text.trim() !== '', missing: '' }
}

function levels(objective: { text: string; best: string; acceptable: string; minimum: string }) {
  return [objective.best, objective.acceptable, objective.minimum].map((level) => ({
    done: level.trim() !== '',
    missing: objective.text,
  }))
}

function holds(proof: { title: string; validUntil: string | null }, day: string) {
  return { done: proof.validUntil === null || proof.validUntil >= day, missing: proof.title }
}
