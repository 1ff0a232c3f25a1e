import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, createPost, createUnit } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { verifyChain } from '#platform/server/audit.ts'
import { fileWaitingNames } from '#platform/server/name-waiting.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addChannel,
  addEmployment,
  archivePerson,
  assertFact,
  changeChannel,
  changeEmployment,
  changePerson,
  createPerson,
  createTie,
  endTie,
  erasePerson,
  getDossier,
  getFactHistory,
  getPerson,
  listAccountTies,
  listDossierFields,
  listHolders,
  listPeople,
  listPersonTies,
  listReveals,
  revealFact,
  setDossierField,
  withdrawFact,
} from '../people.contract.ts'
import { createPeople, onErase, people, peopleByIds, undoImport } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let supervisor: TestMember
let administrator: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember
let accountId: string

beforeAll(async () => {
  server = await openTestServer([accounts, people])
  org = await server.organisation('破冰设备')
  const north = await org.team('华北区')
  rep = await org.member('rep', { name: '李雷', team: north })
  colleague = await org.member('rep', { name: '韩梅梅', team: await org.team('华南区') })
  supervisor = await org.member('supervisor', { name: '王主管', supervises: north })
  administrator = await org.member('administrator', { name: '管理员' })
  service = await org.member('service', { name: '小服' })
  auditor = await org.member('auditor', { name: '审计' })
  outsider = await (await server.organisation('另一家')).member('administrator', { name: '外人' })
  accountId = await anAccount('华北电力设计院')
})
afterAll(() => server.close())

async function anAccount(name: string, owner = rep): Promise<string> {
  return (await owner.ok(createAccount, { body: { id: newId(), name } })).id
}
async function aPerson(name: string, more: object = {}, at = accountId) {
  return rep.ok(createPerson, { params: { accountId: at }, body: { id: newId(), name, ...more } })
}
const of = (person: { id: string }) => ({ params: { personId: person.id } })
const text = (words: string) => ({ shape: 'text' as const, text: words })
async function aFact(person: { id: string }, field: string, value: object, more: object = {}) {
  return rep.ok(assertFact, { ...of(person), body: { id: newId(), field, value: value as never, ...more } })
}

