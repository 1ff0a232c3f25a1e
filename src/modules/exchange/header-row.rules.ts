import { plainName } from './matching.rules.ts'
import { targetFields } from './targets.rules.ts'

/** Rows that are looked at for the header. */
export const FIRST_ROWS = 12

const fieldNames = new Set(
  Object.values(targetFields).flatMap((fields) =>
    fields.flatMap((field) => [field.key, ...field.synonyms].map(plainName)),
  ),
)
/** 单位：万元, 制表人：王磊, Date: 2026-03-01. */
const REMARK = /^[^:：]{1,16}[:：]/

/**
 * Which of a table's first rows names its columns: exports like to put a title, a unit and who made it above. A row is
 * passed over where it holds one cell while the table is wider, or remarks alone; never where a cell is the name of a field.
 * @param rows the first rows that are not blank, as texts
 * @returns the place in `rows`, 0 for the first
 */
export function headerPlace(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((row) => row.map((cell) => cell.trim()).filter(Boolean))
  const widths = filled.map((cells) => cells.length).sort((a, b) => a - b)
  const typical = widths[Math.floor(widths.length / 2)] ?? 0
  const isTitle = (cells: readonly string[]) =>
    !cells.some((cell) => fieldNames.has(plainName(cell))) &&
    ((cells.length === 1 && typical > 1) || cells.every((cell) => REMARK.test(cell)))
  const place = filled.findIndex((cells) => !isTitle(cells))
  return Math.max(0, place)
}
