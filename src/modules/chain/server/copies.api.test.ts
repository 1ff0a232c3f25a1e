import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { type ClaimValue, getMap, listClaims, makeClaim, startFrom, undoStart } from '../chain.contract.ts'
import { chain } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, chain])
  company = await server.organisation()
  rep = await company.member('rep', { name: '王磊', team: await company.team('华东') })
})
afterAll(() => server?.close())

const project = async (accountId: string, name: string) => {
  const id = newId()
  await rep.ok(createProject, { body: { id, accountId, name } as never })
  return id
}
async function customer() {
  const accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  const personId = newId()
  await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '陈志远' } as never })
  return {
    accountId,
    personId,
    old: await project(accountId, '一期改造'),
    fresh: await project(accountId, '二期改造'),
  }
}
const claim = (projectId: string, personId: string, value: ClaimValue) =>
  rep.ok(makeClaim, {
    params: { projectId },
    body: {
      id: newId(),
      personId,
      confidence: 'confirmed',
      source: { kind: 'note', id: null, note: '总工亲口说的' },
      claim: value,
    },
  })
const seatOf = async (accountId: string, projectId: string) =>
  (await rep.ok(getMap, { params: { accountId }, query: { projectId } })).seats[0]

/** Everything that can be claimed of one person. */
async function fullChain(projectId: string, personId: string) {
  await claim(projectId, personId, { attribute: 'buying_roles', value: ['decider'] })
  await claim(projectId, personId, { attribute: 'stance', value: 4 })
  await claim(projectId, personId, { attribute: 'influence', value: 9 })
  await claim(projectId, personId, { attribute: 'political_status', value: 'inner_circle' })
  await claim(projectId, personId, { attribute: 'response_mode', value: 'trouble' })
  await claim(projectId, personId, {
    attribute: 'relationship',
    aboutMemberId: rep.memberId,
    value: { current: 'problem_solver', target: 'trusted_advisor' },
  })
  await claim(projectId, personId, { attribute: 'business_result', value: '停机少一半' })
  await claim(projectId, personId, { attribute: 'personal_win', value: '想评上总工' })
}

