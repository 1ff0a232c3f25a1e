import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { sealEvents } from '#platform/server/audit.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  changeMe,
  changeMember,
  changeTeam,
  createInvitation,
  createResetLink,
  createTeam,
  deleteTeam,
  getMe,
  getMember,
  leaveMember,
  listAudit,
  listInvitations,
  listMembers,
  listSessions,
  listTeams,
  lookAtLink,
  renewInvitation,
  returnMember,
  verifyAudit,
  withdrawInvitation,
} from '../members.contract.ts'
import { actorOfSeat, addMember, members, membersByIds } from './index.ts'

let server: TestServer
let acme: TestOrganisation
let boss: TestMember
beforeAll(async () => {
  server = await openTestServer([members])
  acme = await server.organisation('华北电力')
  boss = await acme.member('administrator', { name: '王敏' })
})
afterAll(() => server.close())

const version = async (who: TestMember) =>
  (await boss.ok(getMember, { params: { memberId: who.memberId } })).version

describe('members', () => {
  it('everyone may look up colleagues by name; an e-mail is shown only where it is one’s business', async () => {
    const team = await acme.team('查找组')
    const lead = await acme.member('supervisor', { name: '陈静', supervises: team })
    const rep = await acme.member('rep', { name: '赵强', team })
    const other = await acme.member('service', { name: '服务小刘' })
    const seen = async (who: TestMember) => {
      const { items } = await who.ok(listMembers, { query: { q: '赵强' } })
      return items.map((m) => [m.name, m.role, m.teamName, m.email !== null])
    }
    expect(await seen(other)).toEqual([['赵强', 'rep', '查找组', false]])
    expect(await seen(rep)).toEqual([['赵强', 'rep', '查找组', true]])
    expect(await seen(lead)).toEqual([['赵强', 'rep', '查找组', true]])
    expect(await seen(boss)).toEqual([['赵强', 'rep', '查找组', true]])
    const mine = await lead.ok(listMembers, { query: { mine: 'yes' } })
    expect(mine.items.map((m) => m.name).sort()).toEqual(['赵强', '陈静'])
  })

  it('lists by pinyin, a page at a time, each once', async () => {
    const org = await server.organisation('分页公司')
    const first = await org.member('administrator', { name: '管理员' })
    await server.open({ orgId: org.orgId, memberId: first.memberId }, async (tx) => {
      for (const name of ['张三', '李四', '王五', '安娜', 'Bob']) await addMember(tx, { name, role: 'rep' })
    })
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await first.ok(listMembers, { query: { limit: 2, cursor } })
      names.push(...page.items.map((m) => m.name))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(names).toEqual(['管理员', '安娜', 'Bob', '李四', '王五', '张三'])
    const found = await first.ok(listMembers, { query: { q: 'zhang' } })
    expect(found.items.map((m) => [m.name, m.state])).toEqual([['张三', 'seatless']])
    await first.ok(listMembers, { query: { cursor: 'bm90LW91cnM' } })
  })

  it('one organisation knows nothing of another’s members, teams and invitations', async () => {
    const elsewhere = await server.organisation('别家公司')
    const stranger = await elsewhere.member('administrator')
    const team = await acme.team('内部组')
    const member = await acme.member('rep', { team })
    expect(await stranger.problem(getMember, { params: { memberId: member.memberId } })).toMatchObject({
      status: 404,
    })
    const change = { params: { memberId: member.memberId }, body: { role: 'auditor' as const, version: 1 } }
    expect(await stranger.problem(changeMember, change)).toMatchObject({ status: 404 })
    expect(
      await stranger.problem(changeTeam, { params: { teamId: team }, body: { name: '抢', version: 1 } }),
    ).toMatchObject({ status: 404 })
    expect((await stranger.ok(listMembers, { query: {} })).items.map((m) => m.id)).toEqual([
      stranger.memberId,
    ])
    expect((await stranger.ok(listTeams, { query: {} })).items).toEqual([])
    const body = { id: newId(), name: '挂靠', parentId: team, supervisorId: null }
    expect((await stranger.problem(createTeam, { body })).fields).toMatchObject([{ path: 'parentId' }])
  })

  it('only administrators change roles, teams and seats', async () => {
    const target = await acme.member('rep')
    for (const role of ['rep', 'supervisor', 'service', 'auditor'] as const) {
      const who = await acme.member(role)
      const change = { params: { memberId: target.memberId }, body: { version: 1 } }
      expect(
        await who.problem(changeMember, { ...change, body: { role: 'auditor', version: 1 } }),
      ).toMatchObject({
        status: 403,
      })
      expect(await who.problem(leaveMember, change)).toMatchObject({ status: 403 })
      const body = { id: newId(), name: '自立', parentId: null, supervisorId: null }
      expect(await who.problem(createTeam, { body })).toMatchObject({ status: 403 })
      expect(
        await who.problem(createResetLink, { params: { memberId: target.memberId }, body: { id: newId() } }),
      ).toMatchObject({ status: 403 })
    }
  })

  it('the second of two writers is shown the member as it is now', async () => {
    const rep = await acme.member('rep', { name: '刘洋' })
    const before = await version(rep)
    const params = { memberId: rep.memberId }
    await boss.ok(changeMember, { params, body: { name: '刘洋洋', version: before } })
    const lost = await boss.problem(changeMember, { params, body: { role: 'service', version: before } })
    expect(lost).toMatchObject({
      status: 409,
      code: 'platform.conflict',
      current: { name: '刘洋洋', role: 'rep' },
    })
    const mine = await rep.ok(getMe, {})
    const body = { name: '洋洋', locale: 'en' as const, version: mine.member.version }
    expect((await rep.ok(changeMe, { body })).member).toMatchObject({ name: '洋洋', locale: 'en' })
    expect(await rep.problem(changeMe, { body })).toMatchObject({ current: { member: { name: '洋洋' } } })
  })

  it('the last administrator can neither leave nor become something else, also not two at the same time', async () => {
    const org = await server.organisation('两个管理员')
    const [a, b] = [await org.member('administrator'), await org.member('administrator')]
    const step = (who: TestMember) =>
      a.send(changeMember, { params: { memberId: who.memberId }, body: { role: 'rep', version: 1 } })
    const answers = await Promise.all([step(a), step(b)])
    expect(answers.map((x) => x.status).sort()).toEqual([200, 409])
    const left = answers[0]!.status === 200 ? b : a
    const problem = await left.problem(leaveMember, {
      params: { memberId: left.memberId },
      body: { version: 1 },
    })
    expect(problem.code).toBe('members.last-administrator')
  })

  it('who leaves keeps name and authorship, heads no team, and can be brought back', async () => {
    const team = await acme.team('离开组')
    const lead = await acme.member('supervisor', { name: '高远', supervises: team })
    const rep = await acme.member('rep', { name: '小周', team })
    const sees = await lead.ok(listMembers, { query: { mine: 'yes' } })
    expect(sees.items.map((m) => m.id)).toContain(rep.memberId)
    const params = { memberId: lead.memberId }
    const gone = await boss.ok(leaveMember, { params, body: { version: await version(lead) } })
    expect(gone).toMatchObject({ name: '高远', state: 'left', leftAt: expect.any(String) })
    const teams = await boss.ok(listTeams, { query: { limit: 200 } })
    expect(teams.items.find((t) => t.id === team)).toMatchObject({ supervisorId: null, members: 1 })
    const named = await server.open({ orgId: acme.orgId }, (tx) => membersByIds(tx, [lead.memberId, newId()]))
    expect([...named.values()]).toMatchObject([{ name: '高远', left: true }])
    expect((await boss.ok(listMembers, { query: { q: '高远' } })).items).toEqual([])
    expect((await boss.ok(listMembers, { query: { q: '高远', show: 'left' } })).items).toHaveLength(1)
    expect(
      await boss.problem(changeMember, { params, body: { role: 'rep', version: gone.version } }),
    ).toMatchObject({ code: 'members.has-left' })
    expect(await boss.ok(returnMember, { params, body: { version: gone.version } })).toMatchObject({
      state: 'active',
      leftAt: null,
    })
  })

  it('who is no longer a supervisor heads no team', async () => {
    const team = await acme.team('换岗组')
    const lead = await acme.member('supervisor', { supervises: team })
    const rep = await acme.member('rep', { team })
    const reach = async () => (await lead.ok(listMembers, { query: { mine: 'yes' } })).items.map((m) => m.id)
    expect(await reach()).toContain(rep.memberId)
    await boss.ok(changeMember, {
      params: { memberId: lead.memberId },
      body: { role: 'rep', version: await version(lead) },
    })
    expect(await reach()).toEqual([lead.memberId])
  })
})

