import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import type { Tx } from '#platform/server/tx.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  addObjective,
  addPreparation,
  addTopic,
  addUnknown,
  changeObjective,
  changeUnknown,
  changeVisit,
  createVisit,
  getVisit,
  listVisits,
  putPerson,
  putProof,
  recordVisit,
  removeUnknown,
  reviewVisit,
  saveOpening,
  saveRecord,
  takeStep,
} from '../visits.contract.ts'
import { coverageOf, visits } from './index.ts'
import { erasePerson } from './parts-store.ts'

let server: TestServer
let acme: TestOrganisation
let boss: TestMember
let rep: TestMember
let mate: TestMember
let stranger: TestMember
let administrator: TestMember
let auditor: TestMember
let service: TestMember
let foreigner: TestMember
let team: string
const accountId = newId()
const elsewhere = newId()
const chen = newId()
const li = newId()
const outsider = newId()
const proofId = newId()
const expired = newId()

beforeAll(async () => {
  server = await openTestServer([visits])
  acme = await server.organisation()
  team = await acme.team('华北组')
  boss = await acme.member('supervisor', { name: '周主管', supervises: team })
  rep = await acme.member('rep', { name: '王磊', team })
  mate = await acme.member('rep', { name: '赵工' })
  stranger = await acme.member('rep')
  administrator = await acme.member('administrator')
  auditor = await acme.member('auditor')
  service = await acme.member('service')
  foreigner = await (await server.organisation('别家')).member('administrator')
  await server.open({ orgId: acme.orgId }, async (tx) => {
    await tx.query(
      `insert into account (org_id, id, name, industry, business_note) values ($1, $2, '华北电力设计院', 'power', '三期扩建'),
        ($1, $3, '另一家', null, '')`,
      [acme.orgId, accountId, elsewhere],
    )
    await tx.query(
      `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner'), ($1, $2, $4, 'read'),
        ($1, $5, $3, 'owner')`,
      [acme.orgId, accountId, rep.memberId, mate.memberId, elsewhere],
    )
    await tx.query(
      `insert into person (org_id, id, account_id, name) values ($1, $2, $3, '陈国栋'), ($1, $4, $3, '李敏'), ($1, $5, $6, '外人')`,
      [acme.orgId, chen, accountId, li, outsider, elsewhere],
    )
    await tx.query(
      `insert into proof (org_id, id, kind, title, valid_until) values ($1, $2, 'test_report', '型式试验报告', '2099-01-01'),
        ($1, $3, 'certification', '旧证书', '2020-01-01')`,
      [acme.orgId, proofId, expired],
    )
  })
})
afterAll(() => server.close())

const soon = '2026-11-24T02:00:00.000Z'
/** Plans a visit of the rep's, and answers its id. */
async function planned(extra: object = {}): Promise<string> {
  const id = newId()
  await rep.ok(createVisit, { body: { id, accountId, plannedAt: soon, personIds: [chen], ...extra } })
  return id
}
const read = (visitId: string, by: TestMember = rep) => by.ok(getVisit, { params: { visitId } })
const step = (
  visitId: string,
  version: number,
  to: 'prepared' | 'under_way' | 'finished' | 'cancelled' | 'restored',
  by = rep,
) => by.ok(takeStep, { params: { visitId }, body: { id: newId(), version, step: to } })

