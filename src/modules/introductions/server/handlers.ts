import { accountNames, requireWrite } from '#modules/accounts/server/index.ts'
import { loadPerson, type PersonRight, peopleByIds } from '#modules/people/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route as ServerRoute } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import { bestRoutes, type FoundRoute } from '../best-route.rules.ts'
import {
  findIntroductions,
  introductionProblems,
  type Opener,
  type Refusal,
  type Route,
  type RouteMember,
  type RoutePerson,
  refuseIntroduction,
  takeRefusalBack,
} from '../introductions.contract.ts'
import { MOST_LINKS, WEAK } from '../route.rules.ts'
import { memberNames } from './graph-store.ts'
import { type GroundedLink, readNeighbourhood } from './neighbourhood.ts'
import { type FoundOpener, findOpeners } from './openers.ts'
import { findRefusal, insertRefusal, type RefusalRow, takeBack } from './refusal-store.ts'

const MOST_ROUTES = 4

/** Names of everybody an answer speaks of, in three queries. Whoever the actor may not see has none. */
async function namesFor(tx: Tx, actor: Actor, people: Iterable<string>, ours: Iterable<string>) {
  const [heads, members] = await Promise.all([
    peopleByIds(tx, actor, [...new Set(people)]),
    memberNames(tx, [...new Set(ours)]),
  ])
  const accounts = await accountNames(tx, [...new Set(heads.map((head) => head.accountId))])
  const byId = new Map(heads.map((head) => [head.id, head]))
  return {
    person(id: string): RoutePerson | null {
      const head = byId.get(id)
      if (!head) return null
      const { name, title, unitName, accountId } = head
      const accountName = accounts.get(accountId) ?? ''
      return { kind: 'person', id, name, title, unitName, accountId, accountName }
    },
    member(id: string): RouteMember {
      return { kind: 'member', id, name: members.get(id) ?? '' }
    },
    doNotContact: (id: string) => byId.get(id)?.doNotContact ?? false,
  }
}
type Names = Awaited<ReturnType<typeof namesFor>>

function toldRoute(found: FoundRoute, names: Names): Route | null {
  const steps: Route['steps'] = []
  for (const link of found.links as GroundedLink[]) {
    const from = link.ofMember ? names.member(link.from) : names.person(link.from)
    const to = names.person(link.to)
    if (!from || !to) return null
    steps.push({ from, to, cost: link.cost, weak: link.cost > WEAK, reasons: link.reasons })
  }
  return { cost: found.cost, weak: found.weak, steps }
}

function toldRefusal(row: RefusalRow, names: Names, canWrite: boolean): Refusal | null {
  const from = row.fromMemberId ? names.member(row.fromMemberId) : names.person(row.fromPersonId ?? '')
  const to = names.person(row.toId)
  if (!from || !to) return null
  const { id, note, at, byName, until } = row
  return { id, from, to, note, at, byName, until, canWrite }
}

function toldOpener({ personId, why, knownBy }: FoundOpener, names: Names): Opener | null {
  const person = names.person(personId)
  if (!person) return null
  return {
    person,
    knownBy: knownBy && names.member(knownBy.from),
    knownFor: knownBy?.reasons ?? [],
    why,
  }
}

const there = <T>(one: T | null): one is T => one !== null

/** The other end of a refusal. @throws not found, if it is nobody the actor may know of */
async function loadFrom(
  tx: Tx,
  actor: Actor,
  from: { kind: 'member' | 'person'; id: string },
): Promise<PersonRight | null> {
  if (from.kind === 'person') {
    const right = await loadPerson(tx, actor, from.id)
    if (right.person.erasedAt) throw notFound()
    return right
  }
  if (!(await memberNames(tx, [from.id])).has(from.id)) throw notFound()
  return null
}

/** Who may write one of the two may say whether an introduction between them is to be had. */
function mayWrite(target: PersonRight, from: PersonRight | null): void {
  if (!from?.write) requireWrite(target)
}

export const introductionRoutes: ServerRoute[] = [
  on(findIntroductions, async ({ actor, tx, params, query }) => {
    const target = await loadPerson(tx, actor, params.personId)
    if (target.person.erasedAt) throw notFound()
    const now = new Date()
    const around = await readNeighbourhood(tx, actor, params.personId, query.from === 'me', now)
    const found = bestRoutes(around.links, around.ours, params.personId, MOST_ROUTES)
    const counted = found.some((one) => !one.weak)
    const openers = counted ? [] : await findOpeners(tx, actor, target, around, now)
    const ends = [
      ...found.flatMap((one) => one.links as GroundedLink[]),
      ...openers.flatMap((one) => (one.knownBy ? [one.knownBy] : [])),
    ]
    const names = await namesFor(
      tx,
      actor,
      [
        params.personId,
        ...ends.flatMap((link) => (link.ofMember ? [link.to] : [link.from, link.to])),
        ...openers.map((one) => one.personId),
        ...around.refused.flatMap((r) => (r.fromPersonId ? [r.fromPersonId, r.toId] : [r.toId])),
      ],
      [
        ...ends.flatMap((link) => (link.ofMember ? [link.from] : [])),
        ...around.refused.flatMap((r) => (r.fromMemberId ? [r.fromMemberId] : [])),
      ],
    )
    const self = names.person(params.personId)
    if (!self) throw notFound()
    return {
      target: { ...self, doNotContact: names.doNotContact(params.personId) },
      routes: found.map((one) => toldRoute(one, names)).filter(there),
      refused: around.refused.map((one) => toldRefusal(one, names, target.write)).filter(there),
      openers: openers.map((one) => toldOpener(one, names)).filter(there),
      mostLinks: MOST_LINKS,
      complete: around.complete,
      canWrite: target.write,
    }
  }),

  on(refuseIntroduction, async ({ actor, tx, params, body }) => {
    const target = await loadPerson(tx, actor, params.personId)
    if (body.from.id === params.personId) throw invalidField('from.id', 'refuses-oneself')
    const from = await loadFrom(tx, actor, body.from)
    mayWrite(target, from)
    if (target.person.erasedAt) throw notFound()
    if (body.until && body.until < today(actor.zone)) throw invalidField('until', 'in-the-past')
    await insertRefusal(tx, {
      id: body.id,
      fromMemberId: body.from.kind === 'member' ? body.from.id : null,
      fromPersonId: body.from.kind === 'person' ? body.from.id : null,
      toId: params.personId,
      note: body.note,
      until: body.until,
    })
    await record(tx, {
      kind: 'introductions.refused',
      subject: { kind: 'person', id: params.personId },
      accountId: target.accountId,
      data: { refusalId: body.id, from: body.from.id },
    })
    return { id: body.id }
  }),

  on(takeRefusalBack, async ({ actor, tx, params, body }) => {
    const target = await loadPerson(tx, actor, params.personId)
    const refusal = await findRefusal(tx, body.refusalId, params.personId)
    if (!refusal) throw notFound()
    const from = refusal.fromPersonId ? await loadPerson(tx, actor, refusal.fromPersonId) : null
    mayWrite(target, from)
    if (!(await takeBack(tx, refusal.id))) throw new ProblemError(introductionProblems.refusedBefore)
    await record(tx, {
      kind: 'introductions.refusal-taken-back',
      subject: { kind: 'person', id: params.personId },
      accountId: target.accountId,
      data: { refusalId: refusal.id },
    })
  }),
]