describe('people of an account', () => {
  test('are written down with title and department in one step, and listed by pinyin with both', async () => {
    const at = await anAccount('远景电缆')
    const unit = await rep.ok(createUnit, {
      params: { accountId: at },
      body: { id: newId(), name: '采购部' },
    })
    await aPerson('张伟', { title: '采购部长', unitId: unit.id }, at)
    await aPerson('白露', {}, at)
    await aPerson('陈晨', { title: '工程师' }, at)
    const page = await rep.ok(listPeople, { params: { accountId: at }, query: {} })
    expect(page.items.map((p) => [p.name, p.title, p.unitName])).toEqual([
      ['白露', '', ''],
      ['陈晨', '工程师', ''],
      ['张伟', '采购部长', '采购部'],
    ])
  })

  test('come page by page, each once', async () => {
    const at = await anAccount('百页公司')
    for (const name of ['赵一', '钱二', '孙三', '李四', '周五']) await aPerson(name, {}, at)
    const seen: string[] = []
    let cursor: string | undefined
    for (let pages = 0; pages < 5; pages++) {
      const page = await rep.ok(listPeople, { params: { accountId: at }, query: { limit: 2, cursor } })
      seen.push(...page.items.map((p) => p.name))
      if (!page.next) break
      cursor = page.next
    }
    expect(seen).toEqual(['李四', '钱二', '孙三', '赵一', '周五'])
  })

  test('are found by part of a name, by pinyin and by initials', async () => {
    const at = await anAccount('找人公司')
    await aPerson('欧阳震华', { nameEn: 'Bobby Au' }, at)
    await aPerson('刘强', {}, at)
    for (const q of ['震华', 'zhenhua', 'oyzh', 'bobby']) {
      const page = await rep.ok(listPeople, { params: { accountId: at }, query: { q } })
      expect(
        page.items.map((p) => p.name),
        q,
      ).toEqual(['欧阳震华'])
    }
  })

  test('take the title of their post, and hold it until their last day there', async () => {
    const at = await anAccount('岗位公司')
    const post = await rep.ok(createPost, {
      params: { accountId: at },
      body: { id: newId(), title: '设备部部长' },
    })
    const person = await aPerson('马骏', { postId: post.id }, at)
    expect(person.employments[0]).toMatchObject({ title: '设备部部长', accountName: '岗位公司' })
    const holders = await rep.ok(listHolders, { params: { accountId: at } })
    expect(holders.items).toMatchObject([{ postId: post.id, personName: '马骏' }])
    const { id, version } = person.employments[0]!
    const body = { postId: post.id, since: '2020-01-01', until: '2024-12-31', version }
    await rep.ok(changeEmployment, { params: { employmentId: id }, body })
    expect((await rep.ok(listHolders, { params: { accountId: at } })).items).toEqual([])
    const [head] = (await rep.ok(listPeople, { params: { accountId: at }, query: {} })).items
    expect(head).toMatchObject({ name: '马骏', title: '' })
  })

  test('cannot be given a post of another customer, nor a last day before the first', async () => {
    const elsewhere = await anAccount('别家')
    const post = await rep.ok(createPost, {
      params: { accountId: elsewhere },
      body: { id: newId(), title: '经理' },
    })
    expect(
      await rep.problem(createPerson, {
        params: { accountId },
        body: { id: newId(), name: '某人', postId: post.id },
      }),
    ).toMatchObject({ status: 422, fields: [{ path: 'postId', code: 'people.post-elsewhere' }] })
    const person = await aPerson('日期')
    const body = { id: newId(), accountId, since: '2024-05-01', until: '2024-04-01' }
    expect(await rep.problem(addEmployment, { ...of(person), body })).toMatchObject({
      fields: [{ path: 'until', code: 'before-start' }],
    })
  })

  test('a person written down twice by a repeated request is there once', async () => {
    const at = await anAccount('重试公司')
    const key = newId()
    const input = { params: { accountId: at }, body: { id: newId(), name: '王重试', title: '处长' } }
    const first = await rep.ok(createPerson, input, { key })
    const second = await rep.ok(createPerson, input, { key })
    expect(second).toEqual(first)
    expect((await rep.ok(listPeople, { params: { accountId: at }, query: {} })).items).toHaveLength(1)
  })

  test('an archived person leaves the list and comes back', async () => {
    const at = await anAccount('归档公司')
    const person = await aPerson('退休', {}, at)
    await rep.ok(archivePerson, { ...of(person), body: { archived: true } })
    expect((await rep.ok(listPeople, { params: { accountId: at }, query: {} })).items).toEqual([])
    await rep.ok(archivePerson, { ...of(person), body: { archived: false } })
    expect((await rep.ok(listPeople, { params: { accountId: at }, query: {} })).items).toHaveLength(1)
  })

  test('who changes second sees both versions', async () => {
    const person = await aPerson('版本')
    const { version } = person
    await rep.ok(changePerson, { ...of(person), body: { name: '版本', formOfAddress: '版总', version } })
    const lost = await supervisor.problem(changePerson, {
      ...of(person),
      body: { name: '版本', formOfAddress: '版工', version },
    })
    expect(lost).toMatchObject({ status: 409, code: 'platform.conflict', current: { formOfAddress: '版总' } })
  })
})

