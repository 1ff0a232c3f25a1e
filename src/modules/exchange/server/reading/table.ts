import { columnLetter, type Problem, problem } from '../../problems.rules.ts'
import type { Encoding, EncodingGuess } from './encoding.ts'
import type { ReadLimits } from './limits.ts'

/** A day, or a day with a time of day, as a spreadsheet stored it. Never a moment: spreadsheets know no time zone. */
export type DateCell = { date: string; time?: string }
export type Cell = string | number | boolean | DateCell

export type TableRow = {
  /** 1-based, as the user sees it; a quoted line break does not start a new row, as in a spreadsheet. */
  row: number
  cells: Cell[]
  /** Nothing but white space in it. Delivered, so that every row of the file is accounted for. */
  blank: boolean
  problems: Problem[]
}

export type SheetInfo = { name: string; hidden: boolean }

export type Table = {
  name: string
  format: 'csv' | 'xlsx'
  encoding: Encoding | undefined
  encodingGuess: EncodingGuess | undefined
  delimiter: string | undefined
  sheet: string | undefined
  sheets: SheetInfo[] | undefined
  header: string[]
  headerRow: number
  /** What is wrong with the file as a whole and with its header. Row problems come with their rows. */
  problems: Problem[]
  /** Reads the file from the first row below the header. Each call reads it anew. Throws UnreadableFile. */
  rows(): AsyncGenerator<TableRow>
}

/** A cell as text: dates as ISO, numbers without an exponent where possible. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'object') return cell.time ? `${cell.date} ${cell.time}` : cell.date
  return String(cell)
}

/** How a column is called in a problem: its header, or its letter where the header names it not. */
export function columnName(header: readonly string[], index: number): string {
  return header[index]?.trim() || columnLetter(index)
}

/** Header cells as they will be shown and matched: one line, no NUL, trimmed. */
export function cleanHeader(cells: readonly Cell[]): string[] {
  return cells.map((cell) => cellText(cell).replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim())
}

/** What stands above the header is no data; it is shown, so that the user can say so if it is. */
export function titleProblem(headerRow: number, above: readonly (readonly Cell[])[]): Problem {
  const texts = above.flatMap((cells) => cells.map((cell) => cellText(cell).trim()).filter(Boolean))
  return problem('titleLines', 'warning', {
    row: headerRow,
    value: texts.join(' | '),
    params: { rows: above.length, first: headerRow },
  })
}

/** Trailing empty header cells are a trailing delimiter; empty ones in between and repeated names are problems. */
export function headerProblems(header: readonly string[], row: number): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  header.forEach((name, index) => {
    const column = columnLetter(index)
    if (name === '') {
      problems.push(problem('headerEmpty', 'warning', { row, column }))
      return
    }
    const key = name.toLowerCase()
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else
      problems.push(
        problem('headerDuplicate', 'warning', {
          row,
          column,
          value: name,
          params: { first: columnLetter(first) },
        }),
      )
  })
  return problems
}

/**
 * PostgreSQL takes neither NUL nor half a surrogate pair, so both are taken out here, and said; a character that
 * was lost before the file reached us is said too. Everything else in a cell stays as it is.
 */
export function cleanRow(
  row: number,
  cells: Cell[],
  header: readonly string[],
  limits: ReadLimits,
): TableRow {
  const problems: Problem[] = []
  let blank = true
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (typeof cell !== 'string') {
      blank = false
      continue
    }
    if (blank && cell.trim() !== '') blank = false
    let text = cell
    if (text.includes('\0')) {
      problems.push(problem('nulRemoved', 'warning', { row, column: columnName(header, i), value: text }))
      text = text.replaceAll('\0', '')
    }
    if (!text.isWellFormed()) {
      problems.push(problem('loneSurrogate', 'warning', { row, column: columnName(header, i), value: text }))
      text = text.toWellFormed()
    } else if (text.includes('�')) {
      problems.push(
        problem('replacementChar', 'warning', { row, column: columnName(header, i), value: text }),
      )
    }
    if (text.length > limits.cellChars) {
      problems.push(
        problem('cellTooLong', 'error', {
          row,
          column: columnName(header, i),
          value: text,
          params: { length: text.length, limit: limits.cellChars },
        }),
      )
    }
    cells[i] = text
  }
  return { row, cells, blank, problems }
}

/** A row narrower or wider than the header is kept as it is and said; wider only if the extra cells hold something. */
export function raggedProblem(
  row: number,
  cells: readonly Cell[],
  header: readonly string[],
): Problem | undefined {
  const params = { expected: header.length, found: cells.length }
  if (cells.length < header.length) return problem('rowShort', 'warning', { row, params })
  const extra = cells.slice(header.length).map(cellText)
  if (!extra.some((text) => text.trim() !== '')) return undefined
  return problem('rowLong', 'warning', {
    row,
    column: columnLetter(header.length),
    params,
    value: extra.join(' | '),
  })
}
