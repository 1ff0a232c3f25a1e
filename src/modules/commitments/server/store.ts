import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Commitment, CommitmentState, Side } from '../commitments.contract.ts'
import type { StoredState } from '../commitments.rules.ts'

/** Overdue as `stateOn` says it, on the organisation's day. */
const state = sql`case when c.state = 'open' and c.due_on < (select organisation_today()) then 'overdue' else c.state end`
/** What is open first, the earliest due first. */
const order = sql`(case when c.state = 'open' then 0 else 1 end), coalesce(c.due_on, '9999-12-31'), c.id`

const history = sql`coalesce((
  select json_agg(json_build_object('id', s.id, 'step', s.step, 'note', s.note, 'byName', sm.name, 'at', s.at,
    'dueBefore', s.due_before, 'dueAfter', s.due_after) order by s.at, s.id)
  from commitment_step s join member_name sm on sm.org_id = s.org_id and sm.id = s.by_id
  where s.org_id = c.org_id and s.commitment_id = c.id), '[]')`

async function read(
  tx: Tx,
  actor: Actor,
  where: readonly RawBuilder<unknown>[],
  limit: number,
): Promise<Commitment[]> {
  const { rows } = await sql<Omit<Commitment, 'dueBefore'>>`
    select c.id, c.account_id as "accountId", a.name as "accountName", c.visit_id as "visitId",
      c.project_id as "projectId", c.side, c.what, c.person_id as "personId", coalesce(p.name, '') as "personName",
      c.member_id as "memberId", m.name as "memberName", c.due_on as "dueOn", c.proof_kind as "proofKind",
      c.proof_text as "proofText", ${state} as state, ${history} as history, c.version
    from commitment c
    join account_name a on a.org_id = c.org_id and a.id = c.account_id
    join member_name m on m.org_id = c.org_id and m.id = c.member_id
    left join person_name p on p.org_id = c.org_id and p.id = c.person_id
    where ${sql.join([sql`c.org_id = ${actor.orgId}::uuid`, accountVisible(actor, 'c.account_id'), ...where], sql` and `)}
    order by ${order} limit ${limit}`.execute(tx.on())
  return rows.map((row) => ({
    ...row,
    dueBefore: row.history.flatMap((step) => (step.dueBefore ? [step.dueBefore] : [])),
  }))
}

export async function findCommitment(tx: Tx, actor: Actor, id: string): Promise<Commitment | undefined> {
  return (await read(tx, actor, [sql`c.id = ${id}::uuid`], 1))[0]
}

/** Those made in a visit, open or not. */
export async function commitmentsOfVisit(tx: Tx, actor: Actor, visitId: string): Promise<Commitment[]> {
  return read(tx, actor, [sql`c.visit_id = ${visitId}::uuid`], 200)
}

/** Those of an account that wait, `but` those of one visit. */
export async function openOfAccount(
  tx: Tx,
  actor: Actor,
  accountId: string,
  but: string | null = null,
): Promise<Commitment[]> {
  return read(
    tx,
    actor,
    [
      sql`c.account_id = ${accountId}::uuid and c.state = 'open'`,
      ...(but ? [sql`c.visit_id is distinct from ${but}::uuid`] : []),
    ],
    100,
  )
}

export interface CommitmentsAsked {
  accountId?: string | undefined
  projectId?: string | undefined
  side?: Side | undefined
  state?: CommitmentState | undefined
  memberId?: string | undefined
  after: [place: number, due: string, id: string] | null
  limit: number
}

/** One row too many tells that there is more. */
export async function listCommitments(tx: Tx, actor: Actor, asked: CommitmentsAsked): Promise<Commitment[]> {
  const { accountId, projectId, side, memberId, after, limit } = asked
  const where = [
    accountId && sql`c.account_id = ${accountId}::uuid`,
    projectId && sql`c.project_id = ${projectId}::uuid`,
    side && sql`c.side = ${side}`,
    memberId && sql`c.member_id = ${memberId}::uuid`,
    asked.state && sql`${state} = ${asked.state}`,
    after && sql`(${order}) > (${after[0]}::int, ${after[1]}::date, ${after[2]}::uuid)`,
  ].filter((one) => typeof one === 'object' && one !== null)
  return read(tx, actor, where, limit + 1)
}

/** The keys a page of `listCommitments` ends with. */
export function orderKeys(row: Commitment): [number, string, string] {
  return [row.state === 'open' || row.state === 'overdue' ? 0 : 1, row.dueOn ?? '9999-12-31', row.id]
}

export interface OurPromise {
  id: string
  what: string
  dueOn: string | null
  state: CommitmentState
}

/** What we promised a customer; the caller has passed the account's guard. One row too many tells that there is more. */
export async function listOurPromises(
  tx: Tx,
  accountId: string,
  asked: { after: CommitmentsAsked['after']; limit: number },
): Promise<OurPromise[]> {
  const after = asked.after
    ? sql`and (${order}) > (${asked.after[0]}::int, ${asked.after[1]}::date, ${asked.after[2]}::uuid)`
    : sql``
  const { rows } = await sql<OurPromise>`
    select c.id, c.what, c.due_on as "dueOn", ${state} as state from commitment c
    where c.org_id = ${tx.orgId}::uuid and c.account_id = ${accountId}::uuid and c.side = 'ours' and c.what <> '' ${after}
    order by ${order} limit ${asked.limit + 1}`.execute(tx.on())
  return rows
}

