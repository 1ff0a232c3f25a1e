import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

const ICONS = { ice: IconInfoCircle, good: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertTriangle }

export interface NoticeProps {
  tone?: keyof typeof ICONS
  title?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** Something to know before going on, in its place on the page. Bad news is also read aloud. */
export function Notice({ tone = 'ice', title, actions, children }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.words}>
        {title !== undefined && <div className={classes.title}>{title}</div>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  )
}
