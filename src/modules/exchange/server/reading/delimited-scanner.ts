import { UnreadableFile } from './unreadable-file.ts'

export type ScannedRecord = {
  cells: string[]
  /** Offset, in the text as a whole, of the first character after this record. */
  end: number
  /** Quotes that did not open and close as they should; the text of those cells is kept as it stands. */
  flaws: { code: 'quoteNotClosed' | 'strayQuote'; cell: number }[]
}

/** Above this many costly recoveries the quotes of a file mean nothing, and guessing on would take forever. */
const MOST_LONG_RECOVERIES = 1_000

/**
 * Splits delimited text into records, a piece at a time. Written here, and not left to csv-parse, for one reason:
 * a quote somebody forgot to close must cost one row and be reported at that row, while csv-parse swallows the
 * rest of the file looking for its end. On well-formed input the two agree (a test compares them).
 */
export class DelimitedScanner {
  #text = ''
  #base = 0
  #longRecoveries = 0
  readonly #delimiter: number
  readonly #recordChars: number

  constructor(delimiter: string, recordChars: number) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#recordChars = recordChars
  }

  /** Takes the next piece and gives the records that are now complete; `last` also gives what remains. */
  *push(piece: string, last = false): Generator<ScannedRecord> {
    this.#text += piece
    let at = 0
    while (at < this.#text.length) {
      const record = this.#record(at, last)
      if (!record) break
      yield record
      at = record.end - this.#base
    }
    this.#text = this.#text.slice(at)
    this.#base += at
  }

  /** One record from `start`, or undefined while its end has not arrived. */
  #record(start: number, last: boolean): ScannedRecord | undefined {
    const literal = new Set<number>()
    const flaws: ScannedRecord['flaws'] = []
    for (;;) {
      const tried = this.#attempt(start, last, literal, flaws)
      if (tried === 'more') {
        if (this.#text.length - start > this.#recordChars) throw new UnreadableFile('recordTooLong')
        return undefined
      }
      if (typeof tried === 'object') return tried
      // The quote at `tried` never closes properly: read the record again with that quote as plain text.
      literal.add(tried)
    }
  }

  #attempt(
    start: number,
    last: boolean,
    literal: Set<number>,
    flaws: ScannedRecord['flaws'],
  ): ScannedRecord | 'more' | number {
    const text = this.#text
    const cells: string[] = []
    const found: ScannedRecord['flaws'] = []
    let at = start
    for (;;) {
      let value = ''
      if (text.charCodeAt(at) === 34 && !literal.has(at)) {
        const quoted = this.#quoted(at, start, last)
        if (quoted === 'more') return 'more'
        if (quoted === 'open') {
          flaws.push({ code: 'quoteNotClosed', cell: cells.length })
          return at
        }
        value = quoted.value
        const rest = this.#plainEnd(quoted.end)
        if (rest === text.length && !last) return 'more'
        const tail = text.slice(quoted.end, rest)
        if (tail.trim() !== '') {
          if (/[\r\n]/.test(value)) {
            flaws.push({ code: 'quoteNotClosed', cell: cells.length })
            return at
          }
          found.push({ code: 'strayQuote', cell: cells.length })
          value = text.slice(at, rest)
        } else value += tail
        at = rest
      } else {
        const end = this.#plainEnd(at)
        if (end === text.length && !last) return 'more'
        value = text.slice(at, end)
        at = end
      }
      cells.push(value)
      if (at < text.length && text.charCodeAt(at) === this.#delimiter) {
        at++
        if (at === text.length && !last) return 'more'
        continue
      }
      if (at < text.length) {
        // A CR at the very end of what we have may be the first half of CRLF.
        if (text.charCodeAt(at) === 13) {
          if (at + 1 === text.length && !last) return 'more'
          at += text.charCodeAt(at + 1) === 10 ? 2 : 1
        } else at++
      }
      return { cells, end: this.#base + at, flaws: [...flaws, ...found] }
    }
  }

  #plainEnd(from: number): number {
    const text = this.#text
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === this.#delimiter || code === 10 || code === 13) break
    }
    return at
  }

  #quoted(open: number, start: number, last: boolean): { value: string; end: number } | 'more' | 'open' {
    const text = this.#text
    const limit = start + this.#recordChars
    let value = ''
    let from = open + 1
    for (;;) {
      const close = text.indexOf('"', from)
      if (close < 0 || close > limit) {
        const arrived = last || text.length > limit
        if (!arrived) return 'more'
        if (Math.min(text.length, limit) - open > 65_536 && ++this.#longRecoveries > MOST_LONG_RECOVERIES) {
          throw new UnreadableFile('quotesBroken')
        }
        return 'open'
      }
      if (text.charCodeAt(close + 1) === 34) {
        value += text.slice(from, close + 1)
        from = close + 2
        continue
      }
      if (close + 1 === text.length && !last) return 'more'
      return { value: value + text.slice(from, close), end: close + 1 }
    }
  }
}
