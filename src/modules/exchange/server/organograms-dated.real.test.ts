import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chartFaults, compareCharts } from '#modules/accounts/accounts.contract.ts'
import { accounts, readPosts, readUnits } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { openTestServer, type TestServer } from '#testing/server.ts'
import { readOrganogram } from '../organogram.rules.ts'
import { daysInName } from '../organogram-day.rules.ts'
import { actorByEmail, importFilesAs } from './command.ts'
import { exchange } from './index.ts'
import { undoRun } from './undo-run.ts'

const data = join(dirname(process.cwd()), 'shared', 'data', 'organograms-dated')
let server: TestServer

beforeAll(async () => {
  server = await openTestServer([members, accounts, exchange])
})
afterAll(() => server?.close())

async function newOrganisation() {
  const organisation = await server.organisation()
  await organisation.member('administrator')
  const { orgId } = organisation
  const { rows } = await server.open({ orgId }, (tx) =>
    tx.query<{ email: string }>(`select email from member where org_id = $1 and role = 'administrator'`, [
      orgId,
    ]),
  )
  const actor = await server.open({ orgId }, (tx) => actorByEmail(tx, orgId, rows[0]?.email ?? ''))
  return { orgId, actor: actor as NonNullable<typeof actor> }
}
type Organisation = Awaited<ReturnType<typeof newOrganisation>>

/** Imports files as the command line does; the report read back from its JSON. */
async function imported({ actor }: Organisation, files: readonly string[], accountName: string) {
  const done = await importFilesAs(server.open, {
    paths: files.map((f) => join(data, f)),
    actor,
    target: 'organogram',
    accountName,
    currency: 'CNY',
    acceptProposals: true,
    answers: () => ({}),
    preview: false,
    onProgress: () => {},
    onUnderstood: () => {},
    signal: new AbortController().signal,
  })
  let text = ''
  for await (const piece of done?.report('en') ?? []) text += piece
  return JSON.parse(text)
}

const chartOn = ({ orgId }: Organisation, on?: string) =>
  server.open({ orgId }, async (tx) => {
    const { rows } = await tx.query<{ id: string }>('select id from account where org_id = $1', [orgId])
    const accountId = rows[0]?.id
    if (accountId === undefined || rows.length !== 1) return { accounts: rows.length, units: [], posts: [] }
    return {
      accounts: 1,
      units: await readUnits(tx, accountId, on),
      posts: await readPosts(tx, accountId, on),
    }
  })

