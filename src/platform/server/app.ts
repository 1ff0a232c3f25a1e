import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { EndpointSpec } from '../contract/endpoint.ts'
import { type FieldProblem, PLATFORM_PROBLEMS, ProblemError } from '../contract/problem.ts'
import { CAPABILITIES, may } from '../contract/roles.ts'
import type { Actor } from './actor.ts'
import type { Call, Download, Route } from './module.ts'
import { databaseProblem } from './pg-problem.ts'
import { inTransaction, type Scope, type Tx } from './tx.ts'

export interface AppParts {
  pool: pg.Pool
  log: Logger
  routes: readonly Route[]
  /** Who is asking, from the request's cookie; null when signed out. */
  identify: (request: { headers: FastifyRequest['headers'] }) => Promise<Actor | null>
  /** The built web app, or null to serve the API only. */
  webFolder: string | null
  /** Null when ready, else why not. */
  health: () => Promise<string | null>
}

const CROSS_SITE = new Set(['cross-site', 'same-site'])

/**
 * The HTTP server: every route comes from an endpoint of the contract.
 * @throws at once if two endpoints share a name or an address, or if one has no `can`.
 */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    bodyLimit: 256 * 1024,
    genReqId: () => randomBytes(9).toString('base64url'),
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance
  await app.register(helmet, { contentSecurityPolicy: false, hsts: { maxAge: 15_552_000 } })
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  // A browser keeps its connection for the next request. Once told to stop there is none: left open, the connection of
  // the request under way would hold the server until it times out.
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })

  app.get('/healthz', async (_request, reply) => {
    const reason = await parts.health()
    reply.header('cache-control', 'no-store').code(reason === null ? 200 : 503)
    return reason === null ? { status: 'ready' } : { status: 'unavailable', reason }
  })

  checkRoutes(parts.routes)
  for (const route of parts.routes) mount(app, parts, route)

  app.setErrorHandler((error, request, reply) => answerProblem(parts.log, error, request, reply))
  if (parts.webFolder && existsSync(join(parts.webFolder, 'index.html'))) await serveWeb(app, parts.webFolder)
  else
    app.setNotFoundHandler((request, reply) =>
      answerProblem(parts.log, new ProblemError(PLATFORM_PROBLEMS.notFound), request, reply),
    )
  return app
}

/** A wrong list must not start: it would be a hole, not a bug. */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const { endpoint } of routes) {
    if (!(endpoint.can in CAPABILITIES))
      throw new Error(`Endpoint ${endpoint.name} does not say who can use it.`)
    if (!endpoint.path.startsWith('/api/'))
      throw new Error(`Endpoint ${endpoint.name} is outside /api/: ${endpoint.path}`)
    const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((m) => m[1])
    if (names.length > 0 && !endpoint.params)
      throw new Error(`Endpoint ${endpoint.name} does not declare its params.`)
    for (const key of [endpoint.name, `${endpoint.method} ${endpoint.path}`]) {
      if (seen.has(key)) throw new Error(`Two endpoints share ${key}.`)
      seen.add(key)
    }
  }
}

