import { dueServiceItems } from '#modules/care/server/index.ts'
import { dueCommitments } from '#modules/commitments/server/index.ts'
import { listCards, loadVisit, readinessFacts, readinessOf } from '#modules/visits/server/index.ts'
import type { Readiness, VisitCard } from '#modules/visits/visits.contract.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { may } from '#platform/contract/roles.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import { getReadiness, getToday } from '../field.contract.ts'
import { dayOf, nextOf } from '../today.rules.ts'
import { visitLearnt } from './learnt-handlers.ts'
import { accountsWithoutStep, factsAbove } from './store.ts'

/** Readiness of visits whose guard the caller has passed, in one batch of queries. */
async function readinessOfVisits(
  tx: Tx,
  actor: Actor,
  visitIds: readonly string[],
): Promise<Map<string, Readiness>> {
  const [own, above] = await Promise.all([readinessFacts(tx, actor, visitIds), factsAbove(tx, visitIds)])
  return new Map(
    [...own].map(([id, facts]) => {
      const more = above.get(id)
      return [id, readinessOf({ ...facts, chain: more?.chain ?? null, questions: more?.questions ?? null })]
    }),
  )
}

const visitReadiness = on(getReadiness, async ({ actor, tx, params }) => {
  const { visit } = await loadVisit(tx, actor, params.visitId)
  return (await readinessOfVisits(tx, actor, [visit.id])).get(visit.id)!
})

const SHORT = 20
const OPEN = ['planned', 'prepared', 'under_way'] as const

const today = on(getToday, async ({ actor, tx, query }) => {
  const now = new Date()
  const { from, to, day } = dayOf(query, now, actor.zone)
  const [selling, owed] = await Promise.all([
    may(actor.role, 'selling.read') ? sellingDay(tx, actor, { from, to, day, now }) : NO_SELLING,
    dueOf(tx, actor, day),
  ])
  return { ...selling, ...owed }
})

const NO_SELLING = {
  next: null,
  today: [],
  unrecorded: { items: [], count: 0 },
  withoutStep: { items: [], count: 0 },
}

async function sellingDay(tx: Tx, actor: Actor, at: { from: string; to: string; day: string; now: Date }) {
  const mine = { scope: 'mine' as const, order: 'earliest' as const }
  const [dayPage, ahead, behind, withoutStep] = await Promise.all([
    listCards(tx, actor, { ...mine, from: at.from, to: at.to, limit: 50 }),
    listCards(tx, actor, { ...mine, states: OPEN, from: at.from, limit: SHORT }),
    listCards(tx, actor, { ...mine, states: OPEN, to: at.now.toISOString(), limit: 100 }),
    accountsWithoutStep(tx, actor, at, SHORT),
  ])
  const day = dayPage.items.filter((visit) => visit.state !== 'cancelled')
  const next: VisitCard | null = nextOf([...behind.items, ...ahead.items], at.now)
  const unrecorded = behind.items.filter((visit) => visit.id !== next?.id)
  const readiness = next ? (await readinessOfVisits(tx, actor, [next.id])).get(next.id) : undefined
  return {
    next: next && readiness ? { visit: next, readiness } : null,
    today: day,
    unrecorded: { items: unrecorded.slice(0, SHORT), count: unrecorded.length },
    withoutStep,
  }
}

/** What both sides owe by the end of the week, and the service that is due; each module decides what the actor may see. */
async function dueOf(tx: Tx, actor: Actor, day: string) {
  const until = daysAfter(day, A_WEEK)
  const [owed, service] = await Promise.all([
    may(actor.role, 'selling.read') ? dueCommitments(tx, actor, until) : [],
    dueServiceItems(tx, actor, until),
  ])
  return {
    customerOwes: owed.filter((one) => one.side === 'customer').slice(0, SHORT),
    weOwe: owed.filter((one) => one.side !== 'customer').slice(0, SHORT),
    service: service.slice(0, SHORT),
  }
}
const A_WEEK = 7

export const fieldRoutes = [visitReadiness, visitLearnt, today]
