import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Scope, Tx } from '#platform/server/tx.ts'

export type Open = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>

const TIMESTAMPTZ = 1184

/**
 * What better-auth stores through: the server's own transactions, one per statement and without an organisation, so that
 * row security would stop it at any table but those of identity. better-auth compares moments as Dates, which the rest
 * of the server does not use, so they are made here.
 */
export function identityDatabase(open: Open): Kysely<unknown> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return open({}, async (tx) => {
        const { rows, fields, rowCount, command } = await tx.query(query.sql, query.parameters as unknown[])
        const moments = fields.filter((f) => f.dataTypeID === TIMESTAMPTZ).map((f) => f.name)
        for (const row of rows)
          for (const name of moments) if (row[name] !== null) row[name] = new Date(row[name])
        const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
        return { rows: rows as R[], ...(changed && { numAffectedRows: BigInt(rowCount ?? 0) }) }
      })
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; identity never streams
    async *streamQuery(): AsyncGenerator<never> {
      throw new Error('Identity is never streamed.')
    },
  }
  const driver: Driver = {
    async init() {},
    acquireConnection: async () => connection,
    // Sign-in, sign-out and reading a session are one statement each. What must happen together (a seat with its identity)
    // is written by our own stores in one transaction; so a transaction asked for here is a mistake, not a wish.
    async beginTransaction() {
      throw new Error('Identity is written statement by statement.')
    },
    async commitTransaction() {},
    async rollbackTransaction() {},
    async releaseConnection() {},
    async destroy() {},
  }
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
