import { loadAccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { conflict, invalidField, PLATFORM_PROBLEMS, ProblemError } from '#platform/contract/problem.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  changeVisit,
  createVisit,
  getVisit,
  listVisits,
  type NewVisit,
  recordVisit,
  reviewVisit,
  takeStep,
  type VisitCore,
  visitsProblems,
} from '../visits.contract.ts'
import {
  ensureHappened,
  ensureOpen,
  ensureOrder,
  mayReview,
  minutesMet,
  stateAfter,
} from '../visits.rules.ts'
import { visitDetailOf } from './detail.ts'
import { loadVisit, loadWritableVisit } from './guard.ts'
import { checkKind } from './kind-handlers.ts'
import { insertObjectives, insertPeople, listObjectives, setMet, setResults } from './parts-store.ts'
import { insertReview, saveSheet } from './record-store.ts'
import {
  belongings,
  findVisit,
  insertCompanions,
  insertStep,
  insertVisit,
  listCards,
  listSteps,
  presentMembers,
  setCompanions,
  updateVisit,
  type VisitChange,
} from './store.ts'

const list = on(listVisits, async ({ actor, tx, query }) => {
  if (query.scope === 'account') {
    if (!query.accountId) throw invalidField('accountId', 'required')
    await loadAccountRight(tx, actor, query.accountId)
  }
  if (query.scope === 'project' && !query.projectId) throw invalidField('projectId', 'required')
  return listCards(tx, actor, query)
})

const get = on(getVisit, async ({ actor, tx, params }) =>
  visitDetailOf(tx, actor, await loadVisit(tx, actor, params.visitId)),
)

const create = on(createVisit, async ({ actor, tx, body }) => {
  await loadWritableAccount(tx, actor, body.accountId)
  return plan(tx, body.accountId, body, body.hostId ?? actor.memberId)
})

/** Writes a new visit with all it was planned with; the caller has passed the account's guard. */
async function plan(
  tx: Tx,
  accountId: string,
  body: Omit<NewVisit, 'accountId'>,
  hostId: string,
): Promise<VisitCore> {
  const companions = (body.companions ?? []).filter((c) => c.memberId !== hostId)
  const personIds = body.personIds ?? []
  await checkKind(tx, body.kind)
  const of = { personIds, projectId: body.projectId ?? null, followsId: body.followsId ?? null }
  await checkBelongings(tx, accountId, of, [hostId, ...companions.map((c) => c.memberId)])
  const inserted = insertVisit(tx, {
    id: body.id,
    accountId,
    hostId,
    projectId: of.projectId,
    followsId: of.followsId,
    kind: body.kind ?? 'on_site',
    plannedAt: body.plannedAt,
    plannedMinutes: body.plannedMinutes ?? 60,
    place: body.place ?? '',
  })
  // Everything travels with the visit's own row; the first refusal is the one to tell.
  await Promise.all([
    inserted,
    insertStep(tx, { id: newId(), visitId: body.id, step: 'planned', plannedAfter: body.plannedAt }),
    insertPeople(tx, body.id, personIds),
    insertCompanions(tx, body.id, companions),
    insertObjectives(tx, body.id, body.objectives ?? []),
    record(tx, {
      kind: 'visits.planned',
      subject: { kind: 'visit', id: body.id },
      accountId,
      data: { plannedAt: body.plannedAt, follows: of.followsId },
    }),
  ])
  return inserted
}

/** Refuses people, project, earlier visit or members that do not belong here, each by its field. */
async function checkBelongings(
  tx: Tx,
  accountId: string,
  of: { personIds: readonly string[]; projectId: string | null; followsId: string | null },
  memberIds: readonly string[],
  path = '',
): Promise<void> {
  // Whoever asks is here: the plainest visit, one's own with nobody named, needs no look.
  const [there, members] = await Promise.all([
    belongings(tx, accountId, of),
    presentMembers(
      tx,
      memberIds.filter((id) => id !== tx.memberId),
    ),
  ])
  const present = (id: string) => id === tx.memberId || members.has(id)
  const stranger = of.personIds.findIndex((id) => !there.people.has(id))
  if (stranger >= 0) throw invalidField(`${path}personIds.${stranger}`, 'not-found')
  if (!there.project) throw invalidField(`${path}projectId`, 'not-found')
  if (!there.follows) throw invalidField(`${path}followsId`, 'not-found')
  const [host, ...companions] = memberIds
  if (host !== undefined && !present(host)) throw invalidField(`${path}hostId`, 'not-found')
  const away = companions.findIndex((id) => !present(id))
  if (away >= 0) throw invalidField(`${path}companions.${away}.memberId`, 'not-found')
}

const change = on(changeVisit, async ({ actor, tx, params, body }) => {
  const { visit } = await loadWritableVisit(tx, actor, params.visitId)
  ensureOpen(visit.state)
  const { version, companions, ...fields } = body
  await checkKind(tx, fields.kind)
  ensureOrder(fields.startedAt ?? visit.startedAt, fields.endedAt ?? visit.endedAt)
  const host = fields.hostId ?? visit.hostId
  const others = companions?.filter((c) => c.memberId !== host)
  await checkBelongings(
    tx,
    visit.accountId,
    { personIds: [], projectId: fields.projectId ?? null, followsId: null },
    // A host who has left since stays the host of this visit until another is named.
    [...(fields.hostId ? [fields.hostId] : [actor.memberId]), ...(others ?? []).map((c) => c.memberId)],
  )
  const row = await updateVisit(tx, visit.id, version, fields)
  if (!row) throw conflict(await findVisit(tx, visit.id))
  if (others) await setCompanions(tx, visit.id, others)
  await record(tx, {
    kind: 'visits.changed',
    subject: { kind: 'visit', id: visit.id },
    accountId: visit.accountId,
    data: { fields: Object.keys(body).filter((key) => key !== 'version') },
  })
  return row
})

