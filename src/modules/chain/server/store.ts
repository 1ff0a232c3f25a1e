import type { Tx } from '#platform/server/tx.ts'
import type { Claim, FindingKey } from '../chain.contract.ts'

/** A moment to look back to (ISO): what stood just before it. Null: now. */
export type At = string | null

/** True of rows that stood at `at`. @param at the place of the parameter; null there means now */
export const stood = (since: string, until: string, at: string) =>
  `(case when ${at}::timestamptz is null then ${until} is null
     else ${since} < ${at}::timestamptz and (${until} is null or ${until} >= ${at}::timestamptz) end)`

/** The end of a day where the organisation works. */
export async function endOfDay(tx: Tx, day: string): Promise<string> {
  const { rows } = await tx.query<{ at: string }>('select end_of_day($1::date) as at', [day])
  return rows[0]!.at
}

/** What is believed of somebody on a chain, without who said so. */
export type StandingClaim = Pick<Claim, 'attribute' | 'aboutMemberId' | 'value' | 'confidence'> & {
  personId: string
}

/** What was believed of everybody on a project's chain at a moment, or is now. */
export async function claimsAt(tx: Tx, projectId: string, at: At): Promise<StandingClaim[]> {
  const { rows } = await tx.query<StandingClaim>(
    `select c.person_id as "personId", c.attribute, c.about_member_id as "aboutMemberId", c.value, c.confidence
     from chain_claim c where c.org_id = $1 and c.project_id = $2 and ${stood('c.asserted_at', 'c.superseded_at', '$3')}`,
    [tx.orgId, projectId, at],
  )
  return rows
}

/** Everything ever believed of one person in a project, newest first; up to a moment, if one is given. */
export async function claimHistory(tx: Tx, projectId: string, personId: string, at: At): Promise<Claim[]> {
  const { rows } = await tx.query<Claim>(
    `select c.id, c.attribute, c.about_member_id as "aboutMemberId", c.value, c.confidence,
       json_build_object('kind', c.source_kind, 'id', c.source_id, 'note', c.source_note) as source,
       sp.name as "sourcePerson", coalesce(sv.started_at, sv.planned_at) as "sourceVisitAt", fp.name as "fromProject",
       c.asserted_by as "assertedBy", m.name as "assertedByName", c.asserted_at as "assertedAt",
       case when $4::timestamptz is null or c.superseded_at < $4 then c.superseded_at end as "supersededAt"
     from chain_claim c
     join member_name m on m.org_id = c.org_id and m.id = c.asserted_by
     left join person_name sp on c.source_kind = 'person' and sp.org_id = c.org_id and sp.id = c.source_id
       and sp.erased_at is null
     left join visit_summary sv on c.source_kind = 'visit' and sv.org_id = c.org_id and sv.id = c.source_id
     left join chain_copy k on k.org_id = c.org_id and k.id = c.copy_id
     left join project_name fp on fp.org_id = k.org_id and fp.id = k.from_project_id
     where c.org_id = $1 and c.project_id = $2 and c.person_id = $3
       and ($4::timestamptz is null or c.asserted_at < $4)
     order by c.asserted_at desc, c.id desc limit 500`,
    [tx.orgId, projectId, personId, at],
  )
  return rows
}

/** Who stood on the chain at a moment, or stands there now, in the order they came. */
export async function seatedAt(tx: Tx, projectId: string, at: At): Promise<string[]> {
  const { rows } = await tx.query<{ personId: string }>(
    `select s.person_id as "personId" from chain_seating s
     where s.org_id = $1 and s.project_id = $2 and ${stood('s.added_at', 's.removed_at', '$3')}
     group by s.person_id order by min(s.added_at), s.person_id`,
    [tx.orgId, projectId, at],
  )
  return rows.map((r) => r.personId)
}

/** Puts a person on the chain; somebody taken off before comes back with what was believed of them. */
export async function seatPerson(
  tx: Tx,
  seat: { projectId: string; personId: string; accountId: string },
): Promise<void> {
  await tx.query(
    `with seated as (
       insert into chain_seat (org_id, project_id, person_id, account_id, added_by) values ($1, $2, $3, $4, $5)
       on conflict (org_id, project_id, person_id) do update set removed_at = null
         where chain_seat.removed_at is not null
       returning person_id)
     insert into chain_seating (org_id, project_id, person_id, account_id, added_by, added_at)
     select $1, $2, person_id, $4, $5, clock_timestamp() from seated`,
    [tx.orgId, seat.projectId, seat.personId, seat.accountId, tx.memberId],
  )
}

/** @returns false if the person was not on it */
export async function unseatPerson(tx: Tx, projectId: string, personId: string): Promise<boolean> {
  return (await unseatPeople(tx, projectId, [personId])) === 1
}

