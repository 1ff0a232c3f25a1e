import { IconCloudCheck, IconCloudExclamation, IconCloudUp } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { usePlatformWords } from '../words/use.ts'
import classes from './OutboxIndicator.module.css'
import { useOutbox } from './outbox.ts'

export const loadOutboxPanel = () => import('./OutboxPanel.tsx').then((m) => ({ default: m.OutboxPanel }))
const OutboxPanel = lazy(loadOutboxPanel)

/** Online, a write is usually answered before one could read that it waits. */
const WORTH_SAYING_MS = 1200
const SAID_MS = 4000

/** What waits on this device: nothing to see when nothing waits, otherwise how many, and whether one needs the reader. */
export function OutboxIndicator() {
  const w = usePlatformWords()
  const { queue } = useOutbox()
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<'nothing' | 'queue' | 'sent'>('nothing')
  const waits = queue.length > 0
  const needsYou = queue.filter((one) => one.state === 'needsYou').length
  const was = useRef(shown)
  was.current = shown

  useEffect(() => {
    if (waits) {
      const timer = setTimeout(() => setShown('queue'), WORTH_SAYING_MS)
      return () => clearTimeout(timer)
    }
    if (was.current !== 'queue') return
    setShown('sent')
    const timer = setTimeout(() => setShown('nothing'), SAID_MS)
    return () => clearTimeout(timer)
  }, [waits])

  const text =
    shown === 'sent'
      ? w.outbox.sent
      : needsYou > 0
        ? w.outbox.needsYou(needsYou)
        : w.outbox.waiting(queue.length)
  const tone = shown === 'sent' ? 'good' : needsYou > 0 ? 'bad' : 'warn'
  const Icon = { good: IconCloudCheck, bad: IconCloudExclamation, warn: IconCloudUp }[tone]
  return (
    <>
      <div role="status" className={classes.place}>
        {shown !== 'nothing' && (
          <button type="button" className={classes.indicator} data-tone={tone} onClick={() => setOpen(true)}>
            <Icon size={20} aria-hidden />
            <span className={classes.text}>{text}</span>
          </button>
        )}
      </div>
      {open && (
        <Suspense>
          <OutboxPanel onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
