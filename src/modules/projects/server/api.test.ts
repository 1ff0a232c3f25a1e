import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createRival } from '#modules/rivals/rivals.contract.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addStep,
  assignProjectAccount,
  changeProject,
  changeProjectStage,
  changeStep,
  createProject,
  getProject,
  layOutSteps,
  listProjects,
  type ProjectRecord,
  removeStep,
} from '../projects.contract.ts'
import { createProjects, loadProject, projects, projectsByIds, undoImport } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let supervisor: TestMember
let administrator: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember
let accountId: string

beforeAll(async () => {
  server = await openTestServer([accounts, people, rivals, projects])
  org = await server.organisation('破冰设备')
  const north = await org.team('华北区')
  rep = await org.member('rep', { name: '李雷', team: north })
  colleague = await org.member('rep', { name: '韩梅梅', team: await org.team('华南区') })
  supervisor = await org.member('supervisor', { name: '王主管', supervises: north })
  administrator = await org.member('administrator')
  service = await org.member('service')
  auditor = await org.member('auditor')
  outsider = await (await server.organisation('另一家')).member('administrator')
  accountId = await anAccount('华北电力设计院')
})
afterAll(() => server.close())

async function anAccount(name: string, owner = rep): Promise<string> {
  return (await owner.ok(createAccount, { body: { id: newId(), name } })).id
}
function aProject(name: string, more: object = {}, owner = rep): Promise<ProjectRecord> {
  return owner.ok(createProject, { body: { id: newId(), accountId, name, ...more } })
}
const of = (project: { id: string }) => ({ params: { projectId: project.id } })
const names = (page: { items: { name: string }[] }) => page.items.map((p) => p.name)
const scope = (who: TestMember) => ({ orgId: who.orgId, memberId: who.memberId })
const actorOf = (who: TestMember, reach = [who.memberId], wide = false) =>
  ({
    ...scope(who),
    userId: who.memberId,
    sessionId: '',
    role: who.role,
    zone: 'Asia/Shanghai',
    reach,
    wide,
  }) as const

describe('a project', () => {
  test('keeps the problem to solve, the plan, the budget and its state', async () => {
    const project = await aProject('二期变频改造', {
      problemToSolve: '风机能耗高',
      purchasePlan: '先试点两台，四季度批量',
      budget: 1_200_000.5,
      budgetState: 'applied',
      procurementMethod: 'open_tender',
      amount: 980_000,
      expectedOn: '2027-03-31',
      neededOn: '2027-06-30',
    })
    expect(await supervisor.ok(getProject, of(project))).toEqual(project)
    expect(project).toMatchObject({
      budget: 1_200_000.5,
      ownerName: '李雷',
      accountName: '华北电力设计院',
      stage: 'prospecting',
      stageChanges: [{ fromStage: null, toStage: 'prospecting', byName: '李雷' }],
    })
  })

  test('is nothing to a stranger, another organisation or service staff; an auditor reads it', async () => {
    const project = await aProject('保密项目')
    for (const who of [colleague, outsider]) {
      expect(await who.problem(getProject, of(project))).toMatchObject({ status: 404 })
      const move = { ...of(project), body: { id: newId(), stage: 'won' as const, version: 1 } }
      expect(await who.problem(changeProjectStage, move)).toMatchObject({ status: 404 })
      const body = { id: newId(), accountId, name: '插队' }
      expect(await who.problem(createProject, { body })).toMatchObject({ status: 404 })
    }
    expect(await service.problem(getProject, of(project))).toMatchObject({ status: 403 })
    expect(await auditor.ok(getProject, of(project))).toMatchObject({ name: '保密项目', canWrite: false })
  })

  test('whose customer is not known yet is its owner’s, those above and those who see everything', async () => {
    const project = await aProject('无主商机', { accountId: null })
    for (const who of [rep, supervisor, administrator, auditor])
      expect((await who.ok(getProject, of(project))).accountName).toBe('')
    expect(await colleague.problem(getProject, of(project))).toMatchObject({ status: 404 })
    expect(names(await colleague.ok(listProjects, { query: { withoutAccount: 'true' } }))).toEqual([])
    for (const who of [rep, supervisor, auditor])
      expect(names(await who.ok(listProjects, { query: { withoutAccount: 'true' } }))).toEqual(['无主商机'])
    const theirs = await anAccount('同事的客户', colleague)
    const wrong = { ...of(project), body: { accountId: theirs, version: project.version } }
    expect(await rep.problem(assignProjectAccount, wrong)).toMatchObject({ status: 404 })
    const right = { ...of(project), body: { accountId, version: project.version } }
    expect(await rep.ok(assignProjectAccount, right)).toMatchObject({ accountName: '华北电力设计院' })
    expect(await rep.problem(assignProjectAccount, right)).toMatchObject({ code: 'projects.account-fixed' })
  })

  test('written twice by a repeated request is there once; who changes second sees both versions', async () => {
    const key = newId()
    const input = { body: { id: newId(), accountId, name: '重试项目' } }
    const project = await rep.ok(createProject, input, { key })
    expect(await rep.ok(createProject, input, { key })).toEqual(project)
    const { version } = project
    await rep.ok(changeProject, { ...of(project), body: { name: '重试项目', amount: 100, version } })
    const lost = { ...of(project), body: { name: '重试项目', amount: 200, version } }
    expect(await supervisor.problem(changeProject, lost)).toMatchObject({
      status: 409,
      current: { amount: 100 },
    })
  })

  test('is passed on within one’s reach only', async () => {
    const project = await aProject('转交')
    const to = (ownerId: string, version: number) => ({
      ...of(project),
      body: { name: '转交', ownerId, version },
    })
    expect(await rep.problem(changeProject, to(colleague.memberId, 1))).toMatchObject({
      fields: [{ path: 'ownerId' }],
    })
    expect(await supervisor.ok(changeProject, to(supervisor.memberId, 1))).toMatchObject({
      ownerName: '王主管',
    })
  })
})

