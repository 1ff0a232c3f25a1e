import { createContext, type ReactNode, useContext } from 'react'
import type { EndpointSpec } from '../contract/endpoint.ts'
import { type Capability, may, type Role } from '../contract/roles.ts'
import type { Locale } from '../words/words.ts'
import type { CallError } from './client.ts'

/** Who is signed in. The endpoint that answers it is handed in by `src/web.tsx`; the platform knows no module. */
export interface Me {
  member: {
    id: string
    name: string
    role: Role
    email: string
    teamId: string | null
    locale: Locale | null
  }
  organisation: { id: string; name: string }
}

/** The endpoints the shell itself needs. */
export interface SessionEndpoints {
  /** Answers `Me`; 401 `platform.signed-out` when nobody is signed in. */
  me: EndpointSpec
  signOut: EndpointSpec
  /** Public; answers `{ needed }`: true until the first administrator exists. */
  setup: EndpointSpec
  /** Keeps the chosen language with the member, so that mails come in it; optional. */
  changeLocale?: { endpoint: EndpointSpec; input: (locale: Locale) => object }
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
  return error?.status === 401
}
