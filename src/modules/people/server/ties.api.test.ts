import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, setAccountTeamMember } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  acceptTieProposal,
  addEmployment,
  assertFact,
  createPerson,
  createTie,
  dismissTieProposal,
  endTie,
  erasePerson,
  listAccountTieProposals,
  listAccountTies,
  listPersonTieProposals,
  listPersonTies,
  setDossierField,
} from '../people.contract.ts'
import { people } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let colleague: TestMember
let above: TestMember
let administrator: TestMember
/** One customer of the rep's, one of a colleague's in the same team. */
let ours: string
let theirs: string

beforeAll(async () => {
  server = await openTestServer([members, accounts, people])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  colleague = await company.member('rep', { name: '李敏', team })
  above = await company.member('supervisor', { name: '赵主管', supervises: team })
  administrator = await company.member('administrator')
  ours = await account(rep, '华东电力')
  theirs = await account(colleague, '江南重工')
})
afterAll(() => server?.close())

async function account(who: TestMember, name: string): Promise<string> {
  const id = newId()
  await who.ok(createAccount, { body: { id, name } as never })
  return id
}
async function person(who: TestMember, accountId: string, name: string): Promise<string> {
  const id = newId()
  await who.ok(createPerson, { params: { accountId }, body: { id, name } as never })
  return id
}
const fact = (who: TestMember, personId: string, field: string, value: object) =>
  who.ok(assertFact, { params: { personId }, body: { id: newId(), field, value } as never })
const home = (who: TestMember, personId: string, text: string) =>
  fact(who, personId, 'hometown', { shape: 'text', text })
const school = (
  who: TestMember,
  personId: string,
  name: string,
  from: number | null = null,
  to: number | null = null,
) => fact(who, personId, 'schools', { shape: 'school', school: name, from, to })
const career = (who: TestMember, personId: string, text: string) =>
  fact(who, personId, 'career', { shape: 'text', text })
const proposed = async (who: TestMember, personId: string, dismissed: 'true' | 'false' = 'false') =>
  (await who.ok(listPersonTieProposals, { params: { personId }, query: { dismissed } })).items
const ties = async (who: TestMember, personId: string, history: 'true' | 'false' = 'false') =>
  (await who.ok(listPersonTies, { params: { personId }, query: { history } })).items
const tie = (who: TestMember, personId: string, body: object) =>
  who.send(createTie, { params: { personId }, body: { id: newId(), ...body } as never })

