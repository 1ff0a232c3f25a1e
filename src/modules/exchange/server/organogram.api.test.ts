import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChartEdit,
  editChart,
  getOrganisation,
  listAccounts,
} from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { addEmployment, createPerson, getPerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import {
  createImport,
  getImport,
  type ImportRun,
  listImportProblems,
  planImportRun,
  settleImport,
  startImport,
  undoImport,
  uploadImportFile,
} from '../exchange.contract.ts'
import { exchange } from './index.ts'

let server: TestServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'organogram-'))
  process.env.ICEBREAKER_DATA = folder
  server = await openTestServer([members, accounts, people, exchange], { jobs: true })
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const HEAD = '岗位编号,岗位名称,职级,机构,部门,上级岗位编号'
const chart = (...rows: string[]) => [HEAD, ...rows.map((r) => r.replace('/', ',,滨江水泥,'))].join('\n')
const MARCH = chart('1,厂长/厂部,XX', '2,设备部部长/设备部,1', '3,检修主任/设备部,2', '4,采购部部长/采购部,1')
/** 检修主任 is now 装备主任 under the 厂长, the 采购部 is gone, a 数字化部 is new. */
const SEPTEMBER = chart(
  '1,厂长/厂部,XX',
  '2,设备部部长/设备部,1',
  '3,装备主任/设备部,1',
  '5,数字化主任/数字化部,1',
)

