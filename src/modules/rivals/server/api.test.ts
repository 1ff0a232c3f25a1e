import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, createUnit } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addInstalled,
  addRivalRep,
  assertRivalTie,
  assertSatisfaction,
  changeInstalled,
  changeRival,
  changeRivalRep,
  createRival,
  endRivalTie,
  getAccountRivals,
  getRival,
  listRivals,
  listSatisfactions,
} from '../rivals.contract.ts'
import { rivals } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let supervisor: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts, people, rivals])
  org = await server.organisation('破冰设备')
  const north = await org.team('华北区')
  rep = await org.member('rep', { name: '李雷', team: north })
  colleague = await org.member('rep', { name: '韩梅梅', team: await org.team('华南区') })
  supervisor = await org.member('supervisor', { name: '王主管', supervises: north })
  service = await org.member('service')
  auditor = await org.member('auditor')
  outsider = await (await server.organisation('另一家')).member('administrator')
})
afterAll(() => server.close())

async function anAccount(name: string, owner = rep): Promise<string> {
  return (await owner.ok(createAccount, { body: { id: newId(), name } })).id
}
async function aPerson(accountId: string, name: string, owner = rep): Promise<string> {
  return (await owner.ok(createPerson, { params: { accountId }, body: { id: newId(), name } })).id
}
const aRival = (name: string, more: object = {}) =>
  rep.ok(createRival, { body: { id: newId(), name, ...more } })
const at = (accountId: string) => ({ params: { accountId } })

describe('the library of rivals', () => {
  test('is shared by the whole organisation, found by pinyin, and closed to service staff', async () => {
    const rival = await aRival('汇川技术', { howWeWin: '响应快，驻厂服务' })
    const found = await colleague.ok(listRivals, { query: { q: 'huichuan' } })
    expect(found.items).toMatchObject([{ name: '汇川技术', howWeWin: '响应快，驻厂服务', accounts: 0 }])
    expect(await service.problem(listRivals, { query: {} })).toMatchObject({ status: 403 })
    expect((await outsider.ok(listRivals, { query: {} })).items).toEqual([])
    expect(await outsider.problem(getRival, { params: { rivalId: rival.id } })).toMatchObject({ status: 404 })
  })

  test('holds a name once', async () => {
    await aRival('ABB')
    expect(await colleague.problem(createRival, { body: { id: newId(), name: 'abb' } })).toMatchObject({
      status: 409,
      code: 'rivals.name-taken',
    })
  })

  test('shows both versions to who changes second', async () => {
    const { id, version } = await aRival('西门子')
    const params = { rivalId: id }
    await rep.ok(changeRival, { params, body: { name: '西门子', strengths: '品牌', version } })
    expect(
      await colleague.problem(changeRival, { params, body: { name: '西门子', strengths: '渠道', version } }),
    ).toMatchObject({ status: 409, current: { strengths: '品牌' } })
  })

  test('counts and names the customers who use it, of those one may see', async () => {
    const { id } = await aRival('施耐德')
    const mine = await anAccount('我的客户')
    const theirs = await anAccount('同事的客户', colleague)
    const body = { maker: 'rival' as const, rivalId: id, productName: 'ATV' }
    await rep.ok(addInstalled, { ...at(mine), body: { ...body, id: newId() } })
    await colleague.ok(addInstalled, { ...at(theirs), body: { ...body, id: newId() } })
    const seen = await rep.ok(getRival, { params: { rivalId: id } })
    expect(seen.installed.map((i) => i.accountName)).toEqual(['我的客户'])
    const count = async (who: TestMember) =>
      (await who.ok(listRivals, { query: { q: '施耐德' } })).items.map((r) => r.accounts)
    expect(await count(rep)).toEqual([1])
    expect(await count(auditor)).toEqual([2])
  })
})

