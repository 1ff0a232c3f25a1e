import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { listMigrations, migrate } from '#platform/server/migrate.ts'
import { createPool } from '#platform/server/pool.ts'
import { record } from '#platform/server/record.ts'
import { emptyTestDatabase, type TestDatabase } from '#platform/server/testing/database.ts'
import { inTransaction, type Tx } from '#platform/server/tx.ts'
import { headsAt, holdersAt } from './past-store.ts'

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

test('people of the releases before hold what they held since it was written, and moves of then are told, in every organisation', async () => {
  const all = await listMigrations()
  const isNew = (m: { name: string }) =>
    /people\/0004-people-over-time|accounts\/0004-account-since/.test(m.name)
  expect(all.filter(isNew)).toHaveLength(2)
  await migrate(
    pool,
    all.filter((m) => m.name.slice(m.name.indexOf('/') + 1) < '0004' && !isNew(m)),
  )
  const companies = await Promise.all(
    ['破冰设备', '别家公司'].map(async (company) => {
      const [orgId, memberId, old, next, postId, stays, moved] = Array.from({ length: 7 }, newId) as [
        string,
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
        await tx.query(
          `insert into account (org_id, id, name, created_at) values
             ($1, $2, '滨江水泥', now() - interval '90 days'), ($1, $3, '青禾乳业', now() - interval '90 days')`,
          [orgId, old, next],
        )
        await tx.query(`insert into post (org_id, id, account_id, title) values ($1, $2, $3, '采购部长')`, [
          orgId,
          postId,
          old,
        ])
        await tx.query(
          `insert into person (org_id, id, account_id, name, created_at) values
             ($1, $2, $4, '甲', now() - interval '60 days'), ($1, $3, $5, '乙', now() - interval '50 days')`,
          [orgId, stays, moved, old, next],
        )
        await tx.query(
          `insert into employment (org_id, id, person_id, account_id, post_id, until, version, created_at) values
             ($1, $2, $3, $5, $6, null, 3, now() - interval '40 days'),
             ($1, $4, $7, $5, $6, (now() - interval '10 days')::date, 2, now() - interval '50 days')`,
          [orgId, newId(), stays, newId(), old, postId, moved],
        )
        const subject = { kind: 'person', id: moved }
        await record(tx, { kind: 'people.left', subject, accountId: old })
      })
      return { orgId, within, old, next, postId, stays, moved }
    }),
  )
  await migrate(pool, all)

  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  for (const { orgId, within, old, next, stays, moved } of companies) {
    const holders = async (at: string) =>
      (await within((tx) => holdersAt(tx, old, at))).map((h) => h.personName).sort()
    const heads = async (accountId: string, at: string) =>
      (await within((tx) => headsAt(tx, accountId, at))).map((h) => h.name).sort()
    expect(await holders(ago(55))).toEqual([])
    expect(await holders(ago(45))).toEqual(['乙'])
    expect(await holders(ago(20))).toEqual(['乙', '甲'])
    expect(await holders(ago(5))).toEqual(['甲'])
    expect(await heads(old, ago(5))).toEqual(['乙', '甲'])
    expect(await heads(next, ago(5))).toEqual([])
    const soon = new Date(Date.now() + 1000).toISOString()
    expect([await heads(old, soon), await heads(next, soon)]).toEqual([['甲'], ['乙']])

    // From here on the database keeps it: the post is taken away, and yesterday still has it.
    await within((tx) =>
      tx.query('update employment set post_id = null, version = version + 1 where person_id = $1', [stays]),
    )
    expect(await holders(soon)).toEqual([])
    expect(await holders(ago(1))).toEqual(['甲'])
    await within((tx) => tx.query('delete from employment where person_id = $1', [stays]))
    expect(await holders(ago(1))).toEqual(['甲'])
    // A person taken out for good takes the past along.
    await within((tx) => tx.query('delete from person where id = any($1)', [[stays, moved]]))
    expect(await holders(ago(20))).toEqual([])
    const { rows } = await within((tx) =>
      tx.query('select from employment_past where org_id = $1 union all select from person_past', [orgId]),
    )
    expect(rows).toEqual([])
  }
})
