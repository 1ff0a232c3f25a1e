import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Logger } from 'pino'
import { ProblemError } from '#platform/contract/problem.ts'
import type { RequestFacts } from '#platform/server/module.ts'
import { MEMBERS_PROBLEMS } from '../members.contract.ts'
import { identityDatabase, type Open } from './identity-driver.ts'

export { hashPassword, verifyPassword }

/** Seconds a session lives after it was last renewed, and how often it is. */
const SESSION_LIVES = 30 * 86_400
const SESSION_RENEWS = 86_400

/** The cookie only has to outlive the session, whose end the database decides. Browsers keep one for 400 days at most. */
const COOKIE_LIVES = 400 * 86_400

/** Ours: better-auth reads addresses from a header only, and those a client can send are not to be trusted. */
const ADDRESS_HEADER = 'x-icebreaker-address'

export interface SignedIn {
  sessionId: string
  userId: string
  orgId: string
  /** The session's token as the database holds it. */
  token: string
  expiresAt: Date
}

export type RequestHeaders = RequestFacts['headers']
/** What identity needs to know of a request. */
export type SignInFacts = Pick<RequestFacts, 'ip' | 'origin' | 'headers'>

/**
 * Sign-in by e-mail and password, on better-auth. Its own routes are not mounted: our endpoints call it.
 * Each call says by `open` which database is meant, and must not be made inside an open transaction: it takes connections
 * of its own, and requests that hold one while waiting for another would starve each other.
 */
export interface Identity {
  /**
   * @returns the session, and the cookies to set
   * @throws `members.sign-in-refused`, alike for an unknown e-mail and a wrong password, and after the same work
   */
  signIn: (
    open: Open,
    who: { email: string; password: string; remember: boolean },
    request: SignInFacts,
  ) => Promise<{ signedIn: SignedIn; cookies: string[] }>
  /** Ends the session of the request's cookie, if there is one. @returns the cookies that clear it */
  signOut: (open: Open, request: SignInFacts) => Promise<string[]>
  /** Whose session the request's cookie is; null if it is none, has ended or is not signed by us. */
  read: (open: Open, headers: RequestHeaders) => Promise<SignedIn | null>
  /** The value of the session cookie that would be read, unchecked; null if the request has none. */
  cookieOf: (headers: RequestHeaders) => string | null
}

const PLAIN = 'icebreaker.session_token'
const SECURE = `__Host-${PLAIN}`

/** True for a host that only this machine can reach: there a cookie may travel without TLS. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name)
  )
}

/**
 * Whether cookies for this origin are `Secure`: always, but on loopback.
 * @throws `members.needs-https` where a browser would drop the cookie and the sign-in be lost without a word
 */
export function needsSecureCookie(origin: string): boolean {
  const { protocol, host } = new URL(origin)
  if (protocol === 'https:') return true
  if (isLoopback(host)) return false
  throw new ProblemError(MEMBERS_PROBLEMS.needsHttps)
}