describe('who sees what of a person', () => {
  test('a stranger and another organisation do not know of them', async () => {
    const person = await aPerson('生人勿近')
    for (const who of [colleague, outsider]) {
      expect(await who.problem(getPerson, of(person))).toMatchObject({ status: 404 })
      expect(await who.problem(getDossier, of(person))).toMatchObject({ status: 404 })
      expect(await who.problem(listPeople, { params: { accountId }, query: {} })).toMatchObject({
        status: 404,
      })
      const change = { ...of(person), body: { name: '改名', version: 1 } }
      expect(await who.problem(changePerson, change)).toMatchObject({ status: 404 })
    }
  })

  test('channels are the account team’s: everyone else gets them withheld', async () => {
    const channels = [{ id: newId(), kind: 'mobile' as const, value: '13912345678', preferred: true }]
    const person = await aPerson('有电话', { channels })
    expect((await supervisor.ok(getPerson, of(person))).channels).toMatchObject([{ value: '13912345678' }])
    for (const who of [service, auditor, administrator]) {
      const answer = await who.send(getPerson, of(person))
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({ withheld: true, channels: [] })
      expect(answer.text).not.toContain('13912345678')
    }
  })

  test('service staff and auditors never enter the dossier; an administrator off the team gets it withheld', async () => {
    const person = await aPerson('有档案')
    await aFact(person, 'hobbies', text('钓鱼'))
    expect(await service.problem(getDossier, of(person))).toMatchObject({ status: 403 })
    expect(await auditor.problem(getDossier, of(person))).toMatchObject({ status: 403 })
    expect(await administrator.ok(getDossier, of(person))).toEqual({
      withheld: true,
      canWrite: false,
      facts: [],
    })
    const history = await administrator.ok(getFactHistory, { ...of(person), query: {} })
    expect(history).toEqual({ withheld: true, items: [], next: null })
    const fact = { id: newId(), field: 'hobbies', value: text('猜的') }
    expect(await administrator.problem(assertFact, { ...of(person), body: fact })).toMatchObject({
      status: 403,
    })
  })

  test('of two preferred channels the later one wins', async () => {
    const person = await aPerson('两个号码')
    const phone = await rep.ok(addChannel, {
      ...of(person),
      body: { id: newId(), kind: 'mobile', value: '13800000001', preferred: true },
    })
    await rep.ok(addChannel, {
      ...of(person),
      body: { id: newId(), kind: 'wechat', value: 'wx-1', preferred: true },
    })
    const now = await rep.ok(getPerson, of(person))
    expect(now.channels.map((c) => [c.kind, c.preferred])).toEqual([
      ['wechat', true],
      ['mobile', false],
    ])
    const stale = { kind: 'mobile' as const, value: '13800000002', version: phone.version }
    expect(await rep.problem(changeChannel, { params: { channelId: phone.id }, body: stale })).toMatchObject({
      status: 409,
    })
  })
})

