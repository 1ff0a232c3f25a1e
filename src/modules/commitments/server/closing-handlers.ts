import { type AccountRight, loadAccountRight } from '#modules/accounts/server/index.ts'
import { checkLinks, loadVisit, loadWritableVisit } from '#modules/visits/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addAttempt,
  askApproval,
  CLOSING_METHODS,
  changeAttempt,
  commitmentsProblems,
  decideApproval,
  getClosing,
  judgeVisit,
  listApprovals,
  listMethods,
  type MethodOnVisit,
  type MethodSetting,
  removeAttempt,
  setMethod,
  type VisitOutcome,
} from '../commitments.contract.ts'
import { mayApprove, mayJudge, useOf } from '../commitments.rules.ts'
import * as closing from './closing-store.ts'
import { commitmentsOfVisit, openOfAccount } from './store.ts'

const subject = (visitId: string) => ({ kind: 'visit', id: visitId })

async function loadOpenVisit(
  tx: Tx,
  actor: Actor,
  visitId: string,
): Promise<{ visitId: string; accountId: string; right: AccountRight }> {
  const { visit, right } = await loadWritableVisit(tx, actor, visitId)
  if (visit.state === 'cancelled') throw new ProblemError(commitmentsProblems.cancelled)
  return { visitId, accountId: visit.accountId, right }
}

async function methodsOn(tx: Tx, visitId: string): Promise<MethodOnVisit[]> {
  const [settings, approvals] = await Promise.all([closing.settings(tx), closing.approvalsOf(tx, visitId)])
  return CLOSING_METHODS.map((method) => {
    const approval = approvals.find((one) => one.method === method)
    return {
      method,
      use: useOf(
        settings.find((one) => one.method === method),
        approval,
      ),
      decisionNote: approval?.decisionNote ?? '',
    }
  })
}

async function attemptOf(tx: Tx, visitId: string, id: string) {
  const attempt = (await closing.attemptsOf(tx, visitId)).find((one) => one.id === id)
  if (!attempt) throw notFound()
  return attempt
}

async function standing(tx: Tx, visitId: string): Promise<VisitOutcome | null> {
  const [newest] = await closing.outcomesOf(tx, visitId)
  return newest && !newest.superseded ? newest : null
}

