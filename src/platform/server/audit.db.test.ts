import type pg from 'pg'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { newId } from '../contract/fields.ts'
import { eraseEventData, organisationIds, sealEvents, sealJob, verifyChain } from './audit.ts'
import { createPool } from './pool.ts'
import { record } from './record.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import { inTransaction, type Scope, type Tx } from './tx.ts'

let database: TestDatabase
let pool: pg.Pool
let orgId: string
const open = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => inTransaction(pool, scope, work)
const inOrg = <T>(work: (tx: Tx) => Promise<T>) => open({ orgId, memberId: MEMBER }, work)
const MEMBER = newId()

beforeAll(async () => {
  database = await testDatabase()
  pool = createPool({ connectionString: database.url, max: 5 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  orgId = newId()
  await open({ orgId }, (tx) => tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, '公司']))
})

/** Writes events, each in a transaction of its own. */
async function happen(count: number): Promise<string[]> {
  for (let i = 0; i < count; i++)
    await inOrg((tx) =>
      record(tx, {
        kind: 'accounts.renamed',
        subject: { kind: 'account', id: newId() },
        accountId: null,
        data: { fields: ['name'], step: i, text: '“引号”\\ \n' },
      }),
    )
  const { rows } = await inOrg((tx) =>
    tx.query<{ id: string }>('select id from event where org_id = $1 order by id', [orgId]),
  )
  return rows.map((row) => row.id)
}

