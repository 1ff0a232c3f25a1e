import { loadAccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { peopleByIds } from '#modules/people/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addStep,
  assignProjectAccount,
  changeProject,
  changeProjectStage,
  changeStep,
  createProject,
  getProject,
  layOutSteps,
  listProjects,
  type ProjectRecord,
  projectProblems,
  removeStep,
} from '../projects.contract.ts'
import { refuseStage, stageOutcome } from '../projects.rules.ts'
import { loadProject, loadWritableProject, type ProjectRight } from './guard.ts'
import {
  findProject,
  insertProject,
  insertStageChange,
  listHeads,
  listStageChanges,
  memberIsThere,
  rivalIsThere,
  setAccount,
  updateProject,
  updateStage,
} from './project-store.ts'
import { deleteStep, findStep, holdProject, insertSteps, listSteps, updateStep } from './step-store.ts'

async function asAnswered(tx: Tx, right: Pick<ProjectRight, 'project' | 'write'>): Promise<ProjectRecord> {
  const [steps, stageChanges] = await Promise.all([
    listSteps(tx, right.project.id),
    listStageChanges(tx, right.project.id),
  ])
  return { ...right.project, canWrite: right.write, steps, stageChanges }
}

async function reread(tx: Tx, right: ProjectRight): Promise<ProjectRecord> {
  const project = await findProject(tx, right.projectId)
  if (!project) throw notFound()
  return asAnswered(tx, { ...right, project })
}

const of = (projectId: string) => ({ kind: 'project', id: projectId })

/** @throws invalid, naming the field, if the owner of a step is not somebody the actor may name here */
async function checkStepOwner(
  tx: Tx,
  actor: Actor,
  right: ProjectRight,
  step: { ownerPersonId: string | null; ownerMemberId: string | null },
): Promise<void> {
  if (step.ownerPersonId && step.ownerMemberId) throw invalidField('ownerMemberId', 'one-owner')
  if (step.ownerPersonId) {
    const [person] = await peopleByIds(tx, actor, [step.ownerPersonId])
    if (!person || person.erased || (right.accountId !== null && person.accountId !== right.accountId))
      throw invalidField('ownerPersonId', 'not-found')
  }
  if (step.ownerMemberId && !(await memberIsThere(tx, step.ownerMemberId)))
    throw invalidField('ownerMemberId', 'not-found')
}

