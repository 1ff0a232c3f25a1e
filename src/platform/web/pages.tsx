import { IconCompassOff, IconLock, IconMoodSad } from '@tabler/icons-react'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { usePlatformWords } from '../words/use.ts'
import { useTitle } from './router.tsx'

/** An address nobody has. */
export function MissingPage() {
  const w = usePlatformWords()
  useTitle(w.missing.title, '/')
  return (
    <EmptyState
      page
      icon={<IconCompassOff />}
      title={w.missing.title}
      text={w.missing.text}
      action={
        <Button variant="primary" to="/">
          {w.missing.home}
        </Button>
      }
    />
  )
}

/** A page this role does not open. */
export function RefusedPage() {
  const w = usePlatformWords()
  useTitle(w.refused.title, '/')
  return (
    <EmptyState
      page
      icon={<IconLock />}
      title={w.refused.title}
      text={w.refused.text}
      action={<Button to="/">{w.missing.home}</Button>}
    />
  )
}

/** A page that broke while being drawn, or whose program could no longer be loaded because a newer one was installed. */
export function BrokenPage({ error: thrown }: Pick<ErrorComponentProps, 'error'>) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const w = usePlatformWords()
  const router = useRouter()
  const stale = /dynamically imported module|importing a module|preload/i.test(error.message)
  return (
    <EmptyState
      page
      icon={<IconMoodSad />}
      title={w.broken.title}
      text={
        <>
          {stale ? w.broken.stale : w.broken.text}
          {!stale && (
            <>
              <br />
              <code>
                {w.broken.reference(
                  error.name === 'Error'
                    ? error.message.slice(0, 120)
                    : `${error.name}: ${error.message.slice(0, 120)}`,
                )}
              </code>
            </>
          )}
        </>
      }
      action={
        <>
          <Button variant="primary" onClick={() => window.location.reload()}>
            {w.common.reload}
          </Button>
          <Button onClick={() => void router.navigate({ to: '/' })}>{w.missing.home}</Button>
        </>
      }
    />
  )
}
