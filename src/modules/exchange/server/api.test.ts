import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getAccount, listAccounts } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { needs } from '#modules/needs/server/index.ts'
import { getDossier, revealFact } from '#modules/people/dossier.contract.ts'
import { listPeople } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { pitches } from '#modules/pitches/server/index.ts'
import { changeProject, getProject, listProjects } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  cancelImport,
  createImport,
  discardImport,
  getImport,
  type ImportRun,
  listImportProblems,
  listImports,
  planImportRun,
  rereadImportFile,
  settleImport,
  startImport,
  undoImport,
  uploadImportFile,
} from '../exchange.contract.ts'
import { exchange } from './index.ts'

let server: TestServer
let folder: string
let acme: TestOrganisation
let admin: TestMember
let rep: TestMember

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-'))
  process.env.ICEBREAKER_DATA = folder
  server = await openTestServer([members, accounts, people, projects, needs, pitches, exchange], {
    jobs: true,
  })
  acme = await server.organisation()
  admin = await acme.member('administrator', { name: '管理员' })
  rep = await acme.member('rep', { name: '李销售' })
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** A run with these files, uploaded. */
async function uploaded(by: TestMember, files: Record<string, string | Buffer>): Promise<string> {
  const importId = newId()
  await by.ok(createImport, { body: { id: importId } })
  for (const [name, bytes] of Object.entries(files)) await upload(by, importId, name, bytes)
  return importId
}
async function upload(by: TestMember, importId: string, name: string, bytes: string | Buffer) {
  const input = { params: { importId, fileId: newId() }, query: { name } }
  return by.ok(uploadImportFile, { ...input, body: Buffer.from(bytes) } as never)
}
async function ran(by: TestMember, importId: string): Promise<ImportRun> {
  await by.ok(startImport, { params: { importId } })
  return settled(by, importId)
}
/** The run once nobody works on it any more. */
async function settled(by: TestMember, importId: string): Promise<ImportRun> {
  for (;;) {
    const run = await by.ok(getImport, { params: { importId } })
    if (!['queued', 'running', 'undoing'].includes(run.state)) return run
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
const sure = async (by: TestMember, importId: string) =>
  by.ok(settleImport, { params: { importId }, body: { acceptProposals: true } })

const deals = [
  '商机编号,客户,销售,产品,阶段,金额,成交日期',
  'D-1,华东电力集团,王磊,,成交,120000,2026-03-01',
  'D-2,华东电力集团,王磊,,洽谈,80000,2026-12-31',
  'D-3,,李销售,,线索,,',
  'D-4,滨江水务,李销售,,输单,5000,2026-02-11',
].join('\n')

describe('an import from upload to undo', () => {
  test('files are understood together, written in one go, reported, found again, and taken back as one', async () => {
    const importId = await uploaded(admin, {
      '人员.csv': '销售,主管,大区\n王磊,赵主管,华东\n李销售,赵主管,华东\n',
      '客户.csv': '客户名称,上级公司,行业,员工数\n华东电力集团,,能源,12000\n滨江水务,华东电力集团,能源,300\n',
      '商机.csv': deals,
    })
    const plan = await admin.ok(planImportRun, { params: { importId } })
    expect(plan.files.map((f) => f.target)).toEqual(['members', 'accounts', 'projects'])
    expect(plan.blocked).toBe(false)
    const shown = plan.files[2]?.preview[0]
    expect(shown?.values).toMatchObject({
      externalId: 'D-1',
      stage: 'won',
      amount: '120000',
      closedOn: '2026-03-01',
    })
    await sure(admin, importId)

    const done = await ran(admin, importId)
    expect(done.state).toBe('done')
    expect(done.counts).toMatchObject({
      members: { created: 2, unchanged: 1 },
      teams: { created: 1 },
      accounts: { created: 2 },
      projects: { created: 4, skipped: 0 },
    })
    const codes = done.problemCounts.map((p) => [p.code, p.count])
    expect(codes).toContainEqual(['projectWithoutAccount', 1])
    expect(codes).toContainEqual(['memberWithoutEmail', 2])

    const { items } = await admin.ok(listAccounts, { query: { q: '滨江' } } as never)
    const water = await admin.ok(getAccount, { params: { accountId: items[0]?.id as string } })
    expect(water).toMatchObject({
      name: '滨江水务',
      industry: 'energy',
      employees: 300,
      parent: { name: '华东电力集团' },
    })
    // Who has the deals has the customer.
    expect(items[0]?.owner?.name).toBe('李销售')
    const seen = await rep.ok(listProjects, { query: {} } as never)
    expect(seen.items.map((p) => p.name)).toEqual(['滨江水务 · D-4', 'D-3'])

    const again = await uploaded(admin, { '商机.csv': deals })
    const [file] = (await admin.ok(getImport, { params: { importId: again } })).files
    expect(file?.importedBefore).toBe(done.finishedAt)
    await sure(admin, again)
    expect((await ran(admin, again)).counts).toEqual({
      projects: { created: 0, updated: 0, unchanged: 4, skipped: 0 },
    })

    await admin.ok(undoImport, { params: { importId } })
    const undone = await settled(admin, importId)
    expect(undone.state).toBe('undone')
    expect(undone.undo).toEqual({
      removed: { projects: 4, accounts: 2, members: 2, teams: 1 },
      restored: 0,
      kept: {},
    })
    expect((await admin.ok(listAccounts, { query: { q: '滨江' } } as never)).items).toEqual([])
  })

  test('a deal found by its number is brought up to date, and undoing restores what nobody has changed since', async () => {
    const head = '商机编号,客户,阶段,金额\n'
    const first = await uploaded(admin, { 'a.csv': `${head}U-1,甲公司,线索,100\nU-2,甲公司,线索,200\n` })
    await sure(admin, first)
    await ran(admin, first)
    const second = await uploaded(admin, { 'b.csv': `${head}U-1,甲公司,洽谈,150\nU-2,甲公司,成交,200\n` })
    await sure(admin, second)
    const run = await ran(admin, second)
    expect(run.counts.projects).toEqual({ created: 0, updated: 2, unchanged: 0, skipped: 0 })
    const { items } = await admin.ok(listProjects, { query: { stages: ['won', 'engaging'] } } as never)
    const byStage = (stage: string) => items.find((p) => p.accountName === '甲公司' && p.stage === stage)
    const won = await admin.ok(getProject, { params: { projectId: byStage('won')?.id as string } })
    expect(byStage('engaging')?.amount).toBe(150)
    await admin.ok(changeProject, {
      params: { projectId: won.id },
      body: { ...won, problemToSolve: '有人接着写', version: won.version },
    } as never)

    await admin.ok(undoImport, { params: { importId: second } })
    const { undo } = await settled(admin, second)
    expect(undo).toEqual({ removed: {}, restored: 1, kept: { projects: 1 } })
    const back = await admin.ok(getProject, { params: { projectId: byStage('engaging')?.id as string } })
    expect(back).toMatchObject({ stage: 'prospecting', amount: 100 })
    expect((await admin.ok(getProject, { params: { projectId: won.id } })).stage).toBe('won')
  })

  test('nothing is imported while a question is open, and an answer holds for the whole file', async () => {
    const importId = await uploaded(rep, {
      '商机.csv': '商机编号,客户,阶段,成交日期\nQ-1,乙公司,成交,03/04/2026\nQ-2,乙公司,成交,05/06/2026\n',
    })
    const plan = await rep.ok(planImportRun, { params: { importId } })
    const asked = plan.files.flatMap((f) => f.questions).find((q) => q.kind === 'dateOrder')
    expect(asked?.options.map((o) => o.key).sort()).toEqual(['dmy', 'mdy'])
    expect(plan.open).toBe(1)
    expect(await rep.problem(startImport, { params: { importId } })).toMatchObject({
      code: 'exchange.questions-open',
      params: { count: 1 },
    })
    const answered = await rep.ok(settleImport, {
      params: { importId },
      body: { answers: { [asked?.id as string]: 'dmy' } },
    })
    expect(answered.open).toBe(0)
    expect(answered.files[0]?.preview[0]?.values.closedOn).toBe('2026-04-03')
    expect((await ran(rep, importId)).state).toBe('done')
  })

  test('a column can be given another field, and a file another target', async () => {
    const importId = await uploaded(rep, { 'x.csv': '单位,甲,乙\n丙公司,滨江区,18\n' })
    const { files } = await rep.ok(getImport, { params: { importId } })
    const fileId = files[0]?.id as string
    await rep.ok(settleImport, { params: { importId }, body: { targets: { [fileId]: 'accounts' } } })
    const plan = await rep.ok(settleImport, {
      params: { importId },
      body: { fields: { [fileId]: { '0': 'name', '1': 'region', '2': 'employees' } } },
    })
    expect(plan.files[0]?.columns.map((c) => c.field)).toEqual(['name', 'region', 'employees'])
    await sure(rep, importId)
    await ran(rep, importId)
    const { items } = await rep.ok(listAccounts, { query: { q: '丙公司' } } as never)
    expect(items[0]).toMatchObject({ name: '丙公司', region: '滨江区' })
  })

  test('a title and a unit above the header are shown and left out, and the user may say which row it is', async () => {
    const importId = await uploaded(rep, {
      '清单.csv':
        '2026年重点客户清单,,\n单位：万元,,\n客户名称,地区,员工数\n戊公司,滨江,18\n己公司,城东,20\n',
    })
    const { files } = await rep.ok(getImport, { params: { importId } })
    const file = files[0] as NonNullable<(typeof files)[0]>
    expect(file).toMatchObject({ header: ['客户名称', '地区', '员工数'], headerRow: 3, rows: 2 })
    expect(file.problems).toMatchObject([
      { code: 'titleLines', row: 3, value: '2026年重点客户清单 | 单位：万元', params: { rows: 2, first: 3 } },
    ])
    const params = { importId, fileId: file.id }
    const other = await rep.ok(rereadImportFile, { params, body: { headerRow: 4 } })
    expect(other).toMatchObject({ header: ['戊公司', '滨江', '18'], headerRow: 4, rows: 1, problems: [] })
    await rep.ok(rereadImportFile, { params, body: { headerRow: 3 } })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.counts.accounts).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 0 })
    expect((await rep.ok(listAccounts, { query: { q: '己公司' } } as never)).items[0]?.region).toBe('城东')
  })

  test('rows that cannot be imported are named by row, column and value; the others are imported', async () => {
    const long = '长'.repeat(201)
    const importId = await uploaded(rep, {
      'c.csv': `客户名称,员工数\n好公司,12\n,7\n${long},1\n又一家,很多\n`,
    })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.counts.accounts).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 2 })
    const { items } = await rep.ok(listImportProblems, { params: { importId }, query: {} } as never)
    expect(items.map((p) => [p.row, p.column, p.code, p.severity])).toEqual([
      [3, '客户名称', 'required', 'error'],
      [4, '客户名称', 'cellTooLong', 'error'],
      [5, '员工数', 'notANumber', 'warning'],
    ])
    const csv = await server.inject({
      method: 'GET',
      url: `/api/imports/${importId}/problems.csv`,
      headers: { 'x-test-seat': rep.memberId },
    })
    expect(csv.body.split('\r\n')[3]).toContain('很多')
    const report = await server.inject({
      method: 'GET',
      url: `/api/imports/${importId}/report?locale=en`,
      headers: { 'x-test-seat': rep.memberId },
    })
    expect(JSON.parse(report.body)).toMatchObject({
      read: { accounts: 4 },
      created: { accounts: 2 },
      skipped: { accounts: 2 },
      problems: [{ row: 3, sentence: expect.stringContaining('required') }, {}, { value: '很多' }],
    })
  })

  test('people bring their customer, department and channels; namesakes are two people, once each', async () => {
    const rows = [
      '姓名,公司,部门,职务,手机',
      '王伟,丁公司,采购部,经理,13800000001',
      '王伟,丁公司,财务部,主任,13800000002',
      '陈静,丁公司,采购部,专员,',
    ].join('\n')
    const importId = await uploaded(rep, { '联系人.csv': rows })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.counts).toEqual({
      accounts: { created: 1, updated: 0, unchanged: 0, skipped: 0 },
      units: { created: 2, updated: 0, unchanged: 0, skipped: 0 },
      people: { created: 3, updated: 0, unchanged: 0, skipped: 0 },
    })
    expect(run.problemCounts.map((p) => p.code)).toEqual(['accountAdded', 'personSameName'])
    const again = await uploaded(rep, { '联系人.csv': rows })
    await sure(rep, again)
    expect((await ran(rep, again)).counts).toEqual({
      people: { created: 0, updated: 0, unchanged: 3, skipped: 0 },
    })
  })

  test('what a list says of people as people enters their dossiers, and goes again with the import', async () => {
    const rows = [
      '姓名,公司,生日,籍贯,毕业学校,爱好,备注',
      '郑远,庚公司,1980-05-12,江苏南通,东南大学、河海大学,登山；书法,"爱喝普洱。\n下次带样品册"',
      '沈梅,庚公司,农历八月十五,,,,',
      '小童,庚公司,2020-01-01,,,,',
      '马力,庚公司,属马,,,,女儿 8 岁',
    ].join('\n')
    const importId = await uploaded(rep, { '联系人.csv': rows })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.counts).toMatchObject({ people: { created: 4 }, facts: { created: 8 } })
    const { items } = await rep.ok(listImportProblems, { params: { importId }, query: {} } as never)
    expect(
      items.map((p) => [p.row, p.column, p.code, p.value]).filter(([, , code]) => code !== 'accountAdded'),
    ).toEqual([
      [5, '生日', 'notADate', null],
      [4, '生日', 'factRefused', null],
      [5, '备注', 'factRefused', null],
    ])
    const account = (await rep.ok(listAccounts, { query: { q: '庚公司' } } as never)).items[0]
    const known = await rep.ok(listPeople, {
      params: { accountId: account?.id as string },
      query: {},
    } as never)
    const dossier = async (name: string, who = rep) => {
      const personId = known.items.find((p) => p.name === name)?.id as string
      return who.ok(getDossier, { params: { personId } })
    }
    const zheng = await dossier('郑远')
    expect(zheng.facts.map((f) => [f.field, f.masked, f.value])).toEqual([
      ['dates', true, null],
      ['hobbies', false, { shape: 'text', text: '登山' }],
      ['hobbies', false, { shape: 'text', text: '书法' }],
      ['hometown', false, { shape: 'text', text: '江苏南通' }],
      ['notes', false, { shape: 'text', text: '爱喝普洱。\n下次带样品册' }],
      ['schools', false, { shape: 'school', school: '东南大学', study: '', from: null, to: null }],
      ['schools', false, { shape: 'school', school: '河海大学', study: '', from: null, to: null }],
    ])
    expect(zheng.facts[0]).toMatchObject({
      basis: 'work',
      source: { kind: 'document' },
      assertedBy: rep.memberId,
    })
    const shen = await dossier('沈梅')
    const moon = await rep.ok(revealFact, {
      params: { personId: known.items.find((p) => p.name === '沈梅')?.id as string },
      body: { factId: shen.facts[0]?.id as string, reason: '准备中秋问候' },
    })
    expect(moon.value).toMatchObject({ what: 'birthday', calendar: 'lunar', month: 8, day: 15, year: null })
    expect(zheng.facts.find((f) => f.field === 'notes')).toMatchObject({ class: 'personal' })
    expect((await dossier('郑远', admin)).withheld).toBe(true)
    await rep.ok(undoImport, { params: { importId } })
    // She was looked at, which must stay on record, so she stays with it.
    expect((await settled(rep, importId)).undo).toMatchObject({ removed: { people: 3 }, kept: { people: 1 } })
  })

  test('who is not on the customer’s team brings people, but nothing personal about them', async () => {
    const mine = await uploaded(rep, { 'a.csv': '客户名称\n辛公司\n' })
    await sure(rep, mine)
    await ran(rep, mine)
    const importId = await uploaded(admin, { 'p.csv': '姓名,公司,籍贯,手机\n吴江,辛公司,苏州,13900000001\n' })
    await sure(admin, importId)
    expect((await ran(admin, importId)).counts).toEqual({
      people: { created: 1, updated: 0, unchanged: 0, skipped: 0 },
    })
    const { items } = await admin.ok(listImportProblems, { params: { importId }, query: {} } as never)
    expect(items.map((p) => [p.row, p.column, p.code, p.value])).toEqual([
      [2, '籍贯', 'factNotAllowed', null],
    ])
  })

  test('a deal keeps its need, its remark and its budget; a budget in another currency is reported', async () => {
    const rows = [
      '商机编号,商机名称,客户,阶段,金额,预算（元）,需求,备注',
      'N-1,除尘改造,壬公司,线索,100,250,老设备超标,年底前必须完工',
      'N-2,锅炉,壬公司,线索,100,USD 300,,',
    ].join('\n')
    const importId = await uploaded(rep, { '商机.csv': rows })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.problemCounts.map((p) => p.code)).not.toContain('fieldNotKept')
    expect(run.problemCounts.map((p) => p.code)).toContain('budgetCurrency')
    const { items } = await rep.ok(listProjects, { query: { q: '除尘' } } as never)
    const project = await rep.ok(getProject, { params: { projectId: items[0]?.id as string } })
    expect(project).toMatchObject({
      budget: 250,
      problemToSolve: '老设备超标\n备注: 年底前必须完工',
    })
  })

  test('an organisation chart becomes an account with units, posts and lines; its anomalies are reported by row', async () => {
    const chart = [
      'Post Unique Reference,Job Title,Organisation,Unit,Reports to Senior Post',
      'P1,Director,Harbour Office,Board,XX',
      'P2,Deputy,Harbour Office,Board,P1',
      'P2,Deputy again,Harbour Office,Dock,P9',
      'P4,Clerk,Harbour Office,Dock,P4',
    ].join('\n')
    const importId = await uploaded(rep, { 'chart.csv': chart })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.counts).toMatchObject({
      accounts: { created: 1 },
      units: { created: 2 },
      posts: { created: 4 },
      lines: { created: 1 },
    })
    const { items } = await rep.ok(listImportProblems, { params: { importId }, query: {} } as never)
    expect(items.map((p) => [p.row, p.code])).toEqual([
      [4, 'orgDuplicateId'],
      [4, 'orgManagerMissing'],
      [5, 'orgSelfReport'],
    ])
  })
})

