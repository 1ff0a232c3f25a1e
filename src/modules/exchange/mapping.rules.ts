import { distance } from 'fastest-levenshtein'
import { dateReadings, parsePeriod } from './dates.rules.ts'
import { plainName, tolerance } from './matching.rules.ts'
import { type Target, type TargetField, targetFields, targets } from './targets.rules.ts'
import { matchChoice, numberReadings } from './values.rules.ts'

/** Why a column is proposed for a field. */
export type Reason = 'header' | 'headerPart' | 'headerNear' | 'values' | 'valuesAgainst'

export type FieldScore = { field: string; score: number; why: Reason[] }

export type ColumnMapping = {
  /** Position in the file, 0-based, and the header's name there. */
  index: number
  column: string
  /** The field proposed; undefined: none fits, the column is kept out unless the user maps it. */
  field: string | undefined
  /** 0–1. */
  score: number
  why: Reason[]
  /** Close seconds: with any here the mapping is a question. */
  alternatives: FieldScore[]
  ambiguous: boolean
}

export type TargetScore = { target: Target; score: number; missing: string[]; mapped: number }
export type ColumnSample = { column: string; samples: readonly string[] }

/** A score under this is no proposal. */
const ENOUGH = 0.45
/** Two fields this close are for the user to choose between. */
const CLOSE = 0.08

/** How well a header and sample values suit a field: 1 is a known name with fitting values. */
export function scoreField(column: ColumnSample, field: TargetField): FieldScore {
  const header = plainName(column.column)
  const why: Reason[] = []
  let score = 0
  // Earlier synonyms are the plainer ones; a later one must not beat them on another field.
  field.synonyms.forEach((synonym, i) => {
    const name = plainName(synonym)
    let s = 0
    let reason: Reason = 'header'
    if (header === name) s = 0.95 - i * 0.002
    else if (
      name.length >= 2 &&
      header.length > name.length &&
      header.includes(name) &&
      isWordIn(column.column, synonym)
    ) {
      s = 0.5 + 0.25 * (name.length / header.length)
      reason = 'headerPart'
    } else if (
      tolerance(name.length) > 0 &&
      Math.abs(header.length - name.length) <= 2 &&
      distance(header, name) <= tolerance(name.length)
    ) {
      s = 0.7
      reason = 'headerNear'
    }
    if (s > score) {
      score = s
      why[0] = reason
    }
  })
  if (plainName(field.key) === header && score < 0.95) {
    score = 0.95
    why[0] = 'header'
  }
  const fit = fits(column.samples, field)
  if (fit !== undefined && score > 0) {
    if (fit >= 0.8) {
      score += 0.05
      why.push('values')
    } else if (fit < 0.3) {
      score -= 0.35
      why.push('valuesAgainst')
    }
  } else if (fit !== undefined && fit >= 0.8 && telling(field)) {
    score = 0.48
    why.push('values')
  }
  return { field: field.key, score: Math.max(0, Math.round(score * 1000) / 1000), why }
}