describe('a chain started from an earlier purchase', () => {
  it('brings what belongs to the person, guesses the rest, and leaves what was of that purchase', async () => {
    const { accountId, personId, old, fresh } = await customer()
    await fullChain(old, personId)
    const brought = await rep.ok(startFrom, {
      params: { projectId: fresh },
      body: { id: newId(), fromProjectId: old },
    })
    expect(brought).toMatchObject({ people: 1, claims: 6 })
    expect(await seatOf(accountId, fresh)).toMatchObject({
      buyingRoles: ['decider'],
      stance: 4,
      influence: 9,
      politicalStatus: 'inner_circle',
      relationships: [{ current: 'problem_solver', target: 'trusted_advisor' }],
      personalWin: '想评上总工',
      responseMode: null,
      businessResult: '',
      confidence: 'inferred',
    })
    const { items } = await rep.ok(listClaims, { params: { projectId: fresh, personId }, query: {} })
    const sure = Object.fromEntries(items.map((c) => [c.attribute, c.confidence]))
    expect(sure).toMatchObject({ stance: 'inferred', buying_roles: 'inferred', influence: 'confirmed' })
    expect(items[0]).toMatchObject({ fromProject: '一期改造', source: { note: '总工亲口说的' } })
  })

  it('never overwrites what is claimed already, and is taken back as one with the history kept', async () => {
    const { accountId, personId, old, fresh } = await customer()
    const other = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: other, name: '林芳' } as never })
    await fullChain(old, personId)
    await claim(old, other, { attribute: 'influence', value: 3 })
    await claim(fresh, personId, { attribute: 'stance', value: -2 })
    const id = newId()
    await rep.ok(startFrom, { params: { projectId: fresh }, body: { id, fromProjectId: old } })
    const after = await rep.ok(getMap, { params: { accountId }, query: { projectId: fresh } })
    expect(after.seats.find((s) => s.personId === personId)).toMatchObject({ stance: -2, influence: 9 })
    expect(after.seats).toHaveLength(2)
    // One of the claims brought is changed by hand before the copy is taken back.
    await claim(fresh, personId, { attribute: 'influence', value: 5 })
    const undone = await rep.ok(undoStart, { params: { projectId: fresh, copyId: id } })
    expect(undone).toMatchObject({ people: 1 })
    const back = await rep.ok(getMap, { params: { accountId }, query: { projectId: fresh } })
    expect(back.seats).toMatchObject([{ personId, stance: -2, influence: 5, buyingRoles: [] }])
    expect(await rep.ok(undoStart, { params: { projectId: fresh, copyId: id } })).toMatchObject({
      people: 0,
      claims: 0,
    })
    const { items } = await rep.ok(listClaims, { params: { projectId: fresh, personId }, query: {} })
    expect(items.filter((c) => c.attribute === 'influence').map((c) => c.value)).toEqual([5, 9])
    // Done again after all: whoever left with the undo comes back.
    await rep.ok(startFrom, { params: { projectId: fresh }, body: { id: newId(), fromProjectId: old } })
    expect((await rep.ok(getMap, { params: { accountId }, query: { projectId: fresh } })).seats).toHaveLength(
      2,
    )
  })

  it('takes only the people and attributes asked for', async () => {
    const { accountId, personId, old, fresh } = await customer()
    const other = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: other, name: '林芳' } as never })
    await fullChain(old, personId)
    await fullChain(old, other)
    await rep.ok(startFrom, {
      params: { projectId: fresh },
      body: { id: newId(), fromProjectId: old, personIds: [other], attributes: ['influence'] },
    })
    const map = await rep.ok(getMap, { params: { accountId }, query: { projectId: fresh } })
    expect(map.seats).toMatchObject([{ personId: other, influence: 9, stance: null, buyingRoles: [] }])
    expect(map.projects.map((p) => [p.name, p.seated]).sort()).toEqual([
      ['一期改造', 2],
      ['二期改造', 1],
    ])
  })

  it('made twice under the same key happens once', async () => {
    const { personId, old, fresh } = await customer()
    await fullChain(old, personId)
    const input = { params: { projectId: fresh }, body: { id: newId(), fromProjectId: old } }
    const key = newId()
    const [first, second] = [
      await rep.send(startFrom, input, { key }),
      await rep.send(startFrom, input, { key }),
    ]
    expect(second.body).toEqual(first.body)
    const { items } = await rep.ok(listClaims, { params: { projectId: fresh, personId }, query: {} })
    expect(items).toHaveLength(6)
  })

  it('from itself, from another customer or by a stranger is refused', async () => {
    const here = await customer()
    const there = await customer()
    const from = (who: TestMember, fromProjectId: string) =>
      who.send(startFrom, { params: { projectId: here.fresh }, body: { id: newId(), fromProjectId } })
    expect((await from(rep, here.fresh)).body).toMatchObject({
      fields: [{ path: 'fromProjectId', code: 'same-project' }],
    })
    expect((await from(rep, there.old)).body).toMatchObject({ code: 'chain.project-of-another-account' })
    expect((await from(await company.member('rep'), here.old)).status).toBe(404)
    expect((await from(await company.member('service'), here.old)).status).toBe(403)
    const foreign = await (await server.organisation()).member('administrator')
    expect((await from(foreign, here.old)).status).toBe(404)
  })

  it('carries no personal win for those who may not read one', async () => {
    const { personId, old, fresh } = await customer()
    await fullChain(old, personId)
    const administrator = await company.member('administrator')
    const brought = await administrator.send(startFrom, {
      params: { projectId: fresh },
      body: { id: newId(), fromProjectId: old },
    })
    expect(brought.body).toMatchObject({ claims: 5 })
    const { items } = await rep.ok(listClaims, { params: { projectId: fresh, personId }, query: {} })
    expect(items.map((c) => c.attribute)).not.toContain('personal_win')
  })
})

describe('the source of a claim', () => {
  const attempt = (projectId: string, personId: string, source: object) =>
    rep.send(makeClaim, {
      params: { projectId },
      body: {
        id: newId(),
        personId,
        confidence: 'stated',
        source: { note: '', id: null, ...source } as never,
        claim: { attribute: 'stance', value: 1 },
      },
    })

  it('is a person or a visit of the same customer, and is named in the history', async () => {
    const { accountId, personId, old } = await customer()
    const told = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: told, name: '赵海' } as never })
    expect((await attempt(old, personId, { kind: 'person', id: told })).status).toBe(201)
    const { items } = await rep.ok(listClaims, { params: { projectId: old, personId }, query: {} })
    expect(items[0]).toMatchObject({ sourcePerson: '赵海', source: { kind: 'person', id: told } })
  })

  it('of another customer, or none where one must be named, is refused', async () => {
    const here = await customer()
    const there = await customer()
    for (const source of [
      { kind: 'person', id: there.personId },
      { kind: 'visit', id: newId() },
      { kind: 'visit' },
      { kind: 'note', id: here.personId },
    ])
      expect((await attempt(here.old, here.personId, source)).status, JSON.stringify(source)).toBe(422)
  })
})
