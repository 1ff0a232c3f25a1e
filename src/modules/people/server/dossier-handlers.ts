import { today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import {
  conflict,
  invalidField,
  notFound,
  PLATFORM_PROBLEMS,
  ProblemError,
} from '#platform/contract/problem.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  assertFact,
  type DossierField,
  dossierProblems,
  type Fact,
  getDossier,
  getFactHistory,
  listDossierFields,
  listReveals,
  revealFact,
  setDossierField,
  withdrawFact,
} from '../dossier.contract.ts'
import { checkDate } from '../memorable-date.rules.ts'
import { catalogue, refuseField, refuseValue, stricter } from '../people.rules.ts'
import {
  type FactRow,
  findFact,
  holdPerson,
  insertFact,
  insertReveal,
  listFactHistory,
  listFacts,
  listFieldChanges,
  listRevealRows,
  putField,
  supersedeFacts,
  withdrawFactRow,
} from './dossier-store.ts'
import { loadPerson, loadPersonalPerson } from './guard.ts'

async function loadCatalogue(tx: Tx): Promise<DossierField[]> {
  return catalogue(await listFieldChanges(tx))
}

/**
 * The one way a fact leaves the server: what is sensitive, by its own class or by the catalogue's of today, goes without
 * its value, and so does a field the catalogue no longer knows.
 */
function asAnswered(row: FactRow, fields: readonly DossierField[]): Fact {
  const field = fields.find((one) => one.key === row.field)
  const factClass = stricter(row.class, field?.class ?? 'sensitive')
  const masked = factClass === 'sensitive'
  return {
    ...row,
    class: factClass,
    masked,
    value: masked ? null : row.value,
    source: { kind: row.sourceKind, id: row.sourceId, note: masked ? '' : row.sourceNote },
  }
}

export const dossierRoutes: Route[] = [
  on(listDossierFields, async ({ tx }) => ({ items: await loadCatalogue(tx) })),

  on(setDossierField, async ({ actor, tx, params, body }) => {
    const refusal = refuseField(params.fieldKey, body)
    if (refusal)
      throw invalidField(
        refusal === 'people.field-class-lowered'
          ? 'class'
          : refusal === 'people.field-not-ours'
            ? 'key'
            : 'labelZh',
        refusal,
      )
    const find = async () => (await loadCatalogue(tx)).find((one) => one.key === params.fieldKey)
    if (!(await putField(tx, { ...body, key: params.fieldKey }))) throw conflict(await find())
    await record(tx, {
      kind: 'people.dossier-field-set',
      subject: { kind: 'org', id: actor.orgId },
      accountId: null,
      data: { key: params.fieldKey, class: body.class, hidden: body.hidden },
    })
    const now = await find()
    if (!now) throw notFound()
    return now
  }),

  on(getDossier, async ({ actor, tx, params }) => {
    const right = await loadPerson(tx, actor, params.personId)
    const canWrite = right.write && right.personal && !right.person.erasedAt
    if (!right.personal) return { withheld: true, canWrite, facts: [] }
    const [rows, fields] = await Promise.all([listFacts(tx, params.personId), loadCatalogue(tx)])
    return { withheld: false, canWrite, facts: rows.map((row) => asAnswered(row, fields)) }
  }),

  on(getFactHistory, async ({ actor, tx, params, query }) => {
    const right = await loadPerson(tx, actor, params.personId)
    if (!right.personal) return { withheld: true, items: [], next: null }
    const [page, fields] = await Promise.all([listFactHistory(tx, params.personId, query), loadCatalogue(tx)])
    return { withheld: false, items: page.items.map((row) => asAnswered(row, fields)), next: page.next }
  }),

  on(assertFact, async ({ actor, tx, params, body }) => {
    const right = await loadPersonalPerson(tx, actor, params.personId)
    const fields = await loadCatalogue(tx)
    const field = fields.find((one) => one.key === body.field && !one.hidden)
    if (!field) throw invalidField('field', dossierProblems.unknownField.code)
    const wrong =
      refuseValue(field, body.value) ??
      (body.value.shape === 'date' ? checkDate(body.value, today(actor.zone)) : null)
    if (wrong) throw invalidField(wrong.path, wrong.code)
    await holdPerson(tx, params.personId)
    await insertFact(tx, { ...body, personId: params.personId, class: field.class })
    if (body.supersedes || !field.many) {
      const what = { personId: params.personId, field: field.key, factId: body.supersedes, by: body.id }
      const superseded = await supersedeFacts(tx, what)
      if (body.supersedes && superseded === 0) throw new ProblemError(dossierProblems.superseded)
    }
    await record(tx, {
      kind: 'people.fact-asserted',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { factId: body.id, field: field.key },
    })
    const written = await findFact(tx, body.id)
    if (!written) throw notFound()
    return asAnswered(written, fields)
  }),

  on(withdrawFact, async ({ actor, tx, params }) => {
    const fact = await findFact(tx, params.factId)
    if (!fact) throw notFound()
    const right = await loadPersonalPerson(tx, actor, fact.personId)
    if (!(await withdrawFactRow(tx, fact.id))) throw new ProblemError(dossierProblems.superseded)
    await record(tx, {
      kind: 'people.fact-withdrawn',
      subject: { kind: 'person', id: fact.personId },
      accountId: right.accountId,
      data: { factId: fact.id, field: fact.field },
    })
  }),

  on(revealFact, async ({ actor, tx, params, body }) => {
    const right = await loadPerson(tx, actor, params.personId)
    if (!right.personal) throw new ProblemError(PLATFORM_PROBLEMS.forbidden)
    const fact = await findFact(tx, body.factId)
    if (fact?.personId !== params.personId) throw notFound()
    const { reason } = body
    const revealId = newId()
    await insertReveal(tx, {
      id: revealId,
      personId: params.personId,
      accountId: right.accountId,
      factId: fact.id,
      field: fact.field,
      reason,
    })
    await record(tx, {
      kind: 'people.revealed',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { revealId, factId: fact.id, field: fact.field, reason },
    })
    return { factId: fact.id, field: fact.field, value: fact.value }
  }),

  on(listReveals, async ({ actor, tx, query }) => listRevealRows(tx, actor, query)),
]
