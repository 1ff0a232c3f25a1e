import type { AccountRight } from '#modules/accounts/server/index.ts'
import { loadWritableAt } from '#modules/visits/server/index.ts'
import { notFound, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { Need } from '../needs.contract.ts'
import { findQuestion, type QuestionRow } from './question-store.ts'
import { readNeeds } from './store.ts'

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
  return { need, right: await loadWritableAt(tx, actor, need.accountId, need.visitId) }
}

export async function loadWritableQuestion(
  tx: Tx,
  actor: Actor,
  questionId: string,
): Promise<{ question: QuestionRow; right: AccountRight }> {
  const question = await findQuestion(tx, actor, questionId)
  if (!question) throw notFound()
  return { question, right: await loadWritableAt(tx, actor, question.accountId, question.visitId) }
}
