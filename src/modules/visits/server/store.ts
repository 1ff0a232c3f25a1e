import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { id as idSchema, moment } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import { PLANNED_ONCE } from '#platform/server/statements.ts'
import type { Tx } from '#platform/server/tx.ts'
import type {
  CompanionPart,
  VisitCard,
  VisitCore,
  VisitKind,
  VisitState,
  VisitStep,
} from '../visits.contract.ts'

export interface VisitRow extends VisitCore {
  /** The members who come along. */
  companionIds: string[]
}

const VISIT = `v.id, v.account_id as "accountId", v.project_id as "projectId", v.host_id as "hostId", v.kind, v.state,
  v.planned_at as "plannedAt", v.planned_minutes as "plannedMinutes", v.started_at as "startedAt", v.ended_at as "endedAt",
  v.place, v.follows_id as "followsId", v.version`

/** A visit's own row, without asking who may see it: only for the guard. */
export async function findVisit(tx: Tx, id: string): Promise<VisitRow | undefined> {
  const { rows } = await tx.query<VisitRow>(
    `select ${VISIT}, array(select m.member_id from visit_member m
       where m.org_id = v.org_id and m.visit_id = v.id) as "companionIds"
     from visit v where v.org_id = $1 and v.id = $2`,
    [tx.orgId, id],
  )
  return rows[0]
}

/** The own rows of several visits; the caller has passed their accounts' guard. */
export async function visitsByIds(tx: Tx, ids: readonly string[]): Promise<VisitCore[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.query<VisitCore>(
    `select ${VISIT} from visit v where v.org_id = $1 and v.id = any($2::uuid[])`,
    [tx.orgId, ids],
  )
  return rows
}

/**
 * The last visit at an account whose record is closed and at which a member was host or came along, by when it took place;
 * the caller has passed the account's guard. `at`: when the meeting ended, as far as that is known, and never after its record.
 */
export async function lastRecordedVisit(
  tx: Tx,
  accountId: string,
  memberId: string,
): Promise<{ id: string; at: string } | undefined> {
  const { rows } = await tx.query<{ id: string; at: string }>(
    `select v.id, least(coalesce(v.ended_at, v.started_at, v.planned_at), r.recorded_at) as at
     from visit v join visit_record r on r.org_id = v.org_id and r.visit_id = v.id
     where v.org_id = $1 and v.account_id = $2 and v.state in ('recorded', 'reviewed') and r.recorded_at is not null
       and (v.host_id = $3 or exists (select from visit_member m
         where m.org_id = v.org_id and m.visit_id = v.id and m.member_id = $3))
     order by at desc, v.id desc limit 1`,
    [tx.orgId, accountId, memberId],
  )
  return rows[0]
}

export interface VisitNames {
  accountName: string
  hostName: string
  projectName: string | null
  nextId: string | null
}

/** The names a visit's page shows beside its row, and the visit planned from it. */
export async function findNames(tx: Tx, id: string): Promise<VisitNames> {
  const { rows } = await tx.query<VisitNames>(
    `select a.name as "accountName", h.name as "hostName", p.name as "projectName",
       (select n.id from visit n where n.org_id = v.org_id and n.follows_id = v.id and n.state <> 'cancelled'
        order by n.planned_at desc limit 1) as "nextId"
     from visit v
     join account_name a on a.org_id = v.org_id and a.id = v.account_id
     join member_name h on h.org_id = v.org_id and h.id = v.host_id
     left join project_name p on p.org_id = v.org_id and p.id = v.project_id
     where v.org_id = $1 and v.id = $2`,
    [tx.orgId, id],
  )
  return rows[0]!
}

export interface VisitFields {
  id: string
  accountId: string
  projectId: string | null
  hostId: string
  kind: VisitKind
  plannedAt: string
  plannedMinutes: number
  place: string
  followsId: string | null
}

export async function insertVisit(tx: Tx, v: VisitFields): Promise<VisitCore> {
  const { rows } = await tx.query<VisitCore>(
    `insert into visit as v (org_id, id, account_id, project_id, host_id, kind, planned_at, planned_minutes, place,
       follows_id, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${VISIT}`,
    [
      tx.orgId,
      v.id,
      v.accountId,
      v.projectId,
      v.hostId,
      v.kind,
      v.plannedAt,
      v.plannedMinutes,
      v.place,
      v.followsId,
      tx.memberId,
    ],
  )
  return rows[0]!
}

