import { loadAccountRight, readPosts, readUnits } from '#modules/accounts/server/index.ts'
import { membersByIds } from '#modules/members/server/index.ts'
import {
  holdersOfPosts,
  peopleByIds,
  peopleOfAccount,
  tiesAmong,
  tiesWithinAccount,
} from '#modules/people/server/index.ts'
import { coverageOf, visitsByIds } from '#modules/visits/server/index.ts'
import { invalidField, notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addSeat,
  type Claim,
  type ClaimValue,
  chainProblems,
  type Finding,
  getMap,
  listClaims,
  makeClaim,
  PERSONAL_ATTRIBUTES,
  removeSeat,
  type Seat,
  snoozeFinding,
  wakeFinding,
} from '../chain.contract.ts'
import { diagnose, findingId, placeholders, type Surroundings } from '../findings.rules.ts'
import { seatFrom, summaryOf } from '../seats.rules.ts'
import { type ChainRight, loadChain } from './guard.ts'
import {
  type At,
  claimHistory,
  claimsAt,
  endOfDay,
  endSnoozes,
  insertSnooze,
  projectsOnMap,
  type StandingClaim,
  seatedAt,
  seatPerson,
  snoozesAt,
  supersedeClaim,
  unseatPerson,
} from './store.ts'

/** Everybody on the chain as they are believed to be now, or were just before `at`. */
async function seatsOf(tx: Tx, projectId: string, right: ChainRight, at: At = null): Promise<Seat[]> {
  const [people, claims, coverage] = await Promise.all([
    seatedAt(tx, projectId, at),
    claimsAt(tx, projectId, at),
    coverageOf(tx, right.accountId, at),
  ])
  const names = await memberNames(tx, claims)
  const claimsOf = Map.groupBy(claims, (c) => c.personId)
  return people.map((personId) =>
    seatFrom(personId, claimsOf.get(personId) ?? [], coverage.get(personId), right.personal, names),
  )
}

async function memberNames(tx: Tx, claims: readonly StandingClaim[]): Promise<Map<string, string>> {
  const ids = [...new Set(claims.flatMap((c) => (c.aboutMemberId ? [c.aboutMemberId] : [])))]
  if (ids.length === 0) return new Map()
  return new Map([...(await membersByIds(tx, ids))].map(([id, member]) => [id, member.name]))
}

async function seatOf(tx: Tx, projectId: string, personId: string, right: ChainRight): Promise<Seat> {
  const seat = (await seatsOf(tx, projectId, right)).find((s) => s.personId === personId)
  if (!seat) throw notFound()
  return seat
}

async function findingsOf(
  tx: Tx,
  projectId: string,
  seats: readonly Seat[],
  around: Surroundings,
  past: { on: string | null; at: At },
): Promise<Finding[]> {
  const snoozes = new Map((await snoozesAt(tx, projectId, past.on, past.at)).map((s) => [s.finding, s]))
  return diagnose(seats, around).map((diagnosis) => {
    const snooze = snoozes.get(diagnosis.key)
    return {
      ...diagnosis,
      id: findingId(projectId, diagnosis.key),
      state: snooze ? 'snoozed' : 'open',
      snoozedUntil: snooze?.until ?? null,
      snoozeReason: snooze?.reason ?? null,
    }
  })
}

/** @throws the person is unknown to the actor, or belongs to another customer */
async function requirePerson(tx: Tx, actor: Actor, personId: string, accountId: string): Promise<void> {
  const [person] = await peopleByIds(tx, actor, [personId])
  if (!person || person.erased) throw notFound()
  if (person.accountId !== accountId) throw new ProblemError(chainProblems.otherAccount)
}

/** A visit or a person that told us is of the same customer; a document and a note are named in words. */
async function requireSource(
  tx: Tx,
  actor: Actor,
  source: Claim['source'],
  accountId: string,
): Promise<void> {
  if (source.kind !== 'visit' && source.kind !== 'person') {
    if (source.id !== null) throw invalidField('source.id', 'not-found')
    return
  }
  if (source.id === null) throw invalidField('source.id', 'required')
  const [found] = await (source.kind === 'visit'
    ? visitsByIds(tx, [source.id])
    : peopleByIds(tx, actor, [source.id]))
  if (found?.accountId !== accountId) throw invalidField('source.id', 'not-found')
}

const subject = (projectId: string) => ({ kind: 'project', id: projectId })

