import { type RawBuilder, sql } from 'kysely'
import { notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'

/**
 * The one visibility predicate: the actor, or somebody below it, stands on the account's team (the owner does).
 * Used by lists, counts, search, pickers and exports alike; whatever hangs on an account passes through it.
 * @param accountRef the column that holds the account's id, e.g. `'visit.account_id'`; rows without an account are not seen by it
 */
export function accountVisible(actor: Actor, accountRef: string): RawBuilder<boolean> {
  return actor.wide ? sql<boolean>`true` : sql<boolean>`exists (${standing(actor, accountRef)})`
}

/**
 * The same predicate, asked of each row in turn (`offset 0` keeps the planner from gathering every account of the reach
 * first): for what has been cut to a page already, or walks an index to its first fifty.
 */
export function accountVisibleBeside(actor: Actor, accountRef: string): RawBuilder<boolean> {
  return actor.wide ? sql<boolean>`true` : sql<boolean>`exists (${standing(actor, accountRef)} offset 0)`
}

function standing(actor: Actor, accountRef: string): RawBuilder<unknown> {
  return sql`select 1 from account_member as seen
    where seen.org_id = ${actor.orgId}::uuid and seen.account_id = ${sql.ref(accountRef)}
      and seen.member_id = any(${actor.reach as string[]}::uuid[])
      and (seen.until is null or seen.until > now())`
}

/**
 * The same predicate for lists of accounts in order of their names. A small reach is gathered first (some dozens of ids
 * from the team table); a large one covers most of what a page walks over, so each row is asked in turn. Left to itself the
 * planner walks thousands of names to find one rep's fifty.
 */
export function accountWithin(actor: Actor, accountRef: string): RawBuilder<boolean> {
  if (actor.wide || actor.reach.length > NARROW_REACH) return accountVisible(actor, accountRef)
  return sql<boolean>`${sql.ref(accountRef)} = any(array(
    select seen.account_id from account_member as seen
    where seen.org_id = ${actor.orgId}::uuid and seen.member_id = any(${actor.reach as string[]}::uuid[])
      and (seen.until is null or seen.until > now())))`
}
/** Members in reach up to which their accounts are gathered first. */
const NARROW_REACH = 20

/** What an actor may do with one account. */
export interface AccountRight {
  accountId: string
  /** May change it and what hangs on it: owner or write access, oneself or through somebody below; nobody while it is archived. */
  write: boolean
  /** Archived: it stays as it is until it is restored. `mayRestore` is whose `write` would be true then. */
  archived: boolean
  mayRestore: boolean
  /** Stands on the account team, or above someone who does: may see the personal layer (service staff never). */
  personal: boolean
}

/**
 * The guard every handler loads through: what the actor may do with this account.
 * @throws not found, if it may not know of it — exactly as if it were not there
 */
export async function loadAccountRight(tx: Tx, actor: Actor, accountId: string): Promise<AccountRight> {
  const { rows } = await tx.query<{ archived: boolean; access: string | null }>(
    `select a.archived_at is not null as archived, (
       select case when bool_or(m.access in ('owner', 'write')) then 'write' when count(*) > 0 then 'read' end
       from account_member m where m.org_id = a.org_id and m.account_id = a.id and m.member_id = any($3::uuid[])
         and (m.until is null or m.until > now())) as access
     from account a where a.org_id = $1 and a.id = $2`,
    [actor.orgId, accountId, actor.reach],
  )
  const row = rows[0]
  if (!row || (!row.access && !actor.wide)) throw notFound()
  const mayWrite = (row.access === 'write' && actor.role !== 'auditor') || actor.role === 'administrator'
  return {
    accountId,
    write: mayWrite && !row.archived,
    archived: row.archived,
    mayRestore: mayWrite,
    personal: row.access !== null && actor.role !== 'service' && actor.role !== 'auditor',
  }
}

/**
 * As `loadAccountRight`, and the actor may change the account.
 * @throws not found for a stranger; forbidden for someone who may only read; archived, for those who could restore it first
 */
export async function loadWritableAccount(tx: Tx, actor: Actor, accountId: string): Promise<AccountRight> {
  const right = await loadAccountRight(tx, actor, accountId)
  requireWrite(right)
  return right
}

/** @throws forbidden for someone who may only read; archived, for those who may write but for that */
export function requireWrite(right: Pick<AccountRight, 'write' | 'mayRestore'>): void {
  if (right.write) return
  throw new ProblemError(right.mayRestore ? PLATFORM_PROBLEMS.archived : PLATFORM_PROBLEMS.forbidden)
}
