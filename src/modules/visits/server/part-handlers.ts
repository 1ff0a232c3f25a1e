import {
  conflict,
  invalidField,
  notFound,
  PLATFORM_PROBLEMS,
  ProblemError,
} from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addObjective,
  addPreparation,
  addTopic,
  addUnknown,
  changeObjective,
  changePreparation,
  changeTopic,
  changeUnknown,
  putPerson,
  putProof,
  removeObjective,
  removePerson,
  removePreparation,
  removeProof,
  removeTopic,
  removeUnknown,
  saveOpening,
  saveRecord,
} from '../visits.contract.ts'
import { ensureOpen } from '../visits.rules.ts'
import { withTitles } from './detail.ts'
import { loadWritableVisit, type VisitRight } from './guard.ts'
import * as parts from './parts-store.ts'
import { findOpening, findRecord, saveSheet } from './record-store.ts'
import { belongings } from './store.ts'

/** The guard of everything below: the visit may be written by the actor, and is neither cancelled nor reviewed. */
async function open(tx: Tx, actor: Actor, visitId: string): Promise<VisitRight> {
  const loaded = await loadWritableVisit(tx, actor, visitId)
  ensureOpen(loaded.visit.state)
  return loaded
}

/** As `open`, where something personal about the customer's people is written. */
async function openPersonal(tx: Tx, actor: Actor, visitId: string): Promise<VisitRight> {
  const loaded = await open(tx, actor, visitId)
  if (!loaded.right.personal) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
  return loaded
}

function happened(
  tx: Tx,
  { visit }: VisitRight,
  what: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  return record(tx, {
    kind: `visits.${what}`,
    subject: { kind: 'visit', id: visit.id },
    accountId: visit.accountId,
    data,
  })
}

const fieldsOf = (body: object) => Object.keys(body).filter((key) => key !== 'version')

/** Refuses a person who does not belong to the visit's account. */
async function checkPerson(tx: Tx, accountId: string, personId: string | null | undefined): Promise<void> {
  if (!personId) return
  const there = await belongings(tx, accountId, { personIds: [personId], projectId: null, followsId: null })
  if (!there.people.has(personId)) throw invalidField('personId', 'not-found')
}

/** The answer to a change whose row did not match: another version, or no such row. */
function lost<Row extends { id: string }>(rows: readonly Row[], id: string): ProblemError {
  const current = rows.find((row) => row.id === id)
  return current ? conflict(current) : notFound()
}

const people = [
  on(putPerson, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    await checkPerson(tx, loaded.visit.accountId, params.personId)
    // Depth means nothing where nobody was met.
    const to = body.met === false ? { ...body, depth: null } : body
    await parts.putPerson(tx, params.visitId, params.personId, to)
    await happened(tx, loaded, 'person-put', { personId: params.personId, fields: fieldsOf(body) })
    const rows = await parts.listPeopleOf(tx, params.visitId)
    const row = rows.find((person) => person.id === params.personId)
    if (!row) throw notFound()
    return (await withTitles(tx, actor, [row]))[0]!
  }),
  on(removePerson, async ({ actor, tx, params }) => {
    const loaded = await open(tx, actor, params.visitId)
    if (!(await parts.deletePerson(tx, params.visitId, params.personId))) throw notFound()
    await happened(tx, loaded, 'person-removed', { personId: params.personId })
  }),
]

const objectives = [
  on(addObjective, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    const [row] = await parts.insertObjectives(tx, params.visitId, [body])
    await happened(tx, loaded, 'objective-set', {
      objectiveId: body.id,
      kind: body.kind,
      grewFrom: body.grewFrom,
    })
    return row!
  }),
  on(changeObjective, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    const at = { visitId: params.visitId, id: params.objectiveId, version: body.version }
    const row = await parts.updateObjective(tx, at, body)
    if (!row) throw lost(await parts.listObjectives(tx, params.visitId), params.objectiveId)
    await happened(tx, loaded, 'objective-changed', {
      objectiveId: row.id,
      fields: fieldsOf(body),
      result: row.result,
    })
    return row
  }),
  on(removeObjective, async ({ actor, tx, params }) => {
    const loaded = await open(tx, actor, params.visitId)
    if (!(await parts.deletePart(tx, 'objective', params.visitId, params.objectiveId))) throw notFound()
    await happened(tx, loaded, 'objective-removed', { objectiveId: params.objectiveId })
  }),
]