export const chainRoutes: Route[] = [
  on(getMap, async ({ actor, tx, params, query }) => {
    const { accountId } = params
    const day = query.on ?? null
    const right = await loadAccountRight(tx, actor, accountId)
    const at = day === null ? null : await endOfDay(tx, day)
    const [units, posts, known, holders, projects, tiesNow] = await Promise.all([
      readUnits(tx, accountId, day ?? undefined),
      readPosts(tx, accountId, day ?? undefined),
      peopleOfAccount(tx, accountId, at),
      holdersOfPosts(tx, accountId, at),
      projectsOnMap(tx, accountId, at),
      at === null ? tiesWithinAccount(tx, accountId, right.personal) : [],
    ])
    const asked = query.projectId
    if (asked && !projects.some((p) => p.id === asked)) throw notFound()
    const projectId = asked ?? projects[0]?.id ?? null
    const postsOf = Map.groupBy(holders, (h) => h.personId)
    const people = known.map(({ id, name, title, unitId, unitName, elsewhere }) => ({
      id,
      name,
      title,
      unitId,
      unitName,
      postIds: (postsOf.get(id) ?? []).map((h) => h.postId),
      ...(elsewhere && { elsewhere }),
    }))
    const around = { units, posts, people, at: at === null ? new Date() : new Date(at) }
    // Somebody who is no longer there is on nobody's chain: their seat waits with them.
    const there = new Set(people.map((p) => p.id))
    const [seated, ties] = await Promise.all([
      projectId ? seatsOf(tx, projectId, right, at) : [],
      // Of a day in the past: some who were here are elsewhere now.
      at === null ? tiesNow : tiesAmong(tx, [...there], right.personal, at),
    ])
    const seats = seated.filter((s) => there.has(s.personId))
    return {
      accountId,
      projectId,
      on: day,
      projects,
      units,
      posts,
      people,
      ties: ties.filter((t) => there.has(t.fromId) && there.has(t.toId)),
      seats,
      findings: projectId ? await findingsOf(tx, projectId, seats, around, { on: day, at }) : [],
      summary: projectId ? summaryOf(seats, placeholders(around).length, right.personal) : null,
      canWrite: right.write && day === null,
    }
  }),

  on(listClaims, async ({ actor, tx, params, query }) => {
    const right = await loadChain(tx, actor, params.projectId, 'read')
    const at = query.on === undefined ? null : await endOfDay(tx, query.on)
    const claims = await claimHistory(tx, params.projectId, params.personId, at)
    return {
      items: claims.filter((c) => right.personal || !PERSONAL_ATTRIBUTES.includes(c.attribute as never)),
    }
  }),

  on(addSeat, async ({ actor, tx, params, body }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    await requirePerson(tx, actor, body.personId, right.accountId)
    await seatPerson(tx, { projectId: params.projectId, personId: body.personId, accountId: right.accountId })
    await record(tx, {
      kind: 'chain.person-added',
      subject: subject(params.projectId),
      accountId: right.accountId,
      data: { personId: body.personId },
    })
    return seatOf(tx, params.projectId, body.personId, right)
  }),

  on(removeSeat, async ({ actor, tx, params }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    if (!(await unseatPerson(tx, params.projectId, params.personId))) throw notFound()
    await record(tx, {
      kind: 'chain.person-removed',
      subject: subject(params.projectId),
      accountId: right.accountId,
      data: { personId: params.personId },
    })
  }),

  on(makeClaim, async ({ actor, tx, params, body }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    await Promise.all([
      requirePerson(tx, actor, body.personId, right.accountId),
      requireSource(tx, actor, body.source, right.accountId),
    ])
    const { attribute, value } = body.claim
    // The personal layer is written by those who may read it.
    if (PERSONAL_ATTRIBUTES.includes(attribute) && !right.personal) throw notFound()
    await seatPerson(tx, { projectId: params.projectId, personId: body.personId, accountId: right.accountId })
    await supersedeClaim(tx, {
      id: body.id,
      projectId: params.projectId,
      personId: body.personId,
      accountId: right.accountId,
      attribute,
      aboutMemberId: aboutMember(body.claim),
      value: normalised(body.claim, value),
      confidence: body.confidence,
      source: body.source,
    })
    await record(tx, {
      kind: 'chain.claimed',
      subject: subject(params.projectId),
      accountId: right.accountId,
      data: { personId: body.personId, attribute, claimId: body.id },
    })
    return seatOf(tx, params.projectId, body.personId, right)
  }),

  on(snoozeFinding, async ({ actor, tx, params, body }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    await insertSnooze(tx, { ...body, projectId: params.projectId, accountId: right.accountId })
    await record(tx, {
      kind: 'chain.finding-snoozed',
      subject: subject(params.projectId),
      accountId: right.accountId,
      data: { finding: body.finding, until: body.until },
    })
  }),

  on(wakeFinding, async ({ actor, tx, params }) => {
    const right = await loadChain(tx, actor, params.projectId, 'write')
    await endSnoozes(tx, params.projectId, params.finding)
    await record(tx, {
      kind: 'chain.finding-woken',
      subject: subject(params.projectId),
      accountId: right.accountId,
      data: { finding: params.finding },
    })
  }),
]

function aboutMember(claim: ClaimValue): string | null {
  return claim.attribute === 'relationship' ? claim.aboutMemberId : null
}

/** No role at all, an empty line and a relationship of which nothing is said all say "unknown". */
function normalised(claim: ClaimValue, value: unknown): unknown {
  if (claim.attribute === 'buying_roles')
    return claim.value && claim.value.length > 0 ? [...new Set(claim.value)] : null
  if (claim.attribute === 'relationship') {
    const { current, target, targetOn, nextAction } = claim.value ?? {}
    return current || target || targetOn || nextAction ? claim.value : null
  }
  return value === '' ? null : value
}
