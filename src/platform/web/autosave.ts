import { useEffect, useState, useSyncExternalStore } from 'react'
import { AutosavedDraft, type DraftView } from './autosave-draft.ts'
import { showWritten } from './query-client.ts'

const A_REST_IN_TYPING_MS = 800

export interface AutosaveOptions<Row extends { version: number }, Draft extends object> {
  /** The record as last read. A newer reading is taken over unless something here is unsaved. */
  record: Row
  pick: (row: Row) => Draft
  save: (draft: Draft, version: number) => Promise<unknown>
  /** Milliseconds; 800 unless told. */
  delay?: number
}

export interface Autosaved<Draft extends object> extends DraftView<Draft> {
  set: (change: Partial<Draft>) => void
  /** Saves at once, e.g. before going to the next stage. */
  flush: () => Promise<void>
  /** Ends a conflict; `ConflictDialog` calls it. */
  resolve: (chosen: Draft) => Promise<void>
}

/**
 * A form that saves itself as it is typed: after a rest, on leaving a field, on leaving the page, when the network returns.
 * Give the component that calls it a `key` with the record's id, so that another record starts another draft.
 */
export function useAutosave<Row extends { version: number }, Draft extends object>(
  options: AutosaveOptions<Row, Draft>,
): Autosaved<Draft> {
  const [draft] = useState(
    () => new AutosavedDraft<Row, Draft>({ ...options, delay: options.delay ?? A_REST_IN_TYPING_MS }),
  )
  const view = useSyncExternalStore(draft.listen, draft.view, draft.view)

  useEffect(() => {
    draft.parts.pick = options.pick
    draft.parts.save = async (value, version) => {
      const answer = await options.save(value, version)
      // Not sent yet, so no answer will bring it: it is put where the next page looks.
      if ((answer as { sent?: unknown } | null)?.sent === false) showWritten(draft.parts.record, value)
      return answer
    }
  })
  useEffect(() => draft.adopt(options.record), [draft, options.record])
  useEffect(() => {
    const flush = () => void draft.flush()
    const leaving = () => document.visibilityState === 'hidden' && flush()
    const left = (event: FocusEvent) =>
      event.target instanceof HTMLElement && isField(event.target) && flush()
    document.addEventListener('visibilitychange', leaving)
    document.addEventListener('focusout', left)
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      document.removeEventListener('focusout', left)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      flush()
    }
  }, [draft])

  return {
    ...view,
    set: (change) => draft.set(change),
    flush: () => draft.flush(),
    resolve: (chosen) => draft.resolve(chosen),
  }
}

function isField(element: HTMLElement): boolean {
  return element.matches('input, textarea, select, [contenteditable="true"]')
}
