import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import { subjectsNamed } from '#platform/server/name-waiting.ts'
import { forgetNames, indexNames, sortName, tailRange } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { AccountItem, AccountRecord } from '../accounts.contract.ts'
import { accountVisible, accountVisibleBeside, accountWithin } from './visibility-store.ts'

/** The main fields, as the contract names them. */
export type AccountFields = Omit<
  AccountRecord,
  'id' | 'parent' | 'owner' | 'right' | 'archivedAt' | 'createdAt' | 'version'
>
export type AccountRow = Omit<AccountRecord, 'right'>

const COLUMNS: Readonly<Record<keyof AccountFields, string>> = {
  name: 'name',
  shortNames: 'short_names',
  creditCode: 'credit_code',
  ownership: 'ownership',
  industry: 'industry',
  industryNote: 'industry_note',
  businessNote: 'business_note',
  employees: 'employees',
  revenue: 'revenue',
  revenueCurrency: 'revenue_currency',
  foundedYear: 'founded_year',
  region: 'region',
  parentId: 'parent_id',
  tier: 'tier',
  lifecycle: 'lifecycle',
  nextStep: 'next_step',
  nextStepOn: 'next_step_on',
}

export interface AccountFilter {
  q?: string | undefined
  tier?: string | undefined
  lifecycle?: string | undefined
  owner?: 'mine' | 'team' | undefined
  ownerId?: string | undefined
  parentId?: string | undefined
  archived: boolean
  /** Sort name and id of the last row of the page before. */
  after: [string, string] | null
  limit: number
}

export type ListedAccount = AccountItem & { sortName: string }

/** The accounts an actor may see, by name; one row more than `limit` where there are more. */
export async function listAccounts(tx: Tx, actor: Actor, filter: AccountFilter): Promise<ListedAccount[]> {
  const where: RawBuilder<unknown>[] = [
    sql`a.org_id = ${actor.orgId}::uuid`,
    filter.archived ? sql`a.archived_at is not null` : sql`a.archived_at is null`,
    reachOf(actor, filter),
  ]
  if (filter.tier) where.push(sql`a.tier = ${filter.tier}`)
  if (filter.lifecycle) where.push(sql`a.lifecycle = ${filter.lifecycle}`)
  if (filter.parentId) where.push(sql`a.parent_id = ${filter.parentId}::uuid`)
  if (filter.ownerId)
    where.push(sql`exists (select from account_member w where w.org_id = a.org_id and w.account_id = a.id
      and w.member_id = ${filter.ownerId}::uuid and w.access = 'owner')`)
  const typed = tailRange(filter.q ?? '')
  if (typed)
    where.push(
      sql`exists (select from ${subjectsNamed(actor.orgId, 'account', typed)} n where n.subject_id = a.id)`,
    )
  if (filter.after)
    where.push(sql`(a.sort_name collate "C", a.id) > (${filter.after[0]}, ${filter.after[1]}::uuid)`)
  // The page first, its owners after: joined the other way round, a supervisor's thousands of rows would be joined to show 50.
  const { rows } = await sql<ListedAccount>`
    select a.id, a.name, a.tier, a.lifecycle, a.industry, a.region, a.next_step as "nextStep",
      a.next_step_on as "nextStepOn", a.archived_at as "archivedAt", a.sort_name as "sortName",
      case when o.member_id is not null then json_build_object('id', o.member_id, 'name', m.name) end as owner
    from (
      select a.* from account a where ${sql.join(where, sql` and `)}
      order by a.sort_name collate "C", a.id limit ${filter.limit + 1}
    ) as a
    left join account_member o on o.org_id = a.org_id and o.account_id = a.id and o.access = 'owner'
    left join member_name m on m.org_id = o.org_id and m.id = o.member_id
    order by a.sort_name collate "C", a.id`.execute(tx.on())
  return rows
}

/** Whose accounts are listed: all one may see, those one stands on the team of, or those one owns. */
function reachOf(actor: Actor, filter: AccountFilter): RawBuilder<unknown> {
  if (filter.owner)
    return sql`a.id = any(array(
      select mine.account_id from account_member mine
      where mine.org_id = ${actor.orgId}::uuid and mine.member_id = ${actor.memberId}::uuid
        and (mine.until is null or mine.until > now())
        ${filter.owner === 'mine' ? sql`and mine.access = 'owner'` : sql``}))`
  return accountWithin(actor, 'a.id')
}

