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
import type pg from 'pg'
import { StatementNames } from './statements.ts'

/**
 * One transaction of one organisation. Row security reads the organisation from it, so nothing of another
 * organisation can be read or written through it, whatever the SQL says.
 */
export interface Tx {
  /** The query builder, typed by the tables a store names: `tx.on<AccountTables>()`. */
  on<Tables>(): Kysely<Tables>
  /** Plain SQL, for jobs and platform parts that build text. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>
  readonly orgId: string | null
  readonly memberId: string | null
  /** Runs once the transaction is committed; never if it is rolled back. Must not throw. */
  afterCommit(work: () => void): void
}

export interface Scope {
  /** The organisation whose rows are visible. Without one, every tenant table refuses. */
  orgId?: string
  memberId?: string
  /** Opens only the rows that identify this user (its own seats), before the organisation is known. */
  userId?: string
}

export interface TxOptions {
  /** Nothing will be written: the answer need not wait for the commit. */
  readOnly?: boolean
  /**
   * A last write that must land with the commit, sent together with it. If it fails, the transaction is rolled back and
   * the error thrown.
   */
  last?: (tx: Tx, result: unknown) => Promise<unknown> | undefined
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** `begin` with the scope. SET takes no parameters, so the values are checked to be UUIDs before they are written in. */
function beginStatement(scope: Scope, readOnly: boolean): string {
  let text = readOnly ? 'begin read only' : 'begin'
  for (const [name, value] of [
    ['app.org_id', scope.orgId],
    ['app.member_id', scope.memberId],
    ['app.user_id', scope.userId],
  ] as const) {
    if (value === undefined) continue
    if (!UUID.test(value)) throw new Error(`${name} is not a UUID`)
    text += `; set local ${name} = '${value}'`
  }
  return text
}

/**
 * Runs `work` in a transaction; commits when it resolves, rolls back when it throws.
 * `begin` is not waited for: on a pipelined connection it travels with the first query.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  const begin = beginStatement(scope, options.readOnly ?? false)
  const client = await pool.connect()
  const done: (() => void)[] = []
  const tx: Tx = {
    on: <Tables>() => kyselyOf(client) as unknown as Kysely<Tables>,
    query: (text, values) => ask(client, text, values),
    orgId: scope.orgId ?? null,
    memberId: scope.memberId ?? null,
    afterCommit: (f) => void done.push(f),
  }
  const begun = client.query(begin)
  begun.catch(() => {})
  let broken: Error | undefined
  try {
    const result = await work(tx)
    const last = options.last?.(tx, result)
    last?.catch(() => {})
    const committed = client.query('commit')
    if (options.readOnly && !last) {
      // The rows are here and nothing was written; the connection finishes its commit behind the answer.
      committed.then(
        () => client.release(),
        (error: Error) => client.release(error),
      )
      await begun
      return result
    }
    committed.catch(() => {})
    await begun
    await last
    const { command } = await committed
    if (command !== 'COMMIT')
      throw new Error('The transaction was aborted by a statement whose failure was ignored.')
    client.release()
    for (const f of done) f()
    return result
  } catch (error) {
    if (isStale(error)) broken = error as Error
    await client.query('rollback').catch((e: Error) => {
      broken = e
    })
    client.release(broken)
    throw error
  }
}

/** One list for all connections: the same text has the same name everywhere. */
const names = new StatementNames()

function ask<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  text: string,
  values: unknown[] | undefined,
): Promise<pg.QueryResult<Row>> {
  const name = values && values.length > 0 ? names.nameOf(text) : undefined
  return name === undefined
    ? client.query<Row>(text, values)
    : client.query<Row>({ name, text, values: values ?? [] })
}

/**
 * A remembered statement no longer fits its tables (they were changed or restored by another process) or is unknown (a
 * pooler between us and the database swapped connections): the connection is given up, and the next one starts afresh.
 */
function isStale(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === '26000' || code === '42P05' || (code === '0A000' && String(message).includes('cached plan'))
}

/** One query builder per connection, kept with it: building one per request costs more than the query's text. */
const builders = new WeakMap<pg.PoolClient, Kysely<unknown>>()
function kyselyOf(client: pg.PoolClient): Kysely<unknown> {
  let builder = builders.get(client)
  if (!builder) {
    builder = new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new ClientDriver(client),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    })
    builders.set(client, builder)
  }
  return builder
}

/** Kysely over one connection whose transaction somebody else has opened. */
class ClientDriver implements Driver {
  readonly #connection: DatabaseConnection
  constructor(client: pg.PoolClient) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, rowCount, command } = await ask(client, query.sql, query.parameters as unknown[])
        const changed =
          command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
        return { rows: rows as R[], ...(changed && { numAffectedRows: BigInt(rowCount ?? 0) }) }
      },
      // biome-ignore lint/correctness/useYield: the interface asks for a generator; streams have their own pool
      async *streamQuery(): AsyncGenerator<never> {
        throw new Error('Streams use createStreamPool, not a pipelined transaction.')
      },
    }
  }
  async init() {}
  async acquireConnection() {
    return this.#connection
  }
  async beginTransaction() {
    throw new Error('The transaction is already open: it belongs to inTransaction.')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}
