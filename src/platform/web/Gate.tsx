import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { ReadProblem } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { hasChosenLocale, setLocale } from '../words/locale.ts'
import { usePlatformWords } from '../words/use.ts'
import { setZone } from '../words/zone.ts'
import { type CallError, onSignedOut, send } from './client.ts'
import { Mark } from './Mark.tsx'
import { kept, readThrough } from './offline/reading.ts'
import { outbox } from './outbox.ts'
import { queryClient } from './query-client.ts'
import classes from './Shell.module.css'
import { isSignedOut, type Me, MeProvider, type SessionEndpoints, useSession } from './session.tsx'

/** Lets in whoever is signed in; sends others to the sign-in, or to the setup on the very first open, keeping where they wanted to go. */
export function Gate() {
  const endpoints = useSession()
  const me = useQuery<Me, CallError>({
    queryKey: ['members', endpoints.me.name, {}],
    queryFn: async ({ signal, queryKey }) => {
      const answer = (await readThrough(queryKey, endpoints.me, {}, signal)) as Me
      // Before anything of theirs is kept, what is kept of anybody else goes.
      await kept.belongTo(answer.member.id).catch(() => {})
      return answer
    },
    staleTime: 5 * 60_000,
    meta: { quiet: true },
  })
  useEffect(
    () =>
      onSignedOut(
        // The answer may be this very read's: starting it anew from its own refusal would never end.
        () =>
          void queryClient.refetchQueries(
            { queryKey: ['members', endpoints.me.name] },
            { cancelRefetch: false },
          ),
      ),
    [endpoints],
  )

  const memberId = me.data?.member.id
  const profileLocale = me.data?.member.locale
  useEffect(() => {
    if (memberId) void outbox.open(memberId)
  }, [memberId])
  useEffect(() => {
    if (profileLocale && !hasChosenLocale()) setLocale(profileLocale)
  }, [profileLocale])

  if (!me.data) {
    if (isSignedOut(me.error)) return <ToSignIn endpoints={endpoints} />
    if (me.error) {
      return (
        <div className={classes.splash}>
          <ReadProblem problem={me.error} retry={() => void me.refetch()} />
        </div>
      )
    }
    return <Splash />
  }
  // Before anything below is drawn: all days and times there are the organisation's. Should it move, all is drawn anew.
  const { timeZone } = me.data.organisation
  setZone(timeZone)
  return (
    <MeProvider key={`${me.data.member.id} ${timeZone}`} me={me.data}>
      {isSignedOut(me.error) && <SignInAgain refetch={() => void me.refetch()} />}
      <Outlet />
    </MeProvider>
  )
}

function Splash() {
  const w = usePlatformWords()
  return (
    <div className={classes.splash} role="status" aria-label={w.shell.loading}>
      <Mark size={64} />
    </div>
  )
}

function ToSignIn({ endpoints }: { endpoints: SessionEndpoints }) {
  const setup = useQuery<{ needed: boolean }, CallError>({
    queryKey: ['members', endpoints.setup.name, {}],
    queryFn: async ({ signal }) => (await send(endpoints.setup, {}, { signal })) as { needed: boolean },
  })
  const wanted = useRouterState({ select: (state) => state.location.href })
  // Fixed at the first moment: while the redirect is under way the address is already another.
  const [back] = useState(wanted)
  if (setup.isPending) return <Splash />
  if (setup.data?.needed) return <Navigate to="/setup" replace />
  return <Navigate to="/sign-in" search={(back === '/' ? {} : { back }) as never} replace />
}

/**
 * The session ended in the middle of the work. The page stays as it is, with all that was typed; signing in happens beside it, in
 * another tab, and coming back is noticed.
 */
function SignInAgain({ refetch }: { refetch: () => void }) {
  const w = usePlatformWords()
  useEffect(() => {
    window.addEventListener('focus', refetch)
    return () => window.removeEventListener('focus', refetch)
  }, [refetch])
  return (
    <div className={classes.signInAgain}>
      <Notice
        tone="warn"
        title={w.shell.sessionEnded}
        actions={
          <>
            <a className={classes.signInLink} href="/sign-in" target="_blank" rel="noopener opener">
              {w.shell.signInAgain}
            </a>
            <Button size="sm" variant="quiet" onClick={refetch}>
              {w.shell.signedInAgain}
            </Button>
          </>
        }
      >
        {w.shell.sessionEndedText}
      </Notice>
    </div>
  )
}
