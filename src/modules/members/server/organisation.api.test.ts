import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import {
  acceptLink,
  changeOrganisation,
  createInvitation,
  getMe,
  getOrganisation,
  listAudit,
  setUp,
} from '../members.contract.ts'
import { openSignInServer } from './testing/browser.ts'

type Server = Awaited<ReturnType<typeof openSignInServer>>
type Browser = ReturnType<Server['browser']>

const setUpBody = (timeZone?: string) => ({
  id: newId(),
  memberId: newId(),
  company: '华北电力',
  name: '王敏',
  email: 'boss@acme.example',
  password: 'tea over the bridge',
  locale: 'zh-CN' as const,
  withStory: false,
  ...(timeZone !== undefined && { timeZone }),
})

describe('at the set-up the organisation works', () => {
  it.each([
    ['where the administrator’s browser is', 'America/New_York', 'America/New_York'],
    ['in Shanghai, where the browser does not say', undefined, 'Asia/Shanghai'],
    ['in Shanghai, where the browser hides where it is', 'UTC', 'Asia/Shanghai'],
    ['in Shanghai, where the browser says what nobody knows', 'Mars/Olympus_Mons', 'Asia/Shanghai'],
  ])('%s', async (_, said, expected) => {
    const server = await openSignInServer()
    try {
      const me = await server.browser().ok(setUp, { body: setUpBody(said) })
      expect(me.organisation.timeZone).toBe(expected)
    } finally {
      await server.close()
    }
  })
})

describe('an administrator moves the organisation to another zone', () => {
  let server: Server
  let admin: Browser
  let rep: Browser
  beforeAll(async () => {
    server = await openSignInServer()
    admin = server.browser()
    await admin.ok(setUp, { body: setUpBody() })
    const invite = { id: newId(), email: 'lin@acme.example', role: 'rep' as const, teamId: null }
    const { link } = await admin.ok(createInvitation, { body: invite })
    rep = server.browser()
    await rep.ok(acceptLink, {
      body: { token: link.split('#')[1]!, name: '小林', password: 'a quiet morning walk', locale: 'zh-CN' },
    })
  })
  afterAll(() => server?.close())

  it('everybody is told at once, and who did it is written down with both zones', async () => {
    expect((await rep.ok(getMe, {})).organisation.timeZone).toBe('Asia/Shanghai')
    const { id, version } = await admin.ok(getOrganisation, {})
    const moved = await admin.ok(changeOrganisation, { body: { timeZone: 'Asia/Kolkata', version } })
    expect(moved).toMatchObject({ timeZone: 'Asia/Kolkata', version: version + 1 })
    expect((await rep.ok(getMe, {})).organisation.timeZone).toBe('Asia/Kolkata')
    const { items } = await admin.ok(listAudit, { query: { limit: 5 } })
    expect(items.find((one) => one.kind === 'members.organisation-changed')).toMatchObject({
      subjectKind: 'org',
      subjectId: id,
      actor: { name: '王敏' },
      data: { fields: ['timeZone'], from: 'Asia/Shanghai', to: 'Asia/Kolkata' },
    })
  })

  it('an unknown zone is refused by name, and nothing moves', async () => {
    const before = await admin.ok(getOrganisation, {})
    for (const timeZone of ['Mars/Olympus_Mons', '+08:00', "UTC'; drop table org"]) {
      const refused = await admin.problem(changeOrganisation, { body: { timeZone, version: before.version } })
      expect(refused).toMatchObject({ status: 422, fields: [{ path: 'timeZone', code: 'unknown-zone' }] })
    }
    expect(await admin.ok(getOrganisation, {})).toEqual(before)
  })

  it('two at a time: the second sees what the first chose', async () => {
    const { version } = await admin.ok(getOrganisation, {})
    await admin.ok(changeOrganisation, { body: { timeZone: 'Europe/Berlin', version } })
    const lost = await admin.problem(changeOrganisation, { body: { timeZone: 'Asia/Tokyo', version } })
    expect(lost).toMatchObject({ status: 409, current: { timeZone: 'Europe/Berlin', version: version + 1 } })
  })

  it('is nobody else’s to do', async () => {
    const { version } = await admin.ok(getOrganisation, {})
    expect(
      await rep.problem(changeOrganisation, { body: { timeZone: 'Asia/Tokyo', version } }),
    ).toMatchObject({
      status: 403,
    })
  })
})