function mount(app: FastifyInstance, parts: AppParts, { endpoint, handle }: Route): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.bodyLimit !== undefined && { bodyLimit: endpoint.bodyLimit }),
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const writes = endpoint.method !== 'GET'
      if (writes) refuseCrossSite(request)
      const actor = await parts.identify(request)
      if (endpoint.can !== 'public') {
        if (!actor) throw new ProblemError(PLATFORM_PROBLEMS.signedOut)
        if (!may(actor.role, endpoint.can)) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
      }
      const upload = endpoint.stream === 'upload'
      const input = {
        params: check(endpoint.params, request.params, ''),
        query: check(endpoint.query, request.query, ''),
        body: upload ? undefined : check(endpoint.body, request.body ?? undefined, ''),
      }
      const call = {
        ...input,
        actor,
        tx: undefined as Tx | undefined,
        upload: upload ? (request.body as Readable) : undefined,
        open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: { readOnly?: boolean }) =>
          inTransaction(parts.pool, scope, work, options),
        request: {
          id: request.id,
          ip: request.ip,
          origin: `${request.protocol}://${request.host}`,
          headers: request.headers,
          get signal() {
            const gone = new AbortController()
            request.raw.once('close', () => gone.abort())
            return gone.signal
          },
        },
        header: (name: string, value: string) => void reply.header(name, value),
      }
      if (endpoint.stream === 'download') {
        const file = (await handle(call as never)) as Download
        reply.header('content-type', file.contentType)
        reply.header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        )
        return reply.send(file.body)
      }
      let answer: unknown
      if (endpoint.can === 'public' || upload || !actor) answer = shape(endpoint, await handle(call as never))
      else
        answer = await runScoped(
          parts,
          endpoint,
          handle,
          call as unknown as Call<EndpointSpec>,
          actor,
          request,
        )
      if (endpoint.ok === null) return reply.code(204).send()
      reply.header('content-type', 'application/json; charset=utf-8')
      return reply.code(endpoint.method === 'POST' && !upload ? 201 : 200).send(JSON.stringify(answer))
    },
  })
}

/** Runs a handler in its transaction. A write that carries a retry key is done once, however often it is sent. */
async function runScoped(
  parts: AppParts,
  endpoint: EndpointSpec,
  handle: Route['handle'],
  call: Call<EndpointSpec>,
  actor: Actor,
  request: FastifyRequest,
): Promise<unknown> {
  const scope = { orgId: actor.orgId, memberId: actor.memberId }
  const readOnly = endpoint.method === 'GET'
  const key = readOnly || endpoint.once === false ? undefined : retryKey(request)
  let answer: unknown
  const work = async (tx: Tx) => {
    call.tx = tx
    answer = shape(endpoint, await handle(call))
    return answer
  }
  if (!key) {
    // A read may be answered before its commit returns; a reading endpoint that logs (a reveal) is a POST.
    await inTransaction(parts.pool, scope, work, { readOnly })
    return answer
  }
  const digest = createHash('sha256')
    .update(endpoint.name)
    .update(JSON.stringify([call.params, call.body]) ?? '')
    .digest()
  try {
    return await inTransaction(parts.pool, scope, work, {
      last: (tx, result) =>
        tx.query(
          'insert into request_once (org_id, member_id, key, endpoint, body_digest, answer) values ($1, $2, $3, $4, $5, $6)',
          [
            actor.orgId,
            actor.memberId,
            key,
            endpoint.name,
            digest,
            result === undefined ? null : JSON.stringify(result),
          ],
        ),
    })
  } catch (error) {
    // Either this very request was answered before (its key is taken, or its rows are there already), or it is refused.
    const before = await inTransaction(
      parts.pool,
      scope,
      (tx) =>
        tx.query<{ endpoint: string; body_digest: Buffer; answer: unknown }>(
          'select endpoint, body_digest, answer from request_once where org_id = $1 and member_id = $2 and key = $3',
          [actor.orgId, actor.memberId, key],
        ),
      { readOnly: true },
    ).catch(() => null)
    const first = before?.rows[0]
    if (!first) throw error
    if (!digest.equals(first.body_digest)) throw new ProblemError(PLATFORM_PROBLEMS.retryMismatch)
    return first.answer
  }
}

function retryKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[0-9a-f-]{36}$/i.test(key))
    throw new ProblemError(PLATFORM_PROBLEMS.invalid, {
      fields: [{ path: 'Idempotency-Key', code: 'invalid_format' }],
    })
  return key
}

/**
 * CSRF: a browser says where a request comes from. A write that another site caused is refused, and a body must be JSON
 * (or bytes), which no foreign form can send. Programs with an API key send neither header and hold no cookie.
 */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string' && CROSS_SITE.has(site)) throw new ProblemError(PLATFORM_PROBLEMS.crossSite)
  const origin = request.headers.origin
  if (origin !== undefined && origin !== `${request.protocol}://${request.host}`)
    throw new ProblemError(PLATFORM_PROBLEMS.crossSite)
}

