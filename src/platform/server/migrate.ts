import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type pg from 'pg'
import { type ModuleEntry, modules } from '../boundaries.ts'
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

/** Every module after those it uses. */
function standingOrder(): string[] {
  const all: Record<string, ModuleEntry> = modules
  const order: string[] = []
  const place = (name: string) => {
    const entry = all[name]
    if (!entry || order.includes(name)) return
    const lower = Object.keys(all).filter((other) => (all[other] as ModuleEntry).layer < entry.layer)
    for (const used of [...(entry.uses === 'lower' ? lower : entry.uses), ...(entry.beside ?? [])])
      place(used)
    order.push(name)
  }
  for (const name of Object.keys(all)) place(name)
  return order
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
    if (unknown.length > 0) {
      const names = unknown.join(', ')
      throw new StartError('migrations-newer', {
        en: `The database was written by a newer Icebreaker (it has ${names}). Start that version, or restore a backup made by this one; nothing was changed.`,
        zh: `数据库由更新版本的破冰写入（含 ${names}）。请用新版本启动，或恢复本版本的备份；数据未作任何改动。`,
      })
    }
    for (const { name, sql, sha256 } of wanted) {
      if (there.has(name)) {
        if (there.get(name) !== sha256) {
          throw new StartError('migrations-newer', {
            en: `Migration ${name} differs from the one this database was built with. Use the version of Icebreaker that matches it; nothing was changed.`,
            zh: `迁移 ${name} 与建库时的版本不同。请使用与之匹配的破冰版本；数据未作任何改动。`,
          })
        }
        continue
      }
      try {
        await client.query('begin')
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
