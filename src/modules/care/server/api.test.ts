import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addReferral,
  addServiceItem,
  changeReferral,
  changeServiceItem,
  completeServiceItem,
  getCarePlan,
  listDue,
  listReferrals,
  stepReferral,
} from '../care.contract.ts'
import { care, dueServiceItems } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let service: TestMember
const accountId = newId()
const personId = newId()

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, visits, care])
  company = await server.organisation()
  rep = await company.member('rep', { name: '王磊' })
  service = await company.member('service', { name: '赵工' })
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '陈志远' } as never })
})
afterAll(() => server?.close())

async function planned(over: object = {}, who = rep): Promise<string> {
  const id = newId()
  await who.ok(addServiceItem, {
    params: { accountId },
    body: { id, what: '月度巡检', frequency: 'monthly', startsOn: '2027-01-31', ...over } as never,
  })
  return id
}
const plan = async (who = rep) => who.ok(getCarePlan, { params: { accountId } })
const item = async (id: string, who = rep) => (await plan(who)).items.find((one) => one.id === id)
const complete = (serviceItemId: string, doneOn: string, who = rep) =>
  who.send(completeServiceItem, { params: { serviceItemId }, body: { id: newId(), doneOn } })

describe('a service item', () => {
  it('comes again by its rhythm each time it was done, end of month included', async () => {
    const id = await planned({ personId })
    expect(await item(id)).toMatchObject({ nextDue: '2027-01-31', personName: '陈志远', doneCount: 0 })
    await complete(id, '2027-01-30')
    expect(await item(id)).toMatchObject({ nextDue: '2027-02-28' })
    await complete(id, '2027-02-28')
    const now = await item(id)
    expect(now).toMatchObject({ nextDue: '2027-03-31', doneCount: 2 })
    expect(now?.done.map((d) => [d.doneOn, d.dueOn, d.byName])).toEqual([
      ['2027-02-28', '2027-02-28', '王磊'],
      ['2027-01-30', '2027-01-31', '王磊'],
    ])
  })

  it('done once is done for good', async () => {
    const id = await planned({ frequency: 'once', what: '送说明书' })
    await complete(id, '2027-01-31')
    expect(await item(id)).toMatchObject({ nextDue: null, doneCount: 1 })
    expect((await complete(id, '2027-02-01')).body).toMatchObject({ code: 'care.item-ended' })
  })

  it('ticked by two at the same moment is done once', async () => {
    const id = await planned({ frequency: 'weekly' })
    const answers = await Promise.all([1, 2, 3].map(() => complete(id, '2027-01-31')))
    expect(answers.filter((a) => a.status === 201).length).toBeGreaterThanOrEqual(1)
    const now = await item(id)
    expect(now?.doneCount).toBe(answers.filter((a) => a.status === 201).length)
  })

  it('moved to another day keeps its rhythm from there; ended it is due no more, and can be taken up again', async () => {
    const id = await planned({ frequency: 'quarterly' })
    const params = { serviceItemId: id }
    await rep.ok(changeServiceItem, { params, body: { version: 1, nextDue: '2027-02-15' } })
    await complete(id, '2027-02-15')
    expect((await item(id))?.nextDue).toBe('2027-05-15')
    await rep.ok(changeServiceItem, { params, body: { version: 2, ended: true } })
    expect(await item(id)).toMatchObject({ nextDue: null, ended: true })
    await rep.ok(changeServiceItem, { params, body: { version: 3, ended: false } })
    expect(await item(id)).toMatchObject({ nextDue: '2027-05-15', ended: false })
    expect(await rep.problem(changeServiceItem, { params, body: { version: 1, what: 'x' } })).toMatchObject({
      status: 409,
      current: { version: 4 },
    })
  })

  it('every so many days must say how many', async () => {
    const answer = await rep.problem(addServiceItem, {
      params: { accountId },
      body: { id: newId(), what: '回访', frequency: 'every_n_days', startsOn: '2027-01-01' },
    })
    expect(answer).toMatchObject({ status: 422, fields: [{ path: 'everyDays', code: 'required' }] })
  })

  it('is on its owner’s list when it is due', async () => {
    const id = await planned({ ownerId: service.memberId, startsOn: '2026-11-20', what: '换滤芯' })
    const { items } = await service.ok(listDue, { query: { until: '2026-11-30' } })
    expect(items.map((i) => i.id)).toEqual([id])
    expect((await rep.ok(listDue, { query: { until: '2026-11-30' } })).items).toEqual([])
    expect((await rep.ok(listDue, { query: { until: '2026-11-30', scope: 'all' } })).items).toHaveLength(1)
    const actor = { orgId: company.orgId, memberId: service.memberId, reach: [service.memberId], wide: true }
    const due = await server.open({ orgId: company.orgId, memberId: service.memberId }, (tx) =>
      dueServiceItems(tx, actor as never, '2026-11-30', '2026-11-23'),
    )
    expect(due).toMatchObject([{ id, what: '换滤芯', who: '赵工', dueOn: '2026-11-20', overdue: true }])
  })
})

