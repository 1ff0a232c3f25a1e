import type { Tx } from '#platform/server/tx.ts'

/*
 * People and posts as they were known just before a moment ($3, ISO). What we knew then counts, not what we know by now: an
 * employment corrected, ended or removed since is the one of that day, and somebody who has moved on since is there.
 * Of days before the customer was in the books nobody knew anything: there careers speak, as they are told now.
 * Either way a post is held by the calendar of what is known: from `since` to `until`, both days included; where nobody
 * knows since when, from when it was written down.
 */
const BEFORE_THE_BOOKS = `$3::timestamptz <= (select since from account_since where org_id = $1 and id = $2)`
const STATE = 'e.person_id, e.account_id, e.post_id, e.title, e.unit_id, e.since, e.until, e.known_since'

/** What the account's employments said, all of them or those of one person. @param whose a condition on `e` */
const knownEmployments = (whose: string) => `(
    select s.* from (
      select e.id, ${STATE} from employment e
      where e.org_id = $1 and ${whose} and (e.known_since < $3::timestamptz or ${BEFORE_THE_BOOKS})
      union all
      select e.employment_id, ${STATE} from employment_past e
      where e.org_id = $1 and ${whose} and e.known_since < $3::timestamptz and e.known_until >= $3::timestamptz
        and not ${BEFORE_THE_BOOKS}) s
    where coalesce(end_of_day(s.since - 1), s.known_since) < $3::timestamptz
      and (s.until is null or end_of_day(s.until) >= $3::timestamptz))`
const THERE = `p.erased_at is null and (p.archived_at is null or p.archived_at >= $3::timestamptz)`

/** Of who is another customer's person by now, the name they left with: what they are called there is told there. */
const NAME = `case when p.account_id = $2 then p.name else coalesce(
    (select g.name from person_past g where g.org_id = $1 and g.person_id = p.id and g.account_id = $2
     order by g.until desc limit 1), p.name) end`

/** Who held which post of an account. A person may have held several. */
export async function holdersAt(tx: Tx, accountId: string, at: string) {
  const { rows } = await tx.query<{
    postId: string
    personId: string
    personName: string
    since: string | null
  }>(
    `select e.post_id as "postId", p.id as "personId", ${NAME} as "personName", e.since
     from ${knownEmployments('e.account_id = $2 and e.post_id is not null')} e
     join person p on p.org_id = $1 and p.id = e.person_id
     where ${THERE}
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
  /** Another customer's person by now. */
  elsewhere?: boolean
}

/**
 * Everyone who was the account's person then, with the title of that time; by name. Before the customer was in the books:
 * who was written down by then, or held a post as careers tell.
 * `is true` has employments looked up by their person: by account, each would read all of the account again.
 */
export async function headsAt(tx: Tx, accountId: string, at: string): Promise<PastHead[]> {
  const { rows } = await tx.query<PastHead>(
    `select p.id, ${NAME} as name, coalesce(nullif(e.title, ''), t.title, '') as title,
       coalesce(e.unit_id, t.unit_id) as "unitId", coalesce(u.name, '') as "unitName",
       p.account_id is distinct from $2 as elsewhere
     from person p
     left join lateral (
       select h.id, h.title, h.unit_id, h.post_id
       from ${knownEmployments('e.person_id = p.id and (e.account_id = $2) is true')} h
       order by h.since desc nulls last, h.id desc limit 1) e on true
     left join post_title t on t.org_id = p.org_id and t.id = e.post_id
     left join unit_name u on u.org_id = p.org_id and u.id = coalesce(e.unit_id, t.unit_id)
     where p.org_id = $1 and ${THERE}
       and p.id = any(array(
         select n.id from person n where n.org_id = $1 and n.account_id = $2
           and (n.home_since < $3::timestamptz or ${BEFORE_THE_BOOKS})
         union
         select g.person_id from person_past g where g.org_id = $1 and g.account_id = $2
           and (g.since < $3::timestamptz and g.until >= $3::timestamptz or ${BEFORE_THE_BOOKS})))
       and (not ${BEFORE_THE_BOOKS} or p.account_id = $2 and p.created_at < $3::timestamptz or e.id is not null)
     order by p.sort_name collate "C", p.id limit 2000`,
    [tx.orgId, accountId, at],
  )
  return rows
}
