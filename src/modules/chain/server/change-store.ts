import type { Tx } from '#platform/server/tx.ts'
import type { ClaimThen, SeatThen } from '../changes.rules.ts'
import { stood } from './store.ts'

/** A row that stood at one of two moments, or both; `until`: when it ended, null if it stands. */
type Between<T> = T & { until: string | null; stoodFrom: boolean; stoodTo: boolean }
export type SeatBetween = Between<SeatThen> & { leftByName: string | null }
export type ClaimBetween = Between<ClaimThen>

const STOOD = (since: string, until: string) =>
  `${stood(since, until, '$3')} as "stoodFrom", ${stood(since, until, '$4')} as "stoodTo"`
/** Who is another customer's person by now is called as when they left: what they are called there is told there. */
const NAME = (row: string) => `case when p.account_id = ${row}.account_id then p.name else coalesce(
    (select g.name from person_left g
     where g.org_id = ${row}.org_id and g.person_id = ${row}.person_id and g.account_id = ${row}.account_id), p.name) end`
/** What began and ended in between is of no account. */
const EITHER = (since: string, until: string) =>
  `(${stood(since, until, '$3')} or ${stood(since, until, '$4')})`

/**
 * Who stood on the account's chains at one of two moments (ISO), erased people left out.
 * @param to null: now
 * @param projectId one project's only, or null for all
 */
export async function seatsBetween(
  tx: Tx,
  accountId: string,
  from: string,
  to: string | null,
  projectId: string | null,
): Promise<SeatBetween[]> {
  const { rows } = await tx.query<SeatBetween>(
    `select s.project_id as "projectId", s.person_id as "personId", ${NAME('s')} as "personName", m.name as "byName",
       s.added_at as at, s.removed_at as until, l.name as "leftByName",
       ${STOOD('s.added_at', 's.removed_at')}
     from chain_seating s
     join person_name p on p.org_id = s.org_id and p.id = s.person_id and p.erased_at is null
     left join member_name m on m.org_id = s.org_id and m.id = s.added_by
     left join member_name l on l.org_id = s.org_id and l.id = s.removed_by
     where s.org_id = $1 and s.account_id = $2 and ${EITHER('s.added_at', 's.removed_at')}
       and ($5::uuid is null or s.project_id = $5)
     order by s.added_at, s.id`,
    [tx.orgId, accountId, from, to, projectId],
  )
  return rows
}

/** What was believed on the account's chains at one of two moments; the personal layer is the caller's to withhold. */
export async function claimsBetween(
  tx: Tx,
  accountId: string,
  from: string,
  to: string | null,
  projectId: string | null,
): Promise<ClaimBetween[]> {
  const { rows } = await tx.query<ClaimBetween>(
    `select c.id, c.project_id as "projectId", c.person_id as "personId", ${NAME('c')} as "personName", c.attribute,
       case when c.about_member_id is not null then json_build_object('id', a.id, 'name', a.name) end as about,
       c.value, m.name as "byName", c.asserted_at as at, c.superseded_at as until,
       case when c.source_kind = 'visit' then c.source_id end as "visitId",
       ${STOOD('c.asserted_at', 'c.superseded_at')}
     from chain_claim c
     join person_name p on p.org_id = c.org_id and p.id = c.person_id and p.erased_at is null
     join member_name m on m.org_id = c.org_id and m.id = c.asserted_by
     left join member_name a on a.org_id = c.org_id and a.id = c.about_member_id
     where c.org_id = $1 and c.account_id = $2 and ${EITHER('c.asserted_at', 'c.superseded_at')}
       and ($5::uuid is null or c.project_id = $5)
     order by c.asserted_at, c.id`,
    [tx.orgId, accountId, from, to, projectId],
  )
  return rows
}
