import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { actorOfSeat } from '#modules/members/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  answerQuestion,
  changeNeed,
  createNeed,
  createQuestion,
  getNeed,
  listNeedsOfAccount,
  listNeedsOfVisit,
  listQuestionsOfAccount,
  listQuestionsOfVisit,
  listRatingHistory,
  listRatings,
  moveNeed,
  removeQuestion,
  restoreNeed,
  restoreQuestion,
  setNeedStatus,
  setRating,
} from '../needs.contract.ts'
import { needs, needsByIds } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let rep: TestMember
let stranger: TestMember
let auditor: TestMember
let service: TestMember
let outsider: TestMember
let accountId: string
let personId: string
let visitId: string

beforeAll(async () => {
  server = await openTestServer([accounts, people, projects, visits, needs])
  acme = await server.organisation()
  rep = await acme.member('rep', { name: '李销售' })
  stranger = await acme.member('rep')
  auditor = await acme.member('auditor')
  service = await acme.member('service')
  outsider = await (await server.organisation('别家')).member('rep')
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '江南灌装机械厂' } })
  personId = newId()
  await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '王建国' } })
  visitId = newId()
  await rep.ok(createVisit, {
    body: { id: visitId, accountId, plannedAt: '2026-11-23T02:00:00Z', personIds: [personId] },
  })
})
afterAll(() => server?.close())

type NewNeed = Parameters<typeof rep.ok<typeof createNeed>>[1]['body']
const write = (given: Partial<NewNeed> = {}) => {
  const body: NewNeed = {
    id: newId(),
    accountId,
    layer: 'explicit',
    subject: 'price',
    statement: '价格要再低一些',
    ...given,
  }
  return rep.ok(createNeed, { body })
}

describe('the iceberg of a customer', () => {
  it('holds what was said, and beneath it why it was said', async () => {
    const said = await write({ visitId, personId, quote: '你们比别人贵一成。', status: 'stated' })
    const why = await write({
      layer: 'implicit',
      subject: 'cost',
      statement: '今年维修费超了',
      parentId: said.id,
      visitId,
    })
    const ofVisit = await rep.ok(listNeedsOfVisit, { params: { visitId }, query: {} })
    expect(ofVisit.items.map((n) => [n.id, n.parentId])).toEqual([
      [said.id, null],
      [why.id, said.id],
    ])
    expect(ofVisit.items[0]).toMatchObject({ personName: '王建国', visitAt: '2026-11-23T02:00:00Z' })
  })

  it('takes a need that sinks beneath a statement, and refuses one that would lie beneath itself', async () => {
    const top = await write()
    const problem = await write({ layer: 'implicit', subject: 'problem', statement: '换型太慢' })
    const cost = await write({ layer: 'implicit', subject: 'cost', parentId: problem.id })
    const moved = await rep.ok(moveNeed, {
      params: { needId: problem.id },
      body: { version: 1, parentId: top.id },
    })
    expect(moved).toMatchObject({ parentId: top.id, version: 2 })
    const refused = (needId: string, version: number, parentId: string) =>
      rep.problem(moveNeed, { params: { needId }, body: { version, parentId } })
    expect(await refused(problem.id, 2, cost.id)).toMatchObject({ code: 'needs.cycle' })
    expect(await refused(top.id, 1, cost.id)).toMatchObject({ code: 'needs.cycle' })
    const other = await write()
    expect(await refused(other.id, 1, top.id)).toMatchObject({ code: 'needs.not-deeper' })
    const sunk = await rep.ok(moveNeed, {
      params: { needId: other.id },
      body: { version: 1, parentId: top.id, layer: 'implicit' },
    })
    expect(sunk).toMatchObject({ layer: 'implicit', subject: 'problem', parentId: top.id })
  })

  it('never closes a loop, also when two move at once', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = await Promise.all([
        write({ layer: 'implicit', subject: 'problem' }),
        write({ layer: 'implicit', subject: 'problem' }),
      ])
      const answers = await Promise.all([
        rep.send(moveNeed, { params: { needId: a.id }, body: { version: 1, parentId: b.id } }),
        rep.send(moveNeed, { params: { needId: b.id }, body: { version: 1, parentId: a.id } }),
      ])
      expect(answers.map((one) => one.status).sort()).toEqual([201, 422])
    }
  })

  it('keeps another customer’s needs apart', async () => {
    const elsewhere = newId()
    await rep.ok(createAccount, { body: { id: elsewhere, name: '另一家' } })
    const there = await write({ accountId: elsewhere })
    const here = await write({ layer: 'implicit', subject: 'problem' })
    const move = { params: { needId: here.id }, body: { version: 1, parentId: there.id } }
    expect(await rep.problem(moveNeed, move)).toMatchObject({ code: 'needs.parent-elsewhere' })
    const wrong = {
      id: newId(),
      accountId: elsewhere,
      layer: 'explicit',
      subject: 'price',
      statement: '…',
    } as const
    expect(await rep.problem(createNeed, { body: { ...wrong, visitId } })).toMatchObject({
      fields: [{ path: 'visitId', code: 'not-found' }],
    })
    expect(await rep.problem(createNeed, { body: { ...wrong, personId } })).toMatchObject({
      fields: [{ path: 'personId', code: 'not-found' }],
    })
  })

  it('refuses a subject of another layer', async () => {
    const body = { id: newId(), accountId, layer: 'explicit', subject: 'trust', statement: '信不过' } as const
    expect(await rep.problem(createNeed, { body })).toMatchObject({
      fields: [{ path: 'subject', code: 'not-of-layer' }],
    })
  })
})

