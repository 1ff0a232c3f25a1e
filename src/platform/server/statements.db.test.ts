import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../contract/fields.ts'
import { createPool } from './pool.ts'
import { record } from './record.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'
import { inTransaction, type Tx } from './tx.ts'

let database: TestDatabase
let pool: pg.Pool
const north = newId()
const south = newId()
const inOrg = <T>(orgId: string, work: (tx: Tx) => Promise<T>) =>
  inTransaction(pool, { orgId, memberId: newId() }, work)

beforeAll(async () => {
  database = await testDatabase()
  // One connection: every transaction meets what the one before it left there.
  pool = createPool({ connectionString: database.url, max: 1 })
  for (const orgId of [north, south])
    await inOrg(orgId, async (tx) => {
      await tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, '公司'])
      await record(tx, { kind: 'tests.noted', subject: { kind: 'note', id: orgId }, accountId: null })
    })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const remembered = async (name: string) => {
  const { rows } = await pool.query<{ statement: string }>('select statement from pg_prepared_statements')
  return rows.some((row) => row.statement.includes(name))
}

test('a remembered statement shows each organisation its own rows, in whichever order they ask', async () => {
  const seen = async (orgId: string) =>
    inOrg(orgId, async (tx) => {
      const { rows } = await tx.query<{ subject_id: string }>(
        'select subject_id from event where kind = $1 -- walled',
        ['tests.noted'],
      )
      return rows.map((row) => row.subject_id)
    })
  // More often than PostgreSQL tries before it settles for one plan.
  for (let i = 0; i < 12; i++) expect(await seen(north)).toEqual([north])
  expect(await remembered('-- walled')).toBe(true)
  for (let i = 0; i < 12; i++) {
    expect(await seen(south)).toEqual([south])
    expect(await seen(north)).toEqual([north])
  }
})

test('when a table is changed under a remembered statement, one request fails at most and the next is served', async () => {
  const all = (tx: Tx) => tx.query('select * from event where kind = $1 -- changed', ['tests.noted'])
  for (let i = 0; i < 12; i++) await inOrg(north, all)
  expect(await remembered('-- changed')).toBe(true)
  await pool.query('alter table event add column afterwards text')
  await inOrg(north, all).catch((error: Error) => expect(error.message).toContain('cached plan'))
  const { fields } = await inOrg(north, all)
  expect(fields.map((field) => field.name)).toContain('afterwards')
})
