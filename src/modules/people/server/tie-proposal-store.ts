import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { FactValue } from '../dossier.contract.ts'
import type { ProposedKind } from '../tie-proposals.contract.ts'
import { personalVisible } from './personal-store.ts'

/** Whose dossiers are compared with others': one person's, or those of everyone of an account. */
export type ProposalScope = { accountId: string; personId?: string; otherId?: string }

/** Two people whose dossiers say the same, or who worked in the same place. */
export interface SharedRow {
  kind: ProposedKind
  personId: string
  otherId: string
  dismissed: boolean
  /** The two facts, or the two employments. */
  factIds: [string, string]
  /** Of a dossier fact; null for an employment. */
  value: FactValue | null
  otherValue: FactValue | null
  city: string | null
  otherCity: string | null
  county: string | null
  otherCounty: string | null
  /** Of an employment. */
  employer: string | null
  since: string | null
  until: string | null
  otherSince: string | null
  otherUntil: string | null
}

/** Others elsewhere who are looked at for one fact: half a city may come from the same one. */
const ELSEWHERE = 12
/** The same where a whole customer is looked at. */
const ELSEWHERE_EACH = 4
/** Pairs read at most. */
export const MOST_PAIRS = 400

const KIND = sql`case o.field when 'hometown' then 'townsman' when 'schools' then 'schoolmate' else 'former_colleague' end`

/**
 * Asked of each pair beside the join: as part of it, each question is one more table to order, and planning takes longer
 * than reading.
 */
const beside = (question: RawBuilder<unknown>) => sql`(${question}) is true`

/** Neither tied that way already, nor turned down (or, asked for those, turned down). */
function open(kind: RawBuilder<unknown>, one: string, other: string, dismissed: boolean) {
  const [a, b] = [sql.ref(one), sql.ref(other)]
  const turnedDown = sql`exists (select 1 from tie_dismissal d where d.org_id = o.org_id
    and d.low_id = least(${a}, ${b}) and d.high_id = greatest(${a}, ${b}) and d.kind = ${kind})`
  const tied = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) =>
    sql`exists (select 1 from tie t where t.org_id = o.org_id and t.superseded_at is null and t.kind = ${kind}
      and t.from_id = ${from} and t.to_id = ${to})`
  return beside(
    sql`not ${tied(a, b)} and not ${tied(b, a)} and ${dismissed ? turnedDown : sql`not ${turnedDown}`}`,
  )
}

/** A fact that may be read without a reveal, and still holds. */
const readable = (fact: string) => sql`${sql.ref(`${fact}.superseded_at`)} is null
  and ${sql.ref(`${fact}.class`)} <> 'sensitive'
  and (${sql.ref(`${fact}.expires_on`)} is null or ${sql.ref(`${fact}.expires_on`)} >= (select organisation_today()))`

/**
 * Pairs whose dossiers share a key. The caller has passed the guard of the scope's account and its personal layer; of the
 * others only those whose personal layer is open to the actor too.
 * @param fields the fields of the dossier that may be read at all: neither hidden nor sensitive in the catalogue
 */
export async function sharedFacts(
  tx: Tx,
  actor: Actor,
  scope: ProposalScope,
  fields: readonly string[],
  dismissed: boolean,
): Promise<SharedRow[]> {
  if (fields.length === 0) return []
  const here = sql`select f.org_id, f.id, f.person_id, f.field, f.value, f.tie_key, f.tie_key_near, p.account_id
    from person p join dossier_fact f on f.org_id = p.org_id and f.person_id = p.id
    where p.org_id = ${tx.orgId}::uuid and p.account_id = ${scope.accountId}::uuid
      and p.erased_at is null and p.archived_at is null
      and f.field = any(${fields as string[]}::text[]) and ${readable('f')}
      and coalesce(f.tie_key, f.tie_key_near) is not null`
  const elsewhere = (key: 'tie_key' | 'tie_key_near') => sql`
    (select f.id, f.person_id, f.value, f.tie_key, f.tie_key_near
     from dossier_fact f join person q on q.org_id = f.org_id and q.id = f.person_id
     where f.org_id = o.org_id and f.field = o.field and f.${sql.ref(key)} = o.${sql.ref(key)} and ${readable('f')}
       and q.account_id <> o.account_id and q.erased_at is null and q.archived_at is null
       ${scope.otherId ? sql`and q.id = ${scope.otherId}::uuid` : sql``}
       and ${beside(personalVisible(actor, 'q.account_id'))}
     order by f.id desc limit ${scope.personId ? ELSEWHERE : ELSEWHERE_EACH})`
  const { rows } = await sql<SharedRow>`
    with here as materialized (${here}),
    own as (select * from here o ${scope.personId ? sql`where o.person_id = ${scope.personId}::uuid` : sql``})
    select ${KIND} as kind, o.person_id as "personId", other.person_id as "otherId", ${dismissed}::boolean as dismissed,
      array[o.id, other.id] as "factIds", o.value, other.value as "otherValue",
      o.tie_key as city, other.tie_key as "otherCity", o.tie_key_near as county, other.tie_key_near as "otherCounty",
      null as employer, null as since, null as until, null as "otherSince", null as "otherUntil"
    from own o
    cross join lateral (
      select h.id, h.person_id, h.value, h.tie_key, h.tie_key_near from here h
      where h.field = o.field and h.person_id <> o.person_id and (h.tie_key = o.tie_key or h.tie_key_near = o.tie_key_near)
      union (${elsewhere('tie_key')} union ${elsewhere('tie_key_near')})
    ) other
    where ${open(KIND, 'o.person_id', 'other.person_id', dismissed)}
      ${scope.otherId ? sql`and other.person_id = ${scope.otherId}::uuid` : sql``}
      ${
        scope.personId
          ? sql``
          : sql`and (o.person_id < other.person_id or not exists
        (select 1 from here back where back.person_id = other.person_id))`
      }
    ${scope.personId ? sql`order by other.tie_key_near = o.tie_key_near desc nulls last, other.id desc` : sql``}
    limit ${MOST_PAIRS + 1}`.execute(tx.on())
  return rows
}

