import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import {
  acceptLink,
  changeEmail,
  changeMember,
  changeMyEmail,
  createInvitation,
  createResetLink,
  getMe,
  getMember,
  leaveMember,
  listAudit,
  lookAtLink,
  setUp,
  signIn,
} from '../members.contract.ts'
import { openSignInServer } from './testing/browser.ts'

const BOSS = { email: 'boss@acme.example', password: 'tea over the bridge' }
const PASSWORD = 'a quiet morning walk'
type Server = Awaited<ReturnType<typeof openSignInServer>>
type Browser = ReturnType<Server['browser']>

let server: Server
let admin: Browser
beforeAll(async () => {
  server = await openSignInServer()
  admin = server.browser()
  await admin.ok(setUp, {
    body: {
      id: newId(),
      memberId: newId(),
      company: '华北电力',
      name: '王敏',
      ...BOSS,
      locale: 'zh-CN',
      withStory: false,
    },
  })
})
afterAll(() => server.close())

async function joined(email: string) {
  const invite = { id: newId(), email, role: 'rep' as const, teamId: null }
  const { link } = await admin.ok(createInvitation, { body: invite })
  const browser = server.browser()
  const { member } = await browser.ok(acceptLink, {
    body: { token: link.split('#')[1]!, name: '小林', password: PASSWORD, locale: 'zh-CN' },
  })
  return { browser, email, memberId: member.id }
}
const versionOf = async (memberId: string) => (await admin.ok(getMember, { params: { memberId } })).version
const tokenOf = (link: string) => ({ body: { token: link.split('#')[1]! } })

describe('an administrator gives a member another e-mail', () => {
  it('whoever was signed in is out, the new one opens the door with the same password, the old one no longer', async () => {
    const { browser, email, memberId } = await joined('lin@acme.example')
    const params = { memberId }
    const body = { email: 'Lin.New@acme.example', version: await versionOf(memberId) }
    const { link } = await admin.ok(createResetLink, { params, body: { id: newId() } })
    expect(await admin.ok(changeEmail, { params, body })).toMatchObject({ email: 'lin.new@acme.example' })
    expect(await browser.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    expect(await browser.problem(signIn, { body: { email, password: PASSWORD } })).toMatchObject({
      code: 'members.sign-in-refused',
    })
    await browser.ok(signIn, { body: { email: 'lin.new@acme.example', password: PASSWORD } })
    expect(await server.browser().problem(lookAtLink, tokenOf(link))).toMatchObject({
      code: 'members.link-unusable',
    })
  })

  it('leaves a trace without the e-mail in it', async () => {
    const { memberId } = await joined('trace@acme.example')
    const body = { email: 'trace.two@acme.example', version: await versionOf(memberId) }
    await admin.ok(changeEmail, { params: { memberId }, body })
    const { items } = await admin.ok(listAudit, { query: { limit: 5 } })
    expect(items.find((one) => one.kind === 'members.email-changed')).toMatchObject({
      subjectKind: 'member',
      subjectId: memberId,
    })
    expect(JSON.stringify(items)).not.toContain('trace')
  })

  it('refuses an e-mail somebody else signs in with, here or elsewhere, and changes nothing', async () => {
    const { browser, memberId } = await joined('mine@acme.example')
    await joined('taken@acme.example')
    const version = await versionOf(memberId)
    const params = { memberId }
    const elsewhere = 'someone@other.example'
    await server.open({}, (tx) =>
      tx.query('insert into auth_user (org_id, name, email) values ($1, $2, $3)', [
        newId(),
        '别家',
        elsewhere,
      ]),
    )
    for (const email of ['TAKEN@acme.example', elsewhere])
      expect(await admin.problem(changeEmail, { params, body: { email, version } })).toMatchObject({
        code: 'members.email-taken',
      })
    expect((await browser.ok(getMe, {})).member).toMatchObject({ email: 'mine@acme.example', version })
  })

  it('shows the second of two writers the member as it is, and changes nobody who has left', async () => {
    const { memberId } = await joined('twice@acme.example')
    const params = { memberId }
    const version = await versionOf(memberId)
    await admin.ok(changeEmail, { params, body: { email: 'twice.a@acme.example', version } })
    const lost = await admin.problem(changeEmail, {
      params,
      body: { email: 'twice.b@acme.example', version },
    })
    expect(lost).toMatchObject({ code: 'platform.conflict', current: { email: 'twice.a@acme.example' } })
    await admin.ok(leaveMember, { params, body: { version: version + 1 } })
    const gone = { email: 'twice.c@acme.example', version: version + 2 }
    expect(await admin.problem(changeEmail, { params, body: gone })).toMatchObject({
      code: 'members.has-left',
    })
  })

  it('is for administrators', async () => {
    const { browser, memberId } = await joined('curious@acme.example')
    const body = { email: 'other@acme.example', version: 1 }
    expect(await browser.problem(changeEmail, { params: { memberId }, body })).toMatchObject({ status: 403 })
  })
})

describe('one gives oneself another e-mail', () => {
  it('with the password; this device stays, the others are out', async () => {
    const { browser, email, memberId } = await joined('self@acme.example')
    const other = server.browser()
    await other.ok(signIn, { body: { email, password: PASSWORD } })
    const version = await versionOf(memberId)
    const wrong = { email: 'self.new@acme.example', current: 'not this one', version }
    expect((await browser.problem(changeMyEmail, { body: wrong })).fields).toEqual([
      { path: 'current', code: 'wrong-password' },
    ])
    expect((await browser.ok(changeMyEmail, { body: { ...wrong, current: PASSWORD } })).member.email).toBe(
      'self.new@acme.example',
    )
    await browser.ok(getMe, {})
    expect(await other.problem(getMe, {})).toMatchObject({ code: 'platform.signed-out' })
    await other.ok(signIn, { body: { email: 'self.new@acme.example', password: PASSWORD } })
  })
})

it('a member renamed by an administrator is renamed where they sign in, too', async () => {
  const { memberId } = await joined('named@acme.example')
  const body = { name: '林晓', version: await versionOf(memberId) }
  await admin.ok(changeMember, { params: { memberId }, body })
  const { rows } = await server.open({}, (tx) =>
    tx.query('select name from auth_user where email = $1', ['named@acme.example']),
  )
  expect(rows).toEqual([{ name: '林晓' }])
})