describe('what is refused', () => {
  test('a file that is no table says why, and its bytes are gone', async () => {
    const importId = newId()
    await rep.ok(createImport, { body: { id: importId } })
    const before = (await readdir(join(folder, 'imports'))).length
    const file = await upload(rep, importId, 'bild.png', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'))
    expect(file.unreadable).toMatchObject({ code: 'formatImage' })
    await expect.poll(async () => (await readdir(join(folder, 'imports'))).length).toBe(before)
    expect(await rep.problem(startImport, { params: { importId } })).toMatchObject({
      code: 'exchange.file-unreadable',
    })
  })

  test('an upload that says it has 2 GB is refused before it is read', async () => {
    const importId = newId()
    await rep.ok(createImport, { body: { id: importId } })
    const answer = await server.inject({
      method: 'POST',
      url: `/api/imports/${importId}/files/${newId()}?name=big.csv`,
      headers: {
        'x-test-seat': rep.memberId,
        'content-type': 'application/octet-stream',
        'content-length': String(2 * 1024 ** 3),
      },
      payload: 'a',
    })
    expect(answer.statusCode).toBe(413)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'exchange.file-too-large', params: { limit: 512 } })
  })

  test('uploads lie under names that say nothing, readable by the server alone', async () => {
    await uploaded(rep, { '客户名单.csv': '客户名称\n某某\n' })
    for (const name of await readdir(join(folder, 'imports'))) {
      expect(name).toMatch(/^[0-9a-f]{48}(\.profile)?$/)
      expect((await stat(join(folder, 'imports', name))).mode & 0o077).toBe(0)
    }
  })

  test('a run is its importer’s: a colleague, another organisation and the signed-out do not find it', async () => {
    const importId = await uploaded(rep, { 'a.csv': '客户名称\n私密公司\n' })
    const colleague = await acme.member('rep')
    const other = await (await server.organisation('别家')).member('administrator')
    for (const stranger of [colleague, other]) {
      for (const call of [
        getImport,
        planImportRun,
        startImport,
        cancelImport,
        undoImport,
        discardImport,
      ] as const)
        expect(await stranger.problem(call, { params: { importId } })).toMatchObject({ status: 404 })
      expect((await stranger.ok(listImports, { query: {} } as never)).items.map((r) => r.id)).not.toContain(
        importId,
      )
    }
    expect((await admin.ok(getImport, { params: { importId } })).byName).toBe('李销售')
    for (const role of ['service', 'auditor'] as const)
      expect(await (await acme.member(role)).problem(getImport, { params: { importId } })).toMatchObject({
        status: 403,
      })
    expect(await server.signedOut.problem(getImport, { params: { importId } })).toMatchObject({ status: 401 })
  })

  test('only an administrator brings in members', async () => {
    const importId = await uploaded(rep, { 'm.csv': '销售,主管,大区\n张三,李四,华南\n' })
    await sure(rep, importId)
    expect(await rep.problem(startImport, { params: { importId } })).toMatchObject({
      code: 'exchange.not-allowed',
    })
  })

  test('a rep gives work to nobody else, and hangs nothing on a customer only another sees', async () => {
    const other = await acme.member('rep', { name: '别组的人' })
    const theirs = await uploaded(other, { 'a.csv': '客户名称,客户编号\n隔壁客户,N-1\n' })
    await sure(other, theirs)
    await ran(other, theirs)
    const importId = await uploaded(rep, {
      'b.csv': '商机编号,客户,销售,阶段\nR-1,隔壁客户,别组的人,线索\n',
    })
    await sure(rep, importId)
    const run = await ran(rep, importId)
    expect(run.problemCounts.map((p) => p.code).sort()).toEqual(['accountAdded', 'ownerOutOfReach'])
    const { items } = await other.ok(listProjects, { query: {} } as never)
    expect(items.map((p) => p.accountName)).not.toContain('隔壁客户')
  })

  test('a run under way or done cannot be settled, started or discarded again', async () => {
    const importId = await uploaded(rep, { 'a.csv': '客户名称\n一次公司\n' })
    await ran(rep, importId)
    for (const call of [startImport, discardImport] as const)
      expect(await rep.problem(call, { params: { importId } })).toMatchObject({ code: 'exchange.started' })
    expect(await rep.problem(cancelImport, { params: { importId } })).toMatchObject({
      code: 'exchange.not-running',
    })
  })
})

