import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAt } from '#platform/contract/days.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  type Chart,
  type ChartEdit,
  changePost,
  changeUnit,
  chartSteps,
  createAccount,
  deletePost,
  editChart,
  getOrganisation,
  setAccountTeamMember,
  undoChartEdit,
} from '../accounts.contract.ts'
import { chartFaults } from '../chart-faults.rules.ts'
import { fitEdit, randomEdit } from '../testing-edits.ts'
import { accounts } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let supervisor: TestMember
let service: TestMember
let auditor: TestMember
let stranger: TestMember
let outsider: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts])
  org = await server.organisation('破冰设备')
  const north = await org.team('华北区')
  rep = await org.member('rep', { name: '李雷', team: north })
  colleague = await org.member('rep', { name: '韩梅梅' })
  supervisor = await org.member('supervisor', { name: '王主管', supervises: north })
  service = await org.member('service', { name: '小服' })
  auditor = await org.member('auditor', { name: '审计' })
  stranger = await org.member('rep', { name: '路人' })
  outsider = await (await server.organisation('另一家')).member('administrator', { name: '外人' })
})
afterAll(() => server.close())

/** A plant: 厂长 ← 部长 ← 主任, departments 厂部 and below it 设备部. */
async function plant() {
  const { id: accountId } = await rep.ok(createAccount, { body: { id: newId(), name: '华北水泥' } })
  await rep.ok(setAccountTeamMember, {
    params: { accountId, memberId: colleague.memberId },
    body: { access: 'write' },
  })
  const [office, shop, director, head, chief] = [newId(), newId(), newId(), newId(), newId()]
  await edit(rep, accountId, [
    {
      do: 'add-unit',
      unit: { id: office, name: '厂部', parentId: null, function: 'management', stand: 'decide' },
    },
    { do: 'add-unit', unit: { id: shop, name: '设备部', parentId: office, function: null, stand: 'use' } },
    { do: 'add-post', post: aPost(director, '厂长', null, office) },
    { do: 'add-post', post: aPost(head, '设备部部长', director, shop) },
    { do: 'add-post', post: aPost(chief, '检修主任', head, shop) },
  ])
  return { accountId, office, shop, director, head, chief }
}
const aPost = (id: string, title: string, reportsToId: string | null, unitId: string | null) => ({
  id,
  title,
  reportsToId,
  unitId,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
})
async function edit(who: TestMember, accountId: string, edits: ChartEdit[], id = newId()) {
  return who.ok(editChart, { params: { accountId }, body: { id, edits } })
}
const chartOf = (accountId: string, on?: string) =>
  rep.ok(getOrganisation, { params: { accountId }, query: { on } })