/** Latin synonyms must stand as words ("unit" is not in "community"); Chinese has no such borders. */
function isWordIn(header: string, synonym: string): boolean {
  if (/\p{Script=Han}/u.test(synonym)) return true
  const words = (text: string) =>
    ` ${text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  return words(header).includes(words(synonym))
}

/** Kinds whose values alone give them away. */
function telling(field: TargetField): boolean {
  return (
    ['email', 'mobile', 'creditCode'].includes(field.key) || (field.kind === 'enum' && field.key === 'stage')
  )
}

/** The share of the samples that can be values of this field; undefined when any text can. */
function fits(samples: readonly string[], field: TargetField): number | undefined {
  const filled = samples.filter((s) => s.trim() !== '')
  if (filled.length === 0) return undefined
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length
  if (field.key === 'email') return share((v) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(v.trim()))
  if (field.key === 'mobile')
    return share((v) => /^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/.test(v.trim()))
  if (field.key === 'creditCode') return share((v) => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(v.trim()))
  if (field.kind === 'date') return share((v) => dateReadings(v).shape)
  if (field.kind === 'period') return share((v) => parsePeriod(v) !== undefined)
  if (field.kind === 'number' || field.kind === 'money') return share((v) => numberReadings(v).length > 0)
  if (field.kind === 'enum' && field.choices && !field.open) {
    const choices = field.choices
    return share((v) => matchChoice(v, choices).kind !== 'none')
  }
  if (field.kind === 'reference')
    return 1 - share((v) => numberReadings(v).length > 0 || dateReadings(v).shape)
  return undefined
}

/**
 * Proposes, for each column, the field it becomes. Each field is given once, to the column it suits best; a
 * column whose best two fields are close, or whose field another column wanted as much, is ambiguous: ask.
 */
export function proposeMapping(columns: readonly ColumnSample[], target: Target): ColumnMapping[] {
  const scores = columns.map((column) =>
    targetFields[target]
      .map((field) => scoreField(column, field))
      .filter((s) => s.score >= ENOUGH)
      .sort((a, b) => b.score - a.score),
  )
  const pairs = scores
    .flatMap((list, index) => list.map((s) => ({ index, ...s })))
    .sort((a, b) => b.score - a.score || a.index - b.index)
  const byColumn = new Map<number, FieldScore>()
  const byField = new Map<string, number>()
  for (const { index, ...score } of pairs) {
    if (byColumn.has(index) || byField.has(score.field)) continue
    byColumn.set(index, score)
    byField.set(score.field, index)
  }
  return columns.map(({ column }, index) => {
    const taken = byColumn.get(index)
    const wanted = scores[index] ?? []
    const alternatives = wanted.filter(
      (s) => s.field !== taken?.field && (!taken || s.score >= taken.score - CLOSE),
    )
    const rival =
      taken !== undefined &&
      pairs.some((p) => p.index !== index && p.field === taken.field && p.score >= taken.score - 0.001)
    // Also when the values speak against a header that would otherwise be certain.
    const weak = taken !== undefined && (taken.score < 0.6 || taken.why.includes('valuesAgainst'))
    return {
      index,
      column,
      field: taken?.field,
      score: taken?.score ?? 0,
      why: taken?.why ?? [],
      alternatives,
      ambiguous:
        rival ||
        weak ||
        (alternatives.length > 0 && taken !== undefined) ||
        (taken === undefined && wanted.length > 0),
    }
  })
}

/**
 * What a file is about, best first: judged by how many of its columns a target explains and by its required
 * fields. Several with nearly the same score are for the user to choose between.
 */
export function proposeTargets(columns: readonly ColumnSample[]): TargetScore[] {
  return targets
    .map((target) => {
      const mapping = proposeMapping(columns, target).filter((m) => m.field)
      const found = new Set(mapping.map((m) => m.field))
      const missing = targetFields[target]
        .filter((x) => x.required && !found.has(x.key) && !canBeMade(target, x.key))
        .map((x) => x.key)
      const strength = mapping.reduce((sum, m) => sum + m.score, 0) / Math.max(1, columns.length)
      // A target's own field, named first among its synonyms, says more than one that every list has.
      const own =
        mapping.filter((m) => distinct(target, m.field as string)).length / Math.max(1, columns.length)
      const score = Math.max(0, strength * 0.7 + own * 0.3 - missing.length * 0.4)
      return { target, score: Math.round(score * 1000) / 1000, missing, mapped: mapping.length }
    })
    .sort((a, b) => b.score - a.score)
}

/** A project without a name of its own is named after its customer and product. */
export function canBeMade(target: Target, field: string): boolean {
  return target === 'projects' && field === 'name'
}

const everywhere = new Set([
  'name',
  'note',
  'phone',
  'email',
  'owner',
  'account',
  'region',
  'externalId',
  'unit',
  'title',
  'role',
])
function distinct(_target: Target, field: string): boolean {
  return !everywhere.has(field)
}
