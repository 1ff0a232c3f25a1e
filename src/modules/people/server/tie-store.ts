import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Tie, TieKind } from '../ties.contract.ts'

export interface TieRow extends Omit<Tie, 'source'> {
  fromAccountId: string
  toAccountId: string
  sourceKind: Tie['source']['kind']
  sourceId: string | null
  sourceNote: string
}

/** Ties whose both ends the actor may know of. */
function tiesWhere(actor: Actor, which: RawBuilder<unknown>, history = false) {
  return sql<TieRow>`
    select t.id, t.from_id as "fromId", a.name as "fromName", a.account_id as "fromAccountId",
      t.to_id as "toId", b.name as "toName", b.account_id as "toAccountId", t.kind, t.strength, t.mutual, t.evidence,
      t.source_kind as "sourceKind", t.source_id as "sourceId", t.source_note as "sourceNote", t.confidence,
      t.asserted_by as "assertedBy", t.asserted_at as "assertedAt", t.superseded_at as "supersededAt"
    from tie t
    join person a on a.org_id = t.org_id and a.id = t.from_id
    join person b on b.org_id = t.org_id and b.id = t.to_id
    where t.org_id = ${actor.orgId}::uuid and ${which}
      and ${accountVisible(actor, 'a.account_id')} and ${accountVisible(actor, 'b.account_id')}
      ${history ? sql`` : sql`and t.superseded_at is null`}
    order by t.asserted_at desc, t.id desc limit 2000`
}

export async function tiesOfPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  history: boolean,
): Promise<TieRow[]> {
  const which = sql`(t.from_id = ${personId}::uuid or t.to_id = ${personId}::uuid)`
  return (await tiesWhere(actor, which, history).execute(tx.on())).rows
}

export async function tiesAtAccount(tx: Tx, actor: Actor, accountId: string): Promise<TieRow[]> {
  const which = sql`(a.account_id = ${accountId}::uuid or b.account_id = ${accountId}::uuid)`
  return (await tiesWhere(actor, which).execute(tx.on())).rows
}

export async function findTie(tx: Tx, actor: Actor, id: string): Promise<TieRow | undefined> {
  return (await tiesWhere(actor, sql`t.id = ${id}::uuid`, true).execute(tx.on())).rows[0]
}

export interface NewTie {
  id: string
  fromId: string
  toId: string
  kind: TieKind
  strength: number | null
  mutual: boolean
  evidence: string
  source: Tie['source']
  confidence: Tie['confidence']
}

export async function insertTie(tx: Tx, t: NewTie): Promise<void> {
  await tx.query(
    `insert into tie (org_id, id, from_id, to_id, kind, strength, mutual, evidence, source_kind, source_id, source_note,
       confidence, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.orgId,
      t.id,
      t.fromId,
      t.toId,
      t.kind,
      t.strength,
      t.mutual,
      t.evidence,
      t.source.kind,
      t.source.id,
      t.source.note,
      t.confidence,
      tx.memberId,
    ],
  )
}

/** Supersedes the tie named, or the current one of the same kind between the same two. @returns how many */
export async function supersedeTies(tx: Tx, by: NewTie, tieId: string | null): Promise<number> {
  const { rowCount } = await tx.query(
    `update tie set superseded_by = $2, superseded_at = now()
     where org_id = $1 and superseded_at is null and id <> $2 and case when $3::uuid is not null then id = $3
       and ((from_id = $4 and to_id = $5) or (from_id = $5 and to_id = $4))
       else from_id = $4 and to_id = $5 and kind = $6 end`,
    [tx.orgId, by.id, tieId, by.fromId, by.toId, by.kind],
  )
  return rowCount ?? 0
}

/** @returns false if it was superseded or ended before */
export async function endTieRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update tie set superseded_at = now(), ended_by = $3 where org_id = $1 and id = $2 and superseded_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}
