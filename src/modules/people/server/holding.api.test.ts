import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createPost, setAccountTeamMember } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import {
  addEmployment,
  changeEmployment,
  changePerson,
  createPerson,
  getPerson,
  listHolders,
  listPeople,
  removeEmployment,
  turnHolding,
} from '../people.contract.ts'
import { people } from './index.ts'

let server: TestServer
let rep: TestMember
let colleague: TestMember
let accountId: string
let postId: string

beforeAll(async () => {
  server = await openTestServer([members, accounts, people])
  const company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  colleague = await company.member('rep', { name: '李敏', team })
  accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(setAccountTeamMember, {
    params: { accountId, memberId: colleague.memberId },
    body: { access: 'write' } as never,
  })
  const post = await rep.ok(createPost, { params: { accountId }, body: { id: newId(), title: '采购总监' } })
  postId = post.id
})
afterAll(() => server?.close())

const holders = async () =>
  (await rep.ok(listHolders, { params: { accountId } })).items
    .filter((one) => one.postId === postId)
    .map((one) => one.personName)
const turn = (personId: string, body: object) => ({
  params: { personId },
  body: { accountId, ...body } as never,
})
const NOWHERE = { postId: null, title: '', unitId: null, since: null, until: null }

async function somebody(name: string, over: object = {}) {
  return rep.ok(createPerson, { params: { accountId }, body: { id: newId(), name, ...over } as never })
}

describe('who holds a post, taken back', () => {
  it('goes off the post again, and comes back to it under the same id', async () => {
    const person = await somebody('顾长河')
    const employmentId = newId()
    const on = { ...NOWHERE, postId }
    await rep.ok(addEmployment, {
      params: { personId: person.id },
      body: { id: employmentId, accountId, postId } as never,
    })
    expect(await holders()).toEqual(['顾长河'])
    const off = await rep.ok(turnHolding, turn(person.id, { employmentId, seen: 1, to: null }))
    expect(off.employmentVersion).toBeNull()
    expect(await holders()).toEqual([])
    const again = await rep.ok(turnHolding, turn(person.id, { employmentId, seen: null, to: on }))
    expect(again.employmentVersion).toBe(1)
    expect(await holders()).toEqual(['顾长河'])
    await rep.ok(removeEmployment, { params: { employmentId } })
  })

  it('brings somebody back who was said to have left', async () => {
    const person = await somebody('钱敏', { postId })
    const { id: employmentId, version } = person.employments[0]!
    const was = { ...NOWHERE, postId, since: '2020-01-01' }
    const left = await rep.ok(changeEmployment, {
      params: { employmentId },
      body: { ...was, until: '2024-01-31', version },
    })
    expect(await holders()).toEqual([])
    await rep.ok(turnHolding, turn(person.id, { employmentId, seen: left.version, to: was }))
    expect(await holders()).toEqual(['钱敏'])
    await rep.ok(removeEmployment, { params: { employmentId } })
  })

  it('leaves alone what the person holds at another customer, whether the actor knows of that customer or not', async () => {
    const person = await somebody('吴建国')
    const [theirs, ours] = [newId(), newId()]
    await colleague.ok(createAccount, { body: { id: theirs, name: '李敏的客户' } as never })
    await rep.ok(createAccount, { body: { id: ours, name: '华东电力检修' } as never })
    for (const [who, at] of [
      [colleague, theirs],
      [rep, ours],
    ] as const) {
      const employmentId = newId()
      await who.ok(addEmployment, {
        params: { personId: person.id },
        body: { id: employmentId, accountId: at, title: '顾问' } as never,
      })
      for (const to of [null, { ...NOWHERE, postId }])
        expect(await rep.problem(turnHolding, turn(person.id, { employmentId, seen: 1, to }))).toMatchObject({
          status: 404,
        })
      const { employments } = await who.ok(getPerson, { params: { personId: person.id } })
      expect(employments.find((one) => one.id === employmentId)).toMatchObject({ title: '顾问', version: 1 })
    }
  })

  it('puts a contact away who was made for the post, and brings them back', async () => {
    const person = await somebody('新来的', { postId })
    const { id: employmentId, version } = person.employments[0]!
    const listed = async () =>
      (await rep.ok(listPeople, { params: { accountId }, query: {} })).items.map((one) => one.name)
    const away = await rep.ok(
      turnHolding,
      turn(person.id, {
        employmentId,
        seen: version,
        to: null,
        person: { version: person.version, archived: true },
      }),
    )
    expect(await listed()).not.toContain('新来的')
    expect(away.personVersion).toBe(person.version + 1)
    await rep.ok(
      turnHolding,
      turn(person.id, {
        employmentId,
        seen: null,
        to: { ...NOWHERE, postId },
        person: { version: away.personVersion, archived: false },
      }),
    )
    expect(await listed()).toContain('新来的')
    expect(await holders()).toEqual(['新来的'])
    await rep.ok(removeEmployment, { params: { employmentId } })
  })

  it('is refused once a colleague has changed it, and says of whom and who; nothing is changed', async () => {
    const person = await somebody('孙主任', { postId })
    const { id: employmentId } = person.employments[0]!
    await colleague.ok(changeEmployment, {
      params: { employmentId },
      body: { ...NOWHERE, postId, title: '代理', version: 1 },
    })
    const refused = {
      status: 409,
      code: 'people.holding-changed-since',
      fields: [{ code: 'holding-changed-since', params: { name: '孙主任', by: '李敏' } }],
    }
    expect(
      await rep.problem(turnHolding, turn(person.id, { employmentId, seen: 1, to: null })),
    ).toMatchObject(refused)
    expect(await holders()).toEqual(['孙主任'])
    await colleague.ok(removeEmployment, { params: { employmentId } })
    expect(
      await rep.problem(turnHolding, turn(person.id, { employmentId, seen: 2, to: NOWHERE })),
    ).toMatchObject(refused)
    expect((await rep.ok(getPerson, { params: { personId: person.id } })).employments).toEqual([])
  })

  it('does not put away a contact whom a colleague has worked on since', async () => {
    const person = await somebody('周工', { postId })
    await colleague.ok(changePerson, {
      params: { personId: person.id },
      body: { name: '周总工', nameEn: '', formOfAddress: '', doNotContact: false, version: person.version },
    })
    expect(
      await rep.problem(
        turnHolding,
        turn(person.id, {
          employmentId: person.employments[0]!.id,
          seen: 1,
          to: null,
          person: { version: person.version, archived: true },
        }),
      ),
    ).toMatchObject({ status: 409, fields: [{ params: { name: '周总工', by: '李敏' } }] })
    expect(await holders()).toContain('周总工')
  })

  it('touches nobody else’s employment', async () => {
    const [mine, other] = [await somebody('甲'), await somebody('乙', { postId })]
    const { id: employmentId } = other.employments[0]!
    expect(await rep.problem(turnHolding, turn(mine.id, { employmentId, seen: 1, to: null }))).toMatchObject({
      status: 404,
    })
    expect(await holders()).toContain('乙')
  })
})
