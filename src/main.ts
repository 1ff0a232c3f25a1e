import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { type Logger, pino } from 'pino'
import { createMembers, type Members } from '#modules/members/server/index.ts'
import { buildApp } from '#platform/server/app.ts'
import { sealJob } from '#platform/server/audit.ts'
import type { Config } from '#platform/server/config.ts'
import { prepareDataFolder } from '#platform/server/db/data-folder.ts'
import { type Database, openDatabase } from '#platform/server/db/open.ts'
import { StartError } from '#platform/server/db/start-error.ts'
import { type Jobs, startJobs } from '#platform/server/jobs.ts'
import { migrate } from '#platform/server/migrate.ts'
import { createPlainPool, createPool, createStreamPool } from '#platform/server/pool.ts'
import { loadSecret } from '#platform/server/secret.ts'
import { tellIn } from '../demo/tell.ts'
import { serverModules } from './server-modules.ts'

export interface RunningServer {
  /** Where it answers, e.g. `http://127.0.0.1:3000`. */
  address: string
  /** Lets requests under way finish, then stops jobs and database. */
  stop: () => Promise<void>
}

/** The log: to standard output, one JSON line each. Bodies, cookies and addresses with names in them are never written. */
export function createLog(): Logger {
  return pino({
    level: process.env.LOG_LEVEL ?? 'info',
    redact: {
      paths: ['req', 'res', 'headers', '*.password', '*.token', '*.cookie', 'err.parameters', 'err.detail'],
      remove: true,
    },
  })
}

/** Opens the database, migrates, and serves. @throws StartError if it cannot; whatever was opened is closed again. */
export async function start(config: Config, log: Logger = createLog()): Promise<RunningServer> {
  let database: Database | undefined
  let pool: pg.Pool | undefined
  let streamPool: pg.Pool | undefined
  let app: FastifyInstance | undefined
  let jobs: Jobs | undefined
  let members: Members | undefined
  const stop = async () => {
    await app?.close()
    await jobs?.stop()
    await members?.close()
    await Promise.all([pool?.end(), streamPool?.end()])
    await database?.stop()
  }
  try {
    // Also beside a database of the user's own: the secret and uploads live there.
    prepareDataFolder(config.dataFolder)
    database = await openDatabase(config)
    // Migrations are many statements in one text and hold a lock between them: a plain connection.
    const plain = createPlainPool(database.config)
    await migrate(plain).finally(() => plain.end())
    pool = createPool(database.config)
    streamPool = createStreamPool(database.config)
    const ready = pool
    members = createMembers({
      pool,
      secret: loadSecret(config.dataFolder),
      log,
      onSetUp: async (orgId, memberId, withStory) => {
        if (withStory) await tellIn(ready, serverModules, log, orgId, memberId)
      },
      origin: process.env.PUBLIC_ORIGIN,
      ...(process.env.SMTP_URL && { mail: { url: process.env.SMTP_URL, from: process.env.MAIL_FROM ?? '' } }),
    })
    const { module: membersModule } = members
    const modules = serverModules.map((one) => (one.name === membersModule.name ? membersModule : one))
    app = await buildApp({
      pool,
      log,
      routes: modules.flatMap((m) => m.routes),
      identify: members.identify,
      webFolder: join(import.meta.dirname, '..', 'dist', 'web'),
      health: async () => {
        try {
          await ready.query('select 1')
          return null
        } catch (error) {
          return `The database does not answer: ${(error as Error).message}`
        }
      },
    })
    jobs = await startJobs(database.config, [sealJob, ...modules.flatMap((m) => m.jobs ?? [])], {
      pool,
      streamPool,
      log,
    })
    await app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        throw new StartError('port-taken', { port: config.port, host: config.host })
      throw new StartError('port-taken', { port: config.port, host: `${config.host} (${error.code})` })
    })
    const bound = app.server.address()
    const host = config.host.includes(':') ? `[${config.host}]` : config.host
    return { address: `http://${host}:${typeof bound === 'object' ? bound?.port : config.port}`, stop }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}