describe('a need', () => {
  it('is confirmed only by the customer, and counted only after that; every step is kept', async () => {
    const need = await write({ personId, visitId })
    const to = (version: number, status: 'confirmed' | 'quantified') => ({
      params: { needId: need.id },
      body: { id: newId(), version, status },
    })
    expect(await rep.problem(setNeedStatus, to(1, 'confirmed'))).toMatchObject({
      code: 'needs.not-confirmable',
    })
    await rep.ok(changeNeed, {
      params: { needId: need.id },
      body: { version: 1, quote: '停一次线损失两万。', amount: 20000, unit: '元/次' },
    })
    expect(await rep.problem(setNeedStatus, to(2, 'quantified'))).toMatchObject({
      code: 'needs.not-quantifiable',
    })
    await rep.ok(setNeedStatus, to(2, 'confirmed'))
    await rep.ok(setNeedStatus, to(3, 'quantified'))
    const undermined = { params: { needId: need.id }, body: { version: 4, quote: '' } }
    expect(await rep.problem(changeNeed, undermined)).toMatchObject({ code: 'needs.not-confirmable' })
    const { history, status, canWrite } = await rep.ok(getNeed, { params: { needId: need.id } })
    expect(status).toBe('quantified')
    expect(canWrite).toBe(true)
    expect(history.map((h) => [h.from, h.to, h.byName])).toEqual([
      ['confirmed', 'quantified', '李销售'],
      ['assumed', 'confirmed', '李销售'],
      [null, 'assumed', '李销售'],
    ])
  })

  it('declared void is taken back to where it was', async () => {
    const need = await write({ status: 'stated', quote: '要快' })
    const params = { needId: need.id }
    await rep.ok(setNeedStatus, {
      params,
      body: { id: newId(), version: 1, status: 'void', reason: '听错了' },
    })
    const open = await rep.ok(listNeedsOfAccount, { params: { accountId }, query: {} })
    expect(open.items.map((n) => n.id)).not.toContain(need.id)
    expect(await rep.problem(changeNeed, { params, body: { version: 2, quote: '…' } })).toMatchObject({
      code: 'needs.void',
    })
    const back = await rep.ok(restoreNeed, { params, body: { id: newId(), version: 2 } })
    expect(back.status).toBe('stated')
  })

  it('changed by two at once shows the second what the first wrote', async () => {
    const need = await write()
    const change = (statement: string) => ({ params: { needId: need.id }, body: { version: 1, statement } })
    await rep.ok(changeNeed, change('甲写的'))
    expect(await rep.problem(changeNeed, change('乙写的'))).toMatchObject({
      status: 409,
      current: { id: need.id, statement: '甲写的', version: 2 },
    })
  })

  it('sent twice is written once', async () => {
    const body = { id: newId(), accountId, layer: 'explicit', subject: 'terms', statement: '月结' } as const
    const key = newId()
    const first = await rep.ok(createNeed, { body }, { key })
    expect(await rep.ok(createNeed, { body }, { key })).toEqual(first)
    const all = await rep.ok(listNeedsOfAccount, { params: { accountId }, query: {} })
    expect(all.items.filter((n) => n.id === body.id)).toHaveLength(1)
  })
})

