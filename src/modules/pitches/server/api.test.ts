import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { createNeed, setNeedStatus } from '#modules/needs/needs.contract.ts'
import { needs } from '#modules/needs/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { changeProof, createProof } from '#modules/proofs/proofs.contract.ts'
import { proofs } from '#modules/proofs/server/index.ts'
import { createRival } from '#modules/rivals/rivals.contract.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  changeCard,
  changeProduct,
  changeUse,
  createCard,
  createProduct,
  createUse,
  createUsp,
  endParity,
  getProduct,
  listMatchesOfAccount,
  listMatchHistory,
  listProducts,
  listUsesOfAccount,
  listUsps,
  reachParity,
  removeCard,
  removeUse,
  restoreCard,
  restoreProduct,
  retireProduct,
  setMatch,
  setUspTest,
  withdrawMatch,
} from '../pitches.contract.ts'
import { createProducts, pitches, undoImport } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let rep: TestMember
let stranger: TestMember
let auditor: TestMember
let service: TestMember
let outsider: TestMember
let accountId: string
let productId: string

beforeAll(async () => {
  server = await openTestServer([accounts, proofs, people, rivals, projects, visits, needs, pitches])
  acme = await server.organisation()
  rep = await acme.member('rep', { name: '李销售' })
  stranger = await acme.member('rep')
  auditor = await acme.member('auditor')
  service = await acme.member('service')
  outsider = await (await server.organisation('别家')).member('rep')
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '江南灌装机械厂' } })
  productId = newId()
  await rep.ok(createProduct, { body: { id: productId, name: '恒温灌装线 X200', listPrice: 860000 } })
})
afterAll(() => server?.close())

const need = (given: Partial<Parameters<typeof rep.ok<typeof createNeed>>[1]['body']> = {}) =>
  rep.ok(createNeed, {
    body: { id: newId(), accountId, layer: 'implicit', subject: 'problem', statement: '换型太慢', ...given },
  })
const proof = (validUntil: string | null, citable = true) =>
  rep.ok(createProof, {
    body: { id: newId(), kind: 'certificate', title: '省机械院检测报告', validUntil, citable },
  })
const card = (given: object = {}) =>
  rep.ok(createCard, {
    params: { productId },
    body: { id: newId(), feature: '快拆式灌装头', advantage: '三分钟换型', benefit: '夜班少停', ...given },
  })

describe('the catalogue', () => {
  it('is found by name, pinyin and code, by everyone of the organisation and nobody else', async () => {
    await rep.ok(createProduct, { body: { id: newId(), name: '水泵', code: 'WP-9' } })
    const find = async (q: string, who = rep) =>
      (await who.ok(listProducts, { query: { q } })).items.map((p) => p.name)
    expect(await find('灌装')).toEqual(['恒温灌装线 X200'])
    expect(await find('hengwen')).toEqual(['恒温灌装线 X200'])
    expect(await find('wp-9')).toEqual(['水泵'])
    expect(await find('灌装', service)).toHaveLength(1)
    expect(await find('灌装', outsider)).toEqual([])
    expect(await outsider.problem(getProduct, { params: { productId } })).toMatchObject({ status: 404 })
    const body = { id: newId(), name: '…' }
    expect(await service.problem(createProduct, { body })).toMatchObject({ status: 403 })
  })

  it('shows the second writer what the first wrote, and puts products away and back', async () => {
    const { id } = await rep.ok(createProduct, { body: { id: newId(), name: '旧型号' } })
    const params = { productId: id }
    await rep.ok(changeProduct, { params, body: { version: 1, summary: '甲' } })
    expect(await rep.problem(changeProduct, { params, body: { version: 1, summary: '乙' } })).toMatchObject({
      status: 409,
      current: { summary: '甲', name: '旧型号' },
    })
    await rep.ok(retireProduct, { params, body: { version: 2 } })
    const names = async () => (await rep.ok(listProducts, { query: {} })).items.map((p) => p.name)
    expect(await names()).not.toContain('旧型号')
    await rep.ok(restoreProduct, { params, body: { version: 3 } })
    expect(await names()).toContain('旧型号')
  })

  it('takes an import and gives it back, but for what was worked on since', async () => {
    const importId = newId()
    const [free, carded] = [newId(), newId()]
    const open = <T>(work: Parameters<typeof server.open<T>>[1]) =>
      server.open({ orgId: rep.orgId, memberId: rep.memberId }, work)
    await open((tx) =>
      createProducts(
        tx,
        [
          { id: free, name: 'GTX Basic', series: 'GTX', listPrice: 550, currency: 'USD' },
          { id: carded, name: 'GTX Pro', series: 'GTX', listPrice: 4821, currency: 'USD' },
        ],
        importId,
      ),
    )
    await rep.ok(createCard, { params: { productId: carded }, body: { id: newId(), feature: '…' } })
    expect(await open((tx) => undoImport(tx, importId))).toEqual({ removed: 1, kept: [carded] })
    expect(await rep.problem(getProduct, { params: { productId: free } })).toMatchObject({ status: 404 })
    expect((await rep.ok(getProduct, { params: { productId: carded } })).name).toBe('GTX Pro')
  })
})