/** What a file says, by its own words: each post as "unit / title < superior's title", sorted. */
function saidBy(file: string): string[] {
  const [head, ...lines] = readFileSync(join(data, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) =>
      (m[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
  const columns = cells(head ?? '')
  const at = (row: string[], name: string) => row[columns.indexOf(name)] ?? ''
  const chart = readOrganogram(
    lines.map((line, i) => {
      const row = cells(line)
      return {
        row: i + 2,
        postId: at(row, 'Post Unique Reference'),
        title: at(row, 'Job Title'),
        grade: '',
        parentDepartment: at(row, 'Parent Department'),
        organisation: at(row, 'Organisation'),
        unit: at(row, 'Unit'),
        reportsTo: at(row, 'Reports to Senior Post'),
        fte: '',
        profession: '',
      }
    }),
  )
  const posts = new Map(chart.posts.map((p) => [p.key, p]))
  const units = new Map(chart.units.map((u) => [u.key, u.name]))
  const managers = new Map(chart.lines.map((l) => [l.post, l.manager]))
  const title = (key: string | undefined) => (key === undefined ? '' : posts.get(key)?.title || key)
  return chart.posts
    .map((p) => `${units.get(p.unit ?? '') ?? ''} / ${title(p.key)} < ${title(managers.get(p.key))}`)
    .sort()
}
function saidIn(chart: Awaited<ReturnType<typeof chartOn>>): string[] {
  const posts = new Map(chart.posts.map((p) => [p.id, p.title]))
  const units = new Map(chart.units.map((u) => [u.id, u.name]))
  return chart.posts
    .map((p) => `${units.get(p.unitId ?? '') ?? ''} / ${p.title} < ${posts.get(p.reportsToId ?? '') ?? ''}`)
    .sort()
}

const there = existsSync(data)
const bodies = new Map<string, { file: string; day: string }[]>()
for (const file of there ? readdirSync(data).sort() : []) {
  const body = file.replace(/-\d{4}-.*$/, '')
  bodies.set(body, [...(bodies.get(body) ?? []), { file, day: daysInName(file, '2026-01-01')[0] ?? '' }])
}
const several = [...bodies].filter(([, files]) => files.length > 1)

describe.skipIf(!there)(
  'charts of one body at several dates (skipped where the public data is absent)',
  () => {
    test('in whatever order they come, each day shows what its file said, and every change is named', async () => {
      const table: Record<string, Record<string, unknown>> = {}
      for (const [body, files] of several) {
        const org = await newOrganisation()
        const inOrder = []
        for (const { file } of files) inOrder.push(await imported(org, [file], body))
        const backwards = await newOrganisation()
        for (const { file } of [...files].reverse()) await imported(backwards, [file], body)
        for (const { file, day } of files)
          for (const which of [org, backwards]) {
            const chart = await chartOn(which, day)
            expect(chart.accounts).toBe(1)
            expect(saidIn(chart), `${file} on ${day}`).toEqual(saidBy(file))
            const broken = chartFaults(chart).filter((f) => ['loop', 'itself', 'dangling'].includes(f.code))
            expect(broken, file).toEqual([])
          }
        const newest = files.at(-1)?.file as string
        expect(saidIn(await chartOn(org)), newest).toEqual(saidBy(newest))
        expect(saidIn(await chartOn(backwards)), newest).toEqual(saidBy(newest))
        for (const [i, { day }] of files.entries()) {
          if (i === 0) continue
          const changes = compareCharts(await chartOn(org, files[i - 1]?.day), await chartOn(org, day))
          const named = inOrder[i].problems.filter((p: { code: string }) =>
            /^org(Added|Gone|Moved|Renamed|Changed)$/.test(p.code),
          )
          const spell = (what: string, name: string) => `${what.toLowerCase()} ${name}`
          expect(
            named.map((p: { code: string; value: string }) => spell(p.code.slice(3), p.value)).sort(),
            body,
          ).toEqual(changes.map((c) => spell(c.what, c.name)).sort())
          const count = (what: string) => changes.filter((c) => c.what === what && c.kind === 'post').length
          const unitCount = changes.filter((c) => c.kind === 'unit').length
          table[`${body.slice(0, 40)} ${day}`] = {
            posts: (await chartOn(org, day)).posts.length,
            added: count('added'),
            gone: count('gone'),
            moved: count('moved'),
            renamed: count('renamed'),
            units: unitCount,
            renumbered: inOrder[i].anomalies.some((a: { code: string }) => a.code === 'orgRenumbered')
              ? 'yes'
              : '',
          }
        }
      }
      console.table(table)
      expect(several.length).toBeGreaterThan(25)
    }, 600_000)

    test('taken back, the later import leaves what the first one had brought; both taken back, nothing', async () => {
      for (const [body, files] of several.slice(0, 8)) {
        const org = await newOrganisation()
        const [first, second] = files as [{ file: string; day: string }, { file: string; day: string }]
        const one = await imported(org, [first.file], body)
        const before = [await chartOn(org), await chartOn(org, first.day), await chartOn(org, second.day)]
        const two = await imported(org, [second.file], body)
        const undo = (importId: string) =>
          server.open({ orgId: org.orgId, memberId: org.actor.memberId }, (tx) =>
            undoRun(tx, importId, new AbortController().signal),
          )
        const undone = await undo(two.import.id)
        expect(undone.kept, body).toEqual({})
        const after = [await chartOn(org), await chartOn(org, first.day), await chartOn(org, second.day)]
        for (const [i, chart] of after.entries())
          expect(compareCharts(before[i] as typeof chart, chart), body).toEqual([])
        await undo(one.import.id)
        expect((await chartOn(org)).accounts, body).toBe(0)
      }
    }, 300_000)

    test('all files of a body at once are one account, told from the oldest to the newest', async () => {
      const [body, files] = several.find(([, f]) => f.length > 2) as (typeof several)[number]
      const org = await newOrganisation()
      const report = await imported(
        org,
        files.map((f) => f.file),
        body,
      )
      expect(report.created.accounts).toBe(1)
      for (const { file, day } of files) expect(saidIn(await chartOn(org, day)), file).toEqual(saidBy(file))
    }, 120_000)
  },
)
