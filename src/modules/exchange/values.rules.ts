import { distance } from 'fastest-levenshtein'
import { likelyMisspelt, plainName, tolerance } from './matching.rules.ts'

/** Which sign separates the fraction: 1,234.56 (point) or 1.234,56 and 1 234,56 (comma). */
export type NumberStyle = 'point' | 'comma'

export type ParsedNumber = {
  value: number
  /** ISO 4217 code, when a sign or code stands with the number. */
  currency: string | undefined
  percent: boolean
}

const currencies: [RegExp, string][] = [
  [/HK\$|HKD|港币|港元/i, 'HKD'],
  [/NT\$|TWD|新台币/i, 'TWD'],
  [/US\$|USD|美元|美金/i, 'USD'],
  [/JPY|日元/i, 'JPY'],
  [/RMB|CNY|人民币|[¥￥]/i, 'CNY'],
  [/EUR|欧元|€/i, 'EUR'],
  [/GBP|英镑|£/i, 'GBP'],
  [/\$/, 'USD'],
]

const scales: [RegExp, number][] = [
  [/(亿|億)$/, 1e8],
  [/(千万)$/, 1e7],
  [/(百万|million|mio|mn)$/i, 1e6],
  [/(billion|bn)$/i, 1e9],
  [/(万|萬|w)$/i, 1e4],
  [/(千|thousand|k)$/i, 1e3],
  [/m$/i, 1e6],
]

/**
 * Every number a text can mean, by the style in which it means it. Both styles giving the same number is no
 * ambiguity; "1,234" is one (a thousand, or one and a bit). Empty: it is no number.
 */
export function numberReadings(text: string): { style: NumberStyle; number: ParsedNumber }[] {
  let plain = text.normalize('NFKC').replace(/[−–]/g, '-').trim()
  let currency: string | undefined
  for (const [sign, code] of currencies) {
    if (sign.test(plain)) {
      currency = code
      plain = plain.replace(sign, '').trim()
      break
    }
  }
  // Accountants write a negative in parentheses.
  let sign = 1
  const bracketed = /^\((.+)\)$/.exec(plain)
  if (bracketed) {
    sign = -1
    plain = (bracketed[1] as string).trim()
  }
  const signed = bracketed ? undefined : (/^([+-])\s*(.+)$/.exec(plain) ?? undefined)
  const trailing = bracketed || signed ? undefined : (/^(.+?)\s*-$/.exec(plain) ?? undefined)
  if (signed) plain = signed[2] as string
  if (trailing) plain = trailing[1] as string
  if (signed?.[1] === '-' || trailing) sign = -1
  const percent = /%$/.test(plain)
  plain = plain.replace(/%$/, '').trim()
  if (!percent) plain = plain.replace(/元整?$/, '').trim()
  let scale = 1
  for (const [unit, factor] of scales) {
    if (unit.test(plain)) {
      scale = factor
      plain = plain.replace(unit, '').trim()
      break
    }
  }
  const readings: { style: NumberStyle; number: ParsedNumber }[] = []
  for (const style of ['point', 'comma'] as const) {
    const digits = digitsIn(plain, style)
    if (digits === undefined) continue
    const magnitude = Number(digits)
    if (!Number.isFinite(magnitude)) continue
    const value = sign * scaled(magnitude, percent ? 0.01 : scale)
    readings.push({ style, number: { value: value === 0 ? 0 : value, currency, percent } })
  }
  return readings
}

/** 1.2 × 10,000 is 12,000 and not 12,000.000000000002. */
function scaled(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15))
}

function digitsIn(text: string, style: NumberStyle): string | undefined {
  if (/^\d+$/.test(text)) return text
  if (/^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(text)) return style === 'point' ? text : undefined
  const grouped =
    style === 'point' ? /^\d{1,3}([,' \u00a0]\d{3})+(\.\d+)?$/ : /^\d{1,3}([.' \u00a0]\d{3})+(,\d+)?$/
  const simple = style === 'point' ? /^(\d+\.\d*|\.\d+)$/ : /^(\d+,\d*|,\d+)$/
  if (!grouped.test(text) && !simple.test(text)) return undefined
  const fraction = style === 'point' ? '.' : ','
  const [whole = '', part = ''] = text
    .replace(style === 'point' ? /[,' \u00a0]/g : /[.' \u00a0]/g, '')
    .split(fraction)
  return `${whole || '0'}.${part || '0'}`
}

