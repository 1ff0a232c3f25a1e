import type { Tx } from '#platform/server/tx.ts'
import type { ProblemCount } from '../../exchange.contract.ts'
import type { Problem } from '../../problems.rules.ts'
import { insertProblems } from '../outcome-store.ts'

/** Of one kind in one run, so many are kept one by one; the rest is counted. */
export const MOST_OF_A_KIND = 10_000
const AT_ONCE = 1_000

/** Takes every problem of a run, counts all, keeps the first 10,000 of each kind, and writes them in batches. */
export class ProblemSink {
  readonly #tx: Tx
  readonly #importId: string
  readonly #most: number
  readonly #counts = new Map<string, ProblemCount>()
  readonly #kept = new Map<string, number>()
  #waiting: { file: string; problem: Problem }[] = []
  #no = 0

  constructor(tx: Tx, importId: string, most = MOST_OF_A_KIND) {
    this.#tx = tx
    this.#importId = importId
    this.#most = most
  }

  add(file: string, problem: Problem): void {
    const key = JSON.stringify([file, problem.code, problem.severity])
    const count = this.#counts.get(key) ?? {
      file,
      code: problem.code,
      severity: problem.severity,
      count: 0,
      kept: 0,
      example: {
        file,
        row: problem.row ?? null,
        column: problem.column ?? null,
        code: problem.code,
        severity: problem.severity,
        params: problem.params,
        value: problem.value ?? null,
      },
    }
    this.#counts.set(key, count)
    count.count += 1
    const kept = this.#kept.get(problem.code) ?? 0
    if (kept >= this.#most) return
    this.#kept.set(problem.code, kept + 1)
    count.kept += 1
    this.#waiting.push({ file, problem })
  }

  /** Writes what waits, if it is worth a statement; everything with `all`. */
  async flush(all = false): Promise<void> {
    while (this.#waiting.length >= (all ? 1 : AT_ONCE)) {
      const some = this.#waiting.splice(0, AT_ONCE)
      await insertProblems(
        this.#tx,
        this.#importId,
        some.map((one) => {
          this.#no += 1
          return { no: this.#no, ...one }
        }),
      )
    }
  }

  counts(): ProblemCount[] {
    return [...this.#counts.values()]
  }
}
