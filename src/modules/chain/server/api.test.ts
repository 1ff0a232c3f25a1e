import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { archivePerson, createPerson, createTie } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addSeat,
  type ClaimValue,
  getMap,
  listClaims,
  makeClaim,
  removeSeat,
  snoozeFinding,
  wakeFinding,
} from '../chain.contract.ts'
import { chain } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let accountId: string
let projectId: string
let personId: string
const source = { kind: 'note', id: null, note: '饭桌上听说' } as const

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, chain])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  personId = await person('陈志远')
  projectId = newId()
  await rep.ok(createProject, { body: { id: projectId, accountId, name: '变电站改造' } as never })
})
afterAll(() => server?.close())

async function person(name: string, at = accountId): Promise<string> {
  const id = newId()
  await rep.ok(createPerson, { params: { accountId: at }, body: { id, name } as never })
  return id
}
const claim = (who: TestMember, value: ClaimValue, over: object = {}) =>
  who.send(makeClaim, {
    params: { projectId },
    body: { id: newId(), personId, confidence: 'stated', source, claim: value, ...over },
  })
const map = (who: TestMember) => who.ok(getMap, { params: { accountId }, query: { projectId } })
const seat = async () => (await map(rep)).seats.find((s) => s.personId === personId)

describe('a claim', () => {
  it('puts the person on the chain and shows on the map with what is not known left unknown', async () => {
    expect((await claim(rep, { attribute: 'stance', value: 3 })).status).toBe(201)
    expect(await seat()).toMatchObject({
      stance: 3,
      influence: null,
      buyingRoles: [],
      coverage: 'none',
      confidence: 'stated',
    })
  })

  it('is superseded by a newer one, and stays in the history', async () => {
    await claim(rep, { attribute: 'stance', value: -2 })
    expect((await seat())?.stance).toBe(-2)
    const { items } = await rep.ok(listClaims, { params: { projectId, personId }, query: {} })
    const stances = items.filter((c) => c.attribute === 'stance')
    expect(stances.map((c) => [c.value, c.supersededAt === null])).toEqual([
      [-2, true],
      [3, false],
    ])
    expect(stances[0]).toMatchObject({ assertedByName: '王磊', source: { note: '饭桌上听说' } })
  })

  it('withdrawn says unknown again, not neutral', async () => {
    await claim(rep, { attribute: 'stance', value: null })
    expect((await seat())?.stance).toBeNull()
  })

  it('made by two at once leaves exactly one standing and both in the history', async () => {
    const before = (await rep.ok(listClaims, { params: { projectId, personId }, query: {} })).items.length
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((value) => claim(rep, { attribute: 'influence', value })),
    )
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201, 201])
    const { items } = await rep.ok(listClaims, { params: { projectId, personId }, query: {} })
    expect(items.length).toBe(before + 5)
    expect(items.filter((c) => c.attribute === 'influence' && c.supersededAt === null)).toHaveLength(1)
  })

  it('out of range, or of a person elsewhere, is refused', async () => {
    expect((await claim(rep, { attribute: 'stance', value: 6 })).status).toBe(422)
    const elsewhere = newId()
    await rep.ok(createAccount, { body: { id: elsewhere, name: '别的客户' } as never })
    const stranger = await person('外人', elsewhere)
    const answer = await claim(rep, { attribute: 'stance', value: 1 }, { personId: stranger })
    expect(answer.body).toMatchObject({ code: 'chain.person-of-another-account' })
  })
})

describe('the chain', () => {
  it('keeps what was believed of somebody taken off and put back', async () => {
    await claim(rep, { attribute: 'buying_roles', value: ['decider', 'decider', 'finance'] })
    await rep.ok(removeSeat, { params: { projectId, personId } })
    expect(await seat()).toBeUndefined()
    await rep.ok(addSeat, { params: { projectId }, body: { personId } })
    expect((await seat())?.buyingRoles).toEqual(['decider', 'finance'])
  })

  it('names its gaps, and puts one aside with a reason until a day', async () => {
    expect((await map(rep)).findings.map((f) => f.key)).toContain('decider_unmet')
    const until = new Date(Date.now() + 864e5).toISOString().slice(0, 10)
    await rep.ok(snoozeFinding, {
      params: { projectId },
      body: { id: newId(), finding: 'decider_unmet', reason: '下周才回国', until },
    })
    const snoozed = (await map(rep)).findings.find((f) => f.key === 'decider_unmet')
    expect(snoozed).toMatchObject({ state: 'snoozed', snoozeReason: '下周才回国', snoozedUntil: until })
    await rep.ok(wakeFinding, { params: { projectId, finding: 'decider_unmet' } })
    expect((await map(rep)).findings.find((f) => f.key === 'decider_unmet')?.state).toBe('open')
  })
})

describe('who may see it', () => {
  it('is nobody from another team, organisation, or the service desk', async () => {
    const colleague = await company.member('rep')
    const foreign = await (await server.organisation()).member('administrator')
    for (const stranger of [colleague, foreign]) {
      expect((await stranger.send(getMap, { params: { accountId }, query: {} })).status).toBe(404)
      expect((await claim(stranger, { attribute: 'stance', value: 1 })).status).toBe(404)
    }
    const service = await company.member('service')
    expect((await service.send(getMap, { params: { accountId }, query: {} })).status).toBe(403)
  })

  it('shows a personal win to the account team only', async () => {
    await claim(rep, { attribute: 'personal_win', value: '想在退休前做成一件大事' })
    expect((await seat())?.personalWin).toBe('想在退休前做成一件大事')
    const auditor = await company.member('auditor')
    const answer = await auditor.send(getMap, { params: { accountId }, query: { projectId } })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('退休')
    const history = await auditor.send(listClaims, { params: { projectId, personId }, query: {} })
    expect(history.text).not.toContain('退休')
  })

  it('shows the ties between its own people, private ones to the account team only; not those that lead outside', async () => {
    const elsewhere = newId()
    await rep.ok(createAccount, { body: { id: elsewhere, name: '设计院' } as never })
    const [here, outside] = [await person('周敏'), await person('院里的老赵', elsewhere)]
    const tied = (toId: string, kind: string) =>
      rep.ok(createTie, { params: { personId }, body: { id: newId(), toId, kind } as never })
    await tied(here, 'influences')
    await tied(here, 'schoolmate')
    await tied(outside, 'influences')
    const administrator = await company.member('administrator')
    const kinds = async (who: TestMember) => (await map(who)).ties.map((t) => [t.kind, t.toId]).sort()
    expect(await kinds(rep)).toEqual([
      ['influences', here],
      ['schoolmate', here],
    ])
    expect(await kinds(administrator)).toEqual([['influences', here]])
    await rep.ok(archivePerson, { params: { personId: here }, body: { archived: true } })
    expect(await kinds(rep)).toEqual([])
  })

  it('lets an auditor read and nothing more', async () => {
    const auditor = await company.member('auditor')
    expect((await claim(auditor, { attribute: 'stance', value: 1 })).status).toBe(403)
  })
})
