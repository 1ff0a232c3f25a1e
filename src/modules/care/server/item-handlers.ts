import { membersByIds } from '#modules/members/server/index.ts'
import { checkLinks } from '#modules/visits/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { decodeCursor, toPage } from '#platform/contract/paging.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import { may } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addServiceItem,
  careProblems,
  changeServiceItem,
  completeServiceItem,
  type Frequency,
  getCarePlan,
  listDue,
} from '../care.contract.ts'
import { nextDue } from '../care.rules.ts'
import { mayWriteCare, requireCare, requireOpen } from './guard.ts'
import * as store from './item-store.ts'

const event = (kind: string, item: { id: string; accountId: string }, data: Record<string, unknown>) => ({
  kind: `care.${kind}`,
  subject: { kind: 'service_item', id: item.id },
  accountId: item.accountId,
  data,
})

async function read(tx: Tx, actor: Actor, id: string): Promise<store.ItemRow> {
  const item = await store.findItem(tx, actor, id)
  if (!item) throw notFound()
  return item
}

async function loadWritable(tx: Tx, actor: Actor, id: string): Promise<store.ItemRow> {
  const item = await read(tx, actor, id)
  // Whoever is to do it may say that it was done.
  if (item.ownerId !== actor.memberId || !may(actor.role, 'care.write'))
    await requireCare(tx, actor, item.accountId)
  else await requireOpen(tx, actor, item.accountId)
  return item
}

function checkRhythm(frequency: Frequency, everyDays: number | null): void {
  if (frequency === 'every_n_days' && everyDays === null) throw invalidField('everyDays', 'required')
}

async function requireOwner(tx: Tx, ownerId: string | undefined): Promise<void> {
  if (ownerId && !(await membersByIds(tx, [ownerId])).has(ownerId)) throw invalidField('ownerId', 'not-found')
}

export const itemRoutes: Route[] = [
  on(getCarePlan, async ({ actor, tx, params: { accountId } }) => {
    const canWrite = (await mayWriteCare(tx, actor, accountId)) && may(actor.role, 'care.write')
    return { items: await store.itemsOfAccount(tx, actor, accountId), canWrite }
  }),

  on(listDue, async ({ actor, tx, query }) => {
    const after = decodeCursor(query.cursor, 2) as [string, string] | null
    const ownerId = query.scope === 'mine' ? actor.memberId : undefined
    const rows = await store.listDueItems(tx, actor, {
      ownerId,
      until: query.until,
      after,
      limit: query.limit,
    })
    return toPage(rows, query.limit, (row) => [row.nextDue, row.id])
  }),

  on(addServiceItem, async ({ actor, tx, params: { accountId }, body }) => {
    await requireCare(tx, actor, accountId, body.visitId)
    const everyDays = body.frequency === 'every_n_days' ? body.everyDays : null
    checkRhythm(body.frequency, everyDays)
    await Promise.all([
      checkLinks(tx, actor, accountId, { personId: body.personId }),
      requireOwner(tx, body.ownerId),
    ])
    await store.insertItem(tx, { ...body, accountId, everyDays, ownerId: body.ownerId ?? actor.memberId })
    await record(
      tx,
      event('item-added', { id: body.id, accountId }, { frequency: body.frequency, startsOn: body.startsOn }),
    )
    return read(tx, actor, body.id)
  }),

  on(changeServiceItem, async ({ actor, tx, params, body }) => {
    const { version, ...given } = body
    const before = await loadWritable(tx, actor, params.serviceItemId)
    await Promise.all([
      checkLinks(tx, actor, before.accountId, { personId: given.personId }),
      requireOwner(tx, given.ownerId),
    ])
    const frequency = given.frequency ?? before.frequency
    const everyDays =
      frequency === 'every_n_days'
        ? given.everyDays === undefined
          ? before.everyDays
          : given.everyDays
        : null
    checkRhythm(frequency, everyDays)
    if (before.ended && given.ended !== false && given.nextDue) throw new ProblemError(careProblems.ended)
    const change: store.ItemChange = { ...given, everyDays }
    if (given.nextDue) change.startsOn = given.nextDue
    if (given.ended === true) change.nextDue = null
    // Taken up again, it is due by its rhythm from the last day it was done on.
    if (given.ended === false && before.ended && !given.nextDue)
      change.nextDue =
        nextDue({ ...before, frequency, everyDays }, null, lastDay(before, actor.zone)) ?? before.startsOn
    if (!(await store.updateItem(tx, before.id, version, change)))
      throw conflict(await read(tx, actor, before.id))
    await record(tx, event('item-changed', before, { fields: Object.keys(given) }))
    return read(tx, actor, before.id)
  }),

  on(completeServiceItem, async ({ actor, tx, params, body }) => {
    const before = await loadWritable(tx, actor, params.serviceItemId)
    if (before.nextDue === null) throw new ProblemError(careProblems.ended)
    const next = nextDue(before, before.nextDue, body.doneOn)
    const done = { ...body, dueOn: before.nextDue, nextDue: next }
    if (!(await store.completeItem(tx, before.id, done))) throw conflict(await read(tx, actor, before.id))
    await record(
      tx,
      event('item-done', before, { doneOn: body.doneOn, dueOn: before.nextDue, nextDue: next }),
    )
    return read(tx, actor, before.id)
  }),
]

/** Today, or the last day it was done if that lies ahead. */
function lastDay(item: store.ItemRow, zone: string): string {
  const present = today(zone)
  return [present, item.done[0]?.doneOn ?? present].sort()[1]!
}
