import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { makeClaim } from '#modules/chain/chain.contract.ts'
import { chain } from '#modules/chain/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { createPerson, erasePerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { createProof } from '#modules/proofs/proofs.contract.ts'
import { proofs } from '#modules/proofs/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addHandling,
  addObjection,
  changeHandling,
  changeLine,
  changeObjection,
  getObjection,
  type HandlingParts,
  keepLine,
  listObjections,
  listPlaybook,
  removeObjection,
  resolveObjection,
} from '../objections.contract.ts'
import { objections } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
const accountId = newId()
const projectId = newId()
const personId = newId()
const visitId = newId()

beforeAll(async () => {
  server = await openTestServer([members, accounts, proofs, people, projects, chain, visits, objections])
  company = await server.organisation()
  rep = await company.member('rep', { name: '王磊' })
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(createPerson, { params: { accountId }, body: { id: personId, name: '陈志远' } as never })
  await rep.ok(createProject, { body: { id: projectId, accountId, name: '变电站改造' } as never })
  await rep.ok(createVisit, {
    body: { id: visitId, accountId, plannedAt: '2026-11-24T02:00:00Z', personIds: [personId] },
  })
})
afterAll(() => server?.close())

async function raised(over: object = {}): Promise<string> {
  const id = newId()
  await rep.ok(addObjection, {
    params: { accountId },
    body: { id, visitId, projectId, personId, quote: '你们比别家贵了三成', category: 'price', ...over },
  })
  return id
}
const rejection: HandlingParts = {
  method: 'rejection',
  agree: '价格是要慎重',
  praise: '您算得很细',
  turn: '多出来的是三年不停机',
  ask: '停一天您损失多少',
}
const handle = (objectionId: string, parts: HandlingParts, over: object = {}) =>
  rep.send(addHandling, { params: { objectionId }, body: { id: newId(), parts, ...over } })
const read = (objectionId: string) => rep.ok(getObjection, { params: { objectionId } })

describe('an objection', () => {
  it('is kept in the customer’s words, with who said it and where', async () => {
    const id = await raised({ nature: 'smokescreen', isolated: 'yes' })
    expect(await read(id)).toMatchObject({
      quote: '你们比别家贵了三成',
      personName: '陈志远',
      state: 'open',
      nature: 'smokescreen',
      isolated: 'yes',
      visitId,
    })
    const { items } = await rep.ok(listObjections, { query: { visitId } })
    expect(items.map((o) => o.id)).toContain(id)
  })

  it('left standing comes back at the next visit there, and a resolved one does not', async () => {
    const standing = await raised()
    const gone = await raised()
    await rep.ok(resolveObjection, {
      params: { objectionId: gone },
      body: { id: newId(), state: 'resolved', note: '他当场说没问题了' },
    })
    const next = newId()
    await rep.ok(createVisit, { body: { id: next, accountId, plannedAt: '2026-12-01T02:00:00Z' } })
    const { items } = await rep.ok(listObjections, { query: { visitId: next, limit: 200 } })
    expect(items.map((o) => o.id)).toContain(standing)
    expect(items.map((o) => o.id)).not.toContain(gone)
  })

  it('goes only where it may go next, and every step stays', async () => {
    const id = await raised()
    const go = (state: 'handled' | 'resolved' | 'standing' | 'reopened') =>
      rep.send(resolveObjection, { params: { objectionId: id }, body: { id: newId(), state } })
    expect((await go('reopened')).body).toMatchObject({ code: 'objections.step-not-possible' })
    expect((await go('resolved')).status).toBe(201)
    expect((await go('standing')).status).toBe(409)
    expect((await go('reopened')).status).toBe(201)
    expect((await read(id)).resolutions.map((r) => r.state)).toEqual(['reopened', 'resolved'])
  })

  it('of another customer’s person or project is refused at that field', async () => {
    const elsewhere = newId()
    const stranger = newId()
    await rep.ok(createAccount, { body: { id: elsewhere, name: '别家' } as never })
    await rep.ok(createPerson, {
      params: { accountId: elsewhere },
      body: { id: stranger, name: '外人' } as never,
    })
    const answer = await rep.problem(addObjection, {
      params: { accountId },
      body: { id: newId(), quote: '贵', category: 'price', personId: stranger },
    })
    expect(answer).toMatchObject({ status: 422, fields: [{ path: 'personId' }] })
  })

  it('changed by two shows the second what stands', async () => {
    const id = await raised()
    const params = { objectionId: id }
    await rep.ok(changeObjection, { params, body: { version: 1, nature: 'real' } })
    const answer = await rep.problem(changeObjection, { params, body: { version: 1, nature: 'hidden' } })
    expect(answer).toMatchObject({ status: 409, current: { nature: 'real', version: 2 } })
  })

  it('noted by mistake is taken away, but not once it was handled', async () => {
    const mistake = await raised()
    await rep.ok(removeObjection, { params: { objectionId: mistake } })
    expect((await rep.send(getObjection, { params: { objectionId: mistake } })).status).toBe(404)
    const id = await raised()
    await handle(id, rejection)
    expect(await rep.problem(removeObjection, { params: { objectionId: id } })).toMatchObject({
      code: 'objections.was-handled',
    })
  })

  it('sent twice under one key is raised once', async () => {
    const key = newId()
    const id = newId()
    const body = { id, visitId, quote: '再说吧', category: 'timing' } as const
    const [one, two] = [
      await rep.ok(addObjection, { params: { accountId }, body }, { key }),
      await rep.ok(addObjection, { params: { accountId }, body }, { key }),
    ]
    expect(two).toEqual(one)
  })
})