describe('a personal dossier', () => {
  test('keeps what was believed before: a new fact supersedes, nothing is overwritten', async () => {
    const person = await aPerson('老乡')
    await aFact(person, 'hometown', text('山东'))
    await aFact(person, 'hometown', text('山东青岛'), { confidence: 'confirmed' })
    await aFact(person, 'schools', { shape: 'school', school: '清华大学', from: 1998, to: 2002 })
    await aFact(person, 'schools', { shape: 'school', school: '长江商学院', from: 2015 })
    const { facts } = await rep.ok(getDossier, of(person))
    expect(facts.map((f) => [f.field, f.value])).toMatchObject([
      ['hometown', { text: '山东青岛' }],
      ['schools', { school: '清华大学', to: 2002 }],
      ['schools', { school: '长江商学院', to: null }],
    ])
    const history = await rep.ok(getFactHistory, { ...of(person), query: { field: 'hometown' } })
    expect(history.items.map((f) => [f.value, f.supersededAt !== null])).toMatchObject([
      [{ text: '山东青岛' }, false],
      [{ text: '山东' }, true],
    ])
    expect(facts[0]).toMatchObject({ assertedByName: '李雷', confidence: 'confirmed' })
  })

  test('a fact replaced by two people at once is replaced by one; a withdrawn one stays in the history', async () => {
    const person = await aPerson('爱好')
    const first = await aFact(person, 'hobbies', text('围棋'))
    await aFact(person, 'hobbies', text('围棋业余五段'), { supersedes: first.id })
    const body = { id: newId(), field: 'hobbies', value: text('象棋'), supersedes: first.id }
    expect(await rep.problem(assertFact, { ...of(person), body })).toMatchObject({
      code: 'people.fact-superseded',
    })
    const { facts } = await rep.ok(getDossier, of(person))
    expect(facts).toHaveLength(1)
    await rep.ok(withdrawFact, { params: { factId: facts[0]!.id } })
    expect((await rep.ok(getDossier, of(person))).facts).toEqual([])
    const history = await rep.ok(getFactHistory, { ...of(person), query: {} })
    expect(history.items.map((f) => f.withdrawn)).toEqual([true, false])
  })

  test('sensitive facts are masked everywhere, and shown only against a reason that is written down', async () => {
    const person = await aPerson('家事')
    const fact = await aFact(
      person,
      'family',
      { shape: 'family', relation: 'spouse', text: '爱人在市医院工作' },
      { source: { kind: 'note', id: null, note: '爱人的同事说的' } },
    )
    expect(fact).toMatchObject({ masked: true, value: null, class: 'sensitive' })
    for (const who of [rep, supervisor]) {
      for (const endpoint of [getDossier, getFactHistory]) {
        const answer = await who.send(endpoint, { ...of(person), query: {} } as never)
        expect(answer.status).toBe(200)
        expect(answer.text).not.toContain('爱人')
      }
    }
    const short = { ...of(person), body: { factId: fact.id, reason: '看' } }
    expect(await rep.problem(revealFact, short)).toMatchObject({
      fields: [{ path: 'reason', code: 'reason-too-short' }],
    })
    const shown = await rep.ok(revealFact, {
      ...of(person),
      body: { factId: fact.id, reason: '准备节日问候' },
    })
    expect(shown.value).toMatchObject({ text: '爱人在市医院工作' })
    const seen = await supervisor.ok(listReveals, { query: { personId: person.id } })
    expect(seen.items).toMatchObject([
      { byName: '李雷', field: 'family', reason: '准备节日问候', personName: '家事' },
    ])
    expect((await auditor.ok(listReveals, { query: { personId: person.id } })).items).toHaveLength(1)
    expect(
      await administrator.problem(revealFact, {
        ...of(person),
        body: { factId: fact.id, reason: '随便看看' },
      }),
    ).toMatchObject({ status: 403 })
    const events = await server.open({ orgId: org.orgId }, (tx) =>
      tx.query<{ data: unknown }>(
        "select data from event where subject_id = $1 and kind = 'people.revealed'",
        [person.id],
      ),
    )
    expect(events.rows).toHaveLength(1)
    expect(JSON.stringify(events.rows)).not.toContain('爱人')
    expect(events.rows[0]!.data).toMatchObject({ field: 'family', reason: '准备节日问候' })
  })

  test('nothing revealed is kept for a repeated request', async () => {
    const person = await aPerson('禁忌')
    const fact = await aFact(person, 'taboos', text('不谈前任领导'))
    const key = newId()
    const input = { ...of(person), body: { factId: fact.id, reason: '明天见面' } }
    await rep.ok(revealFact, input, { key })
    await rep.ok(revealFact, input, { key })
    const kept = await server.open({ orgId: org.orgId }, (tx) =>
      tx.query("select 1 from request_once where answer::text like '%前任领导%'"),
    )
    expect(kept.rows).toEqual([])
    expect((await supervisor.ok(listReveals, { query: { personId: person.id } })).items).toHaveLength(2)
  })

  test('refuses children: a birthday under 14 and a young child by age', async () => {
    const person = await aPerson('年纪')
    const year = new Date().getUTCFullYear() - 10
    const birthday = { shape: 'date', what: 'birthday', year, month: 5, day: 1 }
    const young = { ...of(person), body: { id: newId(), field: 'dates', value: birthday as never } }
    expect(await rep.problem(assertFact, young)).toMatchObject({
      fields: [{ path: 'value.year', code: 'under-fourteen' }],
    })
    const child = { shape: 'family' as const, relation: 'child' as const, text: '儿子 8 岁，在实验小学' }
    const body = { id: newId(), field: 'family', value: child }
    expect(await rep.problem(assertFact, { ...of(person), body })).toMatchObject({
      fields: [{ path: 'value.text', code: 'under-fourteen' }],
    })
    const lunar = {
      shape: 'date',
      what: 'birthday',
      calendar: 'lunar',
      month: 4,
      day: 15,
      leapMonth: true,
      year: 1971,
    }
    expect(
      await rep.problem(assertFact, {
        ...of(person),
        body: { ...body, field: 'dates', value: lunar as never },
      }),
    ).toMatchObject({ fields: [{ path: 'value.leapMonth', code: 'no-such-leap-month' }] })
    await aFact(person, 'dates', { ...lunar, month: 5, day: 8 })
  })

  test('takes no value of another shape and no field nobody offers', async () => {
    const person = await aPerson('形状')
    const body = { id: newId(), field: 'hometown', value: { shape: 'school' as const, school: '山东大学' } }
    expect(await rep.problem(assertFact, { ...of(person), body })).toMatchObject({
      fields: [{ code: 'people.fact-wrong-shape' }],
    })
    const religion = { id: newId(), field: 'religion', value: text('…') }
    expect(await rep.problem(assertFact, { ...of(person), body: religion })).toMatchObject({
      fields: [{ path: 'field', code: 'people.fact-unknown-field' }],
    })
  })

  test('its fields are the administrator’s: added, guarded more closely, never less, and never special categories', async () => {
    const put = (fieldKey: string, body: object) => ({ params: { fieldKey }, body: body as never })
    const own = await administrator.ok(
      setDossierField,
      put('own_tea', { labelZh: '喝什么茶', class: 'personal' }),
    )
    expect(own).toMatchObject({ group: 'own', shape: 'text', version: 1 })
    const health = put('own_x', { labelZh: '健康状况', class: 'sensitive' })
    expect(await administrator.problem(setDossierField, health)).toMatchObject({
      fields: [{ code: 'people.field-forbidden' }],
    })
    expect(await administrator.problem(setDossierField, put('family', { class: 'personal' }))).toMatchObject({
      fields: [{ path: 'class', code: 'people.field-class-lowered' }],
    })
    expect(await rep.problem(setDossierField, put('own_y', { class: 'personal' }))).toMatchObject({
      status: 403,
    })
    const person = await aPerson('更严')
    await aFact(person, 'aspirations', text('想当总工'))
    await administrator.ok(setDossierField, put('aspirations', { class: 'sensitive' }))
    expect((await rep.ok(getDossier, of(person))).facts[0]).toMatchObject({ masked: true, value: null })
    const again = put('aspirations', { class: 'personal', version: 1 })
    await administrator.ok(setDossierField, again)
    expect(await administrator.problem(setDossierField, again)).toMatchObject({
      status: 409,
      current: { version: 2 },
    })
    // A built-in field is shown with a version before anybody has changed it: that version is enough to change it, once.
    const shown = (await administrator.ok(listDossierFields, {})).items.find((one) => one.key === 'hobbies')
    const renamed = put('hobbies', { labelZh: '业余爱好', class: 'personal', version: shown?.version })
    expect(await administrator.ok(setDossierField, renamed)).toMatchObject({ labelZh: '业余爱好' })
    expect(await administrator.problem(setDossierField, renamed)).toMatchObject({
      status: 409,
      current: { labelZh: '业余爱好' },
    })
    const { items } = await rep.ok(listDossierFields, {})
    expect(items.find((field) => field.key === 'own_tea')).toMatchObject({ labelZh: '喝什么茶' })
  })
})

