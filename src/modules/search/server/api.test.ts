import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  archiveAccount,
  changeAccount,
  createAccount,
  setAccountTeamMember,
} from '#modules/accounts/accounts.contract.ts'
import { accounts, createAccounts } from '#modules/accounts/server/index.ts'
import { createPerson } from '#modules/people/people.contract.ts'
import { createPeople, people } from '#modules/people/server/index.ts'
import { createProject } from '#modules/projects/projects.contract.ts'
import { createProjects, projects } from '#modules/projects/server/index.ts'
import { createProof } from '#modules/proofs/proofs.contract.ts'
import { proofs } from '#modules/proofs/server/index.ts'
import { createRival } from '#modules/rivals/rivals.contract.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { fileWaitingNames } from '#platform/server/name-waiting.ts'
import { indexNames, tailRange } from '#platform/server/names.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import { find } from '../search.contract.ts'
import { search } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember
let stranger: TestMember
let supervisor: TestMember
let administrator: TestMember
let service: TestMember
let outsider: TestMember
let north: string
let person: string

beforeAll(async () => {
  server = await openTestServer([accounts, proofs, people, rivals, projects, search])
  org = await server.organisation()
  const team = await org.team('华北')
  rep = await org.member('rep', { team })
  stranger = await org.member('rep')
  supervisor = await org.member('supervisor', { supervises: team })
  administrator = await org.member('administrator')
  service = await org.member('service')
  outsider = await (await server.organisation('另一家')).member('administrator')
  north = newId()
  person = newId()
  await rep.ok(createAccount, { body: { id: north, name: '华北电力设计院', shortNames: ['华电院'] } })
  await rep.ok(createPerson, {
    params: { accountId: north },
    body: {
      id: person,
      name: '欧阳建国',
      nameEn: 'Jack Ouyang',
      channels: [{ id: newId(), kind: 'mobile', value: '13800138000' }],
    } as never,
  })
  await rep.ok(createProject, {
    body: { id: newId(), accountId: north, name: '北区变电站改造', problemToSolve: '' } as never,
  })
  await rep.ok(createProof, { body: { id: newId(), kind: 'showcase', title: '北方电厂样板' } })
  await rep.ok(createRival, { body: { id: newId(), name: '北极星电气' } as never })
})
afterAll(() => server.close())

const names = async (who: TestMember, q: string, more: object = {}) =>
  (await who.ok(find, { query: { q, ...more } })).items.map((item) => item.name)

describe('a name is found', () => {
  test('by Chinese, pinyin, initials and Latin, from any part of it', async () => {
    for (const q of ['欧阳', '建国', '国', 'ouyang', 'jianguo', 'oyjg', 'jg', 'Jack', 'ouyang', 'JACK OUY'])
      expect(await names(rep, q), q).toContain('欧阳建国')
    for (const q of ['华北', '设计院', 'huabei', 'hbdl', '华电', 'sheji'])
      expect(await names(rep, q), q).toContain('华北电力设计院')
  })

  test('the very name first, then what begins so, then what has it inside', async () => {
    const me = await org.member('rep')
    for (const name of ['大江南水泥', '江南造船厂', '江南'])
      await me.ok(createAccount, { body: { id: newId(), name } })
    const { items } = await me.ok(find, { query: { q: '江南' } })
    expect(items.map((item) => [item.name, item.match])).toEqual([
      ['江南', 'exact'],
      ['江南造船厂', 'start'],
      ['大江南水泥', 'part'],
    ])
  })

  test('with the customer it belongs to, customers, people, projects and the library together', async () => {
    const { items } = await rep.ok(find, { query: { q: '北' } })
    expect(new Set(items.map((item) => item.kind))).toEqual(new Set(['account', 'project', 'proof', 'rival']))
    expect(items.find((item) => item.kind === 'project')?.account).toEqual({
      id: north,
      name: '华北电力设计院',
    })
    expect(await names(rep, '北', { kind: 'project' })).toEqual(['北区变电站改造'])
  })

  test('under its new name after a change, and not under the old one', async () => {
    const id = newId()
    await rep.ok(createAccount, { body: { id, name: '旧名字公司' } })
    await rep.ok(changeAccount, { params: { accountId: id }, body: { name: '新招牌集团', version: 1 } })
    expect(await names(rep, '旧名字')).toEqual([])
    expect(await names(rep, 'xzp')).toEqual(['新招牌集团'])
  })

  test('not when it is put away', async () => {
    const id = newId()
    await rep.ok(createAccount, { body: { id, name: '收起来的公司' } })
    await rep.ok(archiveAccount, { params: { accountId: id } })
    expect(await names(rep, '收起来')).toEqual([])
  })

  test('whatever is typed: spaces, signs, nothing, quotes, a very long line', async () => {
    for (const q of [
      '',
      '   ',
      '%',
      "'; drop table account; --",
      '\\',
      '_',
      '👍',
      'x'.repeat(100),
      '华'.repeat(100),
    ])
      expect(Array.isArray(await names(rep, q)), q).toBe(true)
    expect(await names(rep, '')).toEqual([])
    expect(await names(rep, '%')).toEqual([])
    expect(await names(rep, ' 华北 电力-设计院 ')).toEqual(['华北电力设计院'])
  })
})

