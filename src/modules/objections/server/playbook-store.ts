import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/server/tx.ts'
import type { Category, HandlingParts, Method, PlaybookLine } from '../objections.contract.ts'

/** Counts come from every handling the line was used in, and the one it was kept from. */
function ranked(tx: Tx, where: RawBuilder<unknown>, role: string | null) {
  return sql`
    select l.id, l.category, l.method, l.roles, l.parts, l.line, m.name as "byName", l.created_at as "keptAt",
      n.tried, n.worked, n.partly, wilson_lower(n.worked + n.partly / 2.0, n.tried) as sure,
      l.archived_at is not null as archived, l.version,
      case when ${role}::text = any(l.roles) then 0 when cardinality(l.roles) = 0 or ${role}::text is null then 1 else 2 end as rank
    from playbook_line l join member_name m on m.org_id = l.org_id and m.id = l.created_by
    cross join lateral (
      select count(*)::int as tried, count(*) filter (where h.outcome = 'worked')::int as worked,
        count(*) filter (where h.outcome = 'partly')::int as partly
      from objection_handling h where h.org_id = l.org_id and h.outcome is not null
        and (h.playbook_line_id = l.id or h.id = l.from_handling_id)) n
    where l.org_id = ${tx.orgId}::uuid and ${where}`
}

export type RankedLine = PlaybookLine & { rank: number }

export interface LinesAsked {
  category?: Category | undefined
  method?: Method | undefined
  role?: string | undefined
  archived: boolean
  after: [rank: number, sure: number, id: string] | null
  limit: number
}

/** Those for the role first, then the surest. One row too many tells that there is more. */
export async function listLines(tx: Tx, asked: LinesAsked): Promise<RankedLine[]> {
  const conditions = [
    asked.archived ? sql`l.archived_at is not null` : sql`l.archived_at is null`,
    asked.category && sql`l.category = ${asked.category}`,
    asked.method && sql`l.method = ${asked.method}`,
  ].filter((one) => typeof one === 'object')
  const lines = ranked(tx, sql.join(conditions, sql` and `), asked.role ?? null)
  const after = asked.after
    ? sql`where (rank, -sure, id) > (${asked.after[0]}::int, ${-asked.after[1]}::float8, ${asked.after[2]}::uuid)`
    : sql``
  const { rows } = await sql<RankedLine>`
    select * from (${lines}) as lines ${after} order by rank, -sure, id limit ${asked.limit + 1}`.execute(
    tx.on(),
  )
  return rows
}

export async function findLine(tx: Tx, id: string): Promise<PlaybookLine | undefined> {
  const { rows } = await sql<PlaybookLine>`${ranked(tx, sql`l.id = ${id}::uuid`, null)}`.execute(tx.on())
  return rows[0]
}

export interface NewLine {
  id: string
  category: Category
  method: Method
  roles: readonly string[]
  parts: HandlingParts | null
  line: string
  fromHandlingId: string | null
}

/** @returns false if that handling's line stands in the playbook already */
export async function insertLine(tx: Tx, l: NewLine): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into playbook_line (org_id, id, category, method, roles, parts, line, from_handling_id, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (org_id, from_handling_id) where from_handling_id is not null do nothing`,
    [
      tx.orgId,
      l.id,
      l.category,
      l.method,
      l.roles,
      l.parts && JSON.stringify(l.parts),
      l.line,
      l.fromHandlingId,
      tx.memberId,
    ],
  )
  return rowCount === 1
}

export interface LineChange {
  category?: string | undefined
  roles?: readonly string[] | undefined
  line?: string | undefined
  archived?: boolean | undefined
}

/** A line that is rewritten is no longer its parts. @returns false if somebody else changed it first */
export async function updateLine(tx: Tx, id: string, version: number, change: LineChange): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update playbook_line set version = version + 1, category = coalesce($4, category), roles = coalesce($5, roles),
       parts = case when $6::text is not null and $6 <> line then null else parts end, line = coalesce($6, line),
       archived_at = case when $7::boolean then coalesce(archived_at, now()) when $7 = false then null else archived_at end
     where org_id = $1 and id = $2 and version = $3`,
    [
      tx.orgId,
      id,
      version,
      change.category ?? null,
      change.roles ?? null,
      change.line ?? null,
      change.archived ?? null,
    ],
  )
  return rowCount === 1
}
