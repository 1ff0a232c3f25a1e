import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { EndpointSpec } from '../contract/endpoint.ts'
import { type Capability, may, type Role } from '../contract/roles.ts'
import type { Locale } from '../words/words.ts'
import { type CallError, send } from './client.ts'
import { kept } from './offline/reading.ts'
import { outbox } from './outbox.ts'
import { queryClient } from './query-client.ts'

/** Who is signed in. The endpoint that answers it is handed in by `src/web.tsx`; the platform knows no module. */
export interface Me {
  member: {
    id: string
    name: string
    role: Role
    email: string
    teamId: string | null
    locale: Locale | null
    version: number
  }
  /** `timeZone`: where the organisation works; missing from what a device kept of an earlier version. */
  organisation: { id: string; name: string; timeZone?: string }
}

/** The endpoints the shell itself needs. */
export interface SessionEndpoints {
  /** Answers `Me`; 401 `platform.signed-out` when nobody is signed in. */
  me: EndpointSpec
  signOut: EndpointSpec
  /** Public; answers `{ needed }`: true until the first administrator exists. */
  setup: EndpointSpec
  /** Keeps the chosen language with the member, so that mails come in it; optional. */
  changeLocale?: { endpoint: EndpointSpec; input: (me: Me, locale: Locale) => object }
}

const MeContext = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

/** The member who is signed in. Only on screens that need a sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe() is for screens that need a sign-in')
  return me
}

/** The member, or null on screens that are open to everybody. */
export function useMaybeMe(): Me | null {
  return useContext(MeContext)
}

/** True if the member's role may ever do this: to show or leave out a button. The server decides again. */
export function useMay(capability: Capability): boolean {
  return may(useMaybeMe()?.member.role ?? null, capability)
}

export function isSignedOut(error: CallError | null): boolean {
  return error?.code === 'platform.signed-out'
}

const SessionContext = createContext<SessionEndpoints | null>(null)

export function SessionProvider({
  endpoints,
  children,
}: {
  endpoints: SessionEndpoints
  children: ReactNode
}) {
  return <SessionContext value={endpoints}>{children}</SessionContext>
}

export function useSession(): SessionEndpoints {
  const endpoints = useContext(SessionContext)
  if (!endpoints) throw new Error('useSession() is for screens inside the app')
  return endpoints
}

/** After signing in: forget what an earlier member saw on this device, and go where one wanted to go. */
export function useSignedIn(): (back?: string) => void {
  return useCallback((back) => {
    queryClient.clear()
    // A full load: nothing of the earlier member stays in memory. Only addresses of this app are followed.
    window.location.assign(
      back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\') ? back : '/',
    )
  }, [])
}

/** Signs out here. What waits in the outbox stays on the device for the member's next sign-in. */
export function useSignOut(): () => Promise<void> {
  const endpoints = useSession()
  return useCallback(async () => {
    await send(endpoints.signOut, {}).catch((error: CallError) => {
      // Signed out already is signed out; without network the cookie stays, so one must be told.
      if (error.code !== 'platform.signed-out') throw error
    })
    await outbox.open(null)
    await kept.forgetAll().catch(() => {})
    queryClient.clear()
    window.location.assign('/sign-in')
  }, [endpoints])
}

/** Keeps the chosen language with the member. Fails silently: this device remembers it anyway. */
export function useKeepLocale(): (locale: Locale) => void {
  const me = useMaybeMe()
  const { changeLocale } = useSession()
  return useCallback(
    (locale) => {
      if (!me || !changeLocale) return
      void send(changeLocale.endpoint, changeLocale.input(me, locale)).then(
        () => queryClient.invalidateQueries({ queryKey: ['members'] }),
        () => {},
      )
    },
    [me, changeLocale],
  )
}