describe('handling it', () => {
  it('by each of the five methods keeps the parts and the line to say', async () => {
    const proofId = newId()
    await rep.ok(createProof, {
      body: { id: proofId, kind: 'certificate', title: '型式试验报告', validUntil: '2099-01-01' } as never,
    })
    const id = await raised()
    const all: HandlingParts[] = [
      rejection,
      { method: 'empathy', understand: '您担心预算', felt: '超了', found: '两年就回本' },
      { method: 'proof', claim: '故障率千分之一以下', proofId, shows: '24 个月 0.7‰' },
      { method: 'turnaround', reason: '人手紧', because: '才要让它自己跑' },
      { method: 'redirection', questions: ['现在怎么检？', '漏过吗？'], need: '在线检测' },
    ]
    for (const parts of all) expect((await handle(id, parts)).status).toBe(201)
    const { handlings, state } = await read(id)
    expect(handlings.map((h) => h.parts)).toEqual(all)
    expect(handlings.map((h) => h.line)[2]).toContain('《型式试验报告》')
    expect(handlings[2]?.proof).toEqual({ id: proofId, title: '型式试验报告' })
    // Prepared, not said yet.
    expect(state).toBe('open')
  })

  it('with a hole in the formula, or a proof that has run out, is refused', async () => {
    const id = await raised()
    expect((await handle(id, { ...rejection, praise: '' })).body).toMatchObject({
      status: 422,
      fields: [{ path: 'parts.praise', code: 'required' }],
    })
    const expired = newId()
    await rep.ok(createProof, {
      body: { id: expired, kind: 'certificate', title: '旧证书', validUntil: '2020-01-01' } as never,
    })
    const answer = await handle(id, { method: 'proof', claim: '有认证', proofId: expired, shows: '有' })
    expect(answer.body).toMatchObject({ code: 'objections.proof-expired' })
  })

  it('counts as handled once it was said; only the customer resolves it', async () => {
    const id = await raised()
    const answer = await handle(id, rejection)
    const [handling] = (answer.body as Awaited<ReturnType<typeof read>>).handlings
    await rep.ok(changeHandling, {
      params: { objectionId: id, handlingId: handling!.id },
      body: { version: 1, outcome: 'worked', reaction: '他点头了' },
    })
    const after = await read(id)
    expect(after.state).toBe('handled')
    expect(after.handlings[0]).toMatchObject({ outcome: 'worked', reaction: '他点头了', version: 2 })
  })
})

