import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  archiveAccount,
  changeAccount,
  changePost,
  changeUnit,
  createAccount,
  createAccountRelation,
  createPost,
  createUnit,
  deleteAccountRelation,
  deletePost,
  deleteUnit,
  getAccount,
  getOrganisation,
  listAccountRelations,
  listAccounts,
  listAccountTeam,
  removeAccountTeamMember,
  restoreAccount,
  setAccountOwner,
  setAccountTeamMember,
} from '../accounts.contract.ts'
import { accounts } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let supervisor: TestMember
let administrator: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts])
  org = await server.organisation('破冰设备')
  const north = await org.team('华北区')
  const south = await org.team('华南区')
  rep = await org.member('rep', { name: '李雷', team: north })
  colleague = await org.member('rep', { name: '韩梅梅', team: south })
  supervisor = await org.member('supervisor', { name: '王主管', supervises: north })
  administrator = await org.member('administrator', { name: '管理员' })
  service = await org.member('service', { name: '小服' })
  auditor = await org.member('auditor', { name: '审计' })
  outsider = await (await server.organisation('另一家')).member('administrator', { name: '外人' })
})
afterAll(() => server.close())

async function anAccount(owner: TestMember, name = '华北电力设计院', more: object = {}) {
  const id = newId()
  return owner.ok(createAccount, { body: { id, name, ...more } })
}
const at = (accountId: string) => ({ params: { accountId } })

