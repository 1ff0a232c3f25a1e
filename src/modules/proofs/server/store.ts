import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import { forgetNames, indexNames, tailRange } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Proof } from '../proofs.contract.ts'

export type ProofRow = Omit<Proof, 'validity'>
export interface ProofFields {
  kind: string
  title: string
  summary: string
  issuer: string
  validUntil: string | null
  link: string
  citable: boolean
  accountId: string | null
  tags: string[]
}

const COLUMNS: Readonly<Record<keyof ProofFields, string>> = {
  kind: 'kind',
  title: 'title',
  summary: 'summary',
  issuer: 'issuer',
  validUntil: 'valid_until',
  link: 'link',
  citable: 'citable',
  accountId: 'account_id',
  tags: 'tags',
}
const KEYS = Object.keys(COLUMNS) as (keyof ProofFields)[]

export interface ProofFilter {
  q?: string | undefined
  kind?: string | undefined
  tag?: string | undefined
  /** Only those that end before this day, or (`endsFrom`) on it or later; null counts as never. */
  endsBefore?: string | undefined
  endsFrom?: string | undefined
  orNever?: boolean
  archived: boolean
  after: [string, string] | null
  limit: number
}

/** Proofs, the newest first; one row more than `limit` where there are more. */
export async function listProofs(tx: Tx, actor: Actor, filter: ProofFilter): Promise<ProofRow[]> {
  const where: RawBuilder<unknown>[] = [
    filter.archived ? sql`p.archived_at is not null` : sql`p.archived_at is null`,
  ]
  if (filter.kind) where.push(sql`p.kind = ${filter.kind}`)
  if (filter.tag) where.push(sql`${filter.tag} = any(p.tags)`)
  if (filter.endsBefore) where.push(sql`p.valid_until < ${filter.endsBefore}::date`)
  if (filter.endsFrom)
    where.push(
      sql`(p.valid_until >= ${filter.endsFrom}::date ${filter.orNever ? sql`or p.valid_until is null` : sql``})`,
    )
  const typed = tailRange(filter.q ?? '')
  if (typed)
    where.push(sql`exists (select from name_index n where n.org_id = ${actor.orgId}::uuid and n.subject_id = p.id
      and n.kind = 'proof' and n.tail >= ${typed.from} and n.tail < ${typed.to})`)
  if (filter.after)
    where.push(sql`(p.created_at, p.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`)
  return select(
    tx,
    actor,
    sql`${sql.join(where, sql` and `)} order by p.created_at desc, p.id desc
    limit ${filter.limit + 1}`,
  )
}

/** These proofs, in any order; unknown ids are left out. */
export async function readProofs(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ProofRow[]> {
  if (ids.length === 0) return []
  return select(tx, actor, sql`p.id = any(${ids as string[]}::uuid[])`)
}

async function select(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<ProofRow[]> {
  const { rows } = await sql<ProofRow>`
    select p.id, p.kind, p.title, p.summary, p.issuer, p.valid_until as "validUntil", p.link, p.citable, p.tags,
      p.archived_at as "archivedAt", p.created_at as "createdAt", p.version,
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account
    from proof p
    left join account_name a on a.org_id = p.org_id and a.id = p.account_id and ${accountVisible(actor, 'a.id')}
    where p.org_id = ${actor.orgId}::uuid and ${rest}`.execute(tx.on())
  return rows
}

export async function insertProof(tx: Tx, proof: ProofFields & { id: string }): Promise<void> {
  const values = [tx.orgId, proof.id, tx.memberId, ...KEYS.map((key) => proof[key])]
  await tx.query(
    `insert into proof (org_id, id, created_by, ${KEYS.map((key) => COLUMNS[key]).join(', ')})
     values (${values.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  )
}

/** False if the version no longer stands. */
export async function updateProof(
  tx: Tx,
  proofId: string,
  version: number,
  change: Partial<ProofFields>,
): Promise<boolean> {
  const keys = KEYS.filter((key) => change[key] !== undefined)
  const sets = keys.map((key, i) => `${COLUMNS[key]} = $${i + 4}`)
  const { rowCount } = await tx.query(
    `update proof set ${[...sets, 'version = version + 1'].join(', ')} where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, proofId, version, ...keys.map((key) => change[key])],
  )
  return rowCount === 1
}

/** False if it was so already. */
export async function setArchived(tx: Tx, proofId: string, archived: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update proof set archived_at = ${archived ? 'now()' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and archived_at is ${archived ? '' : 'not'} null`,
    [tx.orgId, proofId],
  )
  return rowCount === 1
}

/** A proof is found by its title and its issuer, by everyone of the organisation. */
export async function indexProof(
  tx: Tx,
  proof: { id: string; title: string; issuer: string },
): Promise<void> {
  const names = [proof.title, proof.issuer].filter((name) => name !== '')
  await indexNames(tx, [{ kind: 'proof', id: proof.id, accountId: null, names }])
}

export async function unindexProof(tx: Tx, proofId: string): Promise<void> {
  await forgetNames(tx, [proofId])
}
