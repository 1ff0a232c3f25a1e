import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  archiveAccount,
  changeAccount,
  getAccount,
  restoreAccount,
} from '#modules/accounts/accounts.contract.ts'
import { addEmployment, erasePerson, getPerson } from '#modules/people/people.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { ask, type World } from '#testing/leak-walk.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import { tellStory } from '../demo/story.ts'
import { serverModules } from './server-modules.ts'

// An archived account is read and not written, by whatever endpoint. The walk finds a new endpoint by itself.

let server: TestServer
let rep: TestMember
let above: TestMember
let reader: TestMember
let world: World
const at = () => ({ params: { accountId: world.ids.accountId as string } })

beforeAll(async () => {
  server = await openTestServer(serverModules, { jobs: true })
  const company = await server.organisation()
  const team = await company.team('西南')
  rep = await company.member('rep', { name: '王磊', team })
  above = await company.member('supervisor', { name: '李敏', supervises: team })
  reader = await company.member('auditor')
  const ids = await tellStory(rep, { today: '2026-11-23' })
  world = { ids: { ...ids, memberId: rep.memberId, teamId: team, ownerId: rep.memberId } }
  world.ids.employmentId = newId()
  await rep.ok(addEmployment, {
    params: { personId: world.ids.personId as string },
    body: { id: world.ids.employmentId, accountId: world.ids.accountId as string, title: '顾问' },
  })
  await rep.ok(archiveAccount, at())
})
afterAll(() => server?.close())

/**
 * What belongs to no account, or is not a change of it: the library, the company's own members, new accounts, one's own imports.
 * Looking at a sensitive fact is reading, written down.
 */
const ELSEWHERE = /^(members|exchange|proofs)\.|^(accounts|projects|rivals)\.create$|^rivals\.change$/
const LIBRARY =
  /^pitches\.(create|change|remove|restore|retire|end|reach|set)-(product|card|usp|usp-test|parity)$/
const NOT_OF_IT = [
  'objections.keep-line',
  'objections.change-line',
  'objections.retire-line',
  'commitments.set-method',
  'visits.set-kind',
  'commitments.decide-approval',
  'people.set-dossier-field',
  'people.reveal',
  'introductions.take-refusal-back',
]

it('no endpoint writes anything below it, and each says what to do first', async () => {
  const written: string[] = []
  let refused = 0
  for (const { endpoint } of serverModules.flatMap((module) => module.routes)) {
    const { name } = endpoint
    if (endpoint.method === 'GET' || endpoint.can === 'public' || endpoint.stream) continue
    if ([archiveAccount.name, restoreAccount.name, erasePerson.name].includes(name as never)) continue
    let answer = await ask(endpoint, world, rep)
    // Some steps are the supervisor's.
    if (answer.status === 403) answer = await ask(endpoint, world, above)
    const says = /"code":"([^"]+)"/.exec(answer.text)?.[1] ?? ''
    if (answer.status === 409 && says === 'platform.archived') refused += 1
    else if (!ELSEWHERE.test(name) && !LIBRARY.test(name) && !NOT_OF_IT.includes(name))
      written.push(`${name} answered ${answer.status} ${says}`)
  }
  expect(written.sort()).toEqual([])
  expect(refused).toBeGreaterThan(100)
})

it('it is read as before, and the screens offer nothing but to restore it', async () => {
  const account = await rep.ok(getAccount, at())
  expect(account.archivedAt).not.toBeNull()
  expect(account.right).toMatchObject({ write: false, share: true })
  const person = await rep.ok(getPerson, { params: { personId: world.ids.personId as string } })
  expect(person.canWrite).toBe(false)
})

it('whoever may only read is told that, not that it is archived', async () => {
  const body = { region: '上海', version: 1 }
  expect(await reader.problem(changeAccount, { ...at(), body })).toMatchObject({ code: 'platform.forbidden' })
})

it('a person is erased from an archived account all the same', async () => {
  const personId = world.ids.otherPersonId ?? (world.ids.personId as string)
  await above.ok(erasePerson, { params: { personId }, body: { reason: '本人要求' } })
  expect((await above.ok(getPerson, { params: { personId } })).erasedAt).not.toBeNull()
})

it('restored, it is written again', async () => {
  const { version } = await rep.ok(restoreAccount, at())
  const changed = await rep.ok(changeAccount, { ...at(), body: { region: '昆明', version } })
  expect(changed.region).toBe('昆明')
  expect(changed.right.write).toBe(true)
})
