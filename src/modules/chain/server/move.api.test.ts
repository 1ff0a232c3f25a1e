import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createPost } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import {
  addEmployment,
  assertFact,
  changePerson,
  createPerson,
  getDossier,
  getPerson,
  listPeople,
  movePerson,
} from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { addSeat, getMap, listChanges, listClaims, makeClaim } from '../chain.contract.ts'
import { chain } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let colleague: TestMember
let both: TestMember
let oldAccount: string
let newAccount: string
let projectId: string

beforeAll(async () => {
  server = await openTestServer([accounts, people, projects, chain])
  org = await server.organisation()
  const north = await org.team('华北区')
  const south = await org.team('华南区')
  rep = await org.member('rep', { team: north })
  colleague = await org.member('rep', { team: south })
  both = await org.member('supervisor', { supervises: north })
  const account = async (by: TestMember, name: string) =>
    (await by.ok(createAccount, { body: { id: newId(), name } })).id
  await server.open({ orgId: org.orgId }, (tx) =>
    tx.query('update team set supervisor_id = $2 where org_id = $1 and id = $3', [
      org.orgId,
      both.memberId,
      south,
    ]),
  )
  oldAccount = await account(rep, '云岭乳业')
  newAccount = await account(colleague, '青禾乳业')
  const project = { id: newId(), accountId: oldAccount, name: '灌装线' }
  projectId = (await rep.ok(createProject, { body: project })).id
})
afterAll(() => server.close())

async function somebody(name: string) {
  const body = { id: newId(), name, title: '设备部长' }
  return rep.ok(createPerson, { params: { accountId: oldAccount }, body })
}
const move = (person: { id: string; version: number }, extra: object = {}) => ({
  params: { personId: person.id },
  body: {
    id: newId(),
    accountId: newAccount,
    since: '2026-03-01',
    title: '生产总监',
    version: person.version,
    ...extra,
  },
})
/** Where the organisation works. */
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const named = async (by: TestMember, accountId: string, q?: string) =>
  (await by.ok(listPeople, { params: { accountId }, query: { ...(q && { q }) } })).items.map((p) => p.name)

