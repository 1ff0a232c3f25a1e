import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { InstalledProduct, Satisfaction } from '../rivals.contract.ts'

export interface SatisfactionRow extends Omit<Satisfaction, 'source'> {
  sourceKind: Satisfaction['source']['kind']
  sourceId: string | null
  sourceNote: string
}
export type InstalledRow = Omit<InstalledProduct, 'satisfaction'>

function installedWhere(tx: Tx, which: RawBuilder<unknown>) {
  return sql<InstalledRow>`
    select i.id, i.account_id as "accountId", i.unit_id as "unitId", coalesce(u.name, '') as "unitName", i.maker,
      i.rival_id as "rivalId", coalesce(r.name, '') as "rivalName", i.product_name as "productName", i.since,
      i.contract_end as "contractEnd", i.note, i.retired_on as "retiredOn", i.version
    from installed_product i
    left join unit_name u on u.org_id = i.org_id and u.id = i.unit_id
    left join rival r on r.org_id = i.org_id and r.id = i.rival_id
    where i.org_id = ${tx.orgId}::uuid and ${which}
    order by i.retired_on nulls first, i.contract_end nulls last, i.id limit 500`
}

export async function installedAt(tx: Tx, accountId: string): Promise<InstalledRow[]> {
  return (await installedWhere(tx, sql`i.account_id = ${accountId}::uuid`).execute(tx.on())).rows
}

export async function findInstalled(tx: Tx, id: string): Promise<InstalledRow | undefined> {
  return (await installedWhere(tx, sql`i.id = ${id}::uuid`).execute(tx.on())).rows[0]
}

type InstalledFields = Pick<
  InstalledProduct,
  'id' | 'unitId' | 'maker' | 'rivalId' | 'productName' | 'since' | 'contractEnd' | 'note'
>

export async function insertInstalled(tx: Tx, accountId: string, i: InstalledFields): Promise<void> {
  await tx.query(
    `insert into installed_product (org_id, id, account_id, unit_id, maker, rival_id, product_name, since, contract_end,
       note, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.orgId,
      i.id,
      accountId,
      i.unitId,
      i.maker,
      i.rivalId,
      i.productName,
      i.since,
      i.contractEnd,
      i.note,
      tx.memberId,
    ],
  )
}

/** @returns false if somebody else changed it first */
export async function updateInstalled(
  tx: Tx,
  i: InstalledFields & { retiredOn: string | null; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update installed_product set unit_id = $3, maker = $4, rival_id = $5, product_name = $6, since = $7,
       contract_end = $8, note = $9, retired_on = $10, version = version + 1
     where org_id = $1 and id = $2 and version = $11`,
    [
      tx.orgId,
      i.id,
      i.unitId,
      i.maker,
      i.rivalId,
      i.productName,
      i.since,
      i.contractEnd,
      i.note,
      i.retiredOn,
      i.version,
    ],
  )
  return rowCount === 1
}

/** Whether the unit is one of the account's. */
export async function unitFits(tx: Tx, accountId: string, unitId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select 1 from unit_name where org_id = $1 and account_id = $2 and id = $3',
    [tx.orgId, accountId, unitId],
  )
  return rowCount === 1
}

const SATISFACTION = sql`s.id, s.installed_id as "installedId", s.score, s.comment, s.told_by_id as "toldById",
  coalesce(p.name, '') as "toldByName", s.source_kind as "sourceKind", s.source_id as "sourceId",
  s.source_note as "sourceNote", s.confidence, s.asserted_by as "assertedBy", m.name as "assertedByName",
  s.asserted_at as "assertedAt", s.superseded_at as "supersededAt"
  from satisfaction s
  join member_name m on m.org_id = s.org_id and m.id = s.asserted_by
  left join person_name p on p.org_id = s.org_id and p.id = s.told_by_id`

/** What is believed today of these products. */
export async function currentSatisfactions(
  tx: Tx,
  installedIds: readonly string[],
): Promise<SatisfactionRow[]> {
  if (installedIds.length === 0) return []
  const { rows } = await sql<SatisfactionRow>`select ${SATISFACTION}
    where s.org_id = ${tx.orgId}::uuid and s.installed_id = any(${installedIds as string[]}::uuid[])
      and s.superseded_at is null`.execute(tx.on())
  return rows
}

export async function findSatisfaction(tx: Tx, id: string): Promise<SatisfactionRow | undefined> {
  const { rows } = await sql<SatisfactionRow>`select ${SATISFACTION}
    where s.org_id = ${tx.orgId}::uuid and s.id = ${id}::uuid`.execute(tx.on())
  return rows[0]
}

/** What was ever believed of one product, the newest first. */
export async function listSatisfactionRows(
  tx: Tx,
  installedId: string,
  asked: { cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 2)
  const { rows } = await sql<SatisfactionRow>`select ${SATISFACTION}
    where s.org_id = ${tx.orgId}::uuid and s.installed_id = ${installedId}::uuid
      ${after ? sql`and (s.asserted_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by s.asserted_at desc, s.id desc limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.assertedAt, row.id])
}

/** Writes what is believed now, and supersedes what was believed before. */
export async function insertSatisfaction(
  tx: Tx,
  s: Pick<Satisfaction, 'id' | 'installedId' | 'score' | 'comment' | 'toldById' | 'source' | 'confidence'>,
): Promise<void> {
  // Two who report at once wait for each other here, so that one of them supersedes the other.
  await tx.query('select 1 from installed_product where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    s.installedId,
  ])
  await tx.query(
    `update satisfaction set superseded_by = $3, superseded_at = now()
     where org_id = $1 and installed_id = $2 and superseded_at is null`,
    [tx.orgId, s.installedId, s.id],
  )
  await tx.query(
    `insert into satisfaction (org_id, id, installed_id, score, comment, told_by_id, source_kind, source_id, source_note,
       confidence, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.orgId,
      s.id,
      s.installedId,
      s.score,
      s.comment,
      s.toldById,
      s.source.kind,
      s.source.id,
      s.source.note,
      s.confidence,
      tx.memberId,
    ],
  )
}