describe('one visit from plan to review', () => {
  it('is planned, prepared, held, recorded with the next one planned, and reviewed', async () => {
    const objectiveId = newId()
    const visitId = await planned({
      objectives: [
        { id: objectiveId, kind: 'sign', text: '签下试用协议', best: '当场签', acceptable: '本周签' },
      ],
      companions: [{ memberId: mate.memberId, part: 'technical' }],
    })
    const at = { params: { visitId } }
    let visit = await read(visitId)
    expect(visit).toMatchObject({
      accountName: '华北电力设计院',
      hostName: '王磊',
      state: 'planned',
      people: [{ id: chen, name: '陈国栋', planned: true, met: null }],
      companions: [{ name: '赵工', part: 'technical' }],
      objectives: [{ id: objectiveId, kind: 'sign', best: '当场签', minimum: '', result: null }],
      canWrite: true,
      canReview: false,
    })
    const before = visit.readiness.percent

    await rep.ok(changeObjective, {
      params: { visitId, objectiveId },
      body: { version: 1, minimum: '约到法务' },
    })
    await rep.ok(addPreparation, { ...at, body: { id: newId(), text: '带样品' } })
    await rep.ok(putProof, { params: { visitId, proofId }, body: {} })
    await rep.ok(addTopic, { ...at, body: { id: newId(), text: '钓鱼', personId: chen, source: 'hobby' } })
    await rep.ok(saveOpening, { ...at, body: { version: 0, openingLine: '上次说的停机，我们测过了。' } })
    visit = await read(visitId)
    expect(visit.readiness.percent).toBeGreaterThan(before)
    expect(visit.proofs).toMatchObject([{ id: proofId, title: '型式试验报告', shown: null }])
    expect(visit.topics).toMatchObject([{ text: '钓鱼', source: 'hobby' }])

    await step(visitId, 1, 'prepared')
    await step(visitId, 2, 'under_way')
    await step(visitId, 3, 'finished')
    const next = newId()
    const recorded = await rep.ok(recordVisit, {
      ...at,
      body: {
        id: newId(),
        version: 4,
        changed: '陈总明确支持试用',
        wentWell: '先听后说',
        results: [{ objectiveId, result: 'partly', note: '法务下周给意见' }],
        met: [
          { personId: chen, met: true, depth: 'in_depth' },
          { personId: li, met: true, depth: 'brief' },
        ],
        next: {
          id: next,
          plannedAt: '2026-12-01T02:00:00.000Z',
          personIds: [chen],
          objectives: [
            {
              id: newId(),
              kind: 'sign',
              text: '签下试用协议',
              grewFrom: { kind: 'objective', id: objectiveId },
            },
          ],
        },
      },
    })
    expect(recorded.state).toBe('recorded')
    visit = await read(visitId)
    expect(visit).toMatchObject({
      nextId: next,
      record: { changed: '陈总明确支持试用', wentWell: '先听后说', recordedBy: '王磊', minutes: 0 },
      objectives: [{ result: 'partly', resultNote: '法务下周给意见' }],
    })
    expect(visit.people.map((p) => [p.name, p.planned, p.met, p.depth])).toEqual([
      ['陈国栋', true, true, 'in_depth'],
      ['李敏', false, true, 'brief'],
    ])
    expect(visit.history.map((h) => h.step)).toEqual([
      'planned',
      'prepared',
      'under_way',
      'finished',
      'recorded',
    ])
    expect(await read(next)).toMatchObject({
      followsId: visitId,
      state: 'planned',
      objectives: [{ grewFrom: { kind: 'objective', id: objectiveId } }],
    })

    const reviewed = await boss.ok(reviewVisit, {
      ...at,
      body: { id: newId(), version: 5, comment: '跟得紧' },
    })
    expect(reviewed.state).toBe('reviewed')
    expect((await read(visitId, boss)).reviews).toMatchObject([{ byName: '周主管', comment: '跟得紧' }])
    expect(await rep.problem(saveRecord, { ...at, body: { version: 1, notes: '补一句' } })).toMatchObject({
      status: 409,
      code: 'visits.closed',
    })
  })

  it('writes an event for each step, in the account’s timeline, without a word of what was said', async () => {
    const visitId = await planned()
    await rep.ok(recordVisit, { params: { visitId }, body: { id: newId(), version: 1, notes: '机密的话' } })
    const { rows } = await server.open({ orgId: acme.orgId }, (tx) =>
      tx.query<{ kind: string; account_id: string; data: unknown }>(
        'select kind, account_id, data from event where org_id = $1 and subject_id = $2 order by id',
        [acme.orgId, visitId],
      ),
    )
    expect(rows.map((r) => r.kind)).toEqual(['visits.planned', 'visits.recorded'])
    expect(rows.every((r) => r.account_id === accountId)).toBe(true)
    expect(JSON.stringify(rows)).not.toContain('机密')
  })

  it('records all or nothing: a next visit that cannot be planned leaves the visit as it was', async () => {
    const visitId = await planned()
    const problem = await rep.problem(recordVisit, {
      params: { visitId },
      body: {
        id: newId(),
        version: 1,
        changed: '不该留下',
        next: { id: newId(), plannedAt: soon, personIds: [outsider] },
      },
    })
    expect(problem).toMatchObject({ status: 422, fields: [{ path: 'personIds.0', code: 'not-found' }] })
    expect(await read(visitId)).toMatchObject({ state: 'planned', record: { changed: '', version: 0 } })
  })

  it('keeps the old time in its history when it is put off', async () => {
    const visitId = await planned()
    const later = '2026-11-26T06:00:00.000Z'
    await rep.ok(takeStep, {
      params: { visitId },
      body: { id: newId(), version: 1, step: 'rescheduled', plannedAt: later, note: '陈总出差' },
    })
    const visit = await read(visitId)
    expect(Date.parse(visit.plannedAt)).toBe(Date.parse(later))
    expect(visit.history.at(-1)).toMatchObject({ step: 'rescheduled', note: '陈总出差' })
    expect(Date.parse(visit.history.at(-1)!.plannedBefore!)).toBe(Date.parse(soon))
  })

  it('is called off, and that is undone: it stands where it stood', async () => {
    const visitId = await planned()
    await step(visitId, 1, 'prepared')
    await step(visitId, 2, 'cancelled')
    expect(
      await rep.problem(addPreparation, { params: { visitId }, body: { id: newId(), text: '样品' } }),
    ).toMatchObject({ code: 'visits.cancelled' })
    expect((await step(visitId, 3, 'restored')).state).toBe('prepared')
  })

  it('refuses a step that does not follow, naming both', async () => {
    const visitId = await planned()
    expect(
      await rep.problem(takeStep, {
        params: { visitId },
        body: { id: newId(), version: 1, step: 'finished' },
      }),
    ).toMatchObject({
      status: 409,
      code: 'visits.step-not-possible',
      params: { from: 'planned', step: 'finished' },
    })
  })
})

