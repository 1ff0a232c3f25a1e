import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { checkLinks, loadVisit, loadWritableAt } from '#modules/visits/server/index.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  answerQuestion,
  changeQuestion,
  createQuestion,
  listQuestionsOfAccount,
  listQuestionsOfVisit,
  type Question,
  questionsProblems,
  removeQuestion,
  restoreQuestion,
} from '../questions.contract.ts'
import { STARTER_KEYS } from '../starter-questions.rules.ts'
import { loadWritableQuestion, requirePersonal } from './guard.ts'
import * as store from './question-store.ts'

export const questionRoutes: Route[] = [
  on(listQuestionsOfVisit, async ({ actor, tx, params, query }) => {
    await loadVisit(tx, actor, params.visitId)
    return store.listQuestions(tx, actor, { visitId: params.visitId, ...query })
  }),
  on(listQuestionsOfAccount, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    return store.listQuestions(tx, actor, { accountId: params.accountId, ...query })
  }),

  on(createQuestion, async ({ actor, tx, body }) => {
    await loadWritableAt(tx, actor, body.accountId, body.visitId)
    await checkLinks(tx, actor, body.accountId, body)
    if (body.starter !== null && !STARTER_KEYS.has(body.starter)) throw invalidField('starter', 'not-found')
    await store.insertQuestion(tx, body)
    await record(tx, {
      kind: 'needs.question-planned',
      subject: { kind: 'question', id: body.id },
      accountId: body.accountId,
      data: { kind: body.kind, visitId: body.visitId },
    })
    return read(tx, actor, body.id)
  }),

  on(changeQuestion, async ({ actor, tx, params, body }) => {
    const { version, ...change } = body
    const { question } = await loadWritableQuestion(tx, actor, params.questionId)
    if (change.visitId) await loadWritableAt(tx, actor, question.accountId, change.visitId)
    await checkLinks(tx, actor, question.accountId, change)
    await write(tx, actor, question, version, change)
    await record(tx, event('needs.question-changed', question, { fields: Object.keys(change) }))
    return read(tx, actor, question.id)
  }),

  on(answerQuestion, async ({ actor, tx, params, body }) => {
    const { question, right } = await loadWritableQuestion(tx, actor, params.questionId)
    if (body.answer !== undefined) requirePersonal(right)
    await checkLinks(tx, actor, question.accountId, body)
    const asked = body.asked ?? (body.answer ? true : undefined)
    const askedNow = asked && question.askedAt === null
    await write(tx, actor, question, body.version, {
      ...(body.personId !== undefined && { personId: body.personId }),
      ...(body.answer !== undefined && { answer: body.answer }),
      ...(askedNow && { askedAt: body.at ?? new Date().toISOString(), askedBy: actor.memberId }),
      ...(asked === false && { askedAt: null, askedBy: null }),
    })
    await record(
      tx,
      event(body.answer === undefined ? 'needs.question-asked' : 'needs.question-answered', question, {
        asked: asked ?? question.askedAt !== null,
      }),
    )
    return read(tx, actor, question.id)
  }),

  on(removeQuestion, async ({ actor, tx, params }) => {
    const { question } = await loadWritableQuestion(tx, actor, params.questionId)
    if (await store.setRemoved(tx, question.id, true))
      await record(tx, event('needs.question-removed', question, {}))
  }),
  on(restoreQuestion, async ({ actor, tx, params }) => {
    const { question } = await loadWritableQuestion(tx, actor, params.questionId)
    if (await store.setRemoved(tx, question.id, false))
      await record(tx, event('needs.question-restored', question, {}))
    return read(tx, actor, question.id)
  }),
]

async function read(tx: Tx, actor: Actor, questionId: string): Promise<Question> {
  const question = await store.findQuestion(tx, actor, questionId)
  if (!question) throw notFound()
  return question
}

async function write(
  tx: Tx,
  actor: Actor,
  question: store.QuestionRow,
  version: number,
  change: Partial<store.QuestionFields>,
): Promise<void> {
  if (question.removed) throw new ProblemError(questionsProblems.removed)
  if (!(await store.updateQuestion(tx, question.id, version, change)))
    throw conflict(await read(tx, actor, question.id))
}

function event(kind: string, question: Question, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'question', id: question.id }, accountId: question.accountId, data }
}
