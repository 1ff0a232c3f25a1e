import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './Sheet.module.css'
import { useDesk } from './screen-size.ts'
import { WithinPage } from './within-page.ts'

const SIZES = { narrow: '28rem', normal: '38rem', wide: '60rem' } as const

export interface SheetProps {
  opened: boolean
  onClose: () => void
  title: ReactNode
  size?: keyof typeof SIZES
  /** Stays visible below the content: the buttons. */
  footer?: ReactNode
  children: ReactNode
}

/** Something done beside the page: rises from below on a phone, a dialog on a desk. Escape and the backdrop close it. */
export function Sheet({ opened, onClose, title, size = 'normal', footer, children }: SheetProps) {
  const w = usePlatformWords()
  const desk = useDesk()
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={desk ? SIZES[size] : '100%'}
      centered={desk}
      padding={0}
      transitionProps={{ transition: desk ? 'fade-up' : 'slide-up', duration: 160 }}
      classNames={{ inner: classes.inner ?? '', content: classes.content ?? '' }}
    >
      <Modal.Overlay backgroundOpacity={0.35} blur={2} />
      <Modal.Content radius={desk ? 'lg' : 0}>
        {/* Not the library's header: that one would be a second banner of the page. */}
        <div className={classes.header}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton className={classes.close ?? ''} aria-label={w.common.close} />
        </div>
        <WithinPage value={true}>
          <div className={classes.scroll}>{children}</div>
        </WithinPage>
        {footer !== undefined && <div className={classes.footer}>{footer}</div>}
      </Modal.Content>
    </Modal.Root>
  )
}