const step = on(takeStep, async ({ actor, tx, params, body }) => {
  const { visit } = await loadWritableVisit(tx, actor, params.visitId)
  const now = new Date()
  ensureHappened('at', body.at, now)
  const at = body.at ?? now.toISOString()
  if (body.version !== undefined && visit.version !== body.version) throw conflict(visit)
  const before = await listSteps(tx, visit.id)
  const state = stateAfter(
    visit.state,
    body.step,
    before.map((s) => s.step),
  )
  const to: VisitChange = { state }
  if (body.step === 'rescheduled') {
    if (!body.plannedAt) throw invalidField('plannedAt', 'required')
    // Two new times are not put one upon the other: who comes second sees the first.
    if (body.version === undefined) throw invalidField('version', 'required')
    to.plannedAt = body.plannedAt
  }
  if (body.step === 'under_way') to.startedAt = visit.startedAt ?? at
  if (body.step === 'finished') {
    ensureOrder(visit.startedAt, at)
    to.endedAt = at
  }
  const row = await updateVisit(tx, visit.id, visit.version, to)
  if (!row) throw conflict(await findVisit(tx, visit.id))
  await Promise.all([
    insertStep(tx, {
      id: body.id,
      visitId: visit.id,
      step: body.step,
      at,
      note: body.note,
      ...(to.plannedAt && { plannedBefore: visit.plannedAt, plannedAfter: to.plannedAt }),
    }),
    record(tx, {
      kind: `visits.${EVENTS[body.step]}`,
      subject: { kind: 'visit', id: visit.id },
      accountId: visit.accountId,
      data: {
        from: visit.state,
        to: state,
        ...(to.plannedAt && { plannedAt: to.plannedAt, before: visit.plannedAt }),
      },
    }),
  ])
  return row
})
const EVENTS = {
  prepared: 'prepared',
  unprepared: 'unprepared',
  under_way: 'started',
  finished: 'finished',
  rescheduled: 'rescheduled',
  cancelled: 'cancelled',
  restored: 'restored',
} as const

const recording = on(recordVisit, async ({ actor, tx, params, body }) => {
  const { visit } = await loadWritableVisit(tx, actor, params.visitId)
  const { id, version, at, results, met, next, ...sheet } = body
  const now = new Date()
  ensureHappened('at', at, now)
  if (version !== undefined && visit.version !== version) throw conflict(visit)
  const state = stateAfter(visit.state, 'recorded', [])
  const objectives = new Set((await listObjectives(tx, visit.id)).map((o) => o.id))
  const strange = results.findIndex((r) => !objectives.has(r.objectiveId))
  if (strange >= 0) throw invalidField(`results.${strange}.objectiveId`, 'not-found')
  const metIds = met.map((m) => m.personId)
  const there = await belongings(tx, visit.accountId, { personIds: metIds, projectId: null, followsId: null })
  const unknown = metIds.findIndex((personId) => !there.people.has(personId))
  if (unknown >= 0) throw invalidField(`met.${unknown}.personId`, 'not-found')

  const row = await updateVisit(tx, visit.id, visit.version, { state })
  if (!row) throw conflict(await findVisit(tx, visit.id))
  const recordedAt = at ?? now.toISOString()
  await Promise.all([
    insertStep(tx, { id, visitId: visit.id, step: 'recorded', at: recordedAt }),
    setResults(tx, visit.id, results),
    setMet(tx, visit.id, met),
    saveSheet(tx, 'visit_record', visit.id, null, {
      ...sheet,
      minutes:
        sheet.minutes === undefined
          ? (minutesMet(visit.startedAt, visit.endedAt) ?? undefined)
          : sheet.minutes,
      recordedBy: actor.memberId,
      recordedAt,
    }),
    record(tx, {
      kind: 'visits.recorded',
      subject: { kind: 'visit', id: visit.id },
      accountId: visit.accountId,
      data: { met: met.filter((m) => m.met).length, results: results.map((r) => r.result) },
    }),
  ])
  if (next) await plan(tx, visit.accountId, { ...next, followsId: visit.id }, next.hostId ?? visit.hostId)
  return row
})

const reviewing = on(reviewVisit, async ({ actor, tx, params, body }) => {
  const { visit, right } = await loadVisit(tx, actor, params.visitId)
  if (!mayReview(actor, visit.hostId)) throw new ProblemError(visitsProblems.notReviewer)
  if (right.archived) throw new ProblemError(PLATFORM_PROBLEMS.archived)
  if (visit.version !== body.version) throw conflict(visit)
  const state = stateAfter(visit.state, 'reviewed', [])
  const row = await updateVisit(tx, visit.id, body.version, { state })
  if (!row) throw conflict(await findVisit(tx, visit.id))
  await Promise.all([
    insertReview(tx, visit.id, { id: body.id, comment: body.comment }),
    insertStep(tx, { id: newId(), visitId: visit.id, step: 'reviewed' }),
    record(tx, {
      kind: 'visits.reviewed',
      subject: { kind: 'visit', id: visit.id },
      accountId: visit.accountId,
    }),
  ])
  return row
})

export const visitRoutes = [list, get, create, change, step, recording, reviewing]
