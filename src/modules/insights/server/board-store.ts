import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { StageSum } from '../insights.contract.ts'
import type { Counted } from '../insights.rules.ts'
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

export type CountedOf = Partial<Counted> & { memberId: string }

function counts(figures: Record<string, RawBuilder<boolean>>) {
  return sql.join(
    Object.entries(figures).map(
      ([name, condition]) => sql`count(*) filter (where ${condition})::int as ${sql.ref(name)}`,
    ),
  )
}

/** Figures per member, a query for each kind of record they are counted from. */
export async function countedPerMember(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  members: readonly string[],
): Promise<CountedOf[]> {
  const answers = await Promise.all(
    [
      sql<CountedOf>`select v.host_id as "memberId", ${counts(visitFigure)},
        coalesce(sum(${daysToRecord}) filter (where ${visitFigure.recorded}), 0)::float8 as "recordDaysSum",
        count(w.recorded_at) filter (where ${visitFigure.recorded})::int as "recordDaysOf"
        ${visitBase(actor, scope, members)} group by v.host_id`,
      sql<CountedOf>`select c.member_id as "memberId", ${counts(commitmentFigure)}
        ${commitmentBase(actor, scope, members)} group by c.member_id`,
      sql<CountedOf>`select w.member_id as "memberId", ${counts(accountFigure(scope))}
        ${accountBase(actor, members)} group by w.member_id`,
      sql<CountedOf>`select p.owner_id as "memberId", ${counts({ projects: projectFigure(undefined) })}
        ${projectBase(actor, members)} group by p.owner_id`,
    ].map((query) => query.execute(tx.on())),
  )
  return answers.flatMap(({ rows }) => rows)
}

/** Projects by stage and currency: amounts of different money are never added. */
export async function projectsByStage(tx: Tx, actor: Actor, members: readonly string[]): Promise<StageSum[]> {
  const { rows } = await sql<StageSum>`
    select p.stage, p.currency, count(*)::int as count, coalesce(sum(p.amount), 0)::float8 as amount,
      count(*) filter (where p.amount is null)::int as "withoutAmount"
    ${projectBase(actor, members)} group by p.stage, p.currency order by p.stage, p.currency`.execute(tx.on())
  return rows
}
