import type { StanceWord } from '../../findings.rules.ts'

/**
 * Each stance has its own outline, so that it reads without colour; unknown is a broken ring, never the neutral dot.
 * Drawn in a square of 16; `hollow` ones are outlines.
 */
export const STANCE_SHAPES: Readonly<
  Record<StanceWord, { path: string; look: 'solid' | 'hollow' | 'broken' }>
> = {
  champion: {
    path: 'M8 1.2l2 4.3 4.7.6-3.5 3.2.9 4.7L8 11.7 3.9 14l.9-4.7L1.3 6.1 6 5.5z',
    look: 'solid',
  },
  for: { path: 'M8 2l6 11H2z', look: 'solid' },
  leaning_for: { path: 'M8 3.2l4.8 8.8H3.2z', look: 'hollow' },
  neutral: { path: 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0z', look: 'solid' },
  leaning_against: { path: 'M8 12.8L3.2 4h9.6z', look: 'hollow' },
  against: { path: 'M8 14L2 3h12z', look: 'solid' },
  hostile: {
    path: 'M3 1.8L8 6.2l5-4.4 1.8 1.9L10.2 8l4.6 4.3-1.8 1.9L8 9.8l-5 4.4-1.8-1.9L5.8 8 1.2 3.7z',
    look: 'solid',
  },
  unknown: { path: 'M2.4 8a5.6 5.6 0 1 0 11.2 0a5.6 5.6 0 1 0-11.2 0z', look: 'broken' },
}
