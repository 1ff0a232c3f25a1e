import { type AccountRight, loadAccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { peopleByIds } from '#modules/people/server/index.ts'
import { conflict, invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { isTaken } from '#platform/server/pg-problem.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addInstalled,
  addRivalRep,
  assertRivalTie,
  assertSatisfaction,
  changeInstalled,
  changeRival,
  changeRivalRep,
  createRival,
  endRivalTie,
  getAccountRivals,
  getRival,
  type InstalledProduct,
  listRivals,
  listSatisfactions,
  PRIVATE_RIVAL_TIES,
  type RivalRep,
  type RivalTie,
  rivalProblems,
  type Satisfaction,
} from '../rivals.contract.ts'
import { refuseDays, refuseMaker } from '../rivals.rules.ts'
import {
  currentSatisfactions,
  findInstalled,
  findSatisfaction,
  type InstalledRow,
  insertInstalled,
  insertSatisfaction,
  installedAt,
  listSatisfactionRows,
  type SatisfactionRow,
  unitFits,
  updateInstalled,
} from './installed-store.ts'
import {
  currentRivalTies,
  endRivalTieRow,
  findRep,
  findRivalTie,
  insertRep,
  insertRivalTie,
  type RepRow,
  type RivalTieRow,
  repsAt,
  updateRep,
} from './rep-store.ts'
import { findRival, insertRival, listInstalledOf, listRivalRows, updateRival } from './rival-store.ts'

function asSatisfaction(row: SatisfactionRow): Satisfaction {
  return { ...row, source: { kind: row.sourceKind, id: row.sourceId, note: row.sourceNote } }
}

function withSatisfaction(row: InstalledRow, all: readonly SatisfactionRow[]): InstalledProduct {
  const found = all.find((one) => one.installedId === row.id)
  return { ...row, satisfaction: found ? asSatisfaction(found) : null }
}

async function answerInstalled(tx: Tx, id: string): Promise<InstalledProduct> {
  const [row, satisfactions] = await Promise.all([findInstalled(tx, id), currentSatisfactions(tx, [id])])
  if (!row) throw notFound()
  return withSatisfaction(row, satisfactions)
}

/** Without the personal layer: no private ties, and no evidence for the others. */
function asTie(row: RivalTieRow, personal: boolean): RivalTie | null {
  if (!personal && PRIVATE_RIVAL_TIES.includes(row.kind)) return null
  return {
    ...row,
    evidence: personal ? row.evidence : '',
    source: { kind: row.sourceKind, id: row.sourceId, note: personal ? row.sourceNote : '' },
  }
}

function asRep(row: RepRow, ties: readonly RivalTieRow[], personal: boolean): RivalRep {
  return {
    ...row,
    traits: personal ? row.traits : null,
    ties: ties
      .filter((tie) => tie.repId === row.id)
      .map((tie) => asTie(tie, personal))
      .filter((tie) => tie !== null),
  }
}

async function answerRep(tx: Tx, id: string, right: AccountRight): Promise<RivalRep> {
  const [row, ties] = await Promise.all([findRep(tx, id), currentRivalTies(tx, [id])])
  if (!row) throw notFound()
  return asRep(row, ties, right.personal)
}

/** The reps that compete at an account and what binds them to its people. The caller has passed the guard. */
async function rivalRepsOfAccount(tx: Tx, right: AccountRight): Promise<RivalRep[]> {
  const reps = await repsAt(tx, right.accountId)
  const ties = await currentRivalTies(
    tx,
    reps.map((rep) => rep.id),
  )
  return reps.map((rep) => asRep(rep, ties, right.personal))
}

type InstalledBody = Parameters<typeof refuseMaker>[0] &
  Parameters<typeof refuseDays>[0] & { unitId: string | null }

async function checkInstalled(tx: Tx, accountId: string, body: InstalledBody): Promise<void> {
  const wrong = refuseMaker(body) ?? refuseDays(body)
  if (wrong) throw invalidField(wrong.path, wrong.code)
  await checkRival(tx, body.rivalId)
  if (body.unitId && !(await unitFits(tx, accountId, body.unitId))) throw invalidField('unitId', 'not-found')
}

async function checkRival(tx: Tx, rivalId: string | null): Promise<void> {
  if (rivalId && !(await findRival(tx, rivalId))) throw invalidField('rivalId', 'not-found')
}

/** @throws invalid, if the person is not one of the account's */
async function checkPerson(
  tx: Tx,
  actor: Actor,
  accountId: string,
  path: string,
  personId: string,
): Promise<void> {
  const [person] = await peopleByIds(tx, actor, [personId])
  if (!person || person.erased || person.accountId !== accountId) throw invalidField(path, 'not-found')
}

/** Turns the unique name into its own problem. */
async function named<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isTaken(error, 'rival_name_once')) throw new ProblemError(rivalProblems.nameTaken)
    throw error
  }
}

