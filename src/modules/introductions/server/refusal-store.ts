import { sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { personalVisible } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'

export interface RefusalRow {
  id: string
  fromMemberId: string | null
  fromPersonId: string | null
  toId: string
  note: string
  at: string
  byName: string
  until: string | null
  takenBackAt: string | null
}

const REFUSAL = sql`r.id, r.from_member_id as "fromMemberId", r.from_person_id as "fromPersonId", r.to_id as "toId", r.at,
  m.name as "byName", r.until, r.taken_back_at as "takenBackAt"`

/**
 * Refusals that hold today, towards these people, whose both ends the actor may see; the note only where the personal
 * layer is open. One query.
 */
export async function refusalsTowards(tx: Tx, actor: Actor, ids: readonly string[]): Promise<RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`
    select ${REFUSAL}, case when ${personalVisible(actor, 't.account_id')}
        and (f.id is null or ${personalVisible(actor, 'f.account_id')}) then r.note else '' end as note
    from introduction_refusal r
    join person_name t on t.org_id = r.org_id and t.id = r.to_id
    left join person_name f on f.org_id = r.org_id and f.id = r.from_person_id
    join member_name m on m.org_id = r.org_id and m.id = r.by_id
    where r.org_id = ${tx.orgId}::uuid and r.to_id = any(${ids as string[]}::uuid[]) and r.taken_back_at is null
      and (r.until is null or r.until >= (select organisation_today()))
      and ${accountVisibleBeside(actor, 't.account_id')}
      and (f.id is null or ${accountVisibleBeside(actor, 'f.account_id')})
    order by r.at desc, r.id limit 500`.execute(tx.on())
  return rows
}

export async function findRefusal(tx: Tx, id: string, toId: string): Promise<RefusalRow | undefined> {
  const { rows } = await sql<RefusalRow>`
    select ${REFUSAL}, r.note from introduction_refusal r join member_name m on m.org_id = r.org_id and m.id = r.by_id
    where r.org_id = ${tx.orgId}::uuid and r.id = ${id}::uuid and r.to_id = ${toId}::uuid`.execute(tx.on())
  return rows[0]
}

export async function insertRefusal(
  tx: Tx,
  r: {
    id: string
    fromMemberId: string | null
    fromPersonId: string | null
    toId: string
    note: string
    until: string | null
  },
): Promise<void> {
  await tx.query(
    `insert into introduction_refusal (org_id, id, from_member_id, from_person_id, to_id, note, until, by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.orgId, r.id, r.fromMemberId, r.fromPersonId, r.toId, r.note, r.until, tx.memberId],
  )
}

/** @returns false if it was taken back before */
export async function takeBack(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update introduction_refusal set taken_back_at = now(), taken_back_by = $3
     where org_id = $1 and id = $2 and taken_back_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}

/** Erasing a person takes along what was noted of their willingness, and others' towards them. */
export async function eraseRefusals(tx: Tx, personId: string): Promise<void> {
  await tx.query(
    'delete from introduction_refusal where org_id = $1 and (from_person_id = $2 or to_id = $2)',
    [tx.orgId, personId],
  )
}
