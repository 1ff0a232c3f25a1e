/** Days before its end from which a proof counts as running out: time enough to have a test or an audit repeated. */
export const EXPIRING_DAYS = 60

/** How a proof stands on a day: it still counts on its last day. Days are `YYYY-MM-DD`; null never runs out. */
export function validityOn(today: string, validUntil: string | null): 'valid' | 'expiring' | 'expired' {
  if (validUntil === null) return 'valid'
  if (validUntil < today) return 'expired'
  return validUntil <= daysAfter(today, EXPIRING_DAYS) ? 'expiring' : 'valid'
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/**
 * May a proof back a claim today: it stands, and may be quoted. What has run out or is confidential convinces nobody, or
 * costs us the customer it is about.
 */
export function maySupport(proof: {
  validity: string
  citable: boolean
  archivedAt: string | null
}): boolean {
  return proof.validity !== 'expired' && proof.citable && proof.archivedAt === null
}
