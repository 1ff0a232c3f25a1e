import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  icon: ReactNode
  title: string
  /** What this place is for, and what to do first. */
  text: ReactNode
  action?: ReactNode
  /** `true` where it is all there is of a page: then its title is the page's. */
  page?: boolean
}

/** An empty place teaches: what this is, and the first step. */
export function EmptyState({ icon, title, text, action, page = false }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      {page ? (
        <h1 className={classes.title} tabIndex={-1} data-page-heading>
          {title}
        </h1>
      ) : (
        <h2 className={classes.title}>{title}</h2>
      )}
      <p className={classes.text}>{text}</p>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  )
}
