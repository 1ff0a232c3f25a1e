import { FIRST_ROWS, headerPlace } from '../../header-row.rules.ts'
import { type Problem, problem } from '../../problems.rules.ts'
import { DelimitedScanner, type ScannedRecord } from './delimited-scanner.ts'
import { decodeFile, type Encoding, encodingNamed, guessEncoding } from './encoding.ts'
import type { ReadLimits } from './limits.ts'
import type { OpenOptions } from './open-table.ts'
import {
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

const delimiters = [',', '\t', ';', '|', '，'] as const

/** Opens delimited text: decides encoding and delimiter, reads the header, and promises the rows. */
export async function openDelimited(path: string, options: OpenOptions, limits: ReadLimits): Promise<Table> {
  const { encoding, guess, problems } = await chooseEncoding(path, options)
  const delimiter = options.delimiter ?? (await guessDelimiter(path, options.name, encoding, limits))

  const records = () => readRecords(path, encoding, delimiter, limits, options.signal)
  const first: ReadRecord[] = []
  let last = 0
  for await (const read of records()) {
    last = read.row
    if (read.record.cells.every((cell) => cell.replaceAll('\0', '').trim() === '')) continue
    if (read.row >= (options.headerRow ?? 1)) first.push(read)
    if (first.length >= (options.headerRow === undefined ? FIRST_ROWS : 2)) break
  }
  const place = options.headerRow === undefined ? headerPlace(first.map((read) => read.record.cells)) : 0
  const found = first[place]
  if (!found) throw new UnreadableFile('fileEmpty')
  const headerRow = found.row
  const header = cleanHeader(found.record.cells)
  const more = last > headerRow
  if (place > 0)
    problems.push(
      titleProblem(
        headerRow,
        first.slice(0, place).map((read) => read.record.cells),
      ),
    )
  if (found.malformed > 0)
    problems.push(
      problem('malformedText', 'warning', { row: headerRow, params: { count: found.malformed, encoding } }),
    )
  for (const flaw of found.record.flaws)
    problems.push(flawProblem(flaw, headerRow, header, found.record.cells))
  if (header.length > limits.columns) {
    throw new UnreadableFile('tooManyColumns', {
      row: headerRow,
      params: { found: header.length, limit: limits.columns },
    })
  }
  problems.push(...headerProblems(header, headerRow))
  if (!more) problems.push(problem('headerOnly', 'error', { row: headerRow }))
  const columns = header

  async function* rows(): AsyncGenerator<TableRow> {
    let count = 0
    for await (const { row, record, malformed } of records()) {
      if (row <= headerRow) continue
      if (++count > limits.rows)
        throw new UnreadableFile('tooManyRows', { row, params: { limit: limits.rows } })
      yield tableRow(row, record, malformed, columns, encoding, limits)
    }
  }

  return {
    name: options.name,
    format: 'csv',
    encoding,
    encodingGuess: guess,
    delimiter,
    sheet: undefined,
    sheets: undefined,
    header,
    headerRow,
    problems,
    rows,
  }
}

function tableRow(
  row: number,
  record: ScannedRecord,
  malformed: number,
  header: readonly string[],
  encoding: Encoding,
  limits: ReadLimits,
): TableRow {
  const made = cleanRow(row, record.cells, header, limits)
  if (malformed > 0) {
    // The same cells also hold U+FFFD; saying both would be saying it twice.
    const spot = made.problems.find((p) => p.code === 'replacementChar')
    made.problems = made.problems.filter((p) => p.code !== 'replacementChar')
    made.problems.unshift(
      problem('malformedText', 'error', {
        row,
        column: spot?.column,
        value: spot?.value,
        params: { count: malformed, encoding },
      }),
    )
  }
  if (record.cells.length > limits.columns) {
    throw new UnreadableFile('tooManyColumns', {
      row,
      params: { found: record.cells.length, limit: limits.columns },
    })
  }
  for (const flaw of record.flaws) made.problems.push(flawProblem(flaw, row, header, record.cells))
  if (!made.blank) {
    const ragged = raggedProblem(row, record.cells, header)
    if (ragged) made.problems.push(ragged)
  }
  return made
}

function flawProblem(
  flaw: ScannedRecord['flaws'][number],
  row: number,
  header: readonly string[],
  cells: readonly string[],
): Problem {
  const severity = flaw.code === 'quoteNotClosed' ? 'error' : 'warning'
  return problem(flaw.code, severity, { row, column: columnName(header, flaw.cell), value: cells[flaw.cell] })
}

async function chooseEncoding(path: string, options: OpenOptions) {
  const problems: Problem[] = []
  if (options.encoding !== undefined) {
    const encoding = encodingNamed(options.encoding)
    if (!encoding) throw new UnreadableFile('encodingUnknown', { value: options.encoding })
    return { encoding, guess: undefined, problems }
  }
  const guess = await guessEncoding(path, options.signal)
  if (guess.how === 'statistics' || guess.how === 'zeroBytes') {
    problems.push(
      problem('encodingProposed', 'question', {
        params: {
          encoding: guess.encoding,
          confidence: Math.round(guess.confidence * 100),
          alternatives: guess.alternatives.map((a) => a.encoding).join(', '),
        },
      }),
    )
  }
  return { encoding: guess.encoding, guess, problems }
}

/** The delimiter under which the first records are widest and most even; the file's ending breaks a tie. */
async function guessDelimiter(
  path: string,
  name: string,
  encoding: Encoding,
  limits: ReadLimits,
): Promise<string> {
  let text = ''
  for await (const piece of decodeFile(path, encoding)) {
    text += piece.text
    if (text.length >= 65_536) break
  }
  text = text.slice(0, 65_536)
  let best = /\.(tsv|tab)$/i.test(name) ? '\t' : ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const widths: number[] = []
    for (const record of new DelimitedScanner(delimiter, limits.recordChars).push(text, true)) {
      if (record.cells.length > 1 || record.cells[0]?.trim()) widths.push(record.cells.length)
      if (widths.length >= 50) break
    }
    const first = widths[0] ?? 1
    if (first < 2) continue
    const even = widths.filter((width) => width === first).length / widths.length
    const score = even * (1 + Math.log2(first)) + (delimiter === best ? 0.1 : 0)
    if (score > bestScore) {
      bestScore = score
      best = delimiter
    }
  }
  return best
}

