import { type DateOrder, dayInPeriod, type Period, parseDate, parsePeriod } from './dates.rules.ts'
import type { FileProfile } from './file-profile.rules.ts'
import type { PlannedFile, Question } from './import-plan.rules.ts'
import { type Problem, problem } from './problems.rules.ts'
import { rememberedDay } from './remembered-day.rules.ts'
import { type Target, type TargetField, targetFields } from './targets.rules.ts'
import { headerUnit, matchChoice, type NumberStyle, parseName, parseNumber } from './values.rules.ts'

/** An amount in full (never in thousands or 万); the currency is undefined where the file names none. */
export type Money = { amount: number; currency: string | undefined }
export type Value = string | number | Money | Period

type FieldPlan = {
  field: TargetField
  index: number
  column: string
  dateOrder: DateOrder | undefined
  numberStyle: NumberStyle | undefined
  scale: number
  currency: string | undefined
  replace: ReadonlyMap<string, string>
}

/** How the rows of one file are read: the plan with the user's answers put in. */
export type Reading = { file: string; target: Target; fields: FieldPlan[]; unanswered: Question[] }

/**
 * Puts the user's answers (question id → option key) into a planned file whose target and columns are settled.
 * A question without an answer changes nothing: its values are reported row by row, or kept as they are.
 */
export function readingOf(
  file: PlannedFile,
  header: readonly string[],
  answers: Readonly<Record<string, string>>,
  proven: (index: number) => { dateOrder?: DateOrder; numberStyle?: NumberStyle },
): Reading {
  if (!file.target) throw new Error(`the target of ${file.name} is not settled`)
  const fields = file.mapping.flatMap((m): FieldPlan[] => {
    const field = targetFields[file.target as Target].find((x) => x.key === m.field)
    if (!field) return []
    const asked = file.questions.filter((q) => q.field === field.key)
    const answer = (kind: Question['kind']) => {
      const q = asked.find((x) => x.kind === kind)
      const key = q && answers[q.id]
      return q?.options.some((o) => o.key === key) ? key : undefined
    }
    const replace = new Map<string, string>()
    for (const q of asked) {
      const key = answers[q.id]
      if (q.value !== undefined && key?.startsWith('=') && q.options.some((o) => o.key === key))
        replace.set(q.value, key.slice(1))
    }
    const unit = headerUnit(header[m.index] ?? '')
    return [
      {
        field,
        index: m.index,
        column: m.column,
        dateOrder: (answer('dateOrder') as DateOrder | undefined) ?? proven(m.index).dateOrder,
        numberStyle: (answer('numberStyle') as NumberStyle | undefined) ?? proven(m.index).numberStyle,
        scale: Number(answer('unit') ?? unit.scale ?? 1),
        currency: unit.currency,
        replace,
      },
    ]
  })
  return {
    file: file.name,
    target: file.target,
    fields,
    unanswered: file.questions.filter((q) => answers[q.id] === undefined),
  }
}

/** What a profile's values prove about each column by themselves; what they only suggest stays a question. */
export function provenBy(
  profile: FileProfile,
): (index: number) => { dateOrder?: DateOrder; numberStyle?: NumberStyle } {
  return (index) => {
    const column = profile.columns[index]
    if (!column) return {}
    const { decidedBy, order } = column.dates
    return { dateOrder: decidedBy === 'values' ? order : undefined, numberStyle: column.numbers.style }
  }
}

/**
 * Reads one row. Values that cannot be read are left out and reported; `value` of the problem holds the original.
 * A row with a problem of severity error should not be imported; it should be counted as skipped.
 */
export function interpretRow(
  reading: Reading,
  row: number,
  cells: readonly string[],
): { values: Record<string, Value>; problems: Problem[] } {
  const values: Record<string, Value> = {}
  const problems: Problem[] = []
  for (const plan of reading.fields) {
    const text = parseName(cells[plan.index] ?? '')
    const where = { row, column: plan.column }
    if (text === '') {
      if (plan.field.required)
        problems.push(problem('required', 'error', { ...where, params: { field: plan.field.key } }))
      continue
    }
    const found = readValue(plan, plan.replace.get(text) ?? text)
    if ('value' in found) values[plan.field.key] = found.value
    if ('code' in found) {
      // What is optional and unreadable costs the value, what is required costs the row.
      const severity = plan.field.required ? 'error' : 'warning'
      problems.push(
        problem(found.code, severity, {
          ...where,
          // Who reads a report need not be among those who may know somebody's birthday.
          ...(plan.field.key !== 'birthday' && { value: text }),
          params: { field: plan.field.key },
        }),
      )
    }
  }
  if (reading.target === 'projects') {
    if (values.account === undefined) problems.push(problem('projectWithoutAccount', 'warning', { row }))
    agreeWithPeriod(reading, values, row, problems)
  }
  return { values, problems }
}

type Found = { value: Value } | { code: Problem['code'] } | { value: Value; code: Problem['code'] }

function readValue(plan: FieldPlan, text: string): Found {
  switch (plan.field.kind) {
    case 'text':
    case 'reference':
      return { value: text }
    case 'period': {
      const period = parsePeriod(text)
      return period ? { value: period } : { code: 'notAPeriod' }
    }
    case 'date': {
      // A birthday is also remembered without its year, or by the moon; it is kept as it is written.
      const birthday = plan.field.key === 'birthday' ? rememberedDay(text) : null
      if (birthday && (birthday.calendar === 'lunar' || birthday.year === null || birthday.day === null))
        return { value: text }
      const date = parseDate(text, plan.dateOrder)
      if ('iso' in date) return { value: date.iso }
      if (date.wrong === 'shape') return { code: 'notADate' }
      // Several days are possible and nobody has said which: that is not the row's fault.
      return { code: plan.dateOrder === undefined ? 'dateOrder' : 'dateImpossible' }
    }
    case 'number':
    case 'money': {
      const number = parseNumber(text, plan.numberStyle)
      if (number === 'wrong') return { code: 'notANumber' }
      if (number === 'ambiguous') return { code: 'numberAmbiguous' }
      if (plan.field.kind === 'number') return { value: number.value }
      const amount = plan.scale === 1 ? number.value : Number((number.value * plan.scale).toPrecision(15))
      return { value: { amount, currency: number.currency ?? plan.currency } }
    }
    case 'enum': {
      const match = matchChoice(text, plan.field.choices ?? {})
      if (match.kind === 'exact') return { value: plan.field.kept?.includes(match.key) ? text : match.key }
      if (plan.field.open) return { value: text }
      return { code: 'enumUnknown' }
    }
  }
}

function agreeWithPeriod(
  reading: Reading,
  values: Record<string, Value>,
  row: number,
  problems: Problem[],
): void {
  for (const [day, period] of [
    ['openedOn', 'openedPeriod'],
    ['closedOn', 'closedPeriod'],
  ] as const) {
    const iso = values[day]
    const stretch = values[period]
    if (typeof iso !== 'string' || typeof stretch !== 'object' || !('year' in stretch)) continue
    if (dayInPeriod(iso, stretch)) continue
    const column = reading.fields.find((f) => f.field.key === day)?.column
    problems.push(problem('dateDisagrees', 'warning', { row, column, value: iso }))
  }
}
