import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { today as presentDay } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  archiveProof,
  changeProof,
  createProof,
  getProof,
  listProofs,
  restoreProof,
} from '../proofs.contract.ts'
import { daysAfter } from '../proofs.rules.ts'
import { proofs, proofsByIds } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember
const today = presentDay('Asia/Shanghai')

beforeAll(async () => {
  server = await openTestServer([accounts, proofs])
  org = await server.organisation()
  rep = await org.member('rep', { name: '李雷' })
  colleague = await org.member('rep', { name: '韩梅梅' })
  service = await org.member('service')
  auditor = await org.member('auditor')
  outsider = await (await server.organisation('另一家')).member('administrator')
})
afterAll(() => server.close())

const add = (more: object = {}) =>
  rep.ok(createProof, { body: { id: newId(), kind: 'certificate', title: 'ISO 9001 认证', ...more } })
const at = (proofId: string) => ({ params: { proofId } })

test('a certificate is kept with who issued it and until when, and says that it runs out soon', async () => {
  const proof = await add({
    issuer: '中国质量认证中心',
    validUntil: daysAfter(today, 30),
    link: 'https://example.cn/iso.pdf',
    tags: ['质量'],
  })
  expect(proof).toMatchObject({ issuer: '中国质量认证中心', validity: 'expiring', citable: true, version: 1 })
  expect(await colleague.ok(getProof, at(proof.id))).toEqual(proof)
})

test('all of the organisation may read proofs, service staff and auditors too; nobody else', async () => {
  const proof = await add()
  for (const reader of [colleague, service, auditor])
    expect((await reader.ok(getProof, at(proof.id))).title).toBe('ISO 9001 认证')
  expect(await outsider.problem(getProof, at(proof.id))).toMatchObject({ status: 404 })
  expect((await outsider.ok(listProofs, { query: {} })).items).toEqual([])
  expect(
    await service.problem(createProof, { body: { id: newId(), kind: 'award', title: '奖' } }),
  ).toMatchObject({ status: 403 })
  expect(
    await outsider.problem(changeProof, { ...at(proof.id), body: { title: '偷', version: 1 } }),
  ).toMatchObject({ status: 404 })
})

test('a showcase names its customer only to those who may see that customer', async () => {
  const accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '保密的样板客户' } })
  const proof = await add({ kind: 'showcase', title: '某电厂样板', accountId })
  expect(proof.account).toEqual({ id: accountId, name: '保密的样板客户' })
  expect((await colleague.ok(getProof, at(proof.id))).account).toBeNull()
  const listed = (await colleague.ok(listProofs, { query: { limit: 200 } })).items
  expect(JSON.stringify(listed)).not.toContain('保密的样板客户')
  expect(
    await colleague.problem(createProof, {
      body: { id: newId(), kind: 'case', title: '蹭', accountId },
    }),
  ).toMatchObject({ fields: [{ path: 'accountId', code: 'not-found' }] })
  // Someone who does not see the customer saves the form: the link to it stays.
  const seen = await colleague.ok(getProof, at(proof.id))
  await colleague.ok(changeProof, {
    ...at(proof.id),
    body: { accountId: null, summary: '去年投运', version: seen.version },
  })
  expect((await rep.ok(getProof, at(proof.id))).account?.id).toBe(accountId)
})

test('the library is narrowed by kind, by validity, by tag and by any part of title or issuer', async () => {
  const own = await server.organisation('筛选公司')
  const me = await own.member('rep')
  const put = (title: string, more: object) =>
    me.ok(createProof, { body: { id: newId(), kind: 'certificate', title, ...more } })
  await put('过期检测', { validUntil: daysAfter(today, -1) })
  await put('今天到期', { validUntil: today })
  await put('六十天', { validUntil: daysAfter(today, 60) })
  await put('六十一天', { validUntil: daysAfter(today, 61) })
  await put('长期品牌', { kind: 'brand', tags: ['品牌'], issuer: '国家电网' })
  const titles = async (query: object) =>
    (await me.ok(listProofs, { query })).items.map((proof) => proof.title).sort()
  expect(await titles({ validity: 'expired' })).toEqual(['过期检测'])
  expect(await titles({ validity: 'expiring' })).toEqual(['今天到期', '六十天'].sort())
  expect(await titles({ validity: 'valid' })).toEqual(['六十一天', '长期品牌'].sort())
  expect(await titles({ kind: 'brand' })).toEqual(['长期品牌'])
  expect(await titles({ tag: '品牌' })).toEqual(['长期品牌'])
  expect(await titles({ q: 'jiance' })).toEqual(['过期检测'])
  expect(await titles({ q: '电网' })).toEqual(['长期品牌'])
  const { items, next } = await me.ok(listProofs, { query: { limit: 3 } })
  const rest = await me.ok(listProofs, { query: { limit: 3, cursor: next! } })
  expect(new Set([...items, ...rest.items].map((proof) => proof.id)).size).toBe(5)
  expect(rest.next).toBeNull()
  // A cursor that is none of ours begins at the first page, and breaks nothing.
  expect((await me.ok(listProofs, { query: { limit: 3, cursor: 'WyJhIiwiYiJd' } })).items).toEqual(items)
})

