import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { inTransaction, type Scope, type Tx } from './tx.ts'

/** Work that outlives a request. Its data names ids only: the queue stands outside row security. */
export interface Job<Data extends object = object> {
  /** `<module>-<what>`, e.g. `exchange-run-import`. */
  readonly name: string
  /** A cron line in UTC, if it comes round by itself. */
  readonly schedule?: string
  readonly run: (data: Data, context: JobContext) => Promise<void>
  /** How often a failed run is tried again; 2 unless told. */
  readonly retries?: number
  /** Seconds a run may take before it counts as lost; 900 unless told. */
  readonly expireAfter?: number
}

export interface JobContext {
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Pools for work that needs more than one transaction or a stream. */
  pool: pg.Pool
  streamPool: pg.Pool
  log: Logger
  /** Aborted when the server stops. */
  signal: AbortSignal
}

export interface Jobs {
  stop: () => Promise<void>
  /** Waits until nothing is queued or running; for tests. */
  idle: () => Promise<void>
}

/** The queue of this process; a test process may start several servers one after another, never two at once. */
let boss: PgBoss | null = null

/** Queues a job inside the caller's transaction: it runs if, and only if, the transaction commits. */
export async function enqueue<Data extends object>(tx: Tx, job: Job<Data>, data: Data): Promise<void> {
  if (!boss) throw new Error('Jobs are not running.')
  await boss.send(job.name, data, { db: { executeSql: (text, values) => tx.query(text, values) } })
}

/**
 * Starts the queue and its workers on a small pool of its own.
 * Workers are woken by LISTEN/NOTIFY and look every 30 s in any case.
 */
export async function startJobs(
  config: pg.PoolConfig,
  jobs: readonly Job[],
  context: Omit<JobContext, 'open' | 'signal'>,
): Promise<Jobs> {
  const stopping = new AbortController()
  const queue = new PgBoss({
    ...(config as object),
    max: 2,
    useListenNotify: true,
    application_name: 'icebreaker-jobs',
  })
  queue.on('error', (error) => context.log.error({ err: error }, 'jobs'))
  await queue.start()
  boss = queue
  let running = 0
  const jobContext: JobContext = {
    ...context,
    open: (scope, work) => inTransaction(context.pool, scope, work),
    signal: stopping.signal,
  }
  for (const job of jobs) {
    const options = {
      retryLimit: job.retries ?? 2,
      retryBackoff: true,
      expireInSeconds: job.expireAfter ?? 900,
      notify: true,
    }
    await queue.createQueue(job.name, options)
    if (job.schedule) await queue.schedule(job.name, job.schedule, {}, { tz: 'UTC' })
    await queue.work<object>(job.name, { batchSize: 1 }, async ([claimed]) => {
      running += 1
      try {
        await job.run(claimed?.data ?? {}, jobContext)
      } catch (error) {
        context.log.error({ err: error, job: job.name }, 'job failed')
        throw error
      } finally {
        running -= 1
      }
    })
  }
  return {
    async stop() {
      stopping.abort()
      boss = null
      await queue.stop({ graceful: true, timeout: 10_000 })
    },
    async idle() {
      for (;;) {
        // Asked of the table itself: the queue's own figures are refreshed only now and then.
        const { rows } = await context.pool.query<{ waiting: number }>(
          `select count(*) as waiting from pgboss.job where name = any($1) and state in ('created', 'retry', 'active')`,
          [jobs.map((job) => job.name)],
        )
        const waiting = (rows[0]?.waiting ?? 0) > 0
        if (!waiting && running === 0) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}
