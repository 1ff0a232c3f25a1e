import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Layer, Need, NeedStatus, Subject, Whose } from '../needs.contract.ts'
import type { TreeNeed } from '../needs.rules.ts'
import { personalVisible } from './personal-store.ts'

/** What a need's row holds that can be written. */
export interface NeedFields {
  projectId: string | null
  visitId: string | null
  personId: string | null
  parentId: string | null
  layer: Layer
  subject: Subject
  whose: Whose
  statement: string
  quote: string
  consequence: string
  amount: number | null
  unit: string
  status: NeedStatus
  personal: boolean
}

const COLUMNS: Readonly<Record<keyof NeedFields, string>> = {
  projectId: 'project_id',
  visitId: 'visit_id',
  personId: 'person_id',
  parentId: 'parent_id',
  layer: 'layer',
  subject: 'subject',
  whose: 'whose',
  statement: 'statement',
  quote: 'quote',
  consequence: 'consequence',
  amount: 'amount',
  unit: 'unit',
  status: 'status',
  personal: 'personal',
}
const KEYS = Object.keys(COLUMNS) as (keyof NeedFields)[]

/**
 * Needs the actor may read, in the order they were written down. A parent that is not for the actor to see is left out of
 * its child.
 */
async function select(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<Need[]> {
  const { rows } = await sql<Need>`
    select n.id, n.account_id as "accountId", n.project_id as "projectId", n.visit_id as "visitId",
      coalesce(v.started_at, v.planned_at) as "visitAt", n.person_id as "personId", coalesce(p.name, '') as "personName",
      case when not u.personal or ${personalVisible(actor, 'n.account_id')} then n.parent_id end as "parentId",
      n.layer, n.subject, n.whose, n.statement, n.quote, n.consequence, n.amount, n.unit, n.status, n.personal,
      n.created_by as "createdBy", n.created_at as "createdAt", n.version
    from need n
    left join need u on u.org_id = n.org_id and u.id = n.parent_id
    left join visit_summary v on v.org_id = n.org_id and v.id = n.visit_id
    left join person_name p on p.org_id = n.org_id and p.id = n.person_id
    where n.org_id = ${actor.orgId}::uuid and ${accountVisibleBeside(actor, 'n.account_id')}
      and (not n.personal or ${personalVisible(actor, 'n.account_id')})
      and ${rest}`.execute(tx.on())
  return rows
}

/** Whose needs: of an account, a project or a visit. */
export type NeedScope = { accountId: string } | { projectId: string } | { visitId: string }

function within(scope: NeedScope): RawBuilder<unknown> {
  if ('accountId' in scope) return sql`n.account_id = ${scope.accountId}::uuid`
  if ('projectId' in scope) return sql`n.project_id = ${scope.projectId}::uuid`
  return sql`n.visit_id = ${scope.visitId}::uuid`
}

/** A page of needs; with the void ones only if asked. */
export async function listNeeds(
  tx: Tx,
  actor: Actor,
  scope: NeedScope,
  query: { cursor?: string | undefined; limit: number; void: boolean },
): Promise<{ items: Need[]; next: string | null }> {
  const after = decodeCursor(query.cursor, 1)?.[0]
  const rows = await select(
    tx,
    actor,
    sql`${within(scope)} ${query.void ? sql`` : sql`and n.status <> 'void'`}
      ${idSchema.safeParse(after).success ? sql`and n.id > ${after}::uuid` : sql``}
      order by n.id limit ${query.limit + 1}`,
  )
  return toPage(rows, query.limit, (row) => [row.id])
}

/** How many needs of a scope are kept from the actor. */
export async function countWithheld(tx: Tx, actor: Actor, scope: NeedScope, voids: boolean): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from need n
    where n.org_id = ${actor.orgId}::uuid and ${within(scope)} and n.personal
      ${voids ? sql`` : sql`and n.status <> 'void'`}
      and not ${personalVisible(actor, 'n.account_id')}`.execute(tx.on())
  return rows[0]?.count ?? 0
}

/** These needs, of those the actor may read; one query. */
export async function readNeeds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Need[]> {
  if (ids.length === 0) return []
  return select(tx, actor, sql`n.id = any(${ids as string[]}::uuid[]) order by n.id`)
}

/** Holds every other writer of this account's tree until the transaction ends, so that two moves cannot make a loop. */
export async function lockTree(tx: Tx, accountId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('need_tree ' || $1, 0))`, [accountId])
}

/** Every need of an account as the tree sees it, the hidden ones too: no loop may run through them either. */
export async function readTree(tx: Tx, accountId: string): Promise<Map<string, TreeNeed>> {
  const { rows } = await tx.query<TreeNeed>(
    'select id, parent_id as "parentId", layer, status from need where org_id = $1 and account_id = $2',
    [tx.orgId, accountId],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertNeed(
  tx: Tx,
  need: NeedFields & { id: string; accountId: string },
): Promise<void> {
  const values = [tx.orgId, need.id, need.accountId, tx.memberId, ...KEYS.map((key) => need[key])]
  await tx.query(
    `insert into need (org_id, id, account_id, created_by, ${KEYS.map((key) => COLUMNS[key]).join(', ')})
     values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  )
}

/** False if the version no longer stands. */
export async function updateNeed(
  tx: Tx,
  needId: string,
  version: number,
  change: Partial<NeedFields>,
): Promise<boolean> {
  const keys = KEYS.filter((key) => change[key] !== undefined)
  const sets = keys.map((key, i) => `${COLUMNS[key]} = $${i + 4}`)
  const { rowCount } = await tx.query(
    `update need set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, needId, version, ...keys.map((key) => change[key])],
  )
  return rowCount === 1
}

export interface StatusChangeRow {
  id: string
  from: NeedStatus | null
  to: NeedStatus
  reason: string
  byName: string
  at: string
}

export async function insertStatusChange(
  tx: Tx,
  change: { id: string; needId: string; from: NeedStatus | null; to: NeedStatus; reason: string },
): Promise<void> {
  await tx.query(
    `insert into need_status_change (org_id, id, need_id, from_status, to_status, reason, by_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.orgId, change.id, change.needId, change.from, change.to, change.reason, tx.memberId],
  )
}

/** What a need went through, the newest first. */
export async function readHistory(tx: Tx, needId: string): Promise<StatusChangeRow[]> {
  const { rows } = await tx.query<StatusChangeRow>(
    `select c.id, c.from_status as "from", c.to_status as "to", c.reason, m.name as "byName", c.at
     from need_status_change c join member_name m on m.org_id = c.org_id and m.id = c.by_id
     where c.org_id = $1 and c.need_id = $2 order by c.written_at desc limit 200`,
    [tx.orgId, needId],
  )
  return rows
}

/**
 * Takes out what a person said and what was said of them. What the organisation needs stays; nobody's words are left in it.
 */
export async function erasePersonFromNeeds(tx: Tx, personId: string): Promise<void> {
  const of = [tx.orgId, personId]
  await tx.query(
    `update need_status_change set reason = ''
     where org_id = $1 and need_id in (select id from need where org_id = $1 and person_id = $2)`,
    of,
  )
  await tx.query(
    `update need set quote = '', statement = case when personal then '' else statement end,
       consequence = case when personal then '' else consequence end, version = version + 1
     where org_id = $1 and person_id = $2`,
    of,
  )
  await tx.query(
    `update question set answer = '', version = version + 1 where org_id = $1 and person_id = $2`,
    of,
  )
  await tx.query('delete from need_rating where org_id = $1 and person_id = $2', of)
}
