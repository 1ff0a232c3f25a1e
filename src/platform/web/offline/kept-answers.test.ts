import { expect, test } from 'vitest'
import { KEPT_DAYS, KEPT_LIMITS, KeptAnswers, keyOf } from './kept-answers.ts'
import { memoryKeptStore } from './kept-store.ts'

const DAY_MS = 86_400_000
const VISIT = keyOf(['visits', 'visits.get', { params: { visitId: 'v1' } }])

function device() {
  const store = Promise.resolve(memoryKeptStore())
  const clock = { now: 1_000 * DAY_MS }
  const open = () => new KeptAnswers({ store, now: () => clock.now })
  return { store, clock, open }
}

test('what a member read is there after the page was closed, with the moment it was given', async () => {
  const { clock, open } = device()
  const first = open()
  await first.belongTo('li')
  await first.keep([{ key: VISIT, data: { place: '三楼会议室' }, at: clock.now - 60_000 }])
  expect(await open().recall(VISIT)).toEqual({ data: { place: '三楼会议室' }, at: clock.now - 60_000 })
})

test('nothing is kept before anybody is known to be signed in', async () => {
  const { clock, open, store } = device()
  await open().keep([{ key: VISIT, data: 1, at: clock.now }])
  expect(await (await store).all()).toEqual([])
})

test('another member on the same device finds nothing, and the first one’s answers are gone', async () => {
  const { clock, open, store } = device()
  const answers = open()
  await answers.belongTo('li')
  await answers.keep([{ key: VISIT, data: 'of Li', at: clock.now }])
  const next = open()
  await next.belongTo('wang')
  expect(await next.recall(VISIT)).toBeUndefined()
  expect(await (await store).all()).toEqual([])
  expect(await (await store).owner()).toBe('wang')
})

test('a sign-out or an ended session forgets everything, also what is just being kept', async () => {
  const { clock, open, store } = device()
  const answers = open()
  await answers.belongTo('li')
  const keeping = answers.keep([{ key: VISIT, data: 'late', at: clock.now }])
  await answers.forgetAll()
  await keeping
  expect(await answers.recall(VISIT)).toBeUndefined()
  expect(await open().recall(VISIT)).toBeUndefined()
  expect(await (await store).owner()).toBeNull()
})

test(`after ${KEPT_DAYS} days an answer is no longer shown, and the next start removes it`, async () => {
  const { clock, open, store } = device()
  const answers = open()
  await answers.belongTo('li')
  await answers.keep([{ key: VISIT, data: 1, at: clock.now }])
  clock.now += KEPT_DAYS * DAY_MS - 1
  expect(await answers.recall(VISIT)).toBeDefined()
  clock.now += 1
  expect(await answers.recall(VISIT)).toBeUndefined()
  await open().ready()
  expect(await (await store).all()).toEqual([])
})

test('what was used longest ago makes room', async () => {
  const { clock, open } = device()
  const answers = open()
  await answers.belongTo('li')
  const key = (n: number) => keyOf(['visits', 'visits.get', { n }])
  for (let n = 0; n < KEPT_LIMITS.answers; n += 1) {
    clock.now += 1
    await answers.keep([{ key: key(n), data: n, at: clock.now }])
  }
  clock.now += 1
  await answers.recall(key(0))
  await answers.keep([{ key: key(-1), data: 'one more', at: clock.now }])
  expect(answers.has(key(0))).toBe(true)
  expect(answers.has(key(1))).toBe(false)
  expect(answers.has(key(2))).toBe(true)
  expect(answers.has(key(-1))).toBe(true)
})

test('an answer that has grown too large is not kept, nor is its smaller forerunner shown in its place', async () => {
  const { clock, open } = device()
  const answers = open()
  await answers.belongTo('li')
  await answers.keep([{ key: VISIT, data: 'small', at: clock.now }])
  await answers.keep([{ key: VISIT, data: 'x'.repeat(KEPT_LIMITS.bytesEach + 1), at: clock.now }])
  expect(await answers.recall(VISIT)).toBeUndefined()
})

test('the same question is found again however it was put', () => {
  expect(keyOf(['visits', 'visits.list', { query: { scope: 'mine', limit: 3 } }])).toBe(
    keyOf(['visits', 'visits.list', { query: { limit: 3, scope: 'mine' } }]),
  )
  expect(keyOf(['visits', 'visits.list', {}])).not.toBe(keyOf(['visits', 'visits.list', {}, 'pages']))
})

test('the answers of one endpoint can be searched, the newest first', async () => {
  const { clock, open } = device()
  const answers = open()
  await answers.belongTo('li')
  await answers.keep([
    { key: keyOf(['accounts', 'accounts.list', { q: 'a' }]), data: 'older', at: clock.now - 5 },
    { key: keyOf(['accounts', 'accounts.list', { q: 'b' }]), data: 'newer', at: clock.now },
    { key: keyOf(['accounts', 'accounts.list-other', {}]), data: 'else', at: clock.now },
  ])
  expect((await answers.allOf('accounts.list')).map((one) => one.data)).toEqual(['newer', 'older'])
})
