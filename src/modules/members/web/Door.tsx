import type { ReactNode } from 'react'
import { useTitle } from '#platform/web/router.tsx'
import { WithinPage } from '#ui/within-page.ts'
import classes from './Door.module.css'

/** One card in the middle of the page: the way in. */
export function Door({
  title,
  intro,
  foot,
  children,
}: {
  title: string
  intro?: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  useTitle(title)
  return (
    <div className={classes.place}>
      <div className={classes.door}>
        <h1 className={classes.title} tabIndex={-1} data-page-heading>
          {title}
        </h1>
        {intro !== undefined && <p className={classes.intro}>{intro}</p>}
        <WithinPage value={true}>
          <div className={classes.content}>{children}</div>
        </WithinPage>
        {foot !== undefined && <div className={classes.foot}>{foot}</div>}
      </div>
    </div>
  )
}
