import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createPost } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addEmployment,
  changeEmployment,
  changePerson,
  createPerson,
  erasePerson,
  getPerson,
  movePerson,
  removeEmployment,
} from '../people.contract.ts'
import { holdersOfPosts, people, peopleOfAccount } from './index.ts'

let server: TestServer
let company: TestOrganisation
let chief: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts, people])
  company = await server.organisation()
  chief = await company.member('supervisor')
})
afterAll(() => server?.close())

/** Where the organisation works. */
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
const [TODAY, YESTERDAY] = [dayIn(0), dayIn(-1)]
const within = <T>(work: Parameters<typeof server.open<T>>[1]) => server.open({ orgId: company.orgId }, work)
const moment = () =>
  within(async (tx) => (await tx.query<{ at: string }>('select clock_timestamp()::text as at')).rows[0]!.at)

async function customer(posts: number) {
  const accountId = newId()
  await chief.ok(createAccount, { body: { id: accountId, name: '滨江水泥' } })
  const postIds = Array.from({ length: posts }, newId)
  for (const [i, id] of postIds.entries())
    await chief.ok(createPost, { params: { accountId }, body: { id, title: `岗位${i}` } as never })
  return { accountId, postIds }
}
const somebody = async (accountId: string, name: string) =>
  (await chief.ok(createPerson, { params: { accountId }, body: { id: newId(), name } })).id
const employ = async (personId: string, accountId: string, postId: string, more: object = {}) => {
  const id = newId()
  await chief.ok(addEmployment, { params: { personId }, body: { id, accountId, postId, ...more } as never })
  return id
}
const moveTo = async (personId: string, accountId: string) => {
  const { version } = await chief.ok(getPerson, { params: { personId } })
  await chief.ok(movePerson, {
    params: { personId },
    body: { id: newId(), accountId, since: TODAY, title: '顾问', version },
  })
}
const rename = async (personId: string, name: string) => {
  const { version } = await chief.ok(getPerson, { params: { personId } })
  await chief.ok(changePerson, {
    params: { personId },
    body: { name, nameEn: '', formOfAddress: '', doNotContact: false, version },
  })
}
/** Who was there and who held what at a moment, in the order of names. */
const picture = async (accountId: string, at: string | null) => {
  const [holders, heads] = await within((tx) =>
    Promise.all([holdersOfPosts(tx, accountId, at), peopleOfAccount(tx, accountId, at)]),
  )
  return {
    holders: holders.map((h) => `${h.postId}:${h.personName}`).sort(),
    people: heads.map((h) => h.name).sort(),
  }
}

type Step =
  | { do: 'employ'; person: number; post: number }
  | { do: 'change'; which: number; post: number }
  | { do: 'end' | 'remove'; which: number }
  | { do: 'move' | 'rename'; person: number }
const person = fc.nat(2)
const which = fc.nat(3)
const post = fc.nat(1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('employ' as const), person, post }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), which, post }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('end' as const, 'remove' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('move' as const, 'rename' as const), person }) },
)

