import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayAt, daysAfter, startOf, today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { createPool } from '#platform/server/pool.ts'
import { type TestDatabase, testDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { insertOrganisation, updateZone } from './organisation-store.ts'

// What SQL calls today is what `contract/days.ts` calls so, wherever an organisation works.

let database: TestDatabase
let pool: pg.Pool
const orgs = new Map<string, string>()
const ZONES = [
  'Asia/Shanghai',
  'Asia/Kolkata',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Sao_Paulo',
]

beforeAll(async () => {
  database = await testDatabase()
  pool = createPool({ connectionString: database.url, max: 3 })
  for (const zone of ZONES) {
    const orgId = newId()
    orgs.set(zone, orgId)
    await inTransaction(pool, { orgId }, (tx) => insertOrganisation(tx, zone, zone))
  }
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const inZone = <T>(zone: string, work: (tx: Tx) => Promise<T>, readOnly = true) =>
  inTransaction(pool, { orgId: orgs.get(zone)! }, work, { readOnly })
const iso = (value: string | undefined) => new Date(value ?? '').toISOString()
const one = async <T>(tx: Tx, text: string, values: unknown[] = []) =>
  (await tx.query<{ value: T }>(`select ${text} as value`, values)).rows[0]?.value

it('the present day is that of the organisation the transaction is in', async () => {
  const days = await Promise.all(
    ZONES.map(async (zone) => [zone, await inZone(zone, (tx) => one<string>(tx, 'organisation_today()'))]),
  )
  expect(days).toEqual(ZONES.map((zone) => [zone, today(zone)]))
  // At every hour of the day these two are a day apart: one zone for all would be told here.
  expect(today('Pacific/Kiritimati')).not.toBe(today('Pacific/Pago_Pago'))
})

it('days begin and moments fall as the program says, also where clocks change', async () => {
  for (const zone of ZONES) {
    await inZone(zone, async (tx) => {
      for (const day of [
        '2026-03-08',
        '2026-03-09',
        '2026-11-01',
        '2026-11-02',
        '2026-12-31',
        '2018-11-04',
      ]) {
        const begins = startOf(day, zone)
        expect([zone, iso(await one<string>(tx, 'organisation_day_start($1::date)', [day]))]).toEqual([
          zone,
          begins.toISOString(),
        ])
        expect(iso(await one<string>(tx, 'end_of_day($1::date)', [daysAfter(day, -1)]))).toBe(
          begins.toISOString(),
        )
        const late = new Date(begins.getTime() - 1)
        expect(await one<string>(tx, 'day_of($1::timestamptz)', [late])).toBe(dayAt(late, zone))
      }
    })
  }
})

it('a transaction that walks from one organisation to the next asks anew', async () => {
  const zones = await inZone('Asia/Kolkata', async (tx) => {
    const first = await one<string>(tx, 'organisation_zone()')
    await tx.query(`set local app.org_id = '${orgs.get('America/New_York')}'`)
    return [first, await one<string>(tx, 'organisation_zone()')]
  })
  expect(zones).toEqual(['Asia/Kolkata', 'America/New_York'])
})

it('a change of zone holds from the same transaction on', async () => {
  const orgId = newId()
  const zones = await inTransaction(pool, { orgId }, async (tx) => {
    await insertOrganisation(tx, '搬家', 'Asia/Shanghai')
    const before = await one<string>(tx, 'organisation_zone()')
    await updateZone(tx, 'Asia/Kolkata', 1)
    return [before, await one<string>(tx, 'organisation_zone()')]
  })
  expect(zones).toEqual(['Asia/Shanghai', 'Asia/Kolkata'])
  // Nothing of it stays with the connection.
  expect(await inZone('America/New_York', (tx) => one<string>(tx, 'organisation_zone()'))).toBe(
    'America/New_York',
  )
})

it('the organisation is looked up once in a transaction, however many rows are asked about', async () => {
  const said = inTransaction(pool, { orgId: orgs.get('Asia/Kolkata')! }, async (tx) => {
    await one(tx, 'organisation_today()')
    // Behind the back of what is remembered: whoever looked again would see it.
    await tx.query(`update org set time_zone = 'America/New_York' where org_id = $1`, [tx.orgId])
    const { rows } = await tx.query<{ zone: string }>(
      'select distinct organisation_zone() as zone from generate_series(1, 2000)',
    )
    throw new Error(rows.map((row) => row.zone).join())
  })
  await expect(said).rejects.toThrow(/^Asia\/Kolkata$/)
})

it('a date before today is found by an index, not row by row', async () => {
  const plan = await inZone(
    'Asia/Shanghai',
    async (tx) => {
      await tx.query('create temp table due (id serial, due_on date) on commit drop')
      await tx.query(`insert into due (due_on) select current_date + n from generate_series(-10, 20000) n`)
      await tx.query('create index on due (due_on)')
      await tx.query('analyze due')
      const { rows } = await tx.query<Record<string, string>>(
        'explain (costs off) select id from due where due_on < organisation_today()',
      )
      return rows.map((row) => Object.values(row)[0]).join('\n')
    },
    false,
  )
  expect(plan).toContain('Index Cond: (due_on < ')
})
