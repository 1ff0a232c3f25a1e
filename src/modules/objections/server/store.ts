import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Category, Objection, ObjectionState } from '../objections.contract.ts'

const handlings = sql`coalesce((
  select json_agg(json_build_object('id', h.id, 'method', h.method, 'parts', h.parts, 'line', h.line,
    'proof', case when t.id is not null then json_build_object('id', t.id, 'title', t.title) end,
    'playbookLineId', h.playbook_line_id, 'outcome', h.outcome, 'reaction', h.reaction, 'byName', hm.name,
    'at', h.created_at, 'version', h.version, 'before', coalesce((
      select json_agg(json_build_object('id', b.id, 'method', b.method, 'line', b.line, 'byName', bm.name,
        'at', b.replaced_at) order by b.replaced_at desc, b.id desc)
      from objection_handling_wording b join member_name bm on bm.org_id = b.org_id and bm.id = b.replaced_by
      where b.org_id = h.org_id and b.handling_id = h.id), '[]'), 'kept', exists (
      select 1 from playbook_line l where l.org_id = h.org_id and l.from_handling_id = h.id)) order by h.id)
  from objection_handling h join member_name hm on hm.org_id = h.org_id and hm.id = h.created_by
  left join proof_title t on t.org_id = h.org_id and t.id = h.proof_id
  where h.org_id = o.org_id and h.objection_id = o.id), '[]')`

const resolutions = sql`coalesce((
  select json_agg(json_build_object('id', r.id, 'state', r.to_state, 'note', r.note, 'byName', rm.name, 'at', r.at)
    order by r.at desc, r.id desc)
  from objection_resolution r join member_name rm on rm.org_id = r.org_id and rm.id = r.by_id
  where r.org_id = o.org_id and r.objection_id = o.id), '[]')`

/** Objections with everything small of them, of those whose account the actor may see. */
async function read(tx: Tx, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<Objection[]> {
  const { rows } = await sql<Objection>`
    select o.id, o.account_id as "accountId", o.visit_id as "visitId", o.project_id as "projectId",
      o.person_id as "personId", coalesce(p.name, '') as "personName", coalesce(c.roles, '{}') as roles,
      o.quote, o.category, o.nature, o.isolated, o.state, ${handlings} as handlings, ${resolutions} as resolutions,
      o.created_at as "raisedAt", m.name as "byName", o.version
    from objection o join member_name m on m.org_id = o.org_id and m.id = o.created_by
    left join person_name p on p.org_id = o.org_id and p.id = o.person_id
    left join chain_roles c on c.org_id = o.org_id and c.project_id = o.project_id and c.person_id = o.person_id
    where o.org_id = ${actor.orgId}::uuid and ${accountVisible(actor, 'o.account_id')} and ${where}
    order by o.id desc limit ${limit}`.execute(tx.on())
  return rows
}

export async function findObjection(tx: Tx, actor: Actor, id: string): Promise<Objection | undefined> {
  return (await read(tx, actor, sql`o.id = ${id}::uuid`, 1))[0]
}

export interface ObjectionsAsked {
  accountId?: string | undefined
  projectId?: string | undefined
  /** With the visit's account: what was raised there, and what earlier visits left unresolved. */
  visit?: { id: string; accountId: string } | undefined
  open?: boolean | undefined
  before?: string | undefined
  limit: number
}

/** The newest first; one row too many tells that there is more. */
export async function listObjections(tx: Tx, actor: Actor, asked: ObjectionsAsked): Promise<Objection[]> {
  const { accountId, projectId, visit, open, before, limit } = asked
  const conditions = [
    accountId && sql`o.account_id = ${accountId}::uuid`,
    projectId && sql`o.project_id = ${projectId}::uuid`,
    visit &&
      sql`o.account_id = ${visit.accountId}::uuid and (o.visit_id = ${visit.id}::uuid or o.state <> 'resolved')`,
    open && sql`o.state <> 'resolved'`,
    before && sql`o.id < ${before}::uuid`,
  ].filter((one) => typeof one === 'object')
  return read(tx, actor, conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`, limit + 1)
}

export interface NewObjection {
  id: string
  accountId: string
  visitId: string | null
  projectId: string | null
  personId: string | null
  quote: string
  category: Category
  nature: string | null
  isolated: string
}

export async function insertObjection(tx: Tx, o: NewObjection): Promise<void> {
  await tx.query(
    `insert into objection (org_id, id, account_id, visit_id, project_id, person_id, quote, category, nature, isolated, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.orgId,
      o.id,
      o.accountId,
      o.visitId,
      o.projectId,
      o.personId,
      o.quote,
      o.category,
      o.nature,
      o.isolated,
      tx.memberId,
    ],
  )
}

const COLUMNS = {
  personId: 'person_id',
  projectId: 'project_id',
  quote: 'quote',
  category: 'category',
  nature: 'nature',
  isolated: 'isolated',
} as const
export type ObjectionChange = Partial<Record<keyof typeof COLUMNS, string | null>>

/** @returns false if somebody else changed it first */
export async function updateObjection(
  tx: Tx,
  id: string,
  version: number,
  change: ObjectionChange,
): Promise<boolean> {
  const values: unknown[] = [tx.orgId, id, version]
  const sets = (Object.keys(COLUMNS) as (keyof ObjectionChange)[])
    .filter((key) => change[key] !== undefined)
    .map((key) => `${COLUMNS[key]} = $${values.push(change[key])}`)
  const { rowCount } = await tx.query(
    `update objection set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    values,
  )
  return rowCount === 1
}

/** @returns false if something was tried on it, or it is not there */
export async function deleteUntried(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from objection o where o.org_id = $1 and o.id = $2
       and not exists (select 1 from objection_handling h where h.org_id = o.org_id and h.objection_id = o.id)`,
    [tx.orgId, id],
  )
  return rowCount === 1
}

/** Takes the step only from the state it was decided on. @returns false if it stands elsewhere by now */
export async function moveObjection(
  tx: Tx,
  objectionId: string,
  step: { id: string; from: ObjectionState; to: ObjectionState; note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with moved as (update objection set state = $4 where org_id = $1 and id = $2 and state = $3 returning id)
     insert into objection_resolution (org_id, id, objection_id, from_state, to_state, note, by_id)
     select $1, $5, moved.id, $3, $4, $6, $7 from moved`,
    [tx.orgId, objectionId, step.from, step.to, step.id, step.note, tx.memberId],
  )
  return rowCount === 1
}

/**
 * Erasing a person takes their words and what was answered to them along. That something was tried, by which method and with
 * what result, stays: it names nobody.
 */
export async function erasePersonFromObjections(tx: Tx, personId: string): Promise<void> {
  await tx.query(
    `delete from objection_handling_wording b using objection_handling h, objection o
     where h.org_id = b.org_id and h.id = b.handling_id and o.org_id = h.org_id and o.id = h.objection_id
       and b.org_id = $1 and o.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(
    `update objection_handling h set parts = null, line = '', reaction = '' from objection o
     where o.org_id = h.org_id and o.id = h.objection_id and h.org_id = $1 and o.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(
    `update objection_resolution r set note = '' from objection o
     where o.org_id = r.org_id and o.id = r.objection_id and r.org_id = $1 and o.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(`update objection set quote = '', person_id = null where org_id = $1 and person_id = $2`, [
    tx.orgId,
    personId,
  ])
}
