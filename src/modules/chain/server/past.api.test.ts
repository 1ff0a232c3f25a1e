import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createPost, createUnit, editChart } from '#modules/accounts/accounts.contract.ts'
import { accounts } from '#modules/accounts/server/index.ts'
import { members } from '#modules/members/server/index.ts'
import { addEmployment, createPerson, createTie, endTie } from '#modules/people/people.contract.ts'
import { people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { projects } from '#modules/projects/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import { createVisit, recordVisit } from '#modules/visits/visits.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addSeat,
  type ClaimValue,
  getMap,
  listChanges,
  listClaims,
  makeClaim,
  removeSeat,
  sinceLastVisit,
  snoozeFinding,
} from '../chain.contract.ts'
import { chain } from './index.ts'

let server: TestServer
let company: TestOrganisation
let rep: TestMember
let colleague: TestMember
const note = { kind: 'note', id: null, note: '' } as const
/** Rows written by a test are dated back to a day of the past; everything after this moment is the test's own. */
const began = new Date(Date.now() - 60_000).toISOString()

beforeAll(async () => {
  server = await openTestServer([members, accounts, people, projects, visits, chain])
  company = await server.organisation()
  const team = await company.team('华东')
  rep = await company.member('rep', { name: '王磊', team })
  colleague = await company.member('supervisor', { name: '李敏', supervises: team })
})
afterAll(() => server?.close())

async function customer(names: readonly string[]) {
  const [accountId, projectId] = [newId(), newId()]
  await rep.ok(createAccount, { body: { id: accountId, name: '华东电力' } as never })
  await rep.ok(createProject, { body: { id: projectId, accountId, name: '变电站改造' } as never })
  const ids: string[] = []
  for (const name of names) {
    const id = newId()
    await rep.ok(createPerson, { params: { accountId }, body: { id, name } as never })
    ids.push(id)
  }
  return { accountId, projectId, ids }
}
const claim = (projectId: string, personId: string, value: ClaimValue, who = rep, source: object = note) =>
  who.ok(makeClaim, {
    params: { projectId },
    body: { id: newId(), personId, confidence: 'stated', source: source as never, claim: value },
  })
const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10)
/** What was written just now was written at noon of that day instead. */
const thatWas = (accountId: string, on: string) =>
  server.open({ orgId: company.orgId, memberId: rep.memberId }, async (tx) => {
    for (const [table, columns] of [
      ['chain_claim', ['asserted_at', 'superseded_at']],
      ['chain_seating', ['added_at', 'removed_at']],
      ['finding_snooze', ['at', 'ended_at']],
    ] as const)
      for (const column of columns)
        await tx.query(
          `update ${table} set ${column} = $3 where org_id = $1 and account_id = $2 and ${column} > $4`,
          [company.orgId, accountId, `${on}T04:00:00Z`, began],
        )
    for (const column of ['asserted_at', 'superseded_at'])
      await tx.query(
        `update tie set ${column} = $3 where org_id = $1 and ${column} > $4
         and from_id in (select id from person where org_id = $1 and account_id = $2)`,
        [company.orgId, accountId, `${on}T04:00:00Z`, began],
      )
  })

type Step =
  | { do: 'claim'; person: number; value: ClaimValue }
  | { do: 'add'; person: number }
  | { do: 'remove'; person: number }
  | { do: 'tie'; from: number; to: number; strength: number }
  | { do: 'untie'; from: number; to: number; strength: number }

const person = fc.nat(2)
const value: fc.Arbitrary<ClaimValue> = fc.oneof(
  fc.record({
    attribute: fc.constant('stance' as const),
    value: fc.option(fc.integer({ min: -5, max: 5 })),
  }),
  fc.record({
    attribute: fc.constant('influence' as const),
    value: fc.option(fc.integer({ min: 0, max: 10 })),
  }),
  fc.record({
    attribute: fc.constant('buying_roles' as const),
    value: fc.option(fc.subarray(['decider', 'user', 'coach'] as const).map((roles) => [...roles])),
  }),
)
const ends = { from: person, to: person, strength: fc.integer({ min: 1, max: 5 }) }
const apart = (s: { from: number; to: number }) => s.from !== s.to
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('claim' as const), person, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('add' as const), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tie' as const), ...ends }).filter(apart) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('untie' as const), ...ends }).filter(apart) },
)

