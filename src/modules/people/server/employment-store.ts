import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Channel, Employment } from '../people.contract.ts'

function employmentsWhere(actor: Actor, which: RawBuilder<unknown>) {
  return sql<Employment & { personId: string }>`
    select e.id, e.person_id as "personId", e.account_id as "accountId",
      case when ${accountVisible(actor, 'e.account_id')} then a.name else '' end as "accountName",
      e.post_id as "postId", coalesce(nullif(e.title, ''), t.title, '') as title,
      coalesce(e.unit_id, t.unit_id) as "unitId", coalesce(u.name, '') as "unitName", e.since, e.until, e.version
    from employment e
    join account_name a on a.org_id = e.org_id and a.id = e.account_id
    left join post_title t on t.org_id = e.org_id and t.id = e.post_id
    left join unit_name u on u.org_id = e.org_id and u.id = coalesce(e.unit_id, t.unit_id)
    where e.org_id = ${actor.orgId}::uuid and ${which}
    order by e.until desc nulls first, e.since desc nulls last, e.id desc`
}

/** A person's posts over time, the newest first. */
export async function listEmployments(tx: Tx, actor: Actor, personId: string): Promise<Employment[]> {
  return (await employmentsWhere(actor, sql`e.person_id = ${personId}::uuid`).execute(tx.on())).rows
}

export async function findEmployment(tx: Tx, actor: Actor, id: string) {
  return (await employmentsWhere(actor, sql`e.id = ${id}::uuid`).execute(tx.on())).rows[0]
}

export interface EmploymentFields {
  postId: string | null
  title: string
  unitId: string | null
  since: string | null
  until: string | null
}

export async function insertEmployment(
  tx: Tx,
  e: EmploymentFields & { id: string; personId: string; accountId: string },
): Promise<void> {
  await tx.query(
    `insert into employment (org_id, id, person_id, account_id, post_id, title, unit_id, since, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.orgId, e.id, e.personId, e.accountId, e.postId, e.title, e.unitId, e.since, e.until],
  )
}

/** @returns false if somebody else changed it first */
export async function updateEmployment(
  tx: Tx,
  id: string,
  e: EmploymentFields & { version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update employment set post_id = $3, title = $4, unit_id = $5, since = $6, until = $7, version = version + 1
     where org_id = $1 and id = $2 and version = $8`,
    [tx.orgId, id, e.postId, e.title, e.unitId, e.since, e.until, e.version],
  )
  return rowCount === 1
}

export async function deleteEmployment(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from employment where org_id = $1 and id = $2', [tx.orgId, id])
}

/** Whether the post and the unit, where given, are the account's. */
export async function placeFits(tx: Tx, accountId: string, postId: string | null, unitId: string | null) {
  const { rows } = await tx.query<{ post: boolean; unit: boolean }>(
    `select $3::uuid is null or exists (select 1 from post_title where org_id = $1 and account_id = $2 and id = $3) as post,
       $4::uuid is null or exists (select 1 from unit_name where org_id = $1 and account_id = $2 and id = $4) as unit`,
    [tx.orgId, accountId, postId, unitId],
  )
  return rows[0]!
}

const CHANNEL = 'id, kind, value, label, preferred, version'

export async function listChannels(tx: Tx, personId: string): Promise<Channel[]> {
  const { rows } = await tx.query<Channel>(
    `select ${CHANNEL} from contact_channel where org_id = $1 and person_id = $2 order by preferred desc, created_at, id`,
    [tx.orgId, personId],
  )
  return rows
}

export async function findChannel(tx: Tx, id: string) {
  const { rows } = await tx.query<Channel & { personId: string }>(
    `select ${CHANNEL}, person_id as "personId" from contact_channel where org_id = $1 and id = $2`,
    [tx.orgId, id],
  )
  return rows[0]
}

type ChannelFields = Omit<Channel, 'version'>

/** Adds channels; one that is preferred takes the preference from the others. */
export async function insertChannels(
  tx: Tx,
  personId: string,
  channels: readonly ChannelFields[],
): Promise<void> {
  if (channels.length === 0) return
  // Only one can be preferred: of several in one request, the first.
  const preferred = channels.find((channel) => channel.preferred)?.id
  if (preferred) await unprefer(tx, personId, preferred)
  await tx.query(
    `insert into contact_channel (org_id, id, person_id, kind, value, label, preferred)
     select $1, c.id, $2, c.kind, c.value, c.label, c.id is not distinct from $7::uuid
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as c (id, kind, value, label)`,
    [
      tx.orgId,
      personId,
      channels.map((c) => c.id),
      channels.map((c) => c.kind),
      channels.map((c) => c.value),
      channels.map((c) => c.label),
      preferred ?? null,
    ],
  )
}

async function unprefer(tx: Tx, personId: string, except: string): Promise<void> {
  await tx.query(
    `update contact_channel set preferred = false, version = version + 1
     where org_id = $1 and person_id = $2 and preferred and id <> $3`,
    [tx.orgId, personId, except],
  )
}

/** @returns false if somebody else changed it first */
export async function updateChannel(tx: Tx, personId: string, c: Channel): Promise<boolean> {
  if (c.preferred) await unprefer(tx, personId, c.id)
  const { rowCount } = await tx.query(
    `update contact_channel set kind = $3, value = $4, label = $5, preferred = $6, version = version + 1
     where org_id = $1 and id = $2 and version = $7`,
    [tx.orgId, c.id, c.kind, c.value, c.label, c.preferred, c.version],
  )
  return rowCount === 1
}

export async function deleteChannel(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from contact_channel where org_id = $1 and id = $2', [tx.orgId, id])
}
