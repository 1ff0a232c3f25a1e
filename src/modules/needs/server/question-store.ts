import { type RawBuilder, sql } from 'kysely'
import { accountVisibleBeside } from '#modules/accounts/server/index.ts'
import { id as idSchema } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Question, QuestionKind } from '../questions.contract.ts'
import { personalVisible } from './personal-store.ts'

export interface QuestionFields {
  visitId: string | null
  personId: string | null
  kind: QuestionKind
  text: string
  askedAt: string | null
  askedBy: string | null
  answer: string
}
const COLUMNS: Readonly<Record<keyof QuestionFields, string>> = {
  visitId: 'visit_id',
  personId: 'person_id',
  kind: 'kind',
  text: 'text',
  askedAt: 'asked_at',
  askedBy: 'asked_by',
  answer: 'answer',
}
const KEYS = Object.keys(COLUMNS) as (keyof QuestionFields)[]

export type QuestionRow = Question & { removed: boolean }

async function select(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<QuestionRow[]> {
  const personal = personalVisible(actor, 'q.account_id')
  const { rows } = await sql<QuestionRow>`
    select q.id, q.account_id as "accountId", q.project_id as "projectId", q.visit_id as "visitId",
      q.person_id as "personId", coalesce(p.name, '') as "personName", q.kind, q.text, q.starter,
      q.asked_at as "askedAt", m.name as "askedBy", q.created_at as "createdAt", q.version,
      q.removed_at is not null as removed,
      case when ${personal} then q.answer else '' end as answer,
      q.answer <> '' and not ${personal} as withheld,
      array(select l.need_id from question_need l join need n on n.org_id = l.org_id and n.id = l.need_id
        where l.org_id = q.org_id and l.question_id = q.id and (not n.personal or ${personal})
        order by l.need_id) as "needIds"
    from question q
    left join person_name p on p.org_id = q.org_id and p.id = q.person_id
    left join member_name m on m.org_id = q.org_id and m.id = q.asked_by
    where q.org_id = ${actor.orgId}::uuid and ${accountVisibleBeside(actor, 'q.account_id')} and ${rest}`.execute(
    tx.on(),
  )
  return rows
}

export interface QuestionFilter {
  accountId?: string | undefined
  projectId?: string | undefined
  visitId?: string | undefined
  asked?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of questions that were not removed, in the order they were written down. */
export async function listQuestions(tx: Tx, actor: Actor, filter: QuestionFilter) {
  const after = decodeCursor(filter.cursor, 1)?.[0]
  const where = [sql`q.removed_at is null`]
  if (filter.accountId) where.push(sql`q.account_id = ${filter.accountId}::uuid`)
  if (filter.projectId) where.push(sql`q.project_id = ${filter.projectId}::uuid`)
  if (filter.visitId) where.push(sql`q.visit_id = ${filter.visitId}::uuid`)
  if (filter.asked !== undefined)
    where.push(filter.asked ? sql`q.asked_at is not null` : sql`q.asked_at is null`)
  if (idSchema.safeParse(after).success) where.push(sql`q.id > ${after}::uuid`)
  const rows = await select(
    tx,
    actor,
    sql`${sql.join(where, sql` and `)} order by q.id limit ${filter.limit + 1}`,
  )
  return toPage(rows, filter.limit, (row) => [row.id])
}

export async function findQuestion(tx: Tx, actor: Actor, id: string): Promise<QuestionRow | undefined> {
  return (await select(tx, actor, sql`q.id = ${id}::uuid`))[0]
}

export interface NewQuestion extends Pick<QuestionFields, 'visitId' | 'personId' | 'kind' | 'text'> {
  id: string
  accountId: string
  projectId: string | null
  starter: string | null
}

export async function insertQuestion(tx: Tx, q: NewQuestion): Promise<void> {
  await tx.query(
    `insert into question (org_id, id, account_id, project_id, visit_id, person_id, kind, text, starter, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tx.orgId, q.id, q.accountId, q.projectId, q.visitId, q.personId, q.kind, q.text, q.starter, tx.memberId],
  )
}

/** False if the version no longer stands. */
export async function updateQuestion(
  tx: Tx,
  id: string,
  version: number,
  change: Partial<QuestionFields>,
): Promise<boolean> {
  const keys = KEYS.filter((key) => change[key] !== undefined)
  const sets = keys.map((key, i) => `${COLUMNS[key]} = $${i + 4}`)
  const { rowCount } = await tx.query(
    `update question set ${[...sets, 'version = version + 1'].join(', ')}
     where org_id = $1 and id = $2 and version = $3`,
    [tx.orgId, id, version, ...keys.map((key) => change[key])],
  )
  return rowCount === 1
}

/** False if it was so already. */
export async function setRemoved(tx: Tx, id: string, removed: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update question set removed_at = ${removed ? 'now()' : 'null'}, version = version + 1
     where org_id = $1 and id = $2 and removed_at is ${removed ? '' : 'not'} null`,
    [tx.orgId, id],
  )
  return rowCount === 1
}

/** The need came out of the question's answer. */
export async function linkNeed(tx: Tx, questionId: string, needId: string): Promise<void> {
  await tx.query(
    'insert into question_need (org_id, question_id, need_id) values ($1, $2, $3) on conflict do nothing',
    [tx.orgId, questionId, needId],
  )
}

/** The questions a need came out of. */
export async function questionsOfNeed(tx: Tx, needId: string): Promise<string[]> {
  const { rows } = await tx.query<{ question_id: string }>(
    `select l.question_id from question_need l join question q on q.org_id = l.org_id and q.id = l.question_id
     where l.org_id = $1 and l.need_id = $2 and q.removed_at is null order by l.question_id`,
    [tx.orgId, needId],
  )
  return rows.map((row) => row.question_id)
}
