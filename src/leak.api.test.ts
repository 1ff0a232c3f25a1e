import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getAccount } from '#modules/accounts/accounts.contract.ts'
import { askApproval } from '#modules/commitments/commitments.contract.ts'
import { createImport } from '#modules/exchange/exchange.contract.ts'
import { refuseIntroduction } from '#modules/introductions/introductions.contract.ts'
import { createInvitation } from '#modules/members/members.contract.ts'
import { assertFact, getDossier } from '#modules/people/dossier.contract.ts'
import { addEmployment } from '#modules/people/people.contract.ts'
import { createUsp, reachParity } from '#modules/pitches/usps.contract.ts'
import type { EndpointSpec } from '#platform/contract/endpoint.ts'
import { newId } from '#platform/contract/fields.ts'
import type { Route, ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import { ask, bodyFor, type Mark, mark, type Walker, type World, walk } from '#testing/leak-walk.ts'
import { openTestServer, type TestMember } from '#testing/server.ts'
import { tellStory } from '../demo/story.ts'
import { serverModules } from './server-modules.ts'

const ALL: readonly Mark[] = ['library', 'account', 'personal', 'sensitive', 'private']

/** A server with one story told in it, and everybody who might look at it. */
async function openWorld(modules: readonly ServerModule[]) {
  const server = await openTestServer(modules, { jobs: true })
  const ours = await server.organisation('恒灌科技')
  const north = await ours.team('华北')
  const south = await ours.team('西南')
  const rep = await ours.member('rep', { name: '王磊', team: south })
  const above = await ours.member('supervisor', { name: '李敏', supervises: south })
  const otherRep = await ours.member('rep', { name: '别组销售', team: north })
  const otherSupervisor = await ours.member('supervisor', { name: '别组主管', supervises: north })
  const service = await ours.member('service', { name: '周晴' })
  const administrator = await ours.member('administrator')
  const auditor = await ours.member('auditor')
  const foreign = await (await server.organisation('别家公司')).member('administrator')
  const ids = await tellStory(rep, { today: '2026-11-23', mark })
  const world: World = { ids: { ...ids, memberId: rep.memberId, teamId: south, ownerId: rep.memberId } }
  await completeWorld(world, rep, administrator)
  const inside = { inside: true, onTeam: false }
  const walkers: Walker[] = [
    { name: 'nobody', role: null, caller: server.signedOut, inside: false, onTeam: false, mustNotRead: ALL },
    {
      name: 'another organisation',
      role: 'administrator',
      caller: foreign,
      inside: false,
      onTeam: false,
      mustNotRead: ALL,
    },
    {
      name: 'a rep of another team',
      role: 'rep',
      caller: otherRep,
      ...inside,
      mustNotRead: ['account', 'personal', 'sensitive', 'private'],
    },
    {
      name: 'a supervisor of another team',
      role: 'supervisor',
      caller: otherSupervisor,
      ...inside,
      mustNotRead: ['account', 'personal', 'sensitive', 'private'],
    },
    {
      name: 'service staff',
      role: 'service',
      caller: service,
      ...inside,
      mustNotRead: ['personal', 'sensitive', 'private'],
    },
    {
      name: 'the auditor',
      role: 'auditor',
      caller: auditor,
      ...inside,
      mustNotRead: ['personal', 'sensitive', 'private'],
    },
    {
      name: 'the administrator',
      role: 'administrator',
      caller: administrator,
      ...inside,
      mustNotRead: ['personal', 'sensitive', 'private'],
    },
    {
      name: 'the supervisor above',
      role: 'supervisor',
      caller: above,
      inside: true,
      onTeam: true,
      mustNotRead: ['sensitive', 'private'],
    },
    { name: 'the rep', role: 'rep', caller: rep, inside: true, onTeam: true, mustNotRead: ['sensitive'] },
  ]
  return { server, world, walkers, rep }
}

/** Records of the kinds a good story has no use for. */
async function completeWorld(world: World, rep: TestMember, administrator: TestMember): Promise<void> {
  const { ids } = world
  for (const name of ['employmentId', 'invitationId', 'approvalId', 'parityId', 'sessionId'])
    ids[name] = newId()
  const idOf = (name: string) => ids[name] as string
  await rep.ok(addEmployment, {
    params: { personId: idOf('personId') },
    body: { id: idOf('employmentId'), accountId: idOf('otherAccountId'), title: mark('account', '顾问') },
  })
  await administrator.ok(createInvitation, {
    body: { id: idOf('invitationId'), name: '新人', email: 'new@example.com', role: 'rep', teamId: null },
  })
  await rep.ok(askApproval, {
    params: { visitId: idOf('nextVisitId') },
    body: { id: idOf('approvalId'), method: 'assumptive', reason: mark('account', '预算月底失效') },
  })
  // Another who comes from the same town: a tie to propose; and somebody who will not introduce.
  await rep.ok(assertFact, {
    params: { personId: idOf('otherPersonId') },
    body: {
      id: newId(),
      field: 'hometown',
      value: { shape: 'text', text: mark('personal', '曲靖会泽') },
    } as never,
  })
  ids.refusalId = newId()
  await rep.ok(refuseIntroduction, {
    params: { personId: idOf('otherPersonId') },
    body: {
      id: idOf('refusalId'),
      from: { kind: 'person', id: idOf('personId') },
      note: mark('personal', '他说陈总正烦着'),
    },
  })
  ids.importId = newId()
  await rep.ok(createImport, { body: { id: idOf('importId') } })
  ids.fileId = newId()
  const uspId = newId()
  await rep.ok(createUsp, {
    params: { productId: idOf('productId') },
    body: { id: uspId, proposition: '旧卖点' },
  })
  await rep.ok(reachParity, {
    params: { uspId },
    body: { id: idOf('parityId'), rivalId: idOf('rivalId'), reachedOn: '2026-11-01' },
  })
}

const endpointsOf = (modules: readonly ServerModule[]): EndpointSpec[] =>
  modules.flatMap((m) => m.routes.map((r) => r.endpoint))
/** Strangers only read and write what they may; what the account's own people write would change the world for the next. */
const strangers = (walkers: Walker[]) =>
  walkers.filter((w) => !w.onTeam && (w.role !== 'administrator' || !w.inside))
const reading = (endpoints: EndpointSpec[]) => endpoints.filter((e) => e.method === 'GET')
/** The one way to a sensitive value: with a reason, logged, by those who may. */
const REVEAL = 'people.reveal'

describe('nothing leaks', () => {
  let opened: Awaited<ReturnType<typeof openWorld>>
  beforeAll(async () => {
    opened = await openWorld(serverModules)
  })
  afterAll(() => opened?.server.close())

  it('to anybody who reads', async () => {
    const { world, walkers } = opened
    expect(await walk(reading(endpointsOf(serverModules)), world, walkers)).toEqual([])
  })

  it('to strangers who write', async () => {
    const { world, walkers } = opened
    const writing = endpointsOf(serverModules).filter((e) => e.method !== 'GET' && e.can !== 'public')
    expect(await walk(writing, world, strangers(walkers))).toEqual([])
  })

  it('to the account’s own people, who can read and write everything else of it', async () => {
    const { world, walkers } = opened
    const team = walkers.filter((w) => w.onTeam)
    const writing = endpointsOf(serverModules).filter(
      (e) => e.method !== 'GET' && e.can !== 'public' && e.name !== REVEAL,
    )
    expect(await walk(writing, world, team)).toEqual([])
  })
})

describe('the walk itself', () => {
  it('has a record and a valid request for every endpoint, so that a refusal means the guard and not a bad request', async () => {
    const { server, world, rep } = await openWorld(serverModules)
    const unfit: string[] = []
    for (const endpoint of endpointsOf(serverModules)) {
      for (const [, name] of endpoint.path.matchAll(/:(\w+Id)/g)) {
        if (!world.ids[name ?? '']) unfit.push(`${endpoint.name}: the story tells no ${name}`)
      }
      const schema = endpoint.body as { safeParse?: (v: unknown) => { success: boolean } } | undefined
      if (
        schema?.safeParse &&
        endpoint.stream !== 'upload' &&
        !schema.safeParse(bodyFor(endpoint, world)).success
      )
        unfit.push(`${endpoint.name}: no valid sample; give the endpoint one`)
    }
    // Everything the rep may read about their own account must open: a walk over refusals alone proves nothing.
    for (const endpoint of reading(endpointsOf(serverModules))) {
      if (endpoint.can !== 'customer.read' && endpoint.can !== 'selling.read') continue
      const answer = await ask(endpoint, world, rep)
      if (answer.status !== 200)
        unfit.push(`${endpoint.name}: the rep cannot read their own (${answer.status} ${answer.text})`)
    }
    await server.close()
    expect(unfit).toEqual([])
  })

  it.each([
    [
      'a role check',
      (route: Route) =>
        route.endpoint.name === 'chain.map'
          ? { ...route, endpoint: { ...route.endpoint, can: 'member' as const } }
          : route,
      'chain.map as service staff',
    ],
    [
      'the account guard',
      (route: Route) => (route.endpoint.name === getAccount.name ? unguarded() : route),
      `${getAccount.name} as a rep of another team`,
    ],
    [
      'the personal layer',
      (route: Route) => (route.endpoint.name === getDossier.name ? gossiping() : route),
      `${getDossier.name} as the administrator`,
    ],
  ] as const)('notices when %s is taken away', async (_what, change, expected) => {
    const modules = serverModules.map((module) => ({
      ...module,
      routes: module.routes.map((route) => change(route)),
    }))
    const { server, world, walkers } = await openWorld(modules as ServerModule[])
    const declared = endpointsOf(serverModules).filter((e) => expected.startsWith(`${e.name} `))
    const leaks = await walk(declared, world, walkers)
    await server.close()
    expect(leaks.some((leak) => leak.startsWith(expected))).toBe(true)
  })
})

/** A route whose handler and answer nobody checks. */
function loose(
  endpoint: object,
  handle: (tx: Tx, params: Record<string, string>) => Promise<unknown>,
): Route {
  return {
    endpoint: endpoint as EndpointSpec,
    handle: ({ tx, params }) => handle(tx as unknown as Tx, params as unknown as Record<string, string>),
  }
}

/** An account read by its id alone, as somebody in a hurry would write it. */
function unguarded(): Route {
  const bare = {
    ...getAccount,
    ok: { '~standard': getAccount.ok['~standard'], safeParse: (data: unknown) => ({ success: true, data }) },
  }
  return loose(bare, async (tx, params) => {
    const { rows } = await tx.query('select * from account where id = $1', [params.accountId])
    return rows[0] ?? {}
  })
}

/** A dossier that does not ask who reads it. */
function gossiping(): Route {
  const bare = {
    ...getDossier,
    ok: { '~standard': getDossier.ok['~standard'], safeParse: (data: unknown) => ({ success: true, data }) },
  }
  return loose(bare, async (tx, params) => {
    const { rows } = await tx.query('select value from dossier_fact where person_id = $1', [params.personId])
    return { rows }
  })
}
