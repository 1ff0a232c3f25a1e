import type { Tx } from '#platform/server/tx.ts'
import type { Chart } from '../accounts.contract.ts'
import { chartFaults } from '../chart-faults.rules.ts'
import type { PostState, Span, Timeline, UnitState } from '../chart-timeline.rules.ts'
import { lockStructure } from './organisation-store.ts'

/** A department or post with everything known of it through time. The timeline is never empty. */
export interface KnownRecord<S> {
  id: string
  externalRef: string | null
  importId: string | null
  version: number
  /** Nobody but imports has changed it. */
  untouched: boolean
  /** As it is now, or was at last. */
  last: S
  timeline: Timeline<S>
}
export interface KnownChart {
  units: KnownRecord<UnitState>[]
  posts: KnownRecord<PostState>[]
  /** Files that told the whole chart, the earliest first. */
  files: { day: string; since: string; name: string }[]
}

/** A moment as a text of one width, to the microsecond: such texts sort as the moments follow each other. */
const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US"+00"')`

const UNIT_STATE = (t: string) =>
  `json_build_object('parentId', ${t}.parent_id, 'name', ${t}.name, 'function', ${t}.function, 'stand', ${t}.stand)`
const POST_STATE = (t: string) =>
  `json_build_object('unitId', ${t}.unit_id, 'title', ${t}.title, 'reportsToId', ${t}.reports_to_id,
    'dottedToIds', ${t}.dotted_to_ids, 'vacant', ${t}.vacant, 'holderUnknown', ${t}.holder_unknown)`

function knownSql(table: 'org_unit' | 'post'): string {
  const state = table === 'org_unit' ? UNIT_STATE : POST_STATE
  const key = table === 'org_unit' ? 'unit_id' : 'post_id'
  return `select r.id, r.external_ref as "externalRef", r.import_id as "importId", r.version,
      r.version <= r.untouched_version as untouched, ${state('r')} as last, r.account_id as "accountId",
      ${moment('r.since')} as since, ${moment('r.ended_at')} as until, r.changed_by as by,
      coalesce((select json_agg(json_build_object('since', ${moment('p.since')}, 'until', ${moment('p.until')},
        'by', p.changed_by, 'state', ${state('p')}) order by p.since)
        from ${table}_past p where p.org_id = r.org_id and p.${key} = r.id), '[]') as past
    from ${table} r`
}

type Row<S> = Omit<KnownRecord<S>, 'timeline'> & {
  accountId: string
  since: string
  until: string | null
  by: string | null
  past: Span<S>[]
}

function known<S>({ since, until, by, past, ...row }: Row<S>): KnownRecord<S> & { accountId: string } {
  // A record that was there for no time at all (ended where it began) has nothing of its own to tell.
  const own = until !== null && until <= since ? [] : [{ since, until, by, state: row.last }]
  return { ...row, timeline: [...past, ...own] }
}

/** Everything known of an account's chart, ended departments and posts with the rest. Three queries. */
export async function knownChart(tx: Tx, accountId: string): Promise<KnownChart> {
  const where = 'where r.org_id = $1 and r.account_id = $2 order by r.created_at, r.id'
  const [units, posts, files] = await Promise.all([
    tx.query<Row<UnitState>>(`${knownSql('org_unit')} ${where}`, [tx.orgId, accountId]),
    tx.query<Row<PostState>>(`${knownSql('post')} ${where}`, [tx.orgId, accountId]),
    tx.query<{ day: string; since: string; name: string }>(
      `select day, ${moment('since')} as since, name from chart_file where org_id = $1 and account_id = $2
       order by since`,
      [tx.orgId, accountId],
    ),
  ])
  return { units: units.rows.map(known), posts: posts.rows.map(known), files: files.rows }
}

/** The moment a calendar day begins where the organisation works, as `Span` has moments; without a day, now. */
export async function momentOfDay(tx: Tx, day: string | null): Promise<{ at: string; day: string }> {
  const { rows } = await tx.query<{ at: string; day: string }>(
    `select ${moment('m.at')} as at, day_of(m.at) as day
     from (select coalesce(end_of_day($1::date - 1), clock_timestamp()) as at) m`,
    [day],
  )
  return rows[0]!
}

