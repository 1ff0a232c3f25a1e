import { type AccountRight, loadAccountRight, visibleAccountNames } from '#modules/accounts/server/index.ts'
import { checkLinks, loadWritableAt } from '#modules/visits/server/index.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addReferral,
  careProblems,
  changeReferral,
  listReferrals,
  type Referral,
  stepReferral,
} from '../care.contract.ts'
import { mayGoTo } from '../care.rules.ts'
import * as store from './referral-store.ts'

const event = (kind: string, of: { id: string; accountId: string }, data: Record<string, unknown>) => ({
  kind: `care.referral-${kind}`,
  subject: { kind: 'referral', id: of.id },
  accountId: of.accountId,
  data,
})

/** What was noted of somebody outside is for the account team. */
function shown(referral: Referral, right: AccountRight): Referral {
  if (right.personal) return referral
  return { ...referral, note: '', history: referral.history.map((step) => ({ ...step, note: '' })) }
}

async function read(tx: Tx, actor: Actor, id: string): Promise<Referral> {
  const referral = await store.findReferral(tx, actor, id)
  if (!referral) throw notFound()
  return referral
}

async function loadWritable(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ before: Referral; right: AccountRight }> {
  const before = await read(tx, actor, id)
  return { before, right: await loadWritableAt(tx, actor, before.accountId, before.visitId) }
}

async function requireTarget(tx: Tx, actor: Actor, toAccountId: string | null | undefined): Promise<void> {
  if (toAccountId && !(await visibleAccountNames(tx, actor, [toAccountId])).has(toAccountId))
    throw invalidField('toAccountId', 'not-found')
}

export const referralRoutes: Route[] = [
  on(listReferrals, async ({ actor, tx, params: { accountId }, query }) => {
    const right = await loadAccountRight(tx, actor, accountId)
    const [before] = (decodeCursor(query.cursor, 1) ?? []) as string[]
    const rows = await store.referralsOf(tx, actor, accountId, { before, limit: query.limit })
    const { items, next } = toPage(rows, query.limit, (row) => [row.id])
    return { items: items.map((row) => shown(row, right)), next }
  }),

  on(addReferral, async ({ actor, tx, params: { accountId }, body }) => {
    const right = await loadWritableAt(tx, actor, accountId, body.visitId)
    await Promise.all([
      checkLinks(tx, actor, accountId, { personId: body.personId }),
      requireTarget(tx, actor, body.toAccountId),
    ])
    await store.insertReferral(tx, { ...body, accountId })
    await record(tx, event('noted', { id: body.id, accountId }, { state: body.state, visitId: body.visitId }))
    return shown(await read(tx, actor, body.id), right)
  }),

  on(changeReferral, async ({ actor, tx, params, body }) => {
    const { version, ...change } = body
    const { before, right } = await loadWritable(tx, actor, params.referralId)
    await requireTarget(tx, actor, change.toAccountId)
    if (!(await store.updateReferral(tx, before.id, version, change)))
      throw conflict(shown(await read(tx, actor, before.id), right))
    await record(tx, event('changed', before, { fields: Object.keys(change) }))
    return shown(await read(tx, actor, before.id), right)
  }),

  on(stepReferral, async ({ actor, tx, params, body }) => {
    const { before, right } = await loadWritable(tx, actor, params.referralId)
    const from = before.state
    if (!mayGoTo(from, body.state) || !(await store.moveReferral(tx, before.id, { ...body, from })))
      throw new ProblemError(careProblems.step)
    await record(tx, event('moved', before, { from, to: body.state }))
    return shown(await read(tx, actor, before.id), right)
  }),
]
