import type { ColumnProfile, FileProfile } from './file-profile.rules.ts'
import {
  type ColumnMapping,
  canBeMade,
  proposeMapping,
  proposeTargets,
  type TargetScore,
} from './mapping.rules.ts'
import { matchReferences } from './matching.rules.ts'
import { daysInName, TODAY } from './organogram-day.rules.ts'
import { type Problem, problem } from './problems.rules.ts'
import { importOrder, type Target, type TargetField, targetFields } from './targets.rules.ts'
import { headerUnit, misspeltChoices } from './values.rules.ts'

/** Something the user answers once for the whole file. The answer is the `key` of one option. */
export type Question = {
  /** Stable for the same files: answers are kept under it. */
  id: string
  kind: 'target' | 'column' | 'dateOrder' | 'numberStyle' | 'unit' | 'reference' | 'choice' | 'day'
  file: string
  column: string | undefined
  field: string | undefined
  /** For reference and choice: the value asked about. */
  value: string | undefined
  /** `keep` leaves the value as it is; `skip` leaves the column out. */
  options: { key: string; params: Record<string, string | number> }[]
  /** What the evidence favours; undefined when nothing does. Never applied without an answer. */
  proposed: string | undefined
  /** How many rows the answer concerns, and the first of them. */
  rows: number
  firstRow: number | undefined
  problem: Problem
}

export type PlannedFile = {
  name: string
  target: Target | undefined
  targets: TargetScore[]
  mapping: ColumnMapping[]
  rows: number
  blankRows: number
  questions: Question[]
  problems: Problem[]
}

export type ImportPlan = { files: PlannedFile[]; order: string[] }

/** Names already stored, by what they are names of; and which day it is where the organisation works. */
export type KnownNames = Partial<Record<'accounts' | 'members' | 'products' | 'teams', readonly string[]>> & {
  today?: string
}
const LAST_DAY = '9999-12-31'

/** What the user has settled already, for planning again: targets and column → field ('' leaves it out), by file. */
export type Settled = { targets?: Record<string, Target>; fields?: Record<string, Record<number, string>> }

/**
 * Understands several files together, by their headers and values and never by their names: what each one is,
 * what its columns become, in which order to import them, and all that has to be asked first.
 */
export function planImport(
  profiles: readonly FileProfile[],
  known: KnownNames = {},
  settled: Settled = {},
): ImportPlan {
  const files = profiles.map((profile) => planFile(profile, known, settled))
  const names = poolOfNames(profiles, files, known)
  profiles.forEach((profile, i) => {
    const file = files[i] as PlannedFile
    if (file.target === undefined) return
    for (const mapping of file.mapping) {
      const field = targetFields[file.target].find((x) => x.key === mapping.field)
      if (field) askAboutColumn(file, profile.columns[mapping.index] as ColumnProfile, field, names)
    }
  })
  const place = (f: PlannedFile) => (f.target ? importOrder.indexOf(f.target) : importOrder.length)
  return { files, order: [...files].sort((a, b) => place(a) - place(b)).map((f) => f.name) }
}

function planFile(profile: FileProfile, known: KnownNames, settled: Settled): PlannedFile {
  const samples = profile.columns.map(({ column, samples }) => ({ column, samples }))
  const targets = proposeTargets(samples)
  const [best, second] = targets as [TargetScore, TargetScore]
  const fixed = settled.targets?.[profile.name]
  const target = fixed ?? (best.score >= 0.2 ? best.target : undefined)
  const file: PlannedFile = {
    name: profile.name,
    target,
    targets,
    mapping: target ? proposeMapping(samples, target) : [],
    rows: profile.rows,
    blankRows: profile.blankRows,
    questions: [],
    problems: [],
  }
  const ask = (q: Omit<Question, 'id' | 'file'>) => file.questions.push(question(profile.name, q))
  const close = second.score >= best.score - 0.05
  if (!fixed && (target === undefined || close)) {
    ask({
      ...blank('target'),
      options: targets
        .filter((t) => t.score > 0 || target === undefined)
        .map((t) => ({ key: t.target, params: { score: t.score } })),
      proposed: target,
      rows: profile.rows,
      problem: problem(target ? 'targetAmbiguous' : 'targetUnknown', 'question', {
        params: { file: profile.name },
      }),
    })
  }
  if (target === undefined) return file
  if (target === 'organogram') ask(askDay(profile, known.today ?? LAST_DAY))
  settleColumns(file, settled.fields?.[profile.name] ?? {})
  for (const m of file.mapping) {
    const column = profile.columns[m.index] as ColumnProfile
    if (m.ambiguous) {
      const candidates = [...(m.field ? [m.field] : []), ...m.alternatives.map((a) => a.field)]
      ask({
        ...blank('column'),
        column: m.column,
        value: String(m.index),
        options: [...candidates, 'skip'].map((key) => ({ key, params: {} })),
        proposed: m.field,
        rows: column.filled,
        problem: problem('columnAmbiguous', 'question', {
          column: m.column,
          params: { fields: candidates.join(', ') },
        }),
      })
    } else if (m.field === undefined && column.filled > 0) {
      file.problems.push(
        problem('columnUnmapped', 'warning', { column: m.column, params: { rows: column.filled } }),
      )
    }
  }
  const found = new Set(file.mapping.map((m) => m.field))
  for (const field of targetFields[target]) {
    if (field.required && !found.has(field.key) && !canBeMade(target, field.key)) {
      file.problems.push(problem('fieldMissing', 'error', { params: { field: field.key, target } }))
    }
  }
  return file
}