describe('a tie', () => {
  it('is changed by a newer one that stands in its place, and the history keeps both', async () => {
    const [zhang, chen] = [await person(rep, ours, '张工'), await person(rep, ours, '陈总')]
    const first = newId()
    await tie(rep, zhang, { id: first, toId: chen, kind: 'reports', strength: 2 })
    const changed = await tie(rep, zhang, {
      toId: chen,
      kind: 'influences',
      strength: 5,
      evidence: '评标时陈总先看他的脸色',
      supersedes: first,
    })
    expect(changed.body).toMatchObject({ kind: 'influences', strength: 5, assertedByName: '王磊' })
    expect((await ties(rep, zhang)).map((t) => t.kind)).toEqual(['influences'])
    expect((await ties(rep, chen, 'true')).map((t) => [t.kind, t.supersededAt !== null, t.ended])).toEqual([
      ['influences', false, false],
      ['reports', true, false],
    ])
    // Whoever still holds the old one in hand is told, and nothing is written.
    const late = await tie(colleague, zhang, { toId: chen, kind: 'ally', supersedes: first })
    expect(late.status).toBe(404)
    const again = await tie(rep, zhang, { toId: chen, kind: 'ally', supersedes: first })
    expect(again.body).toMatchObject({ status: 409, code: 'people.tie-superseded' })
    expect(await ties(rep, zhang)).toHaveLength(1)
  })

  it('may stand beside others of another kind between the same two, but once in each kind', async () => {
    const [one, other] = [await person(rep, ours, '刘工'), await person(rep, ours, '何工')]
    await tie(rep, one, { toId: other, kind: 'reports', strength: 3 })
    await tie(rep, one, { toId: other, kind: 'schoolmate', strength: 3 })
    await tie(rep, other, { toId: one, kind: 'schoolmate', strength: 5 })
    await tie(rep, other, { toId: one, kind: 'listens_to' })
    await tie(rep, one, { toId: other, kind: 'listens_to' })
    const now = (await ties(rep, one)).map((t) => [t.kind, t.strength]).sort()
    expect(now).toEqual([
      ['listens_to', null],
      ['listens_to', null],
      ['reports', 3],
      ['schoolmate', 5],
    ])
  })

  it('may be said from the other side: whose superior, whose pupil', async () => {
    const [here, boss] = [await person(rep, ours, '下属'), await person(rep, ours, '上级')]
    await tie(rep, boss, { toId: here, kind: 'reports', back: true })
    expect(await ties(rep, here)).toMatchObject([{ kind: 'reports', fromId: here, toId: boss }])
  })

  it('said by five at once stands once', async () => {
    const [one, other] = [await person(rep, ours, '甲'), await person(rep, ours, '乙')]
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((strength) => tie(rep, one, { toId: other, kind: 'ally', strength })),
    )
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201, 201])
    expect(await ties(rep, one)).toHaveLength(1)
    expect(await ties(rep, one, 'true')).toHaveLength(5)
  })

  it('may lead to another customer whose people the writer sees, and is ended from either end', async () => {
    const here = await person(rep, ours, '孙主任')
    const there = await person(colleague, theirs, '周厂长')
    // The rep cannot see the other end.
    expect((await tie(rep, here, { toId: there, kind: 'friend' })).status).toBe(404)
    await colleague.ok(setAccountTeamMember, {
      params: { accountId: theirs, memberId: rep.memberId },
      body: { access: 'read' },
    })
    const written = await tie(rep, here, { toId: there, kind: 'friend', strength: 4 })
    expect(written.body).toMatchObject({ toName: '周厂长', otherAccountName: '江南重工' })
    expect(await ties(above, there)).toMatchObject([{ kind: 'friend', otherAccountName: '华东电力' }])
    // The colleague does not see the rep's customer, so not the tie either.
    expect(await ties(colleague, there)).toEqual([])
    const tieId = (written.body as { id: string }).id
    expect((await colleague.send(endTie, { params: { tieId } })).status).toBe(404)
    await above.ok(endTie, { params: { tieId } })
    expect(await ties(rep, here, 'true')).toMatchObject([{ kind: 'friend', ended: true }])
  })

  it('of private life is there only for those who may see the personal layer of both', async () => {
    const one = await person(rep, ours, '秦工')
    const two = await person(rep, ours, '许工')
    await tie(rep, one, { toId: two, kind: 'mentor', evidence: '带了他三年' })
    await tie(rep, one, { toId: two, kind: 'reports', evidence: '通讯录上写着' })
    const read = await administrator.ok(listPersonTies, { params: { personId: one }, query: {} })
    expect(read).toMatchObject({ withheld: true, items: [{ kind: 'reports', evidence: '' }] })
    expect(read.items).toHaveLength(1)
    const whole = await administrator.ok(listAccountTies, { params: { accountId: ours }, query: {} })
    expect(JSON.stringify(whole)).not.toMatch(/带了他三年|通讯录|mentor/)
    const [mentor] = (await ties(rep, one)).filter((t) => t.kind === 'mentor')
    expect((await administrator.send(endTie, { params: { tieId: mentor?.id ?? '' } })).status).toBe(404)
  })
})