/** What the log says after so many steps, told by nothing but the steps themselves. */
function replay(steps: readonly Step[]) {
  const seated = new Set<number>()
  const claims = new Map<string, unknown>()
  const ties = new Map<string, number>()
  for (const s of steps) {
    if (s.do === 'add') seated.add(s.person)
    else if (s.do === 'remove') seated.delete(s.person)
    else if (s.do === 'claim') {
      seated.add(s.person)
      claims.set(`${s.person}/${s.value.attribute}`, s.value.value)
    } else if (s.do === 'tie') ties.set(`${s.from}/${s.to}`, s.strength)
    else ties.delete(`${s.from}/${s.to}`)
  }
  return {
    seats: [...seated].sort().map((p) => ({
      person: p,
      stance: claims.get(`${p}/stance`) ?? null,
      influence: claims.get(`${p}/influence`) ?? null,
      roles: claims.get(`${p}/buying_roles`) ?? [],
    })),
    ties: [...ties].sort(),
  }
}

describe('the map as of a day', () => {
  it('says what replaying the log up to that day says, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(2)), { minLength: 1, maxLength: 12 }), async (told) => {
        const { accountId, projectId, ids } = await customer(['甲', '乙', '丙'])
        const id = (n: number) => ids[n] as string
        const tieIds = new Map<string, string>()
        let on = 1
        const days: number[] = []
        for (const [s, gap] of told) {
          on += gap
          days.push(on)
          if (s.do === 'claim') await claim(projectId, id(s.person), s.value)
          else if (s.do === 'add')
            await rep.ok(addSeat, { params: { projectId }, body: { personId: id(s.person) } })
          else if (s.do === 'remove')
            await rep.send(removeSeat, { params: { projectId, personId: id(s.person) } })
          else if (s.do === 'tie') {
            const tieId = newId()
            await rep.ok(createTie, {
              params: { personId: id(s.from) },
              body: { id: tieId, toId: id(s.to), kind: 'influences', strength: s.strength, mutual: false },
            })
            tieIds.set(`${s.from}/${s.to}`, tieId)
          } else {
            const tieId = tieIds.get(`${s.from}/${s.to}`)
            if (tieId) await rep.ok(endTie, { params: { tieId } })
            tieIds.delete(`${s.from}/${s.to}`)
          }
          await thatWas(accountId, day(on))
        }
        await server.open({ orgId: company.orgId }, (tx) =>
          tx.query('update person set created_at = $3 where org_id = $1 and account_id = $2', [
            company.orgId,
            accountId,
            day(0),
          ]),
        )
        for (const asked of new Set([0, ...days])) {
          const map = await rep.ok(getMap, { params: { accountId }, query: { projectId, on: day(asked) } })
          const steps = told.filter((_, i) => (days[i] as number) <= asked).map(([s]) => s)
          expect({
            seats: map.seats
              .map((s) => ({
                person: ids.indexOf(s.personId),
                stance: s.stance,
                influence: s.influence,
                roles: s.buyingRoles,
              }))
              .sort((a, b) => a.person - b.person),
            ties: map.ties.map((t) => [`${ids.indexOf(t.fromId)}/${ids.indexOf(t.toId)}`, t.strength]).sort(),
          }).toEqual(replay(steps))
          expect(map).toMatchObject({ on: day(asked), canWrite: false })
        }
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  it('shows who held a post then, coverage from visits up to then, and what was put aside then', async () => {
    const { accountId, projectId, ids } = await customer(['前任', '现任'])
    const [before, now] = ids as [string, string]
    const postId = newId()
    await rep.ok(createPost, { params: { accountId }, body: { id: postId, title: '设备部主任' } as never })
    for (const [personId, since, until] of [
      [before, '2020-01-01', '2024-06-30'],
      [now, '2024-07-01', null],
    ] as const)
      await rep.ok(addEmployment, {
        params: { personId },
        body: { id: newId(), accountId, postId, since, until } as never,
      })
    await claim(projectId, now, { attribute: 'buying_roles', value: ['decider'] })
    await rep.ok(snoozeFinding, {
      params: { projectId },
      body: { id: newId(), finding: 'decider_unmet', reason: '等他回国', until: day(20) },
    })
    await thatWas(accountId, day(10))
    const visitId = newId()
    await rep.ok(createVisit, {
      body: {
        id: visitId,
        accountId,
        projectId,
        plannedAt: `${day(40)}T02:00:00Z`,
        personIds: [now],
      } as never,
    })
    await rep.ok(recordVisit, {
      params: { visitId },
      body: { id: newId(), met: [{ personId: now, met: true, depth: 'in_depth' }] } as never,
    })
    const on = async (at: string) => rep.ok(getMap, { params: { accountId }, query: { projectId, on: at } })
    const holders = (map: Awaited<ReturnType<typeof on>>) =>
      map.people.filter((p) => p.postIds.includes(postId)).map((p) => p.name)
    expect(holders(await on('2024-06-30'))).toEqual(['前任'])
    expect(holders(await on('2024-07-01'))).toEqual(['现任'])
    const then = await on(day(15))
    expect(then.findings.find((f) => f.key === 'decider_unmet')).toMatchObject({ state: 'snoozed' })
    expect(then.summary).toMatchObject({ people: 1, met: 0 })
    const later = await on(day(41))
    expect(later.findings.map((f) => f.key)).not.toContain('decider_unmet')
    expect(later.summary).toMatchObject({ people: 1, met: 1 })
  })

  it('ends with the day where the organisation works, not at midnight in Greenwich', async () => {
    const { accountId, projectId, ids } = await customer(['甲'])
    await claim(projectId, ids[0] as string, { attribute: 'stance', value: 2 })
    const stamp = (at: string) =>
      server.open({ orgId: company.orgId }, (tx) =>
        tx.query(`update chain_seating set added_at = $3 where org_id = $1 and project_id = $2`, [
          company.orgId,
          projectId,
          at,
        ]),
      )
    const seated = async (on: string) => {
      await server.open({ orgId: company.orgId }, (tx) =>
        tx.query(`update person set created_at = '2020-01-01' where org_id = $1 and account_id = $2`, [
          company.orgId,
          accountId,
        ]),
      )
      return (await rep.ok(getMap, { params: { accountId }, query: { projectId, on } })).seats.length
    }
    await stamp('2025-03-01T15:59:00Z')
    expect(await seated('2025-03-01')).toBe(1)
    await stamp('2025-03-01T16:01:00Z')
    expect(await seated('2025-03-01')).toBe(0)
    expect(await seated('2025-03-02')).toBe(1)
  })

  it('has a history that ends there too', async () => {
    const { accountId, projectId, ids } = await customer(['甲'])
    const personId = ids[0] as string
    await claim(projectId, personId, { attribute: 'stance', value: 2 })
    await thatWas(accountId, day(1))
    await claim(projectId, personId, { attribute: 'stance', value: -1 })
    await thatWas(accountId, day(5))
    const { items } = await rep.ok(listClaims, { params: { projectId, personId }, query: { on: day(3) } })
    expect(items.map((c) => [c.value, c.supersededAt])).toEqual([[2, null]])
  })
})

describe('what changed between two days', () => {
  it('is named one by one: chart, holders, names on the chain, beliefs, ties', async () => {
    const { accountId, projectId, ids } = await customer(['老赵', '小钱', '孙工'])
    const [zhao, qian, sun] = ids as [string, string, string]
    const [unitId, postId] = [newId(), newId()]
    await claim(projectId, zhao, { attribute: 'stance', value: -2 })
    await claim(projectId, zhao, { attribute: 'influence', value: 7 })
    await rep.ok(addSeat, { params: { projectId }, body: { personId: sun } })
    await thatWas(accountId, day(1))
    await rep.ok(createUnit, { params: { accountId }, body: { id: unitId, name: '设备部' } as never })
    await rep.ok(createPost, { params: { accountId }, body: { id: postId, title: '主任', unitId } as never })
    await rep.ok(addEmployment, {
      params: { personId: qian },
      body: { id: newId(), accountId, postId, since: day(3) } as never,
    })
    await claim(projectId, zhao, { attribute: 'stance', value: 3 }, colleague)
    await claim(projectId, zhao, { attribute: 'influence', value: 7 })
    await claim(projectId, qian, { attribute: 'personal_win', value: '想升副总' })
    await rep.ok(removeSeat, { params: { projectId, personId: sun } })
    await rep.ok(createTie, {
      params: { personId: zhao },
      body: { id: newId(), toId: qian, kind: 'influences', strength: 4 },
    })
    const changes = await rep.ok(listChanges, { params: { accountId }, query: { from: day(2) } })
    const line = changes.items.map((c) => [c.subject, c.kind, c.name, c.field, c.was, c.is])
    expect(line).toEqual([
      ['unit', 'added', '设备部', null, null, null],
      ['post', 'added', '主任', null, null, { id: unitId, name: '设备部' }],
      ['holder', 'added', '主任', null, null, { id: qian, name: '小钱' }],
      ['seat', 'gone', '孙工', null, null, null],
      ['seat', 'added', '小钱', null, null, null],
      ['claim', 'changed', '老赵', 'stance', -2, 3],
      ['claim', 'added', '小钱', 'personal_win', null, '想升副总'],
      ['tie', 'added', '老赵', 'influences', null, 4],
    ])
    expect(changes.items.find((c) => c.field === 'stance')).toMatchObject({ byName: '李敏', projectId })
    expect(changes.items.find((c) => c.kind === 'gone')).toMatchObject({ byName: '王磊' })
    // Nobody asks twice who it was.
    expect(changes.items.filter((c) => c.byName === null || c.at === null)).toEqual([])
    const still = await rep.ok(listChanges, { params: { accountId }, query: { from: day(1), to: day(2) } })
    expect(still.items).toEqual([])

    const auditor = await company.member('auditor')
    const seen = await auditor.send(listChanges, { params: { accountId }, query: { from: day(2) } })
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('老赵')
    expect(seen.text).not.toContain('副总')
  })

  it('is told with who changed the chart and the holders, each change with its own author', async () => {
    const { accountId, ids } = await customer(['老赵'])
    const [unitId, postId, employmentId] = [newId(), newId(), newId()]
    await rep.ok(createUnit, { params: { accountId }, body: { id: unitId, name: '设备科' } as never })
    await rep.ok(createPost, { params: { accountId }, body: { id: postId, title: '主任', unitId } as never })
    await server.open({ orgId: company.orgId }, async (tx) => {
      for (const table of ['org_unit', 'post'])
        await tx.query(`update ${table} set since = $3 where org_id = $1 and account_id = $2`, [
          company.orgId,
          accountId,
          day(1),
        ])
    })
    const edit = (who: TestMember, ...edits: object[]) =>
      who.ok(editChart, { params: { accountId }, body: { id: newId(), edits } as never })
    await edit(rep, { do: 'change-unit', unitId, name: '设备部' })
    await edit(colleague, { do: 'change-post', postId, title: '部长' })
    await edit(rep, { do: 'change-post', postId, vacant: true })
    await colleague.ok(addEmployment, {
      params: { personId: ids[0] as string },
      body: { id: employmentId, accountId, postId, since: day(3) } as never,
    })
    const told = async () =>
      (await rep.ok(listChanges, { params: { accountId }, query: { from: day(2) } })).items.map((c) => [
        c.subject,
        c.field ?? c.kind,
        c.byName,
      ])
    expect(await told()).toEqual([
      ['unit', 'name', '王磊'],
      ['post', 'title', '李敏'],
      ['post', 'vacant', '王磊'],
      ['holder', 'added', '李敏'],
    ])
    await edit(colleague, { do: 'remove-post', postId })
    expect(await told()).toContainEqual(['post', 'gone', '李敏'])
  })

  it('asked backwards is refused, and asked by a stranger is not there', async () => {
    const { accountId } = await customer(['甲'])
    const back = await rep.problem(listChanges, {
      params: { accountId },
      query: { from: day(3), to: day(2) },
    })
    expect(back.fields).toMatchObject([{ path: 'to', code: 'before-from' }])
    const stranger = await company.member('rep')
    const foreign = await (await server.organisation()).member('administrator')
    for (const who of [stranger, foreign]) {
      expect((await who.send(listChanges, { params: { accountId }, query: { from: day(1) } })).status).toBe(
        404,
      )
      expect((await who.send(sinceLastVisit, { params: { accountId }, query: {} })).status).toBe(404)
    }
    const service = await company.member('service')
    expect((await service.send(listChanges, { params: { accountId }, query: { from: day(1) } })).status).toBe(
      403,
    )
  })
})

describe('since my last visit', () => {
  it('there is nothing to say before the first', async () => {
    const { accountId } = await customer(['甲'])
    expect(await rep.ok(sinceLastVisit, { params: { accountId }, query: {} })).toMatchObject({
      visit: null,
      from: null,
      items: [],
    })
  })

  it('is what the others learnt, not what that visit itself taught, and another’s visit does not count', async () => {
    const { accountId, projectId, ids } = await customer(['甲', '乙'])
    const [jia, yi] = ids as [string, string]
    const visitId = newId()
    await claim(projectId, jia, { attribute: 'stance', value: -1 })
    await thatWas(accountId, day(1))
    const at = new Date(Date.now() - 36e5).toISOString()
    await rep.ok(createVisit, { body: { id: visitId, accountId, projectId, plannedAt: at } as never })
    await rep.ok(recordVisit, { params: { visitId }, body: { id: newId() } as never })
    await claim(projectId, jia, { attribute: 'stance', value: 2 }, rep, {
      kind: 'visit',
      id: visitId,
      note: '',
    })
    await claim(projectId, yi, { attribute: 'stance', value: -4 }, colleague)
    const since = await rep.ok(sinceLastVisit, { params: { accountId }, query: {} })
    expect(since.visit).toMatchObject({ id: visitId })
    expect(since.items.map((c) => [c.subject, c.kind, c.name, c.is])).toEqual([
      ['seat', 'added', '乙', null],
      ['claim', 'added', '乙', -4],
    ])
    expect(await colleague.ok(sinceLastVisit, { params: { accountId }, query: {} })).toMatchObject({
      visit: null,
    })
  })
})
