import { sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Referral, ReferralState } from '../care.contract.ts'

async function read(
  tx: Tx,
  actor: Actor,
  asked: { id?: string; accountId?: string; before?: string | undefined; limit: number },
): Promise<Referral[]> {
  const where = [
    asked.id && sql`r.id = ${asked.id}::uuid`,
    asked.accountId && sql`r.account_id = ${asked.accountId}::uuid`,
    asked.before && sql`r.id < ${asked.before}::uuid`,
  ].filter((one) => typeof one === 'object')
  // The customer a referral became may be somebody else's: its name is shown to those who may know of it.
  const { rows } = await sql<Referral>`
    select r.id, r.account_id as "accountId", r.person_id as "personId", coalesce(p.name, '') as "personName",
      r.visit_id as "visitId", r.to_name as "toName", r.note, r.state, r.version,
      (select json_build_object('id', t.id, 'name', t.name) from account_name t
        where t.org_id = r.org_id and t.id = r.to_account_id and ${accountVisible(actor, 't.id')}) as "toAccount",
      coalesce((select json_agg(json_build_object('id', s.id, 'state', s.state, 'note', s.note, 'byName', m.name, 'at', s.at)
          order by s.at desc, s.id desc)
        from referral_step s join member_name m on m.org_id = s.org_id and m.id = s.by_id
        where s.org_id = r.org_id and s.referral_id = r.id), '[]') as history
    from referral r left join person_name p on p.org_id = r.org_id and p.id = r.person_id
    where ${sql.join([sql`r.org_id = ${actor.orgId}::uuid`, accountVisible(actor, 'r.account_id'), ...where], sql` and `)}
    order by r.id desc limit ${asked.limit}`.execute(tx.on())
  return rows
}

export async function findReferral(tx: Tx, actor: Actor, id: string): Promise<Referral | undefined> {
  return (await read(tx, actor, { id, limit: 1 }))[0]
}

/** The newest first. One row too many tells that there is more. */
export async function referralsOf(
  tx: Tx,
  actor: Actor,
  accountId: string,
  asked: { before?: string | undefined; limit: number },
): Promise<Referral[]> {
  return read(tx, actor, { accountId, before: asked.before, limit: asked.limit + 1 })
}

export interface NewReferral {
  id: string
  accountId: string
  personId: string | null
  visitId: string | null
  toName: string
  toAccountId: string | null
  note: string
  state: ReferralState
}

/** With its first step, whose id is the referral's own. */
export async function insertReferral(tx: Tx, r: NewReferral): Promise<void> {
  await tx.query(
    `insert into referral (org_id, id, account_id, person_id, visit_id, to_name, to_account_id, note, state, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.orgId,
      r.id,
      r.accountId,
      r.personId,
      r.visitId,
      r.toName,
      r.toAccountId,
      r.note,
      r.state,
      tx.memberId,
    ],
  )
  await tx.query(
    'insert into referral_step (org_id, id, referral_id, state, by_id) values ($1, $2, $2, $3, $4)',
    [tx.orgId, r.id, r.state, tx.memberId],
  )
}

/** @returns false if somebody else changed it first */
export async function updateReferral(
  tx: Tx,
  id: string,
  version: number,
  change: { toName?: string | undefined; toAccountId?: string | null | undefined; note?: string | undefined },
): Promise<boolean> {
  const values: unknown[] = [tx.orgId, id, version]
  const sets = ['version = version + 1']
  if (change.toName !== undefined) sets.push(`to_name = $${values.push(change.toName)}`)
  if (change.toAccountId !== undefined) sets.push(`to_account_id = $${values.push(change.toAccountId)}`)
  if (change.note !== undefined) sets.push(`note = $${values.push(change.note)}`)
  const { rowCount } = await tx.query(
    `update referral set ${sets.join(', ')} where org_id = $1 and id = $2 and version = $3`,
    values,
  )
  return rowCount === 1
}

/** Takes the step only from the state it was decided on. @returns false if it stands elsewhere by now */
export async function moveReferral(
  tx: Tx,
  referralId: string,
  step: { id: string; from: ReferralState; state: ReferralState; note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with moved as (update referral set state = $4 where org_id = $1 and id = $2 and state = $3 returning id)
     insert into referral_step (org_id, id, referral_id, state, note, by_id) select $1, $5, moved.id, $4, $6, $7 from moved`,
    [tx.orgId, referralId, step.from, step.state, step.id, step.note, tx.memberId],
  )
  return rowCount === 1
}

/**
 * Erasing a person takes whom they named and what was said along, and the service that was meant for them; the service
 * itself goes on for the customer.
 */
export async function erasePersonFromCare(tx: Tx, personId: string): Promise<void> {
  await tx.query(
    `update referral_step s set note = '' from referral r
     where r.org_id = s.org_id and r.id = s.referral_id and s.org_id = $1 and r.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(
    `update referral set to_name = '', note = '', person_id = null where org_id = $1 and person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(
    `update service_done d set note = '' from service_item i
     where i.org_id = d.org_id and i.id = d.item_id and d.org_id = $1 and i.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query('update service_item set person_id = null where org_id = $1 and person_id = $2', [
    tx.orgId,
    personId,
  ])
}
