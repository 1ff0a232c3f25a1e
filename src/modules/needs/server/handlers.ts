import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { checkLinks, loadVisit, loadWritableAt } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import {
  conflict,
  invalidField,
  notFound,
  type ProblemDeclaration,
  ProblemError,
} from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  changeNeed,
  createNeed,
  getNeed,
  type Layer,
  listNeedsOfAccount,
  listNeedsOfProject,
  listNeedsOfVisit,
  moveNeed,
  type Need,
  needsProblems,
  restoreNeed,
  type Subject,
  setNeedStatus,
} from '../needs.contract.ts'
import {
  isPersonalNeed,
  placementProblem,
  statusProblem,
  stepProblem,
  subjectFits,
  subjectIn,
} from '../needs.rules.ts'
import { loadWritableNeed, requirePersonal } from './guard.ts'
import { findQuestion, linkNeed, questionsOfNeed } from './question-store.ts'
import * as store from './store.ts'

export const needRoutes: Route[] = [
  on(listNeedsOfAccount, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    return list(tx, actor, { accountId: params.accountId }, query)
  }),
  on(listNeedsOfProject, async ({ actor, tx, params, query }) => {
    await loadProject(tx, actor, params.projectId)
    return list(tx, actor, { projectId: params.projectId }, query)
  }),
  on(listNeedsOfVisit, async ({ actor, tx, params, query }) => {
    await loadVisit(tx, actor, params.visitId)
    return list(tx, actor, { visitId: params.visitId }, query)
  }),

  on(getNeed, async ({ actor, tx, params }) => {
    const need = await read(tx, actor, params.needId)
    const [history, questionIds, canWrite] = await Promise.all([
      store.readHistory(tx, need.id),
      questionsOfNeed(tx, need.id),
      loadWritableAt(tx, actor, need.accountId, need.visitId).then(
        () => true,
        (error) => {
          if (error instanceof ProblemError) return false
          throw error
        },
      ),
    ])
    return { ...need, history, questionIds, canWrite }
  }),

  on(createNeed, async ({ actor, tx, body }) => {
    const { questionId, ...need } = body
    const right = await loadWritableAt(tx, actor, need.accountId, need.visitId)
    await checkLinks(tx, actor, need.accountId, need)
    checkSubject(need.layer, need.subject)
    const personal = isPersonalNeed(need)
    if (personal) requirePersonal(right)
    refuse(statusProblem(need.status, need))
    if (need.parentId !== null) {
      await store.lockTree(tx, need.accountId)
      refuse(placementProblem(await store.readTree(tx, need.accountId), need.id, need.layer, need.parentId))
    }
    if (questionId !== null) {
      const question = await findQuestion(tx, actor, questionId)
      if (question?.accountId !== need.accountId) throw invalidField('questionId', 'not-found')
    }
    await store.insertNeed(tx, { ...need, personal })
    await store.insertStatusChange(tx, {
      id: newId(),
      needId: need.id,
      from: null,
      to: need.status,
      reason: '',
    })
    if (questionId !== null) await linkNeed(tx, questionId, need.id)
    await record(tx, {
      kind: 'needs.found',
      subject: { kind: 'need', id: need.id },
      accountId: need.accountId,
      data: { layer: need.layer, status: need.status, visitId: need.visitId },
    })
    return read(tx, actor, need.id)
  }),

  on(changeNeed, async ({ actor, tx, params, body }) => {
    const { version, ...change } = body
    const { need, right } = await loadWritableNeed(tx, actor, params.needId)
    if (version !== need.version) throw conflict(need)
    if (need.status === 'void') throw new ProblemError(needsProblems.isVoid)
    if (change.visitId) await loadWritableAt(tx, actor, need.accountId, change.visitId)
    await checkLinks(tx, actor, need.accountId, {
      projectId: change.projectId === need.projectId ? null : change.projectId,
      personId: change.personId === need.personId ? null : change.personId,
    })
    const after = { ...need, ...change }
    checkSubject(after.layer, after.subject)
    const personal = isPersonalNeed(after)
    if (personal) requirePersonal(right)
    refuse(statusProblem(after.status, after))
    if (after.layer !== need.layer) await place(tx, need, after.layer, undefined)
    await write(tx, actor, need, version, { ...change, personal })
    await record(tx, event('needs.changed', need, { fields: Object.keys(change) }))
    return read(tx, actor, need.id)
  }),

  on(moveNeed, async ({ actor, tx, params, body }) => {
    const { need, right } = await loadWritableNeed(tx, actor, params.needId)
    if (body.version !== need.version) throw conflict(need)
    if (need.status === 'void') throw new ProblemError(needsProblems.isVoid)
    const layer = body.layer ?? need.layer
    const subject = body.subject ?? subjectIn(layer, need.subject)
    checkSubject(layer, subject)
    const personal = isPersonalNeed({ ...need, layer })
    if (personal) requirePersonal(right)
    if (body.parentId !== null && (await store.readNeeds(tx, actor, [body.parentId])).length === 0)
      throw new ProblemError(needsProblems.parentElsewhere)
    await place(tx, need, layer, body.parentId)
    await write(tx, actor, need, body.version, { parentId: body.parentId, layer, subject, personal })
    await record(tx, event('needs.moved', need, { parentId: body.parentId, layer }))
    return read(tx, actor, need.id)
  }),

  on(setNeedStatus, async ({ actor, tx, params, body }) => {
    const { need } = await loadWritableNeed(tx, actor, params.needId)
    if (body.version !== need.version) throw conflict(need)
    refuse(stepProblem(need.status, body.status, need))
    await step(tx, actor, need, body)
    return read(tx, actor, need.id)
  }),

  on(restoreNeed, async ({ actor, tx, params, body }) => {
    const { need } = await loadWritableNeed(tx, actor, params.needId)
    if (body.version !== need.version) throw conflict(need)
    if (need.status !== 'void') throw new ProblemError(needsProblems.notVoid)
    const history = await store.readHistory(tx, need.id)
    const before = history.find((change) => change.to === 'void')?.from ?? 'assumed'
    await step(tx, actor, need, { ...body, status: before, reason: '' })
    return read(tx, actor, need.id)
  }),
]

