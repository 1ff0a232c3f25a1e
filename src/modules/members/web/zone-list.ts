import { isZone } from '#platform/contract/days.ts'
import type { Locale } from '#platform/words/words.ts'
import { LOCALES } from '#platform/words/words.ts'
import { zoneName } from '#platform/words/zone.ts'
import { organisationWords } from '../words/organisation.ts'

/** A zone as one chooses it: by a city and what its time is called. */
export interface ZoneChoice {
  id: string
  /** 上海 · 中国标准时间 */
  label: string
  /** GMT+8 */
  detail: string
}

/** Cities still listed under the name they bore when zones were first written down. */
const RENAMED: Record<string, string> = {
  'Asia/Calcutta': 'Kolkata',
  'Asia/Saigon': 'Ho Chi Minh City',
  'Asia/Katmandu': 'Kathmandu',
  'Asia/Rangoon': 'Yangon',
  'Europe/Kiev': 'Kyiv',
}
/** Offered before anything is typed, after the present zone and the device's. */
const LIKELY = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
]
const MOST = 30

/** A zone's name and city in a language, and the offset of its clocks now. */
export function zoneChoice(id: string, locale: Locale): ZoneChoice {
  return { id, label: labelOf(id, locale), detail: offsetOf(id) }
}

function labelOf(id: string, locale: Locale): string {
  const [city, name] = [cityOf(id, locale), zoneName(id, locale)]
  return city === name ? name : `${city} · ${name}`
}

function offsetOf(id: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: id, timeZoneName: 'shortOffset' }).formatToParts()
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}

function cityOf(id: string, locale: Locale): string {
  const english = RENAMED[id] ?? id.split('/').at(-1)?.replaceAll('_', ' ') ?? id
  return (organisationWords[locale].cities as Record<string, string>)[id] ?? english
}

/** What each zone may be found by, in both languages. */
let texts: Map<string, string> | undefined
function textsOfAll(): Map<string, string> {
  texts ??= new Map(
    ['UTC', ...Intl.supportedValuesOf('timeZone')].map((id) => {
      const labels = LOCALES.map((locale) => labelOf(id, locale))
      return [id, plain([id, ...labels, offsetOf(id)].join(' '))]
    }),
  )
  return texts
}

/** Names all zones ahead of the first search: it takes up to a second, in which nothing that is typed would be heard. */
export function prepareZones(): void {
  textsOfAll()
}

/** Without case, accents and the difference between a space and an underscore. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase()
}

/** 0 where it is a word of the text, 1 where a word begins with it, 2 where it is somewhere: India comes before Indiana. */
function distance(all: string, wanted: string): number {
  const at = ` ${all.replace(/[\s/·]+/g, ' ')} `
  return at.includes(` ${wanted} `) ? 0 : at.includes(` ${wanted}`) ? 1 : 2
}

/** The zones a text may mean, in either language; all its words must fit. Without a text the likeliest. */
export function findZones(text: string, locale: Locale, first: readonly string[]): ZoneChoice[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean)
  const ids =
    wanted.length === 0
      ? [...new Set([...first, ...LIKELY])].filter(isZone)
      : [...textsOfAll()]
          .filter(([, all]) => wanted.every((one) => all.includes(one)))
          .map(([id, all]) => ({ id, far: wanted.reduce((sum, one) => sum + distance(all, one), 0) }))
          .sort((a, b) => a.far - b.far)
          .map(({ id }) => id)
  return ids.slice(0, MOST).map((id) => zoneChoice(id, locale))
}
