import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { fileWaitingNames } from '#platform/server/name-waiting.ts'
import { openTestServer, type TestMember, type TestOrganisation, type TestServer } from '#testing/server.ts'
import {
  changeAccount,
  changePost,
  createPost,
  createUnit,
  getAccount,
  getOrganisation,
  listAccounts,
} from '../accounts.contract.ts'
import { accounts, createAccounts, createUnitsAndPosts, undoImport } from './index.ts'

let server: TestServer
let org: TestOrganisation
let rep: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts])
  org = await server.organisation()
  rep = await org.member('rep')
})
afterAll(() => server.close())

const within = <T>(work: Parameters<typeof server.open<T>>[1]) =>
  server.open({ orgId: org.orgId, memberId: rep.memberId }, work)

/** An import of two companies, one the other's parent, with a small chart. */
async function anImport() {
  const importId = newId()
  const [group, plant] = [newId(), newId()]
  const [unit, shop] = [newId(), newId()]
  const [chief, head] = [newId(), newId()]
  await within(async (tx) => {
    await createAccounts(tx, [
      // The child first: an import does not sort its rows.
      {
        id: plant,
        name: '唐山工厂',
        ownerId: rep.memberId,
        parentId: group,
        importId,
        revenue: 12.5,
        shortNames: ['唐工', 'TS'],
      },
      {
        id: group,
        name: '北方集团',
        ownerId: rep.memberId,
        importId,
        industry: 'technolgy',
        foundedYear: 1996,
      },
      { id: newId(), name: '没人要的公司', ownerId: null, importId },
    ])
    await createUnitsAndPosts(
      tx,
      plant,
      {
        units: [
          { id: shop, name: '一车间', parentId: unit },
          { id: unit, name: '生产部', parentId: null, function: 'production' },
        ],
        posts: [
          { id: head, title: '部长', unitId: unit, reportsToId: chief, dottedToIds: [] },
          { id: chief, title: '厂长', unitId: null, reportsToId: null, holderUnknown: true },
        ],
      },
      importId,
    )
  })
  return { importId, group, plant, unit, shop, chief, head }
}

test('an import writes accounts with owners, parents and names to be found by, whatever the order of its rows', async () => {
  const { group, plant } = await anImport()
  const account = await rep.ok(getAccount, { params: { accountId: plant } })
  expect(account).toMatchObject({
    parent: { id: group, name: '北方集团' },
    owner: { id: rep.memberId },
    revenue: 12.5,
    shortNames: ['唐工', 'TS'],
    version: 1,
  })
  expect((await rep.ok(getAccount, { params: { accountId: group } })).industry).toBe('technolgy')
  const found = async (...typed: string[]) => {
    for (const q of typed)
      expect(
        (await rep.ok(listAccounts, { query: { q } })).items.map((item) => item.id),
        q,
      ).toContain(plant)
  }
  // As written at once; as it sounds when its names are filed.
  await found('唐工', '工厂', 'ts')
  await fileWaitingNames(server.open, org.orgId)
  await found('tsgc', '唐工', 'ts', 'gongchang')
  // What nobody owns, a rep does not see.
  expect((await rep.ok(listAccounts, { query: { q: '没人要' } })).items).toEqual([])
})

test('an import writes a whole chart, whatever the order of its rows', async () => {
  const { plant, unit, shop, chief, head } = await anImport()
  const { units, posts } = await rep.ok(getOrganisation, { params: { accountId: plant }, query: {} })
  expect(units.find((u) => u.id === shop)?.parentId).toBe(unit)
  expect(posts.find((p) => p.id === head)).toMatchObject({ unitId: unit, reportsToId: chief })
  expect(posts.find((p) => p.id === chief)?.holderUnknown).toBe(true)
})

test('an import nobody has touched is taken back without a trace in lists or search', async () => {
  const { importId, plant } = await anImport()
  const { deleted, kept } = await within((tx) => undoImport(tx, importId))
  expect(deleted).toEqual({ accounts: 3, units: 2, posts: 2 })
  expect(kept).toEqual({ accounts: [], units: 0, posts: 0 })
  expect(await rep.problem(getAccount, { params: { accountId: plant } })).toMatchObject({ status: 404 })
  const left = await within((tx) =>
    tx.query('select 1 from name_index where org_id = $1 and subject_id = $2', [org.orgId, plant]),
  )
  expect(left.rows).toEqual([])
})

