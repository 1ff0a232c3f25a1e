import { postponeNames } from '#platform/server/name-waiting.ts'
import { forgetNames, indexNewNames, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import { forgetChartFiles } from './chart-import-store.ts'

/** An account as an import brings it; what is left out stays unknown. */
export interface NewAccount {
  id: string
  name: string
  /** Null: nobody owns it yet; only those who see every account will find it. */
  ownerId: string | null
  shortNames?: readonly string[]
  creditCode?: string | null
  ownership?: string | null
  industry?: string | null
  industryNote?: string
  businessNote?: string
  employees?: number | null
  revenue?: number | null
  revenueCurrency?: string
  foundedYear?: number | null
  region?: string
  /** Must be in the same call or there already; `setParents` for those that come later. */
  parentId?: string | null
  tier?: string
  lifecycle?: string
  externalRef?: string | null
  importId?: string | null
}

export interface NewUnit {
  id: string
  name: string
  parentId: string | null
  function?: string | null
  stand?: string | null
  externalRef?: string | null
}

export interface NewPost {
  id: string
  title: string
  unitId: string | null
  reportsToId: string | null
  dottedToIds?: readonly string[]
  vacant?: boolean
  holderUnknown?: boolean
  externalRef?: string | null
}

const AT_ONCE = 2000

function* portions<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += AT_ONCE) yield rows.slice(i, i + AT_ONCE)
}

/**
 * Writes many accounts with owners and search entries: three statements per 2,000. Parents are set after all are there, so
 * the order of `rows` does not matter. Names of an import wait to be filed (`fileWaitingNames`). The caller records the event of the import; single accounts get none.
 */
export async function createAccounts(tx: Tx, rows: readonly NewAccount[]): Promise<void> {
  for (const some of portions(rows)) {
    const column = <T>(of: (row: NewAccount) => T) => some.map(of)
    await tx.query(
      `insert into account (org_id, created_by, id, name, sort_name, short_names, credit_code, ownership, industry,
         industry_note, business_note, employees, revenue, revenue_currency, founded_year, region, tier, lifecycle,
         external_ref, import_id)
       select $1, $2, r.id, r.name, r.sort_name, array(select jsonb_array_elements_text(r.short_names::jsonb)),
         r.credit_code, r.ownership, r.industry, r.industry_note, r.business_note, r.employees, r.revenue,
         r.revenue_currency, r.founded_year, r.region, r.tier, r.lifecycle, r.external_ref, r.import_id
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
         $11::text[], $12::int[], $13::numeric[], $14::text[], $15::int[], $16::text[], $17::text[], $18::text[],
         $19::text[], $20::uuid[])
         as r (id, name, sort_name, short_names, credit_code, ownership, industry, industry_note, business_note,
           employees, revenue, revenue_currency, founded_year, region, tier, lifecycle, external_ref, import_id)`,
      [
        tx.orgId,
        tx.memberId,
        column((r) => r.id),
        column((r) => r.name),
        column((r) => sortName(r.name)),
        column((r) => JSON.stringify(r.shortNames ?? [])),
        column((r) => r.creditCode ?? null),
        column((r) => r.ownership ?? null),
        column((r) => r.industry ?? null),
        column((r) => r.industryNote ?? ''),
        column((r) => r.businessNote ?? ''),
        column((r) => r.employees ?? null),
        column((r) => r.revenue ?? null),
        column((r) => r.revenueCurrency ?? 'CNY'),
        column((r) => r.foundedYear ?? null),
        column((r) => r.region ?? ''),
        column((r) => r.tier ?? 'general'),
        column((r) => r.lifecycle ?? 'target'),
        column((r) => r.externalRef ?? null),
        column((r) => r.importId ?? null),
      ],
    )
    const owned = some.filter((r) => r.ownerId)
    await tx.query(
      `insert into account_member (org_id, account_id, member_id, access)
       select $1, r.account_id, r.member_id, 'owner' from unnest($2::uuid[], $3::uuid[]) as r (account_id, member_id)`,
      [tx.orgId, owned.map((r) => r.id), owned.map((r) => r.ownerId)],
    )
    const named = some.map((r) => ({
      kind: 'account',
      id: r.id,
      accountId: r.id,
      names: [r.name, ...(r.shortNames ?? [])],
      waits: r.importId != null,
    }))
    await Promise.all([
      indexNewNames(
        tx,
        named.filter((n) => !n.waits),
      ),
      postponeNames(
        tx,
        named.filter((n) => n.waits),
      ),
    ])
  }
  await setParents(
    tx,
    rows.flatMap((r) => (r.parentId ? [{ id: r.id, parentId: r.parentId }] : [])),
  )
}

/** Hangs accounts below their parents. The caller has made sure that no loop closes. */
export async function setParents(tx: Tx, rows: readonly { id: string; parentId: string }[]): Promise<void> {
  for (const some of portions(rows)) {
    await tx.query(
      `update account a set parent_id = r.parent_id
       from unnest($2::uuid[], $3::uuid[]) as r (id, parent_id)
       where a.org_id = $1 and a.id = r.id`,
      [tx.orgId, some.map((r) => r.id), some.map((r) => r.parentId)],
    )
  }
}

