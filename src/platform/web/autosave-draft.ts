import { CallError } from './client.ts'
import { versionIn } from './outbox-queue.ts'

export type SaveStanding = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'problem' | 'conflict'

/** Two versions of one record that went apart: what both began with, what the reader wrote, what the system holds. */
export interface Conflict<Draft> {
  base: Draft
  mine: Draft
  theirs: Draft
  version: number
}

export interface DraftView<Draft> {
  value: Draft
  state: SaveStanding
  problem: CallError | null
  conflict: Conflict<Draft> | null
}

export interface DraftParts<Row extends { version: number }, Draft extends object> {
  record: Row
  /** The part of the record that is edited here. */
  pick: (row: Row) => Draft
  /** Sends the draft; `version` is the one it was written on. Answers what `useSave` or `useWrite` answers. */
  save: (draft: Draft, version: number) => Promise<unknown>
  /** Milliseconds of rest before what was typed is sent. */
  delay: number
  later?: (work: () => void, ms: number) => unknown
  cancel?: (timer: unknown) => void
}

/**
 * What is being typed, and how far it is saved. One save is on its way at a time; what is typed meanwhile goes with the next.
 * No DOM and no React in here.
 */
export class AutosavedDraft<Row extends { version: number }, Draft extends object> {
  parts: DraftParts<Row, Draft>
  #base: Draft
  #version: number
  #view: DraftView<Draft>
  #timer: unknown
  #saving: Promise<void> | null = null
  /** What the server refused for good; it is not sent again until it is altered. */
  #refused: Draft | undefined
  #listeners = new Set<() => void>()

  constructor(parts: DraftParts<Row, Draft>) {
    this.parts = parts
    this.#base = parts.pick(parts.record)
    this.#version = parts.record.version
    this.#view = { value: this.#base, state: 'saved', problem: null, conflict: null }
  }

  view = (): DraftView<Draft> => this.#view
  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes what was typed; it is saved after a rest. */
  set(change: Partial<Draft>): void {
    const value = { ...this.#view.value, ...change }
    if (this.#view.conflict) {
      this.#show({ value, conflict: { ...this.#view.conflict, mine: value } })
      return
    }
    this.#show({ value, state: this.#saving ? 'saving' : 'unsaved' })
    this.#cancel()
    const later = this.parts.later ?? ((work: () => void, ms: number) => setTimeout(work, ms))
    this.#timer = later(() => void this.flush(), this.parts.delay)
  }

  /** Saves now what is not saved yet; resolves when nothing is on its way. It never throws: the state says how it went. */
  flush(): Promise<void> {
    this.#cancel()
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null
    })
    return this.#saving
  }

  /**
   * Takes a fresh reading of the record. If nothing here is unsaved the reading is shown; otherwise what was typed stays, and
   * saving it on the older version makes the server say that someone else has written.
   */
  adopt(row: Row): void {
    this.parts.record = row
    if (row.version <= this.#version || this.#saving || this.#view.conflict) return
    if (!same(this.#view.value, this.#base)) return
    this.#base = this.parts.pick(row)
    this.#version = row.version
    this.#show({ value: this.#base, state: 'saved', problem: null })
  }

  /** Ends a conflict with what the reader chose, and saves it on top of the other's version. */
  resolve(chosen: Draft): Promise<void> {
    const conflict = this.#view.conflict
    if (!conflict) return Promise.resolve()
    this.#base = conflict.theirs
    this.#version = conflict.version
    this.#show({ value: chosen, state: 'unsaved', conflict: null, problem: null })
    return this.flush()
  }

  async #saveAll(): Promise<void> {
    while (
      !this.#view.conflict &&
      !same(this.#view.value, this.#base) &&
      !same(this.#view.value, this.#refused)
    ) {
      const draft = this.#view.value
      this.#show({ state: 'saving' })
      try {
        const answer = await this.parts.save(draft, this.#version)
        const { sent, ok } = unwrap(answer)
        this.#base = draft
        this.#refused = undefined
        if (sent) this.#version = versionIn(ok) ?? this.#version + 1
        this.#show({ state: sent ? 'saved' : 'waiting', problem: null })
      } catch (error) {
        this.#failed(error, draft)
        return
      }
    }
    if (same(this.#view.value, this.#base) && ['unsaved', 'problem'].includes(this.#view.state))
      this.#show({ state: 'saved', problem: null })
  }

  #failed(error: unknown, draft: Draft): void {
    const problem =
      error instanceof CallError ? error : new CallError({ status: 0, code: 'platform.unexpected' })
    const version = versionIn(problem.current)
    if (problem.code === 'platform.conflict' && version !== undefined) {
      const theirs = this.parts.pick(problem.current as Row)
      const mine = this.#view.value
      if (same(mine, theirs)) {
        // Both wrote the same: there is nothing to decide.
        this.#base = theirs
        this.#version = version
        this.#show({ state: 'saved', problem: null })
        return
      }
      this.#show({ state: 'conflict', problem, conflict: { base: this.#base, mine, theirs, version } })
      return
    }
    if (!problem.uncertain && problem.status !== 401) this.#refused = draft
    this.#show({ state: 'problem', problem })
    // What was typed while the refused draft was on its way deserves its own try.
    if (this.#refused && !same(this.#view.value, draft)) this.set({})
  }

  #cancel(): void {
    const cancel = this.parts.cancel ?? ((timer: unknown) => clearTimeout(timer as number))
    if (this.#timer !== undefined) cancel(this.#timer)
    this.#timer = undefined
  }

  #show(change: Partial<DraftView<Draft>>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}

/** The keys in which a conflict's sides differ, with who changed them. */
export function differences<Draft extends object>(
  conflict: Conflict<Draft>,
): { key: keyof Draft & string; by: 'me' | 'them' | 'both' }[] {
  const keys = [
    ...new Set([...Object.keys(conflict.mine), ...Object.keys(conflict.theirs)]),
  ] as (keyof Draft & string)[]
  return keys
    .filter((key) => !same(conflict.mine[key], conflict.theirs[key]))
    .map((key) => {
      const me = !same(conflict.mine[key], conflict.base[key])
      const them = !same(conflict.theirs[key], conflict.base[key])
      return { key, by: me && them ? 'both' : me ? 'me' : 'them' }
    })
}

/** Same content, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}

function unwrap(answer: unknown): { sent: boolean; ok: unknown } {
  const written = answer as { sent?: unknown; ok?: unknown } | null | undefined
  if (written?.sent === true) return { sent: true, ok: written.ok }
  if (written?.sent === false) return { sent: false, ok: undefined }
  return { sent: true, ok: answer }
}