describe('the personal layer', () => {
  it('is read by the account team alone; the others learn only how much there is', async () => {
    const deep = await write({
      layer: 'deep',
      subject: 'meaning',
      whose: 'person',
      personId,
      statement: '想在退休前办成这一件',
    })
    const deeper = await write({ layer: 'deep', subject: 'feeling', parentId: deep.id, statement: '怕出丑' })
    expect(deep.personal).toBe(true)
    const own = await rep.ok(listNeedsOfAccount, { params: { accountId }, query: {} })
    expect(own.items.map((n) => n.id)).toContain(deep.id)
    expect(own.withheld).toBe(0)
    const seen = await auditor.send(listNeedsOfAccount, { params: { accountId }, query: {} })
    expect(seen.status).toBe(200)
    expect(seen.text).not.toContain('退休')
    expect(seen.text).not.toContain(deeper.id)
    expect((seen.body as { withheld: number }).withheld).toBe(2)
    expect(await auditor.problem(getNeed, { params: { needId: deep.id } })).toMatchObject({ status: 404 })
  })

  it('holds the ratings of what a person wants, and the answers to our questions', async () => {
    const rating = { id: newId(), personId, aspect: 'pressure', importance: 5, served: 2 } as const
    await rep.ok(setRating, { params: { accountId }, body: { ...rating, evidence: '季度点名' } })
    const asked = await rep.ok(createQuestion, {
      body: { id: newId(), accountId, kind: 'problem', text: '最头疼哪一步？' },
    })
    await rep.ok(answerQuestion, {
      params: { questionId: asked.id },
      body: { version: 1, answer: '上面天天催', personId },
    })
    const ratings = await auditor.send(listRatings, { params: { accountId }, query: {} })
    expect(ratings.text).not.toContain('点名')
    expect(
      (ratings.body as { items: unknown[] }).items.every((r) => !(r as { personal: boolean }).personal),
    ).toBe(true)
    const questions = await auditor.send(listQuestionsOfAccount, { params: { accountId }, query: {} })
    expect(questions.text).not.toContain('天天催')
    expect(questions.text).toContain('"withheld":true')
    const own = await rep.ok(listQuestionsOfAccount, {
      params: { accountId },
      query: { asked: 'true' as never },
    })
    expect(own.items.find((q) => q.id === asked.id)).toMatchObject({
      answer: '上面天天催',
      personName: '王建国',
      askedBy: '李销售',
    })
  })

  it('is not written by someone who may not read it', async () => {
    const admin = await acme.member('administrator')
    const body = { id: newId(), accountId, layer: 'deep', subject: 'trust', statement: '…' } as const
    expect(await admin.problem(createNeed, { body })).toMatchObject({ status: 403 })
    const rating = { id: newId(), personId, aspect: 'gain', importance: 3 } as const
    expect(await admin.problem(setRating, { params: { accountId }, body: rating })).toMatchObject({
      status: 403,
    })
  })

  it('is answered to other modules only as far as the actor may read it', async () => {
    const deep = await write({ layer: 'deep', subject: 'trust', statement: '信得过我们' })
    const plain = await write()
    const seen = async (who: TestMember) =>
      server.open({ orgId: who.orgId, memberId: who.memberId }, async (tx) => {
        const seat = {
          orgId: who.orgId,
          memberId: who.memberId,
          role: who.role,
          userId: who.memberId,
          teamId: null,
        }
        const actor = await actorOfSeat(tx, seat, who.memberId)
        return [...(await needsByIds(tx, actor, [deep.id, plain.id])).keys()]
      })
    expect((await seen(rep)).sort()).toEqual([deep.id, plain.id].sort())
    expect(await seen(auditor)).toEqual([plain.id])
    expect(await seen(stranger)).toEqual([])
    expect(await seen(outsider)).toEqual([])
  })
})

describe('a person who is erased', () => {
  it('leaves what the organisation needs, and none of their words', async () => {
    const goneId = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: goneId, name: '孙离职' } })
    const plain = await write({ personId: goneId, quote: '孙某原话', status: 'stated', statement: '要快' })
    const deep = await write({ personId: goneId, layer: 'deep', subject: 'feeling', statement: '孙某心事' })
    await rep.ok(setRating, {
      params: { accountId },
      body: { id: newId(), personId: goneId, aspect: 'gain', importance: 5, evidence: '孙某说的' },
    })
    const asked = await rep.ok(createQuestion, {
      body: { id: newId(), accountId, kind: 'problem', text: '难在哪？', personId: goneId },
    })
    await rep.ok(answerQuestion, {
      params: { questionId: asked.id },
      body: { version: 1, answer: '孙某回答' },
    })
    const admin = await acme.member('administrator')
    await admin.ok(erasePerson, { params: { personId: goneId }, body: { reason: '本人要求' } })
    const texts = await Promise.all([
      rep.send(listNeedsOfAccount, { params: { accountId }, query: {} }),
      rep.send(listRatings, { params: { accountId }, query: {} }),
      rep.send(listQuestionsOfAccount, { params: { accountId }, query: {} }),
    ])
    for (const { status, text } of texts) {
      expect(status).toBe(200)
      expect(text).not.toContain('孙')
    }
    const left = await rep.ok(getNeed, { params: { needId: plain.id } })
    expect(left).toMatchObject({ statement: '要快', quote: '' })
    expect(await rep.ok(getNeed, { params: { needId: deep.id } })).toMatchObject({ statement: '' })
  })
})

