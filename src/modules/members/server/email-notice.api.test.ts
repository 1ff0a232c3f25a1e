import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { type Job, startJobs } from '#platform/server/jobs.ts'
import type { Locale } from '#platform/words/words.ts'
import {
  acceptLink,
  changeEmail,
  changeMyEmail,
  createInvitation,
  getMe,
  getMember,
  setUp,
} from '../members.contract.ts'
import { emailNoticeJob } from './email-notice.ts'
import { invitationMailJob } from './invitation-mail.ts'
import { openSignInServer } from './testing/browser.ts'
import { openPostOffice, textOf } from './testing/post-office.ts'

const PASSWORD = 'a quiet morning walk'
let office: Awaited<ReturnType<typeof openPostOffice>>
let server: Awaited<ReturnType<typeof openSignInServer>>
let jobs: Awaited<ReturnType<typeof startJobs>>
let admin: ReturnType<typeof server.browser>
let orgId: string

beforeAll(async () => {
  office = await openPostOffice()
  const mail = { url: `smtp://127.0.0.1:${office.port}`, from: '破冰 <crm@acme.example>' }
  server = await openSignInServer({ mail, origin: 'http://localhost:80' })
  const { pool } = server
  const config = { connectionString: (pool.options as { connectionString: string }).connectionString }
  const log = pino({ level: 'fatal' })
  const all = [invitationMailJob(mail) as Job, emailNoticeJob(mail) as Job]
  jobs = await startJobs(config, all, { pool, streamPool: pool, log })
  admin = server.browser()
  const me = await admin.ok(setUp, {
    body: {
      id: newId(),
      memberId: newId(),
      company: '华北电力',
      name: '王敏',
      email: 'boss@acme.example',
      password: 'tea over the bridge',
      locale: 'zh-CN',
      withStory: false,
    },
  })
  orgId = me.organisation.id
})
afterAll(async () => {
  await jobs?.stop()
  await server?.close()
  office?.server.close()
})

async function joined(email: string, locale: Locale) {
  const invite = { id: newId(), email, role: 'rep' as const, teamId: null }
  const { link } = await admin.ok(createInvitation, { body: invite })
  const browser = server.browser()
  const { member } = await browser.ok(acceptLink, {
    body: { token: link.split('#')[1]!, name: '小林', password: PASSWORD, locale },
  })
  await jobs.idle()
  office.letters.length = 0
  return { browser, memberId: member.id }
}
const versionOf = async (memberId: string) => (await admin.ok(getMember, { params: { memberId } })).version
/** What lies in the office, by whom it is for. */
async function letters(): Promise<Record<string, string>> {
  await jobs.idle()
  return Object.fromEntries(
    office.letters.map((letter) => [/^To: (.*)$/m.exec(letter)?.[1] ?? '', textOf(letter)] as const),
  )
}

describe('another e-mail to sign in with', () => {
  beforeEach(() => {
    office.letters.length = 0
  })

  it('is told to the old and the new address, each with what to do if it was not you', async () => {
    const { memberId } = await joined('lin@acme.example', 'zh-CN')
    const body = { email: 'Lin.New@acme.example', version: await versionOf(memberId) }
    await admin.ok(changeEmail, { params: { memberId }, body })
    const found = await letters()
    expect(Object.keys(found).sort()).toEqual(['lin.new@acme.example', 'lin@acme.example'])
    expect(found['lin@acme.example']).toMatch(
      /王敏把你在华北电力的破冰登录邮箱换成了另一个[\s\S]*如果不是：请马上联系/,
    )
    expect(found['lin.new@acme.example']).toMatch(/王敏替你[\s\S]*填错了邮箱/)
    // Who reads the old post need not learn the new address.
    expect(found['lin@acme.example']).not.toContain('lin.new')
  })

  it('is told in the member’s own language; by oneself, as done by whoever was signed in', async () => {
    const { browser } = await joined('ann@acme.example', 'en')
    const { version } = (await browser.ok(getMe, {})).member
    await browser.ok(changeMyEmail, { body: { email: 'ann.two@acme.example', current: PASSWORD, version } })
    const found = await letters()
    expect(found['ann@acme.example']).toMatch(/somebody who was signed in as you[\s\S]*If it was not: tell/)
    expect(found['ann.two@acme.example']).toMatch(/you made this[\s\S]*mistyped/)
  })

  it('nothing of it stays once the letters are away, and no address ever lies in the queue', async () => {
    const { memberId } = await joined('queue@acme.example', 'zh-CN')
    const body = { email: 'queue.two@acme.example', version: await versionOf(memberId) }
    await admin.ok(changeEmail, { params: { memberId }, body })
    const { rows } = await server.open({}, (tx) =>
      tx.query(`select string_agg(j.data::text, ' ') as kept from pgboss.job j`),
    )
    expect(rows[0]!.kept).toContain(orgId)
    expect(rows[0]!.kept).not.toContain('queue')
    await letters()
    const left = await server.open({ orgId }, (tx) => tx.query('select 1 from email_notice'))
    expect(left.rows).toEqual([])
  })

  it('a change that was refused is told to nobody', async () => {
    const { memberId } = await joined('same@acme.example', 'zh-CN')
    const version = await versionOf(memberId)
    await admin.problem(changeEmail, { params: { memberId }, body: { email: 'boss@acme.example', version } })
    await admin.problem(changeEmail, {
      params: { memberId },
      body: { email: 'other@acme.example', version: version + 5 },
    })
    expect(await letters()).toEqual({})
  })
})
