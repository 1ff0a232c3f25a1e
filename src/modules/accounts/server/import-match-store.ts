import { sql } from 'kysely'
import type { Actor } from '#platform/server/actor.ts'
import { foldName, indexNames, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import { accountVisible } from './visibility-store.ts'

/** An account an import has found there already. */
export interface MatchedAccount {
  id: string
  name: string
  externalRef: string | null
  importId: string | null
  /** Whether the actor may change it, and hang things on it. */
  write: boolean
}

/** The longest beginning of a name the name index keeps. */
const LONGEST_TAIL = 40

/**
 * The accounts that bear exactly one of these names or external references, of those the actor may see. Three queries,
 * whatever their number. The name index leads to the names, of this import too, where they wait to be filed; names it cannot hold (of signs alone) sort by nothing.
 */
export async function matchAccounts(
  tx: Tx,
  actor: Actor,
  given: { names: readonly string[]; refs: readonly string[] },
): Promise<MatchedAccount[]> {
  const names = [...new Set(given.names)]
  const tails = new Set<string>()
  const bare: string[] = []
  for (const name of names) {
    const tail = [...foldName(name)].slice(0, LONGEST_TAIL).join('')
    if (tail === '') bare.push(name)
    // Names without Chinese are cut by UTF-16 units in the index, others by characters.
    else tails.add(tail).add(foldName(name).slice(0, LONGEST_TAIL))
  }
  const write = sql<boolean>`(${actor.role === 'administrator'} or exists (
    select 1 from account_member w where w.org_id = a.org_id and w.account_id = a.id
      and w.access in ('owner', 'write') and w.member_id = any(${actor.reach as string[]}::uuid[])
      and (w.until is null or w.until > now())))`
  const head = sql`a.id, a.name, a.external_ref as "externalRef", a.import_id as "importId", ${write} as write`
  const db = tx.on()
  const none = { rows: [] as MatchedAccount[] }
  const [byName, byWaitingName, byRest] = await Promise.all([
    tails.size === 0
      ? none
      : sql<MatchedAccount>`
          select distinct ${head} from name_index n
          join account a on a.org_id = n.org_id and a.id = n.subject_id
          where n.org_id = ${actor.orgId}::uuid and n.kind = 'account' and n.whole
            and n.tail = any(${[...tails]}::text[]) and a.name = any(${names}::text[]) and a.archived_at is null
            and ${accountVisible(actor, 'a.id')}`.execute(db),
    tails.size === 0
      ? none
      : sql<MatchedAccount>`
          select ${head} from name_waiting n
          join account a on a.org_id = n.org_id and a.id = n.subject_id
          where n.org_id = ${actor.orgId}::uuid and n.kind = 'account' and n.names[1] = any(${names}::text[])
            and a.name = n.names[1] and a.archived_at is null and ${accountVisible(actor, 'a.id')}`.execute(
          db,
        ),
    bare.length === 0 && given.refs.length === 0
      ? none
      : sql<MatchedAccount>`
          select ${head} from account a
          where a.org_id = ${actor.orgId}::uuid and a.archived_at is null and ${accountVisible(actor, 'a.id')}
            and ((a.sort_name collate "C" = '' and a.name = any(${bare}::text[]))
              or a.external_ref = any(${given.refs as string[]}::text[]))`.execute(db),
  ])
  const found = new Map([...byName.rows, ...byWaitingName.rows, ...byRest.rows].map((row) => [row.id, row]))
  return [...found.values()]
}

/** Names of the accounts the actor may see, for proposing what a misspelt one means; the first `most` by name. */
export async function namesOfAccounts(tx: Tx, actor: Actor, most: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.name from account a where a.org_id = ${actor.orgId}::uuid and a.archived_at is null
      and ${accountVisible(actor, 'a.id')} order by a.sort_name collate "C", a.id limit ${most}`.execute(
    tx.on(),
  )
  return rows.map((row) => row.name)
}

/** Puts members on account teams; whoever stands there already keeps the access they have. One statement. */
export async function joinAccountTeams(
  tx: Tx,
  rows: readonly { accountId: string; memberId: string; access: 'write' | 'read' }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into account_member (org_id, account_id, member_id, access)
     select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::text[]) as r on conflict do nothing`,
    [tx.orgId, rows.map((r) => r.accountId), rows.map((r) => r.memberId), rows.map((r) => r.access)],
  )
}

