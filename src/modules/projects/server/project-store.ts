import { type RawBuilder, sql } from 'kysely'
import { accountVisible } from '#modules/accounts/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import { subjectsNamed } from '#platform/server/name-waiting.ts'
import { indexNames, tailRange } from '#platform/server/names.ts'
import type { Tx } from '#platform/server/tx.ts'
import { OPEN_STAGES, type ProjectHead, type ProjectRecord, type StageChange } from '../projects.contract.ts'

export type ProjectRow = Omit<ProjectRecord, 'canWrite' | 'steps' | 'stageChanges'>

/**
 * What `loadProject` lets an actor see, as a predicate for lists.
 * @param project the alias of `project` or `project_name` in the query, which has `account_id` and `owner_id`
 */
export function projectVisible(actor: Actor, project: string): RawBuilder<boolean> {
  if (actor.wide) return sql<boolean>`true`
  return sql<boolean>`(case when ${sql.ref(`${project}.account_id`)} is null
    then ${sql.ref(`${project}.owner_id`)} = any(${actor.reach as string[]}::uuid[])
    else ${accountVisible(actor, `${project}.account_id`)} end)`
}

const HEAD = sql`p.id, p.account_id as "accountId", coalesce(a.name, '') as "accountName", p.owner_id as "ownerId",
  m.name as "ownerName", p.name, p.stage, p.amount, p.currency, p.expected_on as "expectedOn",
  p.budget_state as "budgetState"`
const BESIDE = sql`left join account_name a on a.org_id = p.org_id and a.id = p.account_id
  join member_name m on m.org_id = p.org_id and m.id = p.owner_id`

export async function findProject(tx: Tx, id: string): Promise<ProjectRow | undefined> {
  const { rows } = await sql<ProjectRow>`
    select ${HEAD}, p.problem_to_solve as "problemToSolve", p.purchase_plan as "purchasePlan",
      p.procurement_method as "procurementMethod", p.budget, p.needed_on as "neededOn", p.opened_on as "openedOn",
      p.closed_on as "closedOn", p.outcome_reason as "outcomeReason", p.lost_to_id as "lostToId",
      coalesce(r.name, '') as "lostToName", p.version, p.created_at as "createdAt", p.archived_at as "archivedAt"
    from project p ${BESIDE}
    left join rival_name r on r.org_id = p.org_id and r.id = p.lost_to_id
    where p.org_id = ${tx.orgId}::uuid and p.id = ${id}::uuid`.execute(tx.on())
  return rows[0]
}

