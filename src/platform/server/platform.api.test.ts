import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { endpoint } from '../contract/endpoint.ts'
import { id, newId, requiredLine } from '../contract/fields.ts'
import { checkRoutes } from './app.ts'
import { readBackup, writeBackup } from './backup/backup.ts'
import { migrate } from './migrate.ts'
import { on } from './module.ts'
import { indexNames } from './names.ts'
import { record } from './record.ts'
import { testDatabase } from './testing/database.ts'

// A module of the test's own: it notes lines as events, the one table the platform has.
const note = endpoint({
  name: 'notes.create',
  method: 'POST',
  path: '/api/notes',
  can: 'selling.write',
  body: z.object({ id, line: requiredLine(20) }),
  ok: z.object({ id, times: z.number() }),
})
const count = endpoint({
  name: 'notes.count',
  method: 'GET',
  path: '/api/notes',
  can: 'member',
  ok: z.object({ count: z.number() }),
})
const fail = endpoint({
  name: 'notes.fail',
  method: 'POST',
  path: '/api/notes/failures',
  can: 'member',
  ok: null,
})
let handled = 0
const notes = {
  name: 'notes',
  routes: [
    on(note, async ({ tx, body }) => {
      handled += 1
      await record(tx, {
        kind: 'notes.created',
        subject: { kind: 'note', id: body.id },
        accountId: null,
        data: { line: body.line },
      })
      return { id: body.id, times: handled, secret: 'never declared' }
    }),
    on(count, async ({ tx }) => {
      const { rows } = await tx.query<{ n: number }>('select count(*) as n from event')
      return { count: rows[0]?.n ?? 0 }
    }),
    on(fail, async ({ tx }) => {
      await record(tx, { kind: 'notes.failed', subject: { kind: 'note', id: newId() }, accountId: null })
      throw new Error('after the write')
    }),
  ],
}

let server: TestServer
let ours: TestOrganisation
let rep: TestMember
let stranger: TestMember
beforeAll(async () => {
  server = await openTestServer([notes])
  ours = await server.organisation('我们')
  rep = await ours.member('rep')
  stranger = await (await server.organisation('别家')).member('administrator')
})
afterAll(() => server?.close())

