import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { binariesIn, findBinaries, installedBinaries } from './binaries.ts'
import { type EmbeddedDatabase, runningEmbedded, startEmbedded } from './embedded.ts'
import { openDatabase } from './open.ts'
import { StartError } from './start-error.ts'
import { databaseUser } from './system-user.ts'

const asRoot = process.getuid?.() === 0
/** An ordinary user can take part only where it can enter the checkout: every folder above lets others through. */
const others = (() => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
})()
const holder = join(import.meta.dirname, '..', 'testing', 'hold-database.ts')
const home = join(tmpdir(), `icebreaker-embedded-${process.pid}`)
const children: ChildProcess[] = []
let count = 0

/** A new folder name; nothing is created. */
const newFolder = () => join(home, `data-${++count}`)

type Answer = { postgres: number; config: pg.PoolConfig; refused?: string; line?: string }

async function hold(
  folder: string,
  options: { uid?: number; gid?: number } = {},
): Promise<Answer & { child: ChildProcess }> {
  const child = spawn(process.execPath, [holder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout! }))
    return { ...(JSON.parse(line) as Answer), child }
  throw new Error('the holder ended without a word')
}

async function query<Row extends pg.QueryResultRow>(config: pg.PoolConfig, sql: string): Promise<Row[]> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** A process that has ended but whose parent has not asked for its exit code yet counts as ended. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

async function until(what: () => boolean | Promise<boolean>, patience = 8_000): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`waited ${patience} ms in vain for ${what}`)
    await sleep(20)
  }
}

const refusal = (folder: string) =>
  startEmbedded(folder).then(
    () => {
      throw new Error('it started')
    },
    (error: unknown) => error as StartError,
  )