describe('ties', () => {
  test('are seen from both ends, superseded and ended', async () => {
    const at = await anAccount('关系公司')
    const boss = await aPerson('领导', {}, at)
    const staff = await aPerson('下属', {}, at)
    const first = await rep.ok(createTie, {
      ...of(staff),
      body: { id: newId(), toId: boss.id, kind: 'reports', strength: 3 },
    })
    const second = await rep.ok(createTie, {
      ...of(staff),
      body: { id: newId(), toId: boss.id, kind: 'reports', strength: 5 },
    })
    for (const one of [boss, staff])
      expect((await rep.ok(listPersonTies, { ...of(one), query: {} })).items).toMatchObject([
        { id: second.id, strength: 5 },
      ])
    expect((await rep.ok(listPersonTies, { ...of(boss), query: { history: 'true' } })).items).toHaveLength(2)
    await rep.ok(endTie, { params: { tieId: second.id } })
    expect((await rep.ok(listAccountTies, { params: { accountId: at }, query: {} })).items).toEqual([])
    expect(await rep.problem(endTie, { params: { tieId: first.id } })).toMatchObject({
      code: 'people.tie-superseded',
    })
    const self = { ...of(boss), body: { id: newId(), toId: boss.id, kind: 'friend' as const } }
    expect(await rep.problem(createTie, self)).toMatchObject({
      fields: [{ path: 'toId', code: 'tie-to-self' }],
    })
  })

  test('of private life and their evidence are the account team’s', async () => {
    const at = await anAccount('同学公司')
    const a = await aPerson('甲', {}, at)
    const b = await aPerson('乙', {}, at)
    const evidence = '饭桌上听说'
    await rep.ok(createTie, { ...of(a), body: { id: newId(), toId: b.id, kind: 'schoolmate', evidence } })
    await rep.ok(createTie, { ...of(a), body: { id: newId(), toId: b.id, kind: 'influences', evidence } })
    const seen = await auditor.send(listAccountTies, { params: { accountId: at }, query: {} })
    expect(seen.body).toMatchObject({ withheld: true, items: [{ kind: 'influences', evidence: '' }] })
    expect(seen.text).not.toContain(evidence)
    const { items } = await rep.ok(listAccountTies, { params: { accountId: at }, query: {} })
    expect(items.map((tie) => tie.kind).sort()).toEqual(['influences', 'schoolmate'])
    const tieId = items[1]!.id
    const one = await rep.ok(listAccountTies, { params: { accountId: at }, query: { tieId: [tieId] } })
    expect(one.items.map((tie) => tie.id)).toEqual([tieId])
    expect(await colleague.problem(listAccountTies, { params: { accountId: at }, query: {} })).toMatchObject({
      status: 404,
    })
    expect(await service.problem(listAccountTies, { params: { accountId: at }, query: {} })).toMatchObject({
      status: 403,
    })
  })

  test('to a person the other side of a wall are refused and never shown', async () => {
    const theirs = await anAccount('同事的客户', colleague)
    const stranger = await colleague.ok(createPerson, {
      params: { accountId: theirs },
      body: { id: newId(), name: '外单位' },
    })
    const mine = await aPerson('自己人')
    const body = { id: newId(), toId: stranger.id, kind: 'friend' as const }
    expect(await rep.problem(createTie, { ...of(mine), body })).toMatchObject({ status: 404 })
  })
})

