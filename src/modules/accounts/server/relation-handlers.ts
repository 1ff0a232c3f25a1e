import { conflict, invalidField, notFound } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  type AccountRelation,
  changeAccountRelation,
  createAccountRelation,
  deleteAccountRelation,
  listAccountRelations,
} from '../accounts.contract.ts'
import * as store from './relation-store.ts'
import { visibleAccountNames } from './store.ts'
import { loadAccountRight, loadWritableAccount } from './visibility-store.ts'

export const relationRoutes = [
  on(listAccountRelations, async ({ actor, tx, params: { accountId } }) => {
    const [, relations] = await Promise.all([
      loadAccountRight(tx, actor, accountId),
      store.readRelations(tx, actor, accountId),
    ])
    return { relations }
  }),

  on(createAccountRelation, async ({ actor, tx, params: { accountId }, body }) => {
    await loadWritableAccount(tx, actor, accountId)
    if (body.otherId === accountId) throw invalidField('otherId', 'itself')
    if (body.otherId === null && body.otherName === '') throw invalidField('otherName', 'required')
    if (body.otherId && !(await visibleAccountNames(tx, actor, [body.otherId])).has(body.otherId))
      throw invalidField('otherId', 'not-found')
    checkDays(body.since, body.until)
    await store.insertRelation(tx, { ...body, accountId })
    await record(tx, {
      kind: 'accounts.relation-added',
      subject: { kind: 'account_relation', id: body.id },
      accountId,
      data: { kind: body.kind, otherId: body.otherId },
    })
    return one(tx, actor, accountId, body.id)
  }),

  on(changeAccountRelation, async ({ actor, tx, params: { relationId }, body }) => {
    const accountId = await loadRelation(tx, actor, relationId)
    const before = await one(tx, actor, accountId, relationId)
    const change = {
      share: body.share === undefined ? before.share : body.share,
      since: body.since === undefined ? before.since : body.since,
      until: body.until === undefined ? before.until : body.until,
      note: body.note ?? before.note,
    }
    checkDays(change.since, change.until)
    if (!(await store.updateRelation(tx, relationId, body.version, change)))
      throw conflict(await one(tx, actor, accountId, relationId))
    await record(tx, {
      kind: 'accounts.relation-changed',
      subject: { kind: 'account_relation', id: relationId },
      accountId,
      data: { kind: before.kind },
    })
    return one(tx, actor, accountId, relationId)
  }),

  on(deleteAccountRelation, async ({ actor, tx, params: { relationId } }) => {
    const accountId = await loadRelation(tx, actor, relationId)
    const before = await one(tx, actor, accountId, relationId)
    await store.deleteRelation(tx, relationId)
    await record(tx, {
      kind: 'accounts.relation-removed',
      subject: { kind: 'account_relation', id: relationId },
      accountId,
      data: { kind: before.kind },
    })
  }),
]

/** A relation is changed at the account it was written down at. */
async function loadRelation(tx: Tx, actor: Actor, relationId: string): Promise<string> {
  const accountId = await store.accountOfRelation(tx, relationId)
  if (!accountId) throw notFound()
  await loadWritableAccount(tx, actor, accountId)
  return accountId
}

async function one(tx: Tx, actor: Actor, accountId: string, relationId: string): Promise<AccountRelation> {
  const [relation] = await store.readRelations(tx, actor, accountId, relationId)
  if (!relation) throw notFound()
  return relation
}

function checkDays(since: string | null, until: string | null): void {
  if (since !== null && until !== null && until < since) throw invalidField('until', 'before-start')
}