describe('what a customer uses', () => {
  test('is written down with department, maker and contract; a rival’s product names the rival', async () => {
    const accountId = await anAccount('在用产品公司')
    const unit = await rep.ok(createUnit, { ...at(accountId), body: { id: newId(), name: '动力车间' } })
    const rival = await aRival('三菱')
    const body = {
      id: newId(),
      unitId: unit.id,
      maker: 'rival' as const,
      rivalId: rival.id,
      productName: 'A800',
      since: '2021-03-01',
      contractEnd: '2026-12-31',
    }
    const installed = await rep.ok(addInstalled, { ...at(accountId), body })
    expect(installed).toMatchObject({ unitName: '动力车间', rivalName: '三菱', satisfaction: null })
    expect(
      await rep.problem(addInstalled, { ...at(accountId), body: { ...body, id: newId(), rivalId: null } }),
    ).toMatchObject({ fields: [{ path: 'rivalId', code: 'rival-needed' }] })
    expect(
      await rep.problem(addInstalled, {
        ...at(accountId),
        body: { ...body, id: newId(), contractEnd: '2020-01-01' },
      }),
    ).toMatchObject({ fields: [{ path: 'contractEnd', code: 'before-start' }] })
    const other = await anAccount('别家')
    expect(await rep.problem(addInstalled, { ...at(other), body: { ...body, id: newId() } })).toMatchObject({
      fields: [{ path: 'unitId', code: 'not-found' }],
    })
    const change = { ...body, id: undefined, productName: 'A840', version: installed.version }
    await rep.ok(changeInstalled, { params: { installedId: installed.id }, body: change })
    expect(
      await rep.problem(changeInstalled, { params: { installedId: installed.id }, body: change }),
    ).toMatchObject({
      status: 409,
      current: { productName: 'A840' },
    })
  })

  test('satisfaction is a claim: the newest holds, the older stay, and it is said who said so', async () => {
    const accountId = await anAccount('满意度公司')
    const user = await aPerson(accountId, '车间主任')
    const params = {
      installedId: (
        await rep.ok(addInstalled, {
          ...at(accountId),
          body: { id: newId(), maker: 'ours', productName: 'V8' },
        })
      ).id,
    }
    await rep.ok(assertSatisfaction, {
      params,
      body: { id: newId(), score: 2, comment: '老跳闸', toldById: user },
    })
    await supervisor.ok(assertSatisfaction, { params, body: { id: newId(), score: 4, comment: '修好了' } })
    const { installed } = await rep.ok(getAccountRivals, at(accountId))
    expect(installed[0]!.satisfaction).toMatchObject({ score: 4, assertedByName: '王主管' })
    const history = await rep.ok(listSatisfactions, { params, query: {} })
    expect(history.items.map((s) => [s.score, s.toldByName, s.supersededAt !== null])).toEqual([
      [4, '', false],
      [2, '车间主任', true],
    ])
    const stranger = await aPerson(await anAccount('另一客户'), '无关的人')
    const body = { id: newId(), score: 5, toldById: stranger }
    expect(await rep.problem(assertSatisfaction, { params, body })).toMatchObject({
      fields: [{ path: 'toldById' }],
    })
  })

  test('and what competes there is nothing to a stranger, another organisation or service staff', async () => {
    const accountId = await anAccount('机密公司')
    const product = await rep.ok(addInstalled, {
      ...at(accountId),
      body: { id: newId(), maker: 'unknown', productName: '老设备' },
    })
    for (const who of [colleague, outsider]) {
      expect(await who.problem(getAccountRivals, at(accountId))).toMatchObject({ status: 404 })
      const claim = { params: { installedId: product.id }, body: { id: newId(), score: 1 } }
      expect(await who.problem(assertSatisfaction, claim)).toMatchObject({ status: 404 })
    }
    expect(await service.problem(getAccountRivals, at(accountId))).toMatchObject({ status: 403 })
  })
})

