import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Counts, KindCounts, RecordKind } from '../../exchange.contract.ts'
import type { FileProfile } from '../../file-profile.rules.ts'
import type { PlannedFile } from '../../import-plan.rules.ts'
import type { Reading } from '../../interpret.rules.ts'
import type { ProblemSink } from './problem-sink.ts'

/** A file of a run, understood: where its bytes are, how to open them, and what its rows mean. */
export interface ImportSource {
  fileId: string
  /** Unique in the run; problems and questions name the file by it. */
  name: string
  path: string
  open: { encoding?: string; sheet?: string; delimiter?: string; headerRow?: number }
  profile: FileProfile
  planned: PlannedFile
  reading: Reading
  /** For an organisation chart: the day it speaks of; null is today. */
  chartDay?: string | null
}

export interface Progress {
  phase: 'waiting' | 'reading' | 'writing' | 'finishing' | 'undoing'
  file: string
  done: number
  total: number
}

/** What a run carries along; every writer is given it. */
export interface Running {
  tx: Tx
  actor: Actor
  importId: string
  /** Where a file names no currency. */
  currency: string
  /** The account of rows that name none; empty: there is no such. */
  accountName: string
  signal: AbortSignal
  tally: Tally
  problems: ProblemSink
  /** Called after each batch; throws if the user has asked to stop. */
  step: (file: string, rows: number) => Promise<void>
}

export type CountedAs = keyof KindCounts

/** Counts records by kind and by what became of them, and projects by their stage. */
export class Tally {
  readonly counts: Counts = {}
  readonly stages: Record<string, number> = {}
  readonly read: Record<string, number> = {}

  add(kind: RecordKind, as: CountedAs, number = 1): void {
    if (number === 0) return
    const counts = this.counts[kind] ?? { created: 0, updated: 0, unchanged: 0, skipped: 0 }
    this.counts[kind] = counts
    counts[as] += number
  }

  stage(stage: string): void {
    this.stages[stage] = (this.stages[stage] ?? 0) + 1
  }

  rowRead(target: string): void {
    this.read[target] = (this.read[target] ?? 0) + 1
  }
}

/** Ids in the order they are made, so that rows keep the order of the file; cheaper by the thousand than one by one. */
export class IdMaker {
  #time = Date.now()
  #count = 0

  /** A UUIDv7: milliseconds, a counter, random bits. */
  next(): string {
    this.#count += 1
    if (this.#count > 0xfff) {
      this.#count = 0
      this.#time = Math.max(this.#time + 1, Date.now())
    }
    const time = this.#time.toString(16).padStart(12, '0')
    const rest = randomUUID().slice(19)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.#count.toString(16).padStart(3, '0')}-${rest}`
  }
}
