import { type AccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { peopleByIds } from '#modules/people/server/index.ts'
import { projectsByIds } from '#modules/projects/server/index.ts'
import { loadWritableVisit } from '#modules/visits/server/index.ts'
import { invalidField, notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Need } from '../needs.contract.ts'
import { findQuestion, type QuestionRow } from './question-store.ts'
import { readNeeds } from './store.ts'

/**
 * What an actor may write at an account, or through a visit there: its host and companions note what they hear.
 * @throws not found, forbidden; `visitId` refused if that visit is at another account
 */
export async function loadWritable(
  tx: Tx,
  actor: Actor,
  accountId: string,
  visitId: string | null,
): Promise<AccountRight> {
  if (visitId === null) return loadWritableAccount(tx, actor, accountId)
  const { visit, right } = await loadWritableVisit(tx, actor, visitId)
  if (visit.accountId !== accountId) throw invalidField('visitId', 'not-found')
  return right
}

/** Refuses a project or a person that is not of this account, as if it were not there. */
export async function checkLinks(
  tx: Tx,
  actor: Actor,
  accountId: string,
  links: { projectId?: string | null | undefined; personId?: string | null | undefined },
): Promise<void> {
  const [projects, people] = await Promise.all([
    links.projectId ? projectsByIds(tx, actor, [links.projectId]) : [],
    links.personId ? peopleByIds(tx, actor, [links.personId]) : [],
  ])
  if (links.projectId && projects[0]?.accountId !== accountId) throw invalidField('projectId', 'not-found')
  if (links.personId && (people[0]?.accountId !== accountId || people[0].erased))
    throw invalidField('personId', 'not-found')
}

/** What is personal is written by those who may read it. */
export function requirePersonal(right: AccountRight): void {
  if (!right.personal) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
}

/** The need, if the actor may read it and change it. */
export async function loadWritableNeed(
  tx: Tx,
  actor: Actor,
  needId: string,
): Promise<{ need: Need; right: AccountRight }> {
  const [need] = await readNeeds(tx, actor, [needId])
  if (!need) throw notFound()
  return { need, right: await loadWritable(tx, actor, need.accountId, need.visitId) }
}

export async function loadWritableQuestion(
  tx: Tx,
  actor: Actor,
  questionId: string,
): Promise<{ question: QuestionRow; right: AccountRight }> {
  const question = await findQuestion(tx, actor, questionId)
  if (!question) throw notFound()
  return { question, right: await loadWritable(tx, actor, question.accountId, question.visitId) }
}