/** Of which day a chart is: a guess by the file's name, today, or any other day the user gives. */
function askDay(profile: FileProfile, today: string): Omit<Question, 'id' | 'file'> {
  const days = daysInName(profile.name, today)
  return {
    ...blank('day'),
    options: [...days, TODAY].map((key) => ({ key, params: {} })),
    proposed: days[0] ?? TODAY,
    rows: profile.rows,
    problem: problem('orgDay', 'question', { params: { file: profile.name, guess: days[0] ?? '' } }),
  }
}

function settleColumns(file: PlannedFile, fields: Record<number, string>): void {
  const taken = new Set(Object.values(fields))
  for (const m of file.mapping) {
    const answer = fields[m.index]
    if (answer !== undefined)
      Object.assign(m, {
        field: answer === '' || answer === 'skip' ? undefined : answer,
        ambiguous: false,
        alternatives: [],
      })
    // A field the user gave to one column is no longer ours to give to another.
    else if (m.field !== undefined && taken.has(m.field))
      Object.assign(m, { field: undefined, ambiguous: false })
  }
}

function blank(kind: Question['kind']) {
  return {
    kind,
    column: undefined,
    field: undefined,
    value: undefined,
    proposed: undefined,
    firstRow: undefined,
  } satisfies Partial<Question>
}

function question(file: string, q: Omit<Question, 'id' | 'file'>): Question {
  const id = [file, q.kind, q.column ?? '', q.field ?? '', q.value ?? ''].join('|')
  return { id, file, ...q }
}

/** The names a reference may mean: those stored, those the files bring, and for people also those named as manager. */
function poolOfNames(profiles: readonly FileProfile[], files: readonly PlannedFile[], known: KnownNames) {
  const pool = {
    accounts: new Set(known.accounts),
    members: new Set(known.members),
    products: new Set(known.products),
    teams: new Set(known.teams),
  }
  files.forEach((file, i) => {
    for (const { field, index } of file.mapping) {
      const values = profiles[i]?.columns[index]?.distinct.keys() ?? []
      const into = pool[file.target as keyof typeof pool]
      if (field === 'name' && into) for (const value of values) into.add(value)
      if (file.target === 'members' && field === 'supervisor')
        for (const value of values) pool.members.add(value)
      if (file.target === 'members' && field === 'team') for (const value of values) pool.teams.add(value)
    }
  })
  return pool
}

function askAboutColumn(
  file: PlannedFile,
  column: ColumnProfile,
  field: TargetField,
  names: ReturnType<typeof poolOfNames>,
): void {
  const ask = (q: Omit<Question, 'id' | 'file'>) => file.questions.push(question(file.name, q))
  const base = { column: column.column, field: field.key }
  if (field.kind === 'date') askDates(column, base, ask)
  if (field.kind === 'number' || field.kind === 'money') askNumbers(file, column, field, base, ask)
  if (field.kind === 'enum' && field.choices) {
    const counts = new Map([...column.distinct].map(([value, seen]) => [value, seen.count]))
    for (const { value, proposed } of misspeltChoices(counts, field.choices)) {
      ask(spelling('choice', 'enumNear', column, base, value, [proposed]))
    }
  }
  if (field.kind !== 'reference' || !field.refers) return
  const pool = names[field.refers]
  if (pool.size === 0) return
  for (const match of matchReferences(column.distinct.keys(), pool, field.refers === 'accounts')) {
    if (match.kind === 'exact') continue
    if (match.kind === 'none') {
      const seen = column.distinct.get(match.value) as { count: number; row: number }
      file.problems.push(
        problem('referenceNone', 'warning', {
          row: seen.row,
          column: column.column,
          value: match.value,
          params: { rows: seen.count },
        }),
      )
      continue
    }
    const code = ({ equal: 'referenceEqual', near: 'referenceNear', several: 'referenceSeveral' } as const)[
      match.kind
    ]
    ask(spelling('reference', code, column, base, match.value, match.candidates))
  }
}

