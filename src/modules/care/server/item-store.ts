import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Frequency, ServiceItem } from '../care.contract.ts'

/** An item and, for the guard alone, the visit it was promised in. */
export type ItemRow = ServiceItem & { visitId: string | null }

async function read(
  tx: Tx,
  actor: Actor,
  where: readonly RawBuilder<unknown>[],
  order: RawBuilder<unknown>,
  limit: number,
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.id, i.account_id as "accountId", a.name as "accountName", i.person_id as "personId", i.visit_id as "visitId",
      coalesce(p.name, '') as "personName", i.what, i.frequency, i.every_days as "everyDays", i.owner_id as "ownerId",
      m.name as "ownerName", i.starts_on as "startsOn", i.next_due as "nextDue", i.ended_at is not null as ended, i.version,
      (select count(*)::int from service_done d where d.org_id = i.org_id and d.item_id = i.id) as "doneCount",
      coalesce((select json_agg(json_build_object('id', l.id, 'doneOn', l.done_on, 'dueOn', l.due_on, 'note', l.note,
          'byName', b.name) order by l.done_on desc, l.id desc)
        from (select * from service_done d where d.org_id = i.org_id and d.item_id = i.id
          order by d.done_on desc, d.id desc limit 5) l
        join member_name b on b.org_id = l.org_id and b.id = l.by_id), '[]') as done
    from service_item i
    join account_name a on a.org_id = i.org_id and a.id = i.account_id
    join member_name m on m.org_id = i.org_id and m.id = i.owner_id
    left join person_name p on p.org_id = i.org_id and p.id = i.person_id
    where ${sql.join([sql`i.org_id = ${actor.orgId}::uuid`, accountVisible(actor, 'i.account_id'), ...where], sql` and `)}
    order by ${order} limit ${limit}`.execute(tx.on())
  return rows
}

const byDue = sql`i.next_due nulls last, i.id`

export async function findItem(tx: Tx, actor: Actor, id: string): Promise<ItemRow | undefined> {
  return (await read(tx, actor, [sql`i.id = ${id}::uuid`], byDue, 1))[0]
}

/** A customer's plan: what is due first, then what is over. */
export async function itemsOfAccount(tx: Tx, actor: Actor, accountId: string): Promise<ItemRow[]> {
  return read(tx, actor, [sql`i.account_id = ${accountId}::uuid`], byDue, 500)
}

export interface DueAsked {
  ownerId?: string | undefined
  until?: string | undefined
  after: [due: string, id: string] | null
  limit: number
}

/** What is to be done, the earliest first. One row too many tells that there is more. */
export async function listDueItems(tx: Tx, actor: Actor, asked: DueAsked): Promise<ItemRow[]> {
  const { ownerId, until, after, limit } = asked
  const where = [
    sql`i.next_due is not null`,
    ownerId && sql`i.owner_id = ${ownerId}::uuid`,
    until && sql`i.next_due <= ${until}::date`,
    after && sql`(i.next_due, i.id) > (${after[0]}::date, ${after[1]}::uuid)`,
  ].filter((one) => typeof one === 'object' && one !== null)
  return read(tx, actor, where, sql`i.next_due, i.id`, limit + 1)
}

export interface DueItem {
  id: string
  accountId: string
  accountName: string
  visitId: null
  what: string
  /** Who of ours does it. */
  who: string
  dueOn: string
  overdue: boolean
}

/** What a member owes by a day; the earliest first. */
export async function dueOfOwner(tx: Tx, actor: Actor, until: string, today?: string): Promise<DueItem[]> {
  const { rows } = await sql<DueItem>`
    select i.id, i.account_id as "accountId", a.name as "accountName", null as "visitId", i.what, m.name as who,
      i.next_due as "dueOn", i.next_due < coalesce(${today ?? null}::date, (select organisation_today())) as overdue
    from service_item i join account_name a on a.org_id = i.org_id and a.id = i.account_id
    join member_name m on m.org_id = i.org_id and m.id = i.owner_id
    where i.org_id = ${actor.orgId}::uuid and i.owner_id = ${actor.memberId}::uuid and i.next_due <= ${until}::date
      and ${accountVisible(actor, 'i.account_id')}
    order by i.next_due, i.id limit 100`.execute(tx.on())
  return rows
}

export interface NewItem {
  id: string
  accountId: string
  personId: string | null
  visitId: string | null
  what: string
  frequency: Frequency
  everyDays: number | null
  ownerId: string
  startsOn: string
}

export async function insertItem(tx: Tx, i: NewItem): Promise<void> {
  await tx.query(
    `insert into service_item (org_id, id, account_id, person_id, visit_id, what, frequency, every_days, owner_id, starts_on,
       next_due, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)`,
    [
      tx.orgId,
      i.id,
      i.accountId,
      i.personId,
      i.visitId,
      i.what,
      i.frequency,
      i.everyDays,
      i.ownerId,
      i.startsOn,
      tx.memberId,
    ],
  )
}

export interface ItemChange {
  what?: string | undefined
  frequency?: Frequency | undefined
  everyDays?: number | null | undefined
  ownerId?: string | undefined
  personId?: string | null | undefined
  startsOn?: string | undefined
  nextDue?: string | null | undefined
  ended?: boolean | undefined
}

const COLUMNS = {
  what: 'what',
  frequency: 'frequency',
  everyDays: 'every_days',
  ownerId: 'owner_id',
  personId: 'person_id',
  startsOn: 'starts_on',
  nextDue: 'next_due',
} as const

/** @returns false if somebody else changed it first */
export async function updateItem(tx: Tx, id: string, version: number, change: ItemChange): Promise<boolean> {
  const values: unknown[] = [tx.orgId, id, version]
  const sets = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
    .filter((key) => change[key] !== undefined)
    .map((key) => `${COLUMNS[key]} = $${values.push(change[key])}`)
  if (change.ended !== undefined) sets.push(`ended_at = ${change.ended ? 'now()' : 'null'}`)
  const { rowCount } = await tx.query(
    `update service_item set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    values,
  )
  return rowCount === 1
}

/** Only for the day it was done for: of two who tick the same day one is told that it was done. */
export async function completeItem(
  tx: Tx,
  itemId: string,
  done: { id: string; doneOn: string; dueOn: string; nextDue: string | null; note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with moved as (update service_item set next_due = $4 where org_id = $1 and id = $2 and next_due = $3 returning id)
     insert into service_done (org_id, id, item_id, done_on, due_on, note, by_id)
     select $1, $5, moved.id, $6, $3, $7, $8 from moved`,
    [tx.orgId, itemId, done.dueOn, done.nextDue, done.id, done.doneOn, done.note, tx.memberId],
  )
  return rowCount === 1
}