const preparation = [
  on(addPreparation, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    const row = await parts.insertPreparation(tx, params.visitId, body)
    await happened(tx, loaded, 'preparation-added', { itemId: body.id })
    return row
  }),
  on(changePreparation, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    const at = { visitId: params.visitId, id: params.itemId, version: body.version }
    const row = await parts.updatePreparation(tx, at, body)
    if (!row) throw lost(await parts.listPreparation(tx, params.visitId), params.itemId)
    await happened(tx, loaded, 'preparation-changed', { itemId: row.id, done: row.done })
    return row
  }),
  on(removePreparation, async ({ actor, tx, params }) => {
    const loaded = await open(tx, actor, params.visitId)
    if (!(await parts.deletePart(tx, 'visit_preparation', params.visitId, params.itemId))) throw notFound()
    await happened(tx, loaded, 'preparation-removed', { itemId: params.itemId })
  }),
]

// Unknowns are their author's alone: no event tells of them, and a closed visit may still be thought about.
const unknowns = [
  on(addUnknown, async ({ actor, tx, params, body }) => {
    const { visit } = await loadWritableVisit(tx, actor, params.visitId)
    await checkPerson(tx, visit.accountId, body.personId)
    return parts.insertUnknown(tx, params.visitId, body)
  }),
  on(changeUnknown, async ({ actor, tx, params, body }) => {
    const { visit } = await loadWritableVisit(tx, actor, params.visitId)
    await checkPerson(tx, visit.accountId, body.personId)
    const at = { visitId: params.visitId, id: params.unknownId, version: body.version }
    const row = await parts.updateUnknown(tx, at, body)
    if (!row) throw lost(await parts.listUnknowns(tx, params.visitId), params.unknownId)
    return row
  }),
  on(removeUnknown, async ({ actor, tx, params }) => {
    await loadWritableVisit(tx, actor, params.visitId)
    if (!(await parts.deletePart(tx, 'visit_unknown', params.visitId, params.unknownId))) throw notFound()
  }),
]

const proofs = [
  on(putProof, async ({ actor, tx, params, body }) => {
    const loaded = await open(tx, actor, params.visitId)
    await parts.putProof(tx, params.visitId, params.proofId, body.shown)
    await happened(tx, loaded, 'proof-chosen', { proofId: params.proofId, shown: body.shown })
    const row = (await parts.listChosenProofs(tx, params.visitId)).find((p) => p.id === params.proofId)
    if (!row) throw notFound()
    return row
  }),
  on(removeProof, async ({ actor, tx, params }) => {
    const loaded = await open(tx, actor, params.visitId)
    if (!(await parts.deleteProof(tx, params.visitId, params.proofId))) throw notFound()
    await happened(tx, loaded, 'proof-dropped', { proofId: params.proofId })
  }),
]

const sheets = [
  on(saveOpening, async ({ actor, tx, params, body: { version, ...fields } }) => {
    const loaded = await open(tx, actor, params.visitId)
    const saved = await saveSheet(tx, 'visit_opening', params.visitId, version, fields)
    const row = await findOpening(tx, params.visitId)
    if (!saved) throw conflict(row)
    await happened(tx, loaded, 'opening-noted', { fields: Object.keys(fields) })
    return row
  }),
  on(saveRecord, async ({ actor, tx, params, body: { version, ...fields } }) => {
    const loaded = await open(tx, actor, params.visitId)
    const saved = await saveSheet(tx, 'visit_record', params.visitId, version, fields)
    const row = await findRecord(tx, params.visitId)
    if (!saved) throw conflict(row)
    await happened(tx, loaded, 'record-written', { fields: Object.keys(fields) })
    return row
  }),
]

const topics = [
  on(addTopic, async ({ actor, tx, params, body }) => {
    const loaded = await openPersonal(tx, actor, params.visitId)
    await checkPerson(tx, loaded.visit.accountId, body.personId)
    const row = await parts.insertTopic(tx, params.visitId, body)
    await happened(tx, loaded, 'topic-added', { topicId: body.id, personId: body.personId })
    return row
  }),
  on(changeTopic, async ({ actor, tx, params, body }) => {
    const loaded = await openPersonal(tx, actor, params.visitId)
    await checkPerson(tx, loaded.visit.accountId, body.personId)
    const at = { visitId: params.visitId, id: params.topicId, version: body.version }
    const row = await parts.updateTopic(tx, at, body)
    if (!row) throw lost(await parts.listTopics(tx, params.visitId), params.topicId)
    await happened(tx, loaded, 'topic-changed', { topicId: row.id })
    return row
  }),
  on(removeTopic, async ({ actor, tx, params }) => {
    const loaded = await openPersonal(tx, actor, params.visitId)
    if (!(await parts.deletePart(tx, 'visit_topic', params.visitId, params.topicId))) throw notFound()
    await happened(tx, loaded, 'topic-removed', { topicId: params.topicId })
  }),
]

export const partRoutes = [
  ...people,
  ...objectives,
  ...preparation,
  ...unknowns,
  ...proofs,
  ...sheets,
  ...topics,
]
