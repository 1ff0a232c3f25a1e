import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts, readPosts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { openTestServer, type TestServer } from '#testing/server.ts'
import type { Target } from '../targets.rules.ts'
import { actorByEmail, importFilesAs } from './command.ts'
import { exchange } from './index.ts'

const data = join(dirname(process.cwd()), 'shared', 'data')
/** Anomalies of a chart that stand in a row of their file. */
const ABOUT_A_ROW = new Set([
  'orgBlankRow',
  'orgEmptyId',
  'orgDuplicateId',
  'orgManagerMissing',
  'orgManagerAmbiguous',
  'orgSelfReport',
  'orgLoop',
  'orgSeveralRoots',
  'orgPostUntitled',
])
let server: TestServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-real-'))
  server = await openTestServer([members, accounts, exchange])
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Imports files as a new organisation's administrator, as the command line does; the report read back from its JSON. */
async function imported(paths: readonly string[], target?: Target, into?: string) {
  const orgId = into ?? (await newOrganisation())
  const { rows } = await server.open({ orgId }, (tx) =>
    tx.query<{ email: string }>(`select email from member where org_id = $1 and role = 'administrator'`, [
      orgId,
    ]),
  )
  const actor = await server.open({ orgId }, (tx) => actorByEmail(tx, orgId, rows[0]?.email ?? ''))
  const done = await importFilesAs(server.open, {
    paths,
    actor: actor as NonNullable<typeof actor>,
    ...(target && { target }),
    accountName: '',
    currency: 'USD',
    acceptProposals: true,
    answers: () => ({}),
    preview: false,
    onProgress: () => {},
    onUnderstood: () => {},
    signal: new AbortController().signal,
  })
  let text = ''
  for await (const piece of done?.report('en') ?? []) text += piece
  const count = async (sql: string) =>
    (await server.open({ orgId }, (tx) => tx.query<{ key: string; n: number }>(sql, [orgId]))).rows.map(
      (r) => [r.key, r.n],
    )
  return { orgId, report: JSON.parse(text), count }
}
async function newOrganisation(): Promise<string> {
  const organisation = await server.organisation()
  await organisation.member('administrator')
  return organisation.orgId
}

describe.skipIf(!existsSync(join(data, 'crm-sales')))(
  'a real sales system in the database (skipped where the public data is absent)',
  () => {
    test('8,800 projects by stage, 1,425 without account, GTXPro among GTX Pro, and nothing twice', async () => {
      const files = readdirSync(join(data, 'crm-sales')).map((f) => join(data, 'crm-sales', f))
      const { orgId, report, count } = await imported(files)
      expect(report.read).toEqual({ accounts: 85, products: 7, members: 35, projects: 8800 })
      expect(report.created).toEqual({ teams: 9, members: 41, products: 7, accounts: 85, projects: 8800 })
      expect(report.skipped).toEqual({})
      expect(report.questions.map((q: { answer: unknown }) => q.answer)).toHaveLength(5)
      expect(
        Object.fromEntries(
          await count('select stage as key, count(*) as n from project where org_id = $1 group by 1'),
        ),
      ).toEqual({ won: 4238, lost: 2473, engaging: 1589, prospecting: 500 })
      expect(
        await count(
          `select 'none' as key, count(*) as n from project where org_id = $1 and account_id is null`,
        ),
      ).toEqual([['none', 1425]])
      expect(
        report.problems.filter((p: { code: string }) => p.code === 'projectWithoutAccount'),
      ).toHaveLength(1425)
      expect(
        await count(
          `select p.name as key, count(*) as n from project j join product p on p.org_id = j.org_id and p.id = j.product_id
           where j.org_id = $1 and p.name = 'GTX Pro' group by 1`,
        ),
      ).toEqual([['GTX Pro', 1480]])
      expect(
        await count(
          `select 'with' as key, count(*) as n from account where org_id = $1 and parent_id is not null`,
        ),
      ).toEqual([['with', 15]])
      expect(
        await count(
          `select opened_on::text as key, amount as n from project where org_id = $1 and external_ref = '1C1I7A6R'`,
        ),
      ).toEqual([['2016-10-20', 1054]])
      const again = await imported(files, undefined, orgId)
      expect(again.report.created).toEqual({})
      expect(again.report.updated).toEqual({})
      expect(again.report.unchanged).toMatchObject({ projects: 8800, accounts: 85, products: 7, members: 41 })
    })
  },
)

