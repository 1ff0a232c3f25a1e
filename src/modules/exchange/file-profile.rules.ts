import { type ColumnDates, DateEvidence, type Period, parsePeriod } from './dates.rules.ts'
import { NumberEvidence, type NumberStyle } from './values.rules.ts'

export type ColumnProfile = {
  index: number
  column: string
  filled: number
  empty: number
  /** The first distinct values, at most 50: for mapping and for showing. */
  samples: string[]
  /** Distinct values (trimmed) with their number and first row; at most 20,000, then `overflow`. */
  distinct: Map<string, { count: number; row: number }>
  overflow: boolean
  dates: ColumnDates
  numbers: {
    numeric: number
    style: NumberStyle | undefined
    contradictory: boolean
    open: string[]
    currencies: string[]
  }
}

export type FileProfile = {
  name: string
  header: string[]
  rows: number
  blankRows: number
  columns: ColumnProfile[]
}

const MOST_DISTINCT = 20_000

/**
 * Reads a file's rows once, in bounded memory, and remembers what understanding it takes: distinct values, and
 * the evidence for dates and numbers over every row rather than the first hundred.
 */
export class FileProfiler {
  #rows = 0
  #blank = 0
  readonly #columns: {
    distinct: ColumnProfile['distinct']
    overflow: boolean
    filled: number
    dates: DateEvidence
    numbers: NumberEvidence
  }[]
  readonly #name: string
  readonly #header: string[]

  constructor(name: string, header: readonly string[]) {
    this.#name = name
    this.#header = [...header]
    this.#columns = header.map(() => ({
      distinct: new Map(),
      overflow: false,
      filled: 0,
      dates: new DateEvidence(),
      numbers: new NumberEvidence(),
    }))
  }

  /** `cells`: the row's texts. Cells beyond the header are not looked at. */
  add(row: number, cells: readonly string[]): void {
    if (cells.every((c) => c.trim() === '')) {
      this.#blank++
      return
    }
    this.#rows++
    const periods = new Map<string, Period>()
    this.#header.forEach((name, i) => {
      const cell = cells[i]
      if (!cell || !/[Q季年月]|^\d{4}[-/.]\d{1,2}$/i.test(cell)) return
      const period = parsePeriod(cell)
      // A bare year is too often something else.
      if (period && (period.quarter ?? period.month)) periods.set(name, period)
    })
    this.#columns.forEach((column, i) => {
      const value = (cells[i] ?? '').trim()
      if (value === '') return
      column.filled++
      const seen = column.distinct.get(value)
      if (seen) seen.count++
      else if (column.distinct.size < MOST_DISTINCT) column.distinct.set(value, { count: 1, row })
      else column.overflow = true
      if (value.length > 40 || !/\d/.test(value)) return
      column.dates.add(value, periods)
      column.numbers.add(value)
    })
  }

  finish(): FileProfile {
    return {
      name: this.#name,
      header: this.#header,
      rows: this.#rows,
      blankRows: this.#blank,
      columns: this.#columns.map((c, index) => ({
        index,
        column: this.#header[index] as string,
        filled: c.filled,
        empty: this.#rows - c.filled,
        samples: [...c.distinct.keys()].slice(0, 50),
        distinct: c.distinct,
        overflow: c.overflow,
        dates: c.dates.result(),
        numbers: {
          numeric: c.numbers.numeric,
          ...c.numbers.result(),
          currencies: [...c.numbers.currencies.keys()],
        },
      })),
    }
  }
}
