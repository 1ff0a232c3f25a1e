import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, setAccountTeamMember } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { makeClaim } from '#modules/chain/chain.contract.ts'
import { chain } from '#modules/chain/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import {
  archivePerson,
  assertFact,
  changePerson,
  createPerson,
  createTie,
  endTie,
  erasePerson,
  type TieKind,
} from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit, recordVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  findIntroductions,
  type Route,
  refuseIntroduction,
  takeRefusalBack,
} from '../introductions.contract.ts'
import { introductions } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let mate: TestMember
let above: TestMember
let administrator: TestMember

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, chain, introductions])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  mate = await company.member('rep', { name: '李敏', team })
  above = await company.member('supervisor', { name: '赵主管', supervises: team })
  administrator = await company.member('administrator')
})
afterAll(() => server?.close())

interface World {
  accountId: string
  projectId: string
}
async function customer(who: TestMember, name: string): Promise<World> {
  const [accountId, projectId] = [newId(), newId()]
  await who.ok(createAccount, { body: { id: accountId, name } as never })
  await who.ok(createProject, { body: { id: projectId, accountId, name: `${name}项目` } as never })
  return { accountId, projectId }
}
async function person(who: TestMember, { accountId }: World, name: string): Promise<string> {
  const id = newId()
  await who.ok(createPerson, { params: { accountId }, body: { id, name } as never })
  return id
}
async function tie(who: TestMember, personId: string, kind: TieKind, toId: string, over: object = {}) {
  const id = newId()
  await who.ok(createTie, {
    params: { personId },
    body: { id, toId, kind, strength: 4, confidence: 'stated', ...over } as never,
  })
  return id
}
const level = (who: TestMember, { projectId }: World, personId: string, current: string | null) =>
  who.ok(makeClaim, {
    params: { projectId },
    body: {
      id: newId(),
      personId,
      confidence: 'stated',
      source: { kind: 'note', id: null, note: '' },
      claim: {
        attribute: 'relationship',
        aboutMemberId: who.memberId,
        value: { current, target: null } as never,
      },
    },
  })
async function met(
  who: TestMember,
  { accountId }: World,
  personId: string,
  depth: string,
  with_?: TestMember,
) {
  const id = newId()
  const plannedAt = new Date(Date.now() - 20 * 864e5).toISOString()
  const companions = with_ ? [{ memberId: with_.memberId, part: 'technical' }] : []
  await who.ok(createVisit, {
    body: { id, accountId, plannedAt, personIds: [personId], companions } as never,
  })
  await who.ok(recordVisit, {
    params: { visitId: id },
    body: { id: newId(), met: [{ personId, met: true, depth }] } as never,
  })
}
const ask = (who: TestMember, personId: string, from: 'me' | 'anyone' = 'anyone') =>
  who.ok(findIntroductions, { params: { personId }, query: { from } })
const told = (route: Route | undefined) =>
  route && [route.steps[0]?.from.name, ...route.steps.map((step) => step.to.name)].join(' → ')

