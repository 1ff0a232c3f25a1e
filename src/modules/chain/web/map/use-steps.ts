import { useCallback, useRef, useState } from 'react'
import { CallError } from '#platform/web/client.ts'
import { useWords } from '#platform/words/use.ts'
import { toast, undoToast } from '#ui/toast.ts'
import { mapWords } from '../../words/map.ts'
import { begun, NO_STEPS, nextOf, type StepStack, type TakenStep, took, turned } from './step-stack.ts'

/** The steps of this sitting, in the order they were taken: sent one after the other, taken back and done again in that order. */
export interface Steps {
  /** Work for the server: a step may stand on the one before. Settles when it is done. */
  enqueue: (work: () => Promise<void>) => Promise<void>
  /** A step is asked for. */
  begin: () => void
  /** A step is kept, and said with its way back. */
  keep: (step: TakenStep, said: string) => void
  undo: () => void
  redo: () => void
  canUndo: boolean
  canRedo: boolean
  busy: boolean
  /** Something is on its way to the server. */
  waiting: () => boolean
}

export function useSteps(): Steps {
  const m = useWords(mapWords)
  const [stack, setStack] = useState<StepStack>(NO_STEPS)
  const [busy, setBusy] = useState(false)
  // What stands when the work is done, not when it was asked for: a step may still be under way.
  const latest = useRef(stack)
  const set = useCallback((next: StepStack) => {
    latest.current = next
    setStack(next)
  }, [])
  const queue = useRef<Promise<void>>(Promise.resolve())
  const count = useRef(0)
  const enqueue = useCallback((work: () => Promise<void>) => {
    count.current += 1
    setBusy(true)
    const done = queue.current.then(work).finally(() => {
      count.current -= 1
      if (count.current === 0) setBusy(false)
    })
    queue.current = done.catch(() => {})
    return done
  }, [])
  const turn = useCallback(
    (from: keyof StepStack, id?: string) =>
      enqueue(async () => {
        const step = nextOf(latest.current, from, id)
        if (!step) return
        try {
          const inverse = await step.turn()
          set(turned(latest.current, from, step.id, inverse))
          toast(from === 'done' ? m.did.undone : m.did.redone)
        } catch (error) {
          // Nobody knows what became of it: it may be tried again.
          if (!(error instanceof CallError && error.uncertain))
            set(turned(latest.current, from, step.id, null))
          step.refused(error)
        }
      }),
    [enqueue, set, m],
  )
  return {
    enqueue,
    begin: useCallback(() => set(begun(latest.current)), [set]),
    keep: useCallback(
      (step, said) => {
        set(took(latest.current, step))
        // Said once it is kept: of a step that was refused there is nothing to take back.
        undoToast(said, () => turn('done', step.id))
      },
      [set, turn],
    ),
    undo: useCallback(() => void turn('done'), [turn]),
    redo: useCallback(() => void turn('undone'), [turn]),
    canUndo: stack.done.length > 0,
    canRedo: stack.undone.length > 0,
    busy,
    waiting: useCallback(() => count.current > 0, []),
  }
}