describe('a FABE card', () => {
  it('is only an advantage until it answers a need of somebody', async () => {
    const written = await card()
    expect(written.benefitState).toBe('only_advantage')
    const found = await need()
    const use = await rep.ok(createUse, {
      params: { needId: found.id },
      body: { id: newId(), cardId: written.id, benefit: '夜班少停一小时' },
    })
    expect(use).toMatchObject({ benefitState: 'benefit', evidenceState: 'missing', saidAt: null })
    const state = async () =>
      (await rep.ok(getProduct, { params: { productId } })).cards.find((c) => c.id === written.id)
    expect(await state()).toMatchObject({ benefitState: 'benefit', uses: 1 })
    const said = await rep.ok(changeUse, {
      params: { useId: use.id },
      body: { version: 1, said: true, reaction: 'landed' },
    })
    expect(said.saidAt).not.toBeNull()
    expect(await state()).toMatchObject({ landed: 1 })
    await rep.ok(setNeedStatus, {
      params: { needId: found.id },
      body: { id: newId(), version: 1, status: 'void' },
    })
    expect(await state()).toMatchObject({ benefitState: 'only_advantage', uses: 0 })
    await rep.ok(removeUse, { params: { useId: use.id } })
    const uses = await rep.ok(listUsesOfAccount, { params: { accountId }, query: {} })
    expect(uses.items.map((u) => u.id)).not.toContain(use.id)
  })

  it('takes as evidence only a proof that stands and may be quoted, and says so when it runs out', async () => {
    const expired = await proof('2020-01-01')
    const secret = await proof(null, false)
    const params = { productId }
    const body = { id: newId(), feature: '快拆式灌装头' }
    expect(await rep.problem(createCard, { params, body: { ...body, proofId: expired.id } })).toMatchObject({
      code: 'pitches.proof-expired',
    })
    expect(await rep.problem(createCard, { params, body: { ...body, proofId: secret.id } })).toMatchObject({
      fields: [{ path: 'proofId', code: 'not-citable' }],
    })
    const good = await proof('2099-01-01')
    const written = await card({ proofId: good.id })
    expect(written.evidenceState).toBe('proven')
    await rep.ok(changeProof, {
      params: { proofId: good.id },
      body: { version: 1, validUntil: '2020-01-01' },
    })
    const now = await rep.ok(getProduct, { params: { productId } })
    expect(now.cards.find((c) => c.id === written.id)).toMatchObject({ evidenceState: 'expired' })
    // Its other words can still be changed while the proof is renewed.
    const kept = { params: { cardId: written.id }, body: { version: 1, advantage: '不用工具' } }
    expect(await rep.ok(changeCard, kept)).toMatchObject({ advantage: '不用工具', version: 2 })
  })

  it('removed is taken back whole', async () => {
    const written = await card()
    await rep.ok(removeCard, { params: { cardId: written.id } })
    const ids = async () => (await rep.ok(getProduct, { params: { productId } })).cards.map((c) => c.id)
    expect(await ids()).not.toContain(written.id)
    await rep.ok(restoreCard, { params: { cardId: written.id } })
    expect(await ids()).toContain(written.id)
  })
})