describe('erasing a person', () => {
  test('leaves a nameless tombstone and nothing else, in answers, search, retries and events; the chain verifies', async () => {
    const at = await anAccount('删除公司')
    const person = await aPerson(
      '欲删除',
      { nameEn: 'Goner', title: '总经理', channels: [{ id: newId(), kind: 'mobile', value: '13700007777' }] },
      at,
    )
    const other = await aPerson('旁人', {}, at)
    await rep.ok(createTie, {
      ...of(other),
      body: { id: newId(), toId: person.id, kind: 'friend', evidence: '同窗欲删除' },
    })
    const fact = await aFact(person, 'family', { shape: 'family', relation: 'spouse', text: '欲删除之妻' })
    await rep.ok(revealFact, { ...of(person), body: { factId: fact.id, reason: '欲删除的原因' } })
    let told = ''
    onErase('a test', async (_tx, personId) => {
      told = personId
    })

    const wish = { ...of(person), body: { reason: '本人要求' } }
    expect(await rep.problem(erasePerson, wish)).toMatchObject({
      status: 403,
      code: 'people.erase-needs-supervisor',
    })
    expect(await colleague.problem(erasePerson, wish)).toMatchObject({ status: 404 })
    const tombstone = await supervisor.ok(erasePerson, wish)
    expect(tombstone).toMatchObject({
      name: '已删除的联系人',
      nameEn: '',
      channels: [],
      employments: [],
      canWrite: false,
    })
    expect(told).toBe(person.id)
    expect(await supervisor.problem(erasePerson, wish)).toMatchObject({ code: 'people.erased' })
    const change = { ...of(person), body: { name: '复活', version: tombstone.version } }
    expect(await rep.problem(changePerson, change)).toMatchObject({ code: 'people.erased' })

    await server.open({ orgId: org.orgId }, async (tx) => {
      const { rows: tables } = await tx.query<{ table_name: string }>(
        `select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
         where c.table_schema = 'public' and c.column_name = 'org_id' and t.table_type = 'BASE TABLE'`,
      )
      for (const { table_name } of tables) {
        const { rows } = await tx.query<{ row: string }>(`select r::text as row from ${table_name} r`)
        const traces = rows.filter(({ row }) => /欲删除|yushanchu|goner|13700007777/i.test(row))
        expect(traces, table_name).toEqual([])
      }
      expect(await verifyChain(tx)).toMatchObject({ ok: true })
    })
    expect(
      (await rep.ok(listPeople, { params: { accountId: at }, query: {} })).items.map((p) => p.name),
    ).toEqual(['旁人'])
    const reveals = await supervisor.ok(listReveals, { query: { personId: person.id } })
    expect(reveals.items).toMatchObject([{ byName: '李雷', reason: '', personName: '已删除的联系人' }])
  })
})

