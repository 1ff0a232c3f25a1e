import type { Tone } from '#ui/Badge.tsx'
import type { LIFECYCLE, TIER } from '../accounts.contract.ts'

export const TIER_TONES: Record<(typeof TIER)[number], Tone> = {
  strategic: 'ice',
  key: 'ice',
  general: 'quiet',
  potential: 'quiet',
}
export const LIFECYCLE_TONES: Record<(typeof LIFECYCLE)[number], Tone> = {
  target: 'quiet',
  engaged: 'ice',
  cooperating: 'good',
  expanding: 'good',
  at_risk: 'warn',
  lost: 'bad',
}