describe('a selling proposition', () => {
  it('is proven by three tests on proofs, and void once a rival offers the same', async () => {
    const usp = await rep.ok(createUsp, {
      params: { productId },
      body: { id: newId(), proposition: '业内唯一三分钟换型', memoryPoint: '三分钟换型' },
    })
    expect(usp.status).toBe('untested')
    const params = { uspId: usp.id }
    const { id: proofId } = await proof('2099-01-01')
    const pass = (test: 'benefit' | 'unique' | 'strong', given: object = {}) =>
      rep.ok(setUspTest, {
        params,
        body: { id: newId(), test, result: 'passed', testedOn: '2026-11-01', proofId, ...given },
      })
    await pass('benefit', { proofId: null })
    await pass('unique')
    expect((await pass('strong')).status).toBe('untested')
    const proven = await pass('benefit')
    expect(proven.status).toBe('proven')
    expect(proven.tests).toHaveLength(3)
    const rivalId = newId()
    await rep.ok(createRival, { body: { id: rivalId, name: '北方机械' } })
    const body = { id: newId(), rivalId, reachedOn: '2026-11-20' }
    const ended = await rep.ok(reachParity, { params, body })
    expect(ended).toMatchObject({ status: 'void', parities: [{ rivalName: '北方机械', byName: '李销售' }] })
    const listed = await service.ok(listUsps, { query: { productId } })
    expect(listed.items[0]).toMatchObject({ status: 'void', productName: '恒温灌装线 X200' })
    const back = await rep.ok(endParity, { params: { ...params, parityId: body.id } })
    expect(back.status).toBe('proven')
    const nobody = { params, body: { ...body, id: newId(), rivalId: newId() } }
    expect(await rep.problem(reachParity, nobody)).toMatchObject({
      fields: [{ path: 'rivalId', code: 'not-found' }],
    })
  })
})

describe('a match', () => {
  it('is superseded, never overwritten, and the second writer sees the first', async () => {
    const { id: needId } = await need()
    const first = { id: newId(), supersedes: null, productId, fit: 'partly', gap: '瓶口太宽' } as const
    await rep.ok(setMatch, { params: { needId }, body: first })
    const late = { ...first, id: newId(), fit: 'met' } as const
    expect(await rep.problem(setMatch, { params: { needId }, body: late })).toMatchObject({
      status: 409,
      current: { id: first.id, fit: 'partly', gap: '瓶口太宽' },
    })
    const second = {
      ...first,
      id: newId(),
      supersedes: first.id,
      fit: 'custom',
      ownerId: rep.memberId,
    } as const
    await rep.ok(setMatch, { params: { needId }, body: { ...second, remedy: '改夹具', dueOn: '2026-12-31' } })
    const now = await rep.ok(listMatchesOfAccount, { params: { accountId }, query: {} })
    expect(now.items.filter((m) => m.needId === needId)).toMatchObject([
      {
        id: second.id,
        fit: 'custom',
        remedy: '改夹具',
        owner: { name: '李销售' },
        product: { retired: false },
      },
    ])
    const history = await rep.ok(listMatchHistory, { params: { needId }, query: {} })
    expect(history.items.map((m) => [m.fit, m.supersededAt === null])).toEqual([
      ['custom', true],
      ['partly', false],
    ])
    await rep.ok(withdrawMatch, { params: { matchId: second.id } })
    const gone = await rep.ok(listMatchesOfAccount, { params: { accountId }, query: {} })
    expect(gone.items.filter((m) => m.needId === needId)).toEqual([])
  })

  it('sent by two at once is written once; the other is told', async () => {
    const { id: needId } = await need()
    const body = { supersedes: null, productId, fit: 'met' } as const
    const answers = await Promise.all(
      [1, 2, 3].map(() => rep.send(setMatch, { params: { needId }, body: { ...body, id: newId() } })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409])
  })

  it('repeated under the same key is the same match', async () => {
    const { id: needId } = await need()
    const call = {
      params: { needId },
      body: { id: newId(), supersedes: null, productId, fit: 'met' },
    } as const
    const key = newId()
    const once = await rep.ok(setMatch, call, { key })
    expect(await rep.ok(setMatch, call, { key })).toEqual(once)
  })

  it('promises no product that does not exist, and none only where nothing meets the need', async () => {
    const { id: needId } = await need()
    const body = { id: newId(), supersedes: null, productId: null, fit: 'met' } as const
    const params = { needId }
    expect(await rep.problem(setMatch, { params, body })).toMatchObject({
      code: 'pitches.match-needs-product',
    })
    expect(await rep.problem(setMatch, { params, body: { ...body, productId: newId() } })).toMatchObject({
      fields: [{ path: 'productId', code: 'not-found' }],
    })
    expect(await rep.ok(setMatch, { params, body: { ...body, fit: 'unmet' } })).toMatchObject({
      product: null,
      fit: 'unmet',
    })
  })
})

