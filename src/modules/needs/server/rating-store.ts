import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Aspect, Rating } from '../ratings.contract.ts'
import { personalVisible } from './personal-store.ts'

async function select(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<Rating[]> {
  const { rows } = await sql<Rating>`
    select r.id, r.account_id as "accountId", r.person_id as "personId", coalesce(p.name, '') as "personName", r.aspect,
      r.importance, r.served, r.evidence,
      json_build_object('kind', r.source_kind, 'id', r.source_id, 'note', r.source_note) as source,
      r.confidence, r.personal, m.name as "assertedBy", r.asserted_at as "assertedAt",
      r.superseded_at as "supersededAt"
    from need_rating r
    join member_name m on m.org_id = r.org_id and m.id = r.asserted_by
    left join person_name p on p.org_id = r.org_id and p.id = r.person_id
    where r.org_id = ${actor.orgId}::uuid and ${accountVisibleBeside(actor, 'r.account_id')}
      and (not r.personal or ${personalVisible(actor, 'r.account_id')}) and ${rest}`.execute(tx.on())
  return rows
}

/** What holds today at an account, of everybody or of one person. */
export async function listRatings(
  tx: Tx,
  actor: Actor,
  accountId: string,
  query: { cursor?: string | undefined; limit: number; personId?: string | undefined },
) {
  const after = decodeCursor(query.cursor, 1)?.[0]
  const rows = await select(
    tx,
    actor,
    sql`r.account_id = ${accountId}::uuid and r.superseded_at is null
      ${query.personId ? sql`and r.person_id = ${query.personId}::uuid` : sql``}
      ${idSchema.safeParse(after).success ? sql`and r.id > ${after}::uuid` : sql``}
      order by r.id limit ${query.limit + 1}`,
  )
  return toPage(rows, query.limit, (row) => [row.id])
}

/** What was believed of one aspect, the newest first. */
export async function listHistory(
  tx: Tx,
  actor: Actor,
  accountId: string,
  query: { cursor?: string | undefined; limit: number; aspect: Aspect; personId?: string | undefined },
) {
  const after = decodeCursor(query.cursor, 2)
  const rows = await select(
    tx,
    actor,
    sql`r.account_id = ${accountId}::uuid and r.aspect = ${query.aspect}
      and r.person_id is not distinct from ${query.personId ?? null}::uuid
      ${after ? sql`and (r.asserted_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by r.asserted_at desc, r.id desc limit ${query.limit + 1}`,
  )
  return toPage(rows, query.limit, (row) => [row.assertedAt, row.id])
}

export async function findRating(tx: Tx, actor: Actor, id: string): Promise<Rating | undefined> {
  return (await select(tx, actor, sql`r.id = ${id}::uuid`))[0]
}

export interface NewRating {
  id: string
  accountId: string
  personId: string | null
  aspect: Aspect
  /** Undefined: as it was believed before. */
  importance: number | null | undefined
  served: number | null | undefined
  evidence: string | undefined
  source: { kind: string; id: string | null; note: string }
  confidence: string
  personal: boolean
}

/**
 * Writes a belief over the one that stands. Two at once follow one another, each taking over what it does not say: nothing
 * is lost, and one of them is the newest.
 */
export async function supersedeRating(tx: Tx, r: NewRating): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `need_rating ${r.accountId} ${r.personId} ${r.aspect}`,
  ])
  const { rows } = await tx.query<{
    importance: number | null
    served: number | null
    evidence: string
  }>(
    `update need_rating set superseded_by = $5, superseded_at = now()
     where org_id = $1 and account_id = $2 and person_id is not distinct from $3 and aspect = $4
       and superseded_at is null
     returning importance, served, evidence`,
    [tx.orgId, r.accountId, r.personId, r.aspect, r.id],
  )
  const before = rows[0]
  await tx.query(
    `insert into need_rating (org_id, id, account_id, person_id, aspect, importance, served, evidence, source_kind,
       source_id, source_note, confidence, personal, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.orgId,
      r.id,
      r.accountId,
      r.personId,
      r.aspect,
      r.importance === undefined ? (before?.importance ?? null) : r.importance,
      r.served === undefined ? (before?.served ?? null) : r.served,
      r.evidence ?? before?.evidence ?? '',
      r.source.kind,
      r.source.id,
      r.source.note,
      r.confidence,
      r.personal,
      tx.memberId,
    ],
  )
}