/** Gathers, over a column, which style of numbers its values prove. */
export class NumberEvidence {
  filled = 0
  numeric = 0
  readonly currencies = new Map<string, number>()
  #only = { point: 0, comma: 0 }
  #open: string[] = []

  add(value: string): void {
    if (value.trim() === '') return
    this.filled++
    const readings = numberReadings(value)
    if (readings.length === 0) return
    this.numeric++
    const [first, second] = readings as [(typeof readings)[0], (typeof readings)[0] | undefined]
    const currency = first.number.currency
    if (currency) this.currencies.set(currency, (this.currencies.get(currency) ?? 0) + 1)
    if (!second) this.#only[first.style]++
    else if (second.number.value !== first.number.value && this.#open.length < 3)
      this.#open.push(value.trim())
  }

  /** The style the values prove; undefined with examples when values could be read either way. */
  result(): { style: NumberStyle | undefined; contradictory: boolean; open: string[] } {
    const { point, comma } = this.#only
    if (point > 0 && comma > 0) return { style: undefined, contradictory: true, open: this.#open }
    if (point > 0 || (comma === 0 && this.#open.length === 0))
      return { style: 'point', contradictory: false, open: [] }
    if (comma > 0) return { style: 'comma', contradictory: false, open: [] }
    return { style: undefined, contradictory: false, open: this.#open }
  }
}

/** One number, in a column whose style is decided (or does not matter). */
export function parseNumber(
  text: string,
  style: NumberStyle | undefined,
): ParsedNumber | 'wrong' | 'ambiguous' {
  const readings = numberReadings(text)
  if (readings.length === 0) return 'wrong'
  const values = new Set(readings.map((r) => r.number.value))
  if (values.size === 1) return (readings[0] as { number: ParsedNumber }).number
  return readings.find((r) => r.style === style)?.number ?? 'ambiguous'
}

/** The unit a header states: "revenue (USD millions)" → { scale: 1e6, currency: 'USD' }, "合同额（万元）" → { scale: 1e4, CNY }. */
export function headerUnit(header: string): { scale: number | undefined; currency: string | undefined } {
  const plain = header.normalize('NFKC')
  const currency =
    currencies.find(([sign]) => sign.test(plain))?.[1] ?? (/元/.test(plain) ? 'CNY' : undefined)
  if (/亿/.test(plain)) return { scale: 1e8, currency }
  if (/百万|millions?|\bmn\b|\bm\b/i.test(plain)) return { scale: 1e6, currency }
  if (/万|萬/.test(plain)) return { scale: 1e4, currency }
  if (/千元|thousands?|\bk\b|'000/i.test(plain)) return { scale: 1e3, currency }
  return { scale: currency ? 1 : undefined, currency }
}

/** The choices of an enumeration: key → what people write for it, in both languages. */
export type Choices = Readonly<Record<string, readonly string[]>>

export type EnumMatch =
  | { kind: 'exact'; key: string }
  | { kind: 'near'; key: string; word: string }
  | { kind: 'none' }

/** The choice a value names, or nearly names ("technolgy"): near ones are proposed, never taken. */
export function matchChoice(value: string, choices: Choices): EnumMatch {
  const plain = plainName(value)
  let near: { key: string; word: string; far: number } | undefined
  for (const [key, words] of Object.entries(choices)) {
    for (const word of [key, ...words]) {
      const other = plainName(word)
      if (other === plain) return { kind: 'exact', key }
      const far = Math.abs(other.length - plain.length) > 3 ? 99 : distance(plain, other)
      if (far <= tolerance(other.length) && far < (near?.far ?? 99)) near = { key, word, far }
    }
  }
  return near ? { kind: 'near', key: near.key, word: near.word } : { kind: 'none' }
}

/** As `matchChoice` over a whole column, plus rare spellings beside frequent ones. */
export function misspeltChoices(
  counts: ReadonlyMap<string, number>,
  choices: Choices,
): { value: string; proposed: string }[] {
  const found = new Map<string, string>()
  for (const { value, proposed } of likelyMisspelt(counts)) found.set(value, proposed)
  for (const value of counts.keys()) {
    const match = matchChoice(value, choices)
    if (match.kind === 'near') found.set(value, match.word)
    if (match.kind === 'exact') found.delete(value)
  }
  return [...found].map(([value, proposed]) => ({ value, proposed }))
}

/** A name as it will be stored: outer white space goes, everything else stays, whatever it looks like. */
export function parseName(text: string): string {
  return text.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
}