describe('who may enter', () => {
  it('nobody outside the account’s team, and nobody of another company: the visit is not there', async () => {
    const visitId = await planned()
    for (const someone of [stranger, foreigner]) {
      expect(await someone.problem(getVisit, { params: { visitId } })).toMatchObject({ status: 404 })
      expect(
        await someone.problem(saveRecord, { params: { visitId }, body: { version: 0, notes: 'x' } }),
      ).toMatchObject({ status: 404 })
      expect(
        (await someone.ok(listVisits, { query: { scope: 'team', limit: 200 } })).items.map((v) => v.id),
      ).not.toContain(visitId)
    }
    expect(await stranger.problem(listVisits, { query: { scope: 'account', accountId } })).toMatchObject({
      status: 404,
    })
    expect(
      await stranger.problem(createVisit, { body: { id: newId(), accountId, plannedAt: soon } }),
    ).toMatchObject({ status: 404 })
  })

  it('a companion with read access writes in the visit, though not in the account', async () => {
    const alone = await planned()
    expect(
      await mate.problem(saveRecord, { params: { visitId: alone }, body: { version: 0, notes: 'x' } }),
    ).toMatchObject({ status: 403 })
    const together = await planned({ companions: [{ memberId: mate.memberId, part: 'notes' }] })
    expect(
      await mate.ok(saveRecord, { params: { visitId: together }, body: { version: 0, notes: '我来记' } }),
    ).toMatchObject({ notes: '我来记', version: 1 })
  })

  it('service staff never; the auditor reads, without the topics that are personal, and writes nothing', async () => {
    const visitId = await planned()
    await rep.ok(addTopic, { params: { visitId }, body: { id: newId(), text: '钓鱼', source: 'hobby' } })
    expect(await service.problem(getVisit, { params: { visitId } })).toMatchObject({ status: 403 })
    expect(await read(visitId, auditor)).toMatchObject({ topics: [], canWrite: false, canSeePersonal: false })
    expect(
      await auditor.problem(takeStep, {
        params: { visitId },
        body: { id: newId(), version: 1, step: 'prepared' },
      }),
    ).toMatchObject({ status: 403 })
    // By reach alone an administrator does not see what is personal.
    expect((await read(visitId, administrator)).topics).toEqual([])
    expect(
      await administrator.problem(addTopic, { params: { visitId }, body: { id: newId(), text: '钓鱼' } }),
    ).toMatchObject({ status: 403 })
  })

  it('only a supervisor above the host reviews', async () => {
    const visitId = await planned()
    await rep.ok(recordVisit, { params: { visitId }, body: { id: newId(), version: 1 } })
    const body = { id: newId(), version: 2, comment: '好' }
    expect(await rep.problem(reviewVisit, { params: { visitId }, body })).toMatchObject({
      status: 403,
      code: 'visits.not-reviewer',
    })
    expect(await boss.ok(reviewVisit, { params: { visitId }, body })).toMatchObject({ state: 'reviewed' })
  })
})