describe('an account', () => {
  test('belongs to whoever writes it down, and keeps what was written', async () => {
    const account = await anAccount(rep, '华北电力设计院有限公司', {
      shortNames: ['华北院'],
      creditCode: '9111 0000 8021 0043 3b',
      ownership: 'state',
      industry: 'energy',
      industryNote: '新能源并网投资增长',
      businessNote: '火电转新能源',
      revenue: 1234567.89,
      foundedYear: 1953,
      tier: 'key',
      nextStep: '拿到技术规范',
      nextStepOn: '2026-12-01',
    })
    expect(account).toMatchObject({
      name: '华北电力设计院有限公司',
      creditCode: '91110000802100433B',
      revenue: 1234567.89,
      owner: { id: rep.memberId, name: '李雷' },
      right: { write: true, personal: true, share: true },
      version: 1,
    })
    expect(await rep.ok(getAccount, at(account.id))).toEqual(account)
  })

  test('is not there for a colleague without a part in it, nor for another organisation', async () => {
    const { id } = await anAccount(rep)
    for (const stranger of [colleague, outsider]) {
      expect(await stranger.problem(getAccount, at(id))).toMatchObject({ status: 404 })
      expect(
        await stranger.problem(changeAccount, { ...at(id), body: { name: '我的了', version: 1 } }),
      ).toMatchObject({ status: 404 })
      expect(await stranger.problem(archiveAccount, at(id))).toMatchObject({ status: 404 })
      const { items } = await stranger.ok(listAccounts, { query: { limit: 200 } })
      expect(items.map((item) => item.id)).not.toContain(id)
    }
  })

  test('is seen and changed by the supervisor above its owner, without being on the team', async () => {
    const { id } = await anAccount(rep)
    const seen = await supervisor.ok(getAccount, at(id))
    expect(seen.right).toEqual({ write: true, personal: true, share: true })
  })

  test('is looked up by service staff without what we mean to sell next, and never changed by them', async () => {
    const { id } = await anAccount(rep, '南方水务', { nextStep: '约总经理谈二期', nextStepOn: '2026-12-01' })
    const seen = await service.ok(getAccount, at(id))
    expect(seen).toMatchObject({ name: '南方水务', nextStep: '', nextStepOn: null })
    expect(seen.right).toEqual({ write: false, personal: false, share: false })
    const { items } = await service.ok(listAccounts, { query: { q: '南方水务' } })
    expect(items.find((item) => item.id === id)).toMatchObject({ nextStep: '', nextStepOn: null })
    expect(
      await service.problem(changeAccount, { ...at(id), body: { name: '改', version: 1 } }),
    ).toMatchObject({ status: 403 })
    expect(await service.problem(getOrganisation, { ...at(id), query: {} })).toMatchObject({ status: 403 })
  })

  test('is read by an auditor and changed by none of them', async () => {
    const { id } = await anAccount(rep)
    expect((await auditor.ok(getAccount, at(id))).right).toEqual({
      write: false,
      personal: false,
      share: false,
    })
    expect(
      await auditor.problem(changeAccount, { ...at(id), body: { name: '改', version: 1 } }),
    ).toMatchObject({ status: 403 })
  })

  test('changed by two at once: the second is shown both versions and nothing is lost', async () => {
    const { id } = await anAccount(rep)
    await rep.ok(changeAccount, { ...at(id), body: { businessNote: '我写的', version: 1 } })
    const lost = await supervisor.problem(changeAccount, {
      ...at(id),
      body: { businessNote: '主管写的', version: 1 },
    })
    expect(lost).toMatchObject({
      status: 409,
      code: 'platform.conflict',
      current: { businessNote: '我写的', version: 2 },
    })
    expect((await rep.ok(getAccount, at(id))).businessNote).toBe('我写的')
  })

  test('saved again with nothing new stays as it is', async () => {
    const { id } = await anAccount(rep)
    const saved = await rep.ok(changeAccount, { ...at(id), body: { name: '华北电力设计院', version: 1 } })
    expect(saved.version).toBe(1)
  })

  test('sent twice under one key is created once', async () => {
    const body = { id: newId(), name: '重复提交公司' }
    const key = newId()
    const first = await rep.ok(createAccount, { body }, { key })
    expect(await rep.ok(createAccount, { body }, { key })).toEqual(first)
    const { items } = await rep.ok(listAccounts, { query: { q: '重复提交' } })
    expect(items).toHaveLength(1)
  })

  test('can be put away and taken back by its owner, and is out of lists meanwhile', async () => {
    const { id } = await anAccount(rep, '归档测试公司')
    await rep.ok(archiveAccount, at(id))
    const names = async (query: object) =>
      (await rep.ok(listAccounts, { query: { limit: 200, ...query } })).items.map((item) => item.id)
    expect(await names({})).not.toContain(id)
    expect(await names({ archived: 'true' })).toContain(id)
    expect(await names({ q: '归档测试' })).not.toContain(id)
    await rep.ok(restoreAccount, at(id))
    expect(await names({ q: '归档测试' })).toContain(id)
  })

  test('hangs below a parent its writer may see, and never below itself', async () => {
    const group = await anAccount(rep, '集团')
    const plant = await anAccount(rep, '工厂', { parentId: group.id })
    expect(plant.parent).toEqual({ id: group.id, name: '集团' })
    expect(
      await rep.problem(changeAccount, { ...at(group.id), body: { parentId: plant.id, version: 1 } }),
    ).toMatchObject({ code: 'accounts.loop' })
    expect(
      await rep.problem(changeAccount, { ...at(group.id), body: { parentId: group.id, version: 1 } }),
    ).toMatchObject({ code: 'accounts.loop' })
    const hidden = await anAccount(colleague, '别人的集团')
    expect(
      await rep.problem(createAccount, { body: { id: newId(), name: '子', parentId: hidden.id } }),
    ).toMatchObject({ fields: [{ path: 'parentId', code: 'not-found' }] })
  })

  test('keeps a parent that whoever edits it may not see', async () => {
    const group = await anAccount(rep, '看不见的集团')
    const plant = await anAccount(rep, '看得见的工厂', { parentId: group.id })
    await rep.ok(setAccountTeamMember, {
      params: { accountId: plant.id, memberId: colleague.memberId },
      body: { access: 'write' },
    })
    const seen = await colleague.ok(getAccount, at(plant.id))
    expect(seen.parent).toBeNull()
    // The form sends back every field it shows.
    await colleague.ok(changeAccount, {
      ...at(plant.id),
      body: { parentId: seen.parentId, region: '河北省唐山市', version: seen.version },
    })
    expect((await rep.ok(getAccount, at(plant.id))).parent?.id).toBe(group.id)
  })

  test('cannot be written into a colleague’s name by a rep, but by their supervisor', async () => {
    const refused = await rep.problem(createAccount, {
      body: { id: newId(), name: '塞给同事', ownerId: colleague.memberId },
    })
    expect(refused).toMatchObject({ status: 422, fields: [{ path: 'ownerId', code: 'not-found' }] })
    const given = await supervisor.ok(createAccount, {
      body: { id: newId(), name: '分给下属', ownerId: rep.memberId },
    })
    expect(given.owner?.id).toBe(rep.memberId)
  })

  test('refuses a name of nothing but spaces and says which field', async () => {
    expect(await rep.problem(createAccount, { body: { id: newId(), name: '   ' } })).toMatchObject({
      status: 422,
      fields: [{ path: 'name', code: 'required' }],
    })
  })
})

