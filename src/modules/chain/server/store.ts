import type { Tx } from '#platform/server/tx.ts'
import type { Claim, FindingKey } from '../chain.contract.ts'

export interface ClaimRow extends Claim {
  personId: string
}

const CLAIM = `c.id, c.person_id as "personId", c.attribute, c.about_member_id as "aboutMemberId", c.value, c.confidence,
  json_build_object('kind', c.source_kind, 'id', c.source_id, 'note', c.source_note) as source,
  c.asserted_by as "assertedBy", m.name as "assertedByName", c.asserted_at as "assertedAt", c.superseded_at as "supersededAt"`

/** What is believed now of everybody on a project's chain. */
export async function currentClaims(tx: Tx, projectId: string): Promise<ClaimRow[]> {
  const { rows } = await tx.query<ClaimRow>(
    `select ${CLAIM} from chain_claim c join member_name m on m.org_id = c.org_id and m.id = c.asserted_by
     where c.org_id = $1 and c.project_id = $2 and c.superseded_at is null`,
    [tx.orgId, projectId],
  )
  return rows
}

/** Everything ever believed of one person in a project, newest first. */
export async function claimHistory(tx: Tx, projectId: string, personId: string): Promise<ClaimRow[]> {
  const { rows } = await tx.query<ClaimRow>(
    `select ${CLAIM} from chain_claim c join member_name m on m.org_id = c.org_id and m.id = c.asserted_by
     where c.org_id = $1 and c.project_id = $2 and c.person_id = $3 order by c.asserted_at desc, c.id desc limit 500`,
    [tx.orgId, projectId, personId],
  )
  return rows
}

/** Who stands on the chain, in the order they came. */
export async function seatedPeople(tx: Tx, projectId: string): Promise<string[]> {
  const { rows } = await tx.query<{ personId: string }>(
    `select person_id as "personId" from chain_seat where org_id = $1 and project_id = $2 and removed_at is null
     order by added_at, person_id`,
    [tx.orgId, projectId],
  )
  return rows.map((r) => r.personId)
}

/** Puts a person on the chain; somebody taken off before comes back with what was believed of them. */
export async function seatPerson(
  tx: Tx,
  seat: { projectId: string; personId: string; accountId: string },
): Promise<void> {
  await tx.query(
    `insert into chain_seat (org_id, project_id, person_id, account_id, added_by) values ($1, $2, $3, $4, $5)
     on conflict (org_id, project_id, person_id) do update set removed_at = null where chain_seat.removed_at is not null`,
    [tx.orgId, seat.projectId, seat.personId, seat.accountId, tx.memberId],
  )
}

/** @returns false if the person was not on it */
export async function unseatPerson(tx: Tx, projectId: string, personId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update chain_seat set removed_at = now()
     where org_id = $1 and project_id = $2 and person_id = $3 and removed_at is null`,
    [tx.orgId, projectId, personId],
  )
  return rowCount === 1
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
 * moment the second supersedes the first, and neither is lost.
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
      `update chain_claim set superseded_at = now() where org_id = $1 and project_id = $2 and person_id = $3
         and attribute = $4 and about_member_id is not distinct from $5 and superseded_at is null`,
      [orgId, claim.projectId, claim.personId, claim.attribute, claim.aboutMemberId],
    ),
    tx.query(
      `insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, about_member_id, value, confidence,
         source_kind, source_id, source_note, asserted_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
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

/** Findings put aside until today or later. */
export async function activeSnoozes(tx: Tx, projectId: string): Promise<Snooze[]> {
  const { rows } = await tx.query<Snooze>(
    `select distinct on (finding) finding, reason, until from finding_snooze
     where org_id = $1 and project_id = $2 and ended_at is null and until >= current_date
     order by finding, at desc`,
    [tx.orgId, projectId],
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

/** Projects a map may be drawn for: those of the account, open ones first, newest first. */
export async function projectsOnMap(
  tx: Tx,
  accountId: string,
): Promise<{ id: string; name: string; stage: string }[]> {
  const { rows } = await tx.query<{ id: string; name: string; stage: string }>(
    `select id, name, stage from project_name where org_id = $1 and account_id = $2 and archived_at is null
     order by stage in ('won', 'lost'), id desc limit 50`,
    [tx.orgId, accountId],
  )
  return rows
}

/** Erasing a person takes what was believed of them along. */
export async function eraseClaimsAbout(tx: Tx, personId: string): Promise<void> {
  await tx.query('delete from chain_claim where org_id = $1 and person_id = $2', [tx.orgId, personId])
  await tx.query('delete from chain_seat where org_id = $1 and person_id = $2', [tx.orgId, personId])
}
