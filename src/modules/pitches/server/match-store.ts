import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { personalVisible } from '#modules/needs/server/index.ts'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Fit, Match } from '../matches.contract.ts'

/** Matches of needs the actor may read. */
async function select(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<Match[]> {
  const { rows } = await sql<Match>`
    select x.id, x.account_id as "accountId", x.need_id as "needId", x.fit, x.gap, x.remedy, x.due_on as "dueOn",
      case when p.id is not null
        then json_build_object('id', p.id, 'name', p.name, 'retired', p.retired_at is not null) end as product,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as owner,
      json_build_object('kind', x.source_kind, 'id', x.source_id, 'note', x.source_note) as source, x.confidence,
      m.name as "assertedBy", x.asserted_at as "assertedAt", x.superseded_at as "supersededAt"
    from match x
    join need_summary n on n.org_id = x.org_id and n.id = x.need_id
    join member_name m on m.org_id = x.org_id and m.id = x.asserted_by
    left join member_name o on o.org_id = x.org_id and o.id = x.owner_id
    left join product p on p.org_id = x.org_id and p.id = x.product_id
    where x.org_id = ${tx.orgId}::uuid and ${accountVisibleBeside(actor, 'x.account_id')}
      and (not n.personal or ${personalVisible(actor, 'x.account_id')}) and ${rest}`.execute(tx.on())
  return rows
}

/** What holds today, of an account or one of its projects; matches of void needs are left out. */
export async function listMatches(
  tx: Tx,
  actor: Actor,
  accountId: string,
  asked: { cursor?: string | undefined; limit: number; projectId?: string | undefined },
) {
  const after = decodeCursor(asked.cursor, 1)?.[0]
  const rows = await select(
    tx,
    actor,
    sql`x.account_id = ${accountId}::uuid and x.superseded_at is null and n.status <> 'void'
      ${asked.projectId ? sql`and n.project_id = ${asked.projectId}::uuid` : sql``}
      ${idSchema.safeParse(after).success ? sql`and x.id > ${after}::uuid` : sql``}
      order by x.id limit ${asked.limit + 1}`,
  )
  return toPage(rows, asked.limit, (row) => [row.id])
}

/** What was believed of a need, the newest first. */
export async function listHistory(
  tx: Tx,
  actor: Actor,
  needId: string,
  asked: { cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 2)
  const rows = await select(
    tx,
    actor,
    sql`x.need_id = ${needId}::uuid
      ${after ? sql`and (x.asserted_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by x.asserted_at desc, x.id desc limit ${asked.limit + 1}`,
  )
  return toPage(rows, asked.limit, (row) => [row.assertedAt, row.id])
}

export async function findMatch(tx: Tx, actor: Actor, id: string): Promise<Match | undefined> {
  return (await select(tx, actor, sql`x.id = ${id}::uuid`))[0]
}

/** The one that holds of a need and a product, or undefined. Holds every other writer of the need's matches. */
export async function lockCurrent(
  tx: Tx,
  actor: Actor,
  needId: string,
  productId: string | null,
): Promise<Match | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('match ' || $1, 0))`, [needId])
  const [match] = await select(
    tx,
    actor,
    sql`x.need_id = ${needId}::uuid and x.product_id is not distinct from ${productId}::uuid
      and x.superseded_at is null`,
  )
  return match
}

export interface NewMatch {
  id: string
  accountId: string
  needId: string
  productId: string | null
  fit: Fit
  gap: string
  remedy: string
  ownerId: string | null
  dueOn: string | null
  source: { kind: string; id: string | null; note: string }
  confidence: string
}

/** Writes a belief over the one that holds. */
export async function supersedeMatch(tx: Tx, match: NewMatch): Promise<void> {
  await tx.query(
    `update match set superseded_by = $4, superseded_at = now()
     where org_id = $1 and need_id = $2 and product_id is not distinct from $3 and superseded_at is null`,
    [tx.orgId, match.needId, match.productId, match.id],
  )
  await tx.query(
    `insert into match (org_id, id, account_id, need_id, product_id, fit, gap, remedy, owner_id, due_on, source_kind,
       source_id, source_note, confidence, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      tx.orgId,
      match.id,
      match.accountId,
      match.needId,
      match.productId,
      match.fit,
      match.gap,
      match.remedy,
      match.ownerId,
      match.dueOn,
      match.source.kind,
      match.source.id,
      match.source.note,
      match.confidence,
      tx.memberId,
    ],
  )
}

/** False if it was superseded or withdrawn before. */
export async function withdrawMatchRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update match set superseded_at = now(), withdrawn_by = $3
     where org_id = $1 and id = $2 and superseded_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}

/** True if the member is there and has not left. */
export async function isActiveMember(tx: Tx, memberId: string): Promise<boolean> {
  const { rows } = await tx.query(
    'select 1 from member_name where org_id = $1 and id = $2 and left_at is null',
    [tx.orgId, memberId],
  )
  return rows.length > 0
}

/** Takes out of matches and card uses what was written against the personal needs of somebody who is being erased. */
export async function erasePersonFromPitches(tx: Tx, personId: string): Promise<void> {
  const theirs = `need_id in (select id from need_summary where org_id = $1 and person_id = $2 and personal)`
  await tx.query(`update match set gap = '', remedy = '', source_note = '' where org_id = $1 and ${theirs}`, [
    tx.orgId,
    personId,
  ])
  await tx.query(`update card_use set benefit = '', version = version + 1 where org_id = $1 and ${theirs}`, [
    tx.orgId,
    personId,
  ])
}
