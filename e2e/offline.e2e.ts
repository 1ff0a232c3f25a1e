import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'
import { newMember, post, signedInApi, signIn } from './support/people.ts'
import { chip, toStage } from './support/visit.ts'

// The customer's basement: the app was opened upstairs, below there is no network at all.

test.use({ serviceWorkers: 'allow' })

const NOTHING_KEPT = '连不上服务器。请检查网络后再试。'
const STAGES = ['准备', '开场', '发现需求', '匹配', '异议', '收场', '记录'] as const

/** Upstairs: the app stands, its program is kept, and so are the next visit's stages. */
async function readyForTheBasement(page: Page, visitId: string): Promise<void> {
  await page.goto('/')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 })
  await expect
    .poll(() => keptKeys(page).then((keys) => keys.filter((key) => key.includes(visitId)).length), {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(4)
  await expect
    .poll(
      () => keptKeys(page).then((keys) => keys.some((key) => key.startsWith('pitches.list-uses-of-account'))),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
}

/** What lies on the device: the endpoint and what it was asked. */
function keptKeys(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open('icebreaker-answers')
        opening.onsuccess = () => {
          const db = opening.result
          const reading = db.transaction('about').objectStore('about').getAllKeys()
          reading.onsuccess = () => {
            db.close()
            resolve(reading.result as string[])
          }
        }
      }),
  )
}

test('a visit is walked where there is no network, and the server has it once, afterwards', async ({
  page,
  context,
  isMobile,
}) => {
  test.skip(!isMobile, 'a basement is visited with a phone')
  test.setTimeout(150_000)
  const rep = await newMember('rep', '林晓')
  const api = await signedInApi(rep)
  const [accountId, visitId, personId] = [v7(), v7(), v7()]
  await post(api, '/api/accounts', { id: accountId, name: '地下泵房水务' })
  await post(api, `/api/accounts/${accountId}/people`, { id: personId, name: '陈立新' })
  await post(api, '/api/visits', {
    id: visitId,
    accountId,
    plannedAt: new Date(Date.now() + 30 * 60_000).toISOString(),
    personIds: [personId],
  })
  await signIn(page, rep)
  await readyForTheBasement(page, visitId)

  await context.setOffline(true)
  await test.step('below, the app opens, and says of which hour its data is', async () => {
    await page.reload()
    await expect(page.getByText(/离线 · 数据为 \d\d:\d\d 的/)).toBeVisible()
    await expect(page.getByRole('heading', { name: '地下泵房水务' })).toBeVisible()
    await expectNoOverflow(page)
    await expectAccessible(page)
  })

  await test.step('the visit opens at any of its stages, though nobody opened it upstairs', async () => {
    await page.goto(`/visits/${visitId}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('地下泵房水务')
    for (const stage of STAGES) {
      await toStage(page, stage)
      await expect(page.getByText(NOTHING_KEPT)).toHaveCount(0)
    }
  })

  await test.step('what is written is seen, also after the page was closed', async () => {
    await toStage(page, '开场')
    await page.getByRole('textbox', { name: '第一句话' }).fill('这泵房比上次安静多了。')
    await page.keyboard.press('Tab')
    await expect(page.getByText('已存在本机，待联网发送')).toBeVisible()
    await toStage(page, '发现需求')
    await page.getByRole('textbox', { name: '他的原话' }).fill('夜里没人敢下来')
    await page.getByRole('button', { name: '记下', exact: true }).click()
    await expect(page.getByText('夜里没人敢下来').first()).toBeVisible()
    await page.waitForTimeout(600)
    await page.reload()
    await expect(page.getByText('夜里没人敢下来').first()).toBeVisible()
    await toStage(page, '开场')
    await expect(page.getByRole('textbox', { name: '第一句话' })).toHaveValue('这泵房比上次安静多了。')
  })

  let plannedId = ''
  await test.step('the next visit is planned, and can be opened', async () => {
    await page.goto(`/visits/new?account=${accountId}`)
    await chip(page, '时间', '其他时间').click()
    await page.getByLabel('拜访时间').fill('2030-01-08T10:00')
    await chip(page, '见谁', /陈立新/).click()
    await chip(page, '这次要达成什么', '沟通解决方案').click()
    await page.getByRole('button', { name: '安排拜访' }).click()
    await expect(page).toHaveURL(/\/visits\/[0-9a-f-]{36}/)
    plannedId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('地下泵房水务')
    await page.waitForTimeout(600)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('地下泵房水务')
  })

  await test.step('what waits is told in words, and leads to its place', async () => {
    await page.getByRole('button', { name: '条修改待发送' }).click()
    const waiting = page.getByRole('dialog', { name: '待发送的修改' })
    await expect(waiting).toContainText('记下需求')
    await expect(waiting).toContainText('夜里没人敢下来')
    await expect(waiting).toContainText('安排拜访')
    await expect(waiting).not.toContainText(/[a-z]+_[a-z]+|accountId|plannedAt/)
    await expectAccessible(page)
    await expectNoOverflow(page)
    await waiting.getByRole('button', { name: '去看看' }).first().click()
    await expect(page).toHaveURL(new RegExp(visitId))
  })

  expect((await api.get(`/api/visits/${plannedId}`)).status()).toBe(404)
  await page.goto('/library')
  await expect(page.getByText(NOTHING_KEPT)).toBeVisible()
  await context.setOffline(false)
  await test.step('upstairs again, a screen that had nothing fills by itself', async () => {
    await expect(page.getByText(NOTHING_KEPT)).toBeHidden()
  })
  await test.step('upstairs again, everything is sent, and once', async () => {
    await expect
      .poll(async () => (await api.get(`/api/visits/${plannedId}`)).status(), { timeout: 30_000 })
      .toBe(200)
    await expect(page.getByText(/离线 · 数据为/)).toBeHidden()
    const needs = await (await api.get(`/api/accounts/${accountId}/needs`)).json()
    expect(
      needs.items.filter((one: { quote: string; statement: string }) =>
        `${one.quote}${one.statement}`.includes('夜里没人敢下来'),
      ),
    ).toHaveLength(1)
    const visit = await (await api.get(`/api/visits/${visitId}`)).json()
    expect(visit.opening.openingLine).toBe('这泵房比上次安静多了。')
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  await test.step('signing out leaves nothing of it on the device', async () => {
    await page.request.delete('/api/session')
    await page.goto('/')
    await expect(page).toHaveURL(/sign-in/)
    await expect.poll(() => keptKeys(page)).toEqual([])
  })
})
