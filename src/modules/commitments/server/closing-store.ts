import { sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type {
  Approval,
  Attempt,
  ClosingMethod,
  MethodSetting,
  VisitOutcome,
} from '../commitments.contract.ts'

const ATTEMPT = `t.id, t.method, t.said, t.reaction, t.reaction_note as "reactionNote", m.name as "byName",
  t.created_at as at, t.version`

/** What was tried in a visit, in order; the caller has passed its guard. */
export async function attemptsOf(tx: Tx, visitId: string): Promise<Attempt[]> {
  const { rows } = await tx.query<Attempt>(
    `select ${ATTEMPT} from closing_attempt t join member_name m on m.org_id = t.org_id and m.id = t.created_by
     where t.org_id = $1 and t.visit_id = $2 order by t.id limit 200`,
    [tx.orgId, visitId],
  )
  return rows
}

export async function insertAttempt(
  tx: Tx,
  t: {
    id: string
    visitId: string
    accountId: string
    method: ClosingMethod
    said: string
    reaction: string | null
    reactionNote: string
  },
): Promise<void> {
  await tx.query(
    `insert into closing_attempt (org_id, id, visit_id, account_id, method, said, reaction, reaction_note, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.orgId, t.id, t.visitId, t.accountId, t.method, t.said, t.reaction, t.reactionNote, tx.memberId],
  )
}

/** @returns false if somebody else changed it first */
export async function updateAttempt(
  tx: Tx,
  visitId: string,
  id: string,
  version: number,
  change: {
    said?: string | undefined
    reaction?: string | null | undefined
    reactionNote?: string | undefined
  },
): Promise<boolean> {
  const values: unknown[] = [tx.orgId, visitId, id, version]
  const sets = ['version = version + 1']
  if (change.said !== undefined) sets.push(`said = $${values.push(change.said)}`)
  if (change.reaction !== undefined) sets.push(`reaction = $${values.push(change.reaction)}`)
  if (change.reactionNote !== undefined) sets.push(`reaction_note = $${values.push(change.reactionNote)}`)
  const { rowCount } = await tx.query(
    `update closing_attempt set ${sets.join(', ')} where org_id = $1 and visit_id = $2 and id = $3 and version = $4`,
    values,
  )
  return rowCount === 1
}

/** @returns false if it is not there */
export async function deleteAttempt(tx: Tx, visitId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from closing_attempt where org_id = $1 and visit_id = $2 and id = $3',
    [tx.orgId, visitId, id],
  )
  return rowCount === 1
}

export type OutcomeRow = VisitOutcome & { superseded: boolean }

/** Every judgement of a visit, the newest first. */
export async function outcomesOf(tx: Tx, visitId: string): Promise<OutcomeRow[]> {
  const { rows } = await tx.query<OutcomeRow>(
    `select o.id, o.outcome, o.amount, o.currency, o.project_id as "projectId", p.name as "projectName", o.note,
       m.name as "byName", o.at, o.superseded_at is not null as superseded
     from visit_outcome o join member_name m on m.org_id = o.org_id and m.id = o.by_id
     left join project_name p on p.org_id = o.org_id and p.id = o.project_id
     where o.org_id = $1 and o.visit_id = $2 order by o.superseded_at is null desc, o.at desc, o.id desc limit 50`,
    [tx.orgId, visitId],
  )
  return rows
}

/** Supersedes the judgement that was seen and writes the new one. @returns false if another stands by now */
export async function insertOutcome(
  tx: Tx,
  o: {
    id: string
    visitId: string
    accountId: string
    supersedes: string | null
    outcome: string
    amount: number | null
    currency: string
    projectId: string | null
    note: string
  },
): Promise<boolean> {
  const [, inserted] = await Promise.all([
    tx.query(
      `update visit_outcome set superseded_at = now()
       where org_id = $1 and visit_id = $2 and id = $3 and superseded_at is null`,
      [tx.orgId, o.visitId, o.supersedes],
    ),
    tx.query(
      `insert into visit_outcome (org_id, id, visit_id, account_id, project_id, outcome, amount, currency, note, by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (org_id, visit_id) where superseded_at is null do nothing`,
      [
        tx.orgId,
        o.id,
        o.visitId,
        o.accountId,
        o.projectId,
        o.outcome,
        o.amount,
        o.currency,
        o.note,
        tx.memberId,
      ],
    ),
  ])
  return inserted.rowCount === 1
}

/** What the administrator decided; methods without a row are free. */
export async function settings(tx: Tx): Promise<MethodSetting[]> {
  const { rows } = await tx.query<MethodSetting>(
    `select method, enabled, needs_approval as "needsApproval", version from closing_method_setting where org_id = $1`,
    [tx.orgId],
  )
  return rows
}

/** @returns false if somebody else changed it first; version 0 says there was none */
export async function putSetting(tx: Tx, s: MethodSetting): Promise<boolean> {
  const { rowCount } = await tx.query(
    s.version === 0
      ? `insert into closing_method_setting (org_id, method, enabled, needs_approval, changed_by)
         values ($1, $2, $4, $5, $6) on conflict do nothing returning $3::int`
      : `update closing_method_setting set enabled = $4, needs_approval = $5, changed_by = $6, changed_at = now(),
           version = version + 1 where org_id = $1 and method = $2 and version = $3`,
    [tx.orgId, s.method, s.version, s.enabled, s.needsApproval, tx.memberId],
  )
  return rowCount === 1
}

export type ApprovalRow = Approval & { askedBy: string }

const approvals = sql`
  select p.id, p.visit_id as "visitId", p.account_id as "accountId", a.name as "accountName", p.method, p.reason,
    p.asked_by as "askedBy", m.name as "askedByName", p.asked_at as "askedAt", p.approved, d.name as "decidedByName",
    p.decided_at as "decidedAt", p.decision_note as "decisionNote"
  from closing_approval p
  join account_name a on a.org_id = p.org_id and a.id = p.account_id
  join member_name m on m.org_id = p.org_id and m.id = p.asked_by
  left join member_name d on d.org_id = p.org_id and d.id = p.decided_by`

/** The newest approval per method of a visit. */
export async function approvalsOf(tx: Tx, visitId: string): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`select distinct on (method) * from (${approvals}
    where p.org_id = ${tx.orgId}::uuid and p.visit_id = ${visitId}::uuid) as asked
    order by method, "askedAt" desc, id desc`.execute(tx.on())
  return rows
}

export async function findApproval(tx: Tx, actor: Actor, id: string): Promise<ApprovalRow | undefined> {
  const { rows } =
    await sql<ApprovalRow>`${approvals} where p.org_id = ${actor.orgId}::uuid and p.id = ${id}::uuid
    and ${accountVisible(actor, 'p.account_id')}`.execute(tx.on())
  return rows[0]
}

/** Asked by those within reach; the newest first. One row too many tells that there is more. */
export async function listApprovals(
  tx: Tx,
  actor: Actor,
  asked: { open: boolean; before?: string | undefined; limit: number },
): Promise<ApprovalRow[]> {
  const reach = actor.wide ? sql`true` : sql`p.asked_by = any(${actor.reach as string[]}::uuid[])`
  const { rows } = await sql<ApprovalRow>`${approvals} where p.org_id = ${actor.orgId}::uuid and ${reach}
    and ${accountVisible(actor, 'p.account_id')} and (p.approved is null) = ${asked.open}
    ${asked.before ? sql`and p.id < ${asked.before}::uuid` : sql``}
    order by p.id desc limit ${asked.limit + 1}`.execute(tx.on())
  return rows
}

export async function insertApproval(
  tx: Tx,
  p: { id: string; visitId: string; accountId: string; method: ClosingMethod; reason: string },
): Promise<void> {
  await tx.query(
    `insert into closing_approval (org_id, id, visit_id, account_id, method, reason, asked_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.orgId, p.id, p.visitId, p.accountId, p.method, p.reason, tx.memberId],
  )
}

/** @returns false if it was decided before */
export async function decide(tx: Tx, id: string, approved: boolean, note: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update closing_approval set approved = $3, decision_note = $4, decided_by = $5, decided_at = now()
     where org_id = $1 and id = $2 and approved is null`,
    [tx.orgId, id, approved, note, tx.memberId],
  )
  return rowCount === 1
}
