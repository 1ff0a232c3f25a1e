import type { ProposedKind, TieReason } from './tie-proposals.contract.ts'

/** What one dossier says that another says too. Years are null where they are not known. */
export interface SharedFact {
  /** The value's own words: a place, a school, an employer. */
  words: string
  /** For a hometown: the comparable city and county. */
  city?: string | null
  county?: string | null
  from?: number | null
  to?: number | null
  /** The line of a career, whose years stand in its words. */
  line?: string
}

export interface Likeness {
  strength: number
  reason: TieReason
}

/** Years one is expected to stay where only the first or the last is known. */
const SCHOOL_YEARS = 4

/**
 * What binds two people whose dossiers share a fact, and how much such people usually have to do with each other:
 * a shared county binds more than a shared city; years together more than the same school at other times; unknown years least.
 */
export function likeness(kind: ProposedKind, one: SharedFact, other: SharedFact): Likeness {
  if (kind === 'townsman') {
    const near = Boolean(one.county) && one.county === other.county
    return { strength: near ? 3 : 2, reason: { kind, near, place: one.words, other: other.words } }
  }
  if (kind === 'schoolmate') {
    const years = together(schoolYears(one), schoolYears(other))
    const strength = { together: 4, apart: 2, unknown: 1 }[years.years]
    return { strength, reason: { kind, school: one.words, ...years } }
  }
  const years = together(span(one), span(other))
  const strength = { together: 4, apart: 1, unknown: 2 }[years.years]
  return { strength, reason: { kind, employer: one.words, ...years } }
}

interface Span {
  from: number
  /** Infinite where it lasts. */
  to: number
}

function schoolYears({ from, to }: SharedFact): Span | null {
  if (from != null && to != null) return { from, to }
  if (from != null) return { from, to: from + SCHOOL_YEARS }
  if (to != null) return { from: to - SCHOOL_YEARS, to }
  return null
}

/** The years of an employment, or those a line of a career names: the first and the last of them. */
function span(fact: SharedFact): Span | null {
  if (fact.line !== undefined) return yearsIn(fact.line)
  // An employment whose beginning nobody knows overlaps with nothing for certain.
  return fact.from == null ? null : { from: fact.from, to: fact.to ?? Number.POSITIVE_INFINITY }
}

/** 2008—2013, 08年 is not guessed at; one year alone is that year; 至今 lasts. */
export function yearsIn(line: string): Span | null {
  const years = [...line.matchAll(/(?<!\d)(19[4-9]\d|20\d\d)(?!\d)/g)].map((hit) => Number(hit[1]))
  const first = years[0]
  if (first === undefined) return null
  const lasts = /至今|到现在|present|till now|to date/i.test(line)
  return { from: first, to: lasts ? Number.POSITIVE_INFINITY : (years[1] ?? first) }
}

interface SharedYears {
  years: 'together' | 'apart' | 'unknown'
  from: number | null
  to: number | null
}

function together(one: Span | null, other: Span | null): SharedYears {
  if (!one || !other) return { years: 'unknown', from: null, to: null }
  const from = Math.max(one.from, other.from)
  const to = Math.min(one.to, other.to)
  // One leaves in the year the other comes: they missed each other.
  const missed = from === to && one.from < one.to && other.from < other.to
  if (from > to || missed) return { years: 'apart', from: null, to: null }
  return { years: 'together', from, to: Number.isFinite(to) ? to : null }
}

/** The pair as it is kept: lower id first. */
export function pairOf(one: string, other: string): { lowId: string; highId: string } {
  return one < other ? { lowId: one, highId: other } : { lowId: other, highId: one }
}
