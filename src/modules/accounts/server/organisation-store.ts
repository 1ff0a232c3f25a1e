import type { Tx } from '#platform/server/tx.ts'
import type { OrgUnit, Post } from '../accounts.contract.ts'

const UNIT = `u.id, u.parent_id as "parentId", u.name, u.function, u.stand, u.version`
const POST = `p.id, p.unit_id as "unitId", p.title, p.reports_to_id as "reportsToId", p.dotted_to_ids as "dottedToIds",
  p.vacant, p.holder_unknown as "holderUnknown", p.version`

/** A day (`YYYY-MM-DD`) stands for its end where the organisation works, a moment (ISO) for itself. */
const AS_OF = `(case when length($3::text) = 10 then end_of_day($3::text::date) else $3::text::timestamptz end)`

/**
 * All departments of an account, by name. With `on`, a day or a moment, as they were at the end of that day where the
 * organisation works, or just before that moment; versions then mean nothing.
 */
export async function readUnits(tx: Tx, accountId: string, on?: string): Promise<OrgUnit[]> {
  const { rows } = await (on === undefined
    ? tx.query<OrgUnit>(
        `select ${UNIT} from org_unit u where u.org_id = $1 and u.account_id = $2 and u.ended_at is null
         order by u.name, u.id`,
        [tx.orgId, accountId],
      )
    : tx.query<OrgUnit>(
        `select ${UNIT} from org_unit u where u.org_id = $1 and u.account_id = $2 and u.since < ${AS_OF}
           and (u.ended_at is null or u.ended_at >= ${AS_OF})
         union all
         select u.unit_id, u.parent_id, u.name, u.function, u.stand, 1 from org_unit_past u
         where u.org_id = $1 and u.account_id = $2 and u.since < ${AS_OF} and u.until >= ${AS_OF}
         order by name, id`,
        [tx.orgId, accountId, on],
      ))
  return rows
}

/** All posts of an account, by title; with `on`, as they were then. */
export async function readPosts(tx: Tx, accountId: string, on?: string): Promise<Post[]> {
  const { rows } = await (on === undefined
    ? tx.query<Post>(
        `select ${POST} from post p where p.org_id = $1 and p.account_id = $2 and p.ended_at is null
         order by p.title, p.id`,
        [tx.orgId, accountId],
      )
    : tx.query<Post>(
        `select ${POST} from post p where p.org_id = $1 and p.account_id = $2 and p.since < ${AS_OF}
           and (p.ended_at is null or p.ended_at >= ${AS_OF})
         union all
         select p.post_id, p.unit_id, p.title, p.reports_to_id, p.dotted_to_ids, p.vacant, p.holder_unknown, 1
         from post_past p
         where p.org_id = $1 and p.account_id = $2 and p.since < ${AS_OF} and p.until >= ${AS_OF}
         order by title, id`,
        [tx.orgId, accountId, on],
      ))
  return rows
}

/**
 * Structure changes of one account wait for each other: two moves, each fine alone, may close a loop together. What is
 * written from here on holds from now on — not from when the transaction began, or one that waited would come before
 * the one it waited for.
 */
export async function lockStructure(tx: Tx, accountId: string): Promise<void> {
  await tx.query('select 1 from account where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    accountId,
  ])
  const { rows } = await tx.query<{ at: string }>('select clock_timestamp()::text as at')
  await holdsFrom(tx, rows[0]!.at)
}

/**
 * From when what this transaction writes into charts holds: a timestamp of PostgreSQL's own rendering, '' for now.
 * SET takes no parameters, so the text is checked.
 */
export async function holdsFrom(tx: Tx, moment: string): Promise<void> {
  if (!/^[-0-9 :.+]*$/.test(moment)) throw new Error(`${moment} is no moment`)
  await tx.query(`set local app.chart_from = '${moment}'`)
}

export async function readUnit(tx: Tx, unitId: string): Promise<(OrgUnit & { accountId: string }) | null> {
  const { rows } = await tx.query<OrgUnit & { accountId: string }>(
    `select ${UNIT}, u.account_id as "accountId" from org_unit u
     where u.org_id = $1 and u.id = $2 and u.ended_at is null`,
    [tx.orgId, unitId],
  )
  return rows[0] ?? null
}

export async function readPost(tx: Tx, postId: string): Promise<(Post & { accountId: string }) | null> {
  const { rows } = await tx.query<Post & { accountId: string }>(
    `select ${POST}, p.account_id as "accountId" from post p
     where p.org_id = $1 and p.id = $2 and p.ended_at is null`,
    [tx.orgId, postId],
  )
  return rows[0] ?? null
}

/** How much of an account's organisation is known. */
export interface OrganisationFacts {
  units: number
  /** Departments whose stand in a purchase is known. */
  stands: number
  posts: number
  /** Posts marked as held by somebody we do not know. */
  unknownHolders: number
}

export async function organisationFacts(tx: Tx, accountId: string): Promise<OrganisationFacts> {
  const { rows } = await tx.query<OrganisationFacts>(
    `select u.units, u.stands, p.posts, p."unknownHolders"
     from (select count(*) as units, count(stand) as stands from org_unit
        where org_id = $1 and account_id = $2 and ended_at is null) u,
       (select count(*) as posts, count(*) filter (where holder_unknown) as "unknownHolders"
        from post where org_id = $1 and account_id = $2 and ended_at is null) p`,
    [tx.orgId, accountId],
  )
  return rows[0]!
}
