import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { type Job, startJobs } from '#platform/server/jobs.ts'
import { acceptLink, createInvitation, listInvitations, lookAtLink, setUp } from '../members.contract.ts'
import { invitationMailJob } from './invitation-mail.ts'
import { openSignInServer } from './testing/browser.ts'
import { openPostOffice, textOf } from './testing/post-office.ts'

let office: Awaited<ReturnType<typeof openPostOffice>>
let server: Awaited<ReturnType<typeof openSignInServer>>
let jobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  office = await openPostOffice()
  const mail = { url: `smtp://127.0.0.1:${office.port}`, from: '破冰 <crm@acme.example>' }
  server = await openSignInServer({ mail, origin: 'http://localhost:80' })
  const { pool } = server
  const config = { connectionString: (pool.options as { connectionString: string }).connectionString }
  const log = pino({ level: 'fatal' })
  jobs = await startJobs(config, [invitationMailJob(mail) as Job], { pool, streamPool: pool, log })
})
afterAll(async () => {
  await jobs.stop()
  await server.close()
  office.server.close()
})

it('an invitation is mailed with a link of its own; neither it nor the one shown lies in the queue', async () => {
  const boss = server.browser()
  await boss.ok(setUp, {
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
  const invite = { id: newId(), email: 'li@acme.example', role: 'rep' as const, teamId: null }
  const made = await boss.ok(createInvitation, { body: invite })
  expect(made.mailed).toBe(true)
  await expect.poll(() => office.letters.length, { timeout: 20_000 }).toBe(1)
  await jobs.idle()
  const [letter = ''] = office.letters
  expect(letter).toMatch(/^To: li@acme\.example$/m)
  const text = textOf(letter)
  expect(text).toContain('王敏邀请你加入华北电力')
  const mailed = /http:\/\/localhost(?::80)?\/join#([\w-]{43})/.exec(text)?.[1] ?? ''
  const shown = made.link.split('#')[1]!
  expect(mailed).not.toBe(shown)
  for (const token of [mailed, shown]) await server.browser().ok(lookAtLink, { body: { token } })
  const { rows } = await server.open({}, (tx) =>
    tx.query(`select string_agg(j::text, ' ') as kept from pgboss.job j`),
  )
  expect(rows[0]!.kept).toContain(invite.id)
  expect(rows[0]!.kept).not.toContain(mailed)
  expect(rows[0]!.kept).not.toContain(shown)
  expect((await boss.ok(listInvitations, { query: {} })).items[0]!.mailedAt).not.toBeNull()

  const accept = { name: '李雷', password: 'one time only, promise', locale: 'zh-CN' as const }
  await server.browser().ok(acceptLink, { body: { token: mailed, ...accept } })
  expect(await server.browser().problem(lookAtLink, { body: { token: shown } })).toMatchObject({
    code: 'members.link-unusable',
  })
})