describe('service staff', () => {
  it('see the plan of every customer, write in it and tick it off', async () => {
    const id = await planned({ what: '校准' }, service)
    expect((await complete(id, '2027-01-31', service)).status).toBe(201)
    expect((await plan(service)).canWrite).toBe(true)
  })

  it('do not see referrals, nor learn which visits there are', async () => {
    const visitId = newId()
    await rep.ok(createVisit, { body: { id: visitId, accountId, plannedAt: '2026-11-24T02:00:00Z' } })
    expect((await service.send(listReferrals, { params: { accountId }, query: {} })).status).toBe(403)
    const answer = await service.problem(addServiceItem, {
      params: { accountId },
      body: { id: newId(), what: 'x', frequency: 'once', startsOn: '2027-01-01', visitId },
    })
    expect(answer).toMatchObject({ status: 422, fields: [{ path: 'visitId' }] })
    const withVisit = await planned({ visitId })
    const answered = await service.send(getCarePlan, { params: { accountId } })
    expect(answered.text).toContain(withVisit)
    expect(answered.text).not.toContain(visitId)
  })
})

describe('a referral', () => {
  async function referred(over: object = {}): Promise<string> {
    const id = newId()
    await rep.ok(addReferral, {
      params: { accountId },
      body: { id, personId, toName: '滨江水务', note: '找他同学老周', ...over } as never,
    })
    return id
  }
  const list = async (who: TestMember) =>
    (await who.ok(listReferrals, { params: { accountId }, query: {} })).items

  it('says who referred whom and goes its way step by step', async () => {
    const id = await referred()
    const params = { referralId: id }
    await rep.ok(stepReferral, { params, body: { id: newId(), state: 'promised' } })
    expect(await rep.problem(stepReferral, { params, body: { id: newId(), state: 'asked' } })).toMatchObject({
      code: 'care.step-not-possible',
    })
    const [now] = await list(rep)
    expect(now).toMatchObject({ personName: '陈志远', toName: '滨江水务', state: 'promised' })
    expect(now?.history.map((h) => h.state)).toEqual(['promised', 'asked'])
  })

  it('names the customer it became only to those who may know of it', async () => {
    const colleague = await company.member('rep')
    const theirs = newId()
    await colleague.ok(createAccount, { body: { id: theirs, name: '滨江水务集团' } as never })
    const id = await referred()
    expect(
      await rep.problem(changeReferral, {
        params: { referralId: id },
        body: { version: 1, toAccountId: theirs },
      }),
    ).toMatchObject({ status: 422 })
    const administrator = await company.member('administrator')
    await administrator.ok(changeReferral, {
      params: { referralId: id },
      body: { version: 1, toAccountId: theirs },
    })
    expect((await list(administrator)).find((r) => r.id === id)?.toAccount?.name).toBe('滨江水务集团')
    expect((await list(rep)).find((r) => r.id === id)?.toAccount).toBeNull()
  })

  it('keeps what was said of somebody outside for the account team', async () => {
    await referred()
    const auditor = await company.member('auditor')
    const answer = await auditor.send(listReferrals, { params: { accountId }, query: {} })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('老周')
  })
})

describe('who may see it', () => {
  it('is nobody from another team or organisation', async () => {
    const id = await planned()
    const colleague = await company.member('rep')
    const foreign = await (await server.organisation()).member('service')
    for (const stranger of [colleague, foreign]) {
      expect((await stranger.send(getCarePlan, { params: { accountId } })).status).toBe(404)
      expect((await complete(id, '2027-01-31', stranger)).status).toBe(404)
      expect((await stranger.ok(listDue, { query: { scope: 'all' } })).items).toEqual([])
    }
    const auditor = await company.member('auditor')
    expect((await plan(auditor)).canWrite).toBe(false)
    expect((await complete(id, '2027-01-31', auditor)).status).toBe(403)
  })
})

describe('erasing a person', () => {
  it('takes whom they named along; the service goes on', async () => {
    const leaver = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: leaver, name: '周敏' } as never })
    const itemId = await planned({ personId: leaver })
    const id = newId()
    await rep.ok(addReferral, {
      params: { accountId },
      body: { id, personId: leaver, toName: '她表姐的厂' } as never,
    })
    const administrator = await company.member('administrator')
    await administrator.ok(erasePerson, { params: { personId: leaver }, body: { reason: '本人要求' } })
    const referrals = await rep.send(listReferrals, { params: { accountId }, query: {} })
    expect(referrals.text).not.toMatch(/周敏|表姐/)
    expect(await item(itemId)).toMatchObject({ personId: null, nextDue: '2027-01-31' })
  })
})
