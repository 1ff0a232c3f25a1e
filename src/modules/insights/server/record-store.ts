import { type RawBuilder, sql } from 'kysely'
import type { ProjectStage } from '#modules/projects/projects.contract.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  ACCOUNT_FIGURES,
  type AccountFigure,
  COMMITMENT_FIGURES,
  type CommitmentFigure,
  type Figure,
  type FigureRecord,
  VISIT_FIGURES,
  type VisitFigure,
} from '../insights.contract.ts'
import {
  accountBase,
  accountFigure,
  commitmentBase,
  commitmentFigure,
  daysToRecord,
  projectBase,
  projectFigure,
  visitBase,
  visitFigure,
} from './conditions-store.ts'
import type { Scope } from './scope-store.ts'

/** A record with the number lists are sorted by, and whom it belongs to. */
export type RecordRow = FigureRecord & { place: number }

/** A moment as the wire says it: a union of kinds has one text column for moments and days. */
const iso = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** The records of one figure, as rows with the keys of `FigureRecord`; names are joined once, outside. */
function chosen(
  actor: Actor,
  scope: Scope,
  members: readonly string[],
  figure: Figure,
  stage: ProjectStage | undefined,
): RawBuilder<unknown> {
  if (is(VISIT_FIGURES, figure))
    return sql`select v.org_id, v.id, 'visit' as kind, '' as title, v.account_id, v.id as visit_id, v.host_id as member_id,
      ${iso(sql`v.planned_at`)} as at, case when w.recorded_at is not null then ${daysToRecord} end as days,
      o.amount::float8 as amount, o.currency as currency, coalesce(o.outcome, v.state) as state,
      -extract(epoch from v.planned_at)::float8 as place
      ${visitBase(actor, scope, members)} and ${visitFigure[figure as VisitFigure]}`
  if (is(COMMITMENT_FIGURES, figure))
    return sql`select c.org_id, c.id, 'commitment' as kind, c.what as title, c.account_id, c.visit_id, c.member_id,
      c.due_on::text as at, null::float8 as days, null::float8 as amount, null as currency, c.side as state,
      extract(epoch from c.due_on::timestamp)::float8 as place
      ${commitmentBase(actor, scope, members)} and ${commitmentFigure[figure as CommitmentFigure]}`
  if (is(ACCOUNT_FIGURES, figure))
    return sql`select a.org_id, a.id, 'account' as kind, a.name as title, a.id as account_id, null::uuid as visit_id,
      w.member_id, ${iso(sql`l.at`)} as at, null::float8 as days, null::float8 as amount, null as currency, a.tier as state,
      coalesce(extract(epoch from l.at), 0)::float8 as place
      from (select w.member_id, a.* ${accountBase(actor, members)} and ${accountFigure(scope)[figure as AccountFigure]}) a
      cross join lateral (select a.member_id) w
      cross join lateral (select max(coalesce(v.started_at, v.planned_at)) as at from visit_summary v
        where v.org_id = a.org_id and v.account_id = a.id and v.state in ('under_way', 'recorded', 'reviewed')) l`
  return sql`select p.org_id, p.id, 'project' as kind, p.name as title, p.account_id, null::uuid as visit_id,
    p.owner_id as member_id, p.expected_on::text as at, null::float8 as days, p.amount::float8 as amount, p.currency,
    p.stage as state, -coalesce(p.amount, 0)::float8 as place
    ${projectBase(actor, members)} and ${projectFigure(stage)}`
}

/** What stands behind a figure. One row too many tells that there is more. */
export async function listRecords(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  members: readonly string[],
  asked: {
    figure: Figure
    stage?: ProjectStage | undefined
    after: [place: number, id: string] | null
    limit: number
  },
): Promise<RecordRow[]> {
  const after = asked.after
    ? sql`where (r.place, r.id) > (${asked.after[0]}::float8, ${asked.after[1]}::uuid)`
    : sql``
  const { rows } = await sql<RecordRow>`
    select r.id, r.kind, r.title, r.account_id as "accountId", coalesce(n.name, '') as "accountName",
      r.visit_id as "visitId", m.name as "memberName", r.at, r.days, r.amount, r.currency, r.state, r.place
    from (${chosen(actor, scope, members, asked.figure, asked.stage)}) as r
    join member_name m on m.org_id = r.org_id and m.id = r.member_id
    left join account_name n on n.org_id = r.org_id and n.id = r.account_id
    ${after} order by r.place, r.id limit ${asked.limit + 1}`.execute(tx.on())
  return rows
}

function is<T extends string>(list: readonly T[], figure: Figure): boolean {
  return (list as readonly string[]).includes(figure)
}
