import type { ReactNode } from 'react'
import classes from './Badge.module.css'

export type Tone = 'quiet' | 'ice' | 'good' | 'warn' | 'bad'

/** A word on a tinted ground. The word says it; the colour only repeats it. */
export function Tag({
  tone = 'quiet',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon}
      <span className={classes.word}>{children}</span>
    </span>
  )
}