type ReadRecord = { row: number; record: ScannedRecord; malformed: number }

async function* readRecords(
  path: string,
  encoding: Encoding,
  delimiter: string,
  limits: ReadLimits,
  signal?: AbortSignal,
): AsyncGenerator<ReadRecord> {
  const scanner = new DelimitedScanner(delimiter, limits.recordChars)
  let broken: number[] = []
  let brokenFrom = 0
  let offset = 0
  let row = 0
  const number = function* (records: Iterable<ScannedRecord>): Generator<ReadRecord> {
    for (const record of records) {
      row++
      let malformed = 0
      while (brokenFrom < broken.length && (broken[brokenFrom] as number) < record.end) {
        malformed++
        brokenFrom++
      }
      yield { row, record, malformed }
    }
  }
  try {
    for await (const piece of decodeFile(path, encoding, signal)) {
      if (brokenFrom > 0) {
        broken = broken.slice(brokenFrom)
        brokenFrom = 0
      }
      for (const at of piece.malformed) broken.push(offset + at)
      offset += piece.text.length
      yield* number(scanner.push(piece.text))
    }
    yield* number(scanner.push('', true))
  } catch (error) {
    // The scanner does not count rows; the row being read is the one after the last.
    if (error instanceof UnreadableFile && ['recordTooLong', 'quotesBroken'].includes(error.problem.code)) {
      throw new UnreadableFile(error.problem.code, { row: row + 1, params: { limit: limits.recordChars } })
    }
    throw error
  }
}
