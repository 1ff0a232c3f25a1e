import { sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import { foldName, forgetNames, indexNames, sortName } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Rival } from '../rivals.contract.ts'

const RIVAL = sql`r.id, r.name, r.strengths, r.weaknesses, r.how_we_win as "howWeWin", r.archived_at as "archivedAt", r.version`

export async function findRival(tx: Tx, id: string): Promise<Rival | undefined> {
  const { rows } = await sql<Rival>`select ${RIVAL} from rival r
    where r.org_id = ${tx.orgId}::uuid and r.id = ${id}::uuid`.execute(tx.on())
  return rows[0]
}

/** A page of the library by name, each with the number of customers, of those the actor may see, that use it. */
export async function listRivalRows(
  tx: Tx,
  actor: Actor,
  asked: { q?: string | undefined; archived: boolean; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 2)
  const q = asked.q ? foldName(asked.q).slice(0, 40) : ''
  const { rows } = await sql<Rival & { sortName: string; accounts: number }>`
    select ${RIVAL}, r.sort_name as "sortName",
      (select count(distinct i.account_id) from installed_product i
       where i.org_id = r.org_id and i.rival_id = r.id and i.retired_on is null
         and ${accountVisible(actor, 'i.account_id')}) as accounts
    from rival r
    where r.org_id = ${tx.orgId}::uuid and r.archived_at is ${asked.archived ? sql`not null` : sql`null`}
      ${
        q
          ? sql`and r.id in (select subject_id from name_index where org_id = ${tx.orgId}::uuid and kind = 'rival'
              and tail >= ${q} and tail < ${`${q}\u{10FFFF}`})`
          : sql``
      }
      ${after ? sql`and (r.sort_name collate "C", r.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by r.sort_name collate "C", r.id limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.sortName, row.id])
}

export interface InstalledAt {
  id: string
  accountId: string
  accountName: string
  productName: string
  contractEnd: string | null
  score: number | null
}

/** Where a rival's products are in use, of the customers the actor may see; those whose contract ends first, first. */
export async function listInstalledOf(tx: Tx, actor: Actor, rivalId: string): Promise<InstalledAt[]> {
  const { rows } = await sql<InstalledAt>`
    select i.id, i.account_id as "accountId", a.name as "accountName", i.product_name as "productName",
      i.contract_end as "contractEnd", s.score
    from installed_product i
    join account_name a on a.org_id = i.org_id and a.id = i.account_id
    left join lateral (select c.score from satisfaction c
      where c.org_id = i.org_id and c.installed_id = i.id and c.superseded_at is null
      order by c.asserted_at desc limit 1) s on true
    where i.org_id = ${tx.orgId}::uuid and i.rival_id = ${rivalId}::uuid and i.retired_on is null
      and ${accountVisible(actor, 'i.account_id')}
    order by i.contract_end nulls last, i.id limit 100`.execute(tx.on())
  return rows
}

type RivalFields = Pick<Rival, 'id' | 'name' | 'strengths' | 'weaknesses' | 'howWeWin'>

export async function insertRival(tx: Tx, r: RivalFields): Promise<void> {
  await tx.query(
    `insert into rival (org_id, id, name, strengths, weaknesses, how_we_win, sort_name, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.orgId, r.id, r.name, r.strengths, r.weaknesses, r.howWeWin, sortName(r.name), tx.memberId],
  )
  await indexNames(tx, [{ kind: 'rival', id: r.id, accountId: null, names: [r.name] }])
}

/** @returns false if somebody else changed it first */
export async function updateRival(
  tx: Tx,
  r: RivalFields & { archived: boolean; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update rival set name = $3, strengths = $4, weaknesses = $5, how_we_win = $6, sort_name = $7,
       archived_at = case when $8 then coalesce(archived_at, now()) end, version = version + 1
     where org_id = $1 and id = $2 and version = $9`,
    [tx.orgId, r.id, r.name, r.strengths, r.weaknesses, r.howWeWin, sortName(r.name), r.archived, r.version],
  )
  if (rowCount !== 1) return false
  if (r.archived) await forgetNames(tx, [r.id])
  else await indexNames(tx, [{ kind: 'rival', id: r.id, accountId: null, names: [r.name] }])
  return true
}
