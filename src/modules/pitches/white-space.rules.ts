import type { Footprint, FootprintClaim, WhiteSpaceCell } from './white-space.contract.ts'

/** A product in use at the customer, as the rivals' list keeps it. */
export interface InUse {
  unitId: string | null
  maker: 'rival' | 'ours' | 'unknown'
  productName: string
  retired: boolean
}

/** Names as people write them: width, case and spaces do not make another product. */
export const sameName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/**
 * What is known of each cell. A claim of today comes first, also one that took everything back; where nobody claimed anything,
 * a product of ours recorded as in use speaks for itself. Nothing else is concluded: no record is not "none".
 */
export function cellsOf(
  claims: readonly FootprintClaim[],
  inUse: readonly InUse[],
  products: readonly { id: string; name: string }[],
): WhiteSpaceCell[] {
  const key = (unitId: string | null, productId: string) => `${unitId ?? ''}:${productId}`
  const said = new Set(claims.map((claim) => key(claim.unitId, claim.productId)))
  const byName = new Map(products.map((product) => [sameName(product.name), product.id]))
  const cells = claims.flatMap(({ state, ...claim }): WhiteSpaceCell[] =>
    state
      ? [
          {
            unitId: claim.unitId,
            productId: claim.productId,
            state,
            rival: claim.rival,
            claim: { ...claim, state },
          },
        ]
      : [],
  )
  for (const { unitId, maker, productName, retired } of inUse) {
    const productId = byName.get(sameName(productName))
    if (maker !== 'ours' || retired || !productId || said.has(key(unitId, productId))) continue
    said.add(key(unitId, productId))
    cells.push({ unitId, productId, state: 'ours', rival: null, claim: null })
  }
  return cells
}

export interface Tally extends Record<Footprint, number> {
  unknown: number
}

/** Of so many departments, what each state's share is for one product. The customer as a whole is not a department. */
export function tallyOf(
  productId: string,
  unitIds: readonly string[],
  cells: readonly WhiteSpaceCell[],
): Tally {
  const shown = new Set(unitIds)
  const tally: Tally = { ours: 0, rival: 0, none: 0, unknown: unitIds.length }
  for (const cell of cells) {
    if (cell.productId !== productId || cell.unitId === null || !shown.has(cell.unitId)) continue
    tally[cell.state] += 1
    tally.unknown -= 1
  }
  return tally
}

/**
 * Departments worth a row to begin with: those we know something of, and those that decide, buy or use. All of them where
 * that leaves nothing.
 */
export function rowsOf<U extends { id: string; stand: string | null }>(
  units: readonly U[],
  cells: readonly WhiteSpaceCell[],
): U[] {
  const known = new Set(cells.map((cell) => cell.unitId))
  const worth = units.filter(
    (unit) => known.has(unit.id) || ['decide', 'purchase', 'use'].includes(unit.stand ?? ''),
  )
  return worth.length > 0 ? worth : [...units]
}
