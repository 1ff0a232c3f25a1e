import { type StanceWord, stanceWord } from '../../findings.rules.ts'
import type { MapBox } from '../../map.rules.ts'

/** For whom somebody is, as far as colour tells it; shape and word tell it more finely. */
export type Tone = 'for' | 'against' | 'neutral' | 'unknown' | 'off'
export type Stand = 'decide' | 'purchase' | 'use' | 'support' | 'oppose' | 'none'
export type TieTone = 'warm' | 'power' | 'strife'

export interface Palette {
  ground: string
  text: string
  quiet: string
  line: string
  accent: string
  glow: string
  boxes: Readonly<Record<Tone, { fill: string; edge: string; ink: string }>>
  regions: Readonly<Record<Stand, { fill: string; ink: string }>>
  ties: Readonly<Record<TieTone, string>>
}

/** The map's own colours: it is also drawn where no style sheet reaches, on a canvas and in a picture to take away. */
export const LIGHT: Palette = {
  ground: '#fbfdfe',
  text: '#16232f',
  quiet: '#4b5c6b',
  line: '#93a9ba',
  accent: '#14659a',
  glow: '#f0b429',
  boxes: {
    for: { fill: '#f1faf5', edge: '#2c8a62', ink: '#14694a' },
    against: { fill: '#fdf3f0', edge: '#c04a37', ink: '#a3301f' },
    neutral: { fill: '#ffffff', edge: '#7f93a3', ink: '#4a5b69' },
    unknown: { fill: '#ffffff', edge: '#7f93a3', ink: '#4a5b69' },
    off: { fill: '#ffffff', edge: '#c5d3de', ink: '#4a5b69' },
  },
  regions: {
    decide: { fill: '#dcebf8', ink: '#0f4f7d' },
    purchase: { fill: '#f7ecd2', ink: '#6b4a00' },
    use: { fill: '#dff1f0', ink: '#14585a' },
    support: { fill: '#e2f3e4', ink: '#1f5d2e' },
    oppose: { fill: '#f9e3df', ink: '#8f2c1d' },
    none: { fill: '#eef3f7', ink: '#40525f' },
  },
  ties: { warm: '#1b7fb5', power: '#6a55b0', strife: '#c04a37' },
}

export const DARK: Palette = {
  ground: '#121a23',
  text: '#dfe8f0',
  quiet: '#a8b8c6',
  line: '#56697a',
  accent: '#8fc5e6',
  glow: '#f0c24f',
  boxes: {
    for: { fill: '#16302a', edge: '#4fb58a', ink: '#6fd3a6' },
    against: { fill: '#3a2220', edge: '#e58675', ink: '#ff9d8a' },
    neutral: { fill: '#1d2935', edge: '#73869a', ink: '#a8b8c6' },
    unknown: { fill: '#1d2935', edge: '#73869a', ink: '#a8b8c6' },
    off: { fill: '#1d2935', edge: '#3a4a5a', ink: '#a8b8c6' },
  },
  regions: {
    decide: { fill: '#162c40', ink: '#a8d3f2' },
    purchase: { fill: '#332a15', ink: '#eccb85' },
    use: { fill: '#153233', ink: '#93d6d4' },
    support: { fill: '#183020', ink: '#9bd8a8' },
    oppose: { fill: '#38211f', ink: '#f5ab9d' },
    none: { fill: '#18232e', ink: '#a9bac8' },
  },
  ties: { warm: '#63b7e4', power: '#b3a2ee', strife: '#e58675' },
}

const TONES: Readonly<Record<StanceWord, Tone>> = {
  champion: 'for',
  for: 'for',
  leaning_for: 'for',
  neutral: 'neutral',
  leaning_against: 'against',
  against: 'against',
  hostile: 'against',
  unknown: 'unknown',
}

/** The colour of a box: by the stance of whoever weighs most in it. Who is not on the chain has none. */
export function toneOf(box: Pick<MapBox, 'holders'>): Tone {
  const seat = box.holders[0]?.seat
  return seat ? TONES[stanceWord(seat.stance)] : 'off'
}

export function standOf(stand: string | null | undefined): Stand {
  return stand && stand in LIGHT.regions ? (stand as Stand) : 'none'
}

const POWER: readonly string[] = [
  'reports',
  'dotted_line',
  'influences',
  'listens_to',
  'mentor',
  'introduced_by',
]
/** What kind of thing a tie is: who moves whom, what binds two, or what parts them. */
export function tieTone(kind: string): TieTone {
  if (kind === 'conflict') return 'strife'
  return POWER.includes(kind) ? 'power' : 'warm'
}

/** Width of a tie's line in pixels, from its strength 1…5; unknown strength is drawn thin. */
export function tieWidth(strength: number | null | undefined): number {
  return strength ? 1 + strength * 0.6 : 1.4
}
