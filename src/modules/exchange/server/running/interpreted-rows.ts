import { interpretRow, type Value } from '../../interpret.rules.ts'
import { problem } from '../../problems.rules.ts'
import { openTable } from '../reading/open-table.ts'
import { cellText } from '../reading/table.ts'
import { fittingValues } from './fitting-values.ts'
import type { ImportSource, Running } from './import-context.ts'

export interface InterpretedRow {
  row: number
  values: Record<string, Value>
  /** The texts as they stand in the file. */
  texts: string[]
}

const AT_ONCE = 1_000

/**
 * The rows of a file in batches of at most 1,000, interpreted; what is wrong with them is reported, and rows with an error
 * are counted as skipped and left out. Reads as fast as the batches are taken.
 * @param skipped told the number of rows left out of each batch
 */
export async function* interpretedRows(
  run: Running,
  source: ImportSource,
  skipped: (rows: number) => void,
): AsyncGenerator<InterpretedRow[]> {
  const table = await openTable(source.path, { name: source.name, ...source.open, signal: run.signal })
  let batch: InterpretedRow[] = []
  let left = 0
  let seen = 0
  for await (const { row, cells, blank, problems } of table.rows()) {
    for (const one of problems) run.problems.add(source.name, one)
    if (blank) continue
    seen += 1
    run.tally.rowRead(source.reading.target)
    const texts = cells.map(cellText)
    const read = interpretRow(source.reading, row, texts)
    const found = [...read.problems, ...fittingValues(source.reading, row, read.values)]
    for (const one of found) run.problems.add(source.name, one)
    if (problems.some((p) => p.severity === 'error') || found.some((p) => p.severity === 'error')) left += 1
    else batch.push({ row, values: read.values, texts })
    if (batch.length + left >= AT_ONCE) {
      skipped(left)
      yield batch
      await run.step(source.name, seen)
      batch = []
      left = 0
      seen = 0
    }
  }
  skipped(left)
  yield batch
  await run.step(source.name, seen)
}

/** A value of text, or undefined. */
export function textOf(values: Record<string, Value>, field: string): string | undefined {
  const value = values[field]
  return typeof value === 'string' ? value : undefined
}

/** An amount with its currency, or undefined. */
export function moneyOf(values: Record<string, Value>, field: string) {
  const value = values[field]
  return typeof value === 'object' && 'amount' in value ? value : undefined
}

export function numberOf(values: Record<string, Value>, field: string): number | undefined {
  const value = values[field]
  return typeof value === 'number' ? value : undefined
}

/** Columns whose values have no place of their own here: kept as lines "header: value" where a note can hold them. */
export function asLines(
  source: ImportSource,
  values: Record<string, Value>,
  fields: readonly string[],
): string {
  return fields
    .flatMap((field) => {
      const value = textOf(values, field)
      const column = source.reading.fields.find((f) => f.field.key === field)?.column
      return value === undefined ? [] : [`${column ?? field}: ${value}`]
    })
    .join('\n')
}

/** Says once per column what has no place in the records, with how many values it holds. */
export function reportUnkept(run: Running, source: ImportSource, fields: readonly string[]): void {
  for (const plan of source.reading.fields) {
    if (!fields.includes(plan.field.key)) continue
    const filled = source.profile.columns[plan.index]?.filled ?? 0
    if (filled > 0)
      run.problems.add(
        source.name,
        problem('fieldNotKept', 'warning', { column: plan.column, params: { rows: filled } }),
      )
  }
}