export const routes: Route[] = [
  on(listRivals, async ({ actor, tx, query }) =>
    listRivalRows(tx, actor, { ...query, archived: query.archived === 'true' }),
  ),

  on(getRival, async ({ actor, tx, params }) => {
    const [rival, installed] = await Promise.all([
      findRival(tx, params.rivalId),
      listInstalledOf(tx, actor, params.rivalId),
    ])
    if (!rival) throw notFound()
    return { ...rival, installed }
  }),

  on(createRival, async ({ tx, body }) => {
    await named(insertRival(tx, body))
    await record(tx, { kind: 'rivals.added', subject: { kind: 'rival', id: body.id }, accountId: null })
    const rival = await findRival(tx, body.id)
    if (!rival) throw notFound()
    return rival
  }),

  on(changeRival, async ({ tx, params, body }) => {
    const before = await findRival(tx, params.rivalId)
    if (!before) throw notFound()
    const changed = await named(updateRival(tx, { ...body, id: params.rivalId }))
    const now = await findRival(tx, params.rivalId)
    if (!now) throw notFound()
    if (!changed) throw conflict(now)
    const fields = (['name', 'strengths', 'weaknesses', 'howWeWin', 'archivedAt'] as const).filter(
      (field) => before[field] !== now[field],
    )
    await record(tx, {
      kind: 'rivals.changed',
      subject: { kind: 'rival', id: params.rivalId },
      accountId: null,
      data: { fields },
    })
    return now
  }),

  on(getAccountRivals, async ({ actor, tx, params }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    const [rows, reps] = await Promise.all([installedAt(tx, params.accountId), rivalRepsOfAccount(tx, right)])
    const satisfactions = await currentSatisfactions(
      tx,
      rows.map((row) => row.id),
    )
    return {
      installed: rows.map((row) => withSatisfaction(row, satisfactions)),
      reps,
      withheld: !right.personal,
      canWrite: right.write,
    }
  }),

  on(addInstalled, async ({ actor, tx, params, body }) => {
    const { accountId } = await loadWritableAccount(tx, actor, params.accountId)
    await checkInstalled(tx, accountId, body)
    await insertInstalled(tx, accountId, body)
    await record(tx, {
      kind: 'rivals.product-installed',
      subject: { kind: 'installed_product', id: body.id },
      accountId,
      data: { maker: body.maker },
    })
    return answerInstalled(tx, body.id)
  }),

  on(changeInstalled, async ({ actor, tx, params, body }) => {
    const before = await findInstalled(tx, params.installedId)
    if (!before) throw notFound()
    const { accountId } = await loadWritableAccount(tx, actor, before.accountId)
    await checkInstalled(tx, accountId, body)
    const changed = await updateInstalled(tx, { ...body, id: params.installedId })
    const now = await answerInstalled(tx, params.installedId)
    if (!changed) throw conflict(now)
    const retired = before.retiredOn === null && now.retiredOn !== null
    await record(tx, {
      kind: retired ? 'rivals.product-retired' : 'rivals.product-changed',
      subject: { kind: 'installed_product', id: params.installedId },
      accountId,
    })
    return now
  }),

  on(assertSatisfaction, async ({ actor, tx, params, body }) => {
    const installed = await findInstalled(tx, params.installedId)
    if (!installed) throw notFound()
    const { accountId } = await loadWritableAccount(tx, actor, installed.accountId)
    if (body.toldById) await checkPerson(tx, actor, accountId, 'toldById', body.toldById)
    await insertSatisfaction(tx, { ...body, installedId: params.installedId })
    await record(tx, {
      kind: 'rivals.satisfaction-asserted',
      subject: { kind: 'installed_product', id: params.installedId },
      accountId,
      data: { satisfactionId: body.id, score: body.score },
    })
    const row = await findSatisfaction(tx, body.id)
    if (!row) throw notFound()
    return asSatisfaction(row)
  }),

  on(listSatisfactions, async ({ actor, tx, params, query }) => {
    const installed = await findInstalled(tx, params.installedId)
    if (!installed) throw notFound()
    await loadAccountRight(tx, actor, installed.accountId)
    const page = await listSatisfactionRows(tx, params.installedId, query)
    return { items: page.items.map(asSatisfaction), next: page.next }
  }),

  on(addRivalRep, async ({ actor, tx, params, body }) => {
    const right = await loadWritableAccount(tx, actor, params.accountId)
    await checkRival(tx, body.rivalId)
    await insertRep(tx, params.accountId, body)
    await record(tx, {
      kind: 'rivals.rep-added',
      subject: { kind: 'rival_rep', id: body.id },
      accountId: right.accountId,
      data: { rivalId: body.rivalId },
    })
    return answerRep(tx, body.id, right)
  }),

  on(changeRivalRep, async ({ actor, tx, params, body }) => {
    const before = await findRep(tx, params.repId)
    if (!before) throw notFound()
    const right = await loadWritableAccount(tx, actor, before.accountId)
    await checkRival(tx, body.rivalId)
    // Who cannot read the traits cannot overwrite them.
    const traits = right.personal ? body.traits : undefined
    const changed = await updateRep(tx, { ...body, traits, id: params.repId })
    const now = await answerRep(tx, params.repId, right)
    if (!changed) throw conflict(now)
    await record(tx, {
      kind: 'rivals.rep-changed',
      subject: { kind: 'rival_rep', id: params.repId },
      accountId: right.accountId,
    })
    return now
  }),

  on(assertRivalTie, async ({ actor, tx, params, body }) => {
    const rep = await findRep(tx, params.repId)
    if (!rep) throw notFound()
    const right = await loadWritableAccount(tx, actor, rep.accountId)
    if (PRIVATE_RIVAL_TIES.includes(body.kind) && !right.personal)
      throw invalidField('kind', 'tie-is-private')
    await checkPerson(tx, actor, rep.accountId, 'personId', body.personId)
    await insertRivalTie(tx, { ...body, repId: params.repId })
    await record(tx, {
      kind: 'rivals.rep-tied',
      subject: { kind: 'rival_rep', id: params.repId },
      accountId: right.accountId,
      data: { tieId: body.id, personId: body.personId },
    })
    const written = await findRivalTie(tx, body.id)
    const answer = written && asTie(written, right.personal)
    if (!answer) throw notFound()
    return answer
  }),

  on(endRivalTie, async ({ actor, tx, params }) => {
    const tie = await findRivalTie(tx, params.rivalTieId)
    const rep = tie && (await findRep(tx, tie.repId))
    if (!tie || !rep) throw notFound()
    const right = await loadWritableAccount(tx, actor, rep.accountId)
    if (!(await endRivalTieRow(tx, tie.id))) throw new ProblemError(rivalProblems.superseded)
    await record(tx, {
      kind: 'rivals.rep-tie-ended',
      subject: { kind: 'rival_rep', id: rep.id },
      accountId: right.accountId,
      data: { tieId: tie.id, personId: tie.personId },
    })
  }),
]
