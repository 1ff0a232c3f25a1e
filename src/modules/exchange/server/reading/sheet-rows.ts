import { columnLetter, type Problem, problem } from '../../problems.rules.ts'
import type { ReadLimits } from './limits.ts'
import { safeXml } from './safe-xml.ts'
import { serialDate, serialTime } from './serial-date.ts'
import type { Cell } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { unescapeCell, type Workbook } from './workbook-parts.ts'
import type { ZipParts } from './zip-parts.ts'

export type SheetRow = { row: number; cells: Cell[]; problems: Problem[] }

type OpenCell = {
  index: number
  type: string
  style: number
  value: string
  formula: boolean
  hasValue: boolean
}

/** Streams the rows of one sheet that hold any cell with a value. Formulas are read as the value they last had. */
export async function* sheetRows(
  zip: ZipParts,
  part: string,
  workbook: Workbook,
  limits: ReadLimits,
  signal?: AbortSignal,
): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = []
  let lastRow = 0
  let current: SheetRow | undefined
  let cell: OpenCell | undefined
  let nextIndex = 0
  let inValue = false
  let phonetic = 0

  const xml = safeXml(part, limits, {
    open(name, attributes) {
      if (name === 'row') {
        const row = attributes.r === undefined ? lastRow + 1 : Number(attributes.r)
        // Rows out of order or beyond any spreadsheet's size would let a file lie about where a value stands.
        if (!Number.isInteger(row) || row <= lastRow || row > 1_048_576) {
          throw new UnreadableFile('xmlDamaged', { params: { part } })
        }
        if (row > limits.rows)
          throw new UnreadableFile('tooManyRows', { row, params: { limit: limits.rows } })
        lastRow = row
        current = { row, cells: [], problems: [] }
        nextIndex = 0
      } else if (name === 'c' && current) {
        const index = attributes.r === undefined ? nextIndex : columnIndex(attributes.r)
        if (index < 0 || index >= limits.columns) {
          throw new UnreadableFile('tooManyColumns', {
            row: current.row,
            params: { found: index + 1, limit: limits.columns },
          })
        }
        nextIndex = index + 1
        cell = {
          index,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          value: '',
          formula: false,
          hasValue: false,
        }
      } else if (name === 'f' && cell) cell.formula = true
      else if (name === 'rPh') phonetic++
      else if ((name === 'v' || name === 't') && cell && phonetic === 0) {
        inValue = true
        cell.hasValue = true
      }
    },
    text(text) {
      if (inValue && cell) cell.value += text
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') phonetic--
      else if (name === 'c' && cell && current) {
        put(current, cell, workbook)
        cell = undefined
      } else if (name === 'row' && current) {
        if (current.cells.length > 0 || current.problems.length > 0) ready.push(current)
        current = undefined
      }
    },
  })
  for await (const chunk of zip.read(part, signal)) {
    xml.write(chunk)
    if (ready.length === 0) continue
    const batch = ready
    ready = []
    yield* batch
  }
  xml.end()
  yield* ready
}

/** "BC12" → 54. −1 when it is no cell reference. */
export function columnIndex(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  if (!letters) return -1
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

function put(row: SheetRow, cell: OpenCell, workbook: Workbook): void {
  const name = `${columnLetter(cell.index)}${row.row}`
  const column = columnLetter(cell.index)
  const where = { row: row.row, column, params: { cell: name } }
  if (cell.formula) {
    if (cell.hasValue) row.problems.push(problem('formula', 'warning', { ...where, value: cell.value }))
    else row.problems.push(problem('formulaWithoutValue', 'error', where))
  }
  if (!cell.hasValue) return
  const value = typed(cell, workbook)
  if (value === 'error') row.problems.push(problem('errorCell', 'error', { ...where, value: cell.value }))
  else if (value === 'badDate') {
    row.problems.push(problem('dateImpossible', 'error', { ...where, value: cell.value }))
    set(row.cells, cell.index, cell.value)
  } else if (value === 'damaged')
    throw new UnreadableFile('xmlDamaged', { row: row.row, params: { part: name } })
  else set(row.cells, cell.index, value.value)
}

function set(cells: Cell[], index: number, value: Cell): void {
  while (cells.length < index) cells.push('')
  cells[index] = value
}

function typed(cell: OpenCell, workbook: Workbook): { value: Cell } | 'error' | 'badDate' | 'damaged' {
  const text = cell.value
  switch (cell.type) {
    case 's': {
      const shared = workbook.sharedStrings[Number(text)]
      return shared === undefined ? 'damaged' : { value: shared }
    }
    case 'inlineStr':
    case 'str':
      return { value: unescapeCell(text) }
    case 'b':
      return { value: text === '1' || text === 'true' }
    case 'e':
      return 'error'
    case 'd': {
      const iso = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?/.exec(text)
      if (!iso) return 'badDate'
      return {
        value:
          iso[2] && iso[2] !== '00:00:00'
            ? { date: iso[1] as string, time: iso[2] }
            : { date: iso[1] as string },
      }
    }
    default: {
      if (text.trim() === '') return { value: '' }
      const number = Number(text)
      if (!Number.isFinite(number)) return 'damaged'
      const style = workbook.styles[cell.style]
      if (style === 'time' && number < 1) return { value: serialTime(number) }
      if (style === undefined || style === 'time') return { value: number }
      const date = serialDate(number, workbook.epoch1904, style === 'dateTime' || !Number.isInteger(number))
      return date ? { value: date } : 'badDate'
    }
  }
}
