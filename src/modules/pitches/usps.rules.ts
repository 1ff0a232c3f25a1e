import type { EvidenceState } from './cards.contract.ts'
import { backs } from './cards.rules.ts'
import { type TestResult, USP_STATUSES, USP_TESTS, type UspStatus, type UspTest } from './usps.contract.ts'

export interface TestGiven {
  test: UspTest
  result: TestResult
  /** Of the proof behind it. */
  evidence: EvidenceState
}

/**
 * How a selling proposition stands. A rival that offers the same ends it, whatever was tested. One failed test fails it. It is
 * proven when all three are passed, each on a proof that still stands; passed on a proof that has run out it is stale, and
 * passed without any proof it is a claim of ours: untested.
 */
export function uspStatus(tests: readonly TestGiven[], parities: number): UspStatus {
  if (parities > 0) return 'void'
  const of = new Map(tests.map((test) => [test.test, test]))
  const all = USP_TESTS.map((name) => of.get(name))
  if (all.some((test) => test?.result === 'failed')) return 'failed'
  if (all.some((test) => test?.result !== 'passed' || test.evidence === 'missing')) return 'untested'
  return all.every((test) => backs(test!.evidence)) ? 'proven' : 'stale'
}

/** May it be said to a customer? What failed, or what a rival offers too, harms us. */
export function maySay(status: UspStatus): boolean {
  return status !== 'void' && status !== 'failed'
}

/** The proven first, what must not be said last. */
export function byStatus(a: { status: UspStatus }, b: { status: UspStatus }): number {
  return USP_STATUSES.indexOf(a.status) - USP_STATUSES.indexOf(b.status)
}