type Ask = (q: Omit<Question, 'id' | 'file'>) => void
type Base = { column: string; field: string }

function spelling(
  kind: 'reference' | 'choice',
  code: Problem['code'],
  column: ColumnProfile,
  base: Base,
  value: string,
  candidates: string[],
) {
  const seen = column.distinct.get(value) as { count: number; row: number }
  return {
    ...blank(kind),
    ...base,
    value,
    options: [
      ...candidates.map((key) => ({ key: `=${key}`, params: { value: key } })),
      { key: 'keep', params: { value } },
    ],
    proposed: code === 'referenceSeveral' ? undefined : `=${candidates[0]}`,
    rows: seen.count,
    firstRow: seen.row,
    problem: problem(code, 'question', {
      row: seen.row,
      column: base.column,
      value,
      params: { proposed: candidates.join(' / '), rows: seen.count },
    }),
  }
}

function askDates(column: ColumnProfile, base: Base, ask: Ask): void {
  const { readings, decidedBy, order, dateLike } = column.dates
  if (readings.length === 0 || decidedBy === 'values') return
  const example = readings[0]?.examples[0]
  ask({
    ...blank('dateOrder'),
    ...base,
    options: readings.map((r) => ({
      key: r.order,
      params: {
        valid: r.valid,
        invalid: r.invalid,
        agree: r.agree,
        disagree: r.disagree,
        companion: r.companion ?? '',
        example: r.examples[0]?.value ?? '',
        iso: r.examples[0]?.iso ?? '',
      },
    })),
    proposed: order,
    rows: dateLike,
    firstRow: example ? column.distinct.get(example.value)?.row : undefined,
    problem: problem('dateOrder', 'question', {
      column: base.column,
      value: example?.value,
      params: {
        orders: readings.map((r) => r.order).join(' / '),
        days: readings
          .map((r) => r.examples.find((e) => e.value === example?.value)?.iso ?? '')
          .filter(Boolean)
          .join(' / '),
        companion: decidedBy === 'companion' ? (readings[0]?.companion ?? '') : '',
      },
    }),
  })
}

function askNumbers(
  file: PlannedFile,
  column: ColumnProfile,
  field: TargetField,
  base: Base,
  ask: Ask,
): void {
  const { numbers } = column
  if (numbers.numeric > 0 && numbers.style === undefined) {
    ask({
      ...blank('numberStyle'),
      ...base,
      options: [
        { key: 'point', params: { example: '1,234.56' } },
        { key: 'comma', params: { example: '1.234,56' } },
      ],
      rows: numbers.numeric,
      problem: problem('numberStyle', 'question', {
        column: base.column,
        value: numbers.open[0],
        params: { examples: numbers.open.join(' / ') },
      }),
    })
  }
  if (field.kind !== 'money' || numbers.numeric === 0) return
  if (numbers.currencies.length > 1) {
    // Never converted: each amount keeps its own currency.
    file.problems.push(
      problem('currencyMixed', 'warning', { column: base.column, value: numbers.currencies.join(', ') }),
    )
  }
  // Prices and deals are written in full; yearly revenue usually is not.
  if (!['revenue', 'budget'].includes(field.key) || headerUnit(base.column).scale !== undefined) return
  ask({
    ...blank('unit'),
    ...base,
    options: [1, 1e3, 1e4, 1e6, 1e8].map((scale) => ({ key: String(scale), params: { scale } })),
    proposed: '1',
    rows: numbers.numeric,
    problem: problem('unitUnknown', 'question', {
      column: base.column,
      value: column.samples[0],
      params: { rows: numbers.numeric },
    }),
  })
}