export const routes: Route[] = [
  on(listProjects, async ({ actor, tx, query }) => {
    if (query.accountId === undefined) return listHeads(tx, actor, query)
    const [, page] = await Promise.all([
      loadAccountRight(tx, actor, query.accountId),
      listHeads(tx, actor, query),
    ])
    return page
  }),

  on(getProject, async ({ actor, tx, params }) =>
    asAnswered(tx, await loadProject(tx, actor, params.projectId)),
  ),

  on(createProject, async ({ actor, tx, body }) => {
    if (body.accountId !== null) await loadWritableAccount(tx, actor, body.accountId)
    await insertProject(tx, { ...body, ownerId: actor.memberId })
    await insertStageChange(tx, { id: newId(), projectId: body.id, from: null, to: body.stage, reason: '' })
    await record(tx, {
      kind: 'projects.opened',
      subject: of(body.id),
      accountId: body.accountId,
      data: { stage: body.stage },
    })
    const project = await findProject(tx, body.id)
    if (!project) throw notFound()
    return asAnswered(tx, { project, write: true })
  }),

  on(changeProject, async ({ actor, tx, params, body }) => {
    const right = await loadWritableProject(tx, actor, params.projectId)
    const { project } = right
    const ownerId = body.ownerId ?? right.ownerId
    if (ownerId !== right.ownerId) {
      const within = actor.reach.includes(ownerId) || actor.role === 'administrator'
      if (!within || !(await memberIsThere(tx, ownerId))) throw invalidField('ownerId', 'not-found')
    }
    const to = { ...body, ownerId, archived: body.archived ?? project.archivedAt !== null }
    if (!(await updateProject(tx, project, to))) throw conflict(await reread(tx, right))
    const now = await reread(tx, right)
    const fields = (Object.keys(body) as (keyof typeof now & keyof typeof body)[]).filter(
      (field) =>
        field !== 'version' && field in project && now[field] !== project[field as keyof typeof project],
    )
    await record(tx, {
      kind: 'projects.changed',
      subject: of(params.projectId),
      accountId: right.accountId,
      data: { fields },
    })
    return now
  }),

  on(assignProjectAccount, async ({ actor, tx, params, body }) => {
    const right = await loadWritableProject(tx, actor, params.projectId)
    if (right.accountId !== null) throw new ProblemError(projectProblems.accountFixed)
    const { write } = await loadWritableAccount(tx, actor, body.accountId)
    if (!(await setAccount(tx, right.project, body.accountId, body.version)))
      throw conflict(await reread(tx, right))
    await record(tx, {
      kind: 'projects.account-assigned',
      subject: of(params.projectId),
      accountId: body.accountId,
    })
    return reread(tx, { ...right, write })
  }),

  on(changeProjectStage, async ({ actor, tx, params, body }) => {
    const right = await loadWritableProject(tx, actor, params.projectId)
    const from = right.project.stage
    const refusal = refuseStage(from, body.stage, body)
    if (refusal) {
      // A race may look like "already there": then the form shows what it is now.
      if (body.version !== right.project.version) throw conflict(await reread(tx, right))
      if ('problem' in refusal) throw new ProblemError(projectProblems.sameStage)
      throw invalidField(refusal.path, refusal.code)
    }
    if (body.lostToId && !(await rivalIsThere(tx, body.lostToId))) throw invalidField('lostToId', 'not-found')
    const outcome = stageOutcome(body.stage, body, today(actor.zone))
    const to = { ...outcome, stage: body.stage, version: body.version }
    if (!(await updateStage(tx, params.projectId, to))) throw conflict(await reread(tx, right))
    await insertStageChange(tx, {
      id: body.id,
      projectId: params.projectId,
      from,
      to: body.stage,
      reason: body.reason,
    })
    await record(tx, {
      kind: 'projects.stage-changed',
      subject: of(params.projectId),
      accountId: right.accountId,
      data: { from, to: body.stage },
    })
    return reread(tx, right)
  }),

  on(addStep, async ({ actor, tx, params, body }) => {
    const right = await loadWritableProject(tx, actor, params.projectId)
    await checkStepOwner(tx, actor, right, body)
    await holdProject(tx, params.projectId)
    await insertSteps(tx, params.projectId, [body])
    await record(tx, {
      kind: 'projects.step-added',
      subject: of(params.projectId),
      accountId: right.accountId,
      data: { stepId: body.id },
    })
    const step = await findStep(tx, body.id)
    if (!step) throw notFound()
    return step
  }),

  on(layOutSteps, async ({ actor, tx, params, body }) => {
    const right = await loadWritableProject(tx, actor, params.projectId)
    await holdProject(tx, params.projectId)
    if ((await listSteps(tx, params.projectId)).length > 0) throw new ProblemError(projectProblems.hasSteps)
    const blank = { ownerPersonId: null, ownerMemberId: null, dueOn: null, document: '' }
    await insertSteps(
      tx,
      params.projectId,
      body.names.map((name) => ({ ...blank, id: newId(), name })),
    )
    await record(tx, {
      kind: 'projects.steps-laid-out',
      subject: of(params.projectId),
      accountId: right.accountId,
      data: { method: body.method, steps: body.names.length },
    })
    return reread(tx, right)
  }),

  on(changeStep, async ({ actor, tx, params, body }) => {
    const before = await findStep(tx, params.stepId)
    if (!before) throw notFound()
    const right = await loadWritableProject(tx, actor, before.projectId)
    await checkStepOwner(tx, actor, right, body)
    const changed = await updateStep(tx, { ...body, id: params.stepId })
    const now = await findStep(tx, params.stepId)
    if (!now) throw notFound()
    if (!changed) throw conflict(now)
    await record(tx, {
      kind: before.doneOn === null && now.doneOn !== null ? 'projects.step-done' : 'projects.step-changed',
      subject: of(before.projectId),
      accountId: right.accountId,
      data: { stepId: params.stepId },
    })
    return now
  }),

  on(removeStep, async ({ actor, tx, params }) => {
    const before = await findStep(tx, params.stepId)
    if (!before) throw notFound()
    const right = await loadWritableProject(tx, actor, before.projectId)
    await deleteStep(tx, params.stepId)
    await record(tx, {
      kind: 'projects.step-removed',
      subject: of(before.projectId),
      accountId: right.accountId,
      data: { stepId: params.stepId },
    })
  }),
]
