import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { classed, id, moment, newId, requiredText, text, version } from '#platform/contract/fields.ts'
import { page, pageQuery } from '#platform/contract/paging.ts'
import { problem } from '#platform/contract/problem.ts'

/** SPIN: 背景 难点 暗示 价值. */
export const QUESTION_KINDS = ['situation', 'problem', 'implication', 'need_payoff'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

export const question = z.object({
  id,
  accountId: id,
  projectId: id.nullable(),
  visitId: id.nullable(),
  personId: id.nullable(),
  personName: z.string(),
  kind: z.enum(QUESTION_KINDS),
  text: z.string(),
  /** The key of the starter question it came from. */
  starter: z.string().nullable(),
  askedAt: moment.nullable(),
  askedBy: z.string().nullable(),
  /** What the customer said. Personal: empty where `withheld`. */
  answer: classed(z.string(), 'personal'),
  /** There is an answer, and it is not for you. */
  withheld: z.boolean(),
  /** The needs its answer brought up (those you may see). */
  needIds: z.array(id),
  createdAt: moment,
  version,
})
export type Question = z.output<typeof question>

export const questionsProblems = {
  removed: problem('needs.question-removed', 409),
}

const touches = ['needs', 'field'] as const
const questionParams = z.object({ questionId: id })
const listQuery = z.object({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(200).default(200),
})

export const listQuestionsOfVisit = endpoint({
  name: 'needs.list-questions-of-visit',
  method: 'GET',
  path: '/api/visits/:visitId/questions',
  can: 'selling.read',
  params: z.object({ visitId: id }),
  query: listQuery,
  ok: page(question),
})
export const listQuestionsOfAccount = endpoint({
  name: 'needs.list-questions-of-account',
  method: 'GET',
  path: '/api/accounts/:accountId/questions',
  can: 'selling.read',
  params: z.object({ accountId: id }),
  query: listQuery.extend({ asked: z.stringbool().optional(), projectId: id.optional() }),
  ok: page(question),
})

export const createQuestion = endpoint({
  name: 'needs.create-question',
  method: 'POST',
  path: '/api/questions',
  can: 'selling.write',
  body: z.object({
    id,
    accountId: id,
    projectId: id.nullable().default(null),
    visitId: id.nullable().default(null),
    personId: id.nullable().default(null),
    kind: z.enum(QUESTION_KINDS),
    text: requiredText(500),
    starter: z.string().max(60).nullable().default(null),
  }),
  ok: question,
  touches,
  sample: (ids) => ({
    id: newId(),
    accountId: ids.accountId,
    visitId: ids.visitId,
    kind: 'problem',
    text: '换型的时候最耽误在哪一步？',
  }),
})

export const changeQuestion = endpoint({
  name: 'needs.change-question',
  method: 'PATCH',
  path: '/api/questions/:questionId',
  can: 'selling.write',
  params: questionParams,
  body: z.object({
    version,
    visitId: id.nullable().optional(),
    personId: id.nullable().optional(),
    kind: z.enum(QUESTION_KINDS).optional(),
    text: requiredText(500).optional(),
  }),
  ok: question,
  problems: [questionsProblems.removed],
  touches,
  sample: () => ({ version: 1, text: '最近一次停线是什么原因？' }),
})

/** Asked, by whom it was answered and how. `asked` false takes the tick back; an answer makes it asked. */
export const answerQuestion = endpoint({
  name: 'needs.answer-question',
  method: 'PUT',
  path: '/api/questions/:questionId/answer',
  can: 'selling.write',
  params: questionParams,
  body: z.object({
    version,
    asked: z.boolean().optional(),
    /** When; now unless told. */
    at: moment.optional(),
    personId: id.nullable().optional(),
    answer: classed(text(4000), 'personal').optional(),
  }),
  ok: question,
  problems: [questionsProblems.removed],
  touches,
  sample: () => ({ version: 1, asked: true, answer: '清洗，一次要四十分钟。' }),
})

export const removeQuestion = endpoint({
  name: 'needs.remove-question',
  method: 'DELETE',
  path: '/api/questions/:questionId',
  can: 'selling.write',
  params: questionParams,
  ok: null,
  touches,
})
export const restoreQuestion = endpoint({
  name: 'needs.restore-question',
  method: 'POST',
  path: '/api/questions/:questionId/restorations',
  can: 'selling.write',
  params: questionParams,
  ok: question,
  touches,
})

export const questionEndpoints = [
  listQuestionsOfVisit,
  listQuestionsOfAccount,
  createQuestion,
  changeQuestion,
  answerQuestion,
  removeQuestion,
  restoreQuestion,
] as const
