import { sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { AccountRelation, RelationKind } from '../accounts.contract.ts'
import { inverseRelation } from '../accounts.rules.ts'
import { accountVisible } from './visibility-store.ts'

export interface NewRelation {
  id: string
  accountId: string
  kind: RelationKind
  otherId: string | null
  otherName: string
  share: number | null
  since: string | null
  until: string | null
  note: string
}

interface RelationRow {
  id: string
  kind: RelationKind
  turned: boolean
  other: { id: string; name: string } | null
  otherName: string
  share: number | null
  since: string | null
  until: string | null
  note: string
  version: number
}

/** An account's relations from both ends, seen from this account. `relationId` picks one. */
export async function readRelations(
  tx: Tx,
  actor: Actor,
  accountId: string,
  relationId?: string,
): Promise<AccountRelation[]> {
  const { rows } = await sql<RelationRow>`
    select r.id, r.kind, r.account_id <> ${accountId}::uuid as turned, r.other_name as "otherName", r.share,
      r.since, r.until, r.note, r.version,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as other
    from account_relation r
    left join account o on o.org_id = r.org_id
      and o.id = case when r.account_id = ${accountId}::uuid then r.other_id else r.account_id end
      and ${accountVisible(actor, 'o.id')}
    where r.org_id = ${actor.orgId}::uuid and (r.account_id = ${accountId}::uuid or r.other_id = ${accountId}::uuid)
      ${relationId ? sql`and r.id = ${relationId}::uuid` : sql``}
    order by r.kind, r.since nulls first, r.id`.execute(tx.on())
  return rows.map(({ turned, other, otherName, kind, ...row }) => ({
    ...row,
    kind: turned ? inverseRelation(kind) : kind,
    account: other,
    writtenHere: !turned,
    name: other?.name ?? (otherName === '' ? null : otherName),
  }))
}

/** The account a relation was written down at, or null. */
export async function accountOfRelation(tx: Tx, relationId: string): Promise<string | null> {
  const { rows } = await tx.query<{ account_id: string }>(
    'select account_id from account_relation where org_id = $1 and id = $2',
    [tx.orgId, relationId],
  )
  return rows[0]?.account_id ?? null
}

export async function insertRelation(tx: Tx, relation: NewRelation): Promise<void> {
  await tx.query(
    `insert into account_relation
       (org_id, id, account_id, kind, other_id, other_name, share, since, until, note, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.orgId,
      relation.id,
      relation.accountId,
      relation.kind,
      relation.otherId,
      relation.otherName,
      relation.share,
      relation.since,
      relation.until,
      relation.note,
      tx.memberId,
    ],
  )
}

/** False if the version no longer stands. */
export async function updateRelation(
  tx: Tx,
  relationId: string,
  version: number,
  change: Pick<NewRelation, 'share' | 'since' | 'until' | 'note'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update account_relation set share = $4, since = $5, until = $6, note = $7, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, relationId, version, change.share, change.since, change.until, change.note],
  )
  return rowCount === 1
}

export async function deleteRelation(tx: Tx, relationId: string): Promise<void> {
  await tx.query('delete from account_relation where org_id = $1 and id = $2', [tx.orgId, relationId])
}