type ZodSchema = z.ZodType

/** Checks input against the contract; every rejected field is named. */
function check(schema: EndpointSpec['body'], value: unknown, prefix: string): unknown {
  if (!schema) return undefined
  const result = (schema as unknown as ZodSchema).safeParse(value)
  if (result.success) return result.data
  throw new ProblemError(PLATFORM_PROBLEMS.invalid, {
    fields: result.error.issues.map((issue) => fieldProblem(issue, prefix)),
  })
}

function fieldProblem(issue: z.core.$ZodIssue, prefix: string): FieldProblem {
  const path = prefix + issue.path.join('.')
  const params: Record<string, string | number> = {}
  for (const key of ['origin', 'minimum', 'maximum', 'format', 'expected', 'divisor'] as const) {
    const value = (issue as unknown as Record<string, unknown>)[key]
    if (typeof value === 'string' || typeof value === 'number') params[key] = value
  }
  const own = issue.code === 'custom' ? (issue.params as { code?: unknown } | undefined)?.code : undefined
  return {
    path,
    code: typeof own === 'string' ? own : issue.code,
    ...(Object.keys(params).length > 0 && { params }),
  }
}

/** Drops every field the contract does not declare; an answer that does not fit its contract is our mistake. */
function shape(endpoint: EndpointSpec, result: unknown): unknown {
  if (endpoint.ok === null) return undefined
  const shaped = (endpoint.ok as unknown as ZodSchema).safeParse(result)
  if (!shaped.success) {
    const where = shaped.error.issues.map((i) => `${i.path.join('.')}: ${i.code}`).join(', ')
    throw new Error(`The answer of ${endpoint.name} does not fit its contract (${where}).`)
  }
  return shaped.data
}

function answerProblem(
  log: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(error)
  if (problem.declaration.status >= 500) {
    // The route's pattern, not its address: addresses carry names people typed into a search.
    log.error(
      { err: error, requestId: request.id, method: request.method, route: request.routeOptions.url },
      'request failed',
    )
  }
  if (problem.declaration === PLATFORM_PROBLEMS.tooMany && problem.params?.seconds !== undefined)
    reply.header('retry-after', String(problem.params.seconds))
  return reply
    .code(problem.declaration.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...problem.toJSON(), instance: request.id }))
}

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const fromDatabase = databaseProblem(error)
  if (fromDatabase) return fromDatabase
  const code = (error as { code?: unknown }).code
  const status = (error as { statusCode?: unknown }).statusCode
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || status === 413)
    return new ProblemError(PLATFORM_PROBLEMS.tooLarge)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || status === 415)
    return new ProblemError(PLATFORM_PROBLEMS.notJson)
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new ProblemError(PLATFORM_PROBLEMS.invalid, { fields: [{ path: '', code: 'not-json' }] })
  return new ProblemError(PLATFORM_PROBLEMS.internal)
}

/** The app's one page, with a fresh nonce each time for the style tags the component library writes. */
async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    immutable: true,
    // The build lays compressed copies beside its scripts and styles.
    preCompressed: true,
    maxAge: '365d',
    setHeaders: (reply, path) => {
      // Only what lies there has its content in its name; the rest must be seen anew after an upgrade.
      if (!path.includes(`${sep}assets${sep}`)) reply.header('cache-control', 'no-cache')
      // A worker takes its policy from its own answer, not from the page's.
      if (path.endsWith('service-worker.js'))
        reply.header('content-security-policy', "default-src 'none'; script-src 'self'; connect-src 'self'")
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (
      request.method !== 'GET' ||
      request.url.startsWith('/api/') ||
      /\.\w{2,5}$/.test(request.url.split('?')[0] ?? '')
    )
      throw new ProblemError(PLATFORM_PROBLEMS.notFound)
    const nonce = randomBytes(16).toString('base64')
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]
    return reply
      .header('content-security-policy', policy.join('; '))
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  })
}
