import type { Tx } from '#platform/server/tx.ts'

/**
 * People and posts as they were just before a moment (ISO). Posts are held by the calendar, as careers are told: from
 * `since` to `until`, both days included; where nobody knows since when, from when it was written down.
 */
const HELD = (at: string) => `coalesce(end_of_day(e.since - 1), e.created_at) < ${at}::timestamptz
  and (e.until is null or end_of_day(e.until) >= ${at}::timestamptz)`
const THERE = (at: string) =>
  `p.erased_at is null and (p.archived_at is null or p.archived_at >= ${at}::timestamptz)`

/** Who held which post of an account. A person may have held several. */
export async function holdersAt(tx: Tx, accountId: string, at: string) {
  const { rows } = await tx.query<{
    postId: string
    personId: string
    personName: string
    since: string | null
  }>(
    `select e.post_id as "postId", p.id as "personId", p.name as "personName", e.since
     from employment e join person p on p.org_id = e.org_id and p.id = e.person_id
     where e.org_id = $1 and e.account_id = $2 and e.post_id is not null and ${HELD('$3')} and ${THERE('$3')}
     order by e.since nulls last, e.id`,
    [tx.orgId, accountId, at],
  )
  return rows
}

export interface PastHead {
  id: string
  name: string
  title: string
  unitId: string | null
  unitName: string
}

/**
 * Everyone of an account who was known by then, or held a post then as we know now, with the title of that time; by name.
 * `is true` has employments looked up by their person: by account, each would read all of the account again.
 */
export async function headsAt(tx: Tx, accountId: string, at: string): Promise<PastHead[]> {
  const { rows } = await tx.query<PastHead>(
    `select p.id, p.name, coalesce(nullif(e.title, ''), t.title, '') as title, coalesce(e.unit_id, t.unit_id) as "unitId",
       coalesce(u.name, '') as "unitName"
     from person p
     left join lateral (
       select e.id, e.title, e.unit_id, e.post_id from employment e
       where e.org_id = p.org_id and e.person_id = p.id and (e.account_id = p.account_id) is true and ${HELD('$3')}
       order by e.since desc nulls last, e.id desc limit 1) e on true
     left join post_title t on t.org_id = p.org_id and t.id = e.post_id
     left join unit_name u on u.org_id = p.org_id and u.id = coalesce(e.unit_id, t.unit_id)
     where p.org_id = $1 and p.account_id = $2 and ${THERE('$3')} and (p.created_at < $3::timestamptz or e.id is not null)
     order by p.sort_name collate "C", p.id limit 2000`,
    [tx.orgId, accountId, at],
  )
  return rows
}