describe('a person who is erased', () => {
  it('leaves nothing personal in what was offered to them', async () => {
    const personId = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '孙离职' } })
    const deep = await need({
      layer: 'deep',
      subject: 'feeling',
      whose: 'person',
      personId,
      statement: '怕出丑',
    })
    const params = { needId: deep.id }
    const match = { id: newId(), supersedes: null, productId, fit: 'partly', gap: '孙某不放心' } as const
    await rep.ok(setMatch, { params, body: match })
    const written = await card()
    await rep.ok(createUse, { params, body: { id: newId(), cardId: written.id, benefit: '孙某有面子' } })
    const told = () =>
      Promise.all([
        rep.send(listMatchesOfAccount, { params: { accountId }, query: {} }),
        rep.send(listUsesOfAccount, { params: { accountId }, query: {} }),
      ])
    expect((await told()).map(({ text }) => text.includes('孙某'))).toEqual([true, true])
    const admin = await acme.member('administrator')
    await admin.ok(erasePerson, { params: { personId }, body: { reason: '本人要求' } })
    expect((await told()).map(({ status, text }) => [status, text.includes('孙某')])).toEqual([
      [200, false],
      [200, false],
    ])
  })
})

describe('who enters', () => {
  it('nobody reads or matches the needs of a customer they do not know', async () => {
    const { id: needId } = await need()
    const body = { id: newId(), supersedes: null, productId, fit: 'met' } as const
    for (const who of [stranger, outsider]) {
      expect(await who.problem(setMatch, { params: { needId }, body })).toMatchObject({ status: 404 })
      expect(await who.problem(listMatchesOfAccount, { params: { accountId }, query: {} })).toMatchObject({
        status: 404,
      })
      expect(await who.problem(listUsesOfAccount, { params: { accountId }, query: {} })).toMatchObject({
        status: 404,
      })
    }
    expect(await service.problem(listMatchesOfAccount, { params: { accountId }, query: {} })).toMatchObject({
      status: 403,
    })
    expect(await auditor.problem(setMatch, { params: { needId }, body })).toMatchObject({ status: 403 })
  })

  it('what answers a personal need is as personal as the need', async () => {
    const deep = await need({ layer: 'deep', subject: 'meaning', whose: 'person', statement: '想升职' })
    const params = { needId: deep.id }
    const match = { id: newId(), supersedes: null, productId, fit: 'met', gap: '只差他点头' } as const
    await rep.ok(setMatch, { params, body: match })
    const written = await card()
    const benefit = '帮他在年会上露脸'
    await rep.ok(createUse, { params, body: { id: newId(), cardId: written.id, benefit } })
    const seen = await Promise.all([
      auditor.send(listMatchesOfAccount, { params: { accountId }, query: {} }),
      auditor.send(listUsesOfAccount, { params: { accountId }, query: {} }),
    ])
    for (const answer of seen) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain('点头')
      expect(answer.text).not.toContain('露脸')
    }
    expect(await auditor.problem(listMatchHistory, { params, query: {} })).toMatchObject({ status: 404 })
    const own = await rep.ok(listUsesOfAccount, { params: { accountId }, query: {} })
    expect(own.items.map((u) => u.benefit)).toContain(benefit)
  })
})