const undo = (accountId: string, editId: string) => ({ params: { accountId, editId }, body: { id: newId() } })
/** What a chart says, whatever the order of its rows and their versions. */
function said(chart: Chart) {
  const plain = (rows: readonly { id: string; version: number }[]) =>
    rows.map(({ version: _, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1))
  return { units: plain(chart.units), posts: plain(chart.posts) }
}

describe('a step of the chart', () => {
  test('answers the chart as it then stands, and who did what', async () => {
    const { accountId, head, chief, director } = await plant()
    const { posts, step } = await edit(rep, accountId, [
      { do: 'remove-post', postId: head, version: 1 },
      { do: 'change-post', postId: chief, title: '设备主任' },
    ])
    expect(posts.find((p) => p.id === chief)).toMatchObject({
      reportsToId: director,
      title: '设备主任',
      version: 2,
    })
    expect(posts.map((p) => p.id)).not.toContain(head)
    expect(step).toMatchObject({ by: { id: rep.memberId, name: '李雷' }, undoable: true, undoesId: null })
    expect(step.touched).toContainEqual(expect.objectContaining({ kind: 'post', id: head, after: null }))
  })

  test('is done whole or not at all, and names the edit that cannot be done', async () => {
    const { accountId, director, chief } = await plant()
    const before = await chartOf(accountId)
    const refused = await rep.problem(editChart, {
      params: { accountId },
      body: {
        id: newId(),
        edits: [
          { do: 'change-post', postId: chief, title: '主任' },
          { do: 'change-post', postId: director, reportsToId: chief },
        ],
      },
    })
    expect(refused).toMatchObject({
      status: 422,
      code: 'accounts.chart-edit-refused',
      params: { edit: 2, of: 2 },
      fields: [{ path: 'edits.1.reportsToId', code: 'chart-loop' }],
    })
    expect(await chartOf(accountId)).toEqual(before)
    expect((await rep.ok(chartSteps, { params: { accountId }, query: {} })).items).toHaveLength(1)
  })

  test('touches nothing of another account, and takes no id that is used', async () => {
    const here = await plant()
    const there = await plant()
    const why = async (edit: ChartEdit) =>
      (
        await rep.problem(editChart, {
          params: { accountId: here.accountId },
          body: { id: newId(), edits: [edit] },
        })
      ).fields?.[0]?.code
    expect(await why({ do: 'change-post', postId: there.head, title: '借来的' })).toBe('chart-unknown')
    expect(await why({ do: 'remove-unit', unitId: there.shop })).toBe('chart-unknown')
    expect(await why({ do: 'add-post', post: aPost(newId(), '借来的', there.head, null) })).toBe(
      'chart-unknown',
    )
    expect(await why({ do: 'add-post', post: aPost(there.head, '借来的', null, null) })).toBe(
      'chart-id-taken',
    )
    await edit(rep, here.accountId, [{ do: 'remove-post', postId: here.head }])
    expect(await why({ do: 'add-post', post: aPost(here.head, '又来了', null, null) })).toBe('chart-id-taken')
  })

  test('made on what another has changed since is not done, and shows what stands', async () => {
    const { accountId, head } = await plant()
    await edit(colleague, accountId, [{ do: 'change-post', postId: head, title: '装备部部长', version: 1 }])
    const conflict = await rep.problem(editChart, {
      params: { accountId },
      body: { id: newId(), edits: [{ do: 'change-post', postId: head, title: '机动部部长', version: 1 }] },
    })
    expect(conflict).toMatchObject({
      status: 409,
      code: 'platform.conflict',
      fields: [
        {
          path: 'edits.0.version',
          code: 'chart-changed-since',
          params: { name: '装备部部长', by: '韩梅梅' },
        },
      ],
    })
    expect((conflict.current as Chart).posts).toContainEqual(
      expect.objectContaining({ id: head, title: '装备部部长', version: 2 }),
    )
  })

  test('sent twice is done once', async () => {
    const { accountId, shop } = await plant()
    const key = newId()
    const request = {
      params: { accountId },
      body: { id: newId(), edits: [{ do: 'change-unit' as const, unitId: shop, name: '装备部' }] },
    }
    const first = await rep.ok(editChart, request, { key })
    expect(await rep.ok(editChart, request, { key })).toEqual(first)
    expect(first.units.find((u) => u.id === shop)?.version).toBe(2)
    expect((await rep.ok(chartSteps, { params: { accountId }, query: {} })).items).toHaveLength(2)
  })

  test('two that close a circle only together: one is done', async () => {
    const { accountId } = await plant()
    const [a, b] = [newId(), newId()]
    await edit(rep, accountId, [
      { do: 'add-post', post: aPost(a, '甲', null, null) },
      { do: 'add-post', post: aPost(b, '乙', null, null) },
    ])
    const move = (postId: string, reportsToId: string) => ({
      params: { accountId },
      body: { id: newId(), edits: [{ do: 'change-post' as const, postId, reportsToId }] },
    })
    const answers = await Promise.all([
      rep.send(editChart, move(a, b)),
      colleague.send(editChart, move(b, a)),
      supervisor.send(editChart, move(b, a)),
    ])
    const refused = answers.filter((answer) => answer.status === 422)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.filter((answer) => answer.status < 300).length).toBe(3 - refused.length)
    expect(refused.length).toBeLessThan(3)
    const chart = await chartOf(accountId)
    expect(chartFaults(chart).filter((f) => f.code === 'loop')).toEqual([])
  })
})

