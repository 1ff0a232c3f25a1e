import type { ReactNode } from 'react'
import { Link } from '#platform/web/router.tsx'
import classes from './Timeline.module.css'

export interface TimelineItem {
  key: string
  /** Already written for the reader. */
  when: ReactNode
  title: ReactNode
  text?: ReactNode
  icon?: ReactNode
  to?: string
}

/** What happened, newest first or as its caller orders it. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label?: string }) {
  return (
    <ol className={classes.line} aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={classes.item}>
          <span className={classes.dot} aria-hidden>
            {item.icon}
          </span>
          <div className={classes.words}>
            <div className={classes.head}>
              <span className={classes.title}>
                {item.to === undefined ? item.title : <Link to={item.to}>{item.title}</Link>}
              </span>
              <span className={classes.when}>{item.when}</span>
            </div>
            {item.text !== undefined && <div className={classes.text}>{item.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