/** @param origin where the reader meets us, if that is not what the request says (a proxy that does not tell) */
export function createIdentity(parts: {
  secret: string
  log?: Logger | undefined
  origin?: string | undefined
}): Identity {
  // better-auth is given its database once, when it is made; ours comes with each call.
  const opens = new AsyncLocalStorage<Open>()
  const db = identityDatabase((scope, work) => opens.getStore()!(scope, work))
  const database = { db, type: 'postgres' as const, transaction: false }
  const make = (secure: boolean) =>
    betterAuth({
      appName: 'Icebreaker',
      // Only for links of its own, which we do not use; without it, it warns.
      baseURL: parts.origin ?? 'http://127.0.0.1',
      secret: parts.secret,
      database,
      telemetry: { enabled: false },
      logger: {
        level: 'error',
        log: (_level, message, ...rest) =>
          parts.log?.error({ err: rest.find((r) => r instanceof Error) }, message),
      },
      emailAndPassword: { enabled: true, minPasswordLength: 1, maxPasswordLength: 200, disableSignUp: true },
      user: {
        modelName: 'auth_user',
        fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
        additionalFields: { orgId: { type: 'string', required: true, input: false, fieldName: 'org_id' } },
      },
      session: {
        modelName: 'auth_session',
        fields: {
          userId: 'user_id',
          expiresAt: 'expires_at',
          ipAddress: 'ip_address',
          userAgent: 'user_agent',
          createdAt: 'created_at',
          updatedAt: 'updated_at',
        },
        expiresIn: SESSION_LIVES,
        updateAge: SESSION_RENEWS,
      },
      account: {
        modelName: 'auth_account',
        fields: {
          userId: 'user_id',
          accountId: 'account_id',
          providerId: 'provider_id',
          accessToken: 'access_token',
          refreshToken: 'refresh_token',
          idToken: 'id_token',
          accessTokenExpiresAt: 'access_token_expires_at',
          refreshTokenExpiresAt: 'refresh_token_expires_at',
          createdAt: 'created_at',
          updatedAt: 'updated_at',
        },
      },
      verification: {
        modelName: 'auth_verification',
        fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      },
      rateLimit: { enabled: false },
      advanced: {
        cookiePrefix: secure ? '__Host-icebreaker' : 'icebreaker',
        useSecureCookies: false,
        defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        database: { generateId: 'uuid', validateSchema: false },
        ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 64 },
      },
    })
  const plain = make(false)
  const secured = make(true)
  const apiFor = (secure: boolean) => (secure ? secured : plain).api

  /** The cookie counts as `Secure` wrote it; the plain one only where it may have been set. */
  const cookieNamed = (headers: RequestHeaders): { secure: boolean; value: string } | null => {
    const cookie = headers.cookie
    if (typeof cookie !== 'string') return null
    const secure = cookieValue(cookie, SECURE)
    if (secure !== null) return { secure: true, value: secure }
    const plain = cookieValue(cookie, PLAIN)
    if (plain === null || !isLoopback(String(headers.host ?? ''))) return null
    return { secure: false, value: plain }
  }

  return {
    signIn: (open, { email, password, remember }, request) =>
      opens.run(open, async () => {
        const api = apiFor(needsSecureCookie(parts.origin ?? request.origin))
        const headers = new Headers({ [ADDRESS_HEADER]: request.ip })
        const agent = request.headers['user-agent']
        if (typeof agent === 'string') headers.set('user-agent', agent.slice(0, 300))
        try {
          const body = { email, password, rememberMe: remember }
          const answer = await api.signInEmail({ body, headers, returnHeaders: true })
          const cookies = answer.headers.getSetCookie().map((one) => lasting(one, remember))
          const signedIn = await readWith(api, cookies.map((one) => one.split(';')[0]).join('; '))
          if (!signedIn) throw new ProblemError(MEMBERS_PROBLEMS.refused)
          return { signedIn, cookies }
        } catch (error) {
          if (isAPIError(error) && [400, 401, 403].includes(error.statusCode))
            throw new ProblemError(MEMBERS_PROBLEMS.refused)
          throw error
        }
      }),
    signOut: (open, request) =>
      opens.run(open, async () => {
        const named = cookieNamed(request.headers)
        if (!named) return []
        const headers = new Headers({ cookie: String(request.headers.cookie) })
        const answer = await apiFor(named.secure).signOut({ headers, returnHeaders: true })
        return answer.headers.getSetCookie()
      }),
    read: (open, headers) =>
      opens.run(open, async () => {
        const named = cookieNamed(headers)
        return named ? readWith(apiFor(named.secure), String(headers.cookie)) : null
      }),
    cookieOf(headers) {
      const named = cookieNamed(headers)
      return named && `${named.secure ? 's' : 'p'}${named.value}`
    },
  }
}

type Api = ReturnType<typeof betterAuth>['api']

async function readWith(api: Pick<Api, 'getSession'>, cookie: string): Promise<SignedIn | null> {
  const found = await api.getSession({ headers: new Headers({ cookie }) })
  if (!found) return null
  const { session, user } = found as typeof found & { user: { orgId: string } }
  return {
    sessionId: session.id,
    userId: session.userId,
    orgId: user.orgId,
    token: session.token,
    expiresAt: session.expiresAt,
  }
}

/** Gives a remembered session's cookie a long life of its own: the session is renewed in the database, not in the browser. */
function lasting(cookie: string, remember: boolean): string {
  if (!remember || !/session_token=[^;]/.test(cookie)) return cookie
  return cookie.replace(/Max-Age=\d+/i, `Max-Age=${COOKIE_LIVES}`)
}

function cookieValue(cookieHeader: string, name: string): string | null {
  for (const part of cookieHeader.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}
