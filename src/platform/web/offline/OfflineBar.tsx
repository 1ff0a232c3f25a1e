import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useFormat, usePlatformWords } from '../../words/use.ts'
import { dayOfDate, today } from '../../words/zone.ts'
import { useOnline } from '../online.ts'
import { outbox } from '../outbox.ts'
import { takeNewVersion, useNewVersion } from './new-version.ts'
import classes from './OfflineBar.module.css'
import { askAgain, useShownFrom } from './reading.ts'

/** Says under the top bar what the reader must know about what is seen: that it is of an earlier hour, or that a newer program waits. */
export function OfflineBar() {
  const w = usePlatformWords()
  const f = useFormat()
  const online = useOnline()
  const from = useShownFrom()
  const isNew = useNewVersion()
  const since = from === null ? null : spoken(from, f)
  return (
    <div role="status">
      {(!online || since) && (
        <div className={classes.bar} data-tone="warn">
          <IconCloudOff size={18} aria-hidden />
          <span className={classes.text}>
            {since && <strong>{online ? w.offline.unreachable(since) : w.offline.since(since)} </strong>}
            {since ? w.offline.keepWriting : w.shell.offline}
          </span>
          {online && (
            <button type="button" className={classes.act} onClick={askAgain}>
              {w.common.retry}
            </button>
          )}
        </div>
      )}
      {isNew && online && (
        <div className={classes.bar} data-tone="ice">
          <IconRefresh size={18} aria-hidden />
          <span className={classes.text}>{w.offline.newVersion}</span>
          <button type="button" className={classes.act} onClick={() => void refresh()}>
            {w.offline.refresh}
          </button>
        </div>
      )}
    </div>
  )
}

/** What is being typed is handed to the outbox first: leaving a field saves it. */
async function refresh(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  window.dispatchEvent(new Event('pagehide'))
  await outbox.settled()
  takeNewVersion()
}

/** `14:05` today, otherwise with its day. */
function spoken(at: number, f: ReturnType<typeof useFormat>): string {
  const iso = new Date(at).toISOString()
  return dayOfDate(new Date(at)) === today() ? f.time(iso) : f.moment(iso)
}