test('changed by two at once, the second is shown what the first wrote', async () => {
  const proof = await add()
  await rep.ok(changeProof, { ...at(proof.id), body: { title: 'ISO 9001:2015', version: 1 } })
  expect(
    await colleague.problem(changeProof, { ...at(proof.id), body: { title: '别的', version: 1 } }),
  ).toMatchObject({ status: 409, current: { title: 'ISO 9001:2015', version: 2 } })
})

test('sent twice under one key is created once', async () => {
  const body = { id: newId(), kind: 'award' as const, title: '唯一的奖' }
  const key = newId()
  const first = await rep.ok(createProof, { body }, { key })
  expect(await rep.ok(createProof, { body }, { key })).toEqual(first)
})

test('put away it is neither listed nor found, and comes back', async () => {
  const proof = await add({ title: '旧样板照片' })
  await rep.ok(archiveProof, at(proof.id))
  expect((await rep.ok(listProofs, { query: { q: '旧样板' } })).items).toEqual([])
  expect((await rep.ok(listProofs, { query: { archived: 'true' } })).items.map((p) => p.id)).toContain(
    proof.id,
  )
  await rep.ok(restoreProof, at(proof.id))
  expect((await rep.ok(listProofs, { query: { q: '旧样板' } })).items).toHaveLength(1)
  expect(await rep.problem(archiveProof, at(newId()))).toMatchObject({ status: 404 })
})

test('a link that is no web address is refused by name', async () => {
  for (const link of ['javascript:alert(1)', 'data:text/html,x', '没有'])
    expect(
      await rep.problem(createProof, { body: { id: newId(), kind: 'case', title: '链接', link } }),
    ).toMatchObject({ status: 422, fields: [{ path: 'link' }] })
})

test('many proofs are read at once, unknown ids left out', async () => {
  const [a, b] = [await add({ title: '甲' }), await add({ title: '乙' })]
  const actor = {
    orgId: org.orgId,
    memberId: rep.memberId,
    userId: '',
    sessionId: '',
    role: 'rep' as const,
    zone: 'Asia/Shanghai',
    reach: [rep.memberId],
    wide: false,
  }
  const found = await server.open({ orgId: org.orgId, memberId: rep.memberId }, (tx) =>
    proofsByIds(tx, actor, [a.id, b.id, newId()]),
  )
  expect([...found.values()].map((proof) => proof.title).sort()).toEqual(['乙', '甲'].sort())
})

test('a proof runs out at the organisation’s midnight, not at Greenwich’s', async () => {
  const proofId = newId()
  await add({ id: proofId, title: '校准证书', validUntil: '2027-03-10' })
  const validity = async () => (await rep.ok(getProof, at(proofId))).validity
  const listed = async (as: 'expired' | 'expiring') =>
    (await rep.ok(listProofs, { query: { validity: as, limit: 50 } })).items.some((one) => one.id === proofId)
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-03-10T23:30:00+08:00') })
  expect([await validity(), await listed('expiring'), await listed('expired')]).toEqual([
    'expiring',
    true,
    false,
  ])
  vi.setSystemTime(new Date('2027-03-11T00:30:00+08:00'))
  expect([await validity(), await listed('expiring'), await listed('expired')]).toEqual([
    'expired',
    false,
    true,
  ])
})
afterEach(() => void vi.useRealTimers())
