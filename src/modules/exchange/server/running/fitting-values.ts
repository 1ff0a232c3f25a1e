import type { Reading, Value } from '../../interpret.rules.ts'
import { type Problem, problem } from '../../problems.rules.ts'

/** The most characters a text field holds; others hold 200. */
const LONGEST: Record<string, number> = {
  note: 4000,
  description: 4000,
  problem: 4000,
  shortName: 60,
  creditCode: 30,
  industry: 80,
  region: 120,
  address: 1000,
  externalId: 100,
  school: 120,
}
const MOST_MONEY = 1e13
const RANGES: Record<string, [number, number]> = {
  employees: [0, 10_000_000],
  yearEstablished: [1000, 2200],
}
/** Fields that may have several lines. */
const PARAGRAPHS = new Set(['note', 'description', 'problem', 'address'])

/**
 * Brings values into the bounds the records have, in place. Signs that cannot be seen are taken out of one-line texts and
 * said; what is too long or out of range is an error: nothing is cut.
 */
export function fittingValues(reading: Reading, row: number, values: Record<string, Value>): Problem[] {
  const problems: Problem[] = []
  for (const { field, column } of reading.fields) {
    const value = values[field.key]
    if (value === undefined) continue
    if (typeof value === 'string') {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the point
      const unseen = PARAGRAPHS.has(field.key) ? /[\u0000-\u0008\u000b-\u001f]/g : /[\u0000-\u001f]/g
      if (unseen.test(value)) {
        const clean = value
          .replace(/[\t\r\n]+/g, PARAGRAPHS.has(field.key) ? '\n' : ' ')
          .replace(unseen, '')
          .trim()
        problems.push(problem('controlRemoved', 'warning', { row, column, value }))
        if (clean === '') delete values[field.key]
        else values[field.key] = clean
        if (clean === '' && field.required)
          problems.push(problem('required', 'error', { row, column, params: { field: field.key } }))
      }
      const most = LONGEST[field.key] ?? 200
      if (value.length > most)
        problems.push(
          problem('cellTooLong', 'error', {
            row,
            column,
            value,
            params: { length: value.length, limit: most },
          }),
        )
      continue
    }
    const number = typeof value === 'number' ? value : 'amount' in value ? value.amount : undefined
    if (number === undefined) continue
    const [least, most] = typeof value === 'number' ? (RANGES[field.key] ?? [0, MOST_MONEY]) : [0, MOST_MONEY]
    if (number < least || number > most) {
      problems.push(
        problem('numberOutOfRange', 'warning', {
          row,
          column,
          value: String(number),
          params: { least, most },
        }),
      )
      delete values[field.key]
    } else if (typeof value === 'number') values[field.key] = Math.round(number)
    else values[field.key] = { ...value, amount: Math.round(number * 100) / 100 }
  }
  return problems
}
