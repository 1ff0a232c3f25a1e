import { DEFAULT_ZONE } from '#platform/contract/days.ts'
import { organisationIds } from '#platform/server/audit.ts'
import type { Scope, Tx } from '#platform/server/tx.ts'

/** One set-up at a time, in however many processes; held until the transaction ends. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('icebreaker set-up', 0))`)
}

/** Whether any organisation is here, and whether this one is. Needs no organisation. */
export async function organisationsThere(tx: Tx, orgId: string): Promise<{ any: boolean; this: boolean }> {
  const { rows } = await tx.query<{ any: boolean; this: boolean }>(
    `select exists (select 1 from org_directory) as any,
       exists (select 1 from org_directory where org_id = $1) as this`,
    [orgId],
  )
  return rows[0]!
}

/** An organisation, empty. The transaction must be open in it: its id is `tx.orgId`. */
export async function insertOrganisation(tx: Tx, name: string, zone: string): Promise<void> {
  await tx.query('insert into org (org_id, name, time_zone) values ($1, $2, $3)', [tx.orgId, name, zone])
}

export interface OrganisationRow {
  id: string
  name: string
  timeZone: string
  version: number
}

export async function findOrganisation(tx: Tx): Promise<OrganisationRow | null> {
  const { rows } = await tx.query<OrganisationRow>(
    'select org_id as id, name, time_zone as "timeZone", version from org where org_id = $1',
    [tx.orgId],
  )
  return rows[0] ?? null
}

/** Where the transaction's organisation works. */
export async function organisationZone(tx: Tx): Promise<string> {
  return (await findOrganisation(tx))?.timeZone ?? DEFAULT_ZONE
}

/**
 * Whether the database knows a zone of that name. What a browser knows may be newer; stored, it would fail every query that
 * asks which day it is.
 */
export async function databaseKnowsZone(tx: Tx, zone: string): Promise<boolean> {
  const { rows } = await tx.query<{ known: boolean }>(
    'select exists (select 1 from pg_timezone_names where lower(name) = lower($1)) as known',
    [zone],
  )
  return rows[0]?.known ?? false
}

/** @returns false if `version` is no longer the organisation's */
export async function updateZone(tx: Tx, zone: string, version: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update org set time_zone = $2, version = version + 1 where org_id = $1 and version = $3',
    [tx.orgId, zone, version],
  )
  // What this transaction remembers of the zone holds no longer.
  await tx.query(`select set_config('app.time_zone', '', true)`)
  return rowCount === 1
}

/**
 * Changes of roles, seats and teams happen one after another within an organisation: whether somebody is the last
 * administrator, or a team hangs below itself, cannot be judged while another changes it. Nobody else waits for this.
 */
export async function lockStructure(tx: Tx): Promise<void> {
  await tx.query('select 1 from org where org_id = $1 for no key update', [tx.orgId])
}

/** The channel on which processes tell each other. */
export const CHANGES = 'icebreaker_members'

/** Tells other processes on this database that who may see what has changed. Sent with the commit. */
export async function announceChange(tx: Tx): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [CHANGES, tx.orgId])
}

/** One organisation on this server, for the command line, which belongs to none. */
export interface OrganisationThere {
  orgId: string
  name: string
  /** The oldest administrator still there. */
  administratorId: string | null
}

/** Every organisation on this server, each read inside its own wall. */
export async function findOrganisations(
  open: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<OrganisationThere[]> {
  const found: OrganisationThere[] = []
  for (const orgId of await open({}, organisationIds)) {
    const { rows } = await open({ orgId }, (tx) =>
      tx.query<OrganisationThere>(
        `select o.org_id as "orgId", o.name, (
           select m.id from member m where m.org_id = o.org_id and m.role = 'administrator' and m.left_at is null
           order by m.created_at, m.id limit 1) as "administratorId"
         from org o where o.org_id = $1`,
        [orgId],
      ),
    )
    found.push(...rows)
  }
  return found
}

/** The member with this e-mail, or, without one, the oldest administrator; for the command line. */
export async function findMemberOf(tx: Tx, email: string | null): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from member where org_id = $1 and left_at is null
       and case when $2::text is null then role = 'administrator' else lower(email) = lower($2) end
     order by created_at, id limit 1`,
    [tx.orgId, email],
  )
  return rows[0]?.id ?? null
}