export interface DueCommitment {
  id: string
  side: Side
  accountId: string
  accountName: string
  visitId: string | null
  what: string
  /** Who owes it: the customer's person, or one of us. */
  who: string
  dueOn: string
  overdue: boolean
}

/** What is open and due by a day, of what the actor owes or follows up; the earliest first. */
export async function dueOfMember(
  tx: Tx,
  actor: Actor,
  until: string,
  today?: string,
): Promise<DueCommitment[]> {
  const { rows } = await sql<DueCommitment>`
    select c.id, c.side, c.account_id as "accountId", a.name as "accountName", c.visit_id as "visitId", c.what,
      coalesce(case when c.side = 'ours' then m.name else p.name end, '') as who, c.due_on as "dueOn",
      c.due_on < coalesce(${today ?? null}::date, (select organisation_today())) as overdue
    from commitment c
    join account_name a on a.org_id = c.org_id and a.id = c.account_id
    join member_name m on m.org_id = c.org_id and m.id = c.member_id
    left join person_name p on p.org_id = c.org_id and p.id = c.person_id
    where c.org_id = ${actor.orgId}::uuid and c.member_id = ${actor.memberId}::uuid and c.state = 'open'
      and c.due_on <= ${until}::date and ${accountVisible(actor, 'c.account_id')}
    order by c.due_on, c.id limit 100`.execute(tx.on())
  return rows
}

export interface NewCommitment {
  id: string
  accountId: string
  visitId: string | null
  projectId: string | null
  side: Side
  what: string
  personId: string | null
  memberId: string
  dueOn: string | null
  proofKind: string | null
  proofText: string
}

export async function insertCommitment(tx: Tx, c: NewCommitment): Promise<void> {
  await tx.query(
    `insert into commitment (org_id, id, account_id, visit_id, project_id, side, what, person_id, member_id, due_on, proof_kind,
       proof_text, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.orgId,
      c.id,
      c.accountId,
      c.visitId,
      c.projectId,
      c.side,
      c.what,
      c.personId,
      c.memberId,
      c.dueOn,
      c.proofKind,
      c.proofText,
      tx.memberId,
    ],
  )
}

const COLUMNS = {
  what: 'what',
  personId: 'person_id',
  memberId: 'member_id',
  dueOn: 'due_on',
  proofKind: 'proof_kind',
  proofText: 'proof_text',
} as const
export type CommitmentChange = Partial<Record<keyof typeof COLUMNS, string | null>>

/** @returns false if somebody else changed it first */
export async function updateCommitment(
  tx: Tx,
  id: string,
  version: number,
  change: CommitmentChange,
): Promise<boolean> {
  const values: unknown[] = [tx.orgId, id, version]
  const sets = (Object.keys(COLUMNS) as (keyof CommitmentChange)[])
    .filter((key) => change[key] !== undefined)
    .map((key) => `${COLUMNS[key]} = $${values.push(change[key])}`)
  const { rowCount } = await tx.query(
    `update commitment set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    values,
  )
  return rowCount === 1
}

/** Keeps the day that had been agreed. */
export async function insertDueChange(
  tx: Tx,
  step: { id: string; commitmentId: string; dueBefore: string | null; dueAfter: string | null; note: string },
): Promise<void> {
  await tx.query(
    `insert into commitment_step (org_id, id, commitment_id, step, due_before, due_after, note, by_id)
     values ($1, $2, $3, 'due_changed', $4, $5, $6, $7)`,
    [tx.orgId, step.id, step.commitmentId, step.dueBefore, step.dueAfter, step.note, tx.memberId],
  )
}

/** Takes the step only from the state it was decided on. @returns false if it stands elsewhere by now */
export async function moveCommitment(
  tx: Tx,
  commitmentId: string,
  step: { id: string; from: StoredState; to: StoredState; step: string; note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with moved as (update commitment set state = $4 where org_id = $1 and id = $2 and state = $3 returning id)
     insert into commitment_step (org_id, id, commitment_id, step, note, by_id) select $1, $5, moved.id, $6, $7, $8 from moved`,
    [tx.orgId, commitmentId, step.from, step.to, step.id, step.step, step.note, tx.memberId],
  )
  return rowCount === 1
}

/** Erasing a person takes what they promised and what was promised to them along; that something was due and kept stays. */
export async function erasePersonFromCommitments(tx: Tx, personId: string): Promise<void> {
  await tx.query(
    `update commitment_step s set note = '' from commitment c
     where c.org_id = s.org_id and c.id = s.commitment_id and s.org_id = $1 and c.person_id = $2`,
    [tx.orgId, personId],
  )
  await tx.query(
    `update commitment set what = '', proof_text = '', person_id = null where org_id = $1 and person_id = $2`,
    [tx.orgId, personId],
  )
}
