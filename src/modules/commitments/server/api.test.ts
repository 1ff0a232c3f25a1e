import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { changeOrganisation, getOrganisation } from '#modules/members/members.contract.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit, takeStep } from '#modules/visits/visits.contract.ts'
import { dayAt, today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addAttempt,
  addCommitment,
  askApproval,
  changeAttempt,
  changeCommitment,
  decideApproval,
  getClosing,
  getCommitment,
  judgeVisit,
  listApprovals,
  listCommitments,
  listMethods,
  listPromises,
  setMethod,
  stepCommitment,
} from '../commitments.contract.ts'
import { commitments, dueCommitments } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let boss: TestMember
let administrator: TestMember
const accountId = newId()
const projectId = newId()
const personId = newId()

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, commitments])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  boss = await company.member('supervisor', { name: '李娜', supervises: team })
  administrator = await company.member('administrator')
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '陈志远' } as never })
  await rep.ok(createProject, { body: { id: projectId, accountId, name: '变电站改造' } as never })
})
afterAll(() => server?.close())

const day = (days: number) => dayAt(new Date(Date.now() + days * 864e5), 'Asia/Shanghai')

async function visited(): Promise<string> {
  const id = newId()
  await rep.ok(createVisit, { body: { id, accountId, plannedAt: '2026-11-24T02:00:00Z' } })
  return id
}
async function promised(over: object = {}): Promise<string> {
  const id = newId()
  await rep.ok(addCommitment, {
    params: { accountId },
    body: {
      id,
      side: 'customer',
      what: '周五前发技术要求书',
      personId,
      dueOn: day(7),
      ...over,
    } as never,
  })
  return id
}
const read = (commitmentId: string) => rep.ok(getCommitment, { params: { commitmentId } })
const step = (commitmentId: string, what: 'kept' | 'withdrawn' | 'reopened', who = rep) =>
  who.send(stepCommitment, { params: { commitmentId }, body: { id: newId(), step: what } })

describe('a commitment', () => {
  it('says whose it is, what, who and by when, and how one will see it', async () => {
    const visitId = await visited()
    const id = await promised({ visitId, projectId, proofKind: 'document', proofText: '盖章版' })
    expect(await read(id)).toMatchObject({
      side: 'customer',
      personName: '陈志远',
      memberName: '王磊',
      dueOn: day(7),
      proofKind: 'document',
      state: 'open',
      visitId,
    })
  })

  it('is overdue once its day has passed, and kept all the same', async () => {
    const id = await promised({ dueOn: day(-2) })
    expect((await read(id)).state).toBe('overdue')
    const { items } = await rep.ok(listCommitments, { query: { accountId, state: 'overdue' } })
    expect(items.map((c) => c.id)).toEqual([id])
    expect((await step(id, 'kept')).body).toMatchObject({ state: 'kept' })
    expect((await step(id, 'withdrawn')).body).toMatchObject({ code: 'commitments.step-not-possible' })
    expect((await step(id, 'reopened')).body).toMatchObject({ state: 'overdue' })
    expect((await read(id)).history.map((h) => h.step)).toEqual(['kept', 'reopened'])
    await step(id, 'withdrawn')
  })

  it('put off keeps the day that had been agreed, and why', async () => {
    const id = await promised()
    const params = { commitmentId: id }
    await rep.ok(changeCommitment, { params, body: { version: 1, dueOn: day(14), dueNote: '他出差' } })
    await rep.ok(changeCommitment, { params, body: { version: 2, dueOn: day(21) } })
    const after = await read(id)
    expect(after).toMatchObject({ dueOn: day(21), dueBefore: [day(7), day(14)] })
    expect(after.history[0]).toMatchObject({ step: 'due_changed', note: '他出差', dueAfter: day(14) })
    await step(id, 'kept')
    expect(
      await rep.problem(changeCommitment, { params, body: { version: 3, dueOn: day(30) } }),
    ).toMatchObject({ code: 'commitments.not-open' })
  })

  it('changed by two shows the second what stands', async () => {
    const id = await promised()
    const params = { commitmentId: id }
    await rep.ok(changeCommitment, { params, body: { version: 1, what: '周四前发' } })
    expect(await rep.problem(changeCommitment, { params, body: { version: 1, what: '别的' } })).toMatchObject(
      {
        status: 409,
        current: { what: '周四前发', version: 2 },
      },
    )
  })

  it('kept by two at the same moment is kept once', async () => {
    const id = await promised()
    const answers = await Promise.all([step(id, 'kept'), step(id, 'kept'), step(id, 'kept')])
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409])
    expect((await read(id)).history).toHaveLength(1)
  })

  it('is listed open first and earliest due first, page by page', async () => {
    const all = (await rep.ok(listCommitments, { query: { accountId, limit: 200 } })).items
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await rep.ok(listCommitments, { query: { accountId, limit: 2, cursor } })
      pages.push(...page.items.map((c) => c.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(pages).toEqual(all.map((c) => c.id))
    expect(new Set(pages).size).toBe(pages.length)
  })

  it('is named among what is due to whoever owes or follows it up', async () => {
    const soon = await promised({ side: 'ours', what: '寄样机', dueOn: day(1) })
    const late = await promised({ dueOn: day(-1) })
    await promised({ dueOn: day(40) })
    const actor = { orgId: company.orgId, memberId: rep.memberId, reach: [rep.memberId], wide: false }
    const due = await server.open({ orgId: company.orgId, memberId: rep.memberId }, (tx) =>
      dueCommitments(tx, actor as never, day(3), day(0)),
    )
    expect(due.map((d) => [d.id, d.side, d.who, d.overdue])).toEqual([
      [late, 'customer', '陈志远', true],
      [soon, 'ours', '王磊', false],
    ])
  })
})