describe('the way to somebody', () => {
  it('leads from one of ours over who knows whom, and says why at each step', async () => {
    const w = await customer(rep, '华东电力')
    const [li, chen] = [await person(rep, w, '李工'), await person(rep, w, '陈总')]
    await level(rep, w, li, 'trusted_advisor')
    await met(rep, w, li, 'in_depth')
    await tie(rep, li, 'schoolmate', chen)
    const { routes, openers, target } = await ask(rep, chen)
    expect(target).toMatchObject({ name: '陈总', accountName: '华东电力', doNotContact: false })
    expect(told(routes[0])).toBe('王磊 → 李工 → 陈总')
    expect(routes[0]).toMatchObject({ weak: false })
    expect(routes[0]?.steps[0]?.reasons).toEqual([
      { kind: 'relationship', level: 'trusted_advisor', confidence: 'stated' },
      expect.objectContaining({ kind: 'meetings', count: 1, inDepth: 1 }),
    ])
    expect(routes[0]?.steps[1]?.reasons).toEqual([
      { kind: 'tie', tie: 'schoolmate', forward: true, strength: 4, confidence: 'stated' },
    ])
    expect(openers).toEqual([])
  })

  it('begins with whoever of ours is closest, a companion of a visit among them, or with the reader if asked', async () => {
    const w = await customer(rep, '江南重工')
    const [gate, boss] = [await person(rep, w, '门路'), await person(rep, w, '大老板')]
    await level(rep, w, gate, 'vendor')
    await met(rep, w, gate, 'in_depth', mate)
    await tie(rep, boss, 'friend', gate)
    const anyone = (await ask(rep, boss)).routes.map(told)
    expect(new Set(anyone)).toEqual(new Set(['王磊 → 门路 → 大老板', '李敏 → 门路 → 大老板']))
    expect((await ask(rep, boss, 'me')).routes.map(told)).toEqual(['王磊 → 门路 → 大老板'])
  })

  it('is a direct one where we know the person well, and never crosses a conflict', async () => {
    const w = await customer(rep, '北方钢铁')
    const [one, other] = [await person(rep, w, '甲'), await person(rep, w, '乙')]
    await level(rep, w, one, 'problem_solver')
    await tie(rep, one, 'conflict', other, { strength: 5 })
    expect((await ask(rep, one)).routes.map(told)).toEqual(['王磊 → 甲'])
    expect((await ask(rep, other)).routes).toEqual([])
  })

  it('reaches three people deep, not four', async () => {
    const w = await customer(rep, '长路公司')
    const row: string[] = []
    for (const name of ['一', '二', '三', '四', '五']) row.push(await person(rep, w, name))
    await level(rep, w, row[0] as string, 'trusted_advisor')
    for (let i = 1; i < row.length; i++) await tie(rep, row[i - 1] as string, 'friend', row[i] as string)
    expect(told((await ask(rep, row[3] as string)).routes[0])).toBe('王磊 → 一 → 二 → 三 → 四')
    const far = await ask(rep, row[4] as string)
    expect(far.routes).toEqual([])
    expect(far.mostLinks).toBe(4)
  })

  it('stands on a thin link only where nothing better is there, and says so', async () => {
    const w = await customer(rep, '薄冰公司')
    const [thin, firm, boss] = [
      await person(rep, w, '一面之缘'),
      await person(rep, w, '老朋友'),
      await person(rep, w, '目标'),
    ]
    await met(rep, w, thin, 'brief')
    await tie(rep, thin, 'friend', boss, { strength: 5 })
    const only = await ask(rep, boss)
    expect(only.routes).toMatchObject([{ weak: true, steps: [{ weak: true }, { weak: false }] }])
    expect(only.openers.length).toBeGreaterThan(0)
    await level(rep, w, firm, 'credible_source')
    await tie(rep, firm, 'former_colleague', boss, { strength: 3 })
    expect((await ask(rep, boss)).routes.map((r) => [told(r), r.weak])).toEqual([
      ['王磊 → 老朋友 → 目标', false],
      ['王磊 → 一面之缘 → 目标', true],
    ])
  })

  it('goes no longer over a tie that ended, somebody archived, or somebody who wishes not to be disturbed', async () => {
    const w = await customer(rep, '变故公司')
    const boss = await person(rep, w, '目标')
    const bridges: string[] = []
    const ties: string[] = []
    for (const name of ['断了', '归档', '勿扰', '删除']) {
      const id = await person(rep, w, name)
      await level(rep, w, id, 'trusted_advisor')
      ties.push(await tie(rep, id, 'friend', boss))
      bridges.push(id)
    }
    expect((await ask(rep, boss)).routes).toHaveLength(4)
    const [, archived, quiet, erased] = bridges as [string, string, string, string]
    await rep.ok(endTie, { params: { tieId: ties[0] as string } })
    await rep.ok(archivePerson, { params: { personId: archived }, body: { archived: true } })
    await rep.ok(changePerson, {
      params: { personId: quiet },
      body: { name: '勿扰', doNotContact: true, version: 1 } as never,
    })
    await above.ok(erasePerson, { params: { personId: erased }, body: { reason: '本人要求删除' } })
    expect((await ask(rep, boss)).routes).toEqual([])
  })
})