describe('taking steps back', () => {
  test('restores the chart exactly, and taken back again does the step once more', async () => {
    const { accountId, shop } = await plant()
    const before = await chartOf(accountId)
    const { step, ...changed } = await edit(rep, accountId, [{ do: 'remove-unit', unitId: shop }])
    const undone = await colleague.ok(undoChartEdit, undo(accountId, step.id))
    expect(said(undone)).toEqual(said(before))
    expect(undone.step).toMatchObject({ undoesId: step.id, by: { name: '韩梅梅' }, undoable: true })
    expect(await rep.problem(undoChartEdit, undo(accountId, step.id))).toMatchObject({
      status: 409,
      code: 'accounts.chart-already-undone',
    })
    const redone = await rep.ok(undoChartEdit, undo(accountId, undone.step.id))
    expect(said(redone)).toEqual(said(changed))
    const { items } = await rep.ok(chartSteps, { params: { accountId }, query: {} })
    expect(items.map((s) => [s.undoesId, s.undoneById !== null, s.undoable])).toEqual([
      [undone.step.id, false, true],
      [step.id, true, false],
      [null, true, false],
      [null, false, false],
    ])
  })

  test('is refused where somebody has changed it since, and says who', async () => {
    const { accountId, head, chief } = await plant()
    const { step } = await edit(rep, accountId, [{ do: 'remove-post', postId: head }])
    await colleague.ok(changePost, { params: { postId: chief }, body: { reportsToId: null, version: 2 } })
    expect(await rep.problem(undoChartEdit, undo(accountId, step.id))).toMatchObject({
      status: 409,
      code: 'accounts.chart-changed-since',
      fields: [
        { path: `posts.${chief}`, code: 'chart-changed-since', params: { name: '检修主任', by: '韩梅梅' } },
      ],
    })
    expect(
      (await rep.ok(chartSteps, { params: { accountId }, query: {} })).items.map((s) => s.undoable),
    ).toEqual([true, false, false])
  })

  test('also takes back what was done in a form', async () => {
    const { accountId, shop, head } = await plant()
    const before = await chartOf(accountId)
    await rep.ok(changeUnit, { params: { unitId: shop }, body: { stand: 'oppose', version: 1 } })
    await rep.ok(deletePost, { params: { postId: head } })
    const { items } = await rep.ok(chartSteps, { params: { accountId }, query: { limit: 2 } })
    for (const { id } of items) await rep.ok(undoChartEdit, undo(accountId, id))
    expect(said(await chartOf(accountId))).toEqual(said(before))
  })
})

describe('the steps of a chart', () => {
  test('are read page by page, the latest first', async () => {
    const { accountId, shop } = await plant()
    for (const name of ['甲', '乙', '丙'])
      await edit(rep, accountId, [{ do: 'change-unit', unitId: shop, name }])
    const first = await rep.ok(chartSteps, { params: { accountId }, query: { limit: 2 } })
    expect(first.items.map((s) => s.edits[0])).toMatchObject([{ name: '丙' }, { name: '乙' }])
    const rest = await rep.ok(chartSteps, {
      params: { accountId },
      query: { limit: 2, cursor: first.next as string },
    })
    expect(rest.items).toHaveLength(2)
    expect(rest.next).toBeNull()
  })
})

describe('who may', () => {
  test('a stranger and another organisation find nothing; service staff and auditors write nothing', async () => {
    const { accountId, shop } = await plant()
    const { items } = await rep.ok(chartSteps, { params: { accountId }, query: {} })
    const editId = items[0]?.id as string
    const wish = {
      params: { accountId },
      body: { id: newId(), edits: [{ do: 'change-unit' as const, unitId: shop, name: '偷改' }] },
    }
    for (const who of [stranger, outsider]) {
      expect(await who.problem(editChart, wish)).toMatchObject({ status: 404 })
      expect(await who.problem(chartSteps, { params: { accountId }, query: {} })).toMatchObject({
        status: 404,
      })
      expect(await who.problem(undoChartEdit, undo(accountId, editId))).toMatchObject({ status: 404 })
      expect(
        await who.problem(getOrganisation, { params: { accountId }, query: { on: '2026-01-01' } }),
      ).toMatchObject({ status: 404 })
    }
    for (const who of [service, auditor]) {
      expect(await who.problem(editChart, wish)).toMatchObject({ status: 403 })
      expect(await who.problem(undoChartEdit, undo(accountId, editId))).toMatchObject({ status: 403 })
    }
    expect(await service.problem(chartSteps, { params: { accountId }, query: {} })).toMatchObject({
      status: 403,
    })
    expect((await auditor.ok(chartSteps, { params: { accountId }, query: {} })).items).toHaveLength(1)
    const reader = await org.member('rep', { name: '只读' })
    await rep.ok(setAccountTeamMember, {
      params: { accountId, memberId: reader.memberId },
      body: { access: 'read' },
    })
    expect(await reader.problem(editChart, wish)).toMatchObject({ status: 403 })
    // A step of one account cannot be reached by another's address.
    const other = await plant()
    expect(await rep.problem(undoChartEdit, undo(other.accountId, editId))).toMatchObject({ status: 404 })
  })
})