describe('teams', () => {
  it('a supervisor reaches everybody in the teams below, however deep, and nobody beside', async () => {
    const create = async (name: string, parentId: string | null, supervisorId: string | null) =>
      (await boss.ok(createTeam, { body: { id: newId(), name, parentId, supervisorId } })).id
    const head = await acme.member('supervisor', { name: '总监' })
    const middle = await acme.member('supervisor', { name: '经理' })
    const north = await create('华北', null, head.memberId)
    const hebei = await create('河北', north, middle.memberId)
    const city = await create('石家庄', hebei, null)
    const south = await create('华南', null, null)
    const [low, deep, beside] = [
      await acme.member('rep', { team: hebei }),
      await acme.member('rep', { team: city }),
      await acme.member('rep', { team: south }),
    ]
    const reach = (who: TestMember) =>
      server.open({ orgId: acme.orgId }, async (tx) => {
        const seat = { ...who, userId: who.memberId, teamId: null }
        return new Set((await actorOfSeat(tx, seat, newId())).reach)
      })
    expect(await reach(head)).toEqual(new Set([head.memberId, low.memberId, deep.memberId]))
    expect(await reach(middle)).toEqual(new Set([middle.memberId, low.memberId, deep.memberId]))
    expect(await reach(beside)).toEqual(new Set([beside.memberId]))
    // The city moves south: it is out of reach at once.
    const row = (await boss.ok(listTeams, { query: { limit: 200 } })).items.find((t) => t.id === city)!
    await boss.ok(changeTeam, { params: { teamId: city }, body: { parentId: south, version: row.version } })
    expect(await reach(head)).toEqual(new Set([head.memberId, low.memberId]))
  })

  it('a team never hangs below itself, also not when two are moved at the same time', async () => {
    const make = async (name: string, parentId: string | null) =>
      boss.ok(createTeam, { body: { id: newId(), name, parentId, supervisorId: null } })
    const top = await make('甲', null)
    const below = await make('乙', top.id)
    const move = (teamId: string, parentId: string) =>
      boss.send(changeTeam, { params: { teamId }, body: { parentId, version: 1 } })
    expect((await move(top.id, below.id)).body).toMatchObject({ code: 'members.team-loop' })
    expect((await move(top.id, top.id)).body).toMatchObject({ code: 'members.team-loop' })
    const [one, two] = [await make('丙', null), await make('丁', null)]
    const answers = await Promise.all([move(one.id, two.id), move(two.id, one.id)])
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
  })

  it('is headed by a supervisor who works here', async () => {
    const rep = await acme.member('rep')
    const body = { id: newId(), name: '无主', parentId: null, supervisorId: rep.memberId }
    expect((await boss.problem(createTeam, { body })).fields).toEqual([
      { path: 'supervisorId', code: 'not-a-supervisor' },
    ])
    expect((await boss.problem(createTeam, { body: { ...body, supervisorId: newId() } })).fields).toEqual([
      { path: 'supervisorId', code: 'not-found' },
    ])
  })

  it('is deleted when nobody works in it any more', async () => {
    const team = await boss.ok(createTeam, {
      body: { id: newId(), name: '解散组', parentId: null, supervisorId: null },
    })
    const rep = await acme.member('rep', { team: team.id })
    const params = { teamId: team.id }
    expect(await boss.problem(deleteTeam, { params })).toMatchObject({ code: 'members.team-not-empty' })
    await boss.ok(leaveMember, { params: { memberId: rep.memberId }, body: { version: 1 } })
    await boss.ok(deleteTeam, { params })
    expect(await boss.ok(getMember, { params: { memberId: rep.memberId } })).toMatchObject({ teamId: null })
    expect(await boss.problem(deleteTeam, { params })).toMatchObject({ status: 404 })
  })
})

