import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, setAccountTeamMember } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { getRelationships, makeClaim, type RelationshipValue } from '../chain.contract.ts'
import { chain } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let colleague: TestMember
let accountId: string
let first: string
let second: string
let chen: string

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, chain])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  colleague = await company.member('rep', { name: '李敏', team })
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(setAccountTeamMember, {
    params: { accountId, memberId: colleague.memberId },
    body: { access: 'write' } as never,
  })
  first = await project('变电站改造')
  second = await project('配网自动化')
  chen = await person('陈志远')
})
afterAll(() => server?.close())

async function project(name: string): Promise<string> {
  const id = newId()
  await rep.ok(createProject, { body: { id, accountId, name } as never })
  return id
}
async function person(name: string): Promise<string> {
  const id = newId()
  await rep.ok(createPerson, { params: { accountId }, body: { id, name } as never })
  return id
}
const matrix = (who = rep) => who.ok(getRelationships, { params: { accountId } })
const say = (
  projectId: string,
  personId: string,
  aboutMemberId: string,
  value: Partial<RelationshipValue> | null,
  who = rep,
) =>
  who.send(makeClaim, {
    params: { projectId },
    body: {
      id: newId(),
      personId,
      confidence: 'stated',
      source: { kind: 'note', id: null, note: '' },
      claim: {
        attribute: 'relationship',
        aboutMemberId,
        value: value && { current: null, target: null, ...value },
      },
    },
  })

describe('the relationship matrix', () => {
  it('shows the whole team before anything is known', async () => {
    const found = await matrix()
    expect(found.members.map((m) => [m.name, m.onTeam])).toEqual([
      ['王磊', true],
      ['李敏', true],
    ])
    expect(found.people).toEqual([])
    expect([first, second]).toContain(found.projectId)
  })

  it('takes each pair from the newest claim of any project, with target, day and next action', async () => {
    await say(first, chen, rep.memberId, { current: 'vendor' })
    const next = {
      target: 'trusted_advisor',
      targetOn: '2027-03-31',
      nextAction: '请他来看样板车间',
    } as const
    await say(second, chen, rep.memberId, { current: 'credible_source', ...next })
    await say(first, chen, colleague.memberId, { current: 'vendor' }, colleague)
    const found = await matrix()
    expect(found.people.map((p) => p.name)).toEqual(['陈志远'])
    expect(found.cells).toHaveLength(2)
    expect(found.cells.find((cell) => cell.memberId === rep.memberId)).toMatchObject({
      current: 'credible_source',
      ...next,
      projectId: second,
      trend: 'up',
      steps: [{ level: 'vendor' }, { level: 'credible_source' }],
    })
    expect(found.cells.find((cell) => cell.memberId === colleague.memberId)?.trend).toBeNull()
  })

  it('empties a cell that was taken back, and forgets somebody who is erased', async () => {
    await say(first, chen, colleague.memberId, null, colleague)
    expect((await matrix()).cells.map((cell) => cell.memberId)).toEqual([rep.memberId])
    const gone = await person('赵工')
    await say(first, gone, rep.memberId, { current: 'problem_solver' })
    expect((await matrix()).people.map((p) => p.name).sort()).toEqual(['赵工', '陈志远'].sort())
    const administrator = await company.member('administrator')
    await administrator.ok(erasePerson, { params: { personId: gone }, body: { reason: '本人要求' } as never })
    const after = await matrix()
    expect(after.people.map((p) => p.name)).toEqual(['陈志远'])
    expect(after.cells.some((cell) => cell.personId === gone)).toBe(false)
  })
})

it('is for those who see the account; an auditor reads without writing, the service desk is kept out', async () => {
  const stranger = await company.member('rep')
  const outsider = await (await server.organisation()).member('administrator')
  for (const who of [stranger, outsider])
    expect((await who.send(getRelationships, { params: { accountId } })).status).toBe(404)
  const auditor = await company.member('auditor')
  expect((await matrix(auditor)).canWrite).toBe(false)
  const service = await company.member('service')
  expect((await service.send(getRelationships, { params: { accountId } })).status).toBe(403)
})
