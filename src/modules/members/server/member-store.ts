import type { Role } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import { foldName, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Locale } from '#platform/words/words.ts'
import type { MEMBER_STATES } from '../members.contract.ts'

export interface MemberRow {
  id: string
  name: string
  sortName: string
  role: Role
  state: (typeof MEMBER_STATES)[number]
  teamId: string | null
  teamName: string | null
  email: string | null
  locale: Locale
  joinedAt: string
  leftAt: string | null
  version: number
  userId: string | null
}

const MEMBER = `m.id, m.name, m.sort_name as "sortName", m.role, m.team_id as "teamId", t.name as "teamName", m.email,
  m.locale, m.created_at as "joinedAt", m.left_at as "leftAt", m.version, m.user_id as "userId",
  case when m.left_at is not null then 'left' when m.user_id is not null then 'active'
    when exists (select 1 from invitation i where i.org_id = m.org_id and i.member_id = m.id
      and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) then 'invited'
    else 'seatless' end as state`
const FROM = 'from member m left join team t on t.org_id = m.org_id and t.id = m.team_id'

export async function findMember(tx: Tx, memberId: string): Promise<MemberRow | null> {
  const { rows } = await tx.query<MemberRow>(`select ${MEMBER} ${FROM} where m.org_id = $1 and m.id = $2`, [
    tx.orgId,
    memberId,
  ])
  return rows[0] ?? null
}

export async function findMemberByEmail(tx: Tx, email: string): Promise<MemberRow | null> {
  const { rows } = await tx.query<MemberRow>(
    `select ${MEMBER} ${FROM} where m.org_id = $1 and lower(m.email) = lower($2)`,
    [tx.orgId, email],
  )
  return rows[0] ?? null
}

export interface MemberFilter {
  limit: number
  after: (string | number | null)[] | null
  q?: string | undefined
  teamId?: string | undefined
  show: 'working' | 'left' | 'all'
  /** Only these. */
  among: readonly string[] | null
}

/** Members by name, one more than `limit`. */
export async function listMemberRows(tx: Tx, filter: MemberFilter): Promise<MemberRow[]> {
  const values: unknown[] = [tx.orgId]
  const add = (value: unknown) => `$${values.push(value)}`
  const where = ['m.org_id = $1']
  if (filter.show !== 'all') where.push(`m.left_at is ${filter.show === 'left' ? 'not ' : ''}null`)
  if (filter.teamId) where.push(`m.team_id = ${add(filter.teamId)}`)
  if (filter.among) where.push(`m.id = any(${add(filter.among)}::uuid[])`)
  if (filter.q)
    where.push(`(starts_with(m.sort_name, ${add(foldName(filter.q))})
      or position(lower(${add(filter.q)}) in lower(m.name)) > 0)`)
  if (filter.after)
    where.push(
      `(m.sort_name, m.id) > (${add(filter.after[0])}::text collate "C", ${add(filter.after[1])}::uuid)`,
    )
  const { rows } = await tx.query<MemberRow>(
    `select ${MEMBER} ${FROM} where ${where.join(' and ')} order by m.sort_name, m.id limit ${add(filter.limit + 1)}`,
    values,
  )
  return rows
}