/** Departments of these accounts by name, for an import that names them beside people. One query. */
export async function unitsOfAccounts(
  tx: Tx,
  accountIds: readonly string[],
): Promise<{ id: string; accountId: string; name: string }[]> {
  if (accountIds.length === 0) return []
  const { rows } = await tx.query<{ id: string; accountId: string; name: string }>(
    `select id, account_id as "accountId", name from org_unit
     where org_id = $1 and account_id = any($2::uuid[]) and ended_at is null order by created_at, id`,
    [tx.orgId, accountIds],
  )
  return rows
}

/** Departments of several accounts at once. One statement. */
export async function createUnits(
  tx: Tx,
  rows: readonly { id: string; accountId: string; name: string }[],
  importId: string | null,
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into org_unit (org_id, import_id, id, account_id, name)
     select $1, $2, r.* from unnest($3::uuid[], $4::uuid[], $5::text[]) as r`,
    [tx.orgId, importId, rows.map((r) => r.id), rows.map((r) => r.accountId), rows.map((r) => r.name)],
  )
}

/** Columns an import may change on an account that is there. */
export type AccountPatch = Partial<{
  name: string
  credit_code: string | null
  ownership: string | null
  industry: string | null
  business_note: string
  employees: number | null
  revenue: number | null
  revenue_currency: string
  founded_year: number | null
  region: string
  tier: string
  lifecycle: string
}>

export interface Patched {
  id: string
  /** After the change. */
  version: number
  /** What the changed columns held before. */
  before: Record<string, unknown>
}

/**
 * Changes accounts where the patch says something else than the row. With `version`, only rows that still have it.
 * One statement; answers the changed ones alone.
 */
export async function patchAccounts(
  tx: Tx,
  rows: readonly { id: string; patch: AccountPatch; version?: number }[],
): Promise<Patched[]> {
  if (rows.length === 0) return []
  const patches = rows.map(({ patch }) =>
    JSON.stringify(patch.name === undefined ? patch : { ...patch, sort_name: sortName(patch.name) }),
  )
  const { rows: changed } = await tx.query<Patched>(
    `update account a set name = n.name, sort_name = n.sort_name, credit_code = n.credit_code, ownership = n.ownership,
       industry = n.industry, business_note = n.business_note, employees = n.employees, revenue = n.revenue,
       revenue_currency = n.revenue_currency, founded_year = n.founded_year, region = n.region, tier = n.tier,
       lifecycle = n.lifecycle, version = a.version + 1
     from (
       select o.id, d.patch, to_jsonb(o) as old, jsonb_populate_record(o, d.patch) as new
       from account o join unnest($2::uuid[], $3::jsonb[], $4::int[]) as d (id, patch, version) on o.id = d.id
       where o.org_id = $1 and (d.version is null or d.version = o.version)
       for update of o
     ) as c, lateral (select (c.new).*) as n
     where a.org_id = $1 and a.id = c.id and to_jsonb(c.new) <> c.old
     returning a.id, a.version, (select coalesce(jsonb_object_agg(k, c.old -> k), '{}')
       from jsonb_object_keys(c.patch) as k) as before`,
    [tx.orgId, rows.map((r) => r.id), patches, rows.map((r) => r.version ?? null)],
  )
  const renamed = new Set(rows.filter((r) => r.patch.name !== undefined).map((r) => r.id))
  const { rows: names } = await tx.query<{ id: string; name: string; short_names: string[] }>(
    'select id, name, short_names from account where org_id = $1 and id = any($2::uuid[])',
    [tx.orgId, changed.map((c) => c.id).filter((id) => renamed.has(id))],
  )
  await indexNames(
    tx,
    names.map((a) => ({ kind: 'account', id: a.id, accountId: a.id, names: [a.name, ...a.short_names] })),
  )
  return changed
}