export const closingRoutes: Route[] = [
  on(getClosing, async ({ actor, tx, params: { visitId } }) => {
    const { visit } = await loadVisit(tx, actor, visitId)
    const [attempts, commitments, earlier, outcomes, methods] = await Promise.all([
      closing.attemptsOf(tx, visitId),
      commitmentsOfVisit(tx, actor, visitId),
      openOfAccount(tx, actor, visit.accountId, visitId),
      closing.outcomesOf(tx, visitId),
      methodsOn(tx, visitId),
    ])
    return {
      attempts,
      commitments,
      earlier,
      outcome: outcomes.find((one) => !one.superseded) ?? null,
      earlierOutcomes: outcomes.filter((one) => one.superseded),
      methods,
    }
  }),

  on(addAttempt, async ({ actor, tx, params, body }) => {
    const visit = await loadOpenVisit(tx, actor, params.visitId)
    const use = (await methodsOn(tx, visit.visitId)).find((one) => one.method === body.method)?.use
    if (use === 'disabled') throw new ProblemError(commitmentsProblems.methodDisabled)
    if (use !== 'free' && use !== 'approved') throw new ProblemError(commitmentsProblems.approvalNeeded)
    await closing.insertAttempt(tx, { ...body, ...visit })
    await record(tx, {
      kind: 'commitments.asked-for',
      subject: subject(visit.visitId),
      accountId: visit.accountId,
      data: { attemptId: body.id, method: body.method, reaction: body.reaction },
    })
    return attemptOf(tx, visit.visitId, body.id)
  }),

  on(changeAttempt, async ({ actor, tx, params, body }) => {
    const visit = await loadOpenVisit(tx, actor, params.visitId)
    const { version, ...change } = body
    await attemptOf(tx, visit.visitId, params.attemptId)
    if (!(await closing.updateAttempt(tx, visit.visitId, params.attemptId, version, change)))
      throw conflict(await attemptOf(tx, visit.visitId, params.attemptId))
    await record(tx, {
      kind: 'commitments.attempt-changed',
      subject: subject(visit.visitId),
      accountId: visit.accountId,
      data: { attemptId: params.attemptId, fields: Object.keys(change), reaction: change.reaction },
    })
    return attemptOf(tx, visit.visitId, params.attemptId)
  }),

  on(removeAttempt, async ({ actor, tx, params }) => {
    const visit = await loadOpenVisit(tx, actor, params.visitId)
    if (!(await closing.deleteAttempt(tx, visit.visitId, params.attemptId))) throw notFound()
    await record(tx, {
      kind: 'commitments.attempt-removed',
      subject: subject(visit.visitId),
      accountId: visit.accountId,
      data: { attemptId: params.attemptId },
    })
  }),

  on(judgeVisit, async ({ actor, tx, params, body }) => {
    const visit = await loadOpenVisit(tx, actor, params.visitId)
    const [now, made] = await Promise.all([
      standing(tx, visit.visitId),
      commitmentsOfVisit(tx, actor, visit.visitId),
      checkLinks(tx, actor, visit.accountId, body),
    ])
    if ((now?.id ?? null) !== body.supersedes) throw conflict(now)
    if (!mayJudge(body.outcome, made)) throw new ProblemError(commitmentsProblems.advanceNeedsCommitment)
    if (now && same(now, body)) return now
    if (!(await closing.insertOutcome(tx, { ...body, ...visit })))
      throw conflict(await standing(tx, visit.visitId))
    await record(tx, {
      kind: 'commitments.visit-judged',
      subject: subject(visit.visitId),
      accountId: visit.accountId,
      data: { from: now?.outcome ?? null, to: body.outcome },
    })
    return (await standing(tx, visit.visitId))!
  }),

  on(listMethods, async ({ tx }) => {
    const known = await closing.settings(tx)
    return { items: CLOSING_METHODS.map((method) => settingOf(known, method)) }
  }),

  on(setMethod, async ({ actor, tx, params: { method }, body }) => {
    if (!(await closing.putSetting(tx, { method, ...body })))
      throw conflict(settingOf(await closing.settings(tx), method))
    await record(tx, {
      kind: 'commitments.method-set',
      subject: { kind: 'org', id: actor.orgId },
      accountId: null,
      data: { method, enabled: body.enabled, needsApproval: body.needsApproval },
    })
    return settingOf(await closing.settings(tx), method)
  }),

  on(askApproval, async ({ actor, tx, params, body }) => {
    const visit = await loadOpenVisit(tx, actor, params.visitId)
    await closing.insertApproval(tx, { ...body, ...visit })
    await record(tx, {
      kind: 'commitments.approval-asked',
      subject: subject(visit.visitId),
      accountId: visit.accountId,
      data: { approvalId: body.id, method: body.method },
    })
    return readApproval(tx, actor, body.id)
  }),

  on(listApprovals, async ({ actor, tx, query }) => {
    const [before] = (decodeCursor(query.cursor, 1) ?? []) as string[]
    const rows = await closing.listApprovals(tx, actor, { open: query.open, before, limit: query.limit })
    return toPage(rows, query.limit, (row) => [row.id])
  }),

  on(decideApproval, async ({ actor, tx, params, body }) => {
    const asked = await readApproval(tx, actor, params.approvalId)
    await loadAccountRight(tx, actor, asked.accountId)
    if (!mayApprove(actor, asked.askedBy)) throw new ProblemError(commitmentsProblems.notSuperior)
    if (!(await closing.decide(tx, asked.id, body.approve, body.note)))
      throw new ProblemError(commitmentsProblems.decided)
    await record(tx, {
      kind: 'commitments.approval-decided',
      subject: subject(asked.visitId),
      accountId: asked.accountId,
      data: { approvalId: asked.id, method: asked.method, approved: body.approve },
    })
    return readApproval(tx, actor, asked.id)
  }),
]

async function readApproval(tx: Tx, actor: Actor, id: string): Promise<closing.ApprovalRow> {
  const approval = await closing.findApproval(tx, actor, id)
  if (!approval) throw notFound()
  return approval
}

function settingOf(known: readonly MethodSetting[], method: MethodSetting['method']): MethodSetting {
  return (
    known.find((one) => one.method === method) ?? { method, enabled: true, needsApproval: false, version: 0 }
  )
}

type Judgement = Pick<VisitOutcome, 'outcome' | 'amount' | 'currency' | 'projectId' | 'note'>
function same(a: Judgement, b: Judgement): boolean {
  return (['outcome', 'amount', 'currency', 'projectId', 'note'] as const).every((key) => a[key] === b[key])
}