/** A file has told the whole chart of an account as of a day. */
export async function noteChartFile(
  tx: Tx,
  file: { id: string; accountId: string; importId: string; name: string; day: string; since: string },
): Promise<void> {
  await tx.query(
    `insert into chart_file (org_id, id, account_id, import_id, name, day, since) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.orgId, file.id, file.accountId, file.importId, file.name, file.day, file.since],
  )
}

/** A record whose time is written anew. An empty timeline: it never was. */
export interface Retold<S> {
  id: string
  last: S
  timeline: Timeline<S>
  externalRef: string | null
  /** Nobody but imports has changed it, this time included. */
  untouched: boolean
}

/**
 * Writes the whole time of these departments and posts anew: six statements. The caller has locked the chart.
 * @returns their versions after it
 */
export async function retell(
  tx: Tx,
  accountId: string,
  retold: { units: readonly Retold<UnitState>[]; posts: readonly Retold<PostState>[] },
): Promise<Map<string, number>> {
  const versions = new Map<string, number>()
  await tx.query(`set local app.chart_rewrite = 'on'`)
  for (const [table, rows] of [
    ['org_unit', retold.units],
    ['post', retold.posts],
  ] as const) {
    if (rows.length === 0) continue
    const ids = rows.map((r) => r.id)
    await tx.query(
      `delete from ${table}_past where org_id = $1 and ${table === 'post' ? 'post_id' : 'unit_id'} = any($2::uuid[])`,
      [tx.orgId, ids],
    )
    const { rows: written } = await tx.query<{ id: string; version: number }>(
      table === 'post' ? PUT_POSTS : PUT_UNITS,
      [
        tx.orgId,
        accountId,
        tx.memberId,
        JSON.stringify(
          rows.map(({ id, last, timeline, externalRef, untouched }) => {
            const span = timeline.at(-1)
            const since = span?.since ?? NEVER
            return {
              ...(span?.state ?? last),
              id,
              since,
              until: span === undefined ? NEVER : span.until,
              by: byOf(span),
              externalRef,
              untouched,
            }
          }),
        ),
      ],
    )
    for (const row of written) versions.set(row.id, row.version)
    const past = rows.flatMap(({ id, timeline }) =>
      timeline
        .slice(0, -1)
        .map((span) => ({ ...span.state, id, since: span.since, until: span.until, by: byOf(span) })),
    )
    if (past.length > 0)
      await tx.query(table === 'post' ? PUT_POST_PAST : PUT_UNIT_PAST, [
        tx.orgId,
        accountId,
        tx.memberId,
        JSON.stringify(past),
      ])
  }
  await tx.query(`set local app.chart_rewrite = ''`)
  return versions
}

/** Since when and until when something was that never was. */
const NEVER = '2000-01-01 00:00:00.000000+00'
const byOf = (span: object | undefined) => (span as { by?: string | null } | undefined)?.by ?? null

const PUT_UNITS = `update org_unit u set parent_id = r."parentId", name = r.name, function = r.function, stand = r.stand,
    since = r.since, ended_at = r.until, changed_by = coalesce(r.by, $3), external_ref = r."externalRef",
    version = u.version + 1, untouched_version = case when r.untouched then u.version + 1 else u.untouched_version end
  from jsonb_to_recordset($4::jsonb) as r (id uuid, "parentId" uuid, name text, function text, stand text,
    since timestamptz, until timestamptz, by uuid, "externalRef" text, untouched boolean)
  where u.org_id = $1 and u.account_id = $2 and u.id = r.id returning u.id, u.version`
const PUT_POSTS = `update post p set unit_id = r."unitId", title = r.title, reports_to_id = r."reportsToId",
    dotted_to_ids = r."dottedToIds", vacant = r.vacant, holder_unknown = r."holderUnknown",
    since = r.since, ended_at = r.until, changed_by = coalesce(r.by, $3), external_ref = r."externalRef",
    version = p.version + 1, untouched_version = case when r.untouched then p.version + 1 else p.untouched_version end
  from jsonb_to_recordset($4::jsonb) as r (id uuid, "unitId" uuid, title text, "reportsToId" uuid, "dottedToIds" uuid[],
    vacant boolean, "holderUnknown" boolean, since timestamptz, until timestamptz, by uuid, "externalRef" text,
    untouched boolean)
  where p.org_id = $1 and p.account_id = $2 and p.id = r.id returning p.id, p.version`
const PUT_UNIT_PAST = `insert into org_unit_past (org_id, account_id, unit_id, parent_id, name, function, stand, since, until,
    changed_by)
  select $1, $2, r.id, r."parentId", r.name, r.function, r.stand, r.since, r.until, coalesce(r.by, $3)
  from jsonb_to_recordset($4::jsonb) as r (id uuid, "parentId" uuid, name text, function text, stand text,
    since timestamptz, until timestamptz, by uuid)`
const PUT_POST_PAST = `insert into post_past (org_id, account_id, post_id, unit_id, title, reports_to_id, dotted_to_ids,
    vacant, holder_unknown, since, until, changed_by)
  select $1, $2, r.id, r."unitId", r.title, r."reportsToId", r."dottedToIds", r.vacant, r."holderUnknown", r.since,
    r.until, coalesce(r.by, $3)
  from jsonb_to_recordset($4::jsonb) as r (id uuid, "unitId" uuid, title text, "reportsToId" uuid, "dottedToIds" uuid[],
    vacant boolean, "holderUnknown" boolean, since timestamptz, until timestamptz, by uuid)`

/** What an import writes down of a record before it retells it, so that it can be restored. */
export type BeforeRetold = {
  timeline: Timeline<unknown>
  last: unknown
  externalRef: string | null
  untouched: boolean
}

export interface ToRestore {
  kind: 'units' | 'posts'
  id: string
  /** After the import. */
  version: number
  before: BeforeRetold
}

/**
 * Gives departments and posts back the time they had before an import, where nobody has changed them since. What would
 * close a circle with what was changed since stays as it is.
 * @returns the ids restored
 */
export async function restoreCharts(tx: Tx, records: readonly ToRestore[]): Promise<Set<string>> {
  const restored = new Set<string>()
  if (records.length === 0) return restored
  const wanted = new Map(records.map((r) => [r.id, r]))
  const { rows } = await tx.query<{ id: string; accountId: string; version: number }>(
    `select id, account_id as "accountId", version from org_unit where org_id = $1 and id = any($2::uuid[])
     union all select id, account_id, version from post where org_id = $1 and id = any($2::uuid[])`,
    [tx.orgId, [...wanted.keys()]],
  )
  const accounts = new Map<string, ToRestore[]>()
  for (const row of rows) {
    const record = wanted.get(row.id)
    if (record?.version === row.version)
      accounts.set(row.accountId, [...(accounts.get(row.accountId) ?? []), record])
  }
  for (const [accountId, theirs] of accounts) {
    await lockStructure(tx, accountId)
    const kept = withoutCircles(await knownChart(tx, accountId), theirs)
    const retold = <S>(kind: 'units' | 'posts') =>
      kept.filter((r) => r.kind === kind).map(({ id, before }) => ({ id, ...before }) as Retold<S>)
    await retell(tx, accountId, { units: retold<UnitState>('units'), posts: retold<PostState>('posts') })
    for (const { id } of kept) restored.add(id)
  }
  return restored
}

function withoutCircles(now: KnownChart, records: readonly ToRestore[]): ToRestore[] {
  let kept = [...records]
  for (;;) {
    const before = new Map(kept.map((r) => [r.id, r.before]))
    const alive = <S>(rows: readonly KnownRecord<S>[]) =>
      rows.flatMap((row) => {
        const timeline = (before.get(row.id)?.timeline ?? row.timeline) as Timeline<S>
        const span = timeline.at(-1)
        return span && span.until === null ? [{ ...span.state, id: row.id, version: 1 }] : []
      })
    const chart: Chart = { units: alive(now.units), posts: alive(now.posts) }
    const circles = chartFaults(chart).filter((f) => f.code === 'loop')
    const bad = new Set(circles.flatMap((f) => f.ids))
    const next = kept.filter((r) => !bad.has(r.id))
    if (next.length === kept.length) return kept
    kept = next
  }
}

/** Forgets that an import's files told of charts. */
export async function forgetChartFiles(tx: Tx, importId: string): Promise<void> {
  await tx.query('delete from chart_file where org_id = $1 and import_id = $2', [tx.orgId, importId])
}