/**
 * Writes the organisation of one account: two statements, whatever its size (some thousand). Units and posts may name
 * each other in any order; the caller has made sure that no loop closes.
 */
export async function createUnitsAndPosts(
  tx: Tx,
  accountId: string,
  { units, posts }: { units: readonly NewUnit[]; posts: readonly NewPost[] },
  importId: string | null,
): Promise<void> {
  if (units.length > 0)
    await tx.query(
      `insert into org_unit (org_id, account_id, import_id, id, name, parent_id, function, stand, external_ref)
       select $1, $2, $3, r.* from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[]) as r`,
      [
        tx.orgId,
        accountId,
        importId,
        units.map((u) => u.id),
        units.map((u) => u.name),
        units.map((u) => u.parentId),
        units.map((u) => u.function ?? null),
        units.map((u) => u.stand ?? null),
        units.map((u) => u.externalRef ?? null),
      ],
    )
  if (posts.length > 0)
    await tx.query(
      `insert into post (org_id, account_id, import_id, id, title, unit_id, reports_to_id, dotted_to_ids, vacant,
         holder_unknown, external_ref)
       select $1, $2, $3, r.id, r.title, r.unit_id, r.reports_to_id,
         array(select d::uuid from jsonb_array_elements_text(r.dotted_to_ids::jsonb) as d),
         r.vacant, r.holder_unknown, r.external_ref
       from unnest($4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::bool[], $10::bool[], $11::text[])
         as r (id, title, unit_id, reports_to_id, dotted_to_ids, vacant, holder_unknown, external_ref)`,
      [
        tx.orgId,
        accountId,
        importId,
        posts.map((p) => p.id),
        posts.map((p) => p.title),
        posts.map((p) => p.unitId),
        posts.map((p) => p.reportsToId),
        posts.map((p) => JSON.stringify(p.dottedToIds ?? [])),
        posts.map((p) => p.vacant ?? false),
        posts.map((p) => p.holderUnknown ?? false),
        posts.map((p) => p.externalRef ?? null),
      ],
    )
}

export interface UndoneImport {
  deleted: { accounts: number; units: number; posts: number }
  /** What was changed since, or what something else hangs on by now. */
  kept: { accounts: { id: string; name: string }[]; units: number; posts: number }
}

/**
 * Takes back what an import brought: every post, department and account of it that nobody has changed since and nothing
 * else hangs on. Undo the modules that build on accounts (people, projects …) first.
 */
export async function undoImport(tx: Tx, importId: string): Promise<UndoneImport> {
  await forgetChartFiles(tx, importId)
  const posts = await undoTable(tx, 'post', importId)
  const units = await undoTable(tx, 'org_unit', importId)
  const accounts = await undoTable(tx, 'account', importId)
  await forgetNames(tx, accounts.deleted)
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from account where org_id = $1 and id = any($2::uuid[]) order by sort_name collate "C", id',
    [tx.orgId, accounts.kept],
  )
  return {
    deleted: {
      accounts: accounts.deleted.length,
      units: units.deleted.length,
      posts: posts.deleted.length,
    },
    kept: { accounts: rows, units: units.kept.length, posts: posts.kept.length },
  }
}

/**
 * Deletes the untouched, unused rows of one table. Rows of the import may hang on each other (a chart, a group), so what
 * one round has freed the next round takes.
 */
async function undoTable(
  tx: Tx,
  table: 'account' | 'org_unit' | 'post',
  importId: string,
): Promise<{ deleted: string[]; kept: string[] }> {
  const { rows } = await tx.query<{ id: string; touched: boolean }>(
    `select id, version > ${table === 'account' ? '1' : 'untouched_version'} as touched
     from ${table} where org_id = $1 and import_id = $2`,
    [tx.orgId, importId],
  )
  const untouched = rows.filter((row) => !row.touched).map((row) => row.id)
  const removable = new Set(untouched)
  for (;;) {
    const { rows: used } = await tx.query<{ id: string }>(
      `select ids_in_use($1::regclass, $2::uuid, $3::uuid[]) as id`,
      [table, tx.orgId, [...removable]],
    )
    if (used.length === 0) break
    for (const { id } of used) removable.delete(id)
  }
  const ids = [...removable]
  await tx.query(`delete from ${table} where org_id = $1 and id = any($2::uuid[])`, [tx.orgId, ids])
  // What an import wrongly brought never was: the past the database keeps of deleted rows goes too.
  if (table !== 'account')
    await tx.query(
      `delete from ${table}_past where org_id = $1 and ${table === 'post' ? 'post_id' : 'unit_id'} = any($2::uuid[])`,
      [tx.orgId, ids],
    )
  return { deleted: ids, kept: rows.map((row) => row.id).filter((id) => !removable.has(id)) }
}
