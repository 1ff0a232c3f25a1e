import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { listMigrations, migrate } from '#platform/server/migrate.ts'
import { createPool } from '#platform/server/pool.ts'
import { emptyTestDatabase, type TestDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { claimsAt, seatedAt, seatPerson } from './store.ts'

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

test('chains of the first release keep who stood on them and since when, in every organisation', async () => {
  const all = await listMigrations()
  await migrate(
    pool,
    all.filter((m) => m.name.includes('/0001-')),
  )
  const daysAgo = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString()
  const chains = await Promise.all(
    ['破冰设备', '别家公司'].map(async (company) => {
      const [orgId, memberId, accountId, projectId, stands, left] = Array.from({ length: 6 }, newId) as [
        string,
        string,
        string,
        string,
        string,
        string,
      ]
      const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, { orgId, memberId }, work)
      await within(async (tx) => {
        await tx.query('insert into org (org_id, name) values ($1, $2)', [orgId, company])
        await tx.query(`insert into member (org_id, id, name, role) values ($1, $2, '李雷', 'rep')`, [
          orgId,
          memberId,
        ])
        await tx.query(`insert into account (org_id, id, name) values ($1, $2, '滨江水泥')`, [
          orgId,
          accountId,
        ])
        await tx.query(
          `insert into project (org_id, id, account_id, owner_id, name) values ($1, $2, $3, $4, '一期')`,
          [orgId, projectId, accountId, memberId],
        )
        await tx.query(
          `insert into person (org_id, id, account_id, name) values ($1, $2, $4, '甲'), ($1, $3, $4, '乙')`,
          [orgId, stands, left, accountId],
        )
        await tx.query(
          `insert into chain_seat (org_id, project_id, person_id, account_id, added_by, added_at, removed_at) values
             ($1, $2, $3, $5, $6, $7, null), ($1, $2, $4, $5, $6, $7, $8)`,
          [orgId, projectId, stands, left, accountId, memberId, daysAgo(40), daysAgo(10)],
        )
        await tx.query(
          `insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, value, confidence, source_kind,
             asserted_by, asserted_at) values ($1, $2, $3, $4, $5, 'stance', '3', 'stated', 'note', $6, $7)`,
          [orgId, newId(), projectId, stands, accountId, memberId, daysAgo(40)],
        )
      })
      return { within, projectId, accountId, stands, left }
    }),
  )
  await migrate(pool, all)

  for (const { within, projectId, accountId, stands, left } of chains) {
    const seated = (at: string | null) => within((tx) => seatedAt(tx, projectId, at))
    expect(await seated(daysAgo(50))).toEqual([])
    expect((await seated(daysAgo(20))).sort()).toEqual([stands, left].sort())
    expect(await seated(null)).toEqual([stands])
    // Put back, the old interval stays beside the new one.
    await within((tx) => seatPerson(tx, { projectId, personId: left, accountId }))
    expect((await seated(null)).sort()).toEqual([stands, left].sort())
    expect(await seated(daysAgo(5))).toEqual([stands])
    expect((await seated(daysAgo(20))).sort()).toEqual([stands, left].sort())
    expect(await within((tx) => claimsAt(tx, projectId, null))).toMatchObject([
      { personId: stands, value: 3 },
    ])
  }
})
