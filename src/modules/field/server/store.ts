import { sql } from 'kysely'
import { accountWithin } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { AccountWithoutStep } from '../field.contract.ts'

/** What stands above `visits` and belongs to readiness: the chain of those to be met, and the questions planned. */
export interface FactsAbove {
  chain: { name: string; role: boolean; stance: boolean }[] | null
  questions: number
}

/**
 * For any number of visits in one query; the caller has passed their accounts' guard. A visit without a project has no
 * chain, so nothing of it is asked.
 */
export async function factsAbove(tx: Tx, visitIds: readonly string[]): Promise<Map<string, FactsAbove>> {
  if (visitIds.length === 0) return new Map()
  const { rows } = await tx.query<FactsAbove & { id: string }>(
    `select v.id, coalesce(q.planned, 0) as questions,
       case when v.project_id is not null then coalesce((
         select json_agg(json_build_object('name', n.name, 'role', coalesce(k.role, false), 'stance', coalesce(k.stance, false))
           order by n.name)
         from visit_attendance w join person_name n on n.org_id = w.org_id and n.id = w.person_id
         left join chain_known k on k.org_id = w.org_id and k.person_id = w.person_id and k.project_id = v.project_id
         where w.org_id = v.org_id and w.visit_id = v.id and w.planned), '[]') end as chain
     from visit_summary v
     left join visit_questions q on q.org_id = v.org_id and q.visit_id = v.id
     where v.org_id = $1 and v.id = any($2::uuid[])`,
    [tx.orgId, visitIds],
  )
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

/**
 * Customers the actor itself works on that have neither a next step ahead nor a visit planned: those that slip away unseen.
 * The most important first; `count` is of all.
 * @param at the reader's day, and the moment it begins
 */
export async function accountsWithoutStep(
  tx: Tx,
  actor: Actor,
  at: { day: string; from: string },
  limit: number,
): Promise<{ items: AccountWithoutStep[]; count: number }> {
  const own = accountWithin({ ...actor, reach: [actor.memberId], wide: false }, 'a.id')
  const { rows } = await sql<AccountWithoutStep & { count: number }>`
    select a.id as "accountId", a.name, a.tier, a.next_step as "nextStep", a.next_step_on as "nextStepOn",
      count(*) over () as count
    from account_next_step a
    where a.org_id = ${actor.orgId}::uuid and ${own}
      and (a.next_step = '' or a.next_step_on < ${at.day}::date)
      and not exists (select 1 from visit_summary v where v.org_id = a.org_id and v.account_id = a.id
        and v.state in ('planned', 'prepared', 'under_way') and v.planned_at >= ${at.from}::timestamptz)
    order by array_position(array['strategic', 'key', 'general', 'potential'], a.tier) nulls last,
      a.next_step_on nulls last, a.name, a.id
    limit ${limit}`.execute(tx.on())
  return { items: rows.map(({ count: _, ...item }) => item), count: rows[0]?.count ?? 0 }
}

/** Whom of the customer a visit is with: those planned, and those met. */
export async function peopleAtVisit(tx: Tx, visitId: string): Promise<string[]> {
  const { rows } = await tx.query<{ personId: string }>(
    `select person_id as "personId" from visit_attendance where org_id = $1 and visit_id = $2`,
    [tx.orgId, visitId],
  )
  return rows.map((row) => row.personId)
}
