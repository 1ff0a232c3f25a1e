import { z } from 'zod'
import { id } from '#platform/contract/fields.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  type AccountRecord,
  accountsProblems,
  archiveAccount,
  changeAccount,
  createAccount,
  getAccount,
  listAccounts,
  restoreAccount,
} from '../accounts.contract.ts'
import { changedFields, makesLoop } from '../accounts.rules.ts'
import { normalCreditCode } from '../credit-code.rules.ts'
import { loadSharedAccount, mayShare } from './share.ts'
import * as store from './store.ts'
import { isActiveMember } from './team-store.ts'
import { type AccountRight, loadAccountRight, loadWritableAccount } from './visibility-store.ts'

/** Fields whose values may stand in an event: a stage is a fact of the work, not of a person. */
const TOLD = ['tier', 'lifecycle', 'nextStep', 'nextStepOn', 'name'] as const

export const accountRoutes = [
  on(listAccounts, async ({ actor, tx, query }) => {
    const { cursor, ...filter } = query
    const after = startOf(cursor)
    const rows = await store.listAccounts(tx, actor, { ...filter, after })
    const { items, next } = toPage(rows, query.limit, (row) => [row.sortName, row.id])
    return { items: items.map((item) => forReader(actor, item)), next }
  }),

  on(getAccount, async ({ actor, tx, params }) => {
    const [right, row] = await Promise.all([
      loadAccountRight(tx, actor, params.accountId),
      store.readAccount(tx, actor, params.accountId),
    ])
    return shown(actor, right, row)
  }),

  on(createAccount, async ({ actor, tx, body }) => {
    const { ownerId = actor.memberId, ...fields } = body
    if (ownerId !== actor.memberId) {
      const within = actor.role === 'administrator' || actor.reach.includes(ownerId)
      if (!within || !(await isActiveMember(tx, ownerId))) throw invalidField('ownerId', 'not-found')
    }
    if (fields.parentId) await checkParent(tx, actor, fields.id, fields.parentId)
    const account = { ...fields, creditCode: normalCreditCode(fields.creditCode), ownerId }
    await Promise.all([
      store.insertAccount(tx, actor, account),
      record(tx, {
        kind: 'accounts.created',
        subject: { kind: 'account', id: body.id },
        accountId: body.id,
        data: { name: body.name, ownerId },
      }),
    ])
    return read(tx, actor, body.id)
  }),

  on(changeAccount, async ({ actor, tx, params, body }) => {
    const { accountId } = params
    const { version, ...given } = body
    const [, before] = await Promise.all([
      loadWritableAccount(tx, actor, accountId),
      store.readAccount(tx, actor, accountId),
    ])
    if (!before) throw notFound()
    const change = {
      ...given,
      ...(given.creditCode !== undefined && { creditCode: normalCreditCode(given.creditCode) }),
    }
    const fields = changedFields<store.AccountFields>(before, change)
    // Nothing new: an autosave sent again, or both wrote the same.
    if (fields.length === 0) return read(tx, actor, accountId)
    if (change.parentId && fields.includes('parentId'))
      await checkParent(tx, actor, accountId, change.parentId)
    // Only what differs is written: a parent the reader may not see reads as none, and must not be cut off by that.
    const changed = Object.fromEntries(fields.map((key) => [key, change[key]]))
    if (!(await store.updateAccount(tx, accountId, version, changed)))
      throw conflict(await read(tx, actor, accountId))
    if (fields.includes('name') || fields.includes('shortNames'))
      await store.indexAccount(tx, accountId, [
        change.name ?? before.name,
        ...(change.shortNames ?? before.shortNames),
      ])
    await record(tx, {
      kind: 'accounts.changed',
      subject: { kind: 'account', id: accountId },
      accountId,
      data: {
        fields,
        ...Object.fromEntries(
          TOLD.filter((key) => fields.includes(key)).map((key) => [
            key,
            { from: before[key] ?? null, to: change[key] ?? null },
          ]),
        ),
      },
    })
    return read(tx, actor, accountId)
  }),

  on(archiveAccount, async ({ actor, tx, params: { accountId } }) => {
    await loadSharedAccount(tx, actor, accountId, { archived: true })
    if (await store.setArchived(tx, accountId, true)) {
      await Promise.all([
        store.unindexAccount(tx, accountId),
        record(tx, { kind: 'accounts.archived', subject: { kind: 'account', id: accountId }, accountId }),
      ])
    }
    return read(tx, actor, accountId)
  }),

  on(restoreAccount, async ({ actor, tx, params: { accountId } }) => {
    await loadSharedAccount(tx, actor, accountId, { archived: true })
    const restored = await store.setArchived(tx, accountId, false)
    const account = await read(tx, actor, accountId)
    if (restored) {
      await Promise.all([
        store.indexAccount(tx, accountId, [account.name, ...account.shortNames]),
        record(tx, { kind: 'accounts.restored', subject: { kind: 'account', id: accountId }, accountId }),
      ])
    }
    return account
  }),
]

/** The account as it stands now, as this reader may see it. */
export async function read(tx: Tx, actor: Actor, accountId: string): Promise<AccountRecord> {
  const [right, row] = await Promise.all([
    loadAccountRight(tx, actor, accountId),
    store.readAccount(tx, actor, accountId),
  ])
  return shown(actor, right, row)
}

function shown(actor: Actor, right: AccountRight, row: store.AccountRow | null): AccountRecord {
  if (!row) throw notFound()
  // Restoring is the owner's too: the button stays where nothing else may be written.
  const share = right.mayRestore && mayShare(actor, row.owner?.id ?? null)
  return {
    ...forReader(actor, row),
    right: { write: right.write && actor.role !== 'service', personal: right.personal, share },
  }
}

/** Service staff look customers up; what we mean to do next with them is selling. */
function forReader<T extends { nextStep: string; nextStepOn: string | null }>(actor: Actor, row: T): T {
  return actor.role === 'service' ? { ...row, nextStep: '', nextStepOn: null } : row
}

/** The parent must be one the actor may see, and must not hang below the account itself. */
async function checkParent(tx: Tx, actor: Actor, accountId: string, parentId: string): Promise<void> {
  const [visible, above] = await Promise.all([
    store.visibleAccountNames(tx, actor, [parentId]),
    store.parentsAbove(tx, parentId),
  ])
  if (!visible.has(parentId)) throw invalidField('parentId', 'not-found')
  if (makesLoop(above, accountId, [parentId])) throw new ProblemError(accountsProblems.loop)
}

/** Where the page begins; a cursor that is none of ours begins at the first. */
function startOf(cursor: string | undefined): [string, string] | null {
  const start = z.tuple([z.string(), id]).safeParse(decodeCursor(cursor, 2))
  return start.success ? start.data : null
}