describe('a refusal', () => {
  it('sends the way round the link until it is taken back', async () => {
    const w = await customer(rep, '回绝公司')
    const [near, round, boss] = [
      await person(rep, w, '近路'),
      await person(rep, w, '远路'),
      await person(rep, w, '目标'),
    ]
    for (const id of [near, round]) await level(rep, w, id, 'trusted_advisor')
    await tie(rep, near, 'friend', boss)
    await tie(rep, round, 'townsman', boss)
    expect((await ask(rep, boss)).routes.map(told)[0]).toBe('王磊 → 近路 → 目标')
    const refusalId = newId()
    const body = { id: refusalId, from: { kind: 'person' as const, id: near }, note: '两人闹过不快' }
    await rep.ok(refuseIntroduction, { params: { personId: boss }, body })
    const after = await ask(rep, boss)
    expect(after.routes.map(told)).toEqual(['王磊 → 远路 → 目标'])
    expect(after.refused).toMatchObject([
      { id: refusalId, from: { name: '近路' }, to: { name: '目标' }, note: '两人闹过不快', byName: '王磊' },
    ])
    // The administrator sees the customer, not what was said.
    const wide = await ask(administrator, boss)
    expect(wide.refused).toMatchObject([{ note: '' }])
    const back = () => rep.send(takeRefusalBack, { params: { personId: boss }, body: { refusalId } })
    expect((await back()).status).toBe(204)
    expect((await back()).body).toMatchObject({ code: 'introductions.refusal-taken-back' })
    expect((await ask(rep, boss)).routes.map(told)[0]).toBe('王磊 → 近路 → 目标')
  })

  it('of one of ours holds for that colleague alone, and lapses on its day', async () => {
    const w = await customer(rep, '同事公司')
    const boss = await person(rep, w, '目标')
    await met(rep, w, boss, 'in_depth', mate)
    await rep.ok(refuseIntroduction, {
      params: { personId: boss },
      body: { id: newId(), from: { kind: 'member', id: mate.memberId }, until: '2999-01-01' },
    })
    expect((await ask(rep, boss)).routes.map(told)).toEqual(['王磊 → 目标'])
    await server.open({ orgId: company.orgId }, (tx) =>
      tx.query('update introduction_refusal set until = current_date - 1 where to_id = $1', [boss]),
    )
    const lapsed = await ask(rep, boss)
    expect(lapsed.routes).toHaveLength(2)
    expect(lapsed.refused).toEqual([])
    const past = await rep.send(refuseIntroduction, {
      params: { personId: boss },
      body: { id: newId(), from: { kind: 'member', id: mate.memberId }, until: '2020-01-01' },
    })
    expect(past.body).toMatchObject({ fields: [{ path: 'until', code: 'in-the-past' }] })
  })

  it('sent twice is noted once, and goes with the person who is erased', async () => {
    const w = await customer(rep, '重试公司')
    const [bridge, boss] = [await person(rep, w, '桥'), await person(rep, w, '目标')]
    const key = newId()
    const input = {
      params: { personId: boss },
      body: { id: newId(), from: { kind: 'person' as const, id: bridge } },
    }
    await rep.ok(refuseIntroduction, input, { key })
    await rep.ok(refuseIntroduction, input, { key })
    const count = () =>
      server.open({ orgId: company.orgId }, async (tx) => {
        const { rows } = await tx.query('select 1 from introduction_refusal where to_id = $1', [boss])
        return rows.length
      })
    expect(await count()).toBe(1)
    await above.ok(erasePerson, { params: { personId: bridge }, body: { reason: '本人要求删除' } })
    expect(await count()).toBe(0)
  })
})