describe('the list of accounts', () => {
  test('goes by pinyin, page by page, each account once', async () => {
    const lister = await org.member('rep', { name: '列表员' })
    for (const name of ['中铁物资', 'Beta Power', '安徽水利', '华能', '北京地铁', 'acme', '重庆长安'])
      await anAccount(lister, name)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await lister.ok(listAccounts, { query: { limit: 3, cursor } })
      seen.push(...items.map((item) => item.name))
      cursor = next ?? undefined
    } while (cursor)
    expect(seen).toEqual(['acme', '安徽水利', '北京地铁', 'Beta Power', '重庆长安', '华能', '中铁物资'])
  })

  test('is found by Chinese, pinyin, initials and Latin, from any part of the name', async () => {
    const finder = await org.member('rep', { name: '查找员' })
    const wanted = await anAccount(finder, '华北电力设计院', { shortNames: ['华电院', 'NCPE'] })
    await anAccount(finder, '安徽水利')
    for (const q of ['华北', '电力', 'huabei', 'dianli', 'hbdl', 'dlsj', '华电', 'ncpe', ' 华北 电力 ']) {
      const { items } = await finder.ok(listAccounts, { query: { q } })
      expect(
        items.map((item) => item.id),
        q,
      ).toEqual([wanted.id])
    }
    await finder.ok(changeAccount, { ...at(wanted.id), body: { name: '燕赵电力设计院', version: 1 } })
    expect((await finder.ok(listAccounts, { query: { q: '华北' } })).items).toEqual([])
    expect((await finder.ok(listAccounts, { query: { q: 'yzdl' } })).items).toHaveLength(1)
  })

  test('narrows to tier, stage, parent, mine and those I take part in', async () => {
    const me = await org.member('rep', { name: '筛选员' })
    const group = await anAccount(me, '甲集团', { tier: 'strategic', lifecycle: 'at_risk' })
    const plant = await anAccount(me, '乙工厂', { parentId: group.id })
    const shared = await anAccount(rep, '丙合作')
    await rep.ok(setAccountTeamMember, {
      params: { accountId: shared.id, memberId: me.memberId },
      body: { access: 'read' },
    })
    const ids = async (query: object) =>
      (await me.ok(listAccounts, { query })).items.map((item) => item.id).sort()
    expect(await ids({ tier: 'strategic' })).toEqual([group.id])
    expect(await ids({ lifecycle: 'at_risk' })).toEqual([group.id])
    expect(await ids({ parentId: group.id })).toEqual([plant.id])
    expect(await ids({ owner: 'mine' })).toEqual([group.id, plant.id].sort())
    expect(await ids({ owner: 'team' })).toEqual([group.id, plant.id, shared.id].sort())
    expect(await ids({ ownerId: rep.memberId })).toEqual([shared.id])
  })

  test('of a supervisor holds the accounts of the teams below, however many members they have', async () => {
    const big = await org.team('大区')
    const head = await org.member('supervisor', { name: '大区经理', supervises: big })
    const members: TestMember[] = []
    for (let i = 0; i < 25; i++) members.push(await org.member('rep', { team: big }))
    const mine = await anAccount(members[0]!, '一号客户')
    const other = await anAccount(members[24]!, '二号客户')
    const { items } = await head.ok(listAccounts, { query: {} })
    expect(items.map((item) => item.id).sort()).toEqual([mine.id, other.id].sort())
  })
})

