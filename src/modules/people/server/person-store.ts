import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import { subjectsNamed } from '#platform/server/name-waiting.ts'
import { indexNames, sortName, tailRange } from '#platform/server/names.ts'
import { PLANNED_ONCE } from '#platform/server/statements.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { PersonHead } from '../people.contract.ts'

export interface PersonRow {
  id: string
  accountId: string
  accountName: string
  name: string
  nameEn: string
  formOfAddress: string
  doNotContact: boolean
  version: number
  createdAt: string
  archivedAt: string | null
  erasedAt: string | null
}

export async function findPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  const { rows } = await tx.query<PersonRow>(
    `select p.id, p.account_id as "accountId", a.name as "accountName", p.name, p.name_en as "nameEn",
       p.form_of_address as "formOfAddress", p.do_not_contact as "doNotContact", p.version, p.created_at as "createdAt",
       p.archived_at as "archivedAt", p.erased_at as "erasedAt"
     from person p join account_name a on a.org_id = p.org_id and a.id = p.account_id
     where p.org_id = $1 and p.id = $2`,
    [tx.orgId, id],
  )
  return rows[0]
}

/**
 * Heads of the people chosen by `chosen` (a subquery of `person`), each with the newest employment at the account that
 * has not ended. One statement. Employment, post and unit are looked up beside each person, by their keys: left to itself the
 * planner reads all who work at the account again for each of them, or every post of the organisation.
 */
function headsOf(chosen: RawBuilder<unknown>, order: RawBuilder<unknown>) {
  return sql<PersonHead & { sortName: string; erased: boolean }>`${sql.raw(PLANNED_ONCE)}
    select p.id, p.account_id as "accountId", p.name, p.name_en as "nameEn", p.form_of_address as "formOfAddress",
      coalesce(nullif(e.title, ''), t.title, '') as title, coalesce(e.unit_id, t.unit_id) as "unitId",
      coalesce(u.name, '') as "unitName", e.post_id as "postId", p.do_not_contact as "doNotContact",
      p.archived_at is not null as archived, p.erased_at is not null as erased, p.sort_name as "sortName"
    from (${chosen}) p
    left join lateral (
      select e.title, e.unit_id, e.post_id from employment e
      where e.org_id = p.org_id and e.person_id = p.id and (e.account_id = p.account_id) is true
        and (e.until is null or e.until >= (select organisation_today()))
      order by e.since desc nulls last, e.id desc limit 1) e on true
    left join lateral (select title, unit_id from post_title
      where org_id = p.org_id and id = e.post_id limit 1) t on true
    left join lateral (select name from unit_name
      where org_id = p.org_id and id = coalesce(e.unit_id, t.unit_id) limit 1) u on true
    ${order}`
}

const BY_NAME = sql`order by p.sort_name collate "C", p.id`

/** A page of an account's people by name. One query, whatever is asked of it. */
export async function listHeads(
  tx: Tx,
  accountId: string,
  asked: {
    q?: string | undefined
    unitId?: string | undefined
    archived: boolean
    cursor?: string | undefined
    limit: number
  },
) {
  const after = decodeCursor(asked.cursor, 2)
  const q = tailRange(asked.q ?? '')
  const chosen = sql`
    select * from person
    where org_id = ${tx.orgId}::uuid and account_id = ${accountId}::uuid and erased_at is null
      and archived_at is ${asked.archived ? sql`not null` : sql`null`}
      ${after ? sql`and (sort_name collate "C", id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
      ${q ? sql`and id in ${subjectsNamed(tx.orgId as string, 'person', q, accountId)}` : sql``}
      ${
        asked.unitId
          ? sql`and exists (select 1 from employment m left join post_title h on h.org_id = m.org_id and h.id = m.post_id
              where m.org_id = person.org_id and m.person_id = person.id and (m.until is null or m.until >= (select organisation_today()))
                and coalesce(m.unit_id, h.unit_id) = ${asked.unitId}::uuid)`
          : sql``
      }
    order by sort_name collate "C", id limit ${asked.limit + 1}`
  const { rows } = await headsOf(chosen, BY_NAME).execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.sortName, row.id])
}

/** Heads of these people, of those whose account the actor may see. Erased ones are among them, as tombstones. */
export async function headsByIds(tx: Tx, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return []
  const chosen = sql`select * from person where org_id = ${tx.orgId}::uuid and id = any(${ids as string[]}::uuid[])
    and ${accountVisibleBeside(actor, 'person.account_id')}`
  return (await headsOf(chosen, BY_NAME).execute(tx.on())).rows
}

/** Heads of everyone known from an account who is neither archived nor erased; the caller has passed the account's guard. */
export async function headsOfAccount(tx: Tx, accountId: string) {
  const chosen = sql`select * from person where org_id = ${tx.orgId}::uuid and account_id = ${accountId}::uuid
    and archived_at is null and erased_at is null order by sort_name collate "C", id limit 2000`
  return (await headsOf(chosen, BY_NAME).execute(tx.on())).rows
}

/** Who holds which post of an account today. A person may hold several. */
export async function holdersOfAccount(tx: Tx, accountId: string) {
  const { rows } = await tx.query<{
    postId: string
    personId: string
    personName: string
    since: string | null
  }>(
    `select e.post_id as "postId", p.id as "personId", p.name as "personName", e.since
     from employment e join person p on p.org_id = e.org_id and p.id = e.person_id
     where e.org_id = $1 and e.account_id = $2 and e.post_id is not null
       and (e.until is null or e.until >= (select organisation_today())) and p.archived_at is null and p.erased_at is null
     order by e.since nulls last, e.id`,
    [tx.orgId, accountId],
  )
  return rows
}

export interface NewPerson {
  id: string
  accountId: string
  name: string
  nameEn: string
  formOfAddress: string
  doNotContact: boolean
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await Promise.all([
    tx.query(
      `insert into person (org_id, id, account_id, name, name_en, form_of_address, do_not_contact, sort_name, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.orgId,
        person.id,
        person.accountId,
        person.name,
        person.nameEn,
        person.formOfAddress,
        person.doNotContact,
        sortName(person.name),
        tx.memberId,
      ],
    ),
    indexNames(tx, [{ kind: 'person', id: person.id, accountId: person.accountId, names: named(person) }]),
  ])
}

/** What a person is found by: names, never a channel. */
export function named(person: { name: string; nameEn?: string }): string[] {
  return [person.name, person.nameEn ?? ''].filter(Boolean)
}

/** @returns false if somebody else changed the person first */
export async function updatePerson(
  tx: Tx,
  person: { id: string; accountId: string },
  to: { name: string; nameEn: string; formOfAddress: string; doNotContact: boolean; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update person set name = $3, name_en = $4, form_of_address = $5, do_not_contact = $6, sort_name = $7, version = version + 1
     where org_id = $1 and id = $2 and version = $8 and erased_at is null`,
    [
      tx.orgId,
      person.id,
      to.name,
      to.nameEn,
      to.formOfAddress,
      to.doNotContact,
      sortName(to.name),
      to.version,
    ],
  )
  if (rowCount !== 1) return false
  await indexNames(tx, [{ kind: 'person', id: person.id, accountId: person.accountId, names: named(to) }])
  return true
}

export async function setArchived(tx: Tx, id: string, archived: boolean): Promise<void> {
  await tx.query(
    `update person set archived_at = case when $3 then coalesce(archived_at, now()) end, version = version + 1
     where org_id = $1 and id = $2`,
    [tx.orgId, id, archived],
  )
}
