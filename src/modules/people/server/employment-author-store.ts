import type { Tx } from '#platform/server/tx.ts'

/** What an employment said for a while, and who wrote it so and who no longer. */
export interface EmploymentState {
  employmentId: string
  personId: string
  postId: string
  /** The last day it is held, as it was known (`YYYY-MM-DD`); null: no end. */
  until: string | null
  /** Moments (ISO): known so from the one to the other; `knownUntil` null: it stands. */
  knownSince: string
  knownUntil: string | null
  byName: string | null
  /** Who changed or removed it; null where it stands or nobody knows. */
  endedByName: string | null
}

/** Everything the employments of these people at one account ever said of posts, the oldest first. One query. */
export async function employmentStates(
  tx: Tx,
  accountId: string,
  personIds: readonly string[],
): Promise<EmploymentState[]> {
  if (personIds.length === 0) return []
  const { rows } = await tx.query<EmploymentState>(
    `select e.id as "employmentId", e.person_id as "personId", e.post_id as "postId", e.until,
       e.known_since as "knownSince", e.known_until as "knownUntil", m.name as "byName", l.name as "endedByName"
     from (
       select id, person_id, account_id, post_id, until, known_since, null::timestamptz as known_until, changed_by,
         null::uuid as ended_by
       from employment where org_id = $1 and person_id = any($3::uuid[])
       union all
       select employment_id, person_id, account_id, post_id, until, known_since, known_until, changed_by, ended_by
       from employment_past where org_id = $1 and person_id = any($3::uuid[])) e
     left join member_name m on m.org_id = $1 and m.id = e.changed_by
     left join member_name l on l.org_id = $1 and l.id = e.ended_by
     where e.account_id = $2 and e.post_id is not null
     order by e.known_since, e.id`,
    [tx.orgId, accountId, personIds],
  )
  return rows
}
