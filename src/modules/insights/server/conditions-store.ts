import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import { OPEN_STAGES, type ProjectStage } from '#modules/projects/projects.contract.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { AccountFigure, CommitmentFigure, VisitFigure } from '../insights.contract.ts'
import { quietBefore } from '../insights.rules.ts'
import type { Scope } from './scope-store.ts'

// What each figure counts, once: the board counts with these conditions and the lists behind it choose by the same.

type Condition = RawBuilder<boolean>

const recorded = sql<boolean>`v.state in ('recorded', 'reviewed')`
const held = sql<boolean>`v.state in ('under_way', 'recorded', 'reviewed')`

/** Visits `v`, with their way `w` and outcome `o`. */
export const visitFigure: Record<VisitFigure, Condition> = {
  planned: sql`v.state <> 'cancelled'`,
  held,
  prepared: sql`${held} and w.prepared`,
  recorded,
  unrecorded: sql`v.state in ('planned', 'prepared', 'under_way') and coalesce(v.ended_at, v.planned_at) < now()`,
  without_next: sql`${recorded} and not w.followed and not exists (
    select 1 from commitment_summary c where c.org_id = v.org_id and c.visit_id = v.id and c.due_on is not null
      and c.state = 'open')`,
  order: sql`${recorded} and o.outcome = 'order'`,
  advance: sql`${recorded} and o.outcome = 'advance'`,
  continuation: sql`${recorded} and o.outcome = 'continuation'`,
  no_sale: sql`${recorded} and o.outcome = 'no_sale'`,
  not_judged: sql`${recorded} and o.outcome is null`,
}

export const visitBase = (actor: Actor, scope: Scope, members: readonly string[]) => sql`
  from visit_summary v
  join visit_way w on w.org_id = v.org_id and w.visit_id = v.id
  left join visit_outcome_now o on o.org_id = v.org_id and o.visit_id = v.id
  where v.org_id = ${actor.orgId}::uuid and v.host_id = any(${members as string[]}::uuid[])
    and v.planned_at >= ${scope.from}::timestamptz and v.planned_at < ${scope.to}::timestamptz
    and ${accountVisible(actor, 'v.account_id')}`

/** Days from a visit to its closed record. */
export const daysToRecord = sql<number>`greatest(0,
  extract(epoch from w.recorded_at - coalesce(v.ended_at, v.started_at, v.planned_at)) / 86400)::float8`

export const commitmentFigure: Record<CommitmentFigure, Condition> = {
  overdue_ours: sql`c.side = 'ours'`,
  overdue_theirs: sql`c.side = 'customer'`,
}

export const commitmentBase = (actor: Actor, scope: Scope, members: readonly string[]) => sql`
  from commitment_summary c
  where c.org_id = ${actor.orgId}::uuid and c.member_id = any(${members as string[]}::uuid[])
    and c.state = 'open' and c.due_on < ${scope.today}::date and ${accountVisible(actor, 'c.account_id')}`

export const accountFigure = (scope: Scope): Record<AccountFigure, Condition> => ({
  accounts: sql`true`,
  accounts_quiet: sql`not exists (
    select 1 from visit_summary v where v.org_id = a.org_id and v.account_id = a.id and ${held}
      and coalesce(v.started_at, v.planned_at) >= organisation_day_start(${quietBefore(scope.today)}::date))`,
})

export const accountBase = (actor: Actor, members: readonly string[]) => sql`
  from account_owner w join account_next_step a on a.org_id = w.org_id and a.id = w.account_id
  where w.org_id = ${actor.orgId}::uuid and w.member_id = any(${members as string[]}::uuid[])
    and ${accountVisible(actor, 'a.id')}`

/** Open ones, or those of one stage. */
export const projectFigure = (stage: ProjectStage | undefined): Condition =>
  stage ? sql`p.stage = ${stage}` : sql`p.stage = any(${OPEN_STAGES as string[]}::text[])`

/** A project without a customer is seen by those above its owner, who are the ones within reach. */
export const projectBase = (actor: Actor, members: readonly string[]) => sql`
  from project_name p
  where p.org_id = ${actor.orgId}::uuid and p.owner_id = any(${members as string[]}::uuid[]) and p.archived_at is null
    and (p.account_id is null or ${accountVisible(actor, 'p.account_id')})`
