import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/server/tx.ts'
import type { ProcurementStep } from '../projects.contract.ts'

function stepsWhere(tx: Tx, which: RawBuilder<unknown>) {
  return sql<ProcurementStep>`
    select s.id, s.project_id as "projectId", s.place, s.name, s.owner_person_id as "ownerPersonId",
      s.owner_member_id as "ownerMemberId", coalesce(p.name, m.name, '') as "ownerName", s.due_on as "dueOn",
      s.document, s.done_on as "doneOn", s.version
    from procurement_step s
    left join person_name p on p.org_id = s.org_id and p.id = s.owner_person_id
    left join member_name m on m.org_id = s.org_id and m.id = s.owner_member_id
    where s.org_id = ${tx.orgId}::uuid and ${which}
    order by s.place, s.id limit 200`
}

export async function listSteps(tx: Tx, projectId: string): Promise<ProcurementStep[]> {
  return (await stepsWhere(tx, sql`s.project_id = ${projectId}::uuid`).execute(tx.on())).rows
}

export async function findStep(tx: Tx, id: string): Promise<ProcurementStep | undefined> {
  return (await stepsWhere(tx, sql`s.id = ${id}::uuid`).execute(tx.on())).rows[0]
}

export interface StepFields {
  id: string
  name: string
  ownerPersonId: string | null
  ownerMemberId: string | null
  dueOn: string | null
  document: string
}

/** Two who lay out or add steps at once wait for each other here, so that none comes twice or in the same place. */
export async function holdProject(tx: Tx, projectId: string): Promise<void> {
  await tx.query('select 1 from project where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    projectId,
  ])
}

/** Adds steps after those that are there, in the order given. */
export async function insertSteps(tx: Tx, projectId: string, steps: readonly StepFields[]): Promise<void> {
  await tx.query(
    `insert into procurement_step (org_id, id, project_id, place, name, owner_person_id, owner_member_id, due_on, document)
     select $1, s.id, $2,
       s.nr + coalesce((select max(place) from procurement_step where org_id = $1 and project_id = $2), 0),
       s.name, s.person, s.member, s.due, s.document
     from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::date[], $8::text[])
       with ordinality as s (id, name, person, member, due, document, nr)`,
    [
      tx.orgId,
      projectId,
      steps.map((s) => s.id),
      steps.map((s) => s.name),
      steps.map((s) => s.ownerPersonId),
      steps.map((s) => s.ownerMemberId),
      steps.map((s) => s.dueOn),
      steps.map((s) => s.document),
    ],
  )
}

/** @returns false if somebody else changed it first */
export async function updateStep(
  tx: Tx,
  s: StepFields & { doneOn: string | null; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update procurement_step set name = $3, owner_person_id = $4, owner_member_id = $5, due_on = $6, document = $7,
       done_by = case when $8::date is null then null when done_on is null then $9 else done_by end,
       done_on = $8, version = version + 1
     where org_id = $1 and id = $2 and version = $10`,
    [
      tx.orgId,
      s.id,
      s.name,
      s.ownerPersonId,
      s.ownerMemberId,
      s.dueOn,
      s.document,
      s.doneOn,
      tx.memberId,
      s.version,
    ],
  )
  return rowCount === 1
}

export async function deleteStep(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from procurement_step where org_id = $1 and id = $2', [tx.orgId, id])
}

/** The steps a person owned are nobody's once the person is erased. */
export async function erasePersonFromSteps(tx: Tx, personId: string): Promise<void> {
  await tx.query(
    'update procurement_step set owner_person_id = null, version = version + 1 where org_id = $1 and owner_person_id = $2',
    [tx.orgId, personId],
  )
}
