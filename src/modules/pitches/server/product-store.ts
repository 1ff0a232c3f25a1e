import { sql } from 'kysely'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { foldName, forgetNames, indexNames, indexNewNames, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Product } from '../pitches.contract.ts'

const PRODUCT = sql`p.id, p.name, p.series, p.code, p.list_price as "listPrice", p.currency, p.unit, p.summary,
  p.retired_at as "retiredAt", p.created_at as "createdAt", p.version`

/** These products, retired ones too. */
export async function readProducts(tx: Tx, ids: readonly string[]): Promise<Product[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Product>`select ${PRODUCT} from product p
    where p.org_id = ${tx.orgId}::uuid and p.id = any(${ids as string[]}::uuid[])`.execute(tx.on())
  return rows
}

/** A page of the catalogue by name, with how many cards and selling propositions each has. */
export async function listProductRows(
  tx: Tx,
  asked: { q?: string | undefined; retired: boolean; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 2)
  const q = foldName(asked.q ?? '').slice(0, 40)
  const { rows } = await sql<Product & { sortName: string; cards: number; usps: number }>`
    select ${PRODUCT}, p.sort_name as "sortName",
      (select count(*)::int from fabe_card c
       where c.org_id = p.org_id and c.product_id = p.id and c.removed_at is null) as cards,
      (select count(*)::int from usp u
       where u.org_id = p.org_id and u.product_id = p.id and u.removed_at is null) as usps
    from product p
    where p.org_id = ${tx.orgId}::uuid and p.retired_at is ${asked.retired ? sql`not null` : sql`null`}
      ${
        q
          ? sql`and exists (select from name_index n where n.org_id = ${tx.orgId}::uuid and n.subject_id = p.id
              and n.kind = 'product' and n.tail >= ${q} and n.tail < ${`${q}\u{10FFFF}`})`
          : sql``
      }
      ${after ? sql`and (p.sort_name collate "C", p.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by p.sort_name collate "C", p.id limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.sortName, row.id])
}

export type ProductFields = Pick<
  Product,
  'name' | 'series' | 'code' | 'listPrice' | 'currency' | 'unit' | 'summary'
>

export async function updateProduct(tx: Tx, id: string, version: number, p: ProductFields): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update product set name = $4, series = $5, code = $6, list_price = $7, currency = $8, unit = $9, summary = $10,
       sort_name = $11, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [
      tx.orgId,
      id,
      version,
      p.name,
      p.series,
      p.code,
      p.listPrice,
      p.currency,
      p.unit,
      p.summary,
      sortName(p.name),
    ],
  )
  if (rowCount === 1) await indexNames(tx, [named({ id, ...p })])
  return rowCount === 1
}

/** False if the version no longer stands. */
export async function setRetired(tx: Tx, id: string, version: number, retired: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update product set retired_at = ${retired ? 'coalesce(retired_at, now())' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, id, version],
  )
  return rowCount === 1
}

/** A product as an import brings it. Ids are the caller's. */
export interface ImportedProduct {
  id: string
  name: string
  series?: string
  code?: string
  listPrice?: number | null
  currency?: string
  unit?: string
  summary?: string
  externalRef?: string | null
}

/** Writes any number of products in three statements. The caller records the import itself: there is no event per product. */
export async function createProducts(
  tx: Tx,
  products: readonly ImportedProduct[],
  importId: string | null,
): Promise<void> {
  if (products.length === 0) return
  await tx.query(
    `insert into product (org_id, id, name, series, code, list_price, currency, unit, summary, sort_name, external_ref,
       import_id, created_by)
     select $1, p.*, $12, $13
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[]) as p`,
    [
      tx.orgId,
      products.map((p) => p.id),
      products.map((p) => p.name),
      products.map((p) => p.series ?? ''),
      products.map((p) => p.code ?? ''),
      products.map((p) => p.listPrice ?? null),
      products.map((p) => p.currency ?? 'CNY'),
      products.map((p) => p.unit ?? ''),
      products.map((p) => p.summary ?? ''),
      products.map((p) => sortName(p.name)),
      products.map((p) => p.externalRef ?? null),
      importId,
      tx.memberId,
    ],
  )
  await indexNewNames(tx, products.map(named))
}

/** Products by exact folded name or outside number, for imports: which rows of a file are there already. One query. */
export async function productsNamed(
  tx: Tx,
  names: readonly string[],
): Promise<{ id: string; name: string; externalRef: string | null }[]> {
  if (names.length === 0) return []
  const { rows } = await tx.query<{ id: string; name: string; externalRef: string | null }>(
    `select id, name, external_ref as "externalRef" from product
     where org_id = $1 and retired_at is null and (lower(name) = any($2::text[]) or external_ref = any($3::text[]))`,
    [tx.orgId, names.map((name) => name.toLowerCase()), names],
  )
  return rows
}

/**
 * Takes back what an import brought. A product somebody has worked on since (changed, given a card, matched) is kept.
 * @returns how many are gone, and the ids of those kept
 */
export async function undoImport(tx: Tx, importId: string): Promise<{ removed: number; kept: string[] }> {
  const { rows } = await tx.query<{ id: string; touched: boolean }>(
    'select id, version > 1 as touched from product where org_id = $1 and import_id = $2',
    [tx.orgId, importId],
  )
  const removable = new Set(rows.filter((row) => !row.touched).map((row) => row.id))
  const { rows: used } = await tx.query<{ id: string }>(
    `select ids_referenced('product', $1, $2::uuid[], '{}') as id`,
    [tx.orgId, [...removable]],
  )
  for (const { id } of used) removable.delete(id)
  const gone = [...removable]
  await tx.query('delete from product where org_id = $1 and id = any($2::uuid[])', [tx.orgId, gone])
  await forgetNames(tx, gone)
  return { removed: gone.length, kept: rows.map((row) => row.id).filter((id) => !removable.has(id)) }
}

function named(p: { id: string; name: string; series?: string; code?: string }) {
  const names = [p.name, p.series ?? '', p.code ?? ''].filter((name) => name !== '')
  return { kind: 'product', id: p.id, accountId: null, names }
}