beforeAll(() => mkdirSync(home, { mode: 0o755 }))
afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill(child)
})
afterAll(async () => {
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

describe('the embedded database', { timeout: 30_000 }, () => {
  describe('at rest', () => {
    let database: EmbeddedDatabase
    const folder = newFolder()
    beforeAll(async () => {
      database = await startEmbedded(folder)
    }, 30_000)
    afterAll(() => database.stop())

    test('connects the application as a role that row security binds', async () => {
      const rows = await query(
        database.config,
        'select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
      )
      expect(rows).toEqual([
        { rolname: 'icebreaker', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
      ])
    })

    test('lets that role create tables, schemas and the trigram extension', async () => {
      await query(database.config, 'create table t (id int); create schema jobs; create extension pg_trgm')
      const [row] = await query<{ trigrams: string[] }>(
        database.config,
        `select show_trgm('华为技术') as trigrams`,
      )
      expect(row?.trigrams.length).toBe(5)
    })

    test('sorts names by pinyin', async () => {
      const rows = await query<{ name: string }>(
        database.config,
        `select name from (values ('张三'), ('李四'), ('王五'), ('阿宝')) v(name) order by name`,
      )
      expect(rows.map((row) => row.name)).toEqual(['阿宝', '李四', '王五', '张三'])
    })

    test('writes every commit to disk and sums every page', async () => {
      const [row] = await query(
        database.config,
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages, current_setting('data_checksums') as sums`,
      )
      expect(row).toEqual({ fsync: 'on', commit: 'on', pages: 'on', sums: 'on' })
    })

    test('cannot be reached by another user, nor without the password, nor over the network', async () => {
      expect(statSync(String(database.config.host)).mode & 0o777).toBe(0o700)
      expect(statSync(join(folder, 'postgres.secret')).mode & 0o777).toBe(0o600)
      await expect(query({ ...database.config, password: 'wrong' }, 'select 1')).rejects.toThrow(
        /password authentication failed/,
      )
      const [row] = await query<{ addresses: string }>(
        database.config,
        `select current_setting('listen_addresses') as addresses`,
      )
      expect(row?.addresses).toBe('')
    })

    test('keeps what people typed out of its log, also when a statement fails', async () => {
      await query(database.config, 'create table contact (mobile text unique)')
      await query(database.config, `insert into contact values ('13800138000')`)
      await expect(query(database.config, `insert into contact values ('13800138000')`)).rejects.toThrow(
        /duplicate/,
      )
      await expect(query(database.config, `select '13800138000'::uuid`)).rejects.toThrow(/invalid input/)
      expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('13800138000')
    })

    test('is shared with a short command while the server runs, and not stopped by it', async () => {
      const shared = await openDatabase({ dataFolder: folder }, { share: true })
      expect(shared.config).toEqual({ ...database.config, folder: expect.anything() })
      await shared.stop()
      expect(await query(database.config, 'select 1 as one')).toEqual([{ one: 1 }])
    })

    test('refuses a second server on the same folder and goes on unharmed', async () => {
      const second = await hold(folder)
      expect(second.refused).toBe('data-in-use')
      expect(second.line).toContain(folder)
      expect(second.line).not.toContain('\n')
      expect(await query(database.config, 'select 1 as one')).toEqual([{ one: 1 }])
    })

    test('comes back at the same address when PostgreSQL is killed beneath it', async () => {
      await query(database.config, `create table kept as select 'acknowledged' as word`)
      const before = database.pid()
      process.kill(before, 'SIGKILL')
      await until(() =>
        query(database.config, 'select 1').then(
          () => true,
          () => false,
        ),
      )
      expect(database.pid()).not.toBe(before)
      expect(await query(database.config, 'select word from kept')).toEqual([{ word: 'acknowledged' }])
    })
  })

  test('starts again in well under a second with all its rows, and leaves nothing behind when stopped', async () => {
    const folder = newFolder()
    const first = await startEmbedded(folder)
    await query(first.config, 'create table kept as select 42 as number')
    await first.stop()
    expect(isAlive(first.pid())).toBe(false)
    expect(existsSync(String(first.config.host))).toBe(false)
    expect(readdirSync(folder).sort()).toEqual([
      'icebreaker.lock',
      'postgres',
      'postgres.log',
      'postgres.secret',
    ])
    expect(runningEmbedded(folder)).toBeUndefined()

    const start = performance.now()
    const second = await startEmbedded(folder)
    expect(performance.now() - start).toBeLessThan(4_000)
    expect(await query(second.config, 'select number from kept')).toEqual([{ number: 42 }])
    await second.stop()
  })

  test('lets exactly one of three starts at the same moment have the folder', async () => {
    const folder = newFolder()
    const answers = await Promise.all([hold(folder), hold(folder), hold(folder)])
    expect(answers.map((answer) => answer.refused ?? 'started').sort()).toEqual([
      'data-in-use',
      'data-in-use',
      'started',
    ])
    const winner = answers.find((answer) => !answer.refused)!
    expect(await query(winner.config, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('stops PostgreSQL by itself when the server is killed', async () => {
    const { child, postgres, config } = await hold(newFolder())
    await kill(child)
    await until(() => !isAlive(postgres))
    await until(() => !existsSync(String(config.host)))
  })

  test('finds and stops a PostgreSQL left behind when the server and the watchdog are killed', async () => {
    const folder = newFolder()
    const { child, postgres, config } = await hold(folder)
    await query(config, 'create table kept as select 7 as number')
    const watchdog = Number(
      execFileSync('pgrep', ['-f', `icebreaker-watchdog ${postgres}`], { encoding: 'utf8' }).trim(),
    )
    process.kill(watchdog, 'SIGKILL')
    await kill(child)
    await sleep(100)
    expect(isAlive(postgres)).toBe(true)

    const next = await startEmbedded(folder)
    expect(isAlive(postgres)).toBe(false)
    expect(existsSync(String(config.host))).toBe(false)
    expect(await query(next.config, 'select number from kept')).toEqual([{ number: 7 }])
    await next.stop()
  })

  test('starts after the server, PostgreSQL and the watchdog were all killed with a session at work', async () => {
    const folder = newFolder()
    const { child, postgres, config } = await hold(folder)
    await query(config, 'create table kept as select 8 as number')
    const busy = query(config, 'select count(*) from generate_series(1, 1e12)').catch(() => 'cut off')
    await until(
      async () =>
        (
          await query(
            config,
            `select from pg_stat_activity where query like '%1e12%' and pid <> pg_backend_pid()`,
          )
        ).length > 0,
    )
    process.kill(postgres, 'SIGKILL')
    await kill(child)
    const next = await startEmbedded(folder)
    expect(await busy).toBe('cut off')
    expect(await query(next.config, 'select number from kept')).toEqual([{ number: 8 }])
    await next.stop()
  })

  test('is not misled when the process number it left behind now belongs to another program', async () => {
    const folder = newFolder()
    const first = await startEmbedded(folder)
    await first.stop()
    // A program of the very user PostgreSQL runs as: for that one, PostgreSQL on its own refuses to start.
    const user = databaseUser(join(folder, 'postgres'))
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...(user && { uid: user.uid, gid: user.gid }) })
    children.push(other)
    const pidFile = join(folder, 'postgres', 'postmaster.pid')
    writeFileSync(
      pidFile,
      `${other.pid}\n/proc/self/cwd\n1700000000\n5432\n/tmp/icebreaker-pg-gone\n\n  1234567         9\nready   \n`,
    )
    if (user) chownSync(pidFile, user.uid, user.gid)

    const next = await startEmbedded(folder)
    expect(isAlive(other.pid!)).toBe(true)
    expect(await query(next.config, 'select 1 as one')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('starts over when it was killed in the middle of creating its files', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true })
    writeFileSync(join(folder, 'postgres.new', 'PG_VERSION'), '18\n')
    const database = await startEmbedded(folder)
    expect(existsSync(join(folder, 'postgres.new'))).toBe(false)
    await database.stop()
  })

  test('gets in again when its password file was lost, also in a folder copied with other owners', async () => {
    const folder = newFolder()
    const first = await startEmbedded(folder)
    await query(first.config, 'create table kept as select 9 as number')
    await first.stop()
    rmSync(join(folder, 'postgres.secret'))
    if (asRoot) execFileSync('chown', ['-R', 'root:root', folder])
    const moved = newFolder()
    renameSync(folder, moved)
    const second = await startEmbedded(moved)
    expect(await query(second.config, 'select number from kept')).toEqual([{ number: 9 }])
    expect(second.config.password).not.toBe(first.config.password)
    await second.stop()
  })

  test('refuses files of another PostgreSQL version and does not touch them', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'postgres'), { recursive: true })
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '19\n')
    const error = await refusal(folder)
    expect(error.code).toBe('data-other-version')
    expect(readdirSync(join(folder, 'postgres'))).toEqual(['PG_VERSION'])
  })

  test('says which folder cannot be written to', async () => {
    const file = newFolder()
    writeFileSync(file, 'a file where a folder should be')
    const error = await refusal(join(file, 'data'))
    expect(error).toBeInstanceOf(StartError)
    expect(error.code).toBe('data-not-writable')
    expect(error.line()).toContain(join(file, 'data'))
    expect(readFileSync(file, 'utf8')).toBe('a file where a folder should be')
  })

  test.skipIf(!asRoot || !others)(
    'as an ordinary user, refuses a folder of somebody else (skipped unless run as root, who can take that part, in a checkout others can enter)',
    async () => {
      const folder = newFolder()
      mkdirSync(folder, { mode: 0o755 })
      chmodSync(home, 0o755)
      const answer = await hold(folder, { uid: 65534, gid: 65534 })
      expect(answer.refused).toBe('data-not-writable')
      expect(readdirSync(folder)).toEqual([])
    },
  )

  test.skipIf(!asRoot || !others)(
    'as an ordinary user, works without any system user (skipped unless run as root, who can take that part, in a checkout others can enter)',
    async () => {
      const folder = newFolder()
      mkdirSync(folder)
      chmodSync(home, 0o755)
      chownSync(folder, 65534, 65534)
      const { child, config, postgres } = await hold(folder, { uid: 65534, gid: 65534 })
      expect(await query(config, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(statSync(join(folder, 'postgres')).uid).toBe(65534)
      child.kill('SIGTERM')
      await once(child, 'exit')
      expect(child.exitCode).toBe(0)
      expect(isAlive(postgres)).toBe(false)
    },
  )

  test.skipIf(!asRoot)('as root, works in a folder only root can enter (skipped when not root)', async () => {
    const locked = newFolder()
    mkdirSync(locked, { mode: 0o700 })
    const folder = join(locked, 'deep', 'data')
    const database = await startEmbedded(folder)
    await query(database.config, 'create table kept as select 1 as one')
    expect(await query(database.config, 'select one from kept')).toEqual([{ one: 1 }])
    expect(statSync(`/proc/${database.pid()}`).uid).not.toBe(0)
    expect(statSync(join(folder, 'postgres')).uid).not.toBe(0)
    await database.stop()
    const again = await startEmbedded(folder)
    expect(await query(again.config, 'select one from kept')).toEqual([{ one: 1 }])
    await again.stop()
  })

  test.skipIf(!asRoot)(
    'as root, copies programs its database user cannot reach, to a place only root can change (skipped when not root)',
    async () => {
      chmodSync(home, 0o755)
      const user = databaseUser(newFolder())!
      const as = { uid: user.uid, gid: user.gid, cwd: '/' }
      const locked = newFolder()
      mkdirSync(locked, { mode: 0o700 })
      const { postgres, version } = installedBinaries()
      cpSync(join(postgres, '..', '..'), join(locked, 'native'), { recursive: true, verbatimSymlinks: true })
      const unreachable = binariesIn(join(locked, 'native'), version)
      expect(() => execFileSync(unreachable.postgres, ['--version'], as)).toThrow(/EACCES/)

      const shared = newFolder()
      const copy = findBinaries(user, unreachable, shared)
      expect(execFileSync(copy.postgres, ['--version'], as).toString()).toContain('PostgreSQL) 18')
      expect(findBinaries(user, unreachable, shared)).toEqual(copy)
      expect(readdirSync(shared)).toHaveLength(1)

      chmodSync(shared, 0o777) // now anybody could put programs of their own there
      expect(() => findBinaries(user, unreachable, shared)).toThrow(StartError)
    },
  )
})