describe('a rival’s salesperson', () => {
  test('has traits and private ties that only the account team sees', async () => {
    const accountId = await anAccount('对手常来的公司')
    const person = await aPerson(accountId, '采购部长')
    const boss = await aPerson(accountId, '厂长')
    const rival = await aRival('正泰')
    const added = await rep.ok(addRivalRep, {
      ...at(accountId),
      body: { id: newId(), rivalId: rival.id, name: '赵销售', traits: '酒量大，爱打高尔夫' },
    })
    const params = { repId: added.id }
    await rep.ok(assertRivalTie, {
      params,
      body: { id: newId(), personId: person, kind: 'schoolmate', evidence: '同届同班' },
    })
    await rep.ok(assertRivalTie, {
      params,
      body: { id: newId(), personId: boss, kind: 'close', evidence: '一起吃过饭' },
    })
    const seen = await supervisor.ok(getAccountRivals, at(accountId))
    expect(seen.reps[0]).toMatchObject({ traits: '酒量大，爱打高尔夫', rivalName: '正泰' })
    expect(seen.reps[0]!.ties.map((t) => t.kind).sort()).toEqual(['close', 'schoolmate'])
    const audited = await auditor.send(getAccountRivals, at(accountId))
    expect(audited.body).toMatchObject({
      withheld: true,
      reps: [{ traits: null, ties: [{ kind: 'close', evidence: '' }] }],
    })
    expect(audited.text).not.toMatch(/酒量|同届|吃过饭/)
  })

  test('whose tie to a person changes keeps one current tie, which can be ended once', async () => {
    const accountId = await anAccount('变化的关系')
    const person = await aPerson(accountId, '工程师')
    const rival = await aRival('德力西')
    const { id: repId } = await rep.ok(addRivalRep, {
      ...at(accountId),
      body: { id: newId(), rivalId: rival.id, name: '钱销售' },
    })
    const body = { personId: person, kind: 'regular' as const }
    const first = await rep.ok(assertRivalTie, { params: { repId }, body: { ...body, id: newId() } })
    const second = await rep.ok(assertRivalTie, {
      params: { repId },
      body: { ...body, id: newId(), kind: 'conflict' },
    })
    const { reps } = await rep.ok(getAccountRivals, at(accountId))
    expect(reps[0]!.ties.map((t) => t.id)).toEqual([second.id])
    expect(await rep.problem(endRivalTie, { params: { rivalTieId: first.id } })).toMatchObject({
      code: 'rivals.superseded',
    })
    await rep.ok(endRivalTie, { params: { rivalTieId: second.id } })
    expect((await rep.ok(getAccountRivals, at(accountId))).reps[0]!.ties).toEqual([])
  })

  test('keeps the traits when somebody changes them who cannot read them', async () => {
    const accountId = await anAccount('管理员改名')
    const administrator = await org.member('administrator')
    const rival = await aRival('台达')
    const rivalRep = await rep.ok(addRivalRep, {
      ...at(accountId),
      body: { id: newId(), rivalId: rival.id, name: '孙销售', traits: '守时' },
    })
    const body = { rivalId: rival.id, name: '孙经理', traits: '', version: rivalRep.version }
    const answer = await administrator.ok(changeRivalRep, { params: { repId: rivalRep.id }, body })
    expect(answer).toMatchObject({ name: '孙经理', traits: null })
    expect((await rep.ok(getAccountRivals, at(accountId))).reps[0]).toMatchObject({ traits: '守时' })
  })
})

test('when a person is erased, what they said and who courted them goes with them', async () => {
  const accountId = await anAccount('删除后')
  const person = await aPerson(accountId, '走的人')
  const rival = await aRival('和利时')
  const params = {
    installedId: (
      await rep.ok(addInstalled, {
        ...at(accountId),
        body: { id: newId(), maker: 'ours', productName: 'V9' },
      })
    ).id,
  }
  await rep.ok(assertSatisfaction, {
    params,
    body: { id: newId(), score: 3, comment: '走的人说一般', toldById: person },
  })
  const { id: repId } = await rep.ok(addRivalRep, {
    ...at(accountId),
    body: { id: newId(), rivalId: rival.id, name: '李销售' },
  })
  await rep.ok(assertRivalTie, { params: { repId }, body: { id: newId(), personId: person, kind: 'friend' } })
  await supervisor.ok(erasePerson, { params: { personId: person }, body: { reason: '本人要求' } })
  const now = await rep.send(getAccountRivals, at(accountId))
  expect(now.body).toMatchObject({
    installed: [{ satisfaction: { score: 3, comment: '', toldById: null } }],
    reps: [{ ties: [] }],
  })
  expect(now.text).not.toContain('走的人')
})