/** What somebody with the database's own password could do: no row security, no triggers. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const { owner } = inject('testServer')
  const name = new URL(database.url).pathname.slice(1)
  const client = new Client({ ...owner, database: name })
  await client.connect()
  try {
    await client.query(`set session_replication_role = 'replica'`)
    const { rowCount } = await client.query(sql, values)
    expect(rowCount).toBeGreaterThan(0)
  } finally {
    await client.end()
  }
}

describe('the audit chain', () => {
  it('holds over several seals, and says how much is covered', async () => {
    await happen(3)
    expect(await inOrg(sealEvents)).toBe(3)
    await happen(2)
    expect(await inOrg(sealEvents)).toBe(2)
    expect(await inOrg(sealEvents)).toBe(0)
    await happen(1)
    const found = await inOrg(verifyChain)
    expect(found).toMatchObject({ ok: true, seals: 2, events: 5, unsealed: 1, erased: 0, firstBroken: null })
    expect(found.last).toMatchObject({ no: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('an empty chain holds', async () => {
    expect(await inOrg(verifyChain)).toMatchObject({ ok: true, seals: 0, events: 0, last: null })
  })

  it('refuses every change of an event through the application', async () => {
    const [id] = await happen(1)
    await inOrg(sealEvents)
    for (const change of [
      `update event set kind = 'accounts.kept' where id = $1`,
      `update event set data = '{"fields": []}' where id = $1`,
      `update event set actor_id = null where id = $1`,
      `update event set seal_no = 7 where id = $1`,
      'delete from event where id = $1',
    ])
      await expect(inOrg((tx) => tx.query(change, [id]))).rejects.toThrow(/events are never/)
    await expect(inOrg((tx) => tx.query('delete from audit_seal'))).rejects.toThrow(/events are never/)
    await expect(inOrg((tx) => tx.query('update audit_seal set events = 9'))).rejects.toThrow()
  })

  it('names the event whose data was changed behind its back', async () => {
    const ids = await happen(4)
    await inOrg(sealEvents)
    await tamper(`update event set data = jsonb_set(data, '{step}', '99') where id = $1`, [ids[2]])
    expect(await inOrg(verifyChain)).toMatchObject({
      ok: false,
      firstBroken: { sealNo: 1, eventId: ids[2], reason: 'data-changed' },
    })
  })

  it('names the seal in which anything else of an event was changed', async () => {
    const changes: [string, string][] = [
      [`update event set actor_id = gen_random_uuid() where id = $1`, 'events-changed'],
      [`update event set at = at + interval '1 microsecond' where id = $1`, 'events-changed'],
      [`update event set kind = 'accounts.opened' where id = $1`, 'events-changed'],
      [`update event set account_id = gen_random_uuid() where id = $1`, 'events-changed'],
      [`update event set subject_id = gen_random_uuid() where id = $1`, 'events-changed'],
      [
        `update event set data = '{}', digest = sha256(convert_to(salt || '{}', 'UTF8')) where id = $1`,
        'events-changed',
      ],
      ['delete from event where id = $1', 'events-missing'],
      ['update event set seal_no = null where id = $1', 'events-missing'],
      ['update event set seal_no = 3 where id = $1', 'events-missing'],
    ]
    for (const [change, reason] of changes) {
      orgId = newId()
      await open({ orgId }, (tx) =>
        tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, '公司']),
      )
      await happen(1)
      await inOrg(sealEvents)
      const ids = await happen(2)
      await inOrg(sealEvents)
      await happen(1)
      await inOrg(sealEvents)
      expect((await inOrg(verifyChain)).ok).toBe(true)
      await tamper(change, [ids[1]])
      expect(await inOrg(verifyChain), change).toMatchObject({
        ok: false,
        firstBroken: { sealNo: 2, reason },
      })
    }
  })

  it('notices an event slipped in, and a seal cut out', async () => {
    const [id] = await happen(1)
    await inOrg(sealEvents)
    await happen(1)
    await inOrg(sealEvents)
    await tamper(
      `insert into event (org_id, id, kind, subject_kind, subject_id, data, salt, digest, seal_no)
       select org_id, gen_random_uuid(), kind, subject_kind, subject_id, data, salt, digest, 1 from event where id = $1`,
      [id],
    )
    expect((await inOrg(verifyChain)).firstBroken).toMatchObject({ sealNo: 1, reason: 'events-added' })
    await tamper('delete from audit_seal where org_id = $1 and no = 1', [orgId])
    expect((await inOrg(verifyChain)).firstBroken).toMatchObject({ sealNo: 1, reason: 'seal-missing' })
  })

  it('a seal made anew to fit changed events does not fit the next one', async () => {
    const [first] = await happen(1)
    await inOrg(sealEvents)
    await happen(1)
    await inOrg(sealEvents)
    await tamper('create table kept_seal as select * from audit_seal where org_id = $1 and no = 2', [orgId])
    await tamper('delete from audit_seal where org_id = $1', [orgId])
    await tamper(`update event set seal_no = null, kind = 'accounts.opened' where id = $1`, [first])
    expect(await inOrg(sealEvents)).toBe(1)
    await tamper('insert into audit_seal select * from kept_seal where org_id = $1', [orgId])
    expect(await inOrg(verifyChain)).toMatchObject({
      ok: false,
      seals: 2,
      firstBroken: { sealNo: 2, eventId: null, reason: 'seal-changed' },
    })
  })

  it('notices that the last seal was cut off', async () => {
    await happen(1)
    await inOrg(sealEvents)
    await happen(1)
    await inOrg(sealEvents)
    await tamper('delete from audit_seal where org_id = $1 and no = 2', [orgId])
    expect((await inOrg(verifyChain)).firstBroken).toEqual({
      sealNo: 2,
      eventId: null,
      reason: 'seal-missing',
    })
  })

  it('still verifies after data was erased, and the erasing is itself on record', async () => {
    const ids = await happen(3)
    await inOrg(sealEvents)
    expect(await inOrg((tx) => eraseEventData(tx, ids.slice(0, 2)))).toBe(2)
    expect(await inOrg((tx) => eraseEventData(tx, ids.slice(0, 2)))).toBe(0)
    const { rows } = await inOrg((tx) => tx.query('select data, salt from event where id = $1', [ids[0]]))
    expect(rows).toEqual([{ data: null, salt: null }])
    expect(await inOrg(verifyChain)).toMatchObject({ ok: true, events: 3, erased: 2, unsealed: 1 })
    // Emptying the data alone leaves the salt, which an erasing never does.
    await tamper('update event set data = null where id = $1', [ids[2]])
    expect((await inOrg(verifyChain)).firstBroken).toMatchObject({ eventId: ids[2], reason: 'data-changed' })
  })

  it('seals an event that began before others and was committed after they were sealed', async () => {
    const late = await pool.connect()
    await late.query(`begin; set local app.org_id = '${orgId}'`)
    const early = newId()
    await late.query(
      `insert into event (org_id, id, kind, subject_kind, subject_id, data, salt, digest)
       values ($1, $2, 'accounts.renamed', 'account', $2, '{}', 's', sha256(convert_to('s{}', 'UTF8')))`,
      [orgId, early],
    )
    await happen(2)
    expect(await inOrg(sealEvents)).toBe(2)
    await late.query('commit')
    late.release()
    expect(await inOrg(sealEvents)).toBe(1)
    const { rows } = await inOrg((tx) => tx.query('select seal_no from event where id = $1', [early]))
    expect(rows).toEqual([{ seal_no: 2 }])
    expect(await inOrg(verifyChain)).toMatchObject({ ok: true, seals: 2, events: 3 })
  })

  it('two processes sealing at the same time make one chain', async () => {
    await happen(20)
    const sealed = await Promise.all(Array.from({ length: 5 }, () => inOrg(sealEvents)))
    expect(sealed.reduce((a, b) => a + b)).toBe(20)
    expect(await inOrg(verifyChain)).toMatchObject({ ok: true, seals: 1, events: 20, unsealed: 0 })
  })

  it('one organisation’s chain cannot stand for another’s', async () => {
    await happen(1)
    await inOrg(sealEvents)
    const other = newId()
    await open({ orgId: other }, (tx) =>
      tx.query('insert into org (org_id, name) values ($1, $2)', [other, '别家']),
    )
    await tamper('update event set org_id = $2 where org_id = $1', [orgId, other])
    await tamper('update audit_seal set org_id = $2 where org_id = $1', [orgId, other])
    expect((await open({ orgId: other }, verifyChain)).firstBroken).toMatchObject({ reason: 'seal-changed' })
  })

  it('the job goes round every organisation through its wall', async () => {
    const orgs = [orgId]
    await happen(2)
    orgId = newId()
    orgs.push(orgId)
    await open({ orgId }, (tx) =>
      tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, '二公司']),
    )
    await happen(3)
    expect(await open({}, organisationIds)).toEqual(expect.arrayContaining(orgs))
    await sealJob.run(
      {},
      { open, pool, streamPool: pool, log: pino({ level: 'silent' }), signal: new AbortController().signal },
    )
    for (const [at, events] of [2, 3].entries())
      expect(await open({ orgId: orgs[at]! }, verifyChain)).toMatchObject({ ok: true, events, unsealed: 0 })
    // Without an organisation, the list of ids is all there is to see.
    await expect(open({}, (tx) => tx.query('select * from event'))).rejects.toThrow()
    await expect(open({}, (tx) => tx.query('select * from org'))).rejects.toThrow()
  })
})
