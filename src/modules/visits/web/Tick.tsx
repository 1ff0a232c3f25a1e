import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './visits.module.css'

/** The round mark of a list of things to do. */
export function TickMark({ done }: { done: boolean }) {
  return (
    <span className={classes.tick} data-done={done || undefined} aria-hidden>
      <IconCheck size={16} />
    </span>
  )
}

/** A thing to do: one tap says it is done, another takes that back. */
export function Tick({
  done,
  onChange,
  disabled = false,
  children,
}: {
  done: boolean
  onChange: (done: boolean) => void
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={classes.check}
      aria-pressed={done}
      disabled={disabled}
      onClick={() => onChange(!done)}
    >
      <TickMark done={done} />
      <span className={classes.checkWords}>{children}</span>
    </button>
  )
}
