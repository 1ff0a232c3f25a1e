import type pg from 'pg'
import { pino } from 'pino'
import { actorOfSeat } from '#modules/members/server/index.ts'
import type { CallOf, EndpointSpec, OkOf } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import type { ProblemDetails } from '#platform/contract/problem.ts'
import type { Role } from '#platform/contract/roles.ts'
import { buildApp } from '#platform/server/app.ts'
import { type InProcessAnswer, sendInProcess } from '#platform/server/in-process.ts'
import { startJobs } from '#platform/server/jobs.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { createPool, createStreamPool } from '#platform/server/pool.ts'
import { testDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Scope, type Tx } from '#platform/server/tx.ts'

/**
 * The real server on a real database of its own, for a module's HTTP tests. Everything is real but the sign-in: a test
 * says who is asking by a token instead of a cookie (sign-in itself is tested in members and in the browser journeys).
 *
 *     const server = await openTestServer([members, accounts])
 *     const acme = await server.organisation()
 *     const rep = await acme.member('rep')
 *     const account = await rep.ok(createAccount, { body: { … } })
 *     expect(await rep.problem(changeAccount, …)).toMatchObject({ status: 409 })
 */
export interface TestServer {
  /** For connections beside the pool: streams, backups. */
  config: pg.PoolConfig
  pool: pg.Pool
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  organisation: (name?: string) => Promise<TestOrganisation>
  /** Sends a request as nobody. */
  signedOut: Caller
  inject: Awaited<ReturnType<typeof buildApp>>['inject']
  jobsIdle: () => Promise<void>
  close: () => Promise<void>
}

export interface TestOrganisation {
  orgId: string
  /** A new member, signed in. `team` is its team's id; `supervises` makes it the supervisor of that team. */
  member: (role: Role, options?: { name?: string; team?: string; supervises?: string }) => Promise<TestMember>
  team: (name: string, parentId?: string) => Promise<string>
}

export interface Caller {
  /** The answer as it came, whatever it was. `key` repeats a request under the same retry key. */
  send: <E extends EndpointSpec>(
    endpoint: E,
    input: CallOf<E>,
    options?: { key?: string },
  ) => Promise<TestAnswer>
  /** The body of a success; throws with the problem otherwise. */
  ok: <E extends EndpointSpec>(endpoint: E, input: CallOf<E>, options?: { key?: string }) => Promise<OkOf<E>>
  /** The problem of a refusal; throws if it succeeded. */
  problem: <E extends EndpointSpec>(endpoint: E, input: CallOf<E>) => Promise<ProblemDetails>
}

export interface TestMember extends Caller {
  memberId: string
  orgId: string
  role: Role
  name: string
}

export type TestAnswer = InProcessAnswer

/**
 * @param modules those under test and the ones they stand on
 * @param options `jobs: true` also runs the job queue (about a second)
 */
export async function openTestServer(
  modules: readonly ServerModule[],
  options: { jobs?: boolean } = {},
): Promise<TestServer> {
  const database = await testDatabase()
  const { config } = database
  const pool = createPool({ ...config, max: 5 })
  const streamPool = createStreamPool(config)
  const log = pino({ level: process.env.TEST_LOG ?? 'error' })
  const seats = new Map<string, { orgId: string; memberId: string; role: Role }>()
  const open = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => inTransaction(pool, scope, work)
  const app = await buildApp({
    pool,
    log,
    routes: modules.flatMap((m) => m.routes),
    webFolder: null,
    health: async () => null,
    identify: async ({ headers }) => {
      const seat = seats.get(String(headers['x-test-seat'] ?? ''))
      if (!seat) return null
      // Read afresh each time: a test may change teams and roles under way.
      return open({ orgId: seat.orgId, memberId: seat.memberId }, (tx) =>
        actorOfSeat(tx, { ...seat, userId: seat.memberId, teamId: null }, seat.memberId),
      )
    },
  })
  const jobs = options.jobs
    ? await startJobs(
        config,
        modules.flatMap((m) => m.jobs ?? []),
        { pool, streamPool, log },
      )
    : null

  function caller(headers: Record<string, string>): Caller {
    const send: Caller['send'] = (endpoint, input, sendOptions) =>
      sendInProcess(app, endpoint, input, { headers, ...sendOptions })
    return {
      send,
      async ok(endpoint, input, sendOptions) {
        const answer = await send(endpoint, input, sendOptions)
        if (answer.status >= 300)
          throw new Error(`${endpoint.name} answered ${answer.status}: ${answer.text}`)
        return answer.body as never
      },
      async problem(endpoint, input) {
        const answer = await send(endpoint, input)
        if (answer.status < 400)
          throw new Error(`${endpoint.name} succeeded (${answer.status}): ${answer.text}`)
        return answer.body as ProblemDetails
      },
    }
  }

  return {
    config,
    pool,
    open,
    signedOut: caller({}),
    inject: app.inject.bind(app) as never,
    jobsIdle: async () => jobs?.idle(),
    async organisation(name = '测试公司') {
      const orgId = newId()
      await open({ orgId }, (tx) => tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, name]))
      return {
        orgId,
        async team(teamName, parentId) {
          const id = newId()
          await open({ orgId }, (tx) =>
            tx.query('insert into team (org_id, id, name, parent_id) values ($1, $2, $3, $4)', [
              orgId,
              id,
              teamName,
              parentId ?? null,
            ]),
          )
          return id
        },
        async member(role, { name: memberName = role, team, supervises } = {}) {
          const memberId = newId()
          await open({ orgId }, async (tx) => {
            await tx.query(
              'insert into member (org_id, id, user_id, name, email, role, team_id) values ($1, $2, $3, $4, $5, $6, $7)',
              [orgId, memberId, memberId, memberName, `${memberId}@example.com`, role, team ?? null],
            )
            if (supervises)
              await tx.query('update team set supervisor_id = $3 where org_id = $1 and id = $2', [
                orgId,
                supervises,
                memberId,
              ])
          })
          seats.set(memberId, { orgId, memberId, role })
          return { ...caller({ 'x-test-seat': memberId }), memberId, orgId, role, name: memberName }
        },
      }
    },
    async close() {
      await jobs?.stop()
      await app.close()
      await Promise.all([pool.end(), streamPool.end()])
      await database.drop()
    },
  }
}
