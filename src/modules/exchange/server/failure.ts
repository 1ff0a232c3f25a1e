import { ProblemError } from '#platform/contract/problem.ts'
import { exchangeProblems, type ImportRun } from '../exchange.contract.ts'
import { UnreadableFile } from './reading/unreadable-file.ts'

/** Why an import failed, as its run keeps it; what nobody foresaw says so and no more. */
export function failureOf(error: unknown): NonNullable<ImportRun['failure']> {
  if (error instanceof ProblemError) return { code: error.declaration.code, params: error.params ?? {} }
  if (error instanceof UnreadableFile) return { code: error.problem.code, params: error.problem.params }
  return { code: exchangeProblems.failed.code, params: {} }
}
