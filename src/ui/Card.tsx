import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from '#platform/web/router.tsx'
import classes from './Card.module.css'

export interface CardProps {
  /** Where pressing it leads: the whole card is then one link. */
  to?: string
  onClick?: () => void
  /** A coloured edge, for the one card that matters now. */
  accent?: boolean
  padding?: 'normal' | 'tight' | 'none'
  children: ReactNode
}

/** A sheet of white on the ice. Pressable when it leads somewhere; then put no other button inside. */
export function Card({ to, onClick, accent, padding = 'normal', children }: CardProps) {
  const look = { className: classes.card, 'data-accent': accent || undefined, 'data-padding': padding }
  if (to !== undefined) {
    return (
      <Link to={to} onClick={onClick} data-pressable {...look}>
        {children}
      </Link>
    )
  }
  if (onClick) {
    return (
      <button type="button" onClick={onClick} data-pressable {...look}>
        {children}
      </button>
    )
  }
  return <div {...look}>{children}</div>
}

export interface TileProps {
  label: string
  value: ReactNode
  /** The figure's definition, or what it is compared with. */
  hint?: ReactNode
  /** Opens the records behind the figure. */
  to?: string
  tone?: 'quiet' | 'good' | 'warn' | 'bad'
}

/** One figure. */
export function Tile({ label, value, hint, to, tone = 'quiet' }: TileProps) {
  return (
    <Card {...(to !== undefined && { to })}>
      <div className={classes.tileLabel}>
        {label}
        {to !== undefined && <IconChevronRight size={16} aria-hidden />}
      </div>
      <div className={classes.tileValue} data-tone={tone}>
        {value}
      </div>
      {hint !== undefined && <div className={classes.tileHint}>{hint}</div>}
    </Card>
  )
}
