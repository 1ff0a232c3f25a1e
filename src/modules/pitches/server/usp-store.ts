import { type RawBuilder, sql } from 'kysely'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { TestResult, UspTest } from '../usps.contract.ts'

export interface UspRow {
  id: string
  productId: string
  productName: string
  proposition: string
  memoryPoint: string
  removed: boolean
  version: number
  tests: {
    id: string
    test: UspTest
    result: TestResult
    proofId: string | null
    note: string
    testedOn: string
    assertedBy: string
    assertedAt: string
  }[]
  parities: {
    id: string
    rivalId: string
    rivalName: string
    reachedOn: string
    note: string
    byName: string
  }[]
}

/** Selling propositions with the tests and parities that hold today, in one query. */
async function select(tx: Tx, rest: RawBuilder<unknown>): Promise<UspRow[]> {
  const { rows } = await sql<UspRow>`
    select u.id, u.product_id as "productId", p.name as "productName", u.proposition, u.memory_point as "memoryPoint",
      u.removed_at is not null as removed, u.version,
      coalesce((select json_agg(json_build_object('id', t.id, 'test', t.test, 'result', t.result, 'proofId', t.proof_id,
          'note', t.note, 'testedOn', t.tested_on, 'assertedBy', m.name, 'assertedAt', t.asserted_at))
        from usp_test t join member_name m on m.org_id = t.org_id and m.id = t.asserted_by
        where t.org_id = u.org_id and t.usp_id = u.id and t.superseded_at is null), '[]') as tests,
      coalesce((select json_agg(json_build_object('id', y.id, 'rivalId', y.rival_id, 'rivalName', r.name,
          'reachedOn', y.reached_on, 'note', y.note, 'byName', m.name) order by y.reached_on)
        from usp_parity y
        join rival_name r on r.org_id = y.org_id and r.id = y.rival_id
        join member_name m on m.org_id = y.org_id and m.id = y.by_id
        where y.org_id = u.org_id and y.usp_id = u.id and y.ended_at is null), '[]') as parities
    from usp u join product p on p.org_id = u.org_id and p.id = u.product_id
    where u.org_id = ${tx.orgId}::uuid and ${rest}`.execute(tx.on())
  return rows
}

export async function uspsOfProduct(tx: Tx, productId: string): Promise<UspRow[]> {
  return select(tx, sql`u.product_id = ${productId}::uuid and u.removed_at is null order by u.id limit 200`)
}

/** A page of the propositions of products still sold, in the order they were written. */
export async function listUspRows(
  tx: Tx,
  asked: { cursor?: string | undefined; limit: number; productIds?: readonly string[] | undefined },
) {
  const after = decodeCursor(asked.cursor, 1)?.[0]
  const rows = await select(
    tx,
    sql`u.removed_at is null and p.retired_at is null
      ${asked.productIds ? sql`and u.product_id = any(${asked.productIds as string[]}::uuid[])` : sql``}
      ${idSchema.safeParse(after).success ? sql`and u.id > ${after}::uuid` : sql``}
      order by u.id limit ${asked.limit + 1}`,
  )
  return toPage(rows, asked.limit, (row) => [row.id])
}

export async function findUsp(tx: Tx, id: string): Promise<UspRow | undefined> {
  return (await select(tx, sql`u.id = ${id}::uuid`))[0]
}

export async function insertUsp(
  tx: Tx,
  usp: { id: string; productId: string; proposition: string; memoryPoint: string },
): Promise<void> {
  await tx.query(
    `insert into usp (org_id, id, product_id, proposition, memory_point, created_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.orgId, usp.id, usp.productId, usp.proposition, usp.memoryPoint, tx.memberId],
  )
}

/** False if the version no longer stands. */
export async function updateUsp(
  tx: Tx,
  id: string,
  version: number,
  usp: { proposition: string; memoryPoint: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update usp set proposition = $4, memory_point = $5, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, id, version, usp.proposition, usp.memoryPoint],
  )
  return rowCount === 1
}

/** False if it was so already. */
export async function setUspRemoved(tx: Tx, id: string, removed: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update usp set removed_at = ${removed ? 'now()' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and removed_at is ${removed ? '' : 'not'} null`,
    [tx.orgId, id],
  )
  return rowCount === 1
}

/** Two who test the same at once follow one another: the later one holds, the earlier is history. */
export async function supersedeTest(
  tx: Tx,
  t: {
    id: string
    uspId: string
    test: UspTest
    result: TestResult
    proofId: string | null
    note: string
    testedOn: string
  },
): Promise<void> {
  await tx.query('select 1 from usp where org_id = $1 and id = $2 for update', [tx.orgId, t.uspId])
  await tx.query(
    `update usp_test set superseded_by = $4, superseded_at = now()
     where org_id = $1 and usp_id = $2 and test = $3 and superseded_at is null`,
    [tx.orgId, t.uspId, t.test, t.id],
  )
  await tx.query(
    `insert into usp_test (org_id, id, usp_id, test, result, proof_id, note, tested_on, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.orgId, t.id, t.uspId, t.test, t.result, t.proofId, t.note, t.testedOn, tx.memberId],
  )
}

/** True if that rival is in the library. */
export async function isRival(tx: Tx, rivalId: string): Promise<boolean> {
  const { rows } = await tx.query('select 1 from rival_name where org_id = $1 and id = $2', [
    tx.orgId,
    rivalId,
  ])
  return rows.length > 0
}

/** Said again of the same rival, the newer date and note hold. */
export async function putParity(
  tx: Tx,
  y: { id: string; uspId: string; rivalId: string; reachedOn: string; note: string },
): Promise<void> {
  await tx.query('select 1 from usp where org_id = $1 and id = $2 for update', [tx.orgId, y.uspId])
  await tx.query(
    `update usp_parity set ended_at = now(), ended_by = $4
     where org_id = $1 and usp_id = $2 and rival_id = $3 and ended_at is null`,
    [tx.orgId, y.uspId, y.rivalId, tx.memberId],
  )
  await tx.query(
    `insert into usp_parity (org_id, id, usp_id, rival_id, reached_on, note, by_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.orgId, y.id, y.uspId, y.rivalId, y.reachedOn, y.note, tx.memberId],
  )
}

export async function endParityRow(tx: Tx, uspId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update usp_parity set ended_at = now(), ended_by = $4
     where org_id = $1 and usp_id = $2 and id = $3 and ended_at is null`,
    [tx.orgId, uspId, id, tx.memberId],
  )
  return rowCount === 1
}
