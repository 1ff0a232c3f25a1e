import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import type { Subject } from '#modules/needs/needs.contract.ts'
import { personalVisible } from '#modules/needs/server/index.ts'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Reaction } from '../cards.contract.ts'

export interface CardRow {
  id: string
  productId: string
  feature: string
  advantage: string
  benefit: string
  answers: Subject | null
  proofId: string | null
  /** Against how many needs, not void, it is used; of the whole organisation. */
  uses: number
  landed: number
  removed: boolean
  version: number
}

async function select(tx: Tx, rest: RawBuilder<unknown>): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select c.id, c.product_id as "productId", c.feature, c.advantage, c.benefit, nullif(c.answers, '') as answers,
      c.proof_id as "proofId", c.removed_at is not null as removed, c.version,
      coalesce(u.uses, 0) as uses, coalesce(u.landed, 0) as landed
    from fabe_card c
    left join lateral (
      select count(distinct x.need_id)::int as uses, count(*) filter (where x.reaction = 'landed')::int as landed
      from card_use x join need_summary n on n.org_id = x.org_id and n.id = x.need_id and n.status <> 'void'
      where x.org_id = c.org_id and x.card_id = c.id and x.removed_at is null) u on true
    where c.org_id = ${tx.orgId}::uuid and ${rest}`.execute(tx.on())
  return rows
}

/** The cards of a product, as they were written. */
export async function cardsOfProduct(tx: Tx, productId: string): Promise<CardRow[]> {
  return select(tx, sql`c.product_id = ${productId}::uuid and c.removed_at is null order by c.id limit 500`)
}

export async function findCard(tx: Tx, id: string): Promise<CardRow | undefined> {
  return (await select(tx, sql`c.id = ${id}::uuid`))[0]
}

export interface CardFields {
  feature: string
  advantage: string
  benefit: string
  answers: Subject | null
  proofId: string | null
}

export async function insertCard(
  tx: Tx,
  card: CardFields & { id: string; productId: string },
): Promise<void> {
  await tx.query(
    `insert into fabe_card (org_id, id, product_id, feature, advantage, benefit, answers, proof_id, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.orgId,
      card.id,
      card.productId,
      card.feature,
      card.advantage,
      card.benefit,
      card.answers ?? '',
      card.proofId,
      tx.memberId,
    ],
  )
}

/** False if the version no longer stands. */
export async function updateCard(tx: Tx, id: string, version: number, card: CardFields): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update fabe_card set feature = $4, advantage = $5, benefit = $6, answers = $7, proof_id = $8,
       version = version + 1 where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, id, version, card.feature, card.advantage, card.benefit, card.answers ?? '', card.proofId],
  )
  return rowCount === 1
}

/** False if it was so already. */
export async function setCardRemoved(tx: Tx, id: string, removed: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update fabe_card set removed_at = ${removed ? 'now()' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and removed_at is ${removed ? '' : 'not'} null`,
    [tx.orgId, id],
  )
  return rowCount === 1
}

export interface UseRow {
  id: string
  accountId: string
  needId: string
  needVoid: boolean
  cardId: string
  productId: string
  productName: string
  visitId: string | null
  feature: string
  advantage: string
  benefit: string
  proofId: string | null
  saidAt: string | null
  reaction: Reaction | null
  removed: boolean
  version: number
}

/** Uses of cards against needs the actor may read. */
async function selectUses(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<UseRow[]> {
  const { rows } = await sql<UseRow>`
    select x.id, x.account_id as "accountId", x.need_id as "needId", n.status = 'void' as "needVoid",
      x.card_id as "cardId", c.product_id as "productId", p.name as "productName", x.visit_id as "visitId",
      c.feature, c.advantage, x.benefit, c.proof_id as "proofId", x.said_at as "saidAt", x.reaction,
      x.removed_at is not null as removed, x.version
    from card_use x
    join need_summary n on n.org_id = x.org_id and n.id = x.need_id
    join fabe_card c on c.org_id = x.org_id and c.id = x.card_id
    join product p on p.org_id = c.org_id and p.id = c.product_id
    where x.org_id = ${tx.orgId}::uuid and ${accountVisibleBeside(actor, 'x.account_id')}
      and (not n.personal or ${personalVisible(actor, 'x.account_id')}) and ${rest}`.execute(tx.on())
  return rows
}

/** A page of the uses at an account, in the order they were written. */
export async function listUses(
  tx: Tx,
  actor: Actor,
  accountId: string,
  asked: { cursor?: string | undefined; limit: number; visitId?: string | undefined },
) {
  const after = decodeCursor(asked.cursor, 1)?.[0]
  const rows = await selectUses(
    tx,
    actor,
    sql`x.account_id = ${accountId}::uuid and x.removed_at is null
      ${asked.visitId ? sql`and x.visit_id = ${asked.visitId}::uuid` : sql``}
      ${idSchema.safeParse(after).success ? sql`and x.id > ${after}::uuid` : sql``}
      order by x.id limit ${asked.limit + 1}`,
  )
  return toPage(rows, asked.limit, (row) => [row.id])
}

export async function findUse(tx: Tx, actor: Actor, id: string): Promise<UseRow | undefined> {
  return (await selectUses(tx, actor, sql`x.id = ${id}::uuid`))[0]
}

export async function insertUse(
  tx: Tx,
  use: {
    id: string
    accountId: string
    needId: string
    cardId: string
    visitId: string | null
    benefit: string
  },
): Promise<void> {
  await tx.query(
    `insert into card_use (org_id, id, account_id, need_id, card_id, visit_id, benefit, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.orgId, use.id, use.accountId, use.needId, use.cardId, use.visitId, use.benefit, tx.memberId],
  )
}

/** False if the version no longer stands. */
export async function updateUse(
  tx: Tx,
  id: string,
  version: number,
  use: Pick<UseRow, 'benefit' | 'visitId' | 'saidAt' | 'reaction'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update card_use set benefit = $4, visit_id = $5, said_at = $6, said_by = case when $6::timestamptz is not null
       then coalesce(said_by, $8) end, reaction = $7, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, id, version, use.benefit, use.visitId, use.saidAt, use.reaction, tx.memberId],
  )
  return rowCount === 1
}

export async function removeUseRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update card_use set removed_at = now(), version = version + 1
     where org_id = $1 and id = $2 and removed_at is null`,
    [tx.orgId, id],
  )
  return rowCount === 1
}
