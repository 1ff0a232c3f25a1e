import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { addCommitment, judgeVisit } from '#modules/commitments/commitments.contract.ts'
import { commitments } from '#modules/commitments/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit, recordVisit, takeStep } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { FIGURES, type Figure, getBoard, listRecords } from '../insights.contract.ts'
import { insights } from './index.ts'

let server: TestServer
let company: TestOrganisation
let east: string
let boss: TestMember
let wang: TestMember
let liu: TestMember
let elsewhere: TestMember
const power = newId()
const water = newId()

const DAY = 864e5
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const day = (days: number) => at(days).slice(0, 10)
const scope = () => ({ from: at(-30), to: at(30), today: day(0) })

async function visit(who: TestMember, accountId: string, days: number, over: object = {}): Promise<string> {
  const id = newId()
  await who.ok(createVisit, { body: { id, accountId, plannedAt: at(days), ...over } as never })
  return id
}
const step = (who: TestMember, visitId: string, what: 'prepared' | 'under_way' | 'cancelled', when: string) =>
  who.ok(takeStep, { params: { visitId }, body: { id: newId(), step: what, at: when } })
const recorded = (who: TestMember, visitId: string) =>
  who.ok(recordVisit, { params: { visitId }, body: { id: newId() } })
const board = async (who: TestMember, over: object = {}) =>
  who.ok(getBoard, { query: { ...scope(), ...over } })
const records = async (who: TestMember, figure: Figure, over: object = {}) =>
  (await who.ok(listRecords, { query: { ...scope(), figure, limit: 200, ...over } })).items

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, commitments, insights])
  company = await server.organisation()
  east = await company.team('华东')
  const shanghai = await company.team('上海', east)
  boss = await company.member('supervisor', { name: '李娜', supervises: east })
  wang = await company.member('rep', { name: '王磊', team: east })
  liu = await company.member('rep', { name: '刘洋', team: shanghai })
  elsewhere = await company.member('rep', { name: '外队' })
  await wang.ok(createAccount, { body: { id: power, name: '华东电力' } as never })
  await liu.ok(createAccount, { body: { id: water, name: '滨江水务' } as never })
  const other = newId()
  await elsewhere.ok(createAccount, { body: { id: other, name: '别队客户' } as never })
  const personId = newId()
  await wang.ok(createPerson, {
    params: { accountId: power },
    body: { id: personId, name: '陈志远' } as never,
  })

  // Prepared, held four days ago, recorded now, ended in an advance.
  const first = await visit(wang, power, -4)
  await step(wang, first, 'prepared', at(-5))
  await recorded(wang, first)
  await wang.ok(addCommitment, {
    params: { accountId: power },
    body: { id: newId(), visitId: first, side: 'customer', what: '发要求书', personId, dueOn: day(5) },
  })
  await wang.ok(judgeVisit, { params: { visitId: first }, body: { id: newId(), outcome: 'advance' } })
  // Held unprepared two days ago, followed by nothing.
  const second = await visit(wang, power, -2)
  await recorded(wang, second)
  await wang.ok(judgeVisit, { params: { visitId: second }, body: { id: newId(), outcome: 'continuation' } })
  // Past and never recorded; one ahead; one called off; one outside the period.
  await visit(wang, power, -1)
  await visit(wang, power, 3)
  await step(wang, await visit(wang, power, 1), 'cancelled', at(0))
  await recorded(wang, await visit(wang, power, -90))
  await recorded(elsewhere, await visit(elsewhere, other, -1))
  for (const [side, due] of [
    ['ours', -3],
    ['customer', -1],
    ['ours', 2],
  ] as const)
    await wang.ok(addCommitment, {
      params: { accountId: power },
      body: { id: newId(), side, what: `${side} ${due}`, dueOn: day(due) },
    })
  const project = (name: string, over: object) =>
    wang.ok(createProject, { body: { id: newId(), accountId: power, name, ...over } as never })
  await project('改造', { amount: 1_000_000, stage: 'engaging' })
  await project('扩建', { amount: 500_000, stage: 'engaging' })
  await project('海外', { amount: 70_000, currency: 'USD', stage: 'engaging' })
  await project('不明', { stage: 'prospecting' })
})
afterAll(() => server?.close())

