import { loadAccountRight, loadWritableAccount, requireWrite } from '#modules/accounts/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addChannel,
  addEmployment,
  archivePerson,
  changeChannel,
  changeEmployment,
  changePerson,
  createPerson,
  erasePerson,
  getPerson,
  listHolders,
  listPeople,
  type PersonRecord,
  peopleProblems,
  removeChannel,
  removeEmployment,
} from '../people.contract.ts'
import { mayErase } from '../people.rules.ts'
import {
  deleteChannel,
  deleteEmployment,
  findChannel,
  findEmployment,
  insertChannels,
  insertEmployment,
  listChannels,
  listEmployments,
  placeFits,
  updateChannel,
  updateEmployment,
} from './employment-store.ts'
import { runErasers } from './erasers.ts'
import { erasePersonRows } from './erasure-store.ts'
import { loadPerson, loadPersonalPerson, loadWritablePerson, type PersonRight } from './guard.ts'
import {
  findPerson,
  holdersOfAccount,
  insertPerson,
  listHeads,
  setArchived,
  updatePerson,
} from './person-store.ts'

/** The person as this actor may see them: channels only where the personal layer is open. */
export async function asAnswered(tx: Tx, actor: Actor, right: PersonRight): Promise<PersonRecord> {
  const [employments, channels] = await Promise.all([
    listEmployments(tx, actor, right.person.id),
    right.personal ? listChannels(tx, right.person.id) : [],
  ])
  return {
    ...right.person,
    employments,
    channels,
    withheld: !right.personal,
    canWrite: right.write && !right.person.erasedAt,
  }
}

async function reread(tx: Tx, actor: Actor, right: PersonRight): Promise<PersonRecord> {
  const person = await findPerson(tx, right.person.id)
  if (!person) throw notFound()
  return asAnswered(tx, actor, { ...right, person })
}

/** @throws invalid, naming the field, if the post or the unit is another account's */
/** @throws a field's problem if the post or the department is not of the account */
export async function checkPlace(
  tx: Tx,
  accountId: string,
  postId: string | null,
  unitId: string | null,
): Promise<void> {
  const fits = await placeFits(tx, accountId, postId, unitId)
  if (!fits.post) throw invalidField('postId', 'people.post-elsewhere')
  if (!fits.unit) throw invalidField('unitId', 'people.post-elsewhere')
}

/** @throws a field's problem if the last day is before the first */
export function checkDays(since: string | null, until: string | null): void {
  if (since !== null && until !== null && until < since) throw invalidField('until', 'before-start')
}

const of = (personId: string) => ({ kind: 'person', id: personId })