describe('where there is no way', () => {
  it('names who could open one: a likely schoolmate we know, a tied one we do not, a neighbour we know', async () => {
    const w = await customer(rep, '无路公司')
    const boss = await person(rep, w, '目标')
    const [beside, tied, likely] = [
      await person(rep, w, '同单位'),
      await person(rep, w, '有关系的'),
      await person(rep, w, '可能是校友'),
    ]
    const school = (personId: string) =>
      rep.ok(assertFact, {
        params: { personId },
        body: {
          id: newId(),
          field: 'schools',
          value: { shape: 'school', school: '东南大学', from: 1995, to: 1999 },
        } as never,
      })
    await school(boss)
    await school(likely)
    await level(rep, w, likely, 'problem_solver')
    await level(rep, w, beside, 'credible_source')
    await tie(rep, tied, 'friend', boss)
    const { routes, openers } = await ask(rep, boss)
    expect(routes).toEqual([])
    expect(openers.map((o) => [o.person.name, o.why.kind, o.knownBy?.name ?? null])).toEqual([
      ['可能是校友', 'proposed', '王磊'],
      ['有关系的', 'tied', null],
      ['同单位', 'same_account', '王磊'],
    ])
    // Without the personal layer: neither the schoolmate's past nor the private friendship.
    const wide = await ask(administrator, boss)
    expect(wide.openers.map((o) => [o.person.name, o.why.kind])).toEqual([
      ['可能是校友', 'same_account'],
      ['同单位', 'same_account'],
    ])
    expect(JSON.stringify(wide)).not.toContain('东南大学')
  })
})

describe('who may know', () => {
  it('is shown only people of customers they see, and private ties only with the personal layer', async () => {
    const [here, there] = [await customer(rep, '看得见'), await customer(mate, '看不见')]
    const boss = await person(rep, here, '目标')
    const bridge = await person(mate, there, '别家的桥')
    await level(mate, there, bridge, 'trusted_advisor')
    await mate.ok(setAccountTeamMember, {
      params: { accountId: there.accountId, memberId: rep.memberId },
      body: { access: 'read', until: new Date(Date.now() + 3e9).toISOString() },
    })
    await tie(rep, boss, 'friend', bridge)
    const around = await person(rep, here, '绕一圈的')
    await level(rep, here, around, 'trusted_advisor')
    await tie(rep, around, 'ally', bridge)
    const both = ['李敏 → 别家的桥 → 目标', '王磊 → 绕一圈的 → 别家的桥 → 目标']
    expect((await ask(rep, boss)).routes.map(told)).toEqual(both)
    expect((await ask(above, boss)).routes.map(told)).toEqual(both)
    await tie(rep, boss, 'ally', bridge)
    // The rep's access to the other customer ends: so does the way over it.
    await server.open({ orgId: company.orgId }, (tx) =>
      tx.query(
        `update account_member set until = now() - interval '1 minute' where account_id = $1 and access = 'read'`,
        [there.accountId],
      ),
    )
    const blind = await ask(rep, boss)
    expect(blind.routes).toEqual([])
    // Nor does the way that is there unseen keep the others from being named.
    expect(blind.openers.map((o) => o.person.name)).toEqual(['绕一圈的'])
    expect(JSON.stringify(blind)).not.toMatch(/别家的桥|看不见/)
    // The administrator sees both customers and the alliance, not what binds two people privately.
    const allied = (await ask(administrator, boss)).routes
    expect(allied.map(told)).toEqual(both)
    expect(JSON.stringify(allied)).not.toContain('friend')
  })

  it('is neither a stranger, nor another organisation, nor the service desk; an auditor reads and writes nothing', async () => {
    const w = await customer(rep, '门外公司')
    const [bridge, boss] = [await person(rep, w, '桥'), await person(rep, w, '目标')]
    await level(rep, w, bridge, 'trusted_advisor')
    await tie(rep, bridge, 'ally', boss)
    const foreign = await (await server.organisation()).member('administrator')
    const input = { params: { personId: boss }, query: {} }
    const refuse = (who: TestMember) =>
      who.send(refuseIntroduction, {
        params: { personId: boss },
        body: { id: newId(), from: { kind: 'person', id: bridge } },
      })
    for (const stranger of [mate, foreign]) {
      expect((await stranger.send(findIntroductions, input)).status).toBe(404)
      expect((await refuse(stranger)).status).toBe(404)
    }
    const service = await company.member('service')
    expect((await service.send(findIntroductions, input)).status).toBe(403)
    const auditor = await company.member('auditor')
    expect((await ask(auditor, boss)).routes.map(told)).toEqual(['王磊 → 桥 → 目标'])
    expect((await refuse(auditor)).status).toBe(403)
    // To read is not enough to say who will not.
    await rep.ok(setAccountTeamMember, {
      params: { accountId: w.accountId, memberId: mate.memberId },
      body: { access: 'read' },
    })
    expect((await refuse(mate)).status).toBe(403)
  })
})
