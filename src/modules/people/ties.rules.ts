import { MUTUAL_TIES, type Tie, type TieKind } from './ties.contract.ts'

/**
 * The tie a new one would take the place of: two people are bound once in each way, and where it holds both ways it is the
 * same whoever is named first.
 * @param back the new one reads from `otherId` to `personId`
 */
export function formerTie<T extends Pick<Tie, 'fromId' | 'toId' | 'kind' | 'supersededAt'>>(
  known: readonly T[],
  personId: string,
  otherId: string,
  back: boolean,
  kind: TieKind,
): T | null {
  const [from, to] = back ? [otherId, personId] : [personId, otherId]
  const same = (tie: T) =>
    (tie.fromId === from && tie.toId === to) ||
    (MUTUAL_TIES.includes(kind) && tie.fromId === to && tie.toId === from)
  return known.find((tie) => tie.supersededAt === null && tie.kind === kind && same(tie)) ?? null
}