describe('for other modules', () => {
  test('people by ids are those the actor may see, in one query', async () => {
    const mine = await aPerson('看得见', { title: '部长' })
    const theirs = await anAccount('隔壁客户', colleague)
    const hidden = await colleague.ok(createPerson, {
      params: { accountId: theirs },
      body: { id: newId(), name: '看不见' },
    })
    const actor = { ...scope(), role: 'rep', reach: [rep.memberId], wide: false } as never
    const found = await server.open(scope(), (tx) => peopleByIds(tx, actor, [mine.id, hidden.id]))
    expect(found).toMatchObject([{ name: '看得见', title: '部长', erased: false }])
  })

  test('an import is taken back as one, but for those somebody has worked on', async () => {
    const at = await anAccount('导入公司')
    const importId = newId()
    const ids = Array.from({ length: 50 }, newId)
    await server.open(scope(), (tx) =>
      createPeople(
        tx,
        ids.map((id, n) => ({
          id,
          accountId: at,
          name: `导入${n}`,
          employment: { id: newId(), title: '职员' },
          channels: [{ id: newId(), kind: 'email' as const, value: `p${n}@example.com` }],
        })),
        importId,
      ),
    )
    const page = await rep.ok(listPeople, { params: { accountId: at }, query: { limit: 200 } })
    expect(page.items).toHaveLength(50)
    expect(page.items[0]!.title).toBe('职员')
    await rep.ok(changePerson, { params: { personId: ids[3]! }, body: { name: '改过', version: 1 } })
    await rep.ok(assertFact, {
      params: { personId: ids[4]! },
      body: { id: newId(), field: 'hobbies', value: text('跑步') },
    })
    await rep.ok(createTie, {
      params: { personId: ids[5]! },
      body: { id: newId(), toId: ids[6]!, kind: 'ally' },
    })
    await rep.ok(addChannel, {
      params: { personId: ids[7]! },
      body: { id: newId(), kind: 'mobile', value: '139' },
    })
    const undone = await server.open(scope(), (tx) => undoImport(tx, importId))
    expect(undone.removed).toBe(45)
    expect(new Set(undone.kept)).toEqual(new Set(ids.slice(3, 8)))
    expect(
      (await rep.ok(listPeople, { params: { accountId: at }, query: { limit: 200 } })).items,
    ).toHaveLength(5)
    expect(
      (await rep.ok(listPeople, { params: { accountId: at }, query: { q: '导入' } })).items,
    ).toHaveLength(4)
    await fileWaitingNames(server.open, org.orgId)
    expect(
      (await rep.ok(listPeople, { params: { accountId: at }, query: { q: 'daoru' } })).items,
    ).toHaveLength(4)
  })
})

const scope = () => ({ orgId: org.orgId, memberId: rep.memberId })