describe('mental preparation is the rep’s own', () => {
  it('is read by its author alone: no companion, supervisor, administrator or auditor', async () => {
    const visitId = await planned({ companions: [{ memberId: mate.memberId, part: 'lead' }] })
    const unknownId = newId()
    await rep.ok(addUnknown, {
      params: { visitId },
      body: { id: unknownId, text: '怕他问价格', fallback: '请技术先讲' },
    })
    expect((await read(visitId)).unknowns).toMatchObject([{ text: '怕他问价格' }])
    expect((await read(visitId)).readiness.items.map((i) => i.key)).toContain('unknowns')
    for (const someone of [mate, boss, administrator, auditor]) {
      const seen = await read(visitId, someone)
      expect(seen.unknowns).toEqual([])
      expect(JSON.stringify(seen)).not.toContain('怕他问价格')
      expect(seen.readiness.items.map((i) => i.key)).not.toContain('unknowns')
    }
    for (const someone of [mate, boss, administrator]) {
      const params = { visitId, unknownId }
      expect(await someone.problem(changeUnknown, { params, body: { version: 1, text: 'x' } })).toMatchObject(
        { status: 404 },
      )
      expect(await someone.problem(removeUnknown, { params })).toMatchObject({ status: 404 })
    }
  })

  it('is walled in the database: even SQL that asks for everything gives a signed-in reader nothing of another’s', async () => {
    const visitId = await planned()
    await rep.ok(addUnknown, { params: { visitId }, body: { id: newId(), text: '怕他问价格' } })
    const count = (memberId?: string) =>
      server.open({ orgId: acme.orgId, ...(memberId && { memberId }) }, async (tx) => {
        const { rows } = await tx.query<{ n: number }>(
          'select count(*) as n from visit_unknown where visit_id = $1',
          [visitId],
        )
        return rows[0]!.n
      })
    expect(await count(administrator.memberId)).toBe(0)
    expect(await count(rep.memberId)).toBe(1)
    // A backup has no member, and must lose nothing.
    expect(await count()).toBe(1)
  })

  it('leaves no event behind', async () => {
    const visitId = await planned()
    const unknownId = newId()
    await rep.ok(addUnknown, { params: { visitId }, body: { id: unknownId, text: '怕他问价格' } })
    const { rows } = await server.open({ orgId: acme.orgId }, (tx) =>
      tx.query<{ data: unknown }>('select data from event where org_id = $1 and subject_id = $2', [
        acme.orgId,
        visitId,
      ]),
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(unknownId)
  })

  it('forgets a person who is erased, also in notes the eraser may not read', async () => {
    const visitId = await planned()
    await rep.ok(addUnknown, {
      params: { visitId },
      body: { id: newId(), text: '李敏怎么看我们', personId: li },
    })
    await rep.ok(addUnknown, { params: { visitId }, body: { id: newId(), text: '预算' } })
    await rep.ok(addTopic, {
      params: { visitId },
      body: { id: newId(), text: '李敏爱跑步', personId: li, source: 'hobby' },
    })
    await server.open({ orgId: acme.orgId, memberId: administrator.memberId }, (tx) => erasePerson(tx, li))
    const visit = await read(visitId)
    expect(visit.unknowns.map((u) => u.text)).toEqual(['预算'])
    expect(visit.topics).toEqual([])
  })
})

describe('written together', () => {
  it('shows both versions to who comes second, and keeps the first', async () => {
    const visitId = await planned()
    const params = { visitId }
    await rep.ok(saveRecord, { params, body: { version: 0, changed: '我先写' } })
    expect(await boss.problem(saveRecord, { params, body: { version: 0, changed: '我也写' } })).toMatchObject(
      {
        status: 409,
        code: 'platform.conflict',
        current: { changed: '我先写', version: 1 },
      },
    )
    await rep.ok(saveRecord, { params, body: { version: 1, changed: '又改' } })
    expect(await boss.problem(saveRecord, { params, body: { version: 1, notes: 'x' } })).toMatchObject({
      current: { changed: '又改', version: 2 },
    })
    await rep.ok(changeVisit, { params, body: { version: 1, place: '三楼会议室' } })
    expect(await boss.problem(changeVisit, { params, body: { version: 1, place: '二楼' } })).toMatchObject({
      status: 409,
      current: { place: '三楼会议室', version: 2 },
    })
    const objectiveId = newId()
    await rep.ok(addObjective, { params, body: { id: objectiveId, kind: 'progress', text: '看进度' } })
    const at = { visitId, objectiveId }
    await boss.ok(changeObjective, { params: at, body: { version: 1, text: '看样机进度' } })
    expect(
      await rep.problem(changeObjective, { params: at, body: { version: 1, text: '看合同' } }),
    ).toMatchObject({
      current: { text: '看样机进度', version: 2 },
    })
  })

  it('does a repeated request once', async () => {
    const visitId = await planned()
    const key = newId()
    const body = { id: newId(), version: 1, step: 'prepared' as const }
    const first = await rep.ok(takeStep, { params: { visitId }, body }, { key })
    expect(await rep.ok(takeStep, { params: { visitId }, body }, { key })).toEqual(first)
    expect((await read(visitId)).history).toHaveLength(2)
  })
})

describe('what does not belong here', () => {
  it('is refused by its field: people and projects of other customers, members who are not ours', async () => {
    const create = (extra: object) =>
      rep.problem(createVisit, { body: { id: newId(), accountId, plannedAt: soon, ...extra } })
    expect(await create({ personIds: [chen, outsider] })).toMatchObject({
      fields: [{ path: 'personIds.1', code: 'not-found' }],
    })
    expect(await create({ projectId: newId() })).toMatchObject({ fields: [{ path: 'projectId' }] })
    expect(await create({ hostId: foreigner.memberId })).toMatchObject({ fields: [{ path: 'hostId' }] })
    expect(await create({ companions: [{ memberId: foreigner.memberId, part: 'lead' }] })).toMatchObject({
      fields: [{ path: 'companions.0.memberId' }],
    })
    const visitId = await planned()
    expect(
      await rep.problem(putPerson, { params: { visitId, personId: outsider }, body: { met: true } }),
    ).toMatchObject({ fields: [{ path: 'personId', code: 'not-found' }] })
    expect(await rep.problem(putProof, { params: { visitId, proofId: newId() }, body: {} })).toMatchObject({
      status: 404,
    })
  })

  it('is a recording from the future', async () => {
    const visitId = await planned()
    expect(
      await rep.problem(recordVisit, {
        params: { visitId },
        body: { id: newId(), version: 1, at: '2999-01-01T00:00:00Z' },
      }),
    ).toMatchObject({ fields: [{ path: 'at', code: 'in-the-future' }] })
  })
})

describe('readiness', () => {
  it('weighs real facts: what is known of the customer, a proof that has expired', async () => {
    const visitId = await planned()
    await rep.ok(putProof, { params: { visitId, proofId: expired }, body: {} })
    const { items } = (await read(visitId)).readiness
    const item = (key: string) => items.find((i) => i.key === key)
    expect(item('account')).toMatchObject({ done: 2, total: 3, missing: ['organisation'] })
    expect(item('proof')).toMatchObject({ share: 0, missing: ['旧证书'] })
    expect(item('dossier')).toMatchObject({ done: 0, missing: ['陈国栋'] })
    expect(item('people')).toMatchObject({ share: 1 })
  })
})

/** Visits that only stand in the plan, many in one statement. */
async function insertPlanned(
  tx: Tx,
  rows: readonly { id: string; accountId: string; hostId: string; plannedAt: string }[],
): Promise<void> {
  await tx.query(
    `insert into visit (org_id, id, account_id, host_id, planned_at, kind, state, created_by)
     select $1, v.id, v.account_id, v.host_id, v.planned_at, 'on_site', 'planned', v.host_id
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) as v (id, account_id, host_id, planned_at)`,
    [
      tx.orgId,
      rows.map((v) => v.id),
      rows.map((v) => v.accountId),
      rows.map((v) => v.hostId),
      rows.map((v) => v.plannedAt),
    ],
  )
}

describe('lists', () => {
  it('page through mine, my team’s, an account’s without losing or repeating one, newest or next first', async () => {
    const other = newId()
    const ids = Array.from({ length: 25 }, () => newId())
    await server.open({ orgId: acme.orgId }, async (tx) => {
      await tx.query(`insert into account (org_id, id, name) values ($1, $2, '第三家')`, [acme.orgId, other])
      await tx.query(
        `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner')`,
        [acme.orgId, other, rep.memberId],
      )
      await insertPlanned(
        tx,
        // Five share each moment, so the page must break ties by id.
        ids.map((id, n) => ({
          id,
          accountId: other,
          hostId: rep.memberId,
          plannedAt: `2025-03-0${1 + Math.floor(n / 5)}T02:00:00Z`,
        })),
      )
    })
    for (const query of [
      { scope: 'account' as const, accountId: other },
      { scope: 'team' as const, from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
      {
        scope: 'mine' as const,
        from: '2025-03-01T00:00:00Z',
        to: '2025-04-01T00:00:00Z',
        order: 'earliest' as const,
      },
    ]) {
      for (const who of query.scope === 'mine' ? [rep] : [rep, boss, administrator]) {
        const seen: { id: string; plannedAt: string }[] = []
        let cursor: string | undefined
        do {
          const page = await who.ok(listVisits, { query: { ...query, limit: 4, ...(cursor && { cursor }) } })
          seen.push(...page.items)
          cursor = page.next ?? undefined
        } while (cursor)
        expect(new Set(seen.map((v) => v.id))).toEqual(new Set(ids))
        expect(seen).toHaveLength(ids.length)
        const times = seen.map((v) => v.plannedAt)
        expect(times).toEqual(
          [...times].sort((a, b) => (query.order === 'earliest' ? 1 : -1) * a.localeCompare(b)),
        )
      }
    }
  })

  it('leave out visits at a customer that has gone to another team, and fill the page with the others', async () => {
    const [gone, kept] = [newId(), newId()]
    const visits = Array.from({ length: 24 }, (_, n) => ({
      id: newId(),
      accountId: n % 2 === 0 ? gone : kept,
      hostId: rep.memberId,
      plannedAt: `2031-05-${String(1 + n).padStart(2, '0')}T02:00:00Z`,
    }))
    const stranger = await acme.member('rep')
    await server.open({ orgId: acme.orgId }, async (tx) => {
      for (const [id, ownerId] of [
        [gone, stranger.memberId],
        [kept, rep.memberId],
      ]) {
        await tx.query(`insert into account (org_id, id, name) values ($1, $2, '换过手的客户')`, [
          acme.orgId,
          id,
        ])
        await tx.query(
          `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner')`,
          [acme.orgId, id, ownerId],
        )
      }
      await insertPlanned(tx, visits)
    })
    const expected = visits.filter((v) => v.accountId === kept).map((v) => v.id)
    for (const [who, scope] of [
      [rep, 'mine'],
      [boss, 'team'],
    ] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const query = { scope, from: '2031-01-01T00:00:00Z', limit: 5, ...(cursor && { cursor }) }
        const page = await who.ok(listVisits, { query })
        seen.push(...page.items.map((v) => v.id))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(seen, scope).toEqual(expected.toReversed())
    }
  })

  it('count a visit one accompanies as one’s own, and filter by state', async () => {
    const visitId = await planned({ companions: [{ memberId: mate.memberId, part: 'accompany' }] })
    const mine = await mate.ok(listVisits, { query: { scope: 'mine', limit: 200 } })
    expect(mine.items.map((v) => v.id)).toContain(visitId)
    const recorded = await mate.ok(listVisits, { query: { scope: 'mine', states: ['recorded', 'reviewed'] } })
    expect(recorded.items.map((v) => v.id)).not.toContain(visitId)
  })

  it('begin at the first page when the cursor is not ours', async () => {
    const cursor = btoa(JSON.stringify(['drop table', '1']))
    expect((await rep.ok(listVisits, { query: { cursor } })).items.length).toBeGreaterThan(0)
  })
})

describe('coverage', () => {
  it('is derived from recorded visits, per person', async () => {
    const account = newId()
    const [zhao, qian, sun] = [newId(), newId(), newId()]
    await server.open({ orgId: acme.orgId }, async (tx) => {
      await tx.query(`insert into account (org_id, id, name) values ($1, $2, '覆盖')`, [acme.orgId, account])
      await tx.query(
        `insert into account_member (org_id, account_id, member_id, access) values ($1, $2, $3, 'owner')`,
        [acme.orgId, account, rep.memberId],
      )
      await tx.query(
        `insert into person (org_id, id, account_id, name) values ($1, $2, $5, '赵'), ($1, $3, $5, '钱'), ($1, $4, $5, '孙')`,
        [acme.orgId, zhao, qian, sun, account],
      )
    })
    for (const [person, depth] of [
      [zhao, 'brief'],
      [zhao, 'in_depth'],
      [qian, 'brief'],
    ] as const) {
      const id = newId()
      await rep.ok(createVisit, {
        body: { id, accountId: account, plannedAt: soon, personIds: [person, sun] },
      })
      await rep.ok(recordVisit, {
        params: { visitId: id },
        body: {
          id: newId(),
          version: 1,
          met: [
            { personId: person, met: true, depth },
            { personId: sun, met: false },
          ],
        },
      })
    }
    const coverage = await server.open({ orgId: acme.orgId }, (tx) => coverageOf(tx, account))
    expect(coverage.get(zhao)).toMatchObject({ coverage: 'in_depth', meetings: 2 })
    expect(coverage.get(qian)).toMatchObject({ coverage: 'brief', meetings: 1 })
    expect(coverage.get(sun)).toBeUndefined()
  })
})