describe('the board', () => {
  it('counts what each of those below has prepared, held, recorded and left open', async () => {
    const { reps, total } = await board(boss)
    expect(reps.map((rep) => rep.name).sort()).toEqual(['刘洋', '王磊'])
    expect(reps.find((rep) => rep.name === '王磊')?.figures).toMatchObject({
      planned: 4,
      held: 2,
      prepared: 1,
      recorded: 2,
      unrecorded: 1,
      without_next: 1,
      order: 0,
      advance: 1,
      continuation: 1,
      no_sale: 0,
      not_judged: 0,
      overdue_ours: 1,
      overdue_theirs: 1,
      accounts: 1,
      accounts_quiet: 0,
      projects: 4,
    })
    // Recorded four and two days after; by visits.
    expect(total.recordDays).toBeCloseTo(3, 1)
    // A rep who has done nothing stands on the board all the same, and a customer nobody visits is quiet.
    expect(reps.find((rep) => rep.name === '刘洋')?.figures).toMatchObject({
      planned: 0,
      accounts: 1,
      accounts_quiet: 1,
    })
  })

  it('adds up money by stage and currency, never across currencies', async () => {
    const { stages } = await board(boss)
    expect(stages).toEqual([
      { stage: 'engaging', currency: 'CNY', count: 2, amount: 1_500_000, withoutAmount: 0 },
      { stage: 'engaging', currency: 'USD', count: 1, amount: 70_000, withoutAmount: 0 },
      { stage: 'prospecting', currency: 'CNY', count: 1, amount: 0, withoutAmount: 1 },
    ])
  })

  it('looks at a team with those below it, or at one member', async () => {
    expect((await board(boss, { teamId: east })).reps).toHaveLength(2)
    expect((await board(boss, { memberId: liu.memberId })).reps.map((r) => r.name)).toEqual(['刘洋'])
    expect((await board(boss, { memberId: liu.memberId })).total.planned).toBe(0)
    expect((await board(boss, { memberId: elsewhere.memberId })).reps).toEqual([])
  })
})

describe('the records behind a figure', () => {
  it('are as many as the figure says, for every figure', async () => {
    const auditor = await company.member('auditor')
    for (const who of [boss, auditor]) {
      const { total } = await board(who)
      for (const figure of FIGURES)
        expect([figure, (await records(who, figure)).length]).toEqual([figure, total[figure]])
    }
    expect((await board(auditor)).total.planned).toBe(5)
  })

  it('lead to where they are opened, with what the figure is about', async () => {
    expect(await records(boss, 'advance')).toMatchObject([
      { kind: 'visit', accountName: '华东电力', memberName: '王磊', state: 'advance' },
    ])
    expect((await records(boss, 'advance'))[0]?.days).toBeCloseTo(4, 1)
    expect(await records(boss, 'overdue_ours')).toMatchObject([
      { kind: 'commitment', title: 'ours -3', at: day(-3), state: 'ours' },
    ])
    expect(await records(boss, 'accounts_quiet')).toMatchObject([
      { kind: 'account', title: '滨江水务', at: null },
    ])
    expect((await records(boss, 'projects', { stage: 'prospecting' })).map((p) => p.title)).toEqual(['不明'])
  })

  it('come page by page in one order', async () => {
    const all = (await records(boss, 'projects')).map((p) => p.id)
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await boss.ok(listRecords, {
        query: { ...scope(), figure: 'projects', limit: 2, cursor },
      })
      pages.push(...page.items.map((p) => p.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(pages).toEqual(all)
  })
})

describe('who may see it', () => {
  it('is supervisors for those below, administrators and auditors for everybody, nobody else', async () => {
    const service = await company.member('service')
    for (const who of [wang, service]) {
      expect((await who.send(getBoard, { query: scope() })).status).toBe(403)
      expect((await who.send(listRecords, { query: { ...scope(), figure: 'planned' } })).status).toBe(403)
    }
    const administrator = await company.member('administrator')
    expect((await board(administrator)).reps.map((r) => r.name)).toContain('外队')
    const foreign = await (await server.organisation()).member('administrator')
    expect((await board(foreign)).total.planned).toBe(0)
    expect(await records(foreign, 'planned')).toEqual([])
  })
})
