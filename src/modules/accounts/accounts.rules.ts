import type { RelationKind } from './accounts.contract.ts'

const INVERSE: Readonly<Record<RelationKind, RelationKind>> = {
  parent: 'subsidiary',
  subsidiary: 'parent',
  shareholder: 'holding',
  holding: 'shareholder',
  supplier: 'customer',
  customer: 'supplier',
  alliance: 'alliance',
  referred_by: 'referred_to',
  referred_to: 'referred_by',
}

/** The same relation seen from the other company: our supplier has us as its customer. */
export function inverseRelation(kind: RelationKind): RelationKind {
  return INVERSE[kind]
}

/**
 * True if hanging `id` below `above` closes a loop: it would then be its own superior, a chart nobody can draw.
 * @param linesUp for each record, what it hangs below (solid and dotted lines alike)
 */
export function makesLoop(
  linesUp: { get: (id: string) => readonly string[] | undefined },
  id: string,
  above: readonly string[],
): boolean {
  const seen = new Set<string>()
  const open = [...above]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(linesUp.get(next) ?? []))
  }
  return false
}

/** The names of the fields a change really changes; an autosave may send the same again. */
export function changedFields<T extends object>(before: T, change: Partial<T>): (keyof T & string)[] {
  return (Object.keys(change) as (keyof T & string)[]).filter(
    (key) => change[key] !== undefined && JSON.stringify(change[key]) !== JSON.stringify(before[key]),
  )
}