describe('the outcome of a visit', () => {
  const judge = (visitId: string, over: object) =>
    rep.send(judgeVisit, { params: { visitId }, body: { id: newId(), ...over } as never })

  it('is no advance without a customer’s commitment with a person and a day', async () => {
    const visitId = await visited()
    expect((await judge(visitId, { outcome: 'advance' })).body).toMatchObject({
      code: 'commitments.advance-needs-commitment',
    })
    await promised({ visitId, side: 'ours' })
    await promised({ visitId, dueOn: null })
    expect((await judge(visitId, { outcome: 'advance' })).status).toBe(409)
    await promised({ visitId })
    expect((await judge(visitId, { outcome: 'advance' })).status).toBe(201)
    expect((await rep.ok(getClosing, { params: { visitId } })).outcome?.outcome).toBe('advance')
  })

  it('judged anew keeps the earlier judgement; judged blindly shows what stands', async () => {
    const visitId = await visited()
    const first = await judge(visitId, { outcome: 'continuation', note: '下次再聊' })
    const { id } = first.body as { id: string }
    expect((await judge(visitId, { outcome: 'order' })).body).toMatchObject({
      status: 409,
      current: { id, outcome: 'continuation' },
    })
    await judge(visitId, { outcome: 'order', supersedes: id, amount: 1_250_000, projectId })
    const closing = await rep.ok(getClosing, { params: { visitId } })
    expect(closing.outcome).toMatchObject({
      outcome: 'order',
      amount: 1_250_000,
      projectName: '变电站改造',
    })
    expect(closing.earlierOutcomes.map((o) => o.outcome)).toEqual(['continuation'])
  })

  it('judged by several at once leaves exactly one standing', async () => {
    const visitId = await visited()
    const answers = await Promise.all(
      ['order', 'continuation', 'no_sale'].map((outcome) => judge(visitId, { outcome })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409])
  })

  it('is not given to a visit that was called off', async () => {
    const visitId = await visited()
    await rep.ok(takeStep, { params: { visitId }, body: { id: newId(), step: 'cancelled' } })
    expect((await judge(visitId, { outcome: 'no_sale' })).body).toMatchObject({
      code: 'commitments.visit-cancelled',
    })
  })
})

describe('asking for it', () => {
  const attempt = (visitId: string, method: string) =>
    rep.send(addAttempt, { params: { visitId }, body: { id: newId(), method, said: '您看？' } as never })

  it('notes what was said and what came back', async () => {
    const visitId = await visited()
    const { id } = (await attempt(visitId, 'alternative')).body as { id: string }
    const params = { visitId, attemptId: id }
    await rep.ok(changeAttempt, {
      params,
      body: { version: 1, reaction: 'hesitated', reactionNote: '看了看表' },
    })
    const [noted] = (await rep.ok(getClosing, { params: { visitId } })).attempts
    expect(noted).toMatchObject({ method: 'alternative', reaction: 'hesitated', reactionNote: '看了看表' })
    expect(await rep.problem(changeAttempt, { params, body: { version: 1, said: '别的' } })).toMatchObject({
      status: 409,
      current: { version: 2 },
    })
  })

  it('by a method the administrator switched off is refused', async () => {
    const visitId = await visited()
    await administrator.ok(setMethod, {
      params: { method: 'inducement' },
      body: { version: 0, enabled: false, needsApproval: false },
    })
    expect((await attempt(visitId, 'inducement')).body).toMatchObject({ code: 'commitments.method-disabled' })
    expect(
      await rep.problem(setMethod, {
        params: { method: 'inducement' },
        body: { version: 1, enabled: true, needsApproval: false },
      }),
    ).toMatchObject({ status: 403 })
    expect(
      await administrator.problem(setMethod, {
        params: { method: 'inducement' },
        body: { version: 0, enabled: true, needsApproval: false },
      }),
    ).toMatchObject({ status: 409, current: { enabled: false, version: 1 } })
    const { items } = await rep.ok(listMethods, {})
    expect(items.find((m) => m.method === 'inducement')).toMatchObject({ enabled: false })
    expect(items).toHaveLength(7)
  })

  it('by a method that needs approval waits for a superior, on this visit only', async () => {
    await administrator.ok(setMethod, {
      params: { method: 'assumptive' },
      body: { version: 0, enabled: true, needsApproval: true },
    })
    const visitId = await visited()
    expect((await attempt(visitId, 'assumptive')).body).toMatchObject({ code: 'commitments.approval-needed' })
    const approvalId = newId()
    await rep.ok(askApproval, {
      params: { visitId },
      body: { id: approvalId, method: 'assumptive', reason: '预算月底失效' },
    })
    expect((await attempt(visitId, 'assumptive')).status).toBe(409)
    const params = { approvalId }
    expect(await rep.problem(decideApproval, { params, body: { approve: true } })).toMatchObject({
      code: 'commitments.not-superior',
    })
    expect((await boss.ok(listApprovals, { query: {} })).items).toMatchObject([
      { id: approvalId, askedByName: '王磊', reason: '预算月底失效', approved: null },
    ])
    await boss.ok(decideApproval, { params, body: { approve: true, note: '注意分寸' } })
    expect(await boss.problem(decideApproval, { params, body: { approve: false } })).toMatchObject({
      code: 'commitments.already-decided',
    })
    expect((await attempt(visitId, 'assumptive')).status).toBe(201)
    const { methods } = await rep.ok(getClosing, { params: { visitId } })
    expect(methods.find((m) => m.method === 'assumptive')).toMatchObject({
      use: 'approved',
      decisionNote: '注意分寸',
    })
    expect((await attempt(await visited(), 'assumptive')).status).toBe(409)
  })
})