describe('a proposal', () => {
  it('finds fellow townsmen however the place is written, and never by the province alone', async () => {
    const yang = await person(rep, ours, '杨帆')
    await home(rep, yang, '湖南省长沙市浏阳市')
    const near = await person(rep, ours, '罗军')
    await home(rep, near, '浏阳人')
    const city = await person(rep, ours, '谢云')
    await home(rep, city, '湖南 长沙')
    const province = await person(rep, ours, '彭涛')
    await home(rep, province, '湖南')
    const elsewhere = await person(rep, ours, '邓辉')
    await home(rep, elsewhere, '湖南岳阳')
    const found = await proposed(rep, yang)
    expect(found.map((p) => [p.other.name, p.kind, p.strength, p.reason])).toEqual([
      ['罗军', 'townsman', 3, expect.objectContaining({ near: true, other: '浏阳人' })],
      ['谢云', 'townsman', 2, expect.objectContaining({ near: false, other: '湖南 长沙' })],
    ])
    expect(await proposed(rep, province)).toEqual([])
  })

  it.each([
    ['湖南省长沙市浏阳市', '长沙', '浏阳'],
    ['长沙浏阳', '长沙', '浏阳'],
    ['老家在湖南益阳，长在武汉', '益阳', null],
    ['湘西土家族苗族自治州凤凰县', '湘西', '凤凰'],
    ['四川甘孜藏族自治州康定市', '甘孜', '康定'],
    ['内蒙古自治区赤峰市敖汉旗', '赤峰', '敖汉'],
    ['北京市海淀区', '北京', '海淀'],
    ['吉林', null, null],
    ['吉林市', '吉林', null],
    ['朝阳区', null, null],
    ['辽宁朝阳', '朝阳', null],
    ['江苏省', null, null],
    ['一个小镇', null, null],
  ])('reads %s as what it is', async (place, city, county) => {
    const { rows } = await server.pool.query('select * from place_parts($1)', [place])
    expect(rows).toEqual([{ city, county }])
  })

  it.each([
    ['2008-2013 三一重工股份有限公司 调度', '三一重工'],
    ['曾任职于三一重工', '三一重工'],
    ['早年在三一重工做调度', '三一重工'],
    ['销售经理，华为', null],
    ['GE Healthcare 2003', 'gehealthcare'],
  ])('reads the employer of %s', async (line, employer) => {
    const { rows } = await server.pool.query('select employer_key($1) as employer', [line])
    expect(rows).toEqual([{ employer }])
  })

  it('finds schoolmates: together first, then at other times, then who knows', async () => {
    const me = await person(rep, ours, '程工')
    await school(rep, me, '华中科技大学', 1998, 2002)
    for (const [name, at, from, to] of [
      ['不知道', '华中科技大学', null, null],
      ['同届', '华中科技大学（电气学院）', 2000, 2004],
      ['前辈', '华科', 1985, 1989],
      ['前脚走', '华中科技大学', 2002, 2006],
      ['附中', '华中科技大学附属中学', 1999, 2002],
    ] as const)
      await school(rep, await person(rep, ours, name), at, from, to)
    const found = await proposed(rep, me)
    expect(found.map((p) => [p.other.name, p.strength, p.reason])).toEqual([
      ['同届', 4, expect.objectContaining({ years: 'together', from: 2000, to: 2002 })],
      ['前辈', 2, expect.objectContaining({ years: 'apart' })],
      ['前脚走', 2, expect.objectContaining({ years: 'apart' })],
      ['不知道', 1, expect.objectContaining({ years: 'unknown' })],
    ])
  })

  it('finds former colleagues in careers and in dated employments, not those who still sit together', async () => {
    const old = await account(rep, '老东家')
    const me = await person(rep, ours, '唐工')
    const hired = { until: '2015-06-30', since: '2010-01-01' }
    await rep.ok(addEmployment, {
      params: { personId: me },
      body: { id: newId(), accountId: old, ...hired } as never,
    })
    const stayed = await person(rep, old, '留下的')
    const employ = (personId: string, since: string) =>
      rep.ok(addEmployment, { params: { personId }, body: { id: newId(), accountId: old, since } as never })
    await employ(stayed, '2012-01-01')
    const after = await person(rep, old, '后来的')
    await employ(after, '2016-01-01')
    const beside = await person(rep, old, '同桌')
    await employ(beside, '2013-01-01')
    await career(rep, me, '2001-2008 在三一重工股份有限公司任调度')
    const inCareer = await person(rep, ours, '履历里的')
    await career(rep, inCareer, '早年在三一重工集团有限公司做技术员（2005～2010）')
    const found = await proposed(rep, me)
    expect(found.map((p) => [p.other.name, p.kind]).sort()).toEqual([
      ['同桌', 'former_colleague'],
      ['履历里的', 'former_colleague'],
      ['留下的', 'former_colleague'],
    ])
    expect(found.find((p) => p.other.name === '履历里的')?.reason).toMatchObject({
      employer: '三一重工',
      years: 'together',
      from: 2005,
      to: 2008,
    })
    expect(found.find((p) => p.other.name === '留下的')?.reason).toMatchObject({
      employer: '老东家',
      from: 2012,
      to: 2015,
    })
    const names = (await proposed(rep, stayed)).map((p) => p.other.name)
    expect(names).toEqual(['唐工'])
  })

  it('accepted becomes an inferred tie that names its facts, and is proposed no more', async () => {
    const [a, b] = [await person(rep, ours, '魏工'), await person(rep, ours, '蒋工')]
    await school(rep, a, '昆明理工大学', 1990, 1994)
    await school(rep, b, '昆明理工大学', 1992, 1996)
    const accept = (who: TestMember) =>
      who.send(acceptTieProposal, {
        params: { personId: a },
        body: { id: newId(), otherId: b, kind: 'schoolmate', evidence: '都读昆明理工' },
      })
    expect((await accept(colleague)).status).toBe(404)
    const answer = await accept(rep)
    expect(answer.body).toMatchObject({
      kind: 'schoolmate',
      strength: 4,
      mutual: true,
      confidence: 'inferred',
      fromDossier: true,
      source: { kind: 'person', id: a },
    })
    expect(await proposed(rep, a)).toEqual([])
    expect(await proposed(rep, b)).toEqual([])
    expect((await accept(rep)).body).toMatchObject({ code: 'people.tie-not-proposed' })
  })

  it('turned down stays so for everybody, until it is taken back', async () => {
    const [a, b] = [await person(rep, ours, '潘工'), await person(rep, ours, '董工')]
    await home(rep, a, '云南曲靖')
    await home(rep, b, '曲靖市')
    const dismiss = (dismissed: boolean) =>
      rep.ok(dismissTieProposal, {
        params: { personId: b },
        body: { otherId: a, kind: 'townsman', dismissed },
      })
    expect(await proposed(rep, a)).toHaveLength(1)
    await dismiss(true)
    expect(await proposed(rep, a)).toEqual([])
    expect(await proposed(above, b)).toEqual([])
    expect(await proposed(above, a, 'true')).toMatchObject([{ other: { id: b }, dismissed: true }])
    await dismiss(false)
    expect(await proposed(rep, a)).toHaveLength(1)
  })

  it('is listed once per pair for a whole customer', async () => {
    const { items } = await rep.ok(listAccountTieProposals, { params: { accountId: ours }, query: {} })
    const pairs = items.map((p) => [p.kind, ...[p.person.id, p.other.id].sort()].join())
    expect(pairs.length).toBeGreaterThan(5)
    expect(new Set(pairs).size).toBe(pairs.length)
  })
})