describe('the organisation wall', () => {
  it('hides every row of another organisation, whatever the SQL says', async () => {
    await rep.ok(note, { body: { id: newId(), line: '只属于我们' } })
    expect((await rep.ok(count, {})).count).toBeGreaterThan(0)
    expect(await stranger.ok(count, {})).toEqual({ count: 0 })
  })

  it('refuses a statement that has set no organisation, instead of answering an empty list', async () => {
    await expect(server.open({}, (tx) => tx.query('select * from event'))).rejects.toThrow(
      /app\.org_id|uuid: ""/,
    )
  })

  it('does not let a row be written into another organisation', async () => {
    const write = server.open({ orgId: ours.orgId }, (tx) =>
      tx.query('insert into name_index (org_id, kind, subject_id, tail) values ($1, $2, $3, $4)', [
        stranger.orgId,
        'x',
        newId(),
        'x',
      ]),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it('takes no organisation that is not a UUID, for it is written into the statement', async () => {
    await expect(server.open({ orgId: "x'; drop table event; --" }, async () => 1)).rejects.toThrow(
      'not a UUID',
    )
  })

  it('connects as a role that row security binds', async () => {
    const { rows } = await server.pool.query(
      'select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ above: false }])
  })
})

describe('a repeated write', () => {
  it('is done once and answered alike', async () => {
    const key = newId()
    const body = { id: newId(), line: '一次' }
    const before = (await rep.ok(count, {})).count
    const first = await rep.ok(note, { body }, { key })
    const again = await rep.ok(note, { body }, { key })
    expect(again).toEqual(first)
    expect((await rep.ok(count, {})).count).toBe(before + 1)
  })

  it('is done once also when both arrive together', async () => {
    const key = newId()
    const body = { id: newId(), line: '同时' }
    const before = (await rep.ok(count, {})).count
    const answers = await Promise.all(Array.from({ length: 8 }, () => rep.ok(note, { body }, { key })))
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1)
    expect((await rep.ok(count, {})).count).toBe(before + 1)
  })

  it('is refused when the same key comes with other content', async () => {
    const key = newId()
    await rep.ok(note, { body: { id: newId(), line: '甲' } }, { key })
    const answer = await rep.send(note, { body: { id: newId(), line: '乙' } }, { key })
    expect(answer).toMatchObject({ status: 409, body: { code: 'platform.retry-mismatch' } })
  })
})

describe('a request', () => {
  it('loses fields the contract does not declare', async () => {
    expect(await rep.ok(note, { body: { id: newId(), line: '字段' } })).not.toHaveProperty('secret')
  })

  it('names every rejected field', async () => {
    const problem = await rep.problem(note, { body: { id: 'no', line: '  ' } })
    expect(problem).toMatchObject({ status: 422, code: 'platform.invalid' })
    expect(problem.fields?.map((f) => f.path).sort()).toEqual(['id', 'line'])
  })

  it('leaves nothing behind when the handler fails, and tells no secret about why', async () => {
    const before = (await rep.ok(count, {})).count
    const answer = await rep.send(fail, {})
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('after the write')
    expect((await rep.ok(count, {})).count).toBe(before)
  })

  it('is refused without a session, and for a role that may not', async () => {
    expect((await server.signedOut.send(count, {})).status).toBe(401)
    const auditor = await ours.member('auditor')
    expect((await auditor.send(note, { body: { id: newId(), line: '审计' } })).status).toBe(403)
  })

  it.each([
    [{ origin: 'https://evil.example' }, 'a foreign origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'a cross-site fetch'],
  ])('is refused from another site: %o (%s)', async (headers: object, _what: string) => {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/notes',
      headers: { ...(headers as Record<string, string>), 'x-test-seat': rep.memberId },
      payload: { id: newId(), line: '跨站' },
    })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().code).toBe('platform.cross-site')
  })

  it('is refused as a form, the one body a foreign page could send', async () => {
    const headers = { 'x-test-seat': rep.memberId, 'content-type': 'text/plain' }
    const answer = await server.inject({ method: 'POST', url: '/api/notes', headers, payload: '{}' })
    expect(answer.statusCode).toBe(415)
  })

  it('is refused above its size limit', async () => {
    const answer = await rep.send(note, { body: { id: newId(), line: 'x'.repeat(300_000) } })
    expect(answer).toMatchObject({ status: 413, body: { code: 'platform.too-large' } })
  })
})

describe('the list of routes', () => {
  it('does not start with an endpoint that says not who may use it', () => {
    const open = { ...count, name: 'notes.open', path: '/api/open', can: undefined }
    expect(() => checkRoutes([{ endpoint: open as never, handle: async () => null }])).toThrow(
      'who can use it',
    )
  })

  it('does not start with two endpoints at one address', () => {
    const twin = { ...count, name: 'notes.twin' }
    expect(() => checkRoutes([...notes.routes, { endpoint: twin, handle: async () => null }])).toThrow(
      'share',
    )
  })
})

describe('an event', () => {
  it('cannot be changed or deleted by the program', async () => {
    await rep.ok(note, { body: { id: newId(), line: '不可改' } })
    const change = (sql: string) => server.open({ orgId: ours.orgId }, (tx) => tx.query(sql))
    await expect(change(`update event set kind = 'x'`)).rejects.toThrow('never changed')
    await expect(change('delete from event')).rejects.toThrow('never deleted')
  })
})

describe('a backup', () => {
  it('brings every row of every organisation back, and nothing over existing data', async () => {
    await server.open({ orgId: ours.orgId }, (tx) =>
      indexNames(tx, [{ kind: 'note', id: newId(), accountId: null, names: ['华北\\电力\t"A"'] }]),
    )
    const folder = mkdtempSync(join(tmpdir(), 'backup-'))
    const file = join(folder, 'all.backup')
    const target = await testDatabase()
    const second = await testDatabase()
    const source = new pg.Pool({ ...server.config, max: 1 })
    const pool = new pg.Pool({ ...target.config, max: 1 })
    try {
      await migrate(pool)
      const written = await writeBackup(source, file, () => {})
      const read = await readBackup(pool, file, () => {})
      expect(read.rows).toBe(written.rows)
      expect(await allRows(pool)).toEqual(await allRows(source))
      await expect(readBackup(pool, file, () => {})).rejects.toThrow('already holds data')
      const empty = new pg.Pool({ ...second.config, max: 1 })
      const bytes = readFileSync(file)
      // Cut off anywhere, also in the midst of a table's rows.
      for (const share of [0.99, 0.8, 0.5, 0.2]) {
        writeFileSync(`${file}.cut`, bytes.subarray(0, Math.floor(bytes.length * share)))
        await expect(readBackup(empty, `${file}.cut`, () => {})).rejects.toThrow(
          'not a whole Icebreaker backup',
        )
      }
      writeFileSync(`${file}.text`, 'no backup at all')
      await expect(readBackup(empty, `${file}.text`, () => {})).rejects.toThrow(
        'not a whole Icebreaker backup',
      )
      await expect(readBackup(empty, `${file}.gone`, () => {})).rejects.toThrow('Cannot read')
      expect((await empty.query('select 1 from org_directory')).rowCount).toBe(0)
      await empty.end()
    } finally {
      await Promise.all([pool.end(), source.end()])
      await Promise.all([target.drop(), second.drop()])
      rmSync(folder, { recursive: true })
    }
  })
})

/** Every row of every table as text, per organisation. */
async function allRows(pool: pg.Pool): Promise<Record<string, string[]>> {
  const client = await pool.connect()
  try {
    const found: Record<string, string[]> = {}
    const { rows: orgs } = await client.query('select org_id from org_directory order by 1')
    const { rows: tables } = await client.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1`,
    )
    for (const { org_id } of orgs) {
      await client.query(`select set_config('app.org_id', $1, false)`, [org_id])
      for (const { relname } of tables) {
        const { rows } = await client.query(`select t::text as row from "${relname}" t order by 1`)
        found[`${org_id} ${relname}`] = rows.map((r) => r.row)
      }
    }
    expect(Object.values(found).flat().length).toBeGreaterThan(10)
    return found
  } finally {
    client.release(true)
  }
}
