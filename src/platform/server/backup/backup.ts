import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * A backup is one gzip file of lines: a head, then for each table and organisation `{"table":…,"org":…,"columns":[…]}`
 * followed by its rows in PostgreSQL's COPY text format, ended by `\.`; a foot with the number of rows says it is whole.
 * Everything is read in one snapshot while the server works on. The queue is not in it: jobs are made anew.
 */
const FORMAT = 1
const END = '\\.'

interface Head {
  icebreaker: 'backup'
  format: number
  at: string
  migrations: string[]
}

export interface BackupCount {
  tables: number
  rows: number
  bytes: number
}

/** A backup that cannot be read: which file, where, and what to do; in both languages. */
export class BackupRefused extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`)
    this.name = 'CommandRefused'
  }
}

interface TableShape {
  name: string
  /** Columns that hold data; generated ones are made anew. */
  columns: string[]
  tenant: boolean
}

/** Our own tables, those that others point at first. */
async function tablesInOrder(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows: tables } = await client.query<TableShape>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      c.relforcerowsecurity as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'
    order by c.relname`)
  const { rows: links } = await client.query<{ child: string; parent: string }>(`
    select child.relname as child, parent.relname as parent from pg_constraint k
      join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid`)
  const ordered = new Set<string>()
  const place = (name: string, path: string[]) => {
    if (ordered.has(name) || path.includes(name)) return
    for (const link of links) if (link.child === name) place(link.parent, [...path, name])
    ordered.add(name)
  }
  for (const table of tables) place(table.name, [])
  return [...ordered].map((name) => tables.find((t) => t.name === name) as TableShape).filter(Boolean)
}

