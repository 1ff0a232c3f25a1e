import { peopleByIds } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { readinessOf } from '../readiness.rules.ts'
import type { VisitDetail } from '../visits.contract.ts'
import { mayReview } from '../visits.rules.ts'
import type { VisitRight } from './guard.ts'
import {
  listChosenProofs,
  listObjectives,
  listPeopleOf,
  listPreparation,
  listTopics,
  listUnknowns,
  type PersonAtVisit,
} from './parts-store.ts'
import { type OwnReadinessFacts, readinessFacts } from './readiness-store.ts'
import { findOpening, findRecord, listReviews } from './record-store.ts'
import { findNames, listCompanions, listSteps } from './store.ts'

/** A visit with everything small of it. The queries travel together: two round trips in all. */
export async function visitDetailOf(
  tx: Tx,
  actor: Actor,
  { visit, right }: VisitRight,
): Promise<VisitDetail> {
  const at = visit.id
  const people = listPeopleOf(tx, at).then((rows) => withTitles(tx, actor, rows))
  const [
    names,
    companions,
    objectives,
    preparation,
    unknowns,
    proofs,
    opening,
    topics,
    record,
    reviews,
    history,
    facts,
  ] = await Promise.all([
    findNames(tx, at),
    listCompanions(tx, at),
    listObjectives(tx, at),
    listPreparation(tx, at),
    listUnknowns(tx, at),
    listChosenProofs(tx, at),
    findOpening(tx, at),
    right.personal ? listTopics(tx, at) : [],
    findRecord(tx, at),
    listReviews(tx, at),
    listSteps(tx, at),
    readinessFacts(tx, actor, [at]),
  ])
  return {
    ...visit,
    ...names,
    people: await people,
    companions,
    objectives,
    preparation,
    unknowns,
    proofs,
    opening,
    topics,
    record,
    reviews,
    history,
    readiness: readinessOf({ ...(facts.get(at) as OwnReadinessFacts), chain: null, questions: null }),
    canWrite: right.write,
    canReview: mayReview(actor, visit.hostId),
    canSeePersonal: right.personal,
  }
}

/** People with the titles they hold at the account. */
export async function withTitles<Row extends Pick<PersonAtVisit, 'id'>>(
  tx: Tx,
  actor: Actor,
  rows: readonly Row[],
): Promise<(Row & { title: string })[]> {
  const heads = await peopleByIds(
    tx,
    actor,
    rows.map((row) => row.id),
  )
  const titles = new Map(heads.map((head) => [head.id, head.title]))
  return rows.map((row) => ({ ...row, title: titles.get(row.id) ?? '' }))
}