describe('the account team', () => {
  test('opens an account to a colleague, to read or to write, until a day', async () => {
    const { id } = await anAccount(rep)
    const params = { accountId: id, memberId: colleague.memberId }
    await rep.ok(setAccountTeamMember, { params, body: { access: 'read' } })
    expect((await colleague.ok(getAccount, at(id))).right).toEqual({
      write: false,
      personal: true,
      share: false,
    })
    expect(
      await colleague.problem(changeAccount, { ...at(id), body: { name: '改', version: 1 } }),
    ).toMatchObject({ status: 403 })
    await rep.ok(setAccountTeamMember, { params, body: { access: 'write', until: '2099-01-01T00:00:00Z' } })
    await colleague.ok(changeAccount, { ...at(id), body: { region: '上海', version: 1 } })
    const { members } = await rep.ok(listAccountTeam, at(id))
    expect(members.map((m) => [m.name, m.access])).toEqual([
      ['李雷', 'owner'],
      ['韩梅梅', 'write'],
    ])
    await rep.ok(removeAccountTeamMember, { params })
    expect(await colleague.problem(getAccount, at(id))).toMatchObject({ status: 404 })
  })

  test('whose time is over sees nothing any more', async () => {
    const { id } = await anAccount(rep)
    await rep.ok(setAccountTeamMember, {
      params: { accountId: id, memberId: colleague.memberId },
      body: { access: 'write', until: new Date(Date.now() + 400).toISOString() },
    })
    await colleague.ok(getAccount, at(id))
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await colleague.problem(getAccount, at(id))).toMatchObject({ status: 404 })
    const { items } = await colleague.ok(listAccounts, { query: { limit: 200 } })
    expect(items.map((item) => item.id)).not.toContain(id)
  })

  test('is not extended by those it was extended to', async () => {
    const { id } = await anAccount(rep)
    await rep.ok(setAccountTeamMember, {
      params: { accountId: id, memberId: colleague.memberId },
      body: { access: 'write' },
    })
    const friend = await org.member('rep', { name: '朋友' })
    expect(
      await colleague.problem(setAccountTeamMember, {
        params: { accountId: id, memberId: friend.memberId },
        body: { access: 'read' },
      }),
    ).toMatchObject({ code: 'accounts.not-owner' })
    expect(await colleague.problem(archiveAccount, at(id))).toMatchObject({ code: 'accounts.not-owner' })
    expect(
      await colleague.problem(setAccountOwner, { ...at(id), body: { memberId: colleague.memberId } }),
    ).toMatchObject({ code: 'accounts.not-owner' })
  })

  test('never loses its owner by the way', async () => {
    const { id } = await anAccount(rep)
    const params = { accountId: id, memberId: rep.memberId }
    expect(await rep.problem(setAccountTeamMember, { params, body: { access: 'read' } })).toMatchObject({
      code: 'accounts.owner-stays',
    })
    expect(await rep.problem(removeAccountTeamMember, { params })).toMatchObject({
      code: 'accounts.owner-stays',
    })
  })

  test('gets a new owner, and the former keeps what was agreed', async () => {
    const { id } = await anAccount(rep)
    const passed = await supervisor.ok(setAccountOwner, {
      ...at(id),
      body: { memberId: colleague.memberId, formerKeeps: 'read' },
    })
    expect(passed.owner).toEqual({ id: colleague.memberId, name: '韩梅梅' })
    expect((await rep.ok(getAccount, at(id))).right.write).toBe(false)
    const gone = await colleague.ok(setAccountOwner, {
      ...at(id),
      body: { memberId: rep.memberId, formerKeeps: null },
    })
    expect(gone.right).toEqual({ write: false, personal: false, share: false })
    expect(await colleague.problem(getAccount, at(id))).toMatchObject({ status: 404 })
  })

  test('has no members of another organisation and none who have left', async () => {
    const { id } = await anAccount(rep)
    const left = await org.member('rep', { name: '离职的' })
    await server.open({ orgId: org.orgId }, (tx) =>
      tx.query('update member set left_at = now() where org_id = $1 and id = $2', [org.orgId, left.memberId]),
    )
    for (const nobody of [outsider.memberId, left.memberId, newId()])
      expect(
        await rep.problem(setAccountTeamMember, {
          params: { accountId: id, memberId: nobody },
          body: { access: 'read' },
        }),
      ).toMatchObject({ fields: [{ path: 'memberId', code: 'not-found' }] })
  })

  test('passed on by two at once ends with one owner', async () => {
    const { id } = await anAccount(rep)
    const answers = await Promise.all(
      [colleague, supervisor].map((next) =>
        administrator.send(setAccountOwner, { ...at(id), body: { memberId: next.memberId } }),
      ),
    )
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    const { members } = await administrator.ok(listAccountTeam, at(id))
    expect(members.filter((m) => m.access === 'owner')).toHaveLength(1)
    expect(members).toHaveLength(3)
  })
})

