import type { Tx } from '#platform/server/tx.ts'
import type { ObjectiveKind, VisitKind, VisitState } from '../visits.contract.ts'

export interface NewVisitRow {
  id: string
  accountId: string
  hostId: string
  plannedAt: string
  kind?: VisitKind
  state?: VisitState
  projectId?: string | null
  personIds?: readonly string[]
  objective?: { id: string; kind: ObjectiveKind; text: string }
  place?: string
  /** Written into the record of a visit that is recorded or reviewed. */
  changed?: string
}

/**
 * Writes many visits at once, for the sample story and the benchmark: one statement per table. No events are written and
 * nothing is checked but what the tables check; people of a recorded visit count as met.
 */
export async function createVisits(tx: Tx, visits: readonly NewVisitRow[]): Promise<void> {
  if (visits.length === 0) return
  const column = <T>(of: (visit: NewVisitRow) => T) => visits.map(of)
  const recorded = (v: NewVisitRow) => v.state === 'recorded' || v.state === 'reviewed'
  await tx.query(
    `insert into visit (org_id, id, account_id, host_id, planned_at, kind, state, project_id, place, created_by,
       started_at, ended_at)
     select $1, v.id, v.account_id, v.host_id, v.planned_at, v.kind, v.state, v.project_id, v.place, v.host_id,
       case when v.held then v.planned_at end, case when v.held then v.planned_at + interval '1 hour' end
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::uuid[], $9::text[],
       $10::boolean[]) as v (id, account_id, host_id, planned_at, kind, state, project_id, place, held)`,
    [
      tx.orgId,
      column((v) => v.id),
      column((v) => v.accountId),
      column((v) => v.hostId),
      column((v) => v.plannedAt),
      column((v) => v.kind ?? 'on_site'),
      column((v) => v.state ?? 'planned'),
      column((v) => v.projectId ?? null),
      column((v) => v.place ?? ''),
      column(recorded),
    ],
  )
  const people = visits.flatMap((v) => (v.personIds ?? []).map((personId) => ({ v, personId })))
  const aimed = visits.filter((v) => v.objective)
  const written = visits.filter(recorded)
  await Promise.all([
    people.length > 0 &&
      tx.query(
        `insert into visit_person (org_id, visit_id, person_id, met, depth)
         select $1, w.visit_id, w.person_id, case when w.held then true end, case when w.held then 'normal' end
         from unnest($2::uuid[], $3::uuid[], $4::boolean[]) as w (visit_id, person_id, held)`,
        [
          tx.orgId,
          people.map((p) => p.v.id),
          people.map((p) => p.personId),
          people.map((p) => recorded(p.v)),
        ],
      ),
    aimed.length > 0 &&
      tx.query(
        `insert into objective (org_id, visit_id, id, kind, text)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[])`,
        [
          tx.orgId,
          aimed.map((v) => v.id),
          aimed.map((v) => v.objective!.id),
          aimed.map((v) => v.objective!.kind),
          aimed.map((v) => v.objective!.text),
        ],
      ),
    written.length > 0 &&
      tx.query(
        `insert into visit_record (org_id, visit_id, minutes, changed, recorded_by, recorded_at)
         select $1, r.id, 60, r.changed, r.host_id, r.planned_at + interval '2 hours'
         from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[]) as r (id, host_id, planned_at, changed)`,
        [
          tx.orgId,
          written.map((v) => v.id),
          written.map((v) => v.hostId),
          written.map((v) => v.plannedAt),
          written.map((v) => v.changed ?? ''),
        ],
      ),
    // A history each, or a cancellation could not be undone: uuidv7-free ids are fine here, nobody sorts by them.
    tx.query(
      `insert into visit_progress (org_id, id, visit_id, state, by_id, at)
       select $1, gen_random_uuid(), h.visit_id, h.step, h.by_id, h.at
       from unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[]) as h (visit_id, step, by_id, at)`,
      [tx.orgId, ...history(visits)],
    ),
  ])
}

/** The steps that lead to each visit's state. */
function history(
  visits: readonly NewVisitRow[],
): [ids: string[], steps: string[], by: string[], at: string[]] {
  const rows = visits.flatMap((v) => {
    const state = v.state ?? 'planned'
    const way = { planned: [], reviewed: ['recorded', 'reviewed'] } as Partial<Record<VisitState, string[]>>
    return ['planned', ...(way[state] ?? [state])].map((step) => ({ v, step }))
  })
  return [
    rows.map((r) => r.v.id),
    rows.map((r) => r.step),
    rows.map((r) => r.v.hostId),
    rows.map((r) => r.v.plannedAt),
  ]
}
