import { type Problem, type ProblemCode, problem } from '../../problems.rules.ts'

/** The file cannot be read (further). `problem` says why and is meant for the user; `message` is for a log. */
export class UnreadableFile extends Error {
  readonly problem: Problem
  constructor(code: ProblemCode, where: Parameters<typeof problem>[2] = {}) {
    super(`unreadable file: ${code}`)
    this.name = 'UnreadableFile'
    this.problem = problem(code, 'error', where)
  }
}

/** Long reads ask between chunks whether the user still wants them. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new UnreadableFile('cancelled')
}
