import { sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import { writtenTails } from '#platform/server/names.ts'
import { PLANNED_ONCE } from '#platform/server/statements.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Found, FoundKind } from '../search.contract.ts'
import type { Hit, RankedHit } from '../search.rules.ts'

export interface Wanted {
  from: string
  to: string
  kinds: readonly FoundKind[]
  accountId: string | undefined
}

/** Hits read at most: a record has several tails, and some records turn out to be put away, so more than are shown. */
const HITS = 120

/**
 * What begins so and hangs on an account the actor may see, in order of the tails, so the very name comes first.
 * One range of an index that also holds the account, in its order: a letter that tens of thousands of names match reads no
 * table page, and the plan is the same for every one.
 * @param whole names from their beginning, or (false) names with it further on
 */
export async function hitsAtAccounts(tx: Tx, actor: Actor, wanted: Wanted, whole: boolean): Promise<Hit[]> {
  const { rows } = await sql<Hit>`${sql.raw(PLANNED_ONCE)}
    select n.kind, n.subject_id as id, n.account_id as "accountId", n.tail, ${whole}::boolean as whole
    from name_index n
    where n.org_id = ${actor.orgId}::uuid and ${whole ? sql`n.whole` : sql`not n.whole`}
      and n.tail >= ${wanted.from} and n.tail < ${wanted.to}
      and n.kind = any(${wanted.kinds as string[]}::text[]) and n.account_id is not null
      and ${accountVisibleBeside(actor, 'n.account_id')}
      ${wanted.accountId ? sql`and n.account_id = ${wanted.accountId}::uuid` : sql``}
    order by n.tail limit ${HITS}`.execute(tx.on())
  return rows
}

/** What begins so and hangs on no account: the library for everyone, a deal without a customer for whose it is. */
export async function hitsWithoutAccount(tx: Tx, actor: Actor, wanted: Wanted): Promise<Hit[]> {
  if (wanted.accountId) return []
  const { rows } = await sql<Hit>`${sql.raw(PLANNED_ONCE)}
    select n.kind, n.subject_id as id, n.account_id as "accountId", n.tail, n.whole
    from name_index n
    where n.org_id = ${actor.orgId}::uuid and n.tail >= ${wanted.from} and n.tail < ${wanted.to}
      and n.kind = any(${wanted.kinds as string[]}::text[]) and n.account_id is null
      and ${sharedVisible(actor)}
    order by n.whole desc, n.tail limit ${HITS}`.execute(tx.on())
  return rows
}

/**
 * What an import has just brought and no job has filed yet, by what is written in the names; each tail that begins so is a
 * hit. Reads all that waits, which is little or there for less than a minute.
 */
export async function hitsWaiting(tx: Tx, actor: Actor, wanted: Wanted): Promise<Hit[]> {
  const { rows } = await sql<{
    kind: FoundKind
    id: string
    accountId: string | null
    names: string[]
  }>`${sql.raw(PLANNED_ONCE)}
    select n.kind, n.subject_id as id, n.account_id as "accountId", n.names
    from name_waiting n
    where n.org_id = ${actor.orgId}::uuid and strpos(n.folded, ${wanted.from}) > 0
      and n.kind = any(${wanted.kinds as string[]}::text[])
      ${wanted.accountId ? sql`and n.account_id = ${wanted.accountId}::uuid` : sql``}
      and case when n.account_id is not null then ${accountVisibleBeside(actor, 'n.account_id')}
        else ${sharedVisible(actor)} end
    order by octet_length(n.folded) limit ${HITS}`.execute(tx.on())
  return rows.flatMap(({ kind, id, accountId, names }) =>
    writtenTails(names)
      .filter(({ tail }) => tail >= wanted.from && tail < wanted.to)
      .map(({ tail, whole }) => ({ kind, id, accountId, tail, whole })),
  )
}

/** Of what hangs on no account: the library is everybody's, a deal without a customer is its owner's. */
function sharedVisible(actor: Actor) {
  return sql`(n.kind in ('proof', 'product', 'rival') or ${actor.wide}::boolean or (n.kind = 'project' and exists (
    select from project_name p where p.org_id = ${actor.orgId}::uuid and p.id = n.subject_id
      and p.owner_id = any(${actor.reach as string[]}::uuid[]))))`
}

/** The names behind hits, by id; what is put away or erased is left out. One query over what the modules publish. */
export async function namesOf(
  tx: Tx,
  hits: readonly RankedHit[],
): Promise<Map<string, { name: string; account: Found['account'] }>> {
  if (hits.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; name: string; account: Found['account'] }>(
    `with found as (select * from unnest($2::text[], $3::uuid[]) as f (kind, id)),
     named as (
       select f.id, a.name, null::uuid as account_id
         from found f join account_name a on a.org_id = $1 and a.id = f.id
         where f.kind = 'account' and a.archived_at is null
       union all
       select f.id, p.name, p.account_id from found f join person_name p on p.org_id = $1 and p.id = f.id
         where f.kind = 'person' and p.archived_at is null and p.erased_at is null
       union all
       select f.id, p.name, p.account_id from found f join project_name p on p.org_id = $1 and p.id = f.id
         where f.kind = 'project' and p.archived_at is null
       union all
       select f.id, p.title, null from found f join proof_title p on p.org_id = $1 and p.id = f.id
         where f.kind = 'proof' and p.archived_at is null
       union all
       select f.id, p.name, null from found f join product_name p on p.org_id = $1 and p.id = f.id
         where f.kind = 'product' and p.retired_at is null
       union all
       select f.id, r.name, null from found f join rival_name r on r.org_id = $1 and r.id = f.id
         where f.kind = 'rival' and r.archived_at is null
     )
     select n.id, n.name,
       case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account
     from named n left join account_name a on a.org_id = $1 and a.id = n.account_id`,
    [tx.orgId, hits.map((hit) => hit.kind), hits.map((hit) => hit.id)],
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