/** Everything that was ever written into this organisation's charts happened a day earlier. */
async function aDayPasses() {
  await server.open({ orgId: org.orgId }, async (tx) => {
    for (const table of ['org_unit', 'post']) {
      await tx.query(`alter table ${table} disable trigger user`)
      await tx.query(
        `update ${table} set since = since - interval '1 day', ended_at = ended_at - interval '1 day'`,
      )
      await tx.query(`alter table ${table} enable trigger user`)
    }
    for (const table of ['org_unit_past', 'post_past'])
      await tx.query(`update ${table} set since = since - interval '1 day', until = until - interval '1 day'`)
  })
}
/** The calendar day in the organisation's zone, so many days ago. */
const daysAgo = (n: number) => dayAt(new Date(Date.now() - n * 86_400_000), 'Asia/Shanghai')

describe('the chart as of a day', () => {
  test('is empty before anything was known, and today it is what stands', async () => {
    const { accountId } = await plant()
    await aDayPasses()
    expect(await chartOf(accountId, daysAgo(2))).toEqual({ units: [], posts: [] })
    expect(said(await chartOf(accountId, daysAgo(1)))).toEqual(said(await chartOf(accountId)))
    expect(said(await chartOf(accountId, daysAgo(0)))).toEqual(said(await chartOf(accountId)))
  })

  test('shows what was at the end of that day, not on the way there', async () => {
    const { accountId, shop, head } = await plant()
    await aDayPasses()
    await edit(rep, accountId, [{ do: 'change-unit', unitId: shop, name: '上午改的' }])
    await edit(rep, accountId, [{ do: 'change-unit', unitId: shop, name: '下午改的' }])
    await edit(rep, accountId, [{ do: 'remove-post', postId: head }])
    await aDayPasses()
    const names = async (on: string) => (await chartOf(accountId, on)).units.find((u) => u.id === shop)?.name
    expect([await names(daysAgo(2)), await names(daysAgo(1))]).toEqual(['设备部', '下午改的'])
    expect((await chartOf(accountId, daysAgo(2))).posts.map((p) => p.id)).toContain(head)
    expect((await chartOf(accountId, daysAgo(1))).posts.map((p) => p.id)).not.toContain(head)
  })

  test('whatever was edited and taken back, is what replaying the steps up to that day gives', async () => {
    const done = { edited: 0, takenBack: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomEdit, randomEdit, fc.nat(9)), { minLength: 5, maxLength: 12, size: 'max' }),
        async (days) => {
          const today = daysAgo(0)
          const { accountId } = await plant()
          const log = [said(await chartOf(accountId))]
          for (const [one, two, way] of days) {
            await aDayPasses()
            const chart = await chartOf(accountId)
            if (way < 3) {
              const { items } = await rep.ok(chartSteps, { params: { accountId }, query: { limit: 3 } })
              const step = items.find((s) => s.undoable)
              if (step && (await rep.send(undoChartEdit, undo(accountId, step.id))).status < 300)
                done.takenBack++
            } else {
              const edits = [fitEdit(chart, one, newId)]
              const { status } = await rep.send(editChart, {
                params: { accountId },
                body: { id: newId(), edits },
              })
              if (status < 300) done.edited++
              const now = await chartOf(accountId)
              const [second] = [fitEdit(now, two, newId)]
              if (way > 6)
                await rep.send(editChart, { params: { accountId }, body: { id: newId(), edits: [second] } })
            }
            log.push(said(await chartOf(accountId)))
          }
          if (daysAgo(0) !== today) return
          for (const [i, chart] of log.entries())
            expect(said(await chartOf(accountId, daysAgo(log.length - 1 - i)))).toEqual(chart)
        },
      ),
      { numRuns: 12 },
    )
    // Were every edit refused, every day would be the same and agree with anything.
    expect(done.edited).toBeGreaterThan(12)
    expect(done.takenBack).toBeGreaterThan(0)
  }, 60_000)
})
