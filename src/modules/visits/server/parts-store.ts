import type { Tx } from '#platform/server/tx.ts'
import type {
  MeetingDepth,
  Objective,
  ObjectiveDraft,
  Topic,
  TopicSource,
  Unknown,
} from '../visits.contract.ts'

/** Rows that hang on a visit and are changed one by one, with their version. */
type PartTable = 'objective' | 'visit_preparation' | 'visit_unknown' | 'visit_topic'

const OBJECTIVE = `o.id, o.kind, o.text, o.commitment_best as best, o.commitment_acceptable as acceptable,
  o.commitment_minimum as minimum, o.result, o.result_note as "resultNote", o.version,
  case when o.grew_from_kind is null then null
    else jsonb_build_object('kind', o.grew_from_kind, 'id', o.grew_from_id) end as "grewFrom"`
const PREPARATION = 'o.id, o.text, o.done_at is not null as done, o.version'
const UNKNOWN = 'o.id, o.text, o.question, o.fallback, o.answer, o.person_id as "personId", o.version'
const TOPIC = 'o.id, o.text, o.person_id as "personId", o.source, o.version'

export interface PreparationItem {
  id: string
  text: string
  done: boolean
  version: number
}

async function partsOf<Row extends object>(
  tx: Tx,
  table: PartTable,
  columns: string,
  visitId: string,
): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from ${table} o where o.org_id = $1 and o.visit_id = $2 order by o.place, o.id`,
    [tx.orgId, visitId],
  )
  return rows
}
export const listObjectives = (tx: Tx, visitId: string) =>
  partsOf<Objective>(tx, 'objective', OBJECTIVE, visitId)
export const listPreparation = (tx: Tx, visitId: string) =>
  partsOf<PreparationItem>(tx, 'visit_preparation', PREPARATION, visitId)
export const listTopics = (tx: Tx, visitId: string) => partsOf<Topic>(tx, 'visit_topic', TOPIC, visitId)

/** The reader's own unknowns. The database's policy says the same once more. */
export async function listUnknowns(tx: Tx, visitId: string): Promise<Unknown[]> {
  const { rows } = await tx.query<Unknown>(
    `select ${UNKNOWN} from visit_unknown o where o.org_id = $1 and o.visit_id = $2 and o.author_id = $3
     order by o.place, o.id`,
    [tx.orgId, visitId, tx.memberId],
  )
  return rows
}

/** A new row comes last: `place` is one more than the greatest. */
const LAST = (table: PartTable) =>
  `(select coalesce(max(place), 0) + 1 from ${table} where org_id = $1 and visit_id = $2)`

/** Adds objectives in the order given, behind those that are there. */
export async function insertObjectives(
  tx: Tx,
  visitId: string,
  drafts: readonly ObjectiveDraft[],
): Promise<Objective[]> {
  if (drafts.length === 0) return []
  const column = <T>(of: (draft: ObjectiveDraft) => T) => drafts.map(of)
  const { rows } = await tx.query<Objective>(
    `insert into objective as o (org_id, visit_id, created_by, id, kind, text, commitment_best, commitment_acceptable,
       commitment_minimum, grew_from_kind, grew_from_id, place)
     select $1, $2, $3, d.id, d.kind, d.text, d.best, d.acceptable, d.minimum, d.grew_kind, d.grew_id,
       ${LAST('objective')} + d.n - 1
     from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[])
       with ordinality as d (id, kind, text, best, acceptable, minimum, grew_kind, grew_id, n)
     returning ${OBJECTIVE}`,
    [
      tx.orgId,
      visitId,
      tx.memberId,
      column((d) => d.id),
      column((d) => d.kind),
      column((d) => d.text ?? ''),
      column((d) => d.best ?? ''),
      column((d) => d.acceptable ?? ''),
      column((d) => d.minimum ?? ''),
      column((d) => d.grewFrom?.kind ?? null),
      column((d) => d.grewFrom?.id ?? null),
    ],
  )
  return rows
}

export async function insertPreparation(tx: Tx, visitId: string, item: { id: string; text: string }) {
  const { rows } = await tx.query<PreparationItem>(
    `insert into visit_preparation as o (org_id, visit_id, id, text, created_by, place)
     values ($1, $2, $3, $4, $5, ${LAST('visit_preparation')}) returning ${PREPARATION}`,
    [tx.orgId, visitId, item.id, item.text, tx.memberId],
  )
  return rows[0]!
}

export async function insertUnknown(
  tx: Tx,
  visitId: string,
  u: { id: string; text: string; question: string; fallback: string; personId: string | null },
) {
  const { rows } = await tx.query<Unknown>(
    `insert into visit_unknown as o (org_id, visit_id, id, author_id, text, question, fallback, person_id, place)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ${LAST('visit_unknown')}) returning ${UNKNOWN}`,
    [tx.orgId, visitId, u.id, tx.memberId, u.text, u.question, u.fallback, u.personId],
  )
  return rows[0]!
}

export async function insertTopic(
  tx: Tx,
  visitId: string,
  t: { id: string; text: string; personId: string | null; source: TopicSource },
) {
  const { rows } = await tx.query<Topic>(
    `insert into visit_topic as o (org_id, visit_id, id, text, person_id, source, created_by, place)
     values ($1, $2, $3, $4, $5, $6, $7, ${LAST('visit_topic')}) returning ${TOPIC}`,
    [tx.orgId, visitId, t.id, t.text, t.personId, t.source, tx.memberId],
  )
  return rows[0]!
}

/** What an update sets: column expressions by field; `$` stands for the value. */
const SETTERS = {
  objective: {
    kind: 'kind = $',
    text: 'text = $',
    best: 'commitment_best = $',
    acceptable: 'commitment_acceptable = $',
    minimum: 'commitment_minimum = $',
    result: 'result = $',
    resultNote: 'result_note = $',
  },
  visit_preparation: {
    text: 'text = $',
    done: 'done_at = case when $::boolean then coalesce(o.done_at, now()) end',
  },
  visit_unknown: {
    text: 'text = $',
    question: 'question = $',
    fallback: 'fallback = $',
    answer: 'answer = $',
    personId: 'person_id = $',
  },
  visit_topic: { text: 'text = $', personId: 'person_id = $' },
} as const satisfies Record<PartTable, Record<string, string>>

async function updatePart<Row extends object>(
  tx: Tx,
  table: PartTable,
  columns: string,
  at: { visitId: string; id: string; version: number },
  change: object,
): Promise<Row | undefined> {
  const values: unknown[] = [tx.orgId, at.visitId, at.id, at.version]
  const given = change as Record<string, unknown>
  const sets = Object.entries(SETTERS[table])
    .filter(([key]) => given[key] !== undefined)
    .map(([key, set]) => set.replace('$', `$${values.push(given[key])}`))
  // The author stands in the condition for unknowns: another member's row is not there.
  const own = table === 'visit_unknown' ? `and o.author_id = $${values.push(tx.memberId)}` : ''
  const { rows } = await tx.query<Row>(
    `update ${table} as o set ${[...sets, 'version = o.version + 1'].join(', ')}
     where o.org_id = $1 and o.visit_id = $2 and o.id = $3 and o.version = $4 ${own} returning ${columns}`,
    values,
  )
  return rows[0]
}
type At = { visitId: string; id: string; version: number }
export const updateObjective = (tx: Tx, at: At, change: object) =>
  updatePart<Objective>(tx, 'objective', OBJECTIVE, at, change)
export const updatePreparation = (tx: Tx, at: At, change: object) =>
  updatePart<PreparationItem>(tx, 'visit_preparation', PREPARATION, at, change)
export const updateUnknown = (tx: Tx, at: At, change: object) =>
  updatePart<Unknown>(tx, 'visit_unknown', UNKNOWN, at, change)
export const updateTopic = (tx: Tx, at: At, change: object) =>
  updatePart<Topic>(tx, 'visit_topic', TOPIC, at, change)

/** @returns false if it was not there (any more) */
export async function deletePart(tx: Tx, table: PartTable, visitId: string, id: string): Promise<boolean> {
  const own = table === 'visit_unknown' ? 'and author_id = $4' : ''
  const { rowCount } = await tx.query(
    `delete from ${table} where org_id = $1 and visit_id = $2 and id = $3 ${own}`,
    table === 'visit_unknown' ? [tx.orgId, visitId, id, tx.memberId] : [tx.orgId, visitId, id],
  )
  return rowCount === 1
}

/** Writes the results of several objectives of one visit. */
export async function setResults(
  tx: Tx,
  visitId: string,
  results: readonly { objectiveId: string; result: string | null; note?: string | undefined }[],
): Promise<void> {
  if (results.length === 0) return
  await tx.query(
    `update objective o set result = r.result, result_note = coalesce(r.note, o.result_note), version = o.version + 1
     from unnest($3::uuid[], $4::text[], $5::text[]) as r (id, result, note)
     where o.org_id = $1 and o.visit_id = $2 and o.id = r.id
       and (o.result, o.result_note) is distinct from (r.result, coalesce(r.note, o.result_note))`,
    [
      tx.orgId,
      visitId,
      results.map((r) => r.objectiveId),
      results.map((r) => r.result),
      results.map((r) => r.note ?? null),
    ],
  )
}

export interface PersonAtVisit {
  id: string
  name: string
  planned: boolean
  met: boolean | null
  depth: MeetingDepth | null
}

const PERSON = 'w.person_id as id, w.planned, w.met, w.depth'

export async function listPeopleOf(tx: Tx, visitId: string): Promise<PersonAtVisit[]> {
  const { rows } = await tx.query<PersonAtVisit>(
    `select ${PERSON}, n.name from visit_person w
     join person_name n on n.org_id = w.org_id and n.id = w.person_id
     where w.org_id = $1 and w.visit_id = $2 order by w.planned desc, n.name, n.id`,
    [tx.orgId, visitId],
  )
  return rows
}

export async function insertPeople(tx: Tx, visitId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await tx.query(
    'insert into visit_person (org_id, visit_id, person_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing',
    [tx.orgId, visitId, personIds],
  )
}

/** Puts a person at a visit, or changes what is known of the meeting; what is undefined stays as it was. */
export async function putPerson(
  tx: Tx,
  visitId: string,
  personId: string,
  to: {
    planned?: boolean | undefined
    met?: boolean | null | undefined
    depth?: MeetingDepth | null | undefined
  },
): Promise<Omit<PersonAtVisit, 'name'>> {
  const { rows } = await tx.query<Omit<PersonAtVisit, 'name'>>(
    `insert into visit_person as w (org_id, visit_id, person_id, planned, met, depth)
     values ($1, $2, $3, coalesce($4, true), $5, $6)
     on conflict (org_id, visit_id, person_id) do update set planned = coalesce($4, w.planned),
       met = case when $7 then $5 else w.met end, depth = case when $8 then $6 else w.depth end
     returning ${PERSON}`,
    [
      tx.orgId,
      visitId,
      personId,
      to.planned ?? null,
      to.met ?? null,
      to.depth ?? null,
      to.met !== undefined,
      to.depth !== undefined,
    ],
  )
  return rows[0]!
}

export async function deletePerson(tx: Tx, visitId: string, personId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from visit_person where org_id = $1 and visit_id = $2 and person_id = $3',
    [tx.orgId, visitId, personId],
  )
  return rowCount === 1
}

/** Who was met and how deep; people nobody had planned are added. */
export async function setMet(
  tx: Tx,
  visitId: string,
  met: readonly { personId: string; met: boolean; depth: MeetingDepth | null }[],
): Promise<void> {
  if (met.length === 0) return
  await tx.query(
    `insert into visit_person (org_id, visit_id, person_id, planned, met, depth)
     select distinct on (m.person_id) $1::uuid, $2::uuid, m.person_id, false, m.met, m.depth
     from unnest($3::uuid[], $4::boolean[], $5::text[]) as m (person_id, met, depth)
     on conflict (org_id, visit_id, person_id) do update set met = excluded.met, depth = excluded.depth`,
    [
      tx.orgId,
      visitId,
      met.map((m) => m.personId),
      met.map((m) => m.met),
      met.map((m) => (m.met ? m.depth : null)),
    ],
  )
}

export interface ChosenProof {
  id: string
  title: string
  kind: string
  validUntil: string | null
  shown: boolean | null
}

/** The proofs chosen for a visit, in the order of choosing. */
export async function listChosenProofs(tx: Tx, visitId: string): Promise<ChosenProof[]> {
  const { rows } = await tx.query<ChosenProof>(
    `select p.id, p.title, p.kind, p.valid_until as "validUntil", c.shown
     from visit_proof c join proof_title p on p.org_id = c.org_id and p.id = c.proof_id
     where c.org_id = $1 and c.visit_id = $2 order by c.chosen_at, p.id`,
    [tx.orgId, visitId],
  )
  return rows
}

export async function putProof(
  tx: Tx,
  visitId: string,
  proofId: string,
  shown: boolean | null,
): Promise<void> {
  await tx.query(
    `insert into visit_proof (org_id, visit_id, proof_id, shown, chosen_by) values ($1, $2, $3, $4, $5)
     on conflict (org_id, visit_id, proof_id) do update set shown = excluded.shown`,
    [tx.orgId, visitId, proofId, shown, tx.memberId],
  )
}

export async function deleteProof(tx: Tx, visitId: string, proofId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from visit_proof where org_id = $1 and visit_id = $2 and proof_id = $3',
    [tx.orgId, visitId, proofId],
  )
  return rowCount === 1
}

export interface Meeting {
  personId: string
  depth: MeetingDepth | null
  at: string
}

/** Every recorded meeting with the account's people, of those before a moment: what coverage is derived from. */
export async function meetingsAt(tx: Tx, accountId: string, before: string | null): Promise<Meeting[]> {
  const { rows } = await tx.query<Meeting>(
    `select w.person_id as "personId", w.depth, coalesce(v.started_at, v.planned_at) as at
     from visit v join visit_person w on w.org_id = v.org_id and w.visit_id = v.id
     where v.org_id = $1 and v.account_id = $2 and v.state in ('recorded', 'reviewed') and w.met
       and ($3::timestamptz is null or coalesce(v.started_at, v.planned_at) < $3)`,
    [tx.orgId, accountId, before],
  )
  return rows
}

/** Takes out what was noted of a person as a person: topics, and everybody's unknowns of them. */
export async function erasePerson(tx: Tx, personId: string): Promise<void> {
  await Promise.all([
    tx.query('delete from visit_topic where org_id = $1 and person_id = $2', [tx.orgId, personId]),
    tx.query('select forget_in_unknowns(array[$1]::uuid[])', [personId]),
  ])
}
