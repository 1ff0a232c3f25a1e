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
  holdPair,
  insertTie,
  supersedeTies,
  type TieRow,
  tiesAtAccount,
  tiesOfPerson,
  tiesTurned,
} from './tie-store.ts'

/**
 * Without the personal layer of both ends: no private ties, and no evidence for the others.
 * @param here the account or the person one asks from; the other end's account is named
 */
export function tieAnswer(row: TieRow, here: string): Tie | null {
  if (!row.personal && PRIVATE_TIES.includes(row.kind)) return null
  const fromHere = row.fromId === here || (row.toId !== here && row.fromAccountId === here)
  return {
    ...row,
    otherAccountName: fromHere ? row.toAccountName : row.fromAccountName,
    evidence: row.personal ? row.evidence : '',
    source: { kind: row.sourceKind, id: row.sourceId, note: row.personal ? row.sourceNote : '' },
  }
}

function answered(rows: readonly TieRow[], right: AccountRight, here: string) {
  const items = rows.map((row) => tieAnswer(row, here)).filter((one) => one !== null)
  return { items, withheld: !right.personal }
}

/**
 * What binds an account's people otherwise than it did, as an actor who has passed its guard may see it: the ties of the
 * earlier moment (ISO) that are no more, and those of the later one (null: now) that were not yet.
 */
export async function tiesTurnedAt(
  tx: Tx,
  actor: Actor,
  right: AccountRight,
  from: string,
  to: string | null,
): Promise<{ before: Tie[]; after: Tie[] }> {
  const { accountId } = right
  const turned = await tiesTurned(tx, actor, accountId, from, to)
  const told = (rows: readonly TieRow[]) => answered(rows, right, accountId).items
  return { before: told(turned.filter((t) => t.stoodFrom)), after: told(turned.filter((t) => !t.stoodFrom)) }
}

/** A tie as an actor may see it, or nothing: a private one is not there for those without the personal layer. */
async function seenTie(tx: Tx, actor: Actor, id: string): Promise<TieRow | undefined> {
  const row = await findTie(tx, actor, id)
  return row && tieAnswer(row, row.fromId) ? row : undefined
}

/** Either end is enough: who may write one person may say what binds them to another they can see. */
async function loadWritableEnd(tx: Tx, actor: Actor, tie: TieRow): Promise<AccountRight> {
  const right = await loadAccountRight(tx, actor, tie.fromAccountId)
  if (right.write) return right
  return loadWritableAccount(tx, actor, tie.toAccountId)
}

export const tieRoutes: Route[] = [
  on(listPersonTies, async ({ actor, tx, params, query }) => {
    const right = await loadPerson(tx, actor, params.personId)
    const rows = await tiesOfPerson(tx, actor, params.personId, query.history === 'true')
    return answered(rows, right, params.personId)
  }),

  on(listAccountTies, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    return answered(await tiesAtAccount(tx, actor, params.accountId, query.tieId), right, params.accountId)
  }),

  on(createTie, async ({ actor, tx, params, body }) => {
    const right = await loadWritablePerson(tx, actor, params.personId)
    if (body.toId === params.personId) throw invalidField('toId', 'tie-to-self')
    const other = await loadPerson(tx, actor, body.toId)
    if (other.person.erasedAt) throw invalidField('toId', 'not-found')
    const personal = right.personal && other.personal
    if (PRIVATE_TIES.includes(body.kind) && !personal) throw invalidField('kind', 'tie-is-private')
    const replaced = body.supersedes ? await seenTie(tx, actor, body.supersedes) : undefined
    if (body.supersedes && !replaced) throw notFound()
    const [fromId, toId] = body.back ? [body.toId, params.personId] : [params.personId, body.toId]
    const tie = { ...body, fromId, toId, mutual: body.mutual ?? MUTUAL_TIES.includes(body.kind) }
    await holdPair(tx, params.personId, body.toId)
    if (!(await supersedeTies(tx, tie, body.supersedes))) throw new ProblemError(tieProblems.ended)
    await insertTie(tx, tie)
    await record(tx, {
      kind: 'people.tied',
      subject: { kind: 'person', id: params.personId },
      accountId: right.accountId,
      data: { tieId: body.id, toId: body.toId },
    })
    const written = await findTie(tx, actor, body.id)
    const answer = written && tieAnswer(written, params.personId)
    if (!answer) throw notFound()
    return answer
  }),

  on(endTie, async ({ actor, tx, params }) => {
    const tie = await seenTie(tx, actor, params.tieId)
    if (!tie) throw notFound()
    const right = await loadWritableEnd(tx, actor, tie)
    if (!(await endTieRow(tx, tie.id))) throw new ProblemError(tieProblems.ended)
    await record(tx, {
      kind: 'people.tie-ended',
      subject: { kind: 'person', id: tie.fromId },
      accountId: right.accountId,
      data: { tieId: tie.id },
    })
  }),
]
