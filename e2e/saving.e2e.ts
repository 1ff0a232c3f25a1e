import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'
import { type Credentials, newMember, signedInApi, signIn } from './support/people.ts'

let rep: Credentials
test.beforeAll(async () => {
  rep = await newMember('rep', '林晓')
})

/** An account of the rep's, open on the page. */
async function openAccount(
  page: Page,
): Promise<{ id: string; read: () => Promise<{ nextStep: string; version: number }> }> {
  const api = await signedInApi(rep)
  const id = v7()
  const made = await api.post('/api/accounts', {
    data: { id, name: `北方轨道 ${id.slice(-4)}` },
    headers: { 'idempotency-key': v7() },
  })
  expect(made.ok(), await made.text()).toBe(true)
  await signIn(page, rep)
  await page.goto(`/accounts/${id}`)
  await expect(nextStep(page)).toBeVisible()
  return { id, read: async () => (await api.get(`/api/accounts/${id}`)).json() }
}
const nextStep = (page: Page) => page.getByRole('textbox', { name: '下一步', exact: true })

test('what is typed is saved by itself', async ({ page }) => {
  const account = await openAccount(page)
  await nextStep(page).fill('约总工看样板线')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect.poll(async () => (await account.read()).nextStep).toBe('约总工看样板线')
})

test('what is typed without network waits on the device, and goes out when it is back', async ({
  page,
  context,
}) => {
  const account = await openAccount(page)
  // What shows the waiting changes is fetched a little after the page stands.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some((one) => /OutboxPanel.*\.js/.test(one.name)),
  )
  await context.setOffline(true)
  await nextStep(page).fill('电梯里想到的一步')
  await page.keyboard.press('Tab')
  await expect(page.getByText('已存在本机，待联网发送')).toBeVisible()
  await nextStep(page).fill('电梯里想到的第二步')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '条修改待发送' }).click()
  await expect(page.getByRole('dialog')).toContainText('北方轨道')
  await expectAccessible(page)
  await expectNoOverflow(page)
  await page.keyboard.press('Escape')
  expect((await account.read()).nextStep).toBe('')
  await context.setOffline(false)
  await expect
    .poll(async () => (await account.read()).nextStep, { timeout: 20_000 })
    .toBe('电梯里想到的第二步')
  await expect(page.getByText('已存在本机，待联网发送')).toBeHidden()
  await expect(nextStep(page)).toHaveValue('电梯里想到的第二步')
})

test('what waits survives the page: the next one sends it', async ({ page, context }) => {
  const account = await openAccount(page)
  await page.route(`**/api/accounts/${account.id}`, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await nextStep(page).fill('关掉浏览器也不丢')
  await page.keyboard.press('Tab')
  await expect(page.getByText('已存在本机，待联网发送')).toBeVisible()
  await page.close()
  const next = await context.newPage()
  await next.goto('/settings')
  await expect.poll(async () => (await account.read()).nextStep, { timeout: 20_000 }).toBe('关掉浏览器也不丢')
})

test('two who change one record: the second sees both versions, and chooses', async ({ page }) => {
  const account = await openAccount(page)
  const api = await signedInApi(rep)
  const { version } = await account.read()
  const other = await api.patch(`/api/accounts/${account.id}`, {
    data: { nextStep: '同事写的一步', version },
    headers: { 'idempotency-key': v7() },
  })
  expect(other.ok(), await other.text()).toBe(true)

  await nextStep(page).fill('我写的一步')
  await page.keyboard.press('Tab')
  const dialog = page.getByRole('dialog', { name: '这条记录被别人改过了' })
  await expect(dialog).toContainText('我写的一步')
  await expect(dialog).toContainText('同事写的一步')
  await expectAccessible(page)
  await expectNoOverflow(page)
  expect((await account.read()).nextStep).toBe('同事写的一步')

  await dialog.getByRole('radio', { name: '我填的' }).check()
  await dialog.getByRole('button', { name: '保存选择' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await account.read()).nextStep).toBe('我写的一步')
})