async function list(
  tx: Tx,
  actor: Actor,
  scope: store.NeedScope,
  query: { cursor?: string | undefined; limit: number; void: boolean },
) {
  const [needs, withheld] = await Promise.all([
    store.listNeeds(tx, actor, scope, query),
    store.countWithheld(tx, actor, scope, query.void),
  ])
  return { ...needs, withheld }
}

async function read(tx: Tx, actor: Actor, needId: string): Promise<Need> {
  const [need] = await store.readNeeds(tx, actor, [needId])
  if (!need) throw notFound()
  return need
}

/**
 * Asks whether a need may stand there, with the tree held still. `parentId` undefined: where it stands now, also where that
 * one is hidden from the actor.
 */
async function place(tx: Tx, need: Need, layer: Layer, parentId: string | null | undefined): Promise<void> {
  await store.lockTree(tx, need.accountId)
  const tree = await store.readTree(tx, need.accountId)
  const beneath = parentId === undefined ? (tree.get(need.id)?.parentId ?? null) : parentId
  refuse(placementProblem(tree, need.id, layer, beneath))
}

async function write(
  tx: Tx,
  actor: Actor,
  need: Need,
  version: number,
  change: Partial<store.NeedFields>,
): Promise<void> {
  if (!(await store.updateNeed(tx, need.id, version, change))) throw conflict(await read(tx, actor, need.id))
}

async function step(
  tx: Tx,
  actor: Actor,
  need: Need,
  to: { id: string; version: number; status: Need['status']; reason: string },
): Promise<void> {
  await write(tx, actor, need, to.version, { status: to.status })
  await store.insertStatusChange(tx, {
    id: to.id,
    needId: need.id,
    from: need.status,
    to: to.status,
    reason: to.reason,
  })
  await record(tx, event('needs.status-changed', need, { from: need.status, to: to.status }))
}

function event(kind: string, need: Need, data: Record<string, unknown>) {
  return { kind, subject: { kind: 'need', id: need.id }, accountId: need.accountId, data }
}

function checkSubject(layer: Layer, subject: Subject): void {
  if (!subjectFits(layer, subject)) throw invalidField('subject', 'not-of-layer')
}

function refuse(problem: ProblemDeclaration | null): void {
  if (problem) throw new ProblemError(problem)
}