describe('relations of an account', () => {
  test('are seen from both ends, each its own way round', async () => {
    const buyer = await anAccount(rep, '采购方')
    const seller = await anAccount(rep, '供货方')
    const body = { id: newId(), kind: 'supplier' as const, otherId: seller.id, since: '2020-01-01' }
    await rep.ok(createAccountRelation, { ...at(buyer.id), body })
    const here = (await rep.ok(listAccountRelations, at(buyer.id))).relations
    expect(here).toMatchObject([{ kind: 'supplier', name: '供货方', writtenHere: true }])
    const there = (await rep.ok(listAccountRelations, at(seller.id))).relations
    expect(there).toMatchObject([{ kind: 'customer', name: '采购方', writtenHere: false }])
    await rep.ok(deleteAccountRelation, { params: { relationId: body.id } })
    expect((await rep.ok(listAccountRelations, at(seller.id))).relations).toEqual([])
  })

  test('to an account one may not see say that there is one, not which', async () => {
    const mine = await anAccount(rep, '我的')
    const hers = await anAccount(colleague, '她的机密客户')
    await administrator.ok(createAccountRelation, {
      ...at(mine.id),
      body: { id: newId(), kind: 'alliance', otherId: hers.id },
    })
    const { relations } = await rep.ok(listAccountRelations, at(mine.id))
    expect(relations).toMatchObject([{ kind: 'alliance', account: null, name: null }])
    expect(
      await rep.problem(createAccountRelation, {
        ...at(mine.id),
        body: { id: newId(), kind: 'parent', otherId: hers.id },
      }),
    ).toMatchObject({ fields: [{ path: 'otherId', code: 'not-found' }] })
  })

  test('cannot end before they begin', async () => {
    const mine = await anAccount(rep, '时间')
    expect(
      await rep.problem(createAccountRelation, {
        ...at(mine.id),
        body: { id: newId(), kind: 'supplier', otherName: '某厂', since: '2026-01-02', until: '2026-01-01' },
      }),
    ).toMatchObject({ fields: [{ path: 'until', code: 'before-start' }] })
  })
})