describe('who may see it', () => {
  it('is nobody from another team or organisation', async () => {
    const visitId = await visited()
    const id = await promised({ visitId })
    const colleague = await company.member('rep')
    const foreign = await (await server.organisation()).member('administrator')
    for (const stranger of [colleague, foreign]) {
      expect((await stranger.send(getCommitment, { params: { commitmentId: id } })).status).toBe(404)
      expect((await stranger.send(getClosing, { params: { visitId } })).status).toBe(404)
      expect((await stranger.send(listPromises, { params: { accountId }, query: {} })).status).toBe(404)
      expect((await stranger.ok(listCommitments, { query: {} })).items).toEqual([])
      expect((await step(id, 'kept', stranger)).status).toBe(404)
    }
    const auditor = await company.member('auditor')
    expect((await auditor.send(getClosing, { params: { visitId } })).status).toBe(200)
    expect((await step(id, 'kept', auditor)).status).toBe(403)
  })

  it('shows service staff what we promised, and nothing of how it was sold', async () => {
    await promised({ side: 'ours', what: '年底前免费校准一次', dueOn: day(30), proofText: '口头说的' })
    await promised({ what: '客户答应的事' })
    const service = await company.member('service')
    const answer = await service.send(listPromises, { params: { accountId }, query: {} })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('年底前免费校准一次')
    expect(answer.text).not.toMatch(/客户答应|陈志远|口头/)
    expect((await service.send(listCommitments, { query: { accountId } })).status).toBe(403)
  })
})

describe('erasing a person', () => {
  it('takes what they promised along', async () => {
    const leaver = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: leaver, name: '周敏' } as never })
    const id = await promised({ personId: leaver, what: '周敏找她舅舅签字' })
    await administrator.ok(erasePerson, { params: { personId: leaver }, body: { reason: '本人要求' } })
    const answer = await rep.send(getCommitment, { params: { commitmentId: id } })
    expect(answer.text).not.toMatch(/周敏|舅舅/)
    expect(answer.body).toMatchObject({ what: '', personId: null, dueOn: day(7) })
  })
})

describe('the day a commitment is due', () => {
  const work = async (zone: string) => {
    const { version } = await administrator.ok(getOrganisation, {})
    await administrator.ok(changeOrganisation, { body: { timeZone: zone, version } })
  }
  afterEach(() => work('Asia/Shanghai'))

  it('lasts until the organisation’s midnight, in the record, the lists and the account', async () => {
    // At every hour it is a later day on Kiritimati than in Pago Pago.
    const id = await promised({ dueOn: today('Pacific/Pago_Pago') })
    const actor = { orgId: company.orgId, memberId: rep.memberId, reach: [rep.memberId], wide: false }
    const stands = async () => ({
      record: (await rep.ok(getCommitment, { params: { commitmentId: id } })).state,
      overdue: (
        await rep.ok(listCommitments, { query: { accountId, state: 'overdue', limit: 50 } })
      ).items.some((one) => one.id === id),
      today: (
        await server.open({ orgId: company.orgId, memberId: rep.memberId }, (tx) =>
          dueCommitments(tx, actor as never, day(30)),
        )
      ).find((one) => one.id === id)?.overdue,
    })
    await work('Pacific/Pago_Pago')
    expect(await stands()).toEqual({ record: 'open', overdue: false, today: false })
    await work('Pacific/Kiritimati')
    expect(await stands()).toEqual({ record: 'overdue', overdue: true, today: true })
  })
})
