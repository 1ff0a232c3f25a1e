import { loadAccountRight } from '#modules/accounts/server/index.ts'
import { membersByIds } from '#modules/members/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { checkLinks, loadWritableAt } from '#modules/visits/server/index.ts'
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
  addCommitment,
  type Commitment,
  changeCommitment,
  commitmentsProblems,
  getCommitment,
  listCommitments,
  listPromises,
  stepCommitment,
} from '../commitments.contract.ts'
import { type StoredState, stateAfter } from '../commitments.rules.ts'
import * as store from './store.ts'

const subject = (id: string) => ({ kind: 'commitment', id })
type After = store.CommitmentsAsked['after']

async function read(tx: Tx, actor: Actor, id: string): Promise<Commitment> {
  const commitment = await store.findCommitment(tx, actor, id)
  if (!commitment) throw notFound()
  return commitment
}

/** Who owes or follows up may say how it went, whatever their access to the account; others need to write there. */
async function loadWritable(tx: Tx, actor: Actor, id: string): Promise<Commitment> {
  const commitment = await read(tx, actor, id)
  if (commitment.memberId !== actor.memberId || actor.role === 'auditor')
    await loadWritableAt(tx, actor, commitment.accountId, commitment.visitId)
  else if ((await loadAccountRight(tx, actor, commitment.accountId)).archived)
    throw new ProblemError(PLATFORM_PROBLEMS.archived)
  return commitment
}

async function requireMember(tx: Tx, memberId: string | undefined): Promise<void> {
  if (memberId && !(await membersByIds(tx, [memberId])).has(memberId))
    throw invalidField('memberId', 'not-found')
}

export const commitmentRoutes: Route[] = [
  on(listCommitments, async ({ actor, tx, query }) => {
    if (query.accountId) await loadAccountRight(tx, actor, query.accountId)
    if (query.projectId) await loadProject(tx, actor, query.projectId)
    const memberId = query.memberId === 'me' ? actor.memberId : query.memberId
    const after = decodeCursor(query.cursor, 3) as After
    const rows = await store.listCommitments(tx, actor, { ...query, memberId, after })
    return toPage(rows, query.limit, store.orderKeys)
  }),

  on(getCommitment, ({ actor, tx, params }) => read(tx, actor, params.commitmentId)),

  on(listPromises, async ({ actor, tx, params, query }) => {
    await loadAccountRight(tx, actor, params.accountId)
    const after = decodeCursor(query.cursor, 3) as After
    const rows = await store.listOurPromises(tx, params.accountId, { after, limit: query.limit })
    return toPage(rows, query.limit, (row) => store.orderKeys(row as Commitment))
  }),

  on(addCommitment, async ({ actor, tx, params, body }) => {
    await loadWritableAt(tx, actor, params.accountId, body.visitId)
    await Promise.all([checkLinks(tx, actor, params.accountId, body), requireMember(tx, body.memberId)])
    await store.insertCommitment(tx, {
      ...body,
      accountId: params.accountId,
      memberId: body.memberId ?? actor.memberId,
    })
    await record(tx, {
      kind: 'commitments.made',
      subject: subject(body.id),
      accountId: params.accountId,
      data: { side: body.side, dueOn: body.dueOn, visitId: body.visitId },
    })
    return read(tx, actor, body.id)
  }),

  on(changeCommitment, async ({ actor, tx, params, body }) => {
    const { version, dueNote, ...given } = body
    const before = await loadWritable(tx, actor, params.commitmentId)
    await Promise.all([checkLinks(tx, actor, before.accountId, given), requireMember(tx, given.memberId)])
    const moves = given.dueOn !== undefined && given.dueOn !== before.dueOn
    // The day of what is kept or withdrawn is history.
    if (moves && before.state !== 'open' && before.state !== 'overdue')
      throw new ProblemError(commitmentsProblems.closed)
    if (!(await store.updateCommitment(tx, before.id, version, given)))
      throw conflict(await read(tx, actor, before.id))
    if (moves)
      await store.insertDueChange(tx, {
        id: newId(),
        commitmentId: before.id,
        dueBefore: before.dueOn,
        dueAfter: given.dueOn ?? null,
        note: dueNote,
      })
    await record(tx, {
      kind: moves ? 'commitments.due-changed' : 'commitments.changed',
      subject: subject(before.id),
      accountId: before.accountId,
      data: {
        fields: Object.keys(given),
        ...(moves && { dueBefore: before.dueOn, dueAfter: given.dueOn }),
      },
    })
    return read(tx, actor, before.id)
  }),

  on(stepCommitment, async ({ actor, tx, params, body }) => {
    const before = await loadWritable(tx, actor, params.commitmentId)
    const from: StoredState = before.state === 'overdue' ? 'open' : before.state
    const to = stateAfter(from, body.step)
    if (to === null || !(await store.moveCommitment(tx, before.id, { ...body, from, to })))
      throw new ProblemError(commitmentsProblems.step)
    await record(tx, {
      kind: `commitments.${body.step}`,
      subject: subject(before.id),
      accountId: before.accountId,
      data: { side: before.side, late: before.state === 'overdue' },
    })
    return read(tx, actor, before.id)
  }),
]