describe('what was known of posts at a moment', () => {
  it('is what replaying the log up to it says, whatever was changed, removed or moved since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const { accountId, postIds } = await customer(2)
        const elsewhere = (await customer(0)).accountId
        const ids = await Promise.all([0, 1, 2].map((i) => somebody(accountId, `人${i}`)))
        // Told by nothing but the steps.
        const state = {
          home: ids.map(() => accountId),
          names: ids.map((_, i) => `人${i}`),
          left: ids.map((_, i) => `人${i}`),
          held: [] as { id: string; person: number; post: number; open: boolean }[],
        }
        const kept: { at: string; home: string[]; held: typeof state.held }[] = []
        for (const [i, s] of steps.entries()) {
          const chosen = 'which' in s ? state.held[s.which] : undefined
          if (s.do === 'employ') {
            const id = await employ(ids[s.person] as string, accountId, postIds[s.post] as string)
            state.held.push({ id, person: s.person, post: s.post, open: true })
          } else if (s.do === 'change' && chosen?.open) {
            const { employments } = await chief.ok(getPerson, {
              params: { personId: ids[chosen.person] as string },
            })
            const now = employments.find((e) => e.id === chosen.id)!
            await chief.ok(changeEmployment, {
              params: { employmentId: chosen.id },
              body: { ...now, postId: postIds[s.post] as string } as never,
            })
            chosen.post = s.post
          } else if (s.do === 'end' && chosen?.open) {
            const { employments } = await chief.ok(getPerson, {
              params: { personId: ids[chosen.person] as string },
            })
            const now = employments.find((e) => e.id === chosen.id)!
            await chief.ok(changeEmployment, {
              params: { employmentId: chosen.id },
              body: { ...now, until: YESTERDAY } as never,
            })
            chosen.open = false
          } else if (s.do === 'remove' && chosen) {
            await chief.ok(removeEmployment, { params: { employmentId: chosen.id } })
            state.held.splice(state.held.indexOf(chosen), 1)
          } else if (s.do === 'move') {
            const from = state.home[s.person]
            const to = from === accountId ? elsewhere : accountId
            await moveTo(ids[s.person] as string, to)
            state.home[s.person] = to
            if (from === accountId) {
              state.left[s.person] = state.names[s.person] as string
              for (const e of state.held) if (e.person === s.person) e.open = false
            }
          } else if (s.do === 'rename') {
            state.names[s.person] = `${i}号`
            await rename(ids[s.person] as string, `${i}号`)
          }
          kept.push({
            at: await moment(),
            home: [...state.home],
            held: state.held.map((e) => ({ ...e })),
          })
        }
        // Here one is called as today; whoever is gone, as when they left.
        const name = (p: number) => (state.home[p] === accountId ? state.names[p] : state.left[p])
        for (const { at, home, held } of kept)
          expect(await picture(accountId, at)).toEqual({
            holders: held
              .filter((e) => e.open)
              .map((e) => `${postIds[e.post]}:${name(e.person)}`)
              .sort(),
            people: [0, 1, 2]
              .filter((p) => home[p] === accountId)
              .map(name)
              .sort(),
          })
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('has who came to this customer later among theirs no earlier than they came', async () => {
    const [old, next] = [await customer(1), await customer(0)]
    const id = await somebody(old.accountId, '张建国')
    await employ(id, old.accountId, old.postIds[0] as string)
    const before = await moment()
    await moveTo(id, next.accountId)
    await rename(id, '张健国')
    expect(await picture(next.accountId, before)).toEqual({ holders: [], people: [] })
    expect(await picture(next.accountId, await moment())).toMatchObject({ people: ['张健国'] })
    expect(await picture(old.accountId, before)).toEqual({
      holders: [`${old.postIds[0]}:张建国`],
      people: ['张建国'],
    })
    expect(await picture(old.accountId, null)).toEqual({ holders: [], people: [] })
    const stayed = await somebody(old.accountId, '李雷')
    const then = await within(async (tx) => peopleOfAccount(tx, old.accountId, before))
    expect(then.map((p) => [p.id, p.elsewhere])).toEqual([[id, true]])
    const later = await moment()
    const still = await within(async (tx) => peopleOfAccount(tx, old.accountId, later))
    expect(still.map((p) => [p.id, p.elsewhere])).toEqual([[stayed, false]])
  })

  it('is not filled by what was told later, but for the days before the customer was in the books', async () => {
    const { accountId, postIds } = await customer(1)
    const id = await somebody(accountId, '李雷')
    const before = await moment()
    await employ(id, accountId, postIds[0] as string, { since: '2020-01-01' })
    expect((await picture(accountId, before)).holders).toEqual([])
    expect(await picture(accountId, '2021-01-01T00:00:00Z')).toEqual({
      holders: [`${postIds[0]}:李雷`],
      people: ['李雷'],
    })
    expect((await picture(accountId, '2019-01-01T00:00:00Z')).holders).toEqual([])
  })

  it('is silent of somebody who was erased, wherever they were', async () => {
    const [old, next] = [await customer(1), await customer(0)]
    const id = await somebody(old.accountId, '周晴')
    const employmentId = await employ(id, old.accountId, old.postIds[0] as string)
    await employ(id, old.accountId, old.postIds[0] as string)
    await chief.ok(removeEmployment, { params: { employmentId } })
    const before = await moment()
    await moveTo(id, next.accountId)
    await rename(id, '周小晴')
    await chief.ok(erasePerson, { params: { personId: id }, body: { reason: '本人要求' } as never })
    expect(await picture(old.accountId, before)).toEqual({ holders: [], people: [] })
    const left = await within(async (tx) => [
      (await tx.query('select from employment_past where person_id = $1', [id])).rowCount,
      (await tx.query('select from person_past where person_id = $1', [id])).rowCount,
    ])
    expect(left).toEqual([0, 0])
  })
})
