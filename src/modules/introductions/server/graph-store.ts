import { sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import type { RelationshipLevel } from '#modules/chain/chain.contract.ts'
import { PRIVATE_TIES, type TieKind } from '#modules/people/people.contract.ts'
import { personalVisible } from '#modules/people/server/index.ts'
import type { CONFIDENCE } from '#platform/contract/fields.ts'
import type { Actor } from '#platform/server/actor.ts'
import { PLANNED_ONCE } from '#platform/server/statements.ts'
import type { Tx } from '#platform/server/tx.ts'

type Confidence = (typeof CONFIDENCE)[number]

/** A tie as it is met from `nearId`, the end that is closer to the target. */
export interface TieRow {
  nearId: string
  /** The other end: who might lead to `nearId`. */
  farId: string
  kind: TieKind
  /** The tie reads from `farId` to `nearId`. */
  forward: boolean
  strength: number | null
  confidence: Confidence
}

/** Ties followed from one person, each way, the strongest first: some know half the province. */
export const MOST_TIES = 40

/**
 * The ties of some people that the actor may see, with whom they lead to; one query. Both ends must be visible; private
 * ties only where the personal layer of both is open. Who is erased, archived or wishes not to be disturbed is no bridge.
 */
export async function tiesAround(tx: Tx, actor: Actor, ids: readonly string[]): Promise<TieRow[]> {
  if (ids.length === 0) return []
  // Who sees an account by its team, and not by office, sees its personal layer too: asking twice would double the work.
  const privately = actor.wide
    ? sql`(t.kind <> all(${PRIVATE_TIES as string[]}::text[])
        or ${personalVisible(actor, 'n.account_id')} and ${personalVisible(actor, 'p.account_id')})`
    : sql`true`
  const leads = (near: 'from_id' | 'to_id', far: 'from_id' | 'to_id') => sql`
    (select t.${sql.ref(far)} as far_id, t.kind, ${far === 'from_id'}::boolean as forward, t.strength, t.confidence
     from tie_now t
     join person_bridge p on p.org_id = t.org_id and p.id = t.${sql.ref(far)}
     where t.org_id = n.org_id and t.${sql.ref(near)} = n.id and t.kind <> 'conflict'
       and ${accountVisibleBeside(actor, 'p.account_id')} and (${privately}) is true
     order by t.strength desc nulls last limit ${MOST_TIES})`
  const { rows } = await sql<TieRow>`${sql.raw(PLANNED_ONCE)}
    select n.id as "nearId", tied.far_id as "farId", tied.kind, tied.forward, tied.strength, tied.confidence
    from person_name n
    cross join lateral (${leads('to_id', 'from_id')} union all ${leads('from_id', 'to_id')}) tied
    where n.org_id = ${tx.orgId}::uuid and n.id = any(${ids as string[]}::uuid[])`.execute(tx.on())
  return rows
}

export interface LevelRow {
  personId: string
  memberId: string
  level: RelationshipLevel
  confidence: Confidence
}

/** How well each of ours stands with these people, by what is claimed in chains the actor may see. One query. */
export async function levelsWith(tx: Tx, actor: Actor, ids: readonly string[]): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    select r.person_id as "personId", r.member_id as "memberId", r.level, r.confidence
    from chain_relationship r join member_name m on m.org_id = r.org_id and m.id = r.member_id and m.left_at is null
    where r.org_id = ${tx.orgId}::uuid and r.person_id = any(${ids as string[]}::uuid[])
      and ${accountVisibleBeside(actor, 'r.account_id')}`.execute(tx.on())
  return rows
}

export interface MetRow {
  personId: string
  memberId: string
  count: number
  inDepth: number
  lastAt: string
}

/**
 * Who of ours has met these people, by recorded visits the actor may see. One query, person by person: as one join it
 * would read every visit of the organisation.
 */
export async function meetingsWith(tx: Tx, actor: Actor, ids: readonly string[]): Promise<MetRow[]> {
  const { rows } = await sql<MetRow>`
    select near.id as "personId", met.member_id as "memberId", met.count, met."inDepth", met."lastAt"
    from unnest(${ids as string[]}::uuid[]) as near (id)
    cross join lateral (
      select v.member_id, count(*)::int as count, (count(*) filter (where v.depth = 'in_depth'))::int as "inDepth",
        max(v.at) as "lastAt"
      from visit_acquaintance v
      where v.org_id = ${tx.orgId}::uuid and v.person_id = near.id and ${accountVisibleBeside(actor, 'v.account_id')}
      group by v.member_id
    ) met
    join member_name m on m.org_id = ${tx.orgId}::uuid and m.id = met.member_id and m.left_at is null`.execute(
    tx.on(),
  )
  return rows
}

/** Names of ours, also of those who have left. One query. */
export async function memberNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from member_name where org_id = $1 and id = any($2::uuid[])',
    [tx.orgId, ids],
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Of these people, those who can be asked at all: neither gone nor wishing not to be disturbed. One query. */
export async function askable(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from person_bridge where org_id = $1 and id = any($2::uuid[])',
    [tx.orgId, ids],
  )
  return new Set(rows.map((row) => row.id))
}
