import type { Tx } from '#platform/server/tx.ts'

/**
 * The identity's rows as better-auth keeps them, written in the transaction of the seat they belong to: so there is
 * never an identity without a seat, or a seat whose identity was lost on the way.
 * @param passwordHash as `hashPassword` makes it
 * @returns the identity's id; null if that e-mail signs in already, here or in another organisation
 */
export async function insertIdentity(
  tx: Tx,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    'insert into auth_user (org_id, name, email) values ($1, $2, lower($3)) on conflict (email) do nothing returning id',
    [tx.orgId, name, email],
  )
  const userId = rows[0]?.id
  if (!userId) return null
  await tx.query(
    `insert into auth_account (user_id, account_id, provider_id, password) values ($1, $2, 'credential', $3)`,
    [userId, userId, passwordHash],
  )
  return userId
}

export async function passwordHashOf(tx: Tx, userId: string): Promise<string | null> {
  const { rows } = await tx.query<{ password: string | null }>(
    `select password from auth_account where user_id = $1 and provider_id = 'credential'`,
    [userId],
  )
  return rows[0]?.password ?? null
}

export async function setPasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.query(
    `update auth_account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    [userId, passwordHash],
  )
}

export async function renameIdentity(tx: Tx, userId: string, name: string): Promise<void> {
  await tx.query('update auth_user set name = $2, updated_at = now() where id = $1', [userId, name])
}

/**
 * Gives an identity another e-mail. After `false` the transaction can only be given up.
 * @returns false if that e-mail signs in somebody else, here or in another organisation
 */
export async function moveIdentity(tx: Tx, userId: string, email: string): Promise<boolean> {
  try {
    const { rowCount } = await tx.query(
      'update auth_user set email = lower($2), updated_at = now() where id = $1',
      [userId, email],
    )
    return rowCount === 1
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return false
    throw error
  }
}
const UNIQUE_VIOLATION = '23505'

export interface SessionRow {
  id: string
  startedAt: string
  seenAt: string
  expiresAt: string
  address: string
  userAgent: string
}

/** The sessions of a user that have not ended, the newest first; a hundred at most. */
export async function sessionsOf(tx: Tx, userId: string): Promise<SessionRow[]> {
  const { rows } = await tx.query<SessionRow>(
    `select id, created_at as "startedAt", updated_at as "seenAt", expires_at as "expiresAt",
       coalesce(ip_address, '') as address, coalesce(user_agent, '') as "userAgent"
     from auth_session where user_id = $1 and expires_at > now() order by updated_at desc, id limit 100`,
    [userId],
  )
  return rows
}

/** @returns how many ended: 1, or 0 if it is not this user's or has ended */
export async function deleteSession(tx: Tx, userId: string, sessionId: string): Promise<number> {
  const { rowCount } = await tx.query('delete from auth_session where user_id = $1 and id = $2', [
    userId,
    sessionId,
  ])
  return rowCount ?? 0
}

/** Ends all sessions of a user, but the one given. @returns how many were still running */
export async function deleteSessions(tx: Tx, userId: string, but: string | null = null): Promise<number> {
  const { rows } = await tx.query<{ running: boolean }>(
    `delete from auth_session where user_id = $1 and ($2::uuid is null or id <> $2)
     returning expires_at > now() as running`,
    [userId, but],
  )
  return rows.filter((row) => row.running).length
}

/** Remembers a link's token by its hash. */
export async function insertLink(tx: Tx, tokenHash: Buffer, invitationId: string): Promise<void> {
  await tx.query('insert into auth_link (token_hash, org_id, invitation_id) values ($1, $2, $3)', [
    tokenHash,
    tx.orgId,
    invitationId,
  ])
}

export async function deleteLinks(tx: Tx, invitationIds: readonly string[]): Promise<void> {
  await tx.query('delete from auth_link where org_id = $1 and invitation_id = any($2::uuid[])', [
    tx.orgId,
    invitationIds,
  ])
}

/** Where a link leads; needs no organisation. */
export async function findLink(
  tx: Tx,
  tokenHash: Buffer,
): Promise<{ orgId: string; invitationId: string } | null> {
  const { rows } = await tx.query<{ orgId: string; invitationId: string }>(
    'select org_id as "orgId", invitation_id as "invitationId" from auth_link where token_hash = $1',
    [tokenHash],
  )
  return rows[0] ?? null
}
