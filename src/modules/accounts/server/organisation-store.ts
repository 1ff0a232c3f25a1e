import type { Tx } from '#platform/server/tx.ts'
import type { OrgUnit, Post } from '../accounts.contract.ts'

const UNIT = `u.id, u.parent_id as "parentId", u.name, u.function, u.stand, u.version`
const POST = `p.id, p.unit_id as "unitId", p.title, p.reports_to_id as "reportsToId", p.dotted_to_ids as "dottedToIds",
  p.vacant, p.holder_unknown as "holderUnknown", p.version`

/** All departments of an account, by name. */
export async function readUnits(tx: Tx, accountId: string): Promise<OrgUnit[]> {
  const { rows } = await tx.query<OrgUnit>(
    `select ${UNIT} from org_unit u where u.org_id = $1 and u.account_id = $2 order by u.name, u.id`,
    [tx.orgId, accountId],
  )
  return rows
}

/** All posts of an account, by title. */
export async function readPosts(tx: Tx, accountId: string): Promise<Post[]> {
  const { rows } = await tx.query<Post>(
    `select ${POST} from post p where p.org_id = $1 and p.account_id = $2 order by p.title, p.id`,
    [tx.orgId, accountId],
  )
  return rows
}

/** Structure changes of one account wait for each other: two moves, each fine alone, may close a loop together. */
export async function lockStructure(tx: Tx, accountId: string): Promise<void> {
  await tx.query('select 1 from account where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    accountId,
  ])
}

export async function readUnit(tx: Tx, unitId: string): Promise<(OrgUnit & { accountId: string }) | null> {
  const { rows } = await tx.query<OrgUnit & { accountId: string }>(
    `select ${UNIT}, u.account_id as "accountId" from org_unit u where u.org_id = $1 and u.id = $2`,
    [tx.orgId, unitId],
  )
  return rows[0] ?? null
}

export async function readPost(tx: Tx, postId: string): Promise<(Post & { accountId: string }) | null> {
  const { rows } = await tx.query<Post & { accountId: string }>(
    `select ${POST}, p.account_id as "accountId" from post p where p.org_id = $1 and p.id = $2`,
    [tx.orgId, postId],
  )
  return rows[0] ?? null
}

/** For each department of an account, the one above it. */
export async function unitLines(tx: Tx, accountId: string): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<{ id: string; parent_id: string | null }>(
    'select id, parent_id from org_unit where org_id = $1 and account_id = $2',
    [tx.orgId, accountId],
  )
  return new Map(rows.map((row) => [row.id, row.parent_id ? [row.parent_id] : []]))
}

/** For each post of an account, those it answers to: solid and dotted lines. */
export async function postLines(tx: Tx, accountId: string): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<{ id: string; reports_to_id: string | null; dotted_to_ids: string[] }>(
    'select id, reports_to_id, dotted_to_ids from post where org_id = $1 and account_id = $2',
    [tx.orgId, accountId],
  )
  return new Map(
    rows.map((row) => [row.id, [...(row.reports_to_id ? [row.reports_to_id] : []), ...row.dotted_to_ids]]),
  )
}

export async function insertUnit(tx: Tx, accountId: string, unit: Omit<OrgUnit, 'version'>): Promise<void> {
  await tx.query(
    'insert into org_unit (org_id, id, account_id, parent_id, name, function, stand) values ($1, $2, $3, $4, $5, $6, $7)',
    [tx.orgId, unit.id, accountId, unit.parentId, unit.name, unit.function, unit.stand],
  )
}

/** False if the version no longer stands. */
export async function updateUnit(tx: Tx, unit: OrgUnit): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update org_unit set parent_id = $4, name = $5, function = $6, stand = $7, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, unit.id, unit.version, unit.parentId, unit.name, unit.function, unit.stand],
  )
  return rowCount === 1
}

/** Deletes a department below which nothing stands; false if something does. Whoever else points at it makes it fail. */
export async function deleteUnit(tx: Tx, unitId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from org_unit u where u.org_id = $1 and u.id = $2
       and not exists (select from org_unit c where c.org_id = $1 and c.parent_id = u.id)
       and not exists (select from post p where p.org_id = $1 and p.unit_id = u.id)`,
    [tx.orgId, unitId],
  )
  return rowCount === 1
}

export async function insertPost(tx: Tx, accountId: string, post: Omit<Post, 'version'>): Promise<void> {
  await tx.query(
    `insert into post (org_id, id, account_id, unit_id, title, reports_to_id, dotted_to_ids, vacant, holder_unknown)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.orgId,
      post.id,
      accountId,
      post.unitId,
      post.title,
      post.reportsToId,
      post.dottedToIds,
      post.vacant,
      post.holderUnknown,
    ],
  )
}

/** False if the version no longer stands. */
export async function updatePost(tx: Tx, post: Post): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update post set unit_id = $4, title = $5, reports_to_id = $6, dotted_to_ids = $7, vacant = $8,
       holder_unknown = $9, version = version + 1
     where org_id = $1 and id = $2 and version = $3`,
    [
      tx.orgId,
      post.id,
      post.version,
      post.unitId,
      post.title,
      post.reportsToId,
      post.dottedToIds,
      post.vacant,
      post.holderUnknown,
    ],
  )
  return rowCount === 1
}

/** Deletes a post; whoever reported to it reports to its superior, dotted lines to it are dropped. */
export async function deletePost(tx: Tx, post: Post & { accountId: string }): Promise<void> {
  await Promise.all([
    tx.query(
      `update post set reports_to_id = $3, version = version + 1 where org_id = $1 and reports_to_id = $2`,
      [tx.orgId, post.id, post.reportsToId],
    ),
    tx.query(
      `update post set dotted_to_ids = array_remove(dotted_to_ids, $3::uuid), version = version + 1
       where org_id = $1 and account_id = $2 and $3::uuid = any(dotted_to_ids)`,
      [tx.orgId, post.accountId, post.id],
    ),
    tx.query('delete from post where org_id = $1 and id = $2', [tx.orgId, post.id]),
  ])
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
     from (select count(*) as units, count(stand) as stands from org_unit where org_id = $1 and account_id = $2) u,
       (select count(*) as posts, count(*) filter (where holder_unknown) as "unknownHolders"
        from post where org_id = $1 and account_id = $2) p`,
    [tx.orgId, accountId],
  )
  return rows[0]!
}
