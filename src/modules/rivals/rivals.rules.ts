import type { MAKERS } from './rivals.contract.ts'

/** What is wrong with who made an installed product, or null: a rival's product names the rival, others do not. */
export function refuseMaker(given: {
  maker: (typeof MAKERS)[number]
  rivalId: string | null
}): { path: string; code: string } | null {
  if (given.maker === 'rival' && given.rivalId === null) return { path: 'rivalId', code: 'rival-needed' }
  if (given.maker !== 'rival' && given.rivalId !== null) return { path: 'rivalId', code: 'rival-not-maker' }
  return null
}

/** What is wrong with the days of an installed product, or null. */
export function refuseDays(given: {
  since: string | null
  contractEnd: string | null
  retiredOn?: string | null
}): { path: string; code: string } | null {
  if (given.since === null) return null
  if (given.contractEnd !== null && given.contractEnd < given.since)
    return { path: 'contractEnd', code: 'before-start' }
  if (given.retiredOn && given.retiredOn < given.since) return { path: 'retiredOn', code: 'before-start' }
  return null
}

/**
 * How near the end of a contract is, for the eye: over, within half a year (the time to act is now), or later.
 * @param today `YYYY-MM-DD`
 */
export function contractNearness(
  contractEnd: string | null,
  today: string,
): 'over' | 'near' | 'later' | null {
  if (contractEnd === null) return null
  if (contractEnd < today) return 'over'
  const days = (Date.parse(contractEnd) - Date.parse(today)) / 86_400_000
  return days <= 183 ? 'near' : 'later'
}