describe('rewording an answer', () => {
  it('puts the new wording in its place and keeps the old one, with who changed it', async () => {
    const id = await raised()
    const answer = await handle(id, rejection)
    const [first] = (answer.body as Awaited<ReturnType<typeof read>>).handlings
    const params = { objectionId: id, handlingId: first!.id }
    const parts = { ...rejection, ask: '您最担心的是哪一笔？' }
    await rep.ok(changeHandling, { params, body: { version: 1, parts, line: '换一种问法' } })
    const after = (await read(id)).handlings[0]!
    expect(after).toMatchObject({ line: '换一种问法', version: 2, parts: { ask: '您最担心的是哪一笔？' } })
    expect(after.before).toMatchObject([{ line: first!.line, method: 'rejection' }])
    // Saying how it went is no new wording, and neither is saving the same again.
    await rep.ok(changeHandling, { params, body: { version: 2, outcome: 'worked' } })
    await rep.ok(changeHandling, { params, body: { version: 3, parts, line: '换一种问法' } })
    expect((await read(id)).handlings[0]!.before).toHaveLength(1)
    const lost = await rep.problem(changeHandling, { params, body: { version: 1, line: '慢了一步' } })
    expect(lost).toMatchObject({ code: 'platform.conflict' })
    expect((await read(id)).handlings[0]!.before).toHaveLength(1)
  })
})

describe('the playbook', () => {
  it('keeps a line from a handling once, and counts how often it worked', async () => {
    const id = await raised()
    const answer = await handle(id, rejection, { outcome: 'worked' })
    const handling = (answer.body as Awaited<ReturnType<typeof read>>).handlings[0]!
    const body = {
      category: 'price' as const,
      method: 'rejection' as const,
      line: handling.line,
      roles: ['purchaser' as const],
    }
    const kept = await rep.ok(keepLine, { body: { ...body, id: newId(), fromHandlingId: handling.id } })
    expect(kept).toMatchObject({ tried: 1, worked: 1, partly: 0, parts: rejection })
    expect((await read(id)).handlings[0]?.kept).toBe(true)
    expect(
      await rep.problem(keepLine, { body: { ...body, id: newId(), fromHandlingId: handling.id } }),
    ).toMatchObject({ code: 'objections.already-kept' })

    for (const outcome of ['worked', 'partly', 'no', null])
      await handle(await raised(), rejection, { outcome, playbookLineId: kept.id })
    const { items } = await rep.ok(listPlaybook, { query: { category: 'price' } })
    const counted = items.find((l) => l.id === kept.id)!
    expect(counted).toMatchObject({ tried: 4, worked: 2, partly: 1 })
    // Wilson, 2½ of 4 at 95 %: 0.2194.
    expect(counted.sure).toBeCloseTo(0.2194, 3)
  })

  it('offers lines for the role first, then the surest', async () => {
    const keep = async (roles: string[], line: string) => {
      const id = newId()
      await rep.ok(keepLine, { body: { id, category: 'risk', method: 'empathy', roles, line } as never })
      return id
    }
    const everybody = await keep([], '人人可用')
    const others = await keep(['user'], '给使用者')
    const theirs = await keep(['finance'], '给财务')
    const proven = await keep([], '试过的')
    const id = await raised({ category: 'risk' })
    await handle(
      id,
      { method: 'empathy', understand: 'a', felt: 'b', found: 'c' },
      { outcome: 'worked', playbookLineId: proven },
    )
    const pages = [await rep.ok(listPlaybook, { query: { category: 'risk', role: 'finance', limit: 2 } })]
    pages.push(
      await rep.ok(listPlaybook, {
        query: { category: 'risk', role: 'finance', limit: 2, cursor: pages[0]!.next! },
      }),
    )
    expect(pages.flatMap((p) => p.items.map((l) => l.id))).toEqual([theirs, proven, everybody, others])
    expect(pages[1]?.next).toBeNull()
  })

  it('put away is out of the list and can be taken back', async () => {
    const id = newId()
    await rep.ok(keepLine, { body: { id, category: 'terms', method: 'turnaround', line: '正因为' } })
    await rep.ok(changeLine, { params: { lineId: id }, body: { version: 1, archived: true } })
    expect((await rep.ok(listPlaybook, { query: { category: 'terms' } })).items).toEqual([])
    await rep.ok(changeLine, { params: { lineId: id }, body: { version: 2, archived: false } })
    expect((await rep.ok(listPlaybook, { query: { category: 'terms' } })).items).toHaveLength(1)
  })

  it('takes no line from a customer one may not know of', async () => {
    const answer = await handle(await raised(), rejection, { outcome: 'worked' })
    const { id } = (answer.body as Awaited<ReturnType<typeof read>>).handlings[0]!
    const colleague = await company.member('rep')
    const body = {
      id: newId(),
      category: 'price',
      method: 'rejection',
      line: 'x',
      fromHandlingId: id,
    } as const
    expect((await colleague.send(keepLine, { body })).status).toBe(404)
  })
})

