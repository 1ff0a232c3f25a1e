import { pino } from 'pino'
import type { CallOf, EndpointSpec, OkOf } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import type { ProblemDetails } from '#platform/contract/problem.ts'
import { buildApp } from '#platform/server/app.ts'
import { createPool } from '#platform/server/pool.ts'
import { testDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Scope, type Tx } from '#platform/server/tx.ts'
import { createMembers, type MembersParts } from '../index.ts'

export const SECRET = 'a secret of thirty-two characters.'

/** A server with the real sign-in, and browsers that keep its cookies. */
export async function openSignInServer(parts: Partial<MembersParts> = {}) {
  const database = await testDatabase()
  const pool = createPool({ connectionString: database.url, max: 5 })
  const log = pino({ level: process.env.TEST_LOG ?? 'fatal' })
  const { module, identify, listening, close } = createMembers({
    pool,
    secret: SECRET,
    log,
    ...parts,
  })
  const app = await buildApp({
    pool,
    log,
    routes: module.routes,
    identify,
    webFolder: null,
    health: async () => null,
  })

  /** A browser: it sends back the cookies it was given. `origin` is the address it has open. */
  function browser(origin = 'http://localhost:80', address = '127.0.0.1') {
    const jar = new Map<string, string>()
    const { host, protocol } = new URL(origin)
    const setCookies: string[] = []
    async function send<E extends EndpointSpec>(
      endpoint: E,
      input: CallOf<E>,
      headers: Record<string, string> = {},
    ) {
      const { params, body } = input as { params?: object; body?: unknown }
      let url = endpoint.path
      for (const [name, value] of Object.entries(params ?? {})) url = url.replace(`:${name}`, String(value))
      const answer = await app.inject({
        method: endpoint.method,
        url,
        remoteAddress: protocol === 'https:' ? '127.0.0.1' : address,
        headers: {
          host: host || 'localhost:80',
          ...(protocol === 'https:' && { 'x-forwarded-proto': 'https', 'x-forwarded-for': address }),
          ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(endpoint.method !== 'GET' && { 'idempotency-key': newId() }),
          ...headers,
        },
        ...(body !== undefined && { payload: body as object }),
      })
      const cookies = [answer.headers['set-cookie'] ?? []].flat()
      for (const cookie of cookies) {
        setCookies.push(cookie)
        const [pair = ''] = cookie.split(';')
        const at = pair.indexOf('=')
        if (/max-age=0/i.test(cookie)) jar.delete(pair.slice(0, at))
        else jar.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const json = String(answer.headers['content-type'] ?? '').includes('json')
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: json ? JSON.parse(answer.body) : undefined,
      }
    }
    return {
      jar,
      /** Every `Set-Cookie` it was sent. */
      setCookies,
      send,
      async ok<E extends EndpointSpec>(endpoint: E, input: CallOf<E>): Promise<OkOf<E>> {
        const answer = await send(endpoint, input)
        if (answer.status >= 300)
          throw new Error(`${endpoint.name} answered ${answer.status}: ${answer.text}`)
        return answer.body
      },
      async problem<E extends EndpointSpec>(endpoint: E, input: CallOf<E>): Promise<ProblemDetails> {
        const answer = await send(endpoint, input)
        if (answer.status < 400) throw new Error(`${endpoint.name} succeeded: ${answer.text}`)
        return answer.body
      },
    }
  }

  return {
    pool,
    browser,
    open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => inTransaction(pool, scope, work),
    identify,
    listening,
    async close() {
      await app.close()
      await close()
      await pool.end()
      await database.drop()
    },
  }
}

export type Browser = ReturnType<Awaited<ReturnType<typeof openSignInServer>>['browser']>
