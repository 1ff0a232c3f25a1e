import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { people } from '#modules/people/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import {
  changeVisit,
  createVisit,
  getVisit,
  listVisitKinds,
  setVisitKind,
  VISIT_KINDS,
} from '../visits.contract.ts'
import { visits } from './index.ts'

let server: TestServer
let rep: TestMember
let administrator: TestMember
let stranger: TestMember
const accountId = newId()

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits])
  const company = await server.organisation()
  rep = await company.member('rep')
  administrator = await company.member('administrator')
  stranger = await (await server.organisation()).member('rep')
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
})
afterAll(() => server?.close())

const set = (kindKey: string, body: { labelZh?: string; hidden?: boolean; version?: number }) => ({
  params: { kindKey },
  body: { version: 0, ...body },
})
const planned = (kind: string) => ({
  body: { id: newId(), accountId, plannedAt: '2026-11-24T02:00:00Z', kind },
})
const keys = async (who: TestMember) => (await who.ok(listVisitKinds, {})).items.map((one) => one.key)

describe('the kinds of visits of a company', () => {
  it('begin as the built-in ones', async () => {
    expect(await keys(rep)).toEqual([...VISIT_KINDS])
  })

  it('take one of the administrator’s own, which a rep then plans with; other companies know nothing of it', async () => {
    expect(await rep.problem(createVisit, planned('own_tour'))).toMatchObject({
      status: 422,
      fields: [{ path: 'kind', code: 'kind-unknown' }],
    })
    await administrator.ok(setVisitKind, set('own_tour', { labelZh: '回厂参观' }))
    expect(await keys(rep)).toEqual([...VISIT_KINDS, 'own_tour'])
    const visit = await rep.ok(createVisit, planned('own_tour'))
    expect(visit.kind).toBe('own_tour')
    expect(await keys(stranger)).toEqual([...VISIT_KINDS])
  })

  it('laid aside stay with the visits that have them, and with one planned before the device knew', async () => {
    await administrator.ok(setVisitKind, set('own_fair', { labelZh: '展会见面' }))
    const { id } = await rep.ok(createVisit, planned('own_fair'))
    const put = set('own_fair', { labelZh: '展会见面', hidden: true, version: 1 })
    expect(await administrator.ok(setVisitKind, put)).toMatchObject({ hidden: true, version: 2 })
    expect((await rep.ok(getVisit, { params: { visitId: id } })).kind).toBe('own_fair')
    expect((await rep.ok(createVisit, planned('own_fair'))).kind).toBe('own_fair')
  })

  it('are checked as well when a visit changes', async () => {
    const { id, version } = await rep.ok(createVisit, planned('phone'))
    const change = (kind: string) => ({ params: { visitId: id }, body: { kind, version } })
    expect(await rep.problem(changeVisit, change('own_nobody'))).toMatchObject({ status: 422 })
    expect((await rep.ok(changeVisit, change('own_tour'))).kind).toBe('own_tour')
  })

  it('are the administrator’s to set; the second of two sees what the first chose', async () => {
    expect(await rep.problem(setVisitKind, set('phone', { labelZh: '电联' }))).toMatchObject({ status: 403 })
    await administrator.ok(setVisitKind, set('phone', { labelZh: '电联' }))
    expect(await administrator.problem(setVisitKind, set('phone', { labelZh: '通话' }))).toMatchObject({
      status: 409,
      current: { key: 'phone', labelZh: '电联', version: 1 },
    })
  })

  it('under a name that is taken, or none, are refused by field', async () => {
    expect(await administrator.problem(setVisitKind, set('own_b', { labelZh: '回厂参观' }))).toMatchObject({
      fields: [{ path: 'labelZh', code: 'kind-name-taken' }],
    })
    expect(await administrator.problem(setVisitKind, set('own_b', {}))).toMatchObject({
      fields: [{ path: 'labelZh', code: 'kind-nameless' }],
    })
  })
})