test('text in another encoding is read anew as the user says', async () => {
  const importId = newId()
  await rep.ok(createImport, { body: { id: importId } })
  const gbk = Buffer.from('bfcdbba7c3fbb3c60abdf0c9b3bda9b7bbb4acb3a70a', 'hex')
  const file = await upload(rep, importId, 'gbk.csv', gbk)
  const again = await rep.ok(rereadImportFile, {
    params: { importId, fileId: file.id },
    body: { encoding: 'gb18030' },
  })
  expect(again).toMatchObject({ encoding: 'gb18030', header: ['客户名称'], rows: 1 })
})

test('a cancelled import leaves nothing', async () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `取消公司${i}`).join('\n')
  const importId = await uploaded(rep, { 'a.csv': `客户名称\n${many}\n` })
  await rep.ok(startImport, { params: { importId } })
  // As soon as it runs, it is told to stop.
  for (;;) {
    const { state } = await rep.ok(getImport, { params: { importId } })
    if (state === 'running') break
    expect(state).toBe('queued')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await rep.ok(cancelImport, { params: { importId } })
  const run = await settled(rep, importId)
  expect(run).toMatchObject({ state: 'cancelled', counts: {}, problemCounts: [] })
  expect((await rep.ok(listAccounts, { query: { q: '取消公司' } } as never)).items).toEqual([])
})
