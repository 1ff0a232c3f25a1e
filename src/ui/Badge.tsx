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

/** How many; nothing at zero. `label` is what is counted, for the ear. */
export function CountBadge({ count, label, tone = 'ice' }: { count: number; label: string; tone?: Tone }) {
  if (count === 0) return null
  return (
    <span className={classes.count} data-tone={tone} role="img" aria-label={`${count} ${label}`}>
      {count > 99 ? '99+' : count}
    </span>
  )
}
