import type pg from 'pg'
import type { Config } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/db/open.ts'
import { migrate } from '#platform/server/migrate.ts'
import { createPlainPool, createPool } from '#platform/server/pool.ts'
import { inTransaction, type Scope, type Tx } from '#platform/server/tx.ts'

export interface CommandSession {
  config: pg.PoolConfig
  pool: pg.Pool
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
}

/**
 * Opens the database for one command and closes it again. A server that is running on the data folder goes on: the command
 * shares its PostgreSQL.
 */
export async function withSession<T>(
  config: Config,
  work: (session: CommandSession) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config, { share: true })
  const plain = createPlainPool(database.config)
  const pool = createPool({ ...database.config, max: 3 })
  // A connection that is still closing when PostgreSQL stops is told so; unheard, that would end the command with a failure.
  for (const one of [plain, pool]) one.on('connect', (client) => client.on('error', () => {}))
  try {
    await migrate(plain)
    return await work({
      config: database.config,
      pool,
      open: (scope, inside) => inTransaction(pool, scope, inside),
    })
  } finally {
    await Promise.all([plain.end(), pool.end()])
    await database.stop()
  }
}
