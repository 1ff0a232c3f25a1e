import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { openTestServer, type TestMember, type TestServer } from '#testing/server.ts'
import { changePost, createAccount, createPost } from '../accounts.contract.ts'
import { type PostState, type Span, spanAt, type Timeline, tell } from '../chart-timeline.rules.ts'
import { knownChart, momentOfDay, restoreCharts, retell } from './chart-import-store.ts'
import { accounts } from './index.ts'
import { readPosts } from './organisation-store.ts'

let server: TestServer
let rep: TestMember

beforeAll(async () => {
  server = await openTestServer([accounts])
  rep = await (await server.organisation()).member('rep', { name: '李雷' })
})
afterAll(() => server.close())

const scope = () => ({ orgId: rep.orgId, memberId: rep.memberId })
const titled = (title: string): PostState => ({
  title,
  unitId: null,
  reportsToId: null,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
})
const same = (a: PostState, b: PostState) => a.title === b.title
async function aPost() {
  const { id: accountId } = await rep.ok(createAccount, { body: { id: newId(), name: '滨江水泥' } })
  const { id } = await rep.ok(createPost, { params: { accountId }, body: { id: newId(), title: '今天记的' } })
  return { accountId, id }
}
/** The days of one month, and what a file of that day says of the post; null: it does not name it. */
const files = fc.uniqueArray(
  fc.tuple(
    fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`),
    fc.option(fc.constantFrom('部长', '主任', '科长')),
  ),
  { selector: ([day]) => day, minLength: 1, maxLength: 6 },
)
const plain = (timeline: Timeline<PostState>) =>
  timeline.map(({ since, until, state }: Span<PostState>) => ({ since, until, state }))

describe('the time of a post as files tell it', () => {
  test('is read back as it was written, shown on each day, and restored as it was', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (told) => {
        const { accountId, id } = await aPost()
        await server.open(scope(), async (tx) => {
          const before = (await knownChart(tx, accountId)).posts[0] as NonNullable<
            Awaited<ReturnType<typeof knownChart>>['posts'][0]
          >
          let timeline = before.timeline
          for (const [i, [day, title]] of told.entries()) {
            const { at } = await momentOfDay(tx, day)
            const later = told
              .slice(0, i)
              .map(([d]) => d)
              .filter((d) => d > day)
              .sort()[0]
            const until = later === undefined ? null : (await momentOfDay(tx, later)).at
            timeline = tell(timeline, at, until, title === null ? null : titled(title), same)
          }
          const { last, externalRef, untouched } = before
          const versions = await retell(tx, accountId, {
            units: [],
            posts: [{ id, last, timeline, externalRef, untouched }],
          })
          const [now] = (await knownChart(tx, accountId)).posts
          expect(plain(now?.timeline ?? [])).toEqual(plain(timeline))
          for (let n = 1; n <= 28; n++) {
            const day = `2026-03-${String(n).padStart(2, '0')}`
            const shown = (await readPosts(tx, accountId, day)).map((p) => p.title)
            const state = spanAt(timeline, (await momentOfDay(tx, day)).at)?.state
            expect(shown, day).toEqual(state ? [state.title] : [])
          }
          const restored = await restoreCharts(tx, [
            { kind: 'posts', id, version: versions.get(id) as number, before },
          ])
          expect(restored).toEqual(new Set([id]))
          const [back] = (await knownChart(tx, accountId)).posts
          expect(plain(back?.timeline ?? [])).toEqual(plain(before.timeline))
        })
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  test('is kept by the database again for whoever writes after it', async () => {
    const { accountId, id } = await aPost()
    await server.open(scope(), async (tx) => {
      const [post] = (await knownChart(tx, accountId)).posts
      if (!post) throw new Error('no post')
      const { at } = await momentOfDay(tx, '2026-03-05')
      const timeline = tell(post.timeline, at, null, titled('部长'), same)
      await retell(tx, accountId, { units: [], posts: [{ ...post, timeline }] })
      await tx.query(`update post set title = '同一笔里' where org_id = $1 and id = $2`, [rep.orgId, id])
      expect((await knownChart(tx, accountId)).posts[0]?.timeline.map((s) => s.state.title)).toEqual([
        '部长',
        '今天记的',
        '同一笔里',
      ])
    })
    const { version } = await server.open(
      scope(),
      async (tx) => (await readPosts(tx, accountId))[0] as { version: number },
    )
    await rep.ok(changePost, { params: { postId: id }, body: { title: '手改', version } })
    const [post] = (await server.open(scope(), (tx) => knownChart(tx, accountId))).posts
    expect(post?.timeline.map((s) => s.state.title)).toEqual(['部长', '今天记的', '同一笔里', '手改'])
  })

  test('is not restored where somebody has changed it since', async () => {
    const { accountId, id } = await aPost()
    const before = await server.open(scope(), async (tx) => (await knownChart(tx, accountId)).posts[0])
    if (!before) throw new Error('no post')
    await rep.ok(changePost, { params: { postId: id }, body: { title: '手改', version: 1 } })
    const restored = await server.open(scope(), (tx) =>
      restoreCharts(tx, [{ kind: 'posts', id, version: 1, before }]),
    )
    expect(restored.size).toBe(0)
  })
})
