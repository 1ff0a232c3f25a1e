import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import {
  acceptLink,
  changeMe,
  changePassword,
  createInvitation,
  createResetLink,
  getMe,
  getSetupState,
  leaveMember,
  listSessions,
  lookAtLink,
  returnMember,
  setUp,
  signIn,
  signOut,
  signOutEverywhere,
} from '../members.contract.ts'
import { createMembers } from './index.ts'
import { openSignInServer, SECRET } from './testing/browser.ts'

const PASSWORD = 'tea over the bridge'
const BOSS = { email: 'Boss@acme.example', password: PASSWORD }

const company = () => ({
  id: newId(),
  memberId: newId(),
  company: '华北电力',
  name: '王敏',
  ...BOSS,
  locale: 'zh-CN' as const,
  withStory: true,
})

type Server = Awaited<ReturnType<typeof openSignInServer>>

describe('the first set-up', () => {
  let server: Server
  const told: unknown[][] = []
  beforeAll(async () => {
    server = await openSignInServer({ onSetUp: async (...given) => void told.push(given) })
  })
  afterAll(() => server.close())

  it('refuses a weak password and leaves the set-up open', async () => {
    const visitor = server.browser()
    expect(await visitor.ok(getSetupState, {})).toEqual({ needed: true })
    for (const [password, code] of [
      ['short', 'password-too-short'],
      ['1234567890', 'password-common'],
      ['华北电力2026', 'password-too-short'],
      ['华北电力202611', 'password-about-you'],
      ['boss123456', 'password-about-you'],
    ] as const) {
      const problem = await visitor.problem(setUp, { body: { ...company(), password } })
      expect(problem.fields).toMatchObject([{ path: 'password', code }])
    }
    expect(await visitor.ok(getSetupState, {})).toEqual({ needed: true })
  })

  it('makes one company, however many try at the same time, and signs its administrator in', async () => {
    const tries = Array.from({ length: 6 }, () => ({ browser: server.browser(), body: company() }))
    const answers = await Promise.all(tries.map(({ browser, body }) => browser.send(setUp, { body })))
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    const at = answers.findIndex((a) => a.status === 201)
    const { browser, body } = tries[at]!
    expect(answers.filter((a) => a.status === 409).map((a) => a.body.code)).toEqual(
      Array(5).fill('members.already-set-up'),
    )
    const me = await browser.ok(getMe, {})
    expect(me).toMatchObject({
      member: { id: body.memberId, name: '王敏', role: 'administrator', email: 'boss@acme.example' },
      organisation: { id: body.id, name: '华北电力' },
    })
    expect(told).toEqual([[body.id, body.memberId, true]])
    expect(await browser.ok(getSetupState, {})).toEqual({ needed: false })
    const { rows } = await server.open({}, (tx) => tx.query('select count(*) as n from org_directory'))
    expect(rows).toEqual([{ n: 1 }])

    // The answer was lost on the way: the same set-up again signs in, and makes nothing new.
    const again = server.browser()
    expect(await again.ok(setUp, { body })).toEqual(me)
    expect(await again.problem(setUp, { body: { ...body, password: 'another password' } })).toMatchObject({
      code: 'members.sign-in-refused',
    })
    expect(told).toHaveLength(1)
  })
})

