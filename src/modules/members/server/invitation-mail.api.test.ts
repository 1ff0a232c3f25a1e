import { type AddressInfo, createServer, type Server } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { type Job, startJobs } from '#platform/server/jobs.ts'
import { acceptLink, createInvitation, listInvitations, lookAtLink, setUp } from '../members.contract.ts'
import { invitationMailJob } from './invitation-mail.ts'
import { openSignInServer } from './testing/browser.ts'

/** A post office that takes any letter: as much of SMTP as that needs. */
async function openPostOffice(): Promise<{ port: number; letters: string[]; server: Server }> {
  const letters: string[] = []
  const server = createServer((socket) => {
    let letter: string | null = null
    let rest = ''
    socket.write('220 post office\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at)
        rest = rest.slice(at + 2)
        if (letter !== null) {
          if (line === '.') {
            letters.push(letter)
            letter = null
            socket.write('250 taken\r\n')
          } else letter += `${line}\n`
        } else if (/^DATA/i.test(line)) {
          letter = ''
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 fine\r\n')
      }
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, letters, server }
}

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
  const body = letter.slice(letter.indexOf('\n\n'))
  const text = /Content-Transfer-Encoding: base64/i.test(letter)
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replace(/=\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
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
