import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { PRIVATE_TIES, type Tie, type TieKind } from '../ties.contract.ts'
import { personalVisible } from './personal-store.ts'

export interface TieRow extends Omit<Tie, 'source' | 'otherAccountName'> {
  fromAccountName: string
  toAccountName: string
  /** The personal layer of both ends is open to the actor. */
  personal: boolean
  sourceKind: Tie['source']['kind']
  sourceId: string | null
  sourceNote: string
}

/**
 * Ties whose both ends the actor may know of. Visibility and names are asked once for each customer the ties lead to: asked of
 * each tie, 1,400 of them took PostgreSQL a tenth of a second, and as joins eleven tables had to be put in order.
 */
function tiesWhere<More = unknown>(
  actor: Actor,
  which: RawBuilder<unknown>,
  history = false,
  more: RawBuilder<unknown> = sql``,
) {
  // Who sees an account only by standing on it, or above someone who does, sees its personal layer with it.
  const personal = actor.wide ? sql`${personalVisible(actor, 'c.id')}` : sql`true`
  return sql<TieRow & More>`
    with own as materialized (
      select t.*, a.name as from_name, a.account_id as from_account, b.name as to_name, b.account_id as to_account
      from tie t
      join person a on a.org_id = t.org_id and a.id = t.from_id
      join person b on b.org_id = t.org_id and b.id = t.to_id
      where t.org_id = ${actor.orgId}::uuid and ${which}
        ${history ? sql`` : sql`and t.superseded_at is null`}
    ),
    seen as materialized (
      select c.id, (select name from account_name where org_id = ${actor.orgId}::uuid and id = c.id) as name,
        ${personal} as personal
      from (select from_account as id from own union select to_account from own) c
      where (${accountVisible(actor, 'c.id')}) is true
    ),
    tellers as materialized (
      select m.id, m.name from member_name m
      where m.org_id = ${actor.orgId}::uuid and m.id in (select asserted_by from own)
    )
    select t.id, t.from_id as "fromId", t.from_name as "fromName", t.from_account as "fromAccountId",
      sa.name as "fromAccountName",
      t.to_id as "toId", t.to_name as "toName", t.to_account as "toAccountId", sb.name as "toAccountName",
      t.kind, t.strength, t.mutual, t.evidence,
      sa.personal and sb.personal as personal,
      t.source_kind as "sourceKind", t.source_id as "sourceId", t.source_note as "sourceNote", t.confidence,
      t.asserted_by as "assertedBy", w.name as "assertedByName",
      t.asserted_at as "assertedAt",
      t.superseded_at as "supersededAt", t.ended_by is not null as ended, t.from_facts <> '{}' as "fromDossier"
      ${more}
    from own t
    join seen sa on sa.id = t.from_account
    join seen sb on sb.id = t.to_account
    left join tellers w on w.id = t.asserted_by
    order by t.asserted_at desc, t.id desc limit 2000`
}

export async function tiesOfPerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  history: boolean,
): Promise<TieRow[]> {
  const which = sql`(t.from_id = ${personId}::uuid or t.to_id = ${personId}::uuid)`
  return (await tiesWhere(actor, which, history).execute(tx.on())).rows
}

/** Of the ties `own` of an account's people, those `which` holds of. */
function tiesOfAccountWhere(
  actor: Actor,
  accountId: string,
  which: RawBuilder<unknown>,
): RawBuilder<unknown> {
  // From the account's people outwards: asked of both ends at once, it would read every tie of the organisation.
  const end = (column: 'from_id' | 'to_id') => sql`select own.id from person p
    join tie own on own.org_id = p.org_id and own.${sql.ref(column)} = p.id and ${which}
    where p.org_id = ${actor.orgId}::uuid and p.account_id = ${accountId}::uuid`
  return sql`t.id = any(array(${end('from_id')} union ${end('to_id')}))`
}

/** Of everybody at an account, also those that lead outside; the newest. @param only of these ids */
export async function tiesAtAccount(
  tx: Tx,
  actor: Actor,
  accountId: string,
  only?: readonly string[],
): Promise<TieRow[]> {
  const asked = only ? sql`and own.id = any(${only as string[]}::uuid[])` : sql``
  const which = tiesOfAccountWhere(actor, accountId, sql`own.superseded_at is null ${asked}`)
  return (await tiesWhere(actor, which).execute(tx.on())).rows
}

/**
 * Ties of an account's people that bound them just before one of two moments (ISO) and not before the other: what is as it
 * was is not read. `stoodFrom`: it is of the first. @param to null: now
 */
export async function tiesTurned(
  tx: Tx,
  actor: Actor,
  accountId: string,
  from: string,
  to: string | null,
): Promise<(TieRow & { stoodFrom: boolean })[]> {
  const stood = (row: 'own' | 't', at: string | null) => {
    const [said, ended] = [sql.ref(`${row}.asserted_at`), sql.ref(`${row}.superseded_at`)]
    return at === null
      ? sql`(${ended} is null)`
      : sql`(${said} < ${at}::timestamptz and (${ended} is null or ${ended} >= ${at}::timestamptz))`
  }
  const which = tiesOfAccountWhere(actor, accountId, sql`${stood('own', from)} <> ${stood('own', to)}`)
  const stoodFrom = sql`, ${stood('t', from)} as "stoodFrom"`
  return (await tiesWhere<{ stoodFrom: boolean }>(actor, which, true, stoodFrom).execute(tx.on())).rows
}

