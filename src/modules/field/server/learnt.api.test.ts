import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClaimValue, makeClaim } from '#modules/chain/chain.contract.ts'
import { chain } from '#modules/chain/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { getLearnt } from '../field.contract.ts'
import { field } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let rep: TestMember
let colleague: TestMember
const accountId = newId()
const projectId = newId()
const zhang = newId()
const zhao = newId()

beforeAll(async () => {
  server = await openTestServer([visits, chain, field])
  acme = await server.organisation()
  rep = await acme.member('rep')
  colleague = await acme.member('rep')
  await server.open({ orgId: acme.orgId }, async (tx) => {
    await tx.query(`insert into account (org_id, id, name, tier) values ($1, $2, '云岭乳业', 'key')`, [
      acme.orgId,
      accountId,
    ])
    for (const [member, access] of [
      [rep, 'owner'],
      [colleague, 'write'],
    ] as const)
      await tx.query(
        'insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, $4)',
        [acme.orgId, accountId, member.memberId, access],
      )
    for (const [id, name] of [
      [zhang, '张建国'],
      [zhao, '赵亮'],
    ])
      await tx.query('insert into person (org_id, id, account_id, name) values ($1, $2, $3, $4)', [
        acme.orgId,
        id,
        accountId,
        name,
      ])
    await tx.query(
      `insert into project (org_id, id, account_id, owner_id, name) values ($1, $2, $3, $4, '灌装线')`,
      [acme.orgId, projectId, accountId, rep.memberId],
    )
  })
})
afterAll(() => server.close())

async function visitWith(personIds: string[], project: string | null): Promise<string> {
  const id = newId()
  const plannedAt = new Date().toISOString()
  await rep.ok(createVisit, { body: { id, accountId, plannedAt, personIds, projectId: project } })
  return id
}
const tap = (by: TestMember, visitId: string, personId: string, claim: ClaimValue) =>
  by.ok(makeClaim, {
    params: { projectId },
    body: {
      id: newId(),
      personId,
      confidence: 'inferred',
      source: { kind: 'visit', id: visitId, note: '' },
      claim,
    },
  })
const learnt = async (by: TestMember, visitId: string, personId: string) =>
  (await by.ok(getLearnt, { params: { visitId } })).people.find((p) => p.personId === personId)

it('shows what is believed of those of the visit, and which of it was learnt at this very visit', async () => {
  const before = await visitWith([zhang], projectId)
  await tap(rep, before, zhang, { attribute: 'stance', value: -1 })
  await tap(rep, before, zhang, { attribute: 'buying_roles', value: ['user'] })
  const now = await visitWith([zhang, zhao], projectId)
  expect(await learnt(rep, now, zhang)).toMatchObject({
    name: '张建国',
    stance: -1,
    roles: ['user'],
    learntHere: [],
  })
  await tap(rep, now, zhang, { attribute: 'stance', value: 1 })
  expect(await learnt(rep, now, zhang)).toMatchObject({ stance: 1, learntHere: ['stance'] })
  expect(await learnt(rep, before, zhang)).toMatchObject({ stance: 1, learntHere: ['buying_roles'] })
  expect(await learnt(rep, now, zhao)).toMatchObject({ stance: null, roles: [], learntHere: [] })
})

it('shows each reader their own relationship, not a colleague’s', async () => {
  const visitId = await visitWith([zhao], projectId)
  const value = { current: 'problem_solver', target: 'trusted_advisor' } as const
  await tap(rep, visitId, zhao, { attribute: 'relationship', aboutMemberId: rep.memberId, value })
  expect((await learnt(rep, visitId, zhao))?.relationship).toEqual(value)
  expect((await learnt(colleague, visitId, zhao))?.relationship).toEqual({ current: null, target: null })
})

it('says nothing of a chain where the visit is of no project', async () => {
  const visitId = await visitWith([zhang], null)
  expect(await rep.ok(getLearnt, { params: { visitId } })).toMatchObject({
    projectId: null,
    people: [{ name: '张建国', stance: null, roles: [] }],
  })
})

it('is not there for strangers, another organisation and service staff', async () => {
  const visitId = await visitWith([zhang], projectId)
  const other = await (await server.organisation()).member('rep')
  const stranger = await acme.member('rep')
  const service = await acme.member('service')
  expect(await stranger.problem(getLearnt, { params: { visitId } })).toMatchObject({ status: 404 })
  expect(await other.problem(getLearnt, { params: { visitId } })).toMatchObject({ status: 404 })
  expect(await service.problem(getLearnt, { params: { visitId } })).toMatchObject({ status: 403 })
})