async function foreignKeys(client: pg.ClientBase): Promise<{ child: string; name: string }[]> {
  const { rows } = await client.query<{ child: string; name: string }>(`
    select c.relname as child, k.conname as name from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and n.nspname = 'public' and not k.condeferrable`)
  return rows
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Writes every row to `file`. The file appears under its name only when it is whole.
 * @throws BackupRefused if the file cannot be written
 */
export async function writeBackup(
  pool: pg.Pool,
  file: string,
  progress: (line: string) => void,
): Promise<BackupCount> {
  const client = await pool.connect()
  const part = `${file}.part`
  let rows = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = await tablesInOrder(client)
    const { rows: orgs } = await client.query<{ org_id: string }>(
      'select org_id from org_directory order by org_id',
    )
    const { rows: migrations } = await client.query<{ name: string }>(
      'select name from schema_migration order by name',
    )
    const head: Head = {
      icebreaker: 'backup',
      format: FORMAT,
      at: new Date().toISOString(),
      migrations: migrations.map((m) => m.name),
    }
    async function* lines(): AsyncGenerator<string | Buffer> {
      yield `${JSON.stringify(head)}\n`
      for (const { name, columns, tenant } of tables) {
        for (const org of tenant ? orgs.map((o) => o.org_id) : [null]) {
          if (org) await client.query(`select set_config('app.org_id', $1, true)`, [org])
          yield `${JSON.stringify({ table: name, org, columns })}\n`
          const list = columns.map(quote).join(', ')
          const stream = client.query(copyTo(`copy (select ${list} from ${quote(name)}) to stdout`))
          for await (const chunk of stream) yield chunk as Buffer
          rows += (stream as unknown as { rowCount: number }).rowCount
          yield `${END}\n`
        }
        progress(name)
      }
      yield `${JSON.stringify({ rows })}\n`
    }
    await pipeline(
      Readable.from(lines(), { objectMode: true }),
      createGzip(),
      createWriteStream(part, { mode: 0o600 }),
    )
    await client.query('commit')
    await rename(part, file)
    return { tables: tables.length, rows, bytes: (await stat(file)).size }
  } catch (error) {
    await rm(part, { force: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code && ['EACCES', 'ENOENT', 'ENOSPC', 'EROFS', 'EISDIR'].includes(code))
      throw new BackupRefused(
        `无法写入 ${file}（${code}），请换一个可写的位置。`,
        `Cannot write ${file} (${code}); choose a place that can be written.`,
      )
    throw error
  } finally {
    client.release(true)
  }
}

/**
 * Brings every row of `file` into a migrated, empty database, in one transaction: all of it or nothing.
 * @throws BackupRefused if the file is not a whole backup, is of a newer program, or the database already holds an organisation
 */
export async function readBackup(
  pool: pg.Pool,
  file: string,
  progress: (line: string) => void,
): Promise<BackupCount> {
  const client = await pool.connect()
  try {
    const taken = await client.query('select 1 from org_directory limit 1')
    if (taken.rowCount)
      throw new BackupRefused(
        '目标库里已有数据。请用 ICEBREAKER_DATA 指向一个新的空目录再恢复；现有数据未作改动。',
        'The database already holds data. Point ICEBREAKER_DATA at a new, empty folder and restore there; nothing was changed.',
      )
    await client.query('begin')
    // The wall binds the tables' owner too, and COPY cannot pass it. Inside this transaction, which holds the tables alone,
    // the owner steps around it.
    const tables = await tablesInOrder(client)
    const links = await foreignKeys(client)
    for (const { name, tenant } of tables) {
      if (tenant) await client.query(`alter table ${quote(name)} no force row level security`)
      await client.query(`alter table ${quote(name)} disable trigger user`)
    }
    // Some tables point at each other (a team's supervisor, a member's team): links are checked once all rows are here.
    for (const { child, name } of links)
      await client.query(
        `alter table ${quote(child)} alter constraint ${quote(name)} deferrable initially deferred`,
      )
    const rows = await fill(client, file, new Map(tables.map((t) => [t.name, t])), progress)
    await client.query('set constraints all immediate')
    for (const { child, name } of links)
      await client.query(`alter table ${quote(child)} alter constraint ${quote(name)} not deferrable`)
    for (const { name, tenant } of tables) {
      if (tenant) await client.query(`alter table ${quote(name)} force row level security`)
      await client.query(`alter table ${quote(name)} enable trigger user`)
    }
    await client.query('commit')
    return { tables: tables.length, rows, bytes: (await stat(file)).size }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (error instanceof BackupRefused) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new BackupRefused(
        `读不到备份文件 ${file}（${code}）。`,
        `Cannot read the backup ${file} (${code}).`,
      )
    if (code?.startsWith('Z_')) throw damaged(file)
    throw error
  } finally {
    client.release(true)
  }
}

function damaged(file: string): BackupRefused {
  return new BackupRefused(
    `${file} 不是完整的破冰备份（可能传输中断）。请换一份备份；数据库未作改动。`,
    `${file} is not a whole Icebreaker backup (perhaps a transfer was cut off). Take another one; the database was not changed.`,
  )
}

/** Reads the file line by line and hands each block of rows to COPY. @returns rows read */
async function fill(
  client: pg.ClientBase,
  file: string,
  tables: ReadonlyMap<string, TableShape>,
  progress: (line: string) => void,
): Promise<number> {
  let copy = null as Writable | null
  let head: Head | null = null
  let whole = false
  let rows = 0
  try {
    // COPY text escapes line breaks inside values, so a line is a row.
    for await (const line of linesOf(file)) {
      if (copy) {
        if (line === END) {
          await finish(copy)
          copy = null
        } else {
          rows += 1
          if (!copy.write(`${line}\n`)) await drained(copy)
        }
        continue
      }
      const block = parse(line)
      if (!head) {
        if (block?.icebreaker !== 'backup') throw damaged(file)
        head = block as unknown as Head
        await checkHead(client, head)
      } else if (typeof block?.table === 'string') {
        const shape = tables.get(block.table)
        if (!shape || !Array.isArray(block.columns)) throw damaged(file)
        const list = (block.columns as string[]).map(quote).join(', ')
        copy = client.query(copyFrom(`copy ${quote(shape.name)} (${list}) from stdin`))
        progress(shape.name)
      } else if (block && block.rows === rows) whole = true
      else throw damaged(file)
    }
  } catch (error) {
    // A COPY left open would keep the connection waiting for rows for ever; this tells the database that none will come.
    if (copy) {
      copy.on('error', () => {})
      copy.destroy(error as Error)
    }
    throw error
  }
  if (!whole) throw damaged(file)
  return rows
}

/** The lines of a gzip file. Errors of reading and of unpacking are thrown here, where they are awaited. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  const packed = createReadStream(file)
  packed.on('error', (error) => unpacked.destroy(error))
  packed.pipe(unpacked)
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of unpacked) {
    const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}

async function checkHead(client: pg.ClientBase, head: Head): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration')
  const known = new Set(rows.map((r) => r.name))
  const unknown = head.migrations.filter((m) => !known.has(m))
  if (head.format > FORMAT || unknown.length > 0)
    throw new BackupRefused(
      `这份备份来自更新的破冰版本（${unknown.join('、')}），请先升级再恢复。`,
      `This backup was made by a newer Icebreaker (${unknown.join(', ')}); upgrade first, then restore.`,
    )
}

function parse(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
}

function finish(stream: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject)
    stream.once('finish', resolve)
    stream.end()
  })
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject)
    stream.once('drain', () => {
      stream.off('error', reject)
      resolve()
    })
  })
}