export interface Asked {
  accountId?: string | undefined
  withoutAccount?: 'true' | 'false' | undefined
  stage?: string | undefined
  owner?: 'mine' | 'team' | 'all' | undefined
  q?: string | undefined
  archived?: 'true' | 'false' | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of the projects the actor may see, the newest first. One query. */
export async function listHeads(tx: Tx, actor: Actor, asked: Asked) {
  const after = decodeCursor(asked.cursor, 1)
  const q = tailRange(asked.q ?? '')
  const stages = asked.stage === 'open' ? OPEN_STAGES : asked.stage ? [asked.stage] : null
  const owners = asked.owner === 'mine' ? [actor.memberId] : asked.owner === 'team' ? actor.reach : null
  const { rows } = await sql<ProjectHead>`
    select ${HEAD} from project p ${BESIDE}
    where p.org_id = ${tx.orgId}::uuid and ${projectVisible(actor, 'p')}
      and p.archived_at is ${asked.archived === 'true' ? sql`not null` : sql`null`}
      ${asked.accountId ? sql`and p.account_id = ${asked.accountId}::uuid` : sql``}
      ${asked.withoutAccount === 'true' ? sql`and p.account_id is null` : sql``}
      ${stages ? sql`and p.stage = any(${stages as string[]}::text[])` : sql``}
      ${owners ? sql`and p.owner_id = any(${owners as string[]}::uuid[])` : sql``}
      ${q ? sql`and p.id in ${subjectsNamed(actor.orgId, 'project', q)}` : sql``}
      ${after ? sql`and p.id < ${after[0]}::uuid` : sql``}
    order by p.id desc limit ${asked.limit + 1}`.execute(tx.on())
  return toPage(rows, asked.limit, (row) => [row.id])
}

/** Heads of these projects, of those the actor may see. */
export async function headsByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ProjectHead[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ProjectHead>`
    select ${HEAD} from project p ${BESIDE}
    where p.org_id = ${tx.orgId}::uuid and p.id = any(${ids as string[]}::uuid[]) and ${projectVisible(actor, 'p')}
    order by p.id desc`.execute(tx.on())
  return rows
}

export async function listStageChanges(tx: Tx, projectId: string): Promise<StageChange[]> {
  const { rows } = await tx.query<StageChange>(
    `select c.id, c.from_stage as "fromStage", c.to_stage as "toStage", c.reason, m.name as "byName", c.at
     from project_stage_change c join member_name m on m.org_id = c.org_id and m.id = c.by_id
     where c.org_id = $1 and c.project_id = $2 order by c.at desc, c.id desc limit 200`,
    [tx.orgId, projectId],
  )
  return rows
}

export interface ProjectFields {
  name: string
  problemToSolve: string
  purchasePlan: string
  procurementMethod: string | null
  budget: number | null
  budgetState: string | null
  amount: number | null
  currency: string
  expectedOn: string | null
  neededOn: string | null
}

export async function insertProject(
  tx: Tx,
  p: ProjectFields & {
    id: string
    accountId: string | null
    ownerId: string
    stage: string
    openedOn: string | null
  },
): Promise<void> {
  await Promise.all([
    tx.query(
      `insert into project (org_id, id, account_id, owner_id, name, problem_to_solve, purchase_plan, stage,
         procurement_method, budget, budget_state, amount, currency, expected_on, needed_on, opened_on, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        tx.orgId,
        p.id,
        p.accountId,
        p.ownerId,
        p.name,
        p.problemToSolve,
        p.purchasePlan,
        p.stage,
        p.procurementMethod,
        p.budget,
        p.budgetState,
        p.amount,
        p.currency,
        p.expectedOn,
        p.neededOn,
        p.openedOn,
        tx.memberId,
      ],
    ),
    indexName(tx, p.id, p.accountId, p.name),
  ])
}

async function indexName(tx: Tx, id: string, accountId: string | null, name: string): Promise<void> {
  await indexNames(tx, [{ kind: 'project', id, accountId, names: [name] }])
}

/** @returns false if somebody else changed it first */
export async function updateProject(
  tx: Tx,
  project: { id: string; accountId: string | null },
  to: ProjectFields & { outcomeReason: string; ownerId: string; archived: boolean; version: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update project set name = $3, problem_to_solve = $4, purchase_plan = $5, procurement_method = $6, budget = $7,
       budget_state = $8, amount = $9, currency = $10, expected_on = $11, needed_on = $12, outcome_reason = $13,
       owner_id = $14, archived_at = case when $15 then coalesce(archived_at, now()) end, version = version + 1
     where org_id = $1 and id = $2 and version = $16`,
    [
      tx.orgId,
      project.id,
      to.name,
      to.problemToSolve,
      to.purchasePlan,
      to.procurementMethod,
      to.budget,
      to.budgetState,
      to.amount,
      to.currency,
      to.expectedOn,
      to.neededOn,
      to.outcomeReason,
      to.ownerId,
      to.archived,
      to.version,
    ],
  )
  if (rowCount !== 1) return false
  await indexName(tx, project.id, project.accountId, to.name)
  return true
}

/** @returns false if somebody else changed it first */
export async function setAccount(
  tx: Tx,
  p: { id: string; name: string },
  accountId: string,
  version: number,
) {
  const { rowCount } = await tx.query(
    'update project set account_id = $3, version = version + 1 where org_id = $1 and id = $2 and version = $4',
    [tx.orgId, p.id, accountId, version],
  )
  if (rowCount !== 1) return false
  await indexName(tx, p.id, accountId, p.name)
  return true
}

/** @returns false if somebody else changed it first */
export async function updateStage(
  tx: Tx,
  id: string,
  to: {
    stage: string
    closedOn: string | null
    outcomeReason: string
    lostToId: string | null
    version: number
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update project set stage = $3, closed_on = $4, outcome_reason = $5, lost_to_id = $6, version = version + 1
     where org_id = $1 and id = $2 and version = $7`,
    [tx.orgId, id, to.stage, to.closedOn, to.outcomeReason, to.lostToId, to.version],
  )
  return rowCount === 1
}

export async function insertStageChange(
  tx: Tx,
  c: { id: string; projectId: string; from: string | null; to: string; reason: string },
): Promise<void> {
  await tx.query(
    `insert into project_stage_change (org_id, id, project_id, from_stage, to_stage, reason, by_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.orgId, c.id, c.projectId, c.from, c.to, c.reason, tx.memberId],
  )
}

export async function memberIsThere(tx: Tx, memberId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select 1 from member_name where org_id = $1 and id = $2 and left_at is null',
    [tx.orgId, memberId],
  )
  return rowCount === 1
}

export async function rivalIsThere(tx: Tx, rivalId: string): Promise<boolean> {
  const { rowCount } = await tx.query('select 1 from rival_name where org_id = $1 and id = $2', [
    tx.orgId,
    rivalId,
  ])
  return rowCount === 1
}
