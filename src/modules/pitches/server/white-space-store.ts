import type { Tx } from '#platform/server/tx.ts'
import type { Footprint, FootprintClaim } from '../white-space.contract.ts'

const CLAIM = `x.id, x.unit_id as "unitId", x.product_id as "productId", x.state, x.note, x.confidence,
  case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as rival,
  json_build_object('kind', x.source_kind, 'id', x.source_id, 'note', x.source_note) as source,
  m.name as "assertedBy", x.asserted_at as "assertedAt", x.superseded_at as "supersededAt"`
const FROM = `footprint x join member_name m on m.org_id = x.org_id and m.id = x.asserted_by
  left join rival_name r on r.org_id = x.org_id and r.id = x.rival_id`

/** What is believed of an account's cells today. */
export async function currentFootprints(tx: Tx, accountId: string): Promise<FootprintClaim[]> {
  const { rows } = await tx.query<FootprintClaim>(
    `select ${CLAIM} from ${FROM} where x.org_id = $1 and x.account_id = $2 and x.superseded_at is null`,
    [tx.orgId, accountId],
  )
  return rows
}

/** Everything believed of one cell, newest first. */
export async function footprintHistory(
  tx: Tx,
  accountId: string,
  unitId: string | null,
  productId: string,
): Promise<FootprintClaim[]> {
  const { rows } = await tx.query<FootprintClaim>(
    `select ${CLAIM} from ${FROM}
     where x.org_id = $1 and x.account_id = $2 and x.product_id = $4 and x.unit_id is not distinct from $3
     order by x.asserted_at desc, x.id desc limit 100`,
    [tx.orgId, accountId, unitId, productId],
  )
  return rows
}

/** The claim that stands for a cell, if any; until the end of the transaction nobody else writes another. */
export async function lockFootprint(
  tx: Tx,
  accountId: string,
  unitId: string | null,
  productId: string,
): Promise<FootprintClaim | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('footprint ' || $1 || $2, 0))`, [
    accountId,
    productId,
  ])
  const { rows } = await tx.query<FootprintClaim>(
    `select ${CLAIM} from ${FROM}
     where x.org_id = $1 and x.account_id = $2 and x.product_id = $4 and x.unit_id is not distinct from $3
       and x.superseded_at is null`,
    [tx.orgId, accountId, unitId, productId],
  )
  return rows[0]
}

export interface NewFootprint {
  id: string
  accountId: string
  unitId: string | null
  productId: string
  state: Footprint | null
  rivalId: string | null
  note: string
  source: { kind: string; id: string | null; note: string }
  confidence: string
}

/** Writes a belief over the one that stands; the older stays as history. */
export async function supersedeFootprint(tx: Tx, claim: NewFootprint): Promise<void> {
  await tx.query(
    `update footprint set superseded_by = $5, superseded_at = now()
     where org_id = $1 and account_id = $2 and unit_id is not distinct from $3 and product_id = $4 and superseded_at is null`,
    [tx.orgId, claim.accountId, claim.unitId, claim.productId, claim.id],
  )
  await tx.query(
    `insert into footprint (org_id, id, account_id, unit_id, product_id, state, rival_id, note, source_kind, source_id,
       source_note, confidence, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.orgId,
      claim.id,
      claim.accountId,
      claim.unitId,
      claim.productId,
      claim.state,
      claim.rivalId,
      claim.note,
      claim.source.kind,
      claim.source.id,
      claim.source.note,
      claim.confidence,
      tx.memberId,
    ],
  )
}

/** Products still sold, those something is known of here first, then by name; and how many of the account's needs each meets. */
export async function productsForWhiteSpace(
  tx: Tx,
  accountId: string,
  limit: number,
): Promise<{ id: string; name: string; needs: number }[]> {
  const { rows } = await tx.query<{ id: string; name: string; needs: number }>(
    `select p.id, p.name, coalesce(n.needs, 0)::int as needs
     from product p
     left join (
       select product_id, count(distinct need_id) as needs from match
       where org_id = $1 and account_id = $2 and superseded_at is null and fit in ('met', 'partly')
       group by product_id
     ) n on n.product_id = p.id
     left join (
       select distinct product_id from footprint where org_id = $1 and account_id = $2 and superseded_at is null
     ) f on f.product_id = p.id
     where p.org_id = $1 and (p.retired_at is null or f.product_id is not null)
     order by f.product_id is null, coalesce(n.needs, 0) desc, p.sort_name collate "C", p.id
     limit $3`,
    [tx.orgId, accountId, limit],
  )
  return rows
}

/** True if the rival is in the library. */
export async function isRival(tx: Tx, rivalId: string): Promise<boolean> {
  const { rows } = await tx.query('select 1 from rival_name where org_id = $1 and id = $2', [
    tx.orgId,
    rivalId,
  ])
  return rows.length > 0
}
