import type { Role } from '#platform/contract/roles.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'

export interface InvitationRow {
  id: string
  purpose: 'join' | 'reset'
  memberId: string | null
  email: string
  name: string
  role: Role
  teamId: string | null
  teamName: string | null
  locale: Locale
  invitedById: string
  invitedByName: string
  createdAt: string
  expiresAt: string
  mailedAt: string | null
  /** Not used, not withdrawn; it may have expired. */
  open: boolean
  expired: boolean
}

const INVITATION = `i.id, i.purpose, i.member_id as "memberId", i.email, i.name, i.role, i.team_id as "teamId",
  t.name as "teamName", i.locale, i.invited_by as "invitedById", m.name as "invitedByName", i.created_at as "createdAt",
  i.expires_at as "expiresAt", i.mailed_at as "mailedAt", (i.accepted_at is null and i.withdrawn_at is null) as open,
  i.expires_at <= now() as expired`
const FROM = `from invitation i join member m on m.org_id = i.org_id and m.id = i.invited_by
  left join team t on t.org_id = i.org_id and t.id = i.team_id`

export async function findInvitation(tx: Tx, invitationId: string): Promise<InvitationRow | null> {
  const { rows } = await tx.query<InvitationRow>(
    `select ${INVITATION} ${FROM} where i.org_id = $1 and i.id = $2`,
    [tx.orgId, invitationId],
  )
  return rows[0] ?? null
}

/** As `findInvitation`, and nobody else can use it until this transaction ends. */
export async function lockInvitation(tx: Tx, invitationId: string): Promise<InvitationRow | null> {
  const { rows } = await tx.query<InvitationRow>(
    `select ${INVITATION} ${FROM} where i.org_id = $1 and i.id = $2 for update of i`,
    [tx.orgId, invitationId],
  )
  return rows[0] ?? null
}

/** Open invitations for an e-mail, of one purpose. */
export async function openInvitationsFor(
  tx: Tx,
  email: string,
  purpose: 'join' | 'reset',
): Promise<InvitationRow[]> {
  const { rows } = await tx.query<InvitationRow>(
    `select ${INVITATION} ${FROM} where i.org_id = $1 and lower(i.email) = lower($2) and i.purpose = $3
       and i.accepted_at is null and i.withdrawn_at is null`,
    [tx.orgId, email, purpose],
  )
  return rows
}

/** Open invitations, the newest first, one more than `limit`. `own`: only this inviter's, or into these teams. */
export async function listInvitationRows(
  tx: Tx,
  limit: number,
  before: string | null,
  own: { memberId: string; teamIds: readonly string[] } | null,
): Promise<InvitationRow[]> {
  const { rows } = await tx.query<InvitationRow>(
    `select ${INVITATION} ${FROM} where i.org_id = $1 and i.accepted_at is null and i.withdrawn_at is null
       and ($2::uuid is null or i.id < $2)
       and ($3::uuid is null or (i.purpose = 'join' and (i.invited_by = $3 or i.team_id = any($4::uuid[]))))
     order by i.id desc limit $5`,
    [tx.orgId, before, own?.memberId ?? null, own?.teamIds ?? [], limit + 1],
  )
  return rows
}

export interface NewInvitation {
  id: string
  purpose: 'join' | 'reset'
  memberId: string | null
  email: string
  name: string
  role: Role
  teamId: string | null
  locale: Locale
  invitedById: string
  days: number
}

export async function insertInvitation(tx: Tx, one: NewInvitation): Promise<void> {
  await tx.query(
    `insert into invitation (org_id, id, purpose, member_id, email, name, role, team_id, locale, invited_by, expires_at)
     values ($1, $2, $3, $4, lower($5), $6, $7, $8, $9, $10, now() + make_interval(days => $11))`,
    [
      tx.orgId,
      one.id,
      one.purpose,
      one.memberId,
      one.email,
      one.name,
      one.role,
      one.teamId,
      one.locale,
      one.invitedById,
      one.days,
    ],
  )
}

/** Gives an invitation its full time again. */
export async function prolongInvitation(tx: Tx, invitationId: string, days: number): Promise<void> {
  await tx.query(
    'update invitation set expires_at = now() + make_interval(days => $3) where org_id = $1 and id = $2',
    [tx.orgId, invitationId, days],
  )
}

export async function markAccepted(tx: Tx, invitationId: string, memberId: string): Promise<void> {
  await tx.query(
    'update invitation set accepted_at = now(), accepted_by = $3, member_id = $3 where org_id = $1 and id = $2',
    [tx.orgId, invitationId, memberId],
  )
}

export async function markWithdrawn(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query('update invitation set withdrawn_at = now() where org_id = $1 and id = any($2::uuid[])', [
    tx.orgId,
    ids,
  ])
}

export async function markMailed(tx: Tx, invitationId: string): Promise<void> {
  await tx.query('update invitation set mailed_at = now() where org_id = $1 and id = $2', [
    tx.orgId,
    invitationId,
  ])
}

/** Open links made by somebody, or meant for that member: they die when the member leaves. */
export async function openInvitationsOf(tx: Tx, memberId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from invitation where org_id = $1 and (invited_by = $2 or member_id = $2)
       and accepted_at is null and withdrawn_at is null`,
    [tx.orgId, memberId],
  )
  return rows.map((row) => row.id)
}