describe('stages', () => {
  test('each change is a row with who, when and why; losing names the rival and needs a reason', async () => {
    const rival = await rep.ok(createRival, { body: { id: newId(), name: '汇川技术' } })
    const project = await aProject('输掉的项目')
    const move = (stage: string, more: object = {}) => ({
      ...of(project),
      body: { id: newId(), stage, ...more } as never,
    })
    const engaged = await rep.ok(changeProjectStage, move('engaging', { version: 1 }))
    expect(await rep.problem(changeProjectStage, move('engaging', { version: 2 }))).toMatchObject({
      code: 'projects.same-stage',
    })
    expect(await rep.problem(changeProjectStage, move('lost', { version: 2 }))).toMatchObject({
      fields: [{ path: 'reason', code: 'reason-needed' }],
    })
    const lostTo = {
      reason: '价格高 8%',
      lostToId: rival.id,
      closedOn: '2026-11-01',
      version: engaged.version,
    }
    const lost = await supervisor.ok(changeProjectStage, move('lost', lostTo))
    expect(lost).toMatchObject({ lostToName: '汇川技术', outcomeReason: '价格高 8%', closedOn: '2026-11-01' })
    expect(lost.stageChanges.map((c) => [c.fromStage, c.toStage, c.byName])).toEqual([
      ['engaging', 'lost', '王主管'],
      ['prospecting', 'engaging', '李雷'],
      [null, 'prospecting', '李雷'],
    ])
    const back = await rep.ok(
      changeProjectStage,
      move('engaging', { reason: '流标重来', version: lost.version }),
    )
    expect(back).toMatchObject({ closedOn: null, lostToId: null, outcomeReason: '' })
    const late = move('won', { version: lost.version })
    expect(await supervisor.problem(changeProjectStage, late)).toMatchObject({
      status: 409,
      code: 'platform.conflict',
    })
  })
})

describe('the procurement process', () => {
  test('is laid out once, then filled in step by step', async () => {
    const project = await aProject('招标项目')
    const laidOut = { ...of(project), body: { method: 'inquiry' as const, names: ['询价', '报价', '签约'] } }
    const { steps } = await rep.ok(layOutSteps, laidOut)
    expect(steps.map((s) => [s.place, s.name])).toEqual([
      [1, '询价'],
      [2, '报价'],
      [3, '签约'],
    ])
    expect(await rep.problem(layOutSteps, laidOut)).toMatchObject({ code: 'projects.has-steps' })
    const person = await rep.ok(createPerson, {
      params: { accountId },
      body: { id: newId(), name: '招标办主任' },
    })
    const params = { stepId: steps[1]!.id }
    const body = {
      name: '报价',
      ownerPersonId: person.id,
      dueOn: '2027-01-10',
      document: '报价单',
      version: 1,
    }
    expect(await rep.ok(changeStep, { params, body })).toMatchObject({
      ownerName: '招标办主任',
      doneOn: null,
    })
    expect(await rep.problem(changeStep, { params, body })).toMatchObject({
      status: 409,
      current: { version: 2 },
    })
    const both = { ...body, ownerMemberId: rep.memberId, version: 2 }
    expect(await rep.problem(changeStep, { params, body: both })).toMatchObject({
      fields: [{ code: 'one-owner' }],
    })
    await rep.ok(changeStep, { params, body: { ...body, doneOn: '2027-01-09', version: 2 } })
    const added = await rep.ok(addStep, {
      ...of(project),
      body: { id: newId(), name: '验收', ownerMemberId: rep.memberId },
    })
    expect(added).toMatchObject({ place: 4, ownerName: '李雷' })
    await rep.ok(removeStep, { params: { stepId: steps[0]!.id } })
    const now = await rep.ok(getProject, of(project))
    expect(now.steps.map((s) => [s.name, s.doneOn])).toEqual([
      ['报价', '2027-01-09'],
      ['签约', null],
      ['验收', null],
    ])
    await supervisor.ok(erasePerson, { params: { personId: person.id }, body: { reason: '本人要求' } })
    expect((await rep.ok(getProject, of(project))).steps[0]).toMatchObject({
      ownerPersonId: null,
      ownerName: '',
    })
  })

  test('takes only owners of this customer', async () => {
    const project = await aProject('别人的人')
    const elsewhere = await anAccount('另一客户')
    const stranger = await rep.ok(createPerson, {
      params: { accountId: elsewhere },
      body: { id: newId(), name: '外人' },
    })
    const body = { id: newId(), name: '开标', ownerPersonId: stranger.id }
    expect(await rep.problem(addStep, { ...of(project), body })).toMatchObject({
      fields: [{ path: 'ownerPersonId' }],
    })
  })
})