export type VisitChange = Partial<
  Pick<
    VisitCore,
    | 'kind'
    | 'state'
    | 'projectId'
    | 'hostId'
    | 'plannedAt'
    | 'plannedMinutes'
    | 'startedAt'
    | 'endedAt'
    | 'place'
  >
>

const COLUMNS: Record<keyof VisitChange, string> = {
  kind: 'kind',
  state: 'state',
  projectId: 'project_id',
  hostId: 'host_id',
  plannedAt: 'planned_at',
  plannedMinutes: 'planned_minutes',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  place: 'place',
}

/** @returns the row as it is now, or undefined if somebody else changed it first */
export async function updateVisit(
  tx: Tx,
  id: string,
  version: number,
  change: VisitChange,
): Promise<VisitCore | undefined> {
  const values: unknown[] = [tx.orgId, id, version]
  const sets = (Object.keys(COLUMNS) as (keyof VisitChange)[])
    .filter((key) => change[key] !== undefined)
    .map((key) => `${COLUMNS[key]} = $${values.push(change[key])}`)
  const { rows } = await tx.query<VisitCore>(
    `update visit as v set ${[...sets, 'version = v.version + 1'].join(', ')}
     where v.org_id = $1 and v.id = $2 and v.version = $3 returning ${VISIT}`,
    values,
  )
  return rows[0]
}

export interface StepRow {
  id: string
  visitId: string
  step: VisitStep
  at?: string | undefined
  note?: string | undefined
  plannedBefore?: string | null
  plannedAfter?: string | null
}

export async function insertStep(tx: Tx, step: StepRow): Promise<void> {
  await tx.query(
    `insert into visit_progress (org_id, id, visit_id, state, by_id, at, note, planned_before, planned_after)
     values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()), $7, $8, $9)`,
    [
      tx.orgId,
      step.id,
      step.visitId,
      step.step,
      tx.memberId,
      step.at ?? null,
      step.note ?? '',
      step.plannedBefore ?? null,
      step.plannedAfter ?? null,
    ],
  )
}

/** The steps taken so far, oldest first. Steps taken offline may claim an earlier time: the order is that of arrival. */
export async function listSteps(tx: Tx, visitId: string) {
  const { rows } = await tx.query<{
    id: string
    step: VisitStep
    byName: string
    at: string
    note: string
    plannedBefore: string | null
    plannedAfter: string | null
  }>(
    `select s.id, s.state as step, coalesce(m.name, '') as "byName", s.at, s.note,
       s.planned_before as "plannedBefore", s.planned_after as "plannedAfter"
     from visit_progress s left join member_name m on m.org_id = s.org_id and m.id = s.by_id
     where s.org_id = $1 and s.visit_id = $2 order by s.written_at, s.id`,
    [tx.orgId, visitId],
  )
  return rows
}

export async function listCompanions(tx: Tx, visitId: string) {
  const { rows } = await tx.query<{ memberId: string; part: CompanionPart; name: string }>(
    `select c.member_id as "memberId", c.part, coalesce(m.name, '') as name
     from visit_member c left join member_name m on m.org_id = c.org_id and m.id = c.member_id
     where c.org_id = $1 and c.visit_id = $2 order by c.part, m.name`,
    [tx.orgId, visitId],
  )
  return rows
}

/** Replaces who comes along; the host is never a companion of himself. */
export async function setCompanions(
  tx: Tx,
  visitId: string,
  companions: readonly { memberId: string; part: CompanionPart }[],
): Promise<void> {
  await tx.query('delete from visit_member where org_id = $1 and visit_id = $2', [tx.orgId, visitId])
  await insertCompanions(tx, visitId, companions)
}

