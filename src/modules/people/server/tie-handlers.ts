import { type AccountRight, loadAccountRight, loadWritableAccount } from '#modules/accounts/server/index.ts'
import { invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  createTie,
  endTie,
  listAccountTies,
  listPersonTies,
  MUTUAL_TIES,
  PRIVATE_TIES,
  type Tie,
  tieProblems,
} from '../ties.contract.ts'
import { loadPerson, loadWritablePerson } from './guard.ts'
import {
  endTieRow,
  findTie,
  insertTie,
  supersedeTies,
  type TieRow,
  tiesAtAccount,
  tiesOfPerson,
} from './tie-store.ts'

/** Without the personal layer: no private ties, and no evidence for the others. */
function asAnswered(row: TieRow, personal: boolean): Tie | null {
  if (!personal && PRIVATE_TIES.includes(row.kind)) return null
  return {
    ...row,
    evidence: personal ? row.evidence : '',
    source: { kind: row.sourceKind, id: row.sourceId, note: personal ? row.sourceNote : '' },
  }
}

function answered(rows: readonly TieRow[], right: AccountRight) {
  const items = rows.map((row) => asAnswered(row, right.personal)).filter((one) => one !== null)
  return { items, withheld: !right.personal }
}

/** The ties of an account as an actor who has passed its guard may see them; for the map. */
export async function tiesOfAccount(tx: Tx, actor: Actor, right: AccountRight): Promise<Tie[]> {
  return answered(await tiesAtAccount(tx, actor, right.accountId), right).items
}

export const tieRoutes: Route[] = [
  on(listPersonTies, async ({ actor, tx, params, query }) => {
    const right = await loadPerson(tx, actor, params.personId)
    return answered(await tiesOfPerson(tx, actor, params.personId, query.history === 'true'), right)
  }),

  on(listAccountTies, async ({ actor, tx, params }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    return answered(await tiesAtAccount(tx, actor, params.accountId), right)
  }),

  on(createTie, async ({ actor, tx, params, body }) => {
    const right = await loadWritablePerson(tx, actor, params.personId)
    if (body.toId === params.personId) throw invalidField('toId', 'tie-to-self')
    if (PRIVATE_TIES.includes(body.kind) && !right.personal) throw invalidField('kind', 'tie-is-private')
    const other = await loadPerson(tx, actor, body.toId)
    if (other.person.erasedAt) throw invalidField('toId', 'not-found')
    const tie = { ...body, fromId: params.personId, mutual: body.mutual ?? MUTUAL_TIES.includes(body.kind) }
    const superseded = await supersedeTies(tx, tie, body.supersedes)
    if (body.supersedes && superseded === 0) throw new ProblemError(tieProblems.ended)
    await insertTie(tx, tie)
    await record(tx, {
      kind: 'people.tied',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { tieId: body.id, toId: body.toId },
    })
    const written = await findTie(tx, actor, body.id)
    const answer = written && asAnswered(written, right.personal)
    if (!answer) throw notFound()
    return answer
  }),

  on(endTie, async ({ actor, tx, params }) => {
    const tie = await findTie(tx, actor, params.tieId)
    if (!tie) throw notFound()
    const right = await loadWritableAccount(tx, actor, tie.fromAccountId)
    if (!(await endTieRow(tx, tie.id))) throw new ProblemError(tieProblems.ended)
    await record(tx, {
      kind: 'people.tie-ended',
      subject: { kind: 'person', id: tie.fromId },
      accountId: right.accountId,
      data: { tieId: tie.id },
    })
  }),
]