describe('the organisation of an account', () => {
  async function chart() {
    const account = await anAccount(rep, '有组织的公司')
    const unit = async (name: string, parentId: string | null = null) =>
      rep.ok(createUnit, { ...at(account.id), body: { id: newId(), name, parentId } })
    const post = async (title: string, more: object = {}) =>
      rep.ok(createPost, { ...at(account.id), body: { id: newId(), title, ...more } })
    const plant = await unit('生产部')
    const shop = await unit('一车间', plant.id)
    const chief = await post('总经理')
    const head = await post('生产部长', { unitId: plant.id, reportsToId: chief.id })
    const foreman = await post('车间主任', { unitId: shop.id, reportsToId: head.id, holderUnknown: true })
    return { account, unit, post, plant, shop, chief, head, foreman }
  }

  test('comes in one answer: departments, posts, whom they report to', async () => {
    const { account, foreman, head } = await chart()
    const { units, posts } = await rep.ok(getOrganisation, { ...at(account.id), query: {} })
    expect(units.map((u) => u.name).sort()).toEqual(['一车间', '生产部'])
    expect(posts).toHaveLength(3)
    expect(posts.find((p) => p.id === foreman.id)).toMatchObject({
      reportsToId: head.id,
      holderUnknown: true,
    })
  })

  test('is drawn and changed only by those with a part in the account', async () => {
    const { account, plant, head } = await chart()
    for (const stranger of [colleague, outsider]) {
      expect(await stranger.problem(getOrganisation, { ...at(account.id), query: {} })).toMatchObject({
        status: 404,
      })
      expect(
        await stranger.problem(changeUnit, {
          params: { unitId: plant.id },
          body: { name: '改', version: 1 },
        }),
      ).toMatchObject({ status: 404 })
      expect(await stranger.problem(deletePost, { params: { postId: head.id } })).toMatchObject({
        status: 404,
      })
    }
  })

  test('has no department below itself and no post above itself, by solid or dotted line', async () => {
    const { plant, shop, chief, head, foreman } = await chart()
    expect(
      await rep.problem(changeUnit, {
        params: { unitId: plant.id },
        body: { parentId: shop.id, version: 1 },
      }),
    ).toMatchObject({ code: 'accounts.loop' })
    expect(
      await rep.problem(changePost, {
        params: { postId: chief.id },
        body: { reportsToId: foreman.id, version: 1 },
      }),
    ).toMatchObject({ code: 'accounts.loop' })
    expect(
      await rep.problem(changePost, {
        params: { postId: head.id },
        body: { dottedToIds: [foreman.id], version: 1 },
      }),
    ).toMatchObject({ code: 'accounts.loop' })
    await rep.ok(changePost, {
      params: { postId: foreman.id },
      body: { dottedToIds: [chief.id], version: 1 },
    })
  })

  test('moved by two at once closes no loop', async () => {
    const { account, unit } = await chart()
    const a = await unit('甲')
    const b = await unit('乙')
    const answers = await Promise.all([
      rep.send(changeUnit, { params: { unitId: a.id }, body: { parentId: b.id, version: 1 } }),
      supervisor.send(changeUnit, { params: { unitId: b.id }, body: { parentId: a.id, version: 1 } }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422])
    const { units } = await rep.ok(getOrganisation, { ...at(account.id), query: {} })
    expect(units.filter((u) => [a.id, b.id].includes(u.id) && u.parentId !== null)).toHaveLength(1)
  })

  test('takes departments and superiors of the same account only', async () => {
    const here = await chart()
    const there = await chart()
    expect(
      await rep.problem(createUnit, {
        ...at(here.account.id),
        body: { id: newId(), name: '借来的', parentId: there.plant.id },
      }),
    ).toMatchObject({ fields: [{ path: 'parentId', code: 'not-found' }] })
    expect(
      await rep.problem(createPost, {
        ...at(here.account.id),
        body: { id: newId(), title: '借来的', reportsToId: there.chief.id },
      }),
    ).toMatchObject({ fields: [{ path: 'reportsToId', code: 'not-found' }] })
  })

  test('lets a department go only when nothing is left in it', async () => {
    const { plant, shop, foreman } = await chart()
    const refused = { code: 'accounts.unit-not-empty' }
    expect(await rep.problem(deleteUnit, { params: { unitId: plant.id } })).toMatchObject(refused)
    expect(await rep.problem(deleteUnit, { params: { unitId: shop.id } })).toMatchObject(refused)
    await rep.ok(deletePost, { params: { postId: foreman.id } })
    await rep.ok(deleteUnit, { params: { unitId: shop.id } })
  })

  test('loses a post and its people report one higher; dotted lines to it go', async () => {
    const { account, post, chief, head, foreman } = await chart()
    const safety = await post('安全员', { dottedToIds: [head.id] })
    await rep.ok(deletePost, { params: { postId: head.id } })
    const { posts } = await rep.ok(getOrganisation, { ...at(account.id), query: {} })
    expect(posts.find((p) => p.id === foreman.id)?.reportsToId).toBe(chief.id)
    expect(posts.find((p) => p.id === safety.id)?.dottedToIds).toEqual([])
  })

  test('knows a vacant post from one held by somebody unknown', async () => {
    const { account, foreman } = await chart()
    const vacant = await rep.ok(changePost, {
      params: { postId: foreman.id },
      body: { vacant: true, version: 1 },
    })
    expect(vacant).toMatchObject({ vacant: true, holderUnknown: false, version: 2 })
    expect(
      await rep.problem(createPost, {
        ...at(account.id),
        body: { id: newId(), title: '矛盾', vacant: true, holderUnknown: true },
      }),
    ).toMatchObject({ fields: [{ path: 'vacant', code: 'vacant-or-unknown' }] })
  })

  test('changed by two at once shows the second what the first wrote', async () => {
    const { plant } = await chart()
    const params = { unitId: plant.id }
    await rep.ok(changeUnit, { params, body: { stand: 'decide', version: 1 } })
    expect(
      await supervisor.problem(changeUnit, { params, body: { stand: 'oppose', version: 1 } }),
    ).toMatchObject({ status: 409, current: { stand: 'decide', version: 2 } })
  })
})
