import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { accounts } from '#modules/accounts/server/index.ts'
import { exchange } from '#modules/exchange/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { find } from '#modules/search/search.contract.ts'
import { search } from '#modules/search/server/index.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import { importFiles } from './import.ts'

let server: TestServer
let folder: string
let rep: TestMember
let email: string
let config: Parameters<typeof importFiles>[0]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-import-'))
  server = await openTestServer([members, accounts, search, exchange])
  const org = await server.organisation()
  rep = await org.member('rep')
  const { rows } = await server.open({ orgId: org.orgId }, (tx) =>
    tx.query<{ email: string }>('select email from member where org_id = $1 and id = $2', [
      org.orgId,
      rep.memberId,
    ]),
  )
  email = rows[0]?.email as string
  const { user, password, host, port, database } = server.config
  const part = (value: unknown) => encodeURIComponent(String(value ?? ''))
  config = {
    port: 0,
    host: '127.0.0.1',
    dataFolder: folder,
    databaseUrl: `postgres://${part(user)}:${part(password)}@${part(host)}:${port}/${part(database)}`,
  }
})
afterAll(async () => {
  await server?.close()
  await rm(report, { force: true })
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => vi.restoreAllMocks())

const put = async (name: string, content: string | Buffer) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const quiet = () => {
  for (const say of ['log', 'error'] as const) vi.spyOn(console, say).mockImplementation(() => {})
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
}
const report = join(tmpdir(), `report-${process.pid}.json`)
const reported = async () => JSON.parse(await readFile(report, 'utf8'))

describe('an import by the command line', () => {
  test('brings the rows, files their names for the search, and passes over the title where told the header row', async () => {
    quiet()
    const file = await put('客户.csv', '说明 一,说明 二\n客户名称,地区\n黄河水务,滨州\n')
    await importFiles(config, [file], { as: email, acceptProposals: true, headerRow: '2', report })
    expect(await reported()).toMatchObject({ import: { state: 'done' }, created: { accounts: 1 } })
    const { items } = await rep.ok(find, { query: { q: 'hhsw' } })
    expect(items.map((item) => item.name)).toEqual(['黄河水务'])
  })

  test('of a file that cannot be read says why in one line, and writes the reason as the report', async () => {
    quiet()
    const picture = await put('图.csv', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'))
    const refused = await importFiles(config, [picture], { as: email, report }).catch((error) => error)
    expect(refused.name).toBe('CommandRefused')
    expect(refused.message).toMatch(/^图\.csv：.*图片/)
    expect(refused.message).not.toContain('\n')
    expect(await reported()).toMatchObject({
      import: { state: 'refused', failure: { code: 'formatImage' } },
      files: [
        { name: '图.csv', unreadable: { code: 'formatImage', sentence: expect.stringContaining('图片') } },
      ],
      created: {},
      problems: [{ file: '图.csv', code: 'formatImage', severity: 'error' }],
    })
  })

  test('that may not start writes why as the report, too', async () => {
    quiet()
    const file = await put('人员.csv', '销售,主管,大区\n王磊,赵主管,华东\n')
    const refused = await importFiles(config, [file], { as: email, acceptProposals: true, report }).catch(
      (error) => error,
    )
    expect(refused.name).toBe('CommandRefused')
    expect(await reported()).toMatchObject({
      import: { state: 'refused', failure: { code: 'exchange.not-allowed' } },
      problems: [{ code: 'exchange.not-allowed', sentence: expect.stringContaining('管理员') }],
    })
  })

  test('a header row that is no number is refused in words', async () => {
    await expect(importFiles(config, [], { as: email, headerRow: '表头' })).rejects.toThrow(/--header-row/)
  })
})
