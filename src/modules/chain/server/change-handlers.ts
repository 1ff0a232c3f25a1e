import {
  type AccountRight,
  authorsOf,
  compareCharts,
  loadAccountRight,
  readChartStates,
  readPosts,
  readUnits,
} from '#modules/accounts/server/index.ts'
import { employmentStates, holdersOfPosts, tiesTurnedAt } from '#modules/people/server/index.ts'
import { lastRecordedVisit } from '#modules/visits/server/index.ts'
import { invalidField } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import { type Change, listChanges, sinceLastVisit } from '../chain.contract.ts'
import {
  claimChanges,
  holderChanges,
  inOrder,
  type PostNames,
  seatChanges,
  tieChanges,
} from '../changes.rules.ts'
import { authorOfHolder } from '../holder-authors.rules.ts'
import { claimsBetween, seatsBetween } from './change-store.ts'
import { endOfDay } from './store.ts'

/** Beyond it nobody reads on; a whole organisation read in anew stays below it as a rule. */
const MOST = 2000

interface Asked {
  /** Moments (ISO): what stood just before each is compared. `to` null: now. */
  from: string
  to: string | null
  projectId: string | null
  /** What this visit itself taught is not said. */
  exceptVisit?: string
}

/**
 * Everything that is otherwise at an account than it was: each list in one query per moment, or one for both; of what changed in
 * the chart and its holders one more each, for who changed it.
 */
async function changesBetween(
  tx: Tx,
  actor: Actor,
  right: AccountRight,
  asked: Asked,
): Promise<{ from: string; to: string; items: Change[]; more: boolean }> {
  const { accountId } = right
  const { from, to, projectId } = asked
  const [units0, units1, posts0, posts1, holders0, holders1, ties, seats, claims] = await Promise.all([
    readUnits(tx, accountId, from),
    readUnits(tx, accountId, to ?? undefined),
    readPosts(tx, accountId, from),
    readPosts(tx, accountId, to ?? undefined),
    holdersOfPosts(tx, accountId, from),
    holdersOfPosts(tx, accountId, to),
    tiesTurnedAt(tx, actor, right, from, to),
    seatsBetween(tx, accountId, from, to, projectId),
    claimsBetween(tx, accountId, from, to, projectId),
  ])
  const stoodFrom = <T extends { stoodFrom: boolean }>(rows: readonly T[]) => rows.filter((r) => r.stoodFrom)
  const stoodTo = <T extends { stoodTo: boolean }>(rows: readonly T[]) => rows.filter((r) => r.stoodTo)
  const chart = compareCharts({ units: units0, posts: posts0 }, { units: units1, posts: posts1 })
  const unitNames = new Map([...units0, ...units1].map((u) => [u.id, u.name]))
  const postNames: PostNames = new Map(
    [...posts0, ...posts1].map((p) => [
      p.id,
      { title: p.title, unit: p.unitId ? { id: p.unitId, name: unitNames.get(p.unitId) ?? null } : null },
    ]),
  )
  const left = new Map(
    seats.flatMap((s) =>
      s.until === null
        ? []
        : [[`${s.projectId}/${s.personId}`, { byName: s.leftByName, at: s.until }] as const],
    ),
  )
  const holding = holderChanges(holders0, holders1, postNames)
  const [chartStates, employments] = await Promise.all([
    readChartStates(tx, [...new Set(chart.map((c) => c.id))], from, to),
    employmentStates(tx, accountId, [
      ...new Set(holding.map(({ was, is }) => ((is ?? was) as { id: string }).id)),
    ]),
  ])
  const authors = authorsOf(chart, chartStates)
  const items = inOrder([
    ...chart.map(
      ({ what, kind, id, name, unit, field, was, is }, i): Change => ({
        kind: what,
        subject: kind,
        id,
        name,
        field,
        was,
        is,
        other: null,
        unit,
        projectId: null,
        byName: authors[i]?.byName ?? null,
        at: authors[i]?.at ?? null,
      }),
    ),
    ...holding.map((change) => ({ ...change, ...authorOfHolder(change, employments, { from, to }) })),
    ...seatChanges(stoodFrom(seats), stoodTo(seats), left),
    ...claimChanges(stoodFrom(claims), stoodTo(claims), right.personal, asked.exceptVisit),
    ...tieChanges(ties.before, ties.after),
  ])
  return { from, to: to ?? new Date().toISOString(), items: items.slice(0, MOST), more: items.length > MOST }
}

export const changeRoutes: Route[] = [
  on(listChanges, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    if (query.to !== undefined && query.to < query.from) throw invalidField('to', 'before-from')
    const [from, to] = await Promise.all([
      endOfDay(tx, query.from),
      query.to === undefined ? null : endOfDay(tx, query.to),
    ])
    return changesBetween(tx, actor, right, { from, to, projectId: query.projectId ?? null })
  }),

  on(sinceLastVisit, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    const visit = await lastRecordedVisit(tx, params.accountId, actor.memberId)
    if (!visit) return { visit: null, from: null, to: new Date().toISOString(), items: [], more: false }
    const changes = await changesBetween(tx, actor, right, {
      from: visit.at,
      to: null,
      projectId: query.projectId ?? null,
      exceptVisit: visit.id,
    })
    return { ...changes, visit }
  }),
]