export const personRoutes: Route[] = [
  on(listPeople, async ({ actor, tx, params, query }) => {
    // Both travel in one round trip; the guard throws before anything is answered.
    const [, page] = await Promise.all([
      loadAccountRight(tx, actor, params.accountId),
      listHeads(tx, params.accountId, { ...query, archived: query.archived === 'true' }),
    ])
    return page
  }),

  on(listHolders, async ({ actor, tx, params }) => {
    const [, items] = await Promise.all([
      loadAccountRight(tx, actor, params.accountId),
      holdersOfAccount(tx, params.accountId),
    ])
    return { items }
  }),

  on(getPerson, async ({ actor, tx, params }) =>
    asAnswered(tx, actor, await loadPerson(tx, actor, params.personId)),
  ),

  on(createPerson, async ({ actor, tx, params, body }) => {
    const { accountId } = params
    const right = await loadWritableAccount(tx, actor, accountId)
    await checkPlace(tx, accountId, body.postId, body.unitId)
    await insertPerson(tx, { ...body, accountId })
    if (body.title || body.unitId || body.postId || body.since)
      await insertEmployment(tx, { ...body, id: newId(), personId: body.id, accountId, until: null })
    await insertChannels(tx, body.id, body.channels)
    await record(tx, { kind: 'people.added', subject: of(body.id), accountId })
    const person = await findPerson(tx, body.id)
    if (!person) throw notFound()
    return asAnswered(tx, actor, { ...right, person })
  }),

  on(changePerson, async ({ actor, tx, params, body }) => {
    const right = await loadWritablePerson(tx, actor, params.personId)
    if (!(await updatePerson(tx, right.person, body))) throw conflict(await reread(tx, actor, right))
    const fields = (['name', 'nameEn', 'formOfAddress', 'doNotContact'] as const).filter(
      (field) => right.person[field] !== body[field],
    )
    await record(tx, {
      kind: 'people.changed',
      subject: of(params.personId),
      accountId: right.accountId,
      data: { fields },
    })
    return reread(tx, actor, right)
  }),

  on(archivePerson, async ({ actor, tx, params, body }) => {
    const right = await loadWritablePerson(tx, actor, params.personId)
    if ((right.person.archivedAt !== null) !== body.archived) {
      await setArchived(tx, params.personId, body.archived)
      const kind = body.archived ? 'people.archived' : 'people.restored'
      await record(tx, { kind, subject: of(params.personId), accountId: right.accountId })
    }
    return reread(tx, actor, right)
  }),

  on(erasePerson, async ({ actor, tx, params, body }) => {
    // A person's right to be erased does not wait for an archived account to be restored.
    const right = await loadPerson(tx, actor, params.personId)
    requireWrite({ ...right, write: right.mayRestore })
    if (right.person.erasedAt) throw new ProblemError(peopleProblems.erased)
    if (!mayErase(actor.role)) throw new ProblemError(peopleProblems.eraseNeedsSupervisor)
    await runErasers(tx, params.personId)
    await erasePersonRows(tx, params.personId)
    await record(tx, {
      kind: 'people.erased',
      subject: of(params.personId),
      accountId: right.accountId,
      data: { reason: body.reason },
    })
    return reread(tx, actor, right)
  }),

  on(addEmployment, async ({ actor, tx, params, body }) => {
    const right = await loadWritablePerson(tx, actor, params.personId)
    checkDays(body.since, body.until)
    // A post elsewhere may be noted where that account is known to the actor.
    if (body.accountId !== right.accountId) await loadAccountRight(tx, actor, body.accountId)
    await checkPlace(tx, body.accountId, body.postId, body.unitId)
    await insertEmployment(tx, { ...body, personId: params.personId })
    await record(tx, {
      kind: 'people.employed',
      subject: of(params.personId),
      accountId: right.accountId,
      data: { employmentId: body.id },
    })
    const added = await findEmployment(tx, actor, body.id)
    if (!added) throw notFound()
    return added
  }),

  on(changeEmployment, async ({ actor, tx, params, body }) => {
    const before = await findEmployment(tx, actor, params.employmentId)
    if (!before) throw notFound()
    const right = await loadWritablePerson(tx, actor, before.personId)
    checkDays(body.since, body.until)
    await checkPlace(tx, before.accountId, body.postId, body.unitId)
    const changed = await updateEmployment(tx, params.employmentId, body)
    const now = await findEmployment(tx, actor, params.employmentId)
    if (!now) throw notFound()
    if (!changed) throw conflict(now)
    const ended = before.until === null && now.until !== null
    await record(tx, {
      kind: ended ? 'people.employment-ended' : 'people.employment-changed',
      subject: of(before.personId),
      accountId: right.accountId,
      data: { employmentId: params.employmentId },
    })
    return now
  }),

  on(removeEmployment, async ({ actor, tx, params }) => {
    const before = await findEmployment(tx, actor, params.employmentId)
    if (!before) throw notFound()
    const right = await loadWritablePerson(tx, actor, before.personId)
    await deleteEmployment(tx, params.employmentId)
    await record(tx, {
      kind: 'people.employment-removed',
      subject: of(before.personId),
      accountId: right.accountId,
      data: { employmentId: params.employmentId },
    })
  }),

  on(addChannel, async ({ actor, tx, params, body }) => {
    const right = await loadPersonalPerson(tx, actor, params.personId)
    await insertChannels(tx, params.personId, [body])
    await record(tx, {
      kind: 'people.channel-added',
      subject: of(params.personId),
      accountId: right.accountId,
      data: { kind: body.kind },
    })
    return { ...body, version: 1 }
  }),

  on(changeChannel, async ({ actor, tx, params, body }) => {
    const before = await findChannel(tx, params.channelId)
    if (!before) throw notFound()
    const right = await loadPersonalPerson(tx, actor, before.personId)
    const changed = await updateChannel(tx, before.personId, { ...body, id: params.channelId })
    const now = await findChannel(tx, params.channelId)
    if (!now) throw notFound()
    if (!changed) throw conflict(now)
    await record(tx, {
      kind: 'people.channel-changed',
      subject: of(before.personId),
      accountId: right.accountId,
      data: { kind: body.kind },
    })
    return now
  }),

  on(removeChannel, async ({ actor, tx, params }) => {
    const before = await findChannel(tx, params.channelId)
    if (!before) throw notFound()
    const right = await loadPersonalPerson(tx, actor, before.personId)
    await deleteChannel(tx, params.channelId)
    await record(tx, {
      kind: 'people.channel-removed',
      subject: of(before.personId),
      accountId: right.accountId,
      data: { kind: before.kind },
    })
  }),
]