describe('what a dossier says', () => {
  it('reaches through a proposal nobody who may not read it on both sides', async () => {
    const away = await account(colleague, '西南铝业')
    const here = await person(rep, ours, '冯工')
    const there = await person(colleague, away, '袁总')
    await school(rep, here, '同济大学', 1995, 1999)
    await school(colleague, there, '同济大学', 1996, 2000)
    expect(await proposed(above, here)).toMatchObject([{ other: { name: '袁总', accountName: '西南铝业' } }])
    expect(await proposed(rep, here)).toEqual([])
    expect((await rep.send(listPersonTieProposals, { params: { personId: there }, query: {} })).status).toBe(
      404,
    )
    // Sees every customer by office, and no dossier.
    const wide = await administrator.ok(listPersonTieProposals, { params: { personId: here }, query: {} })
    expect(wide).toEqual({ items: [], more: false, withheld: true })
    // On one of the two teams an administrator still does not read the other's dossier.
    await rep.ok(setAccountTeamMember, {
      params: { accountId: ours, memberId: administrator.memberId },
      body: { access: 'write' },
    })
    expect(await proposed(administrator, here)).toEqual([])
    const accept = await administrator.send(acceptTieProposal, {
      params: { personId: here },
      body: { id: newId(), otherId: there, kind: 'schoolmate' },
    })
    expect(accept.status).toBe(403)
    for (const role of ['service', 'auditor'] as const) {
      const reader = await company.member(role)
      const answer = await reader.send(listPersonTieProposals, { params: { personId: here }, query: {} })
      expect(answer.status).toBe(403)
    }
    const foreign = await (await server.organisation()).member('administrator')
    expect(
      (await foreign.send(listPersonTieProposals, { params: { personId: here }, query: {} })).status,
    ).toBe(404)
  })

  it('proposes nothing once the field is guarded as sensitive', async () => {
    const [a, b] = [await person(rep, ours, '沈工'), await person(rep, ours, '韩工')]
    await home(rep, a, '山东烟台')
    await home(rep, b, '烟台')
    expect(await proposed(rep, a)).toHaveLength(1)
    await administrator.ok(setDossierField, {
      params: { fieldKey: 'hometown' },
      body: { class: 'sensitive' },
    })
    expect(await proposed(rep, a)).toEqual([])
  })

  it('is gone from proposals, ties and refusals with the person', async () => {
    const [a, b] = [await person(rep, ours, '曹工'), await person(rep, ours, '于工')]
    await school(rep, a, '西安交大', 1990, 1994)
    await school(rep, b, '西安交通大学', 1990, 1994)
    await rep.ok(dismissTieProposal, {
      params: { personId: a },
      body: { otherId: b, kind: 'schoolmate', dismissed: true },
    })
    const rows = () =>
      server.open({ orgId: company.orgId }, async (tx) => {
        const { rows: found } = await tx.query<{ kind: string }>(
          'select kind from tie_dismissal where low_id = $1 or high_id = $1',
          [b],
        )
        return found.length
      })
    expect(await rows()).toBe(1)
    await above.ok(erasePerson, { params: { personId: b }, body: { reason: '本人要求删除' } })
    expect(await rows()).toBe(0)
    expect(await proposed(rep, a)).toEqual([])
    expect(await proposed(rep, a, 'true')).toEqual([])
  })
})
