import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useTitle } from '#platform/web/router.tsx'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './Page.module.css'
import { WithinPage } from './within-page.ts'

export interface PageProps {
  title: string
  subtitle?: ReactNode
  /** Where back leads, e.g. `/accounts`; shown on a phone's top bar and above the title elsewhere. */
  back?: string
  actions?: ReactNode
  /** A small thing beside the title: the state of saving, a tag. */
  status?: ReactNode
  /** narrow: forms and reading · normal: lists · wide: boards and maps */
  width?: 'narrow' | 'normal' | 'wide'
  children?: ReactNode
}

/** One screen: its heading, what one can do here, and its content. It also names the tab and the phone's top bar. */
export function Page({ title, subtitle, back, actions, status, width = 'normal', children }: PageProps) {
  const w = usePlatformWords()
  useTitle(title, back)
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.words}>
          {back !== undefined && (
            <Link to={back} className={classes.back}>
              <IconChevronLeft size={16} aria-hidden />
              {w.shell.back}
            </Link>
          )}
          <div className={classes.line}>
            <h1 className={classes.title} tabIndex={-1} data-page-heading>
              {title}
            </h1>
            {status !== undefined && <div>{status}</div>}
          </div>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <WithinPage value={true}>
        <div className={classes.content}>{children}</div>
      </WithinPage>
    </div>
  )
}

export interface SectionProps {
  title: ReactNode
  /** One sentence under the title. */
  hint?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, hint, actions, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <div>
          <h2 className={classes.sectionTitle}>{title}</h2>
          {hint !== undefined && <p className={classes.hint}>{hint}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
