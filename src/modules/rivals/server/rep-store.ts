import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/server/tx.ts'
import type { RivalRep, RivalTie } from '../rivals.contract.ts'

export type RepRow = Omit<RivalRep, 'ties' | 'traits'> & { traits: string }
export interface RivalTieRow extends Omit<RivalTie, 'source'> {
  sourceKind: RivalTie['source']['kind']
  sourceId: string | null
  sourceNote: string
  ended: boolean
}

function repsWhere(tx: Tx, which: RawBuilder<unknown>) {
  return sql<RepRow>`
    select p.id, p.account_id as "accountId", p.rival_id as "rivalId", r.name as "rivalName", p.name, p.title, p.traits,
      p.left_at is not null as left, p.version
    from rival_rep p join rival r on r.org_id = p.org_id and r.id = p.rival_id
    where p.org_id = ${tx.orgId}::uuid and ${which}
    order by p.left_at nulls first, p.id limit 200`
}

export async function repsAt(tx: Tx, accountId: string): Promise<RepRow[]> {
  return (await repsWhere(tx, sql`p.account_id = ${accountId}::uuid`).execute(tx.on())).rows
}

export async function findRep(tx: Tx, id: string): Promise<RepRow | undefined> {
  return (await repsWhere(tx, sql`p.id = ${id}::uuid`).execute(tx.on())).rows[0]
}

export async function insertRep(
  tx: Tx,
  accountId: string,
  rep: { id: string; rivalId: string; name: string; title: string; traits: string },
): Promise<void> {
  await tx.query(
    `insert into rival_rep (org_id, id, account_id, rival_id, name, title, traits, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.orgId, rep.id, accountId, rep.rivalId, rep.name, rep.title, rep.traits, tx.memberId],
  )
}

/** `traits` undefined leaves them as they are. @returns false if somebody else changed it first */
export async function updateRep(
  tx: Tx,
  rep: {
    id: string
    rivalId: string
    name: string
    title: string
    traits: string | undefined
    left: boolean
    version: number
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update rival_rep set rival_id = $3, name = $4, title = $5, traits = coalesce($6, traits),
       left_at = case when $7 then coalesce(left_at, now()) end, version = version + 1
     where org_id = $1 and id = $2 and version = $8`,
    [tx.orgId, rep.id, rep.rivalId, rep.name, rep.title, rep.traits ?? null, rep.left, rep.version],
  )
  return rowCount === 1
}

function tiesWhere(tx: Tx, which: RawBuilder<unknown>) {
  return sql<RivalTieRow>`
    select t.id, t.rep_id as "repId", t.person_id as "personId", p.name as "personName", t.kind, t.strength, t.evidence,
      t.source_kind as "sourceKind", t.source_id as "sourceId", t.source_note as "sourceNote", t.confidence,
      t.asserted_by as "assertedBy", t.asserted_at as "assertedAt", t.superseded_at is not null as ended
    from rival_tie t join person_name p on p.org_id = t.org_id and p.id = t.person_id
    where t.org_id = ${tx.orgId}::uuid and ${which}
    order by t.asserted_at desc, t.id desc limit 1000`
}

/** What binds these reps to people today. */
export async function currentRivalTies(tx: Tx, repIds: readonly string[]): Promise<RivalTieRow[]> {
  if (repIds.length === 0) return []
  const which = sql`t.rep_id = any(${repIds as string[]}::uuid[]) and t.superseded_at is null`
  return (await tiesWhere(tx, which).execute(tx.on())).rows
}

export async function findRivalTie(tx: Tx, id: string): Promise<RivalTieRow | undefined> {
  return (await tiesWhere(tx, sql`t.id = ${id}::uuid`).execute(tx.on())).rows[0]
}

/** Writes a tie, and supersedes the one there was between the same two. */
export async function insertRivalTie(
  tx: Tx,
  t: Pick<RivalTie, 'id' | 'repId' | 'personId' | 'kind' | 'strength' | 'evidence' | 'source' | 'confidence'>,
): Promise<void> {
  await tx.query('select 1 from rival_rep where org_id = $1 and id = $2 for no key update', [
    tx.orgId,
    t.repId,
  ])
  await tx.query(
    `update rival_tie set superseded_by = $4, superseded_at = now()
     where org_id = $1 and rep_id = $2 and person_id = $3 and superseded_at is null`,
    [tx.orgId, t.repId, t.personId, t.id],
  )
  await tx.query(
    `insert into rival_tie (org_id, id, rep_id, person_id, kind, strength, evidence, source_kind, source_id, source_note,
       confidence, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.orgId,
      t.id,
      t.repId,
      t.personId,
      t.kind,
      t.strength,
      t.evidence,
      t.source.kind,
      t.source.id,
      t.source.note,
      t.confidence,
      tx.memberId,
    ],
  )
}

/** @returns false if it was superseded or ended before */
export async function endRivalTieRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update rival_tie set superseded_at = now(), ended_by = $3 where org_id = $1 and id = $2 and superseded_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}

/** What a rival's people had with an erased person is gone, and so are the words the person said about products. */
export async function erasePersonFromRivals(tx: Tx, personId: string): Promise<void> {
  const of = [tx.orgId, personId]
  await tx.query('delete from rival_tie where org_id = $1 and person_id = $2', of)
  await tx.query(
    `update satisfaction set told_by_id = null, comment = '', source_note = '',
       source_id = case when source_id = $2 then null else source_id end
     where org_id = $1 and (told_by_id = $2 or source_id = $2)`,
    of,
  )
}
