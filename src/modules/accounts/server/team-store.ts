import type { Tx } from '#platform/server/tx.ts'
import type { AccountTeamMember } from '../accounts.contract.ts'

/** The account team, the owner first; those whose access has ended are left out. */
export async function readTeam(tx: Tx, accountId: string): Promise<AccountTeamMember[]> {
  const { rows } = await tx.query<AccountTeamMember>(
    `select t.member_id as "memberId", m.name, t.access, t.until, t.since
     from account_member t join member_name m on m.org_id = t.org_id and m.id = t.member_id
     where t.org_id = $1 and t.account_id = $2 and (t.until is null or t.until > now())
     order by t.access <> 'owner', t.access = 'read', t.since, t.member_id`,
    [tx.orgId, accountId],
  )
  return rows
}

/**
 * The owner's id, null where there is none. Locks the account until the transaction ends, so that two who pass it on at once
 * do so one after the other.
 */
export async function lockOwner(tx: Tx, accountId: string): Promise<string | null> {
  await tx.query('select 1 from account where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    accountId,
  ])
  return readOwner(tx, accountId)
}

export async function readOwner(tx: Tx, accountId: string): Promise<string | null> {
  const { rows } = await tx.query<{ member_id: string }>(
    `select member_id from account_member where org_id = $1 and account_id = $2 and access = 'owner'`,
    [tx.orgId, accountId],
  )
  return rows[0]?.member_id ?? null
}

/** True if the member is there and has not left. */
export async function isActiveMember(tx: Tx, memberId: string): Promise<boolean> {
  const { rows } = await tx.query(
    'select 1 from member_name where org_id = $1 and id = $2 and left_at is null',
    [tx.orgId, memberId],
  )
  return rows.length > 0
}

/** Gives a member this access, whatever they had. Adds to an account that has an owner already: not for owners. */
export async function putTeamMember(
  tx: Tx,
  accountId: string,
  memberId: string,
  access: 'owner' | 'write' | 'read',
  until: string | null,
): Promise<void> {
  await tx.query(
    `insert into account_member (org_id, account_id, member_id, access, until) values ($1, $2, $3, $4, $5)
     on conflict (org_id, account_id, member_id) do update set access = excluded.access, until = excluded.until`,
    [tx.orgId, accountId, memberId, access, until],
  )
}

/** True if they stood on the team. */
export async function deleteTeamMember(tx: Tx, accountId: string, memberId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from account_member where org_id = $1 and account_id = $2 and member_id = $3',
    [tx.orgId, accountId, memberId],
  )
  return rowCount === 1
}

/**
 * Gives an account a new owner in the order the one-owner index asks for. The caller holds its lock (`lockOwner`).
 * @param formerKeeps what the former owner keeps; null: nothing
 */
export async function passOnAccount(
  tx: Tx,
  accountId: string,
  from: string | null,
  to: string,
  formerKeeps: 'write' | 'read' | null,
): Promise<void> {
  if (from === to) return
  if (from && formerKeeps) await putTeamMember(tx, accountId, from, formerKeeps, null)
  else if (from) await deleteTeamMember(tx, accountId, from)
  await putTeamMember(tx, accountId, to, 'owner', null)
}