describe('what the chain knows', () => {
  it('gives the role of whoever objects', async () => {
    await rep.ok(makeClaim, {
      params: { projectId },
      body: {
        id: newId(),
        personId,
        confidence: 'stated',
        source: { kind: 'note', id: null, note: '' },
        claim: { attribute: 'buying_roles', value: ['finance'] },
      },
    })
    expect((await read(await raised())).roles).toEqual(['finance'])
  })
})

describe('who may see it', () => {
  it('is nobody from another team, organisation, or the service desk', async () => {
    const id = await raised()
    const colleague = await company.member('rep')
    const foreign = await (await server.organisation()).member('administrator')
    for (const stranger of [colleague, foreign]) {
      expect((await stranger.send(getObjection, { params: { objectionId: id } })).status).toBe(404)
      expect((await stranger.send(listObjections, { query: { accountId } })).status).toBe(404)
      expect((await stranger.ok(listObjections, { query: {} })).items).toEqual([])
      expect(
        (
          await stranger.send(addHandling, {
            params: { objectionId: id },
            body: { id: newId(), parts: rejection },
          })
        ).status,
      ).toBe(404)
    }
    const service = await company.member('service')
    expect((await service.send(getObjection, { params: { objectionId: id } })).status).toBe(403)
    const auditor = await company.member('auditor')
    expect((await auditor.ok(getObjection, { params: { objectionId: id } })).quote).toContain('三成')
    expect((await auditor.send(removeObjection, { params: { objectionId: id } })).status).toBe(403)
  })
})

describe('erasing a person', () => {
  it('takes their words along and leaves that something was tried', async () => {
    const leaver = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id: leaver, name: '周敏' } as never })
    const id = await raised({ personId: leaver, quote: '我不信你们' })
    const said = await handle(id, rejection, { outcome: 'worked', reaction: '周敏笑了' })
    const { handlings } = said.body as Awaited<ReturnType<typeof read>>
    await rep.ok(changeHandling, {
      params: { objectionId: id, handlingId: handlings[0]!.id },
      body: { version: 1, line: '换一种说法' },
    })
    const administrator = await company.member('administrator')
    await administrator.ok(erasePerson, {
      params: { personId: leaver },
      body: { reason: '本人要求' } as never,
    })
    const answer = await rep.send(getObjection, { params: { objectionId: id } })
    expect(answer.text).not.toMatch(/不信|周敏|慎重/)
    expect(answer.body).toMatchObject({
      quote: '',
      personId: null,
      handlings: [{ method: 'rejection', outcome: 'worked', before: [] }],
    })
  })
})
