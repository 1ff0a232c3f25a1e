import { FIRST_ROWS, headerPlace } from '../../header-row.rules.ts'
import { columnLetter, type Problem, problem } from '../../problems.rules.ts'
import type { ReadLimits } from './limits.ts'
import { mergedRanges, mergeFiller } from './merged-cells.ts'
import type { OpenOptions } from './open-table.ts'
import { type SheetRow, sheetRows } from './sheet-rows.ts'
import {
  cellText,
  cleanHeader,
  cleanRow,
  columnName,
  headerProblems,
  raggedProblem,
  type Table,
  type TableRow,
  titleProblem,
} from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { readWorkbook, type Workbook } from './workbook-parts.ts'
import { openZip, type ZipParts } from './zip-parts.ts'

/** Opens a sheet of an xlsx workbook: reads its strings, styles and header, and promises the rows. */
export async function openWorkbook(path: string, options: OpenOptions, limits: ReadLimits): Promise<Table> {
  const zip = await openZip(path, limits)
  try {
    const workbook = await readWorkbook(zip, limits, options.signal)
    const { sheet, problems } = chooseSheet(workbook, options.sheet)
    const merged = await mergedRanges(zip, sheet.part, limits, options.signal)
    if (merged.tooMany)
      problems.push(problem('mergedTooMany', 'warning', { params: { limit: limits.mergedRanges } }))

    const first = await firstRows(zip, sheet.part, workbook, limits, options)
    if (!first.header) throw new UnreadableFile('fileEmpty')
    const header = cleanHeader(first.header.cells)
    while (header.at(-1) === '') header.pop()
    const headerRow = first.header.row
    if (first.above.length > 0) problems.push(titleProblem(headerRow, first.above))
    problems.push(...first.header.problems, ...headerProblems(header, headerRow))
    if (!first.more) problems.push(problem('headerOnly', 'error', { row: headerRow }))

    async function* rows(): AsyncGenerator<TableRow> {
      // Opened again: the caller may read twice, or never, and no file should stay open meanwhile.
      const again = await openZip(path, limits)
      const fill = mergeFiller(merged.ranges)
      try {
        for await (const read of sheetRows(again, sheet.part, workbook, limits, options.signal)) {
          const begun = fill(read.row, read.cells)
          if (read.row > headerRow)
            yield tableRow(
              read,
              begun.map((r) => r.text),
              header,
              limits,
            )
        }
      } finally {
        again.close()
      }
    }

    return {
      name: options.name,
      format: 'xlsx',
      encoding: undefined,
      encodingGuess: undefined,
      delimiter: undefined,
      sheet: sheet.name,
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      header,
      headerRow,
      problems,
      rows,
    }
  } finally {
    zip.close()
  }
}

function chooseSheet(workbook: Workbook, wanted: string | undefined) {
  const problems: Problem[] = []
  const names = workbook.sheets.map((s) => s.name).join(', ')
  if (wanted !== undefined) {
    const sheet = workbook.sheets.find((s) => s.name === wanted)
    if (!sheet) throw new UnreadableFile('sheetMissing', { value: wanted, params: { sheets: names } })
    return { sheet, problems }
  }
  const visible = workbook.sheets.filter((s) => !s.hidden)
  const sheet = (visible[0] ?? workbook.sheets[0]) as Workbook['sheets'][number]
  if (visible.length > 1) {
    problems.push(problem('sheetSeveral', 'question', { params: { sheet: sheet.name, sheets: names } }))
  }
  for (const { name } of workbook.sheets.filter((s) => s.hidden)) {
    problems.push(problem('sheetHidden', 'warning', { value: name, params: { sheet: name } }))
  }
  return { sheet, problems }
}

async function firstRows(
  zip: ZipParts,
  part: string,
  workbook: Workbook,
  limits: ReadLimits,
  { headerRow, signal }: Pick<OpenOptions, 'headerRow' | 'signal'>,
): Promise<{ header: SheetRow | undefined; above: SheetRow['cells'][]; more: boolean }> {
  const first: SheetRow[] = []
  for await (const row of sheetRows(zip, part, workbook, limits, signal)) {
    if (row.problems.length === 0 && row.cells.every((cell) => cellText(cell).trim() === '')) continue
    if (row.row >= (headerRow ?? 1)) first.push(row)
    if (first.length >= (headerRow === undefined ? FIRST_ROWS : 2)) break
  }
  const place = headerRow === undefined ? headerPlace(first.map((row) => row.cells.map(cellText))) : 0
  return {
    header: first[place],
    above: first.slice(0, place).map((row) => row.cells),
    more: first.length > place + 1,
  }
}

function tableRow(read: SheetRow, begun: string[], header: readonly string[], limits: ReadLimits): TableRow {
  const made = cleanRow(read.row, read.cells, header, limits)
  if (read.problems.length > 0) made.blank = false
  // The sheet reader knows columns by letter; the user knows them by their header.
  const named = new Map(header.map((_, i) => [columnLetter(i), columnName(header, i)]))
  for (const p of read.problems) made.problems.push({ ...p, column: named.get(p.column ?? '') ?? p.column })
  for (const range of begun) {
    made.problems.push(problem('mergedCells', 'warning', { row: read.row, params: { range } }))
  }
  // A sheet stores no trailing empty cells, so only a row that is too wide is remarkable.
  const ragged = read.cells.length > header.length ? raggedProblem(read.row, read.cells, header) : undefined
  if (ragged) made.problems.push(ragged)
  return made
}
