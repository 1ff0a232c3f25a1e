import { loadProject } from '#modules/projects/server/index.ts'
import { invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import {
  copyProblems,
  PERSONAL_ATTRIBUTES,
  startFrom,
  TRAVELLING,
  TRAVELS_AS_GUESS,
  undoStart,
} from '../chain.contract.ts'
import { copyChain, endCopy, takeBackCopy } from './copy-store.ts'
import { loadChain } from './guard.ts'

export const copyRoutes: Route[] = [
  on(startFrom, async ({ actor, tx, params, body }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    if (body.fromProjectId === params.projectId) throw invalidField('fromProjectId', 'same-project')
    const from = await loadProject(tx, actor, body.fromProjectId)
    if (from.accountId !== right.accountId) throw new ProblemError(copyProblems.otherProject)
    const attributes = (body.attributes ?? TRAVELLING).filter(
      // Who may not read the personal layer does not carry it about either.
      (a) => right.personal || !PERSONAL_ATTRIBUTES.includes(a),
    )
    const brought = await copyChain(tx, {
      id: body.id,
      projectId: params.projectId,
      fromProjectId: body.fromProjectId,
      accountId: right.accountId,
      personIds: body.personIds ?? null,
      attributes,
      asGuess: TRAVELS_AS_GUESS,
    })
    await record(tx, {
      kind: 'chain.started-from',
      subject: { kind: 'project', id: params.projectId },
      accountId: right.accountId,
      data: { copyId: body.id, fromProjectId: body.fromProjectId, ...brought },
    })
    return { id: body.id, ...brought }
  }),

  on(undoStart, async ({ actor, tx, params }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    const state = await endCopy(tx, params.projectId, params.copyId)
    if (state === 'none') throw notFound()
    if (state === 'before') return { id: params.copyId, people: 0, claims: 0 }
    const taken = await takeBackCopy(tx, params.projectId, params.copyId)
    await record(tx, {
      kind: 'chain.start-undone',
      subject: { kind: 'project', id: params.projectId },
      accountId: right.accountId,
      data: { copyId: params.copyId, ...taken },
    })
    return { id: params.copyId, ...taken }
  }),
]
