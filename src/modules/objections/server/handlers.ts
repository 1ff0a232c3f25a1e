import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { maySupport } from '#modules/proofs/proofs.contract.ts'
import { proofsByIds } from '#modules/proofs/server/index.ts'
import { checkLinks, loadVisit, loadWritableAt } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import {
  conflict,
  invalidField,
  notFound,
  PLATFORM_PROBLEMS,
  ProblemError,
} from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addHandling,
  addObjection,
  changeHandling,
  changeObjection,
  getObjection,
  type HandlingOutcome,
  type HandlingParts,
  listObjections,
  type Objection,
  objectionsProblems,
  removeObjection,
  resolveObjection,
} from '../objections.contract.ts'
import { assembleLine, mayFollow, missingParts, stateAfterHandling } from '../objections.rules.ts'
import * as handlingStore from './handling-store.ts'
import * as store from './store.ts'

const subject = (id: string) => ({ kind: 'objection', id })

/** @throws not found, as for one that is not there, where its account is not for the actor to know of */
async function read(tx: Tx, actor: Actor, id: string): Promise<Objection> {
  const objection = await store.findObjection(tx, actor, id)
  if (!objection) throw notFound()
  return objection
}

async function loadWritable(tx: Tx, actor: Actor, id: string): Promise<Objection> {
  const objection = await read(tx, actor, id)
  await loadWritableAt(tx, actor, objection.accountId, objection.visitId)
  return objection
}

export const objectionRoutes: Route[] = [
  on(listObjections, async ({ actor, tx, query }) => {
    const { accountId, projectId, visitId, open, limit } = query
    if (accountId) await loadAccountRight(tx, actor, accountId)
    if (projectId) await loadProject(tx, actor, projectId)
    const visit = visitId ? (await loadVisit(tx, actor, visitId)).visit : undefined
    const [before] = (decodeCursor(query.cursor, 1) ?? []) as string[]
    const rows = await store.listObjections(tx, actor, { accountId, projectId, visit, open, before, limit })
    return toPage(rows, limit, (row) => [row.id])
  }),

  on(getObjection, ({ actor, tx, params }) => read(tx, actor, params.objectionId)),

  on(addObjection, async ({ actor, tx, params, body }) => {
    await loadWritableAt(tx, actor, params.accountId, body.visitId)
    await checkLinks(tx, actor, params.accountId, body)
    await store.insertObjection(tx, { ...body, accountId: params.accountId })
    await record(tx, {
      kind: 'objections.raised',
      subject: subject(body.id),
      accountId: params.accountId,
      data: { category: body.category, visitId: body.visitId },
    })
    return read(tx, actor, body.id)
  }),

  on(changeObjection, async ({ actor, tx, params, body }) => {
    const { version, ...given } = body
    const before = await loadWritable(tx, actor, params.objectionId)
    await checkLinks(tx, actor, before.accountId, given)
    if (!(await store.updateObjection(tx, before.id, version, given)))
      throw conflict(await read(tx, actor, before.id))
    await record(tx, {
      kind: 'objections.changed',
      subject: subject(before.id),
      accountId: before.accountId,
      data: { fields: Object.keys(given) },
    })
    return read(tx, actor, before.id)
  }),

  on(removeObjection, async ({ actor, tx, params }) => {
    const before = await loadWritable(tx, actor, params.objectionId)
    if (!(await store.deleteUntried(tx, before.id))) throw new ProblemError(objectionsProblems.worked)
    await record(tx, { kind: 'objections.removed', subject: subject(before.id), accountId: before.accountId })
  }),

  on(resolveObjection, async ({ actor, tx, params, body }) => {
    const before = await loadWritable(tx, actor, params.objectionId)
    await move(tx, before, { id: body.id, to: body.state, note: body.note })
    return read(tx, actor, before.id)
  }),

  on(addHandling, async ({ actor, tx, params, body }) => {
    const before = await loadWritable(tx, actor, params.objectionId)
    const title = await checkProof(tx, actor, body.parts)
    if (body.playbookLineId === null) requireWhole(body.parts)
    const line = body.line || assembleLine(body.parts, 'zh-CN', title)
    if (line === '') throw invalidField('line', 'required')
    await handlingStore.insertHandling(tx, { ...body, line, objectionId: before.id })
    await record(tx, {
      kind: 'objections.handled',
      subject: subject(before.id),
      accountId: before.accountId,
      data: { method: body.parts.method, outcome: body.outcome },
    })
    await answered(tx, before, body.outcome)
    return read(tx, actor, before.id)
  }),

  on(changeHandling, async ({ actor, tx, params, body }) => {
    const { version, ...given } = body
    const before = await loadWritable(tx, actor, params.objectionId)
    const handling = before.handlings.find((one) => one.id === params.handlingId)
    if (!handling) throw notFound()
    if (handling.parts === null) throw new ProblemError(objectionsProblems.erased)
    let { line } = given
    if (given.parts) {
      const title = await checkProof(tx, actor, given.parts)
      if (handling.playbookLineId === null) requireWhole(given.parts)
      line ||= assembleLine(given.parts, 'zh-CN', title)
    }
    if (line === '') throw invalidField('line', 'required')
    const change = { ...given, line } as handlingStore.HandlingChange
    if (!(await handlingStore.updateHandling(tx, before.id, handling.id, version, change)))
      throw conflict(await read(tx, actor, before.id))
    await record(tx, {
      kind: 'objections.handling-changed',
      subject: subject(before.id),
      accountId: before.accountId,
      data: { fields: Object.keys(given), outcome: given.outcome ?? handling.outcome },
    })
    await answered(tx, before, given.outcome ?? null)
    return read(tx, actor, before.id)
  }),
]

/** Takes a step of the objection's way, if it may follow. @throws step, also where somebody was quicker */
async function move(
  tx: Tx,
  objection: Objection,
  step: { id: string; to: Objection['state']; note: string },
): Promise<void> {
  const from = objection.state
  if (!mayFollow(from, step.to) || !(await store.moveObjection(tx, objection.id, { ...step, from })))
    throw new ProblemError(objectionsProblems.step)
  await record(tx, {
    kind: 'objections.moved',
    subject: subject(objection.id),
    accountId: objection.accountId,
    data: { from, to: step.to },
  })
}

async function answered(tx: Tx, before: Objection, outcome: HandlingOutcome | null): Promise<void> {
  const to = stateAfterHandling(before.state, outcome)
  if (to) await move(tx, before, { id: newId(), to, note: '' })
}

function requireWhole(parts: HandlingParts): void {
  const fields = missingParts(parts).map((path) => ({ path: `parts.${path}`, code: 'required' }))
  if (fields.length > 0) throw new ProblemError(PLATFORM_PROBLEMS.invalid, { fields })
}

/** What has run out, is confidential or put away convinces nobody. @returns the proof's title, empty where there is none */
async function checkProof(tx: Tx, actor: Actor, parts: HandlingParts): Promise<string> {
  if (parts.method !== 'proof' || parts.proofId === null) return ''
  const proof = (await proofsByIds(tx, actor, [parts.proofId])).get(parts.proofId)
  if (!proof) throw invalidField('parts.proofId', 'not-found')
  if (!maySupport(proof)) throw new ProblemError(objectionsProblems.proofExpired)
  return proof.title
}