/** Names of members, also of those who have left, for other modules' lists. Unknown ids are missing. One query. */
export async function membersByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; role: Role; teamId: string | null; left: boolean }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<{
    id: string
    name: string
    role: Role
    teamId: string | null
    left: boolean
  }>(
    `select id, name, role, team_id as "teamId", left_at is not null as left from member
     where org_id = $1 and id = any($2::uuid[])`,
    [tx.orgId, [...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface NewMember {
  id: string
  name: string
  /** Null: known, but cannot sign in until invited. */
  email: string | null
  role: Role
  teamId: string | null
  locale?: Locale
  userId?: string | null
}

/** @throws a unique violation of `member_email` if the organisation knows that e-mail already */
export async function insertMember(tx: Tx, one: NewMember): Promise<void> {
  await tx.query(
    `insert into member (org_id, id, user_id, name, sort_name, email, role, team_id, locale)
     values ($1, $2, $3, $4, $5, lower($6), $7, $8, $9)`,
    [
      tx.orgId,
      one.id,
      one.userId ?? null,
      one.name,
      sortName(one.name),
      one.email,
      one.role,
      one.teamId,
      one.locale ?? 'zh-CN',
    ],
  )
}

export interface MemberChange {
  name: string
  role: Role
  teamId: string | null
  locale: Locale
  leftAt: 'now' | null
}

/** @returns false if `version` is no longer the row's */
export async function updateMember(
  tx: Tx,
  memberId: string,
  version: number,
  change: MemberChange,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update member set name = $4, sort_name = $5, role = $6, team_id = $7, locale = $8,
       left_at = case when $9 then coalesce(left_at, now()) end, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [
      tx.orgId,
      memberId,
      version,
      change.name,
      sortName(change.name),
      change.role,
      change.teamId,
      change.locale,
      change.leftAt === 'now',
    ],
  )
  return rowCount === 1
}

/** @returns false if `version` is no longer the row's */
export async function setMemberEmail(
  tx: Tx,
  memberId: string,
  version: number,
  email: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update member set email = lower($4), version = version + 1 where org_id = $1 and id = $2 and version = $3',
    [tx.orgId, memberId, version, email],
  )
  return rowCount === 1
}

/** Gives a member without a sign-in its identity, and what the invitation says. @returns false if it has one or has left */
export async function seatMember(tx: Tx, one: NewMember & { userId: string }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update member set user_id = $3, name = $4, sort_name = $5, email = lower($6), role = $7, team_id = $8, locale = $9,
       version = version + 1
     where org_id = $1 and id = $2 and user_id is null and left_at is null`,
    [
      tx.orgId,
      one.id,
      one.userId,
      one.name,
      sortName(one.name),
      one.email,
      one.role,
      one.teamId,
      one.locale ?? 'zh-CN',
    ],
  )
  return rowCount === 1
}

/** Administrators who can sign in and have not left, besides this one. */
export async function otherAdministrators(tx: Tx, memberId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from member where org_id = $1 and id <> $2 and role = 'administrator'
       and user_id is not null and left_at is null`,
    [tx.orgId, memberId],
  )
  return rows[0]?.count ?? 0
}

export interface MeRow {
  member: {
    id: string
    name: string
    role: Role
    email: string
    teamId: string | null
    locale: Locale
    version: number
  }
  organisation: { id: string; name: string; timeZone: string }
}

export async function findMe(tx: Tx, memberId: string): Promise<MeRow | null> {
  const { rows } = await tx.query<MeRow['member'] & { orgId: string; orgName: string; timeZone: string }>(
    `select m.id, m.name, m.role, coalesce(m.email, '') as email, m.team_id as "teamId", m.locale, m.version,
       o.org_id as "orgId", o.name as "orgName", o.time_zone as "timeZone"
     from member m join org o on o.org_id = m.org_id where m.org_id = $1 and m.id = $2`,
    [tx.orgId, memberId],
  )
  const row = rows[0]
  if (!row) return null
  const { orgId, orgName, timeZone, ...member } = row
  return { member, organisation: { id: orgId, name: orgName, timeZone } }
}

/** The seat of an identity in its organisation; null if it has none or has left. */
export async function findSeat(
  tx: Tx,
  userId: string,
): Promise<{ memberId: string; role: Role; teamId: string | null } | null> {
  const { rows } = await tx.query<{ memberId: string; role: Role; teamId: string | null }>(
    `select id as "memberId", role, team_id as "teamId" from member
     where org_id = $1 and user_id = $2 and left_at is null`,
    [tx.orgId, userId],
  )
  return rows[0] ?? null
}

/** True for those who may see the e-mail of a member. */
export function seesEmail(actor: Actor, memberId: string): boolean {
  return actor.role === 'administrator' || actor.reach.includes(memberId)
}