describe.skipIf(!existsSync(join(data, 'organograms')))(
  'real organisation charts in the database (skipped where the public data is absent)',
  () => {
    test('a body is an account, every row a post on the day its file tells of, every anomaly in the report', async () => {
      const files = readdirSync(join(data, 'organograms')).filter((f) => f.endsWith('.csv'))
      const { orgId, report, count } = await imported(files.map((f) => join(data, 'organograms', f)))
      const { rows: told } = await server.open({ orgId }, (tx) =>
        tx.query<{ accountId: string; name: string; day: string }>(
          'select account_id as "accountId", name, day from chart_file where org_id = $1',
          [orgId],
        ),
      )
      expect(told.map((f) => f.name).sort()).toEqual([...files].sort())
      expect(report.created.accounts).toBe(new Set(told.map((f) => f.accountId)).size)
      const rowsOf = new Map(report.files.map((f: { name: string; rows: number }) => [f.name, f.rows]))
      for (const { accountId, name, day } of told) {
        const posts = await server.open({ orgId }, (tx) => readPosts(tx, accountId, day))
        expect(posts.length, name).toBe(rowsOf.get(name))
      }
      expect(
        await count(
          `select 'circles' as key, count(*) as n from post p where p.org_id = $1 and p.reports_to_id = p.id`,
        ),
      ).toEqual([['circles', 0]])
      const table: Record<string, Record<string, number>> = {}
      for (const { file, code, count: n } of report.anomalies)
        table[file.slice(0, 44)] = { ...table[file.slice(0, 44)], [code]: n }
      console.table(table)
      const became: Record<string, { count: number; 'what it became': string }> = {}
      for (const p of report.problems as { code: string; sentence: string }[])
        if (p.code.startsWith('org'))
          became[p.code] = {
            count: (became[p.code]?.count ?? 0) + 1,
            'what it became': became[p.code]?.['what it became'] ?? p.sentence.slice(0, 150),
          }
      console.table(became)
      const total = (code: string) =>
        report.anomalies
          .filter((a: { code: string }) => a.code === code)
          .reduce((sum: number, a: { count: number }) => sum + a.count, 0)
      expect(total('orgDuplicateId')).toBeGreaterThan(10)
      expect(total('orgManagerMissing')).toBeGreaterThan(10)
      expect(total('orgSelfReport')).toBeGreaterThan(3)
      expect(total('orgLoop')).toBeGreaterThan(0)
      expect(total('orgSeveralRoots')).toBeGreaterThan(3)
      for (const p of report.problems) if (ABOUT_A_ROW.has(p.code)) expect(p.row, p.code).toBeGreaterThan(1)
    })
  },
)

describe.skipIf(!existsSync(join(data, 'text', 'blns.json')))(
  'naughty strings as names (skipped where the public data is absent)',
  () => {
    test('each becomes a customer exactly as written, or is named by its row', async () => {
      const strings: string[] = JSON.parse(readFileSync(join(data, 'text', 'blns.json'), 'utf8'))
      const path = join(folder, 'blns.csv')
      const lines = strings.map((s) => `"${s.replaceAll('"', '""')}"`)
      await writeFile(path, `account\n${lines.join('\n')}\n`)
      const { report, count } = await imported([path], 'accounts')
      const { created, skipped } = report
      const told = new Set(report.problems.map((p: { row: number }) => p.row))
      // Blank rows are no rows.
      const filled = strings.filter((s) => s.trim() !== '').length
      expect(created.accounts + (skipped.accounts ?? 0)).toBe(report.read.accounts)
      expect(report.read.accounts).toBeLessThanOrEqual(filled)
      const names = new Set(
        (await count('select name as key, 1 as n from account where org_id = $1')).map(([k]) => k),
      )
      for (const [i, s] of strings.entries()) {
        const name = s.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
        if (name === '' || told.has(i + 2)) continue
        expect(names, JSON.stringify(s)).toContain(name)
      }
      expect(created.accounts).toBeGreaterThan(filled * 0.9)
    })
  },
)
