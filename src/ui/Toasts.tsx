import { IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './Toasts.module.css'
import { dismiss, onToasts, toastList } from './toast.ts'

/** Where toasts appear. Once, in the shell. Read aloud without taking the focus. */
export function Toasts() {
  const w = usePlatformWords()
  const toasts = useSyncExternalStore(onToasts, toastList, toastList)
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {toasts.map((one) => (
        <div key={one.id} className={classes.toast} data-tone={one.tone}>
          <span className={classes.text}>{one.text}</span>
          {one.undo && (
            <button
              type="button"
              className={classes.undo}
              onClick={() => {
                void one.undo?.()
                dismiss(one.id)
              }}
            >
              {w.common.undo}
            </button>
          )}
          <button
            type="button"
            className={classes.close}
            aria-label={w.common.close}
            onClick={() => dismiss(one.id)}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  )
}
