import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeAccount, createAccount, createUnit } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { chain } from '#modules/chain/server/index.ts'
import { createPerson } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { getTimeline, getUnknowns } from '../dossier.contract.ts'
import { dossier } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let stranger: TestMember
let service: TestMember
let auditor: TestMember
let outsider: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts, people, projects, chain, visits, dossier])
  org = await server.organisation()
  rep = await org.member('rep', { name: '李雷' })
  stranger = await org.member('rep')
  service = await org.member('service')
  auditor = await org.member('auditor')
  outsider = await (await server.organisation('另一家')).member('administrator')
})
afterAll(() => server.close())

async function anAccount(more: object = {}) {
  const accountId = newId()
  await rep.ok(createAccount, { body: { id: accountId, name: '华北电力设计院', ...more } })
  return { params: { accountId } }
}
const codes = async (at: { params: { accountId: string } }) =>
  (await rep.ok(getUnknowns, { ...at })).unknowns.map((unknown) => unknown.code)

test('the story of an account tells what happened, newest first, with who did it and what to', async () => {
  const at = await anAccount()
  await rep.ok(createUnit, { ...at, body: { id: newId(), name: '采购部' } })
  await rep.ok(createPerson, { ...at, body: { id: newId(), name: '王建国' } as never })
  await rep.ok(changeAccount, { ...at, body: { lifecycle: 'engaged', version: 1 } })
  const { items } = await rep.ok(getTimeline, { ...at, query: {} })
  expect(items.map((item) => item.kind)).toEqual([
    'accounts.changed',
    'people.added',
    'accounts.unit-added',
    'accounts.created',
  ])
  expect(items.every((item) => item.actor?.name === '李雷')).toBe(true)
  expect(items[0]!.data).toMatchObject({
    fields: ['lifecycle'],
    lifecycle: { from: 'target', to: 'engaged' },
  })
  expect(items[1]!.subject.name).toBe('王建国')
  expect(items[2]!.subject.name).toBe('采购部')
})

test('an hour of typing is a line in the story; the log keeps each save', async () => {
  const at = await anAccount()
  for (let version = 1; version <= 6; version++)
    await rep.ok(changeAccount, { ...at, body: { region: `第${version}区`, version } })
  const { items, next } = await rep.ok(getTimeline, { ...at, query: { limit: 3 } })
  expect(items.map(({ kind, times }) => [kind, times])).toEqual([
    ['accounts.changed', 6],
    ['accounts.created', 1],
  ])
  expect(next).toBeNull()
  const events = await server.open({ orgId: org.orgId, memberId: rep.memberId }, (tx) =>
    tx.query(`select 1 from event where org_id = $1 and account_id = $2`, [org.orgId, at.params.accountId]),
  )
  expect(events.rows).toHaveLength(7)
})

test('a long story comes page by page, each happening once', async () => {
  const at = await anAccount()
  for (let n = 1; n <= 6; n++) await rep.ok(createUnit, { ...at, body: { id: newId(), name: `第${n}科` } })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await rep.ok(getTimeline, { ...at, query: { limit: 2, cursor } })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
})

test('neither story nor gaps are told to strangers, to service staff or outside; an auditor reads them', async () => {
  const at = await anAccount()
  for (const [who, status] of [
    [stranger, 404],
    [outsider, 404],
    [service, 403],
  ] as const) {
    expect(await who.problem(getTimeline, { ...at, query: {} })).toMatchObject({ status })
    expect(await who.problem(getUnknowns, at)).toMatchObject({ status })
  }
  expect((await auditor.ok(getTimeline, { ...at, query: {} })).items).toHaveLength(1)
})

test('who looked at something sensitive is not part of the story', async () => {
  const at = await anAccount()
  await server.open({ orgId: org.orgId, memberId: rep.memberId }, async (tx) => {
    const { record } = await import('#platform/server/record.ts')
    await record(tx, {
      kind: 'people.revealed',
      subject: { kind: 'person', id: newId() },
      accountId: at.params.accountId,
    })
  })
  expect((await rep.ok(getTimeline, { ...at, query: {} })).items.map((item) => item.kind)).toEqual([
    'accounts.created',
  ])
})

test('gaps close as work is done: people, departments, a project, its decider, a visit', async () => {
  const at = await anAccount({ industry: 'energy', nextStep: '约见', nextStepOn: '2099-01-01' })
  const before = await rep.ok(getUnknowns, at)
  expect(await codes(at)).toEqual(
    expect.arrayContaining(['people', 'departments', 'project', 'visit', 'business_note']),
  )
  expect(await codes(at)).not.toEqual(expect.arrayContaining(['industry']))
  expect(await codes(at)).not.toContain('next_step')
  await rep.ok(createPerson, { ...at, body: { id: newId(), name: '王建国' } as never })
  await rep.ok(createUnit, { ...at, body: { id: newId(), name: '采购部', stand: 'purchase' } })
  const projectId = newId()
  await rep.ok(createProject, {
    body: { id: projectId, accountId: at.params.accountId, name: '改造', problemToSolve: '' } as never,
  })
  const now = await codes(at)
  expect(now).not.toContain('people')
  expect(now).not.toContain('departments')
  expect(now).not.toContain('stands')
  expect(now).not.toContain('project')
  expect(now).toContain('decider')
  await rep.ok(createVisit, {
    body: {
      id: newId(),
      accountId: at.params.accountId,
      plannedAt: new Date(Date.now() + 86_400_000).toISOString(),
    } as never,
  })
  expect(await codes(at)).not.toContain('visit')
  expect((await rep.ok(getUnknowns, at)).known).toBeGreaterThan(before.known)
})

test('a decider named on the chain closes that gap, another role does not', async () => {
  const at = await anAccount()
  const [projectId, personId] = [newId(), newId()]
  await rep.ok(createPerson, { ...at, body: { id: personId, name: '赵总' } as never })
  await rep.ok(createProject, {
    body: { id: projectId, accountId: at.params.accountId, name: '改造', problemToSolve: '' } as never,
  })
  await claim(['user'])
  expect(await codes(at)).toContain('decider')
  await claim(['user', 'decider'])
  expect(await codes(at)).not.toContain('decider')

  async function claim(roles: string[]) {
    await server.open({ orgId: org.orgId, memberId: rep.memberId }, async (tx) => {
      await tx.query(
        `insert into chain_seat (org_id, project_id, person_id, account_id, added_by) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [org.orgId, projectId, personId, at.params.accountId, rep.memberId],
      )
      await tx.query('update chain_claim set superseded_at = now() where org_id = $1 and project_id = $2', [
        org.orgId,
        projectId,
      ])
      await tx.query(
        `insert into chain_claim (org_id, id, project_id, person_id, account_id, attribute, value, confidence, source_kind, asserted_by)
         values ($1, $2, $3, $4, $5, 'buying_roles', $6::jsonb, 'stated', 'note', $7)`,
        [org.orgId, newId(), projectId, personId, at.params.accountId, JSON.stringify(roles), rep.memberId],
      )
    })
  }
})