/**
 * Pairs who worked in one place at the same time, where one of them has left. Both times must be known, or everybody who
 * ever worked there would be a former colleague of everybody else.
 */
export async function sharedEmployers(
  tx: Tx,
  actor: Actor,
  scope: ProposalScope,
  dismissed: boolean,
): Promise<SharedRow[]> {
  const kind = sql`'former_colleague'`
  const there = (person: string) => sql`exists (select 1 from employment n where n.org_id = o.org_id
    and n.account_id = o.account_id and n.person_id = ${sql.ref(person)} and n.until is null)`
  const { rows } = await sql<SharedRow>`
    select ${kind} as kind, o.person_id as "personId", e.person_id as "otherId", ${dismissed}::boolean as dismissed,
      array[o.id, e.id] as "factIds", null as value, null as "otherValue", null as city, null as "otherCity",
      null as county, null as "otherCounty", a.name as employer, o.since, o.until, e.since as "otherSince",
      e.until as "otherUntil"
    from person p
    join employment o on o.org_id = p.org_id and o.person_id = p.id and o.since is not null
    join account_name a on a.org_id = o.org_id and a.id = o.account_id
    join employment e on e.org_id = o.org_id and e.account_id = o.account_id and e.person_id <> o.person_id
      and e.since is not null and (o.until is not null or e.until is not null)
      and e.since <= coalesce(o.until, 'infinity') and o.since <= coalesce(e.until, 'infinity')
    join person q on q.org_id = e.org_id and q.id = e.person_id and q.erased_at is null and q.archived_at is null
    where p.org_id = ${tx.orgId}::uuid and p.account_id = ${scope.accountId}::uuid and p.erased_at is null
      and p.archived_at is null
      ${scope.personId ? sql`and p.id = ${scope.personId}::uuid` : sql`and (q.account_id <> p.account_id or p.id < q.id)`}
      ${scope.otherId ? sql`and q.id = ${scope.otherId}::uuid` : sql``}
      and ${beside(sql`not (${there('o.person_id')} and ${there('e.person_id')})`)}
      and ${beside(accountVisible(actor, 'o.account_id'))} and ${beside(personalVisible(actor, 'q.account_id'))}
      and ${open(kind, 'o.person_id', 'e.person_id', dismissed)}
    order by o.id, e.id limit ${MOST_PAIRS + 1}`.execute(tx.on())
  return rows
}

/** Turns a pair down; once is enough. */
export async function insertDismissal(
  tx: Tx,
  pair: { lowId: string; highId: string; kind: ProposedKind },
): Promise<void> {
  await tx.query(
    `insert into tie_dismissal (org_id, low_id, high_id, kind, by_id) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [tx.orgId, pair.lowId, pair.highId, pair.kind, tx.memberId],
  )
}

export async function deleteDismissal(
  tx: Tx,
  pair: { lowId: string; highId: string; kind: ProposedKind },
): Promise<void> {
  await tx.query(
    'delete from tie_dismissal where org_id = $1 and low_id = $2 and high_id = $3 and kind = $4',
    [tx.orgId, pair.lowId, pair.highId, pair.kind],
  )
}

/** Erasing a person takes along that somebody turned a tie with them down: it says what their dossier suggested. */
export async function eraseDismissals(tx: Tx, personId: string): Promise<void> {
  await tx.query('delete from tie_dismissal where org_id = $1 and (low_id = $2 or high_id = $2)', [
    tx.orgId,
    personId,
  ])
}