/** One account with its owner, and its parent's name where the actor may see the parent. Not guarded: load the right too. */
export async function readAccount(tx: Tx, actor: Actor, accountId: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select a.id, a.name, a.short_names as "shortNames", a.credit_code as "creditCode", a.ownership, a.industry,
      a.industry_note as "industryNote", a.business_note as "businessNote", a.employees, a.revenue,
      a.revenue_currency as "revenueCurrency", a.founded_year as "foundedYear", a.region,
      p.id as "parentId", a.tier, a.lifecycle, a.next_step as "nextStep", a.next_step_on as "nextStepOn",
      a.archived_at as "archivedAt", a.created_at as "createdAt", a.version,
      case when o.member_id is not null then json_build_object('id', o.member_id, 'name', m.name) end as owner,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as parent
    from account a
    left join account_member o on o.org_id = a.org_id and o.account_id = a.id and o.access = 'owner'
    left join member_name m on m.org_id = o.org_id and m.id = o.member_id
    left join account p on p.org_id = a.org_id and p.id = a.parent_id and ${accountVisible(actor, 'p.id')}
    where a.org_id = ${actor.orgId}::uuid and a.id = ${accountId}::uuid`.execute(tx.on())
  return rows[0] ?? null
}

/** Writes a new account, its owner and its search entries. */
export async function insertAccount(
  tx: Tx,
  actor: Actor,
  account: AccountFields & { id: string; ownerId: string },
): Promise<void> {
  const keys = Object.keys(COLUMNS) as (keyof AccountFields)[]
  const values = [
    actor.orgId,
    account.id,
    sortName(account.name),
    actor.memberId,
    ...keys.map((key) => account[key]),
  ]
  const inserted = tx.query(
    `insert into account (org_id, id, sort_name, created_by, ${keys.map((key) => COLUMNS[key]).join(', ')})
     values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  )
  const owned = tx.query(
    `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner')`,
    [actor.orgId, account.id, account.ownerId],
  )
  await Promise.all([inserted, owned, indexAccount(tx, account.id, [account.name, ...account.shortNames])])
}

/** Changes the given fields if the version still stands; false if someone else was first. */
export async function updateAccount(
  tx: Tx,
  accountId: string,
  version: number,
  change: Partial<AccountFields>,
): Promise<boolean> {
  const keys = (Object.keys(COLUMNS) as (keyof AccountFields)[]).filter((key) => change[key] !== undefined)
  const values: unknown[] = [tx.orgId, accountId, version, ...keys.map((key) => change[key])]
  const sets = keys.map((key, i) => `${COLUMNS[key]} = $${i + 4}`)
  if (change.name !== undefined) sets.push(`sort_name = $${values.push(sortName(change.name))}`)
  const { rowCount } = await tx.query(
    `update account set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    values,
  )
  return rowCount === 1
}

/** Archives or restores; false if it was so already. */
export async function setArchived(tx: Tx, accountId: string, archived: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update account set archived_at = ${archived ? 'now()' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and archived_at is ${archived ? '' : 'not'} null`,
    [tx.orgId, accountId],
  )
  return rowCount === 1
}

export async function indexAccount(tx: Tx, accountId: string, names: readonly string[]): Promise<void> {
  await indexNames(tx, [{ kind: 'account', id: accountId, accountId, names }])
}

export async function unindexAccount(tx: Tx, accountId: string): Promise<void> {
  await forgetNames(tx, [accountId])
}

/**
 * The chain of parents above an account, the nearest first, itself included. Two moves at once could each look fine and
 * together close a loop, so whoever asks in order to move waits for the other (until its transaction ends).
 */
export async function parentsAbove(tx: Tx, accountId: string): Promise<Map<string, string[]>> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('account.parent ' || $1::text, 0))`, [
    tx.orgId,
  ])
  const { rows } = await tx.query<{ id: string; parent_id: string | null }>(
    `with recursive above as (
       select a.id, a.parent_id from account a where a.org_id = $1 and a.id = $2
       union
       select a.id, a.parent_id from account a join above b on a.org_id = $1 and a.id = b.parent_id
     )
     select id, parent_id from above`,
    [tx.orgId, accountId],
  )
  return new Map(rows.map((row) => [row.id, row.parent_id ? [row.parent_id] : []]))
}

/** Names of accounts, by id. Not guarded: for records the caller has already found visible. */
export async function accountNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from account where org_id = $1 and id = any($2::uuid[])',
    [tx.orgId, ids],
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Of these accounts, those the actor may see, with their names. One query. */
export async function visibleAccountNames(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from account a
    where a.org_id = ${actor.orgId}::uuid and a.id = any(${ids as string[]}::uuid[])
      and ${accountVisibleBeside(actor, 'a.id')}`.execute(tx.on())
  return new Map(rows.map((row) => [row.id, row.name]))
}
