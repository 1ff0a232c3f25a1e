import { sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ReadinessFacts } from '../readiness.rules.ts'

/** What `visits` itself knows of a visit's readiness; the chain and the questions come from above. */
export type OwnReadinessFacts = Omit<ReadinessFacts, 'chain' | 'questions'>

/**
 * The facts readiness is made of, for any number of visits in one query. The caller has passed their accounts' guard.
 * Dossiers count only where the actor may see the personal layer; unknowns only the actor's own, on visits it takes part in.
 */
export async function readinessFacts(
  tx: Tx,
  actor: Actor,
  visitIds: readonly string[],
): Promise<Map<string, OwnReadinessFacts>> {
  if (visitIds.length === 0) return new Map()
  const personal = ['service', 'auditor'].includes(actor.role)
    ? sql<boolean>`false`
    : accountVisible({ ...actor, wide: false }, 'v.account_id')
  const { rows } = await sql<OwnReadinessFacts & { id: string }>`
    select v.id, to_char(organisation_day(v.planned_at), 'YYYY-MM-DD') as day,
      coalesce(g.opening_line, '') as "openingLine",
      json_build_object('industry', k.industry, 'business', k.business, 'organisation', k.organisation) as account,
      coalesce((select json_agg(json_build_object('kind', o.kind, 'text', o.text, 'best', o.commitment_best,
          'acceptable', o.commitment_acceptable, 'minimum', o.commitment_minimum) order by o.place, o.id)
        from objective o where o.org_id = v.org_id and o.visit_id = v.id), '[]') as objectives,
      coalesce((select json_agg(json_build_object('name', n.name,
          'dossier', case when t.personal then coalesce(d.fields, 0) end) order by n.name)
        from visit_person w join person_name n on n.org_id = w.org_id and n.id = w.person_id
        left join lateral (select s.fields from person_dossier_size s
          where s.org_id = w.org_id and s.person_id = w.person_id) d on t.personal
        where w.org_id = v.org_id and w.visit_id = v.id and w.planned), '[]') as people,
      coalesce((select json_agg(json_build_object('title', p.title, 'validUntil', p.valid_until) order by c.chosen_at)
        from visit_proof c join proof_title p on p.org_id = c.org_id and p.id = c.proof_id
        where c.org_id = v.org_id and c.visit_id = v.id), '[]') as proofs,
      coalesce((select json_agg(json_build_object('text', i.text, 'done', i.done_at is not null) order by i.place, i.id)
        from visit_preparation i where i.org_id = v.org_id and i.visit_id = v.id), '[]') as "ownItems",
      (select json_agg(json_build_object('text', u.text, 'question', u.question, 'fallback', u.fallback,
          'answer', u.answer) order by u.place, u.id)
        from visit_unknown u where u.org_id = v.org_id and u.visit_id = v.id
          and u.author_id = ${actor.memberId}::uuid) as unknowns
    from visit v
    cross join lateral (select ${personal} as personal) t
    join account_known k on k.org_id = v.org_id and k.id = v.account_id
    left join visit_opening g on g.org_id = v.org_id and g.visit_id = v.id
    where v.org_id = ${actor.orgId}::uuid and v.id = any(${visitIds as string[]}::uuid[])`.execute(tx.on())
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}
