import { loadAccountRight, readPosts, readUnits } from '#modules/accounts/server/index.ts'
import { membersByIds } from '#modules/members/server/index.ts'
import { holdersOfPosts, peopleByIds, peopleOfAccount, tiesOfAccount } from '#modules/people/server/index.ts'
import { loadProject, loadWritableProject } from '#modules/projects/server/index.ts'
import { coverageOf } from '#modules/visits/server/index.ts'
import { notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { on, type Route } from '#platform/server/module.ts'
import { record } from '#platform/server/record.ts'
import type { Tx } from '#platform/server/tx.ts'
import {
  addSeat,
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
import { diagnose } from '../findings.rules.ts'
import { seatFrom } from '../seats.rules.ts'
import {
  activeSnoozes,
  type ClaimRow,
  claimHistory,
  currentClaims,
  endSnoozes,
  insertSnooze,
  projectsOnMap,
  seatedPeople,
  seatPerson,
  supersedeClaim,
  unseatPerson,
} from './store.ts'

interface ChainRight {
  accountId: string
  personal: boolean
}

/** The chain hangs on a customer: a project without one has no chain yet. */
async function loadChain(tx: Tx, actor: Actor, projectId: string, to: 'read' | 'write'): Promise<ChainRight> {
  const { accountId, personal } = await (to === 'write' ? loadWritableProject : loadProject)(
    tx,
    actor,
    projectId,
  )
  if (accountId === null) {
    if (to === 'write') throw new ProblemError(chainProblems.noAccount)
    throw notFound()
  }
  return { accountId, personal }
}

/** Everybody on the chain as they are believed to be now. */
async function seatsOf(tx: Tx, projectId: string, right: ChainRight): Promise<Seat[]> {
  const [people, claims, coverage] = await Promise.all([
    seatedPeople(tx, projectId),
    currentClaims(tx, projectId),
    coverageOf(tx, right.accountId),
  ])
  const names = await memberNames(tx, claims)
  return people.map((personId) =>
    seatFrom(
      personId,
      claims.filter((c) => c.personId === personId),
      coverage.get(personId),
      right.personal,
      names,
    ),
  )
}

async function memberNames(tx: Tx, claims: readonly ClaimRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(claims.flatMap((c) => (c.aboutMemberId ? [c.aboutMemberId] : [])))]
  if (ids.length === 0) return new Map()
  return new Map([...(await membersByIds(tx, ids))].map(([id, member]) => [id, member.name]))
}

async function seatOf(tx: Tx, projectId: string, personId: string, right: ChainRight): Promise<Seat> {
  const seat = (await seatsOf(tx, projectId, right)).find((s) => s.personId === personId)
  if (!seat) throw notFound()
  return seat
}

async function findingsOf(tx: Tx, projectId: string, seats: readonly Seat[]): Promise<Finding[]> {
  const snoozes = new Map((await activeSnoozes(tx, projectId)).map((s) => [s.finding, s]))
  return diagnose(seats).map((diagnosis) => {
    const snooze = snoozes.get(diagnosis.key)
    return {
      ...diagnosis,
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

const subject = (projectId: string) => ({ kind: 'project', id: projectId })

export const chainRoutes: Route[] = [
  on(getMap, async ({ actor, tx, params, query }) => {
    const right = await loadAccountRight(tx, actor, params.accountId)
    const [units, posts, people, holders, ties, projects] = await Promise.all([
      readUnits(tx, params.accountId),
      readPosts(tx, params.accountId),
      peopleOfAccount(tx, params.accountId),
      holdersOfPosts(tx, params.accountId),
      tiesOfAccount(tx, actor, right),
      projectsOnMap(tx, params.accountId),
    ])
    const asked = query.projectId
    if (asked && !projects.some((p) => p.id === asked)) throw notFound()
    const projectId = asked ?? projects[0]?.id ?? null
    const seats = projectId ? await seatsOf(tx, projectId, right) : []
    const postsOf = Map.groupBy(holders, (h) => h.personId)
    return {
      accountId: params.accountId,
      projectId,
      projects,
      units,
      posts,
      people: people.map((p) => ({
        id: p.id,
        name: p.name,
        title: p.title,
        unitName: p.unitName,
        postIds: (postsOf.get(p.id) ?? []).map((h) => h.postId),
      })),
      ties,
      seats,
      findings: projectId ? await findingsOf(tx, projectId, seats) : [],
      canWrite: right.write,
    }
  }),

  on(listClaims, async ({ actor, tx, params }) => {
    const right = await loadChain(tx, actor, params.projectId, 'read')
    const claims = await claimHistory(tx, params.projectId, params.personId)
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
    await requirePerson(tx, actor, body.personId, right.accountId)
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

/** No role at all and an empty line both say "unknown". */
function normalised(claim: ClaimValue, value: unknown): unknown {
  if (claim.attribute === 'buying_roles')
    return claim.value && claim.value.length > 0 ? [...new Set(claim.value)] : null
  return value === '' ? null : value
}
