import { PLATFORM_PROBLEMS, ProblemError } from '../contract/problem.ts'

/** SQLSTATE classes that mean the database is away or busy, not that we asked wrongly. */
const AWAY = /^(08|57P|53)/

/**
 * What a database error means to the person asking, or null if it is our mistake.
 * A stale link (foreign key) reads as "not found"; a value taken twice (unique) as a conflict, unless the store has
 * already said something better.
 */
export function databaseProblem(error: unknown): ProblemError | null {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return null
  if (AWAY.test(code) || ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code))
    return new ProblemError(PLATFORM_PROBLEMS.unavailable)
  if (code === '23503') return new ProblemError(PLATFORM_PROBLEMS.notFound)
  if (code === '23505' || code === '40001' || code === '40P01')
    return new ProblemError(PLATFORM_PROBLEMS.conflict)
  return null
}

/** True if `error` says that the unique constraint of that name is violated. */
export function isTaken(error: unknown, constraint: string): boolean {
  const e = error as { code?: unknown; constraint?: unknown } | null
  return e?.code === '23505' && e.constraint === constraint
}