describe('somebody changes to another customer', () => {
  it('and is found there, with the old post ended the day before and the new one begun', async () => {
    const person = await somebody('张建国')
    const moved = await both.ok(movePerson, move(person))
    expect(moved).toMatchObject({ accountId: newAccount, accountName: '青禾乳业' })
    expect(moved.employments).toMatchObject([
      { accountId: newAccount, title: '生产总监', since: '2026-03-01', until: null },
      { accountId: oldAccount, title: '设备部长', until: '2026-02-28' },
    ])
    expect(await named(rep, oldAccount)).not.toContain('张建国')
    expect(await named(colleague, newAccount, 'zjg')).toEqual(['张建国'])
  })

  it('and the new account decides from then on who sees the card and the dossier', async () => {
    const person = await somebody('刘敏')
    const params = { personId: person.id }
    const value = { shape: 'text' as const, text: '云南大理' }
    await rep.ok(assertFact, { params, body: { id: newId(), field: 'hometown', value } })
    expect(await colleague.problem(getPerson, { params })).toMatchObject({ status: 404 })
    await both.ok(movePerson, move(person))
    expect((await colleague.ok(getDossier, { params })).facts).toMatchObject([{ value }])
    expect(await rep.problem(getDossier, { params })).toMatchObject({ status: 404 })
  })

  it('and stands no longer on the old account’s chains; what was believed stays in the history', async () => {
    const person = await somebody('杨帆')
    const personId = person.id
    await rep.ok(addSeat, { params: { projectId }, body: { personId } })
    await rep.ok(makeClaim, {
      params: { projectId },
      body: {
        id: newId(),
        personId,
        confidence: 'stated',
        source: { kind: 'note', id: null, note: '' },
        claim: { attribute: 'stance', value: 3 },
      },
    })
    const seats = async () =>
      (await rep.ok(getMap, { params: { accountId: oldAccount }, query: { projectId } })).seats.map(
        (seat) => seat.personId,
      )
    expect(await seats()).toContain(personId)
    await both.ok(movePerson, move(person))
    expect(await seats()).not.toContain(personId)
    const { items } = await rep.ok(listClaims, { params: { projectId, personId }, query: {} })
    expect(items).toMatchObject([{ attribute: 'stance', value: 3 }])
  })

  it('and was there on the days before: on the old customer’s map, by the name of then, and nothing of the new', async () => {
    const postId = newId()
    await rep.ok(createPost, {
      params: { accountId: oldAccount },
      body: { id: postId, title: '设备主任' } as never,
    })
    const person = await somebody('周建业')
    const personId = person.id
    await rep.ok(addEmployment, {
      params: { personId },
      body: { id: newId(), accountId: oldAccount, postId } as never,
    })
    await rep.ok(addSeat, { params: { projectId }, body: { personId } })
    // All of it is dated back to last spring; the move is made today.
    await server.open({ orgId: org.orgId }, async (tx) => {
      const of = [org.orgId, '2026-03-01T00:00:00Z']
      await tx.query('update account set created_at = $2 where org_id = $1', of)
      await tx.query('update post set since = $2, created_at = $2 where org_id = $1 and id = $3', [
        ...of,
        postId,
      ])
      await tx.query('update person set home_since = $2 where org_id = $1 and id = $3', [...of, personId])
      await tx.query('update chain_seating set added_at = $2 where org_id = $1 and person_id = $3', [
        ...of,
        personId,
      ])
      await tx.query('update employment set known_since = $2 where org_id = $1 and person_id = $3', [
        ...of,
        personId,
      ])
    })
    const moved = await both.ok(movePerson, move(person, { since: TODAY }))
    await colleague.ok(changePerson, {
      params: { personId },
      body: { name: '周剑业', nameEn: '', formOfAddress: '', doNotContact: false, version: moved.version },
    })
    const map = (by: TestMember, accountId: string, on: string) =>
      by.send(getMap, { params: { accountId }, query: { on } })
    const then = await map(rep, oldAccount, '2026-04-01')
    expect(then.body).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ id: personId, name: '周建业', postIds: [postId] }),
      ]),
    })
    for (const secret of ['周剑业', '生产总监', '青禾']) expect(then.text).not.toContain(secret)
    expect((await map(rep, oldAccount, TODAY)).text).not.toContain('周建业')
    expect((await map(colleague, newAccount, '2026-04-01')).text).not.toContain(personId)
    expect((await map(colleague, oldAccount, '2026-04-01')).status).toBe(404)
    const changes = await rep.ok(listChanges, {
      params: { accountId: oldAccount },
      query: { from: '2026-04-01' },
    })
    expect(changes.items).toContainEqual(
      expect.objectContaining({ subject: 'seat', kind: 'gone', name: '周建业' }),
    )
    expect(JSON.stringify(changes)).not.toContain('周剑业')
    expect(changes.items).toContainEqual(
      expect.objectContaining({
        subject: 'holder',
        kind: 'gone',
        name: '设备主任',
        was: { id: personId, name: '周建业' },
      }),
    )
  })

  it('takes the right to write at both accounts, another account than now, and the latest version', async () => {
    const person = await somebody('赵亮')
    expect(await rep.problem(movePerson, move(person))).toMatchObject({ status: 404 })
    expect(await colleague.problem(movePerson, move(person))).toMatchObject({ status: 404 })
    expect(await both.problem(movePerson, move(person, { accountId: oldAccount }))).toMatchObject({
      code: 'people.at-home-already',
    })
    expect(await both.problem(movePerson, move(person, { version: 99 }))).toMatchObject({
      code: 'platform.conflict',
      current: { name: '赵亮', accountId: oldAccount },
    })
    const other = await (await server.organisation()).member('administrator')
    expect(await other.problem(movePerson, move(person))).toMatchObject({ status: 404 })
    const service = await org.member('service')
    expect(await service.problem(movePerson, move(person))).toMatchObject({ status: 403 })
    expect(await named(rep, oldAccount)).toContain('赵亮')
  })
})