describe('who finds what', () => {
  test('a stranger to the account finds neither it nor its people nor its projects', async () => {
    for (const q of ['华北', '欧阳', '变电站', 'h', 'o', '建'])
      expect(
        (await stranger.ok(find, { query: { q } })).items.filter(
          (i) => i.kind !== 'proof' && i.kind !== 'rival',
        ),
        q,
      ).toEqual([])
    for (const q of ['华北', '欧阳', '北方', '北极星']) expect(await names(outsider, q), q).toEqual([])
  })

  test('the supervisor above the owner and an administrator find it', async () => {
    expect(await names(supervisor, '华北')).toContain('华北电力设计院')
    expect(await names(administrator, '欧阳')).toContain('欧阳建国')
  })

  test('someone whose part in the account has ended finds it no longer', async () => {
    const guest = await org.member('rep')
    await rep.ok(setAccountTeamMember, {
      params: { accountId: north, memberId: guest.memberId },
      body: { access: 'read', until: new Date(Date.now() + 400).toISOString() },
    })
    expect(await names(guest, '欧阳')).toEqual(['欧阳建国'])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await names(guest, '欧阳')).toEqual([])
  })

  test('service staff find customers and people by name, no deals and no rivals', async () => {
    expect(await names(service, '华北')).toContain('华北电力设计院')
    expect(await names(service, '欧阳')).toEqual(['欧阳建国'])
    expect(await names(service, '变电站')).toEqual([])
    expect(await names(service, '北极星')).toEqual([])
    expect(await names(service, '北', { kind: 'project' })).toEqual([])
  })

  test('nobody finds a person by telephone number', async () => {
    for (const q of ['13800138000', '138', '8000']) expect(await names(rep, q), q).toEqual([])
  })

  test('a deal without a customer is found by whose it is and those above, by nobody else', async () => {
    await rep.ok(createProject, {
      body: { id: newId(), name: '无主的风电项目', problemToSolve: '' } as never,
    })
    expect(await names(rep, '风电')).toEqual(['无主的风电项目'])
    expect(await names(supervisor, '风电')).toEqual(['无主的风电项目'])
    expect(await names(stranger, '风电')).toEqual([])
    expect(await names(service, '风电')).toEqual([])
  })

  test('within one account only, where a picker asks so', async () => {
    const other = newId()
    await rep.ok(createAccount, { body: { id: other, name: '另一客户' } })
    await rep.ok(createPerson, {
      params: { accountId: other },
      body: { id: newId(), name: '欧阳小明' } as never,
    })
    expect((await names(rep, '欧阳')).sort()).toEqual(['欧阳小明', '欧阳建国'].sort())
    expect(await names(rep, '欧阳', { accountId: other })).toEqual(['欧阳小明'])
    expect(await names(stranger, '欧阳', { accountId: other })).toEqual([])
  })

  test('a rep with few accounts among thousands still finds their own by one letter', async () => {
    const crowd = await server.organisation('大公司')
    const few = await crowd.member('rep')
    const many = await crowd.member('rep')
    await server.open({ orgId: crowd.orgId, memberId: many.memberId }, async (tx) => {
      await createAccounts(
        tx,
        Array.from({ length: 3000 }, (_, i) => ({
          id: newId(),
          name: `李氏实业${i}`,
          ownerId: many.memberId,
        })),
      )
    })
    // Sorts behind all three thousand, so a search that looks at the first hits alone would miss it.
    await few.ok(createAccount, { body: { id: newId(), name: '龙源李记' } })
    expect(await names(few, 'l')).toEqual(['龙源李记'])
    expect(await names(few, '李')).toEqual(['龙源李记'])
    expect(await names(many, 'l')).toHaveLength(20)
  })
})