test('what somebody has changed since stays, and what it hangs on stays with it', async () => {
  const { importId, group, plant } = await anImport()
  await rep.ok(changeAccount, { params: { accountId: plant }, body: { businessNote: '刚谈过', version: 1 } })
  const { deleted, kept } = await within((tx) => undoImport(tx, importId))
  expect(kept.accounts.map((account) => account.name)).toEqual(['北方集团', '唐山工厂'])
  expect(deleted.accounts).toBe(1)
  // The parent of what stays must stay, or the account would lose it.
  expect((await rep.ok(getAccount, { params: { accountId: plant } })).parent?.id).toBe(group)
})

test('an account with a person, a department or a post of its own since is kept, with all of it', async () => {
  const [withPerson, withUnit, withPost] = [await anImport(), await anImport(), await anImport()]
  // As the module of people would: a person, and the post held.
  const person = newId()
  await within(async (tx) => {
    await tx.query('insert into person (org_id, id, account_id, name) values ($1, $2, $3, $4)', [
      org.orgId,
      person,
      withPerson.plant,
      '王建国',
    ])
    await tx.query(
      'insert into employment (org_id, id, person_id, account_id, post_id) values ($1, $2, $3, $4, $5)',
      [org.orgId, newId(), person, withPerson.plant, withPerson.chief],
    )
  })
  await rep.ok(createUnit, {
    params: { accountId: withUnit.plant },
    body: { id: newId(), name: '手工加的部门' },
  })
  await rep.ok(createPost, {
    params: { accountId: withPost.plant },
    body: { id: newId(), title: '手工加的岗位', reportsToId: withPost.head },
  })
  const held = await within((tx) => undoImport(tx, withPerson.importId))
  expect(held.kept.accounts.map((a) => a.name)).toContain('唐山工厂')
  expect(held.kept.posts).toBe(1)
  const unit = await within((tx) => undoImport(tx, withUnit.importId))
  expect(unit.kept.accounts.map((a) => a.name)).toContain('唐山工厂')
  const { units } = await rep.ok(getOrganisation, { params: { accountId: withUnit.plant }, query: {} })
  expect(units.map((u) => u.name)).toEqual(['手工加的部门'])
  const post = await within((tx) => undoImport(tx, withPost.importId))
  expect(post.kept).toMatchObject({ posts: 2 })
  const { posts } = await rep.ok(getOrganisation, { params: { accountId: withPost.plant }, query: {} })
  expect(posts.map((p) => p.title).sort()).toEqual(['厂长', '手工加的岗位', '部长'].sort())
})

test('a post renamed since is kept with the superior it reports to', async () => {
  const { importId, plant, head } = await anImport()
  await rep.ok(changePost, { params: { postId: head }, body: { title: '生产部部长', version: 1 } })
  const { kept } = await within((tx) => undoImport(tx, importId))
  expect(kept).toMatchObject({ posts: 2, units: 1 })
  const { posts } = await rep.ok(getOrganisation, { params: { accountId: plant }, query: {} })
  expect(posts.map((p) => p.title).sort()).toEqual(['厂长', '生产部部长'].sort())
})

test('three thousand accounts come and go in one transaction each', async () => {
  const importId = newId()
  await within((tx) =>
    createAccounts(
      tx,
      Array.from({ length: 3_000 }, (_, i) => ({
        id: newId(),
        name: `批量客户${i}`,
        ownerId: rep.memberId,
        importId,
      })),
    ),
  )
  const { deleted } = await within((tx) => undoImport(tx, importId))
  expect(deleted.accounts).toBe(3_000)
}, 60_000)

test('one organisation cannot take back the import of another', async () => {
  const { importId, plant } = await anImport()
  const other = await server.organisation('别家')
  const { deleted } = await server.open({ orgId: other.orgId }, (tx) => undoImport(tx, importId))
  expect(deleted).toEqual({ accounts: 0, units: 0, posts: 0 })
  await rep.ok(getAccount, { params: { accountId: plant } })
})
