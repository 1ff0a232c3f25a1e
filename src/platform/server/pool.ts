import pg from 'pg'

/** `2026-11-23 19:11:00.123+00` → `2026-11-23T19:11:00.123Z`: ISO without building a Date per cell. Sessions run in UTC. */
function isoMoment(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : new Date(text).toISOString()
}

const PARSERS: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.TIMESTAMPTZ]: isoMoment,
}
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format !== 'binary' && PARSERS[oid]) || pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/**
 * The server's connections. Days arrive as `YYYY-MM-DD`, moments as ISO strings in UTC, int8 and numeric as numbers
 * (amounts stay below 2^53 cents).
 *
 * `pipeline`: `begin` and the settings of a transaction travel with its first query, and its last write with `commit`,
 * which halves the round trips of a small request. Streams (COPY, cursors) need `createStreamPool`.
 */
export function createPool(config: pg.PoolConfig): pg.Pool {
  return openPool({ max: 10, ...config, pipeline: true } as pg.PoolConfig)
}

/** A small pool without pipelining, for COPY and other streams. */
export function createStreamPool(config: pg.PoolConfig): pg.Pool {
  return openPool({ max: 2, ...config })
}

/** One plain connection without time limits, for migrations, backups and restores. */
export function createPlainPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ application_name: 'icebreaker', ...config, max: 1 })
  // The database may stop while the connection is being closed; that is no reason to fall over.
  pool.on('error', () => {})
  return pool
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    application_name: 'icebreaker',
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    types,
    ...config,
    options: [
      config.options,
      '-c TimeZone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
    ]
      .filter(Boolean)
      .join(' '),
  })
  // A connection that dies while idle is replaced at the next request; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}
