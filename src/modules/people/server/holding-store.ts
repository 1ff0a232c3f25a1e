import type { Tx } from '#platform/server/tx.ts'

/** The person and the employment held still until the transaction ends: their versions, and whose and where it is; null: not there. */
export async function holdStill(
  tx: Tx,
  personId: string,
  employmentId: string,
): Promise<{
  person: number | null
  employment: { version: number; personId: string; accountId: string } | null
}> {
  const [person, employment] = await Promise.all([
    tx.query<{ version: number }>('select version from person where org_id = $1 and id = $2 for update', [
      tx.orgId,
      personId,
    ]),
    tx.query<{ version: number; personId: string; accountId: string }>(
      `select version, person_id as "personId", account_id as "accountId" from employment
       where org_id = $1 and id = $2 for update`,
      [tx.orgId, employmentId],
    ),
  ])
  return { person: person.rows[0]?.version ?? null, employment: employment.rows[0] ?? null }
}

/** Who last changed or removed an employment of a person, and when; null if nobody knows. */
export async function lastToChange(
  tx: Tx,
  personId: string,
  employmentId: string,
): Promise<{ by: string; at: string } | null> {
  const { rows } = await tx.query<{ by: string; at: string }>(
    `select coalesce(m.name, '') as by, e.at from (
       select changed_by as by_id, known_since as at, 1 as stands from employment
         where org_id = $1 and id = $2 and person_id = $3
       union all
       select ended_by, known_until, 0 from employment_past
         where org_id = $1 and employment_id = $2 and person_id = $3) e
     left join member_name m on m.org_id = $1 and m.id = e.by_id
     order by e.stands desc, e.at desc limit 1`,
    [tx.orgId, employmentId, personId],
  )
  return rows[0] ?? null
}

/** Who last wrote something about a person, and when. */
export async function lastToWrite(tx: Tx, personId: string): Promise<{ by: string; at: string } | null> {
  const { rows } = await tx.query<{ by: string; at: string }>(
    `select coalesce(m.name, '') as by, e.at from event e
     left join member_name m on m.org_id = e.org_id and m.id = e.actor_id
     where e.org_id = $1 and e.subject_id = $2 and e.kind like 'people.%' order by e.id desc limit 1`,
    [tx.orgId, personId],
  )
  return rows[0] ?? null
}