describe('invitations', () => {
  const invite = (email: string, extra: object = {}) => ({
    body: { id: newId(), email, role: 'rep' as const, teamId: null, ...extra },
  })
  const tokenOf = (link: string) => ({ body: { token: link.split('#')[1]! } })

  it('a supervisor invites reps into its own teams, however deep, and nobody else', async () => {
    const top = await acme.team('邀请组')
    const below = await acme.team('邀请下组', top)
    const beside = await acme.team('旁边组')
    const lead = await acme.member('supervisor', { supervises: top })
    const made = await lead.ok(createInvitation, invite('deep@acme.example', { teamId: below }))
    expect(made).toMatchObject({ mailed: false, invitation: { teamName: '邀请下组', state: 'open' } })
    expect(made.link).toMatch(/^http:\/\/localhost(:80)?\/join#[\w-]{43}$/)
    for (const extra of [
      {},
      { teamId: beside },
      { teamId: top, role: 'administrator' },
      { teamId: top, role: 'supervisor' },
    ])
      expect(await lead.problem(createInvitation, invite('x@acme.example', extra))).toMatchObject({
        code: 'members.not-your-team',
      })
    for (const role of ['rep', 'service', 'auditor'] as const)
      expect(
        await (await acme.member(role)).problem(createInvitation, invite('x@acme.example')),
      ).toMatchObject({ status: 403 })
    await boss.ok(createInvitation, invite('boss-only@acme.example'))
    const seen = await lead.ok(listInvitations, { query: {} })
    expect(seen.items.map((i) => i.email)).toEqual(['deep@acme.example'])
    const another = await acme.member('supervisor')
    const params = { invitationId: made.invitation.id }
    expect(await another.problem(withdrawInvitation, { params })).toMatchObject({ status: 404 })
    expect(await another.problem(renewInvitation, { params })).toMatchObject({ status: 404 })
  })

  it('a new link, a new invitation and a withdrawal each end the old link', async () => {
    const first = await boss.ok(createInvitation, invite('links@acme.example'))
    await server.signedOut.ok(lookAtLink, tokenOf(first.link))
    const params = { invitationId: first.invitation.id }
    const second = await boss.ok(renewInvitation, { params })
    expect(await server.signedOut.problem(lookAtLink, tokenOf(first.link))).toMatchObject({ status: 410 })
    const third = await boss.ok(createInvitation, invite('Links@acme.example'))
    expect(await server.signedOut.problem(lookAtLink, tokenOf(second.link))).toMatchObject({ status: 410 })
    await server.signedOut.ok(lookAtLink, tokenOf(third.link))
    await boss.ok(withdrawInvitation, { params: { invitationId: third.invitation.id } })
    expect(await server.signedOut.problem(lookAtLink, tokenOf(third.link))).toMatchObject({ status: 410 })
    expect((await boss.ok(listInvitations, { query: {} })).items.map((i) => i.email)).not.toContain(
      'links@acme.example',
    )
  })

  it('expires after fourteen days', async () => {
    const { link, invitation } = await boss.ok(createInvitation, invite('late@acme.example'))
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(13.9)
    expect(days).toBeLessThan(14.1)
    await server.open({ orgId: acme.orgId }, (tx) =>
      tx.query(`update invitation set expires_at = now() - interval '1 second' where id = $1`, [
        invitation.id,
      ]),
    )
    expect(await server.signedOut.problem(lookAtLink, tokenOf(link))).toMatchObject({
      code: 'members.link-unusable',
    })
  })

  it('the same request again makes a new link for the same invitation', async () => {
    const input = invite('again@acme.example')
    const [a, b] = [await boss.ok(createInvitation, input), await boss.ok(createInvitation, input)]
    expect(b.invitation.id).toBe(a.invitation.id)
    expect(await server.signedOut.problem(lookAtLink, tokenOf(a.link))).toMatchObject({ status: 410 })
    await server.signedOut.ok(lookAtLink, tokenOf(b.link))
  })

  it('die with the one who made them', async () => {
    const team = await acme.team('走人组')
    const lead = await acme.member('supervisor', { supervises: team })
    const { link } = await lead.ok(createInvitation, invite('orphan@acme.example', { teamId: team }))
    await boss.ok(leaveMember, {
      params: { memberId: lead.memberId },
      body: { version: await version(lead) },
    })
    expect(await server.signedOut.problem(lookAtLink, tokenOf(link))).toMatchObject({ status: 410 })
  })

  it('an e-mail that signs in here already is not invited again; an imported member gets its seat', async () => {
    const rep = await acme.member('rep')
    expect(await boss.problem(createInvitation, invite(`${rep.memberId}@example.com`))).toMatchObject({
      code: 'members.email-taken',
    })
    const { memberId } = await server.open({ orgId: acme.orgId, memberId: boss.memberId }, (tx) =>
      addMember(tx, { name: 'Dustin Brinkmann', role: 'rep' }),
    )
    expect(await boss.ok(getMember, { params: { memberId } })).toMatchObject({ state: 'seatless' })
    const { invitation } = await boss.ok(createInvitation, invite('dustin@acme.example', { memberId }))
    expect(invitation).toMatchObject({ memberId, name: 'Dustin Brinkmann' })
    expect(await boss.ok(getMember, { params: { memberId } })).toMatchObject({ state: 'invited' })
    const params = { memberId }
    expect(await boss.problem(createResetLink, { params, body: { id: newId() } })).toMatchObject({
      code: 'members.never-signed-in',
    })
    const lead = await acme.member('supervisor', { supervises: await acme.team('挖人组') })
    const stolen = invite('mine@acme.example', { memberId, teamId: null })
    expect(await lead.problem(createInvitation, stolen)).toMatchObject({ code: 'members.not-your-team' })
  })
})

describe('the audit', () => {
  it('shows who did what, and holds; only administrators and auditors look at it', async () => {
    const org = await server.organisation('审计公司')
    const admin = await org.member('administrator', { name: '审计管理员' })
    const auditor = await org.member('auditor')
    const team = await admin.ok(createTeam, {
      body: { id: newId(), name: '一组', parentId: null, supervisorId: null },
    })
    await server.open({ orgId: org.orgId }, sealEvents)
    const rep = await org.member('rep', { team: team.id })
    await admin.ok(changeMember, {
      params: { memberId: rep.memberId },
      body: { role: 'service', version: 1 },
    })
    const { items } = await auditor.ok(listAudit, { query: {} })
    expect(items.map((e) => [e.kind, e.actor?.name, e.sealNo, e.data])).toEqual([
      ['members.role-changed', '审计管理员', null, { from: 'rep', to: 'service' }],
      ['members.team-created', '审计管理员', 1, { parentId: null }],
    ])
    expect((await auditor.ok(listAudit, { query: { kind: 'members.team' } })).items).toHaveLength(1)
    expect((await auditor.ok(listAudit, { query: { subjectId: rep.memberId } })).items).toHaveLength(1)
    expect(await auditor.ok(verifyAudit, {})).toMatchObject({ ok: true, seals: 1, events: 1, unsealed: 1 })
    for (const who of [rep, await org.member('supervisor'), await org.member('service')])
      expect(await who.problem(listAudit, { query: {} })).toMatchObject({ status: 403 })
  })

  it('events carry no name, no e-mail and no token', async () => {
    const { rows } = await server.open({ orgId: acme.orgId }, (tx) =>
      tx.query<{ said: string }>(`select string_agg(data::text, ' ') as said from event`),
    )
    const said = rows[0]!.said
    expect(said.length).toBeGreaterThan(200)
    expect(said).not.toMatch(/@|刘洋|高远|Dustin/)
  })
})

it('sessions are one’s own', async () => {
  const rep = await acme.member('rep')
  expect(await rep.ok(listSessions, {})).toEqual({ items: [] })
})