export async function insertCompanions(
  tx: Tx,
  visitId: string,
  companions: readonly { memberId: string; part: CompanionPart }[],
): Promise<void> {
  if (companions.length === 0) return
  await tx.query(
    `insert into visit_member (org_id, visit_id, member_id, part)
     select $1, $2, * from unnest($3::uuid[], $4::text[]) on conflict do nothing`,
    [tx.orgId, visitId, companions.map((c) => c.memberId), companions.map((c) => c.part)],
  )
}

/** Which of these are members who have not left. */
export async function presentMembers(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await tx.query<{ id: string }>(
    'select id from member_name where org_id = $1 and id = any($2::uuid[]) and left_at is null',
    [tx.orgId, ids],
  )
  return new Set(rows.map((r) => r.id))
}

/** Whether these stand where the visit is: its people, its project, the visit it follows. */
export async function belongings(
  tx: Tx,
  accountId: string,
  of: { personIds: readonly string[]; projectId: string | null; followsId: string | null },
): Promise<{ people: Set<string>; project: boolean; follows: boolean }> {
  if (of.personIds.length === 0 && of.projectId === null && of.followsId === null)
    return { people: new Set(), project: true, follows: true }
  const { rows } = await tx.query<{ people: string[]; project: boolean; follows: boolean }>(
    `select array(select id from person_name where org_id = $1 and account_id = $2 and id = any($3::uuid[])
         and erased_at is null) as people,
       $4::uuid is null or exists (select 1 from project_name where org_id = $1 and account_id = $2 and id = $4) as project,
       $5::uuid is null or exists (select 1 from visit where org_id = $1 and account_id = $2 and id = $5) as follows`,
    [tx.orgId, accountId, of.personIds, of.projectId, of.followsId],
  )
  const row = rows[0]!
  return { people: new Set(row.people), project: row.project, follows: row.follows }
}

/** The sort keys of a cursor, or null: one that was tampered with begins at the first page. */
function keysOf(cursor: string | undefined): readonly [plannedAt: string, id: string] | null {
  const [at, id] = decodeCursor(cursor, 2) ?? []
  const ours = moment.safeParse(at).success && idSchema.safeParse(id).success
  return ours ? [at as string, id as string] : null
}

export interface VisitsAsked {
  scope: 'mine' | 'team' | 'account' | 'project'
  accountId?: string | undefined
  projectId?: string | undefined
  hostId?: string | undefined
  states?: readonly VisitState[] | undefined
  from?: string | undefined
  to?: string | undefined
  order: 'latest' | 'earliest'
  cursor?: string | undefined
  limit: number
}

/** Up to so many hosts, the newest visits of each are merged; of more, the walk by time meets one of theirs soon enough. */
const FEW_HOSTS = 20

/**
 * A page of visits the actor may see, with everything their cards show. One query.
 * First the page is picked from the keys alone — for several hosts the newest of each are merged, so that a small team
 * in a large company costs no more than its own visits — then names are joined to those few rows.
 * Visibility is asked beside each row: made a join, it would read all a host ever had for its first fifty.
 */