/** What binds two of the same customer's people, as far as a picture of them needs. */
export type TieWithin = Pick<Tie, 'id' | 'fromId' | 'toId' | 'kind' | 'strength' | 'mutual'>

/**
 * The ties that bind an account's people to each other. The caller has passed the account's guard, which is that of both
 * ends. Not those that lead outside: whom half a province knows has thousands.
 * @param personal private ties are shown
 */
export async function tiesWithinAccount(tx: Tx, accountId: string, personal: boolean): Promise<TieWithin[]> {
  const { rows } = await tx.query<TieWithin>(
    // Person by person, and the other end looked up among the account's people, kept in memory: left to itself, a plan remembered
    // for small customers went through all of them again for each tie, and one for large ones read every tie there is.
    `with here as materialized (select id from person where org_id = $1 and account_id = $2)
     select t.id, t.from_id as "fromId", t.to_id as "toId", t.kind, t.strength, t.mutual
     from here
     cross join lateral (
       select * from tie where org_id = $1 and from_id = here.id and superseded_at is null offset 0) t
     where (t.to_id in (select id from here)) is true and ($3 or t.kind <> all($4::text[]))
     order by t.asserted_at desc, t.id desc`,
    [tx.orgId, accountId, personal, PRIVATE_TIES],
  )
  return rows
}

/**
 * The ties that bound some people to each other just before a moment (ISO): of an account's people of that day, some of whom
 * are elsewhere by now. The caller has passed the account's guard; what was said while they were here is told here.
 * @param personal private ties are shown
 */
export async function tiesAmong(
  tx: Tx,
  ids: readonly string[],
  personal: boolean,
  at: string,
): Promise<TieWithin[]> {
  const { rows } = await tx.query<TieWithin>(
    `select t.id, t.from_id as "fromId", t.to_id as "toId", t.kind, t.strength, t.mutual
     from tie t
     where t.org_id = $1 and t.from_id = any($2::uuid[]) and t.to_id = any($2::uuid[])
       and t.asserted_at < $3::timestamptz and (t.superseded_at is null or t.superseded_at >= $3::timestamptz)
       and ($4 or t.kind <> all($5::text[]))
     order by t.asserted_at desc, t.id desc`,
    [tx.orgId, ids, at, personal, PRIVATE_TIES],
  )
  return rows
}

export async function findTie(tx: Tx, actor: Actor, id: string): Promise<TieRow | undefined> {
  return (await tiesWhere(actor, sql`t.id = ${id}::uuid`, true).execute(tx.on())).rows[0]
}

export interface NewTie {
  id: string
  fromId: string
  toId: string
  kind: TieKind
  strength: number | null
  mutual: boolean
  evidence: string
  source: Tie['source']
  confidence: Tie['confidence']
  /** The dossier facts or employments it was read from. */
  fromFacts?: readonly string[]
}

/** Two claims about the same two people wait for each other here, so that one of them supersedes the other. */
export async function holdPair(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query(
    'select 1 from person where org_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [tx.orgId, [one, other]],
  )
}

export async function insertTie(tx: Tx, t: NewTie): Promise<void> {
  await tx.query(
    `insert into tie (org_id, id, from_id, to_id, kind, strength, mutual, evidence, source_kind, source_id, source_note,
       confidence, asserted_by, from_facts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.orgId,
      t.id,
      t.fromId,
      t.toId,
      t.kind,
      t.strength,
      t.mutual,
      t.evidence,
      t.source.kind,
      t.source.id,
      t.source.note,
      t.confidence,
      tx.memberId,
      t.fromFacts ?? [],
    ],
  )
}

/**
 * Supersedes the tie named and the current one of the same kind between the same two: two people may be bound in several
 * ways, but once in each. A mutual tie is the same whoever is named first. @returns whether the one named still stood
 */
export async function supersedeTies(tx: Tx, by: NewTie, tieId: string | null): Promise<boolean> {
  const { rows } = await tx.query<{ id: string }>(
    `update tie set superseded_by = $2, superseded_at = now()
     where org_id = $1 and superseded_at is null and id <> $2
       and ((from_id = $4 and to_id = $5) or (from_id = $5 and to_id = $4))
       and (id = $3 or kind = $6 and (from_id = $4 or $7))
     returning id`,
    [tx.orgId, by.id, tieId, by.fromId, by.toId, by.kind, by.mutual],
  )
  return tieId === null || rows.some((row) => row.id === tieId)
}

/** @returns false if it was superseded or ended before */
export async function endTieRow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update tie set superseded_at = now(), ended_by = $3 where org_id = $1 and id = $2 and superseded_at is null`,
    [tx.orgId, id, tx.memberId],
  )
  return rowCount === 1
}
