import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addServiceItem } from '#modules/care/care.contract.ts'
import { care } from '#modules/care/server/index.ts'
import { addCommitment } from '#modules/commitments/commitments.contract.ts'
import { commitments } from '#modules/commitments/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit, recordVisit, takeStep } from '#modules/visits/visits.contract.ts'
import { dayAt, today } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { getReadiness, getToday } from '../field.contract.ts'
import { field } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let rep: TestMember
let stranger: TestMember
let service: TestMember
const accountId = newId()
const projectId = newId()
const chen = newId()

beforeAll(async () => {
  server = await openTestServer([visits, commitments, care, field])
  acme = await server.organisation()
  rep = await acme.member('rep', { name: '王磊' })
  stranger = await acme.member('rep')
  service = await acme.member('service')
  await server.open({ orgId: acme.orgId }, async (tx) => {
    await tx.query(`insert into account (org_id, id, name, tier) values ($1, $2, '华北电力设计院', 'key')`, [
      acme.orgId,
      accountId,
    ])
    await tx.query(
      `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner')`,
      [acme.orgId, accountId, rep.memberId],
    )
    await tx.query(`insert into person (org_id, id, account_id, name) values ($1, $2, $3, '陈国栋')`, [
      acme.orgId,
      chen,
      accountId,
    ])
    await tx.query(
      `insert into project (org_id, id, account_id, owner_id, name) values ($1, $2, $3, $4, '三期')`,
      [acme.orgId, projectId, accountId, rep.memberId],
    )
  })
})
afterAll(() => server.close())

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const day = { from: inHours(-12), to: inHours(12), day: today('Asia/Shanghai') }

async function planned(plannedAt: string, extra: object = {}): Promise<string> {
  const id = newId()
  await rep.ok(createVisit, { body: { id, accountId, plannedAt, personIds: [chen], ...extra } })
  return id
}

describe('today', () => {
  it('names a customer nobody has anything planned with, until a visit is', async () => {
    const before = await rep.ok(getToday, { query: day })
    expect(before.withoutStep).toMatchObject({ count: 1, items: [{ accountId, name: '华北电力设计院' }] })
    expect(before.next).toBeNull()
    expect((await stranger.ok(getToday, { query: day })).withoutStep.count).toBe(0)
    await planned(inHours(2))
    expect((await rep.ok(getToday, { query: day })).withoutStep.count).toBe(0)
  })

  it('puts the next visit on top with its readiness, the rest of the day below, and what waits for its record', async () => {
    const missed = await planned(inHours(-5))
    const soon = await planned(inHours(1))
    const cancelled = await planned(inHours(0.5))
    await rep.ok(takeStep, { params: { visitId: cancelled }, body: { id: newId(), step: 'cancelled' } })
    const today = await rep.ok(getToday, { query: day })
    expect(today.next?.visit.id).toBe(soon)
    expect(today.next?.readiness.items.map((i) => i.key)).toContain('questions')
    expect(today.unrecorded.items.map((v) => v.id)).toEqual([missed])
    expect(today.today.map((v) => v.id)).not.toContain(cancelled)
    expect(today.today.map((v) => v.id)).toEqual(expect.arrayContaining([missed, soon]))
    await rep.ok(recordVisit, { params: { visitId: missed }, body: { id: newId() } })
    expect((await rep.ok(getToday, { query: day })).unrecorded.count).toBe(0)
  })

  it('lists what both sides owe this week, and the service that is due; not what is due later', async () => {
    const inDays = (days: number) => dayAt(new Date(Date.now() + days * 86_400_000), 'Asia/Shanghai')
    const owe = (side: 'ours' | 'customer', what: string, dueOn: string) =>
      rep.ok(addCommitment, {
        params: { accountId },
        body: { id: newId(), side, what, dueOn, ...(side === 'customer' && { personId: chen }) },
      })
    await owe('customer', '给出停机数据', inDays(2))
    await owe('ours', '寄样机', inDays(-1))
    await owe('ours', '明年再说', inDays(60))
    const serve = (by: TestMember, what: string) =>
      by.ok(addServiceItem, {
        params: { accountId },
        body: { id: newId(), what, frequency: 'monthly', startsOn: inDays(0) },
      })
    await serve(rep, '回访')
    await serve(service, '上门巡检')
    const today = await rep.ok(getToday, { query: day })
    expect(today.customerOwes).toMatchObject([
      { what: '给出停机数据', overdue: false, accountName: '华北电力设计院' },
    ])
    expect(today.weOwe).toMatchObject([{ what: '寄样机', overdue: true }])
    expect(today.service.map((one) => one.what)).toEqual(['回访'])
    const served = await service.ok(getToday, { query: day })
    expect(served.service.map((one) => one.what)).toEqual(['上门巡检'])
    expect([...served.weOwe, ...served.customerOwes]).toEqual([])
  })

  it('shows service staff nothing of the selling', async () => {
    expect(await service.ok(getToday, { query: day })).toMatchObject({
      next: null,
      today: [],
      withoutStep: { count: 0 },
    })
  })
})

describe('the whole readiness', () => {
  it('counts role and stance of those to be met in the visit’s project', async () => {
    const visitId = await planned(inHours(3), { projectId })
    const item = async () =>
      (await rep.ok(getReadiness, { params: { visitId } })).items.find((i) => i.key === 'chain')
    expect(await item()).toMatchObject({ done: 0, total: 2, missing: ['陈国栋'] })
    await server.open({ orgId: acme.orgId }, async (tx) => {
      await tx.query(
        'insert into chain_seat (org_id, project_id, person_id, account_id, added_by) values ($1, $2, $3, $4, $5)',
        [acme.orgId, projectId, chen, accountId, rep.memberId],
      )
      await tx.query(
        `insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, value, confidence, source_kind, asserted_by)
         values ($1, $2, $3, $4, $5, 'stance', '2', 'stated', 'note', $6)`,
        [acme.orgId, newId(), projectId, chen, accountId, rep.memberId],
      )
    })
    expect(await item()).toMatchObject({ done: 1, total: 2 })
  })

  it('asks for no chain where there is no project, and is not there for a stranger', async () => {
    const visitId = await planned(inHours(4))
    const { items } = await rep.ok(getReadiness, { params: { visitId } })
    expect(items.map((i) => i.key)).not.toContain('chain')
    expect(await stranger.problem(getReadiness, { params: { visitId } })).toMatchObject({ status: 404 })
    expect(await service.problem(getReadiness, { params: { visitId } })).toMatchObject({ status: 403 })
  })
})
