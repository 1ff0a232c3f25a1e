import { sql } from 'kysely'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Fact, FactValue } from '../dossier.contract.ts'
import type { FieldChange } from '../people.rules.ts'

export async function listFieldChanges(tx: Tx): Promise<FieldChange[]> {
  const { rows } = await tx.query<FieldChange>(
    `select key, label_zh as "labelZh", label_en as "labelEn", class, hidden, version
     from dossier_field where org_id = $1 order by key`,
    [tx.orgId],
  )
  return rows
}

/** @returns false if the field has been set by somebody else since `version` was read (null: it had never been) */
export async function putField(
  tx: Tx,
  field: Omit<FieldChange, 'version'> & { version: number | null },
): Promise<boolean> {
  const values = [tx.orgId, field.key, field.labelZh, field.labelEn, field.class, field.hidden]
  const into = 'insert into dossier_field (org_id, key, label_zh, label_en, class, hidden, version)'
  const { rowCount } =
    field.version === null
      ? await tx.query(`${into} values ($1, $2, $3, $4, $5, $6, 1) on conflict do nothing`, values)
      : field.version === FIRST_VERSION
        ? // A built-in field nobody has changed has no row, and is answered as its first version.
          await tx.query(
            `${into} values ($1, $2, $3, $4, $5, $6, 2)
             on conflict (org_id, key) do update set label_zh = excluded.label_zh, label_en = excluded.label_en,
               class = excluded.class, hidden = excluded.hidden, version = dossier_field.version + 1
             where dossier_field.version = 1`,
            values,
          )
        : await tx.query(
            `update dossier_field set label_zh = $3, label_en = $4, class = $5, hidden = $6, version = version + 1
             where org_id = $1 and key = $2 and version = $7`,
            [...values, field.version],
          )
  return rowCount === 1
}

const FIRST_VERSION = 1

/** A fact as it is kept, its value included: never answered without passing `asAnswered`. */
export interface FactRow extends Omit<Fact, 'masked' | 'source'> {
  personId: string
  sourceKind: Fact['source']['kind']
  sourceId: string | null
  sourceNote: string
  value: FactValue
}

const FACT = sql`f.id, f.person_id as "personId", f.field, f.class, f.value, f.basis, f.source_kind as "sourceKind",
  f.source_id as "sourceId", f.source_note as "sourceNote", f.confidence, f.asserted_by as "assertedBy",
  m.name as "assertedByName", f.asserted_at as "assertedAt", f.expires_on as "expiresOn",
  f.superseded_at as "supersededAt", f.withdrawn_by is not null as withdrawn
  from dossier_fact f join member_name m on m.org_id = f.org_id and m.id = f.asserted_by`

/** What is believed of a person today. */
export async function listFacts(tx: Tx, personId: string): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`select ${FACT}
    where f.org_id = ${tx.orgId}::uuid and f.person_id = ${personId}::uuid and f.superseded_at is null
    order by f.field, f.id limit 500`.execute(tx.on())
  return rows
}

/** What was ever believed of a person, the newest first. */
export async function listFactHistory(
  tx: Tx,
  personId: string,
  asked: { field?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 2)
  const { rows } = await sql<FactRow>`select ${FACT}
    where f.org_id = ${tx.orgId}::uuid and f.person_id = ${personId}::uuid
      ${asked.field ? sql`and f.field = ${asked.field}` : sql``}
      ${after ? sql`and (f.asserted_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by f.asserted_at desc, f.id desc limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.assertedAt, row.id])
}

export async function findFact(tx: Tx, id: string): Promise<FactRow | undefined> {
  const { rows } = await sql<FactRow>`select ${FACT}
    where f.org_id = ${tx.orgId}::uuid and f.id = ${id}::uuid`.execute(tx.on())
  return rows[0]
}

export interface NewFact {
  id: string
  personId: string
  field: string
  value: FactValue
  class: Fact['class']
  basis: Fact['basis']
  source: Fact['source']
  confidence: Fact['confidence']
  expiresOn: string | null
}

/** Two claims about one person wait for each other here, so that one of them supersedes the other. */
export async function holdPerson(tx: Tx, personId: string): Promise<void> {
  await tx.query('select 1 from person where org_id = $1 and id = $2 for no key update', [tx.orgId, personId])
}

export async function insertFact(tx: Tx, f: NewFact): Promise<void> {
  await tx.query(
    `insert into dossier_fact (org_id, id, person_id, field, value, class, basis, source_kind, source_id, source_note,
       confidence, expires_on, asserted_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.orgId,
      f.id,
      f.personId,
      f.field,
      JSON.stringify(f.value),
      f.class,
      f.basis,
      f.source.kind,
      f.source.id,
      f.source.note,
      f.confidence,
      f.expiresOn,
      tx.memberId,
    ],
  )
}

/**
 * Marks what a new fact replaces: the one named, or every current one of the field.
 * @returns how many
 */
export async function supersedeFacts(
  tx: Tx,
  what: { personId: string; field: string; factId: string | null; by: string },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update dossier_fact set superseded_by = $4, superseded_at = now()
     where org_id = $1 and person_id = $2 and field = $3 and superseded_at is null and id <> $4
       and ($5::uuid is null or id = $5)`,
    [tx.orgId, what.personId, what.field, what.by, what.factId],
  )
  return rowCount ?? 0
}

/** @returns false if it was superseded or withdrawn before */
export async function withdrawFactRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update dossier_fact set superseded_at = now(), withdrawn_by = $3
     where org_id = $1 and id = $2 and superseded_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}

export async function insertReveal(
  tx: Tx,
  r: { id: string; personId: string; accountId: string; factId: string; field: string; reason: string },
): Promise<void> {
  await tx.query(
    `insert into reveal (org_id, id, person_id, account_id, fact_id, field, reason, by_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.orgId, r.id, r.personId, r.accountId, r.factId, r.field, r.reason, tx.memberId],
  )
}

/** Who looked, the newest first: everybody's for those who audit, those of one's own people for a supervisor. */
export async function listRevealRows(
  tx: Tx,
  actor: Actor,
  asked: { personId?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(asked.cursor, 1)
  const { rows } = await sql<{
    id: string
    personId: string
    personName: string
    accountId: string
    field: string
    byId: string
    byName: string
    at: string
    reason: string
  }>`select r.id, r.person_id as "personId", p.name as "personName", r.account_id as "accountId", r.field,
      r.by_id as "byId", m.name as "byName", r.at, r.reason
    from reveal r
    join person p on p.org_id = r.org_id and p.id = r.person_id
    join member_name m on m.org_id = r.org_id and m.id = r.by_id
    where r.org_id = ${tx.orgId}::uuid
      ${actor.wide ? sql`` : sql`and r.by_id = any(${actor.reach as string[]}::uuid[])`}
      ${asked.personId ? sql`and r.person_id = ${asked.personId}::uuid` : sql``}
      ${after ? sql`and r.id < ${after[0]}::uuid` : sql``}
    order by r.id desc limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.id])
}
