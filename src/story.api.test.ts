import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartSteps, undoChartEdit } from '#modules/accounts/accounts.contract.ts'
import { getMap, listChanges, listClaims, sinceLastVisit } from '#modules/chain/chain.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import { type Told, tellIn } from '../demo/tell.ts'
import { serverModules } from './server-modules.ts'

// What somebody sees who asked for the sample story: a customer with a past.

let server: TestServer
let chief: TestMember
let told: Told
let at: { params: { accountId: string } }

beforeAll(async () => {
  server = await openTestServer(serverModules, { jobs: true })
  const company = await server.organisation('恒灌科技')
  chief = await company.member('supervisor', { name: '李敏' })
  told = await tellIn(server.pool, serverModules, pino({ level: 'silent' }), company.orgId, chief.memberId)
  at = { params: { accountId: told.accountId } }
}, 60_000)
afterAll(() => server?.close())

/** Where the organisation works. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

async function mapOn(on?: string) {
  const map = await chief.ok(getMap, { ...at, query: { ...(on && { on }), projectId: undefined } as never })
  const unitOf = (id: string | null) => map.units.find((u) => u.id === id)?.name ?? null
  const name = (id: string) => map.people.find((p) => p.id === id)?.name
  return {
    units: map.units.map((u) => `${u.name}<${unitOf(u.parentId) ?? ''}`).sort(),
    buying: map.posts
      .filter((p) => p.title.startsWith('采购'))
      .map((p) => [p.title, p.vacant, map.people.find((one) => one.postIds.includes(p.id))?.name ?? null]),
    stances: Object.fromEntries(map.seats.map((s) => [name(s.personId), s.stance])),
  }
}

describe('the sample story', () => {
  it('shows another map of four weeks ago: another order of departments, a vacant post, another stance', async () => {
    expect(await mapOn(daysAgo(28))).toEqual({
      units: [
        '集团管理层<',
        '财务部<集团管理层',
        '设备技术部<集团管理层',
        '二厂生产部<集团管理层',
        '采购部<财务部',
      ].sort(),
      buying: [['采购部长', true, null]],
      stances: { 陈志远: null, 刘敏: 0, 张建国: 2, 杨帆: 3 },
    })
    expect(await mapOn()).toEqual({
      units: [
        '集团管理层<',
        '财务部<集团管理层',
        '设备技术部<集团管理层',
        '二厂生产部<集团管理层',
        '采购中心<集团管理层',
      ].sort(),
      buying: [['采购总监', false, '赵亮']],
      stances: { 陈志远: null, 刘敏: 2, 张建国: 4, 杨帆: 3, 赵亮: -3 },
    })
    expect((await mapOn(daysAgo(60))).units).toEqual([])
  })

  it('names what changed in these four weeks, each with who and on its day', async () => {
    const { items } = await chief.ok(listChanges, { ...at, query: { from: daysAgo(28) } })
    const line = items.map((c) => [c.subject, c.kind, c.name, c.byName, c.at?.slice(0, 10)])
    expect(line).toContainEqual(['unit', 'renamed', '采购中心', '李敏', daysAgo(20)])
    expect(line).toContainEqual(['holder', 'added', '采购总监', '李敏', daysAgo(15)])
    expect(line).toContainEqual(['post', 'changed', '采购总监', '王磊（示例）', daysAgo(15)])
    expect(line).toContainEqual(['claim', 'changed', '张建国', '李敏', daysAgo(6)])
    expect(items.filter((c) => c.byName === null || c.at === null)).toEqual([])
  })

  it('has a handful to say since my last visit, not what that visit taught', async () => {
    const { items, visit } = await chief.ok(sinceLastVisit, { ...at, query: {} })
    expect(visit?.id).toBe(told.visitId)
    expect(items.map((c) => [c.subject, c.kind, c.name, c.was, c.byName])).toEqual([
      ['post', 'added', '设备采购经理', null, '王磊（示例）'],
      ['claim', 'changed', '刘敏', 0, '王磊（示例）'],
      ['claim', 'added', '陈志远', null, '李敏'],
      ['tie', 'added', '周启明', null, '李敏'],
    ])
  })

  it('ended each belief on the day another took its place', async () => {
    const map = await chief.ok(getMap, { ...at, query: {} })
    const { items } = await chief.ok(listClaims, {
      params: {
        projectId: map.projectId as string,
        personId: map.people.find((p) => p.name === '张建国')?.id as string,
      },
      query: {},
    })
    expect(
      items
        .filter((c) => c.attribute === 'stance')
        .map((c) => [c.value, c.assertedAt.slice(0, 10), c.supersededAt?.slice(0, 10)]),
    ).toEqual([
      [4, daysAgo(6), undefined],
      [2, daysAgo(40), daysAgo(6)],
    ])
  })

  it('keeps the steps of the chart on their days, and the last can be taken back', async () => {
    const { items } = await chief.ok(chartSteps, { ...at, query: {} })
    expect(items.slice(0, 4).map((s) => [s.at.slice(0, 10), s.by.name])).toEqual([
      [daysAgo(3), '王磊（示例）'],
      [daysAgo(15), '王磊（示例）'],
      [daysAgo(20), '李敏'],
      // The first drawing of it.
      [daysAgo(44), '李敏'],
    ])
    const editId = items[0]?.id as string
    const { posts } = await chief.ok(undoChartEdit, {
      params: { ...at.params, editId },
      body: { id: newId() },
    })
    expect(posts.map((p) => p.title)).not.toContain('设备采购经理')
  })
})
