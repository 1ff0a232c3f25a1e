import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { checkExternal, WALLED_ROLE } from './external.ts'
import { openDatabase } from './open.ts'
import type { StartError } from './start-error.ts'

let folder: string
let server: EmbeddedDatabase

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'icebreaker-external-'))
  server = await startEmbedded(folder, { fsync: 'off' })
  await asOwner(
    'postgres',
    `create role company login password 'pw'`,
    `create role guest login password 'pw'`,
    `create role bypasser login bypassrls password 'pw'`,
    `create database owned owner company`,
    `create database fresh`,
    `create database latin owner company encoding 'LATIN1' locale 'C' locale_provider libc template template0`,
  )
}, 60_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(config: pg.PoolConfig, ...statements: string[]): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    let rows: pg.QueryResultRow[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
const asOwner = (database: string, ...statements: string[]) =>
  run({ ...server.owner, database }, ...statements)

function url(user: string, database: string, password = 'pw'): string {
  return `postgres://${user}:${password}@${encodeURIComponent(String(server.owner.host))}:${server.owner.port}/${database}`
}
const ownerUrl = (database: string) => url(String(server.owner.user), database, String(server.owner.password))

const refusal = (address: string) =>
  checkExternal(address).then(
    () => Promise.reject(new Error('it was accepted')),
    (error: StartError) => error,
  )

describe('a PostgreSQL of the user’s own', { timeout: 20_000 }, () => {
  test('is used as the role that owns the database', async () => {
    const database = await openDatabase({ dataFolder: '/nowhere', databaseUrl: url('company', 'owned') })
    expect(database.kind).toBe('external')
    expect(await run(database.config, 'select current_user as name')).toEqual([{ name: 'company' }])
    await database.stop()
  })

  test('is never used above row security: a superuser’s sessions start as an ordinary role', async () => {
    const config = await checkExternal(ownerUrl('fresh'))
    const rows = await run(
      config,
      'create table note (org int)',
      'alter table note enable row level security',
      'alter table note force row level security',
      'create policy wall on note using (org = 1)',
      'insert into note values (1)',
      'reset role',
      'select current_user as name, (select count(*)::int from note) as seen',
    )
    expect(rows).toEqual([{ name: WALLED_ROLE, seen: 1 }])
    await asOwner('fresh', 'insert into note values (2)')
    expect(await run(config, 'select org from note')).toEqual([{ org: 1 }])
    // and again, now that role and table are there
    expect(await run(await checkExternal(ownerUrl('fresh')), 'select org from note')).toEqual([{ org: 1 }])
  })

  test('keeps the options of the address, and leaves room for those of the pool', async () => {
    const config = await checkExternal(
      `${ownerUrl('fresh')}?options=${encodeURIComponent('-c work_mem=7MB')}`,
    )
    const [row] = await run(
      { ...config, options: `${config.options} -c statement_timeout=1234` },
      `select current_user as name, current_setting('work_mem') as memory, current_setting('statement_timeout') as patience`,
    )
    expect(row).toEqual({ name: WALLED_ROLE, memory: '7MB', patience: '1234ms' })
  })

  test('is refused for a role that bypasses row security and cannot be replaced', async () => {
    const error = await refusal(url('bypasser', 'owned'))
    expect(error.code).toBe('database-rights')
    expect(error.en).toContain('BYPASSRLS')
  })

  test('is refused without the right to create, naming the remedy', async () => {
    const error = await refusal(url('guest', 'owned'))
    expect(error.code).toBe('database-rights')
    expect(error.en).toContain('OWNER TO guest')
    expect(error.zh).toContain('OWNER TO guest')
  })

  test('is refused when its tables belong to somebody else', async () => {
    await asOwner('owned', 'create table theirs (id int)')
    const error = await refusal(url('company', 'owned'))
    expect(error.code).toBe('database-rights')
    expect(error.en).toContain('belong to icebreaker_owner')
    await asOwner('owned', 'drop table theirs')
  })

  test('is refused in an encoding without Chinese', async () => {
    expect((await refusal(url('company', 'latin'))).en).toContain('LATIN1')
  })

  test.each([
    ['a wrong password', () => url('company', 'owned', 'wrong'), /password authentication failed/],
    ['a database that is not there', () => url('company', 'missing'), /does not exist/],
    ['nobody listening', () => 'postgres://company:hush@127.0.0.1:1/owned', /ECONNREFUSED/],
    ['a name nobody knows', () => 'postgres://company:hush@nobody.invalid/owned', /ENOTFOUND|EAI_AGAIN/],
  ])('is reported as out of reach for %s, without the password', async (_, address, reason) => {
    const error = await refusal(address())
    expect(error.code).toBe('database-unreachable')
    expect(error.line()).toMatch(reason)
    expect(error.line()).not.toMatch(/hush|:wrong/)
  })

  test('is refused when older than 15, by its version', async () => {
    // No old PostgreSQL is at hand: this speaks just enough of the protocol to introduce itself as one.
    const message = (type: string, body: Buffer) => {
      const length = Buffer.alloc(4)
      length.writeInt32BE(body.length + 4)
      return Buffer.concat([Buffer.from(type), length, body])
    }
    const ready = message('Z', Buffer.from('I'))
    const fields = ['num', 'text', 'user', 'above']
    const describeRow = Buffer.concat([
      Buffer.from([0, fields.length]),
      ...fields.map((name, at) => {
        const rest = Buffer.alloc(18)
        rest.writeInt32BE(at === 0 ? 23 : 25, 6)
        rest.writeInt16BE(-1, 10)
        rest.writeInt32BE(-1, 12)
        return Buffer.concat([Buffer.from(`${name}\0`), rest])
      }),
    ])
    const row = Buffer.concat([
      Buffer.from([0, fields.length]),
      ...['140011', '14.11', 'company', 'f'].map((value) =>
        Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]),
      ),
    ])
    const old = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]))
        socket.on('data', (data) => {
          if (data[0] !== 'Q'.charCodeAt(0)) return socket.end()
          return socket.write(
            Buffer.concat([
              message('T', describeRow),
              message('D', row),
              message('C', Buffer.from('SELECT 1\0')),
              ready,
            ]),
          )
        })
      })
    }).listen(0, '127.0.0.1')
    await once(old, 'listening')
    const error = await refusal(
      `postgres://company:pw@127.0.0.1:${(old.address() as AddressInfo).port}/owned`,
    )
    old.close()
    expect(error.code).toBe('database-too-old')
    expect(error.en).toContain('14.11')
    expect(error.zh).toContain('15')
  })
})