describe('a rating', () => {
  it('follows another: each number once set stays until somebody says otherwise, and the old ones are history', async () => {
    const params = { accountId }
    await rep.ok(setRating, { params, body: { id: newId(), aspect: 'delivery', importance: 4, visitId } })
    const second = await rep.ok(setRating, { params, body: { id: newId(), aspect: 'delivery', served: 2 } })
    expect(second).toMatchObject({ importance: 4, served: 2, personId: null })
    const now = await rep.ok(listRatings, { params, query: {} })
    expect(now.items.filter((r) => r.aspect === 'delivery')).toHaveLength(1)
    const history = await rep.ok(listRatingHistory, { params, query: { aspect: 'delivery' } })
    expect(history.items.map((r) => [r.importance, r.served, r.supersededAt === null])).toEqual([
      [4, 2, true],
      [4, null, false],
    ])
    expect(history.items[1]?.source).toEqual({ kind: 'visit', id: visitId, note: '' })
  })

  it('set by several at once leaves one that holds, and none is lost', async () => {
    const params = { accountId }
    await Promise.all(
      [1, 2, 3, 4, 5].map((served) =>
        rep.ok(setRating, { params, body: { id: newId(), aspect: 'terms', served } }),
      ),
    )
    const now = await rep.ok(listRatings, { params, query: {} })
    expect(now.items.filter((r) => r.aspect === 'terms')).toHaveLength(1)
    const history = await rep.ok(listRatingHistory, { params, query: { aspect: 'terms' } })
    expect(history.items.map((r) => r.served).sort()).toEqual([1, 2, 3, 4, 5])
  })

  it('of a personal aspect is somebody’s', async () => {
    const body = { id: newId(), aspect: 'gain', importance: 3 } as const
    expect(await rep.problem(setRating, { params: { accountId }, body })).toMatchObject({
      code: 'needs.rating-needs-person',
    })
  })
})

describe('a question', () => {
  it('is planned, asked, answered, and leads to a need', async () => {
    const question = await rep.ok(createQuestion, {
      body: {
        id: newId(),
        accountId,
        visitId,
        kind: 'implication',
        text: '停一次要花多少？',
        starter: 'i-cost',
      },
    })
    expect(question.askedAt).toBeNull()
    const asked = await rep.ok(answerQuestion, {
      params: { questionId: question.id },
      body: { version: 1, asked: true },
    })
    expect(asked.askedAt).not.toBeNull()
    const need = await write({ layer: 'implicit', subject: 'cost', questionId: question.id })
    const [listed] = (await rep.ok(listQuestionsOfVisit, { params: { visitId }, query: {} })).items
    expect(listed).toMatchObject({ id: question.id, needIds: [need.id] })
    const back = await rep.ok(answerQuestion, {
      params: { questionId: question.id },
      body: { version: 2, asked: false },
    })
    expect(back.askedAt).toBeNull()
  })

  it('removed is gone until it is taken back', async () => {
    const question = await rep.ok(createQuestion, {
      body: { id: newId(), accountId, kind: 'situation', text: '现在怎么做？' },
    })
    const params = { questionId: question.id }
    await rep.ok(removeQuestion, { params })
    const listed = async () =>
      (await rep.ok(listQuestionsOfAccount, { params: { accountId }, query: {} })).items.map((q) => q.id)
    expect(await listed()).not.toContain(question.id)
    expect(await rep.problem(answerQuestion, { params, body: { version: 2, asked: true } })).toMatchObject({
      code: 'needs.question-removed',
    })
    await rep.ok(restoreQuestion, { params })
    expect(await listed()).toContain(question.id)
  })
})

describe('who enters', () => {
  it('nobody learns of it who does not know the customer, nor service staff, nor another organisation', async () => {
    const need = await write()
    for (const who of [stranger, outsider]) {
      expect(await who.problem(getNeed, { params: { needId: need.id } })).toMatchObject({ status: 404 })
      expect(await who.problem(listNeedsOfAccount, { params: { accountId }, query: {} })).toMatchObject({
        status: 404,
      })
      expect(await who.problem(listQuestionsOfVisit, { params: { visitId }, query: {} })).toMatchObject({
        status: 404,
      })
      const move = { params: { needId: need.id }, body: { version: 1, parentId: null } }
      expect(await who.problem(moveNeed, move)).toMatchObject({ status: 404 })
    }
    expect(await service.problem(getNeed, { params: { needId: need.id } })).toMatchObject({ status: 403 })
    const body = { id: newId(), accountId, layer: 'explicit', subject: 'price', statement: '…' } as const
    expect(await auditor.problem(createNeed, { body })).toMatchObject({ status: 403 })
    expect(await rep.ok(getNeed, { params: { needId: need.id } })).toMatchObject({ version: 1 })
  })
})
