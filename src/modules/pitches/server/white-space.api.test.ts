import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createUnit } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { createNeed } from '#modules/needs/needs.contract.ts'
import { needs } from '#modules/needs/server/index.ts'
import { people } from '#modules/people/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { proofs } from '#modules/proofs/server/index.ts'
import { addInstalled, createRival } from '#modules/rivals/rivals.contract.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  claimFootprint,
  createProduct,
  getWhiteSpace,
  listFootprintHistory,
  retireProduct,
  setMatch,
} from '../pitches.contract.ts'
import { pitches } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let rep: TestMember
let accountId: string
let unitId: string
let filler: string
let drive: string
let rivalId: string

beforeAll(async () => {
  server = await openTestServer([accounts, proofs, people, rivals, projects, visits, needs, pitches])
  acme = await server.organisation()
  rep = await acme.member('rep', { name: '李销售' })
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '江南灌装机械厂' } })
  unitId = newId()
  await rep.ok(createUnit, { params: { accountId }, body: { id: unitId, name: '设备部', stand: 'use' } })
  filler = newId()
  await rep.ok(createProduct, { body: { id: filler, name: '恒温灌装线 X200' } })
  drive = newId()
  await rep.ok(createProduct, { body: { id: drive, name: '变频器 V8' } })
  rivalId = newId()
  await rep.ok(createRival, { body: { id: rivalId, name: '北辰传动' } })
})
afterAll(() => server?.close())

const space = (who = rep) => who.ok(getWhiteSpace, { params: { accountId } })
const claim = (over: object, who = rep) =>
  who.send(claimFootprint, {
    params: { accountId },
    body: { id: newId(), unitId, productId: drive, supersedes: null, state: 'none', ...over },
  })
const cell = async (productId: string, unit: string | null = unitId) =>
  (await space()).cells.find((one) => one.productId === productId && one.unitId === unit)

describe('the white space of a customer', () => {
  it('shows what is recorded as in use, and says nothing of the rest', async () => {
    await rep.ok(addInstalled, {
      params: { accountId },
      body: { id: newId(), maker: 'ours', productName: '恒温灌装线X200', unitId },
    })
    const { units, cells, products } = await space()
    expect(units.map((unit) => unit.name)).toEqual(['设备部'])
    expect(products.map((product) => product.name).sort()).toEqual(['变频器 V8', '恒温灌装线 X200'])
    expect(cells).toEqual([{ unitId, productId: filler, state: 'ours', rival: null, claim: null }])
  })

  it('takes a claim, names the rival, and keeps what was believed before', async () => {
    const first = await claim({ state: 'rival', rivalId, note: '车间里看到的' })
    expect(first.status).toBe(201)
    expect(await cell(drive)).toMatchObject({ state: 'rival', rival: { id: rivalId, name: '北辰传动' } })
    await claim({ state: null, supersedes: (first.body as { id: string }).id })
    expect(await cell(drive)).toBeUndefined()
    const { items } = await rep.ok(listFootprintHistory, {
      params: { accountId },
      query: { unitId, productId: drive },
    })
    expect(items.map((one) => [one.state, one.note, one.supersededAt === null])).toEqual([
      [null, '', true],
      ['rival', '车间里看到的', false],
    ])
  })

  it('of the customer as a whole stands beside its departments', async () => {
    await claim({ unitId: null, state: 'ours' })
    expect(await cell(drive, null)).toMatchObject({ state: 'ours', claim: { assertedBy: '李销售' } })
    const { items } = await rep.ok(listFootprintHistory, {
      params: { accountId },
      query: { unitId: 'whole', productId: drive },
    })
    expect(items).toHaveLength(1)
  })

  it('counts the needs a product meets', async () => {
    const needId = newId()
    await rep.ok(createNeed, {
      body: { id: needId, accountId, layer: 'implicit', subject: 'problem', statement: '换型太慢' },
    })
    await rep.ok(setMatch, {
      params: { needId },
      body: { id: newId(), supersedes: null, productId: drive, fit: 'partly' },
    })
    expect((await space()).products.find((product) => product.id === drive)?.needs).toBe(1)
  })

  it('leaves out what we no longer sell, unless something is known of it here', async () => {
    const old = newId()
    await rep.ok(createProduct, { body: { id: old, name: '老型号 V1' } })
    await rep.ok(retireProduct, { params: { productId: old }, body: { version: 1 } })
    expect((await space()).products.some((product) => product.id === old)).toBe(false)
    await claim({ productId: old, state: 'ours' })
    expect((await space()).products.some((product) => product.id === old)).toBe(true)
  })
})

describe('two who write the same cell', () => {
  it('never overwrite each other in silence', async () => {
    const productId = newId()
    await rep.ok(createProduct, { body: { id: productId, name: '软启动器' } })
    const answers = await Promise.all(['ours', 'none', 'rival'].map((state) => claim({ productId, state })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
    const refused = answers.find((answer) => answer.status === 409)
    expect(refused?.body).toMatchObject({ current: { productId } })
  })

  it('write once when a request is sent twice', async () => {
    const productId = newId()
    await rep.ok(createProduct, { body: { id: productId, name: '滤波器' } })
    const body = { id: newId(), unitId, productId, supersedes: null, state: 'none' as const }
    const request = { params: { accountId }, body }
    const key = newId()
    const first = await rep.send(claimFootprint, request, { key })
    const again = await rep.send(claimFootprint, request, { key })
    expect([first.status, again.status]).toEqual([201, 201])
    const { items } = await rep.ok(listFootprintHistory, {
      params: { accountId },
      query: { unitId, productId },
    })
    expect(items).toHaveLength(1)
  })
})

describe('a cell that cannot be', () => {
  it('is refused by its field', async () => {
    const elsewhere = newId()
    await rep.ok(createAccount, { body: { id: elsewhere, name: '别的客户' } })
    const foreign = newId()
    await rep.ok(createUnit, { params: { accountId: elsewhere }, body: { id: foreign, name: '采购部' } })
    expect((await claim({ unitId: foreign })).body).toMatchObject({ fields: [{ path: 'unitId' }] })
    expect((await claim({ productId: newId() })).body).toMatchObject({ fields: [{ path: 'productId' }] })
    expect((await claim({ state: 'rival', rivalId: newId() })).body).toMatchObject({
      fields: [{ path: 'rivalId' }],
    })
    expect((await claim({ state: 'none', rivalId })).body).toMatchObject({ fields: [{ path: 'rivalId' }] })
  })
})

it('is for the account’s team; an auditor reads, the service desk does not', async () => {
  const stranger = await acme.member('rep')
  const outsider = await (await server.organisation('别家')).member('administrator')
  for (const who of [stranger, outsider]) {
    expect((await who.send(getWhiteSpace, { params: { accountId } })).status).toBe(404)
    expect((await claim({}, who)).status).toBe(404)
  }
  const auditor = await acme.member('auditor')
  expect((await auditor.send(getWhiteSpace, { params: { accountId } })).status).toBe(200)
  expect((await claim({}, auditor)).status).toBe(403)
  const service = await acme.member('service')
  expect((await service.send(getWhiteSpace, { params: { accountId } })).status).toBe(403)
})