describe('the list of projects', () => {
  test('is filtered by customer, stage, owner and name, newest first, page by page', async () => {
    const at = await anAccount('列表公司')
    for (const [name, stage] of [
      ['甲项目', 'prospecting'],
      ['乙项目', 'engaging'],
      ['丙项目', 'won'],
      ['丁项目', 'negotiating'],
    ])
      await aProject(name!, { accountId: at, stage })
    const all = { accountId: at }
    expect(names(await rep.ok(listProjects, { query: all }))).toEqual([
      '丁项目',
      '丙项目',
      '乙项目',
      '甲项目',
    ])
    expect(names(await rep.ok(listProjects, { query: { ...all, stage: 'open' } }))).toEqual([
      '丁项目',
      '乙项目',
      '甲项目',
    ])
    expect(names(await rep.ok(listProjects, { query: { ...all, stage: 'won' } }))).toEqual(['丙项目'])
    expect(names(await supervisor.ok(listProjects, { query: { ...all, owner: 'mine' } }))).toEqual([])
    expect(names(await supervisor.ok(listProjects, { query: { ...all, owner: 'team' } }))).toHaveLength(4)
    expect(names(await rep.ok(listProjects, { query: { ...all, q: 'bing' } }))).toEqual(['丙项目'])
    const first = await rep.ok(listProjects, { query: { ...all, limit: 3 } })
    const second = await rep.ok(listProjects, { query: { ...all, limit: 3, cursor: first.next ?? '' } })
    expect([...names(first), ...names(second)]).toEqual(['丁项目', '丙项目', '乙项目', '甲项目'])
    expect(second.next).toBeNull()
    expect(await colleague.problem(listProjects, { query: all })).toMatchObject({ status: 404 })
  })
})

describe('for other modules', () => {
  test('the guard and the batch show what the actor may see', async () => {
    const mine = await aProject('看得见')
    const hidden = await aProject('同事的无主商机', { accountId: null }, colleague)
    await server.open(scope(rep), async (tx) => {
      const found = await projectsByIds(tx, actorOf(rep), [mine.id, hidden.id])
      expect(found.map((p) => p.name)).toEqual(['看得见'])
      expect(await loadProject(tx, actorOf(rep), mine.id)).toMatchObject({
        accountId,
        write: true,
        personal: true,
      })
      await expect(loadProject(tx, actorOf(rep), hidden.id)).rejects.toMatchObject({
        message: 'platform.not-found',
      })
      const auditing = await loadProject(tx, actorOf(auditor, [auditor.memberId], true), hidden.id)
      expect(auditing).toMatchObject({ write: false, personal: false })
    })
  })

  test('an import is taken back as one, but for what somebody has worked on', async () => {
    const importId = newId()
    const at = await anAccount('导入公司')
    const rows = Array.from({ length: 30 }, (_, n) => ({
      id: newId(),
      accountId: n % 3 === 0 ? null : at,
      ownerId: rep.memberId,
      name: `导入项目${n}`,
      stage: 'won' as const,
      amount: 100 + n / 4,
      closedOn: '2017-03-01',
      externalRef: `OPP-${n}`,
    }))
    await server.open(scope(rep), (tx) => createProjects(tx, rows, importId))
    const one = await rep.ok(getProject, of(rows[1]!))
    expect(one).toMatchObject({
      amount: 100.25,
      stage: 'won',
      stageChanges: [{ fromStage: null, toStage: 'won' }],
    })
    expect((await rep.ok(listProjects, { query: { q: '导入项目', limit: 100 } })).items).toHaveLength(30)
    await rep.ok(changeProject, { ...of(rows[5]!), body: { name: '改过', version: 1 } })
    await rep.ok(addStep, { ...of(rows[6]!), body: { id: newId(), name: '开标' } })
    const undone = await server.open(scope(rep), (tx) => undoImport(tx, importId))
    expect(undone).toMatchObject({ removed: 28 })
    expect(new Set(undone.kept)).toEqual(new Set([rows[5]!.id, rows[6]!.id]))
    expect(names(await rep.ok(listProjects, { query: { q: '导入项目' } }))).toEqual(['导入项目6'])
  })
})
