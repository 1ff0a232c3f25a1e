import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { listMigrations, migrate } from '#platform/server/migrate.ts'
import { createPool } from '#platform/server/pool.ts'
import { emptyTestDatabase, type TestDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { takeStep } from './chart-handlers.ts'
import { readPosts, readUnits } from './organisation-store.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await emptyTestDatabase()
  pool = createPool({ ...database.config, max: 3 })
})
afterAll(async () => {
  await pool?.end()
  await database?.drop()
})

test('a chart of the first release keeps all it had, has been so since it was written, and goes on from there', async () => {
  const all = await listMigrations()
  await migrate(
    pool,
    all.filter((m) => m.name.includes('/0001-')),
  )
  const [orgId, memberId, accountId, unitId, chief, clerk] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { orgId, memberId }, work)
  await within(async (tx) => {
    await tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, '破冰设备'])
    await tx.query(`insert into member (org_id, id, name, role) values ($1, $2, '李雷', 'rep')`, [
      orgId,
      memberId,
    ])
    await tx.query(`insert into account (org_id, id, name) values ($1, $2, '滨江水泥')`, [orgId, accountId])
    await tx.query(
      `insert into org_unit (org_id, id, account_id, name, stand, created_at) values ($1, $2, $3, '采购部', 'purchase',
         now() - interval '40 days')`,
      [orgId, unitId, accountId],
    )
    await tx.query(
      `insert into post (org_id, id, account_id, unit_id, title, reports_to_id, dotted_to_ids, version, created_at) values
         ($1, $2, $5, $4, '部长', null, '{}', 3, now() - interval '40 days'),
         ($1, $3, $5, $4, '采购员', $2, array[$2]::uuid[], 1, now() - interval '20 days')`,
      [orgId, chief, clerk, unitId, accountId],
    )
  })
  await migrate(pool, all)

  const daysAgo = (n: number) => dayAt(new Date(Date.now() - n * 86_400_000), 'Asia/Shanghai')
  const titles = (on?: string) =>
    within(async (tx) => (await readPosts(tx, accountId, on)).map((p) => p.title).sort())
  expect(await titles()).toEqual(['部长', '采购员'])
  expect(await titles(daysAgo(30))).toEqual(['部长'])
  expect(await titles(daysAgo(50))).toEqual([])
  expect(await within((tx) => readUnits(tx, accountId))).toMatchObject([
    { name: '采购部', stand: 'purchase' },
  ])
  expect(await within((tx) => readPosts(tx, accountId))).toMatchObject([
    { id: chief, version: 3 },
    { id: clerk, reportsToId: chief, dottedToIds: [chief], version: 1 },
  ])

  const step = await within((tx) =>
    takeStep(tx, accountId, {
      id: newId(),
      edits: [{ do: 'change-post', postId: chief, title: '采购总监', version: 3 }],
    }),
  )
  expect(step.done).toBe(true)
  expect(await titles()).toEqual(['采购员', '采购总监'].sort())
  expect(await titles(daysAgo(1))).toEqual(['部长', '采购员'])
})