/** Takes people off the chain; what was believed of them stays. @returns how many were on it */
export async function unseatPeople(tx: Tx, projectId: string, personIds: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    `with taken as (
       update chain_seat set removed_at = clock_timestamp()
       where org_id = $1 and project_id = $2 and person_id = any($3::uuid[]) and removed_at is null
       returning person_id),
     ended as (
       update chain_seating s set removed_at = clock_timestamp(), removed_by = $4 from taken t
       where s.org_id = $1 and s.project_id = $2 and s.person_id = t.person_id and s.removed_at is null)
     select person_id from taken`,
    [tx.orgId, projectId, personIds, tx.memberId],
  )
  return rowCount ?? 0
}

export interface NewClaim {
  id: string
  projectId: string
  personId: string
  accountId: string
  attribute: string
  aboutMemberId: string | null
  value: unknown
  confidence: string
  source: { kind: string; id: string | null; note: string }
}

/**
 * Supersedes the claim that stood and writes the new one. The person's seat is locked first: of two who claim at the same
 * moment the second supersedes the first, and neither is lost. Both happen at one moment, read after the lock was got:
 * at any moment exactly one stands, whoever's request began first.
 */
export async function supersedeClaim(tx: Tx, claim: NewClaim): Promise<void> {
  const { orgId, memberId } = tx
  await Promise.all([
    tx.query('select 1 from chain_seat where org_id = $1 and project_id = $2 and person_id = $3 for update', [
      orgId,
      claim.projectId,
      claim.personId,
    ]),
    tx.query(
      `with moment as materialized (select clock_timestamp() as at),
       before as (
         update chain_claim set superseded_at = moment.at from moment
         where org_id = $1 and project_id = $3 and person_id = $4 and attribute = $6
           and about_member_id is not distinct from $7 and superseded_at is null
         returning id)
       insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, about_member_id, value, confidence,
         source_kind, source_id, source_note, asserted_by, asserted_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, moment.at
       -- Counting makes the one before end first: no two may stand, not even within a statement.
       from moment, (select count(*) from before) ended`,
      [
        orgId,
        claim.id,
        claim.projectId,
        claim.personId,
        claim.accountId,
        claim.attribute,
        claim.aboutMemberId,
        claim.value === null ? null : JSON.stringify(claim.value),
        claim.confidence,
        claim.source.kind,
        claim.source.id,
        claim.source.note,
        memberId,
      ],
    ),
  ])
}

export interface Snooze {
  finding: FindingKey
  reason: string
  until: string
}

/** Findings put aside until today or later; of a past day: those put aside then. */
export async function snoozesAt(tx: Tx, projectId: string, on: string | null, at: At): Promise<Snooze[]> {
  const { rows } = await tx.query<Snooze>(
    `select distinct on (finding) finding, reason, until from finding_snooze
     where org_id = $1 and project_id = $2 and ${stood('at', 'ended_at', '$3')}
       and until >= coalesce($4::date, (select organisation_today()))
     order by finding, at desc`,
    [tx.orgId, projectId, at, on],
  )
  return rows
}

export async function insertSnooze(
  tx: Tx,
  snooze: Snooze & { id: string; projectId: string; accountId: string },
): Promise<void> {
  await tx.query(
    `insert into finding_snooze (org_id, id, project_id, account_id, finding, reason, until, by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.orgId,
      snooze.id,
      snooze.projectId,
      snooze.accountId,
      snooze.finding,
      snooze.reason,
      snooze.until,
      tx.memberId,
    ],
  )
}

export async function endSnoozes(tx: Tx, projectId: string, finding: string): Promise<void> {
  await tx.query(
    `update finding_snooze set ended_at = now()
     where org_id = $1 and project_id = $2 and finding = $3 and ended_at is null`,
    [tx.orgId, projectId, finding],
  )
}

export interface MapProject {
  id: string
  name: string
  stage: string
  seated: number
}

/** Projects a map may be drawn for: those of the account, open ones first, newest first, with how many are on their chain. */
export async function projectsOnMap(tx: Tx, accountId: string, at: At = null): Promise<MapProject[]> {
  const { rows } = await tx.query<MapProject>(
    `select p.id, p.name, p.stage, coalesce(s.seated, 0) as seated
     from project_name p
     left join (
       select s.project_id, count(distinct s.person_id) as seated from chain_seating s
       where s.org_id = $1 and s.account_id = $2 and ${stood('s.added_at', 's.removed_at', '$3')}
       group by s.project_id) s on s.project_id = p.id
     where p.org_id = $1 and p.account_id = $2 and p.archived_at is null
     order by p.stage in ('won', 'lost'), p.id desc limit 50`,
    [tx.orgId, accountId, at],
  )
  return rows
}

/** Erasing a person takes what was believed of them along. */
export async function eraseClaimsAbout(tx: Tx, personId: string): Promise<void> {
  await tx.query('delete from chain_claim where org_id = $1 and person_id = $2', [tx.orgId, personId])
  await tx.query('delete from chain_seat where org_id = $1 and person_id = $2', [tx.orgId, personId])
}