export async function listCards(tx: Tx, actor: Actor, asked: VisitsAsked) {
  const latest = asked.order === 'latest'
  const order = (alias: string) =>
    latest
      ? sql`order by ${sql.ref(`${alias}.planned_at`)} desc, ${sql.ref(`${alias}.id`)}`
      : sql`order by ${sql.ref(`${alias}.planned_at`)}, ${sql.ref(`${alias}.id`)} desc`
  const limit = sql`limit ${asked.limit + 1}`
  const after = keysOf(asked.cursor)
  const wanted = sql`
    v.org_id = ${actor.orgId}::uuid
    ${asked.accountId ? sql`and v.account_id = ${asked.accountId}::uuid` : sql``}
    ${asked.projectId ? sql`and v.project_id = ${asked.projectId}::uuid` : sql``}
    ${asked.states ? sql`and v.state = any(${asked.states as string[]}::text[])` : sql``}
    ${asked.from ? sql`and v.planned_at >= ${asked.from}::timestamptz` : sql``}
    ${asked.to ? sql`and v.planned_at < ${asked.to}::timestamptz` : sql``}
    ${
      after === null
        ? sql``
        : latest
          ? sql`and v.planned_at <= ${after[0]}::timestamptz
              and (v.planned_at < ${after[0]}::timestamptz or v.id > ${after[1]}::uuid)`
          : sql`and v.planned_at >= ${after[0]}::timestamptz
              and (v.planned_at > ${after[0]}::timestamptz or v.id < ${after[1]}::uuid)`
    }`
  const visible = accountVisibleBeside(actor, 'v.account_id')
  const seen = sql`${wanted} and ${visible}`
  const merged = (hosts: readonly string[], which: RawBuilder<unknown>) =>
    hosts.length === 1
      ? sql`select v.id, v.planned_at from visit v where v.host_id = ${hosts[0]}::uuid and ${which} ${order('v')} ${limit}`
      : sql`select n.id, n.planned_at from unnest(${hosts as string[]}::uuid[]) as host (id)
          cross join lateral (select v.id, v.planned_at from visit v
            where v.host_id = host.id and ${which} ${order('v')} ${limit}) n ${order('n')} ${limit}`
  // A host's visits are nearly always at accounts whoever stands above the host may see: so the first page is picked
  // without asking, and asked of that page alone. Where one of it may not be seen, all are asked while picking.
  const ofHosts = (hosts: readonly string[]) =>
    actor.wide
      ? merged(hosts, wanted)
      : sql`with first as materialized (
            select n.id, n.planned_at, ${visible} as seen from (${merged(hosts, wanted)}) n
            join visit v on v.org_id = ${actor.orgId}::uuid and v.id = n.id)
          select f.id, f.planned_at from first f where (select bool_and(seen) from first)
          union all
          select m.id, m.planned_at from (${merged(hosts, seen)}) m where (select not bool_and(seen) from first)`

  let picked: RawBuilder<unknown>
  if (asked.hostId) picked = ofHosts([asked.hostId])
  else if (asked.scope === 'mine')
    picked = sql`select b.id, b.planned_at from (
        (${ofHosts([actor.memberId])})
        union
        (select v.id, v.planned_at from visit_member c join visit v on v.org_id = c.org_id and v.id = c.visit_id
         where c.org_id = ${actor.orgId}::uuid and c.member_id = ${actor.memberId}::uuid and ${seen} ${order('v')} ${limit})
      ) b ${order('b')} ${limit}`
  else if (asked.scope === 'team' && !actor.wide)
    picked =
      actor.reach.length <= FEW_HOSTS
        ? ofHosts(actor.reach)
        : sql`select v.id, v.planned_at from visit v
            where v.host_id = any(${actor.reach as string[]}::uuid[]) and ${seen} ${order('v')} ${limit}`
  else picked = sql`select v.id, v.planned_at from visit v where ${seen} ${order('v')} ${limit}`

  // What begins at given hosts, an account or a project goes down the same index however large the organisation is.
  const bounded = asked.scope !== 'team' || (!actor.wide && actor.reach.length <= FEW_HOSTS)
  const { rows } = await sql<VisitCard>`${bounded ? sql.raw(PLANNED_ONCE) : sql``}
    select v.id, v.account_id as "accountId", a.name as "accountName", v.project_id as "projectId",
      p.name as "projectName", v.host_id as "hostId", h.name as "hostName", v.kind, v.state,
      v.planned_at as "plannedAt", v.planned_minutes as "plannedMinutes", v.started_at as "startedAt",
      v.ended_at as "endedAt", v.place,
      coalesce((select json_agg(json_build_object('id', n.id, 'name', n.name) order by n.name)
        from visit_person w join person_name n on n.org_id = w.org_id and n.id = w.person_id
        where w.org_id = v.org_id and w.visit_id = v.id), '[]') as people,
      coalesce((select json_agg(json_build_object('kind', o.kind, 'text', o.text) order by o.place, o.id)
        from objective o where o.org_id = v.org_id and o.visit_id = v.id), '[]') as objectives
    from (${picked}) as page
    join visit v on v.org_id = ${actor.orgId}::uuid and v.id = page.id
    join account_name a on a.org_id = v.org_id and a.id = v.account_id
    join member_name h on h.org_id = v.org_id and h.id = v.host_id
    left join project_name p on p.org_id = v.org_id and p.id = v.project_id
    ${order('page')}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.plannedAt, row.id])
}
