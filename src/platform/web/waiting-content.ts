import type { Format } from '../words/format.ts'
import type { WaitingWords } from './waiting-words.ts'

/** One field of a write as the reader reads it. */
export interface Line {
  key: string
  label: string
  text: string
  /** True for what is text in the first place: it can be written anew. */
  isText: boolean
}

interface Speech {
  words: WaitingWords
  format: Pick<Format, 'day' | 'moment' | 'list' | 'number'>
  yes: string
  no: string
}

const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The named fields of a write that say something, in their order. */
export function linesOf(body: unknown, speech: Speech): Line[] {
  return Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([key, value]) => {
    const label = speech.words.fields[key]
    const text = label === undefined ? '' : said(key, value, speech)
    return label !== undefined && text !== ''
      ? [{ key, label, text, isText: isText(key, value, speech.words) }]
      : []
  })
}

/** A value in words; empty where there is nothing to say. */
export function said(key: string, value: unknown, speech: Speech): string {
  if (value === null || value === undefined || value === '') return ''
  const chosen = speech.words.choices[key]?.[String(value)]
  if (chosen !== undefined) return chosen
  if (typeof value === 'boolean') return value ? speech.yes : speech.no
  if (typeof value === 'number') return speech.format.number(value)
  if (typeof value === 'string') {
    if (ID.test(value)) return ''
    if (DAY.test(value)) return speech.format.day(value)
    return MOMENT.test(value) ? speech.format.moment(value) : value
  }
  if (Array.isArray(value))
    return speech.format.list(value.map((one) => said(key, one, speech)).filter((text) => text !== ''))
  // A part of its own, such as an objective of a visit: its own fields, one after the other.
  return linesOf(value, speech)
    .map(({ text }) => text)
    .join(' · ')
}

function isText(key: string, value: unknown, words: WaitingWords): boolean {
  return (
    typeof value === 'string' &&
    !words.choices[key] &&
    !ID.test(value) &&
    !DAY.test(value) &&
    !MOMENT.test(value)
  )
}