async function anAdministrator() {
  return (await server.organisation()).member('administrator', { name: '管理员' })
}
async function uploaded(by: TestMember, name: string, text: string): Promise<string> {
  const importId = newId()
  await by.ok(createImport, { body: { id: importId } })
  const input = { params: { importId, fileId: newId() }, query: { name }, body: Buffer.from(text) }
  await by.ok(uploadImportFile, input as never)
  return importId
}
async function settled(by: TestMember, importId: string): Promise<ImportRun> {
  for (;;) {
    const run = await by.ok(getImport, { params: { importId } })
    if (!['queued', 'running', 'undoing'].includes(run.state)) return run
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
async function imported(by: TestMember, name: string, text: string) {
  const importId = await uploaded(by, name, text)
  await by.ok(settleImport, { params: { importId }, body: { acceptProposals: true } })
  await by.ok(startImport, { params: { importId } })
  const run = await settled(by, importId)
  expect(run.failure).toBeNull()
  const { items } = await by.ok(listImportProblems, { params: { importId }, query: {} })
  return { importId, run, said: items.map((p) => `${p.code} ${p.value ?? ''}`.trim()) }
}
async function undone(by: TestMember, importId: string) {
  await by.ok(undoImport, { params: { importId } })
  return settled(by, importId)
}
async function accountOf(by: TestMember) {
  const { items } = await by.ok(listAccounts, { query: {} })
  expect(items).toHaveLength(1)
  return items[0]?.id as string
}
/** The chart in words: each post as 部门/岗位<上级. */
async function drawn(by: TestMember, accountId: string, on?: string) {
  const { units, posts } = await by.ok(getOrganisation, { params: { accountId }, query: { on } })
  const unit = new Map(units.map((u) => [u.id, u.name]))
  const title = new Map(posts.map((p) => [p.id, p.title]))
  return posts
    .map((p) => `${unit.get(p.unitId ?? '') ?? ''}/${p.title}<${title.get(p.reportsToId ?? '') ?? ''}`)
    .sort()
}
async function idsOf(by: TestMember, accountId: string) {
  const { units, posts } = await by.ok(getOrganisation, { params: { accountId }, query: {} })
  const ids = new Map([
    ...units.map((u) => [u.name, u.id] as const),
    ...posts.map((p) => [p.title, p.id] as const),
  ])
  return (name: string) => ids.get(name) as string
}
const edit = (by: TestMember, accountId: string, ...edits: ChartEdit[]) =>
  by.ok(editChart, { params: { accountId }, body: { id: newId(), edits } })
const byHand = (title: string, reportsToId: string, unitId: string): ChartEdit => ({
  do: 'add-post',
  post: { id: newId(), title, reportsToId, unitId, dottedToIds: [], vacant: false, holderUnknown: true },
})

const IN_MARCH = [
  '厂部/厂长<',
  '设备部/检修主任<设备部部长',
  '设备部/设备部部长<厂长',
  '采购部/采购部部长<厂长',
].sort()
const IN_SEPTEMBER = [
  '厂部/厂长<',
  '数字化部/数字化主任<厂长',
  '设备部/装备主任<厂长',
  '设备部/设备部部长<厂长',
].sort()

describe('a chart told again for another day', () => {
  test('changes what is there, names each change, and each day shows its own', async () => {
    const admin = await anAdministrator()
    const first = await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    expect(first.said.filter((s) => /Added|Gone|Moved|Renamed/.test(s))).toEqual([])
    const { run, said } = await imported(admin, '滨江水泥-2026-09-30.csv', SEPTEMBER)
    const accountId = await accountOf(admin)
    expect(await drawn(admin, accountId)).toEqual(IN_SEPTEMBER)
    expect(await drawn(admin, accountId, '2026-09-30')).toEqual(IN_SEPTEMBER)
    expect(await drawn(admin, accountId, '2026-09-29')).toEqual(IN_MARCH)
    expect(await drawn(admin, accountId, '2026-03-31')).toEqual(IN_MARCH)
    expect(await drawn(admin, accountId, '2026-03-30')).toEqual([])
    expect(said.sort()).toEqual(
      [
        'orgAdded 数字化部',
        'orgAdded 数字化主任',
        'orgGone 采购部',
        'orgGone 采购部部长',
        'orgMoved 装备主任',
        'orgRenamed 装备主任',
      ].sort(),
    )
    expect(run.counts).toMatchObject({
      posts: { created: 1, updated: 2, unchanged: 2 },
      units: { created: 1, updated: 1 },
    })
  })

  test('an older one fills the past and leaves the present, and both orders end the same', async () => {
    const admin = await anAdministrator()
    await imported(admin, '滨江水泥-2026-09-30.csv', SEPTEMBER)
    const { said } = await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    expect(said).toContain('orgOlderFile')
    expect(said).toContain('orgGone 采购部部长')
    expect(await drawn(admin, accountId)).toEqual(IN_SEPTEMBER)
    expect(await drawn(admin, accountId, '2026-09-29')).toEqual(IN_MARCH)
    expect(await drawn(admin, accountId, '2026-03-30')).toEqual([])
  })

  test('taken back, leaves the first as it was; both taken back, nothing', async () => {
    const admin = await anAdministrator()
    const first = await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    for (const [name, text] of [
      ['滨江水泥-2026-09-30.csv', SEPTEMBER],
      ['滨江水泥-2026-01-31.csv', SEPTEMBER],
    ] as const) {
      const again = await imported(admin, name, text)
      const run = await undone(admin, again.importId)
      expect(run.undo?.kept).toEqual({})
      expect(await drawn(admin, accountId)).toEqual(IN_MARCH)
      expect(await drawn(admin, accountId, '2026-10-01')).toEqual(IN_MARCH)
      expect(await drawn(admin, accountId, '2026-02-01')).toEqual([])
    }
    await undone(admin, first.importId)
    expect((await admin.ok(listAccounts, { query: {} })).items).toEqual([])
  })

  test('keeps what was written by hand: posts, dotted lines, a line the file cannot say', async () => {
    const admin = await anAdministrator()
    await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    const id = await idsOf(admin, accountId)
    await edit(
      admin,
      accountId,
      byHand('采购员', id('采购部部长'), id('采购部')),
      { do: 'change-post', postId: id('设备部部长'), vacant: true },
      { do: 'change-post', postId: id('检修主任'), dottedToIds: [id('采购部部长'), id('厂长')] },
    )
    // A chart of today that names an unknown superior for the 检修主任, and no longer the 采购部部长.
    const { said } = await imported(
      admin,
      '滨江水泥.csv',
      chart('1,厂长/厂部,XX', '2,设备部部长/设备部,1', '3,检修主任/设备部,99'),
    )
    expect(said).toContain('orgManagerMissing 99')
    expect(await drawn(admin, accountId)).toEqual(
      ['厂部/厂长<', '采购部/采购员<厂长', '设备部/设备部部长<厂长', '设备部/检修主任<设备部部长'].sort(),
    )
    const { posts } = await admin.ok(getOrganisation, { params: { accountId }, query: {} })
    expect(posts.find((p) => p.title === '检修主任')?.dottedToIds).toEqual([id('厂长')])
    expect(posts.find((p) => p.title === '设备部部长')?.vacant).toBe(true)
  })

  test('what was changed by hand since the day of the file stays changed', async () => {
    const admin = await anAdministrator()
    await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    const id = await idsOf(admin, accountId)
    await edit(admin, accountId, { do: 'change-post', postId: id('检修主任'), title: '检修部长' })
    await imported(admin, '滨江水泥-2026-09-30.csv', SEPTEMBER)
    expect(await drawn(admin, accountId)).toContain('设备部/检修部长<设备部部长')
    expect(await drawn(admin, accountId, '2026-09-30')).toEqual(IN_SEPTEMBER)
  })

  test('taken back after somebody worked on it: their work stays and is counted', async () => {
    const admin = await anAdministrator()
    await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    const { importId } = await imported(admin, '滨江水泥-2026-09-30.csv', SEPTEMBER)
    const id = await idsOf(admin, accountId)
    await edit(admin, accountId, { do: 'change-post', postId: id('装备主任'), title: '装备部长' })
    const run = await undone(admin, importId)
    expect(run.undo?.kept).toMatchObject({ posts: 1 })
    expect(await drawn(admin, accountId)).toEqual(
      ['厂部/厂长<', '设备部/装备部长<厂长', '设备部/设备部部长<厂长', '采购部/采购部部长<厂长'].sort(),
    )
  })

  test('who holds a post that is gone keeps its name', async () => {
    const admin = await anAdministrator()
    const first = await imported(admin, '滨江水泥-2026-03-31.csv', MARCH)
    const accountId = await accountOf(admin)
    const id = await idsOf(admin, accountId)
    const personId = newId()
    await admin.ok(createPerson, { params: { accountId }, body: { id: personId, name: '王伟' } })
    await admin.ok(addEmployment, {
      params: { personId },
      body: { id: newId(), accountId, postId: id('采购部部长') },
    })
    const second = await imported(admin, '滨江水泥-2026-09-30.csv', SEPTEMBER)
    const career = async () => (await admin.ok(getPerson, { params: { personId } })).employments[0]
    expect(await career()).toMatchObject({ title: '采购部部长', unitName: '采购部' })
    await undone(admin, second.importId)
    expect(await career()).toMatchObject({ postId: id('采购部部长') })
    // The post is in use by now: taking back the first import leaves it, and the superior it reports to.
    expect((await undone(admin, first.importId)).undo?.kept).toMatchObject({ posts: 2 })
  })
})

describe('the day of a chart', () => {
  test('is asked, guessed by the file’s name, and may be any day that has come', async () => {
    const admin = await anAdministrator()
    const importId = await uploaded(admin, '组织架构2026年3月.csv', MARCH)
    const asked = async () =>
      (await admin.ok(planImportRun, { params: { importId } })).files[0]?.questions.find(
        (q) => q.kind === 'day',
      )
    const question = await asked()
    expect(question).toMatchObject({ proposed: '2026-03-31', answer: null })
    expect(question?.options.map((o) => o.key)).toEqual(['2026-03-31', 'today'])
    const answer = (day: string) =>
      admin.ok(settleImport, { params: { importId }, body: { answers: { [question?.id as string]: day } } })
    expect(await admin.problem(startImport, { params: { importId } })).toMatchObject({
      code: 'exchange.questions-open',
    })
    for (const wrong of ['2199-01-01', '2026-02-31', '昨天']) {
      await answer(wrong)
      expect((await asked())?.answer, wrong).toBeNull()
    }
    await answer('2026-02-15')
    expect((await asked())?.answer).toBe('2026-02-15')
    await admin.ok(startImport, { params: { importId } })
    await settled(admin, importId)
    const accountId = await accountOf(admin)
    expect(await drawn(admin, accountId, '2026-02-15')).toEqual(IN_MARCH)
    expect(await drawn(admin, accountId, '2026-02-14')).toEqual([])
  })

  test('of another part of the same body ends nothing', async () => {
    const admin = await anAdministrator()
    const part = (...rows: string[]) =>
      ['岗位编号,岗位名称,上级部门,机构,部门,上级岗位编号', ...rows.map((r) => r.replaceAll('/', ','))].join(
        '\n',
      )
    await imported(
      admin,
      '甲-2026-03-31.csv',
      part('1/主任/水利厅/设计院/一所/XX', '2/副主任/水利厅/设计院/一所/1', '3/院长/水利厅/勘测院/院部/XX'),
    )
    const { said } = await imported(
      admin,
      '乙-2026-09-30.csv',
      part(
        '81/总队长/水利厅/防汛总队/队部/XX',
        '82/队员/水利厅/防汛总队/队部/81',
        '83/站长/水利厅/水文站/站部/XX',
      ),
    )
    const accountId = await accountOf(admin)
    expect(said).toContain('orgOtherPart 水利厅')
    expect(await drawn(admin, accountId)).toHaveLength(6)
  })

  test('of another part that counts its posts from one, too, takes none of the first for its own; a later state of a part ends only its own', async () => {
    const admin = await anAdministrator()
    const part = (...rows: string[]) =>
      ['岗位编号,岗位名称,上级部门,机构,部门,上级岗位编号', ...rows.map((r) => r.replaceAll('/', ','))].join(
        '\n',
      )
    // Both name the one organisation both belong to: that is all they have in common.
    await imported(
      admin,
      '设计-2026-03-31.csv',
      part(
        '1/院长//水利厅/院部/XX',
        '2/副院长//水利厅/院部/1',
        '3/设计师//水利厅/一所/2',
        '4/描图员//水利厅/一所/3',
      ),
    )
    const second = await imported(
      admin,
      '防汛-2026-06-30.csv',
      part(
        '1/总队长//水利厅/队部/XX',
        '2/队员//水利厅/队部/1',
        '3/站长//水利厅/水文站/1',
        '4/观测员//水利厅/水文站/3',
      ),
    )
    const accountId = await accountOf(admin)
    expect(second.said).toContain('orgOtherPart 水利厅')
    const floods = ['队部/总队长<', '队部/队员<总队长', '水文站/站长<总队长', '水文站/观测员<站长']
    const design = ['院部/院长<', '院部/副院长<院长', '一所/设计师<副院长', '一所/描图员<设计师']
    expect(await drawn(admin, accountId)).toEqual([...floods, ...design].sort())

    const third = await imported(
      admin,
      '设计-2026-09-30.csv',
      part('1/院长//水利厅/院部/XX', '2/副院长//水利厅/院部/1', '3/主任设计师//水利厅/一所/2'),
    )
    expect(third.said).toContain('orgGone 描图员')
    expect(await drawn(admin, accountId)).toEqual(
      [...floods, '院部/院长<', '院部/副院长<院长', '一所/主任设计师<副院长'].sort(),
    )
    expect(await drawn(admin, accountId, '2026-06-30')).toEqual([...floods, ...design].sort())
  })

  test('says which posts it is not sure of: the number alone, a near title, another department', async () => {
    const admin = await anAdministrator()
    await imported(
      admin,
      '滨江水泥-2026-03-31.csv',
      chart(
        '1,厂长/厂部,XX',
        '2,设备部部长/设备部,1',
        '3,高级检修主任/设备部,2',
        '4,采购员/采购部,1',
        '5,会计/厂部,2',
      ),
    )
    const { said } = await imported(
      admin,
      '滨江水泥-2026-09-30.csv',
      chart(
        '1,厂长/厂部,XX',
        '2,设备部部长/设备部,1',
        '13,检修主任/设备部,2',
        '14,采购员/供应部,1',
        '5,司机/车队,1',
      ),
    )
    expect(said).toEqual(
      expect.arrayContaining(['orgTakenFor 检修主任', 'orgTakenFor 采购员', 'orgTakenFor 司机']),
    )
    expect(said.filter((line) => line.startsWith('orgTakenFor'))).toHaveLength(3)
  })
})
