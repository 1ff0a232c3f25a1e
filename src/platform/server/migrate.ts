import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { mayUse, modules } from '../boundaries.ts'
import { StartError } from './db/start-error.ts'

export interface Migration {
  /** `<module>/<number>-<name>`, e.g. `accounts/0001-accounts`; `platform/…` for our own. */
  name: string
  sql: string
  sha256: string
}

const SRC = join(import.meta.dirname, '..', '..')

/**
 * All migrations, in the order they run: by number, and within one number in the order of the layers, so that a table
 * stands before those that point at it.
 */
export async function listMigrations(src: string = SRC): Promise<Migration[]> {
  const found: { number: string; order: number; migration: Migration }[] = []
  const places = ['platform', ...standingOrder()]
  for (const [order, place] of places.entries()) {
    const folder =
      place === 'platform'
        ? join(src, 'platform', 'server', 'migrations')
        : join(src, 'modules', place, 'server', 'migrations')
    const files = await readdir(folder).catch(() => [])
    for (const file of files.filter((f) => f.endsWith('.sql')).sort()) {
      const sql = await readFile(join(folder, file), 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      found.push({
        number: file.slice(0, 4),
        order,
        migration: { name: `${place}/${basename(file, '.sql')}`, sql, sha256 },
      })
    }
  }
  found.sort(
    (a, b) =>
      a.number.localeCompare(b.number) ||
      a.order - b.order ||
      a.migration.name.localeCompare(b.migration.name),
  )
  return found.map((f) => f.migration)
}

/** The modules so that each comes after all it may use. */
function standingOrder(): string[] {
  const order = new Set<string>()
  const place = (name: string) => {
    if (order.has(name)) return
    for (const used of mayUse(name)) place(used)
    order.add(name)
  }
  for (const name of Object.keys(modules)) place(name)
  return [...order]
}

/** One number no other program takes, so that two servers starting on one database migrate one after the other. */
const LOCK = 7_202_611_231n

/**
 * Brings the database to this program's state. Each migration runs in its own transaction.
 * @throws StartError `migrations-newer` if the database has migrations this program does not know: it was written by a
 * newer Icebreaker, and running an older one on it could damage it.
 */
export async function migrate(pool: pg.Pool, migrations?: Migration[]): Promise<{ applied: string[] }> {
  const wanted = migrations ?? (await listMigrations())
  const client = await pool.connect()
  const applied: string[] = []
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    await client.query(`create table if not exists schema_migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migration',
    )
    const there = new Map(rows.map((r) => [r.name, r.sha256]))
    const known = new Set(wanted.map((m) => m.name))
    const unknown = rows.map((r) => r.name).filter((n) => !known.has(n))
    if (unknown.length > 0) throw new StartError('migrations-newer', { migrations: unknown.join(', ') })
    for (const { name, sql, sha256 } of wanted) {
      if (there.has(name)) {
        if (there.get(name) !== sha256) throw new StartError('migrations-changed', { migration: name })
        continue
      }
      try {
        await client.query('begin')
        // The wall stands while migrations run: a statement that looks at tenant rows (a new foreign key does) sees those of
        // no organisation. A migration of data goes through `org_directory`, organisation by organisation.
        await client.query(`set local app.org_id = '00000000-0000-0000-0000-000000000000'`)
        await client.query(sql)
        await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(name)
    }
    return { applied }
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => {})
    client.release()
  }
}