describe('what an import has just brought', () => {
  const names = async (who: TestMember, q: string) =>
    (await who.ok(find, { query: { q } })).items.map((item) => item.name)
  let fresh: TestOrganisation
  let owner: TestMember
  let other: TestMember
  const account = newId()
  const scope = () => ({ orgId: fresh.orgId, memberId: owner.memberId })
  beforeAll(async () => {
    fresh = await server.organisation('刚导入的公司')
    owner = await fresh.member('rep')
    other = await fresh.member('rep')
    await server.open(scope(), async (tx) => {
      const importId = newId()
      await createAccounts(tx, [
        { id: account, name: '长江航运', shortNames: ['Yangtze Lines'], ownerId: owner.memberId, importId },
      ])
      await createPeople(tx, [{ id: newId(), accountId: account, name: '重建国' }], importId)
      await createProjects(
        tx,
        [
          { id: newId(), accountId: account, ownerId: owner.memberId, name: '码头改造', stage: 'engaging' },
          { id: newId(), accountId: null, ownerId: owner.memberId, name: '无主码头', stage: 'engaging' },
        ],
        importId,
      )
    })
  })

  test('is found at once by any written part of its name, by whom it concerns alone', async () => {
    expect(await names(owner, '航运')).toEqual(['长江航运'])
    expect(await names(owner, 'lines')).toEqual(['长江航运'])
    expect(await names(owner, '建国')).toEqual(['重建国'])
    expect((await names(owner, '码头')).sort()).toEqual(['无主码头', '码头改造'].sort())
    const { items } = await owner.ok(find, { query: { q: '码头', accountId: account } })
    expect(items.map((item) => [item.name, item.match])).toEqual([['码头改造', 'start']])
    for (const q of ['航运', '建国', '码头', 'lines']) {
      expect(await names(other, q), q).toEqual([])
      expect(await names(outsider, q), q).toEqual([])
    }
    // Not across the words of a name, as it is when it is filed.
    expect(await names(owner, 'elines')).toEqual([])
  })

  test('by pinyin and initials too when it is filed, once only, and by its new name if it was renamed meanwhile', async () => {
    const renamed = newId()
    await server.open(scope(), (tx) =>
      createAccounts(tx, [{ id: renamed, name: '旧码头公司', ownerId: owner.memberId, importId: newId() }]),
    )
    await owner.ok(changeAccount, { params: { accountId: renamed }, body: { name: '新港公司', version: 1 } })
    expect(await fileWaitingNames(server.open, fresh.orgId)).toBe(4)
    expect(await fileWaitingNames(server.open, fresh.orgId)).toBe(0)
    expect(await names(owner, 'changjiang')).toEqual(['长江航运'])
    expect(await names(owner, 'mtgz')).toEqual(['码头改造'])
    expect(await names(owner, '码头改')).toEqual(['码头改造'])
    expect(await names(owner, '旧码头')).toEqual([])
    expect(await names(owner, 'xingang')).toEqual(['新港公司'])
    expect(await names(other, 'changjiang')).toEqual([])
  })

  test('two that file at the same time file each name once', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      id: newId(),
      name: `同时归档${i}`,
      ownerId: owner.memberId,
      importId: newId(),
    }))
    await server.open(scope(), (tx) => createAccounts(tx, many))
    const filed = await Promise.all([1, 2, 3].map(() => fileWaitingNames(server.open, fresh.orgId)))
    expect(filed.reduce((sum, n) => sum + n, 0)).toBe(30)
    expect(await names(owner, 'tsgd')).toHaveLength(20)
  })
})

test('a search is one range of the index under row security, not a walk over all names', async () => {
  const { rows } = await server.open({ orgId: org.orgId, memberId: rep.memberId }, async (tx) => {
    await indexNames(
      tx,
      Array.from({ length: 500 }, (_, i) => ({
        kind: 'account',
        id: newId(),
        accountId: newId(),
        names: [`陪衬公司${i}`],
      })),
    )
    await tx.query('set local enable_seqscan = off')
    const range = tailRange('huab')!
    const role = await tx.query<{ bypass: boolean }>(
      'select rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user',
    )
    expect(role.rows).toEqual([{ bypass: false }])
    return tx.query<{ 'QUERY PLAN': string }>(
      `explain (costs off) select kind, subject_id from name_index
       where org_id = $1 and tail >= $2 and tail < $3 order by tail limit 20`,
      [org.orgId, range.from, range.to],
    )
  })
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index Cond: .*org_id = .*tail >= 'huab'.*tail < /)
  expect(plan).not.toContain('Filter: (tail')
})
