import { ASPECTS, type Aspect, PERSON_ASPECTS } from './ratings.contract.ts'

/** True for what a person wants for themselves: only the account team sees how it is rated. */
export function isPersonalAspect(aspect: Aspect): boolean {
  return (PERSON_ASPECTS as readonly string[]).includes(aspect)
}

/** One belief about one aspect, as far as ranking needs it. */
export interface Graded {
  aspect: Aspect
  personId: string | null
  importance: number | null
  served: number | null
}

/**
 * How much there is to gain: importance × (5 − how well we serve it), 0…20. Null where either is not known: the first thing
 * to work on there is to ask.
 */
export function gap(rating: Pick<Graded, 'importance' | 'served'>): number | null {
  return rating.importance === null || rating.served === null ? null : rating.importance * (5 - rating.served)
}

/**
 * What to work on, the most to gain first; among equals what matters more. What is not known comes last, the important first.
 */
export function rankGaps<Row extends Graded>(ratings: readonly Row[]): Row[] {
  return [...ratings].sort(
    (a, b) =>
      (gap(b) ?? -1) - (gap(a) ?? -1) ||
      (b.importance ?? 0) - (a.importance ?? 0) ||
      ASPECTS.indexOf(a.aspect) - ASPECTS.indexOf(b.aspect),
  )
}