describe('signing in', () => {
  let server: Server
  let orgId: string
  let bossId: string
  beforeAll(async () => {
    server = await openSignInServer()
    const me = await server.browser().ok(setUp, { body: company() })
    orgId = me.organisation.id
    bossId = me.member.id
  })
  afterAll(() => server.close())

  it('keeps the session in a cookie no script can read, and asks the database once', async () => {
    const boss = server.browser()
    await boss.ok(signIn, { body: BOSS })
    const [cookie = ''] = boss.setCookies
    expect(cookie).toMatch(/^icebreaker\.session_token=[^;]+/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Path=\//i)
    expect(cookie).toMatch(/Max-Age=34560000/i)
    expect(cookie).not.toMatch(/Secure|Domain/i)
    expect((await boss.ok(getMe, {})).member.id).toBe(bossId)

    let queries = 0
    const connect = server.pool.connect.bind(server.pool)
    server.pool.connect = ((...given: []) => {
      queries += 1
      return connect(...given)
    }) as never
    expect((await boss.ok(getMe, {})).member.id).toBe(bossId)
    server.pool.connect = connect
    // One transaction: that of the endpoint itself.
    expect(queries).toBe(1)
  })

  it('a session of the browser alone ends with it', async () => {
    const boss = server.browser()
    await boss.ok(signIn, { body: { ...BOSS, remember: false } })
    expect(boss.setCookies[0]).toMatch(/session_token/)
    expect(boss.setCookies[0]).not.toMatch(/Max-Age/i)
    await boss.ok(getMe, {})
  })

  it('off loopback the cookie is Secure and bound to the host; without TLS nobody is signed in', async () => {
    const secure = server.browser('https://crm.example.cn')
    await secure.ok(signIn, { body: BOSS })
    expect(secure.setCookies[0]).toMatch(/^__Host-icebreaker\.session_token=.*Secure/i)
    await secure.ok(getMe, {})
    expect((await secure.ok(listSessions, {})).items.find((s) => s.current)).toBeDefined()
    const bare = server.browser('http://192.168.1.20:3000')
    expect(await bare.problem(signIn, { body: BOSS })).toMatchObject({ code: 'members.needs-https' })
    expect(bare.jar.size).toBe(0)
  })

  it('a cookie that was set for loopback is not read elsewhere', async () => {
    const local = server.browser()
    await local.ok(signIn, { body: BOSS })
    const elsewhere = server.browser('https://crm.example.cn')
    for (const [name, value] of local.jar) elsewhere.jar.set(name, value)
    expect(await elsewhere.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
  })

  it('a cookie that was tampered with is nobody’s', async () => {
    const boss = server.browser()
    await boss.ok(signIn, { body: BOSS })
    const [name, value] = [...boss.jar][0]!
    const forged = decodeURIComponent(value).replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))
    for (const bad of [`${forged}`, value.split('.')[0]!, 'x', encodeURIComponent(`${value}x`)]) {
      boss.jar.set(name, bad)
      expect(await boss.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    }
  })

  it('an unknown e-mail, a wrong password and someone who left are answered alike, after the same work', async () => {
    const admin = server.browser()
    await admin.ok(signIn, { body: BOSS })
    const leaver = await joined(admin, 'leaver@acme.example', 'I shall leave soon')
    const row = (await leaver.browser.ok(getMe, {})).member
    await admin.ok(leaveMember, { params: { memberId: row.id }, body: { version: row.version } })

    const shapes = new Set<string>()
    const times: Record<string, number[]> = { unknown: [], wrong: [] }
    for (let round = 0; round < 4; round++) {
      for (const [kind, body] of [
        ['unknown', { email: `nobody${round}@acme.example`, password: PASSWORD }],
        ['wrong', { email: BOSS.email, password: `${PASSWORD}${round}` }],
        ['left', { email: 'leaver@acme.example', password: 'I shall leave soon' }],
      ] as const) {
        const visitor = server.browser('http://localhost:80', `10.1.${round}.7`)
        const began = performance.now()
        const answer = await visitor.send(signIn, { body })
        times[kind]?.push(performance.now() - began)
        const { instance: _, ...rest } = answer.body
        const { 'content-length': _l, date: _d, ...headers } = answer.headers
        shapes.add(JSON.stringify([answer.status, rest, Object.keys(headers).sort(), visitor.setCookies]))
      }
    }
    expect([...shapes]).toHaveLength(1)
    expect([...shapes][0]).toContain('members.sign-in-refused')
    // Both do the slow hash: without it, an unknown e-mail would be answered in a tenth of the time.
    expect(Math.min(...times.unknown!) / Math.min(...times.wrong!)).toBeGreaterThan(0.4)
  })

  it('slows a guesser down, the same for an e-mail that is here and one that is not', async () => {
    const answers: unknown[][] = []
    for (const email of ['boss@acme.example', 'ghost@acme.example']) {
      const guesser = server.browser('http://localhost:80', '10.9.9.9')
      const seen: unknown[] = []
      for (let i = 0; i < 7; i++) {
        const answer = await guesser.send(signIn, { body: { email, password: `guess number ${i}` } })
        // Seconds pass while a slow machine hashes; that there is a wait, and of which order, is what counts.
        const wait = Number(answer.headers['retry-after'] ?? 0)
        seen.push([answer.status, answer.body.code, wait === 0 ? 0 : wait > 10 && wait <= 30])
      }
      answers.push(seen)
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]!.slice(0, 5)).toEqual(Array(5).fill([401, 'members.sign-in-refused', 0]))
    expect(answers[0]![5]).toEqual([429, 'platform.too-many', true])
    // The right password does not help the guesser either, but the owner at another address gets in.
    const guesser = server.browser('http://localhost:80', '10.9.9.9')
    expect(await guesser.problem(signIn, { body: BOSS })).toMatchObject({ code: 'platform.too-many' })
    await server.browser('http://localhost:80', '10.7.7.7').ok(signIn, { body: BOSS })
  })

  it('many guesses at the same time do not slip through together', async () => {
    const guesser = server.browser('http://localhost:80', '10.8.8.8')
    const body = { email: 'boss@acme.example', password: 'all at once, please' }
    const answers = await Promise.all(Array.from({ length: 12 }, () => guesser.send(signIn, { body })))
    expect(answers.filter((a) => a.status === 401)).toHaveLength(5)
    expect(answers.filter((a) => a.status === 429)).toHaveLength(7)
  })

  it('refuses a write that another site caused', async () => {
    const boss = server.browser()
    await boss.ok(signIn, { body: BOSS })
    const { version } = (await boss.ok(getMe, {})).member
    const body = { name: '夺走', locale: 'en' as const, version }
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const answer = await boss.send(changeMe, { body }, headers)
      expect([answer.status, answer.body.code]).toEqual([403, 'platform.cross-site'])
    }
    const stolen = await server.browser().send(signIn, { body: BOSS }, { origin: 'https://evil.example' })
    expect(stolen.status).toBe(403)
    expect((await boss.ok(getMe, {})).member.name).toBe('王敏')
    await boss.ok(changeMe, { body: { ...body, name: '王敏' } })
  })

  it('sign-out ends the session at once, also for a copy of its cookie', async () => {
    const boss = server.browser()
    await boss.ok(signIn, { body: BOSS })
    const copy = server.browser()
    for (const [name, value] of boss.jar) copy.jar.set(name, value)
    await copy.ok(getMe, {})
    await boss.ok(signOut, {})
    expect(boss.jar.size).toBe(0)
    expect(await copy.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    await boss.ok(signOut, {})
  })

  it('signs out everywhere: others keep nothing, this one stays if asked to', async () => {
    const [here, there, elsewhere] = [server.browser(), server.browser(), server.browser()]
    for (const one of [here, there, elsewhere]) {
      await one.ok(signIn, { body: BOSS })
      await one.ok(getMe, {})
    }
    const { ended } = await here.ok(signOutEverywhere, { body: { keepThis: true } })
    expect(ended).toBeGreaterThanOrEqual(2)
    expect(await there.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    expect(await elsewhere.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    expect((await here.ok(listSessions, {})).items).toMatchObject([{ current: true }])
    await here.ok(signOutEverywhere, { body: { keepThis: false } })
    expect(await here.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
  })

  it('another process on the same database hears of it, instead of remembering for half a minute', async () => {
    const other = createMembers({ pool: server.pool, secret: SECRET })
    await other.listening
    const [here, there] = [server.browser(), server.browser()]
    for (const one of [here, there]) await one.ok(signIn, { body: BOSS })
    const [name, value] = [...there.jar][0]!
    const request = { headers: { cookie: `${name}=${value}`, host: 'localhost:80' } }
    expect((await other.identify(request))?.memberId).toBe(bossId)
    expect((await other.identify(request))?.memberId).toBe(bossId)
    await here.ok(signOutEverywhere, { body: { keepThis: true } })
    await expect.poll(() => other.identify(request), { timeout: 5_000 }).toBeNull()
    await other.close()
  })

  it('a changed password ends the other sessions; the old one no longer opens the door', async () => {
    const admin = server.browser()
    await admin.ok(signIn, { body: BOSS })
    const { browser, email } = await joined(admin, 'changer@acme.example', 'before the change')
    const other = server.browser()
    await other.ok(signIn, { body: { email, password: 'before the change' } })
    await other.ok(getMe, {})
    const wrong = await browser.problem(changePassword, {
      body: { current: 'not this one', next: 'after the change' },
    })
    expect(wrong.fields).toEqual([{ path: 'current', code: 'wrong-password' }])
    await browser.ok(changePassword, { body: { current: 'before the change', next: 'after the change' } })
    await browser.ok(getMe, {})
    expect(await other.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    expect(await other.problem(signIn, { body: { email, password: 'before the change' } })).toMatchObject({
      code: 'members.sign-in-refused',
    })
    await other.ok(signIn, { body: { email, password: 'after the change' } })
  })

  it('someone who leaves is out at once, and comes back with the old password', async () => {
    const admin = server.browser()
    await admin.ok(signIn, { body: BOSS })
    const { browser, email } = await joined(admin, 'away@acme.example', 'here for a while')
    const { member } = await browser.ok(getMe, {})
    await admin.ok(leaveMember, { params: { memberId: member.id }, body: { version: member.version } })
    expect(await browser.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    const { rows } = await server.open({}, (tx) =>
      tx.query(
        'select count(*) as n from auth_session s join auth_user u on u.id = s.user_id where u.email = $1',
        [email],
      ),
    )
    expect(rows).toEqual([{ n: 0 }])
    const body = { email, password: 'here for a while' }
    expect(await browser.problem(signIn, { body })).toMatchObject({ code: 'members.sign-in-refused' })
    const params = { memberId: member.id }
    await admin.ok(returnMember, { params, body: { version: member.version + 1 } })
    expect((await browser.ok(signIn, { body })).member.id).toBe(member.id)
  })

  it('an invitation is used once, even by two at the same time, and holds nothing but a hash', async () => {
    const admin = server.browser()
    await admin.ok(signIn, { body: BOSS })
    const body = { id: newId(), email: 'once@acme.example', role: 'rep' as const, teamId: null }
    const { link } = await admin.ok(createInvitation, { body })
    const token = link.split('#')[1]!
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const { rows } = await server.open({ orgId }, (tx) =>
      tx.query(
        `select (select string_agg(i::text, ' ') from invitation i) || (select string_agg(l::text, ' ') from auth_link l)
           || coalesce((select string_agg(r::text, ' ') from request_once r), '') as kept`,
      ),
    )
    expect(rows[0]!.kept).toContain('once@acme.example')
    expect(rows[0]!.kept).not.toContain(token)

    const visitor = server.browser()
    expect(await visitor.ok(lookAtLink, { body: { token } })).toMatchObject({
      purpose: 'join',
      organisation: '华北电力',
      email: 'once@acme.example',
      role: 'rep',
      invitedBy: '王敏',
    })
    const accept = { token, name: '李雷', password: 'one time only, promise', locale: 'zh-CN' as const }
    const both = [server.browser(), server.browser()]
    const answers = await Promise.all(both.map((one) => one.send(acceptLink, { body: accept })))
    expect(answers.map((a) => a.status).sort()).toEqual([201, 410])
    const winner = both[answers.findIndex((a) => a.status === 201)]!
    expect((await winner.ok(getMe, {})).member).toMatchObject({ name: '李雷', role: 'rep' })
    expect(await visitor.problem(lookAtLink, { body: { token } })).toMatchObject({
      code: 'members.link-unusable',
    })
    const unknown = await visitor.send(lookAtLink, { body: { token: 'x'.repeat(43) } })
    const used = await visitor.send(lookAtLink, { body: { token } })
    expect({ ...unknown.body, instance: '' }).toEqual({ ...used.body, instance: '' })
  })

  it('a link resets a forgotten password and ends what was open', async () => {
    const admin = server.browser()
    await admin.ok(signIn, { body: BOSS })
    const { browser, email, memberId } = await joined(admin, 'forgot@acme.example', 'what was it again')
    const { link } = await admin.ok(createResetLink, { params: { memberId }, body: { id: newId() } })
    const visitor = server.browser()
    const body = {
      token: link.split('#')[1]!,
      name: '',
      password: 'now I remember it',
      locale: 'en' as const,
    }
    await visitor.ok(acceptLink, { body })
    expect((await visitor.ok(getMe, {})).member).toMatchObject({ id: memberId, locale: 'zh-CN' })
    expect(await browser.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    await server.browser().ok(signIn, { body: { email, password: 'now I remember it' } })
    expect(await server.browser().problem(acceptLink, { body })).toMatchObject({
      code: 'members.link-unusable',
    })
  })

  async function joined(admin: ReturnType<Server['browser']>, email: string, password: string) {
    const invite = { id: newId(), email, role: 'rep' as const, teamId: null }
    const { link } = await admin.ok(createInvitation, { body: invite })
    const browser = server.browser()
    const me = await browser.ok(acceptLink, {
      body: { token: link.split('#')[1]!, name: email.split('@')[0]!, password, locale: 'zh-CN' },
    })
    return { browser, email, memberId: me.member.id }
  }
})
