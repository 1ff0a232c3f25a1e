import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'
import { ADMINISTRATOR, serverAddress, signIn } from './support/people.ts'

// What a chain tells beyond the map: where a talk would lead, who of ours knows whom, what changed, and where there is room.

async function openChain(page: Page, view: string): Promise<string> {
  await signIn(page, ADMINISTRATOR)
  const { items } = (await (await page.request.get(`${serverAddress()}/api/accounts`)).json()) as {
    items: { id: string; name: string }[]
  }
  const account = items.find((one) => one.name.startsWith('云岭'))!
  await page.goto(`/accounts/${account.id}?tab=chain&view=${view}`)
  return account.id
}

/** Both devices walk here one after the other: what is chosen already stays so. */
async function choose(sheet: Locator, group: string, name: string): Promise<void> {
  const chip = sheet.getByRole('group', { name: group }).getByRole('button', { name })
  if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click()
}

test('a stance tried out moves the balance, shows its working, and leaves the chain as it was', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'a phone: on a desk the same sheets stand wider')
  await openChain(page, 'whatif')
  const balance = page.getByRole('region', { name: '商量之后，整体偏向' })
  await expect(balance).toContainText('这不是赢单概率')
  await expect(balance).toContainText('还说不准')
  const people = page.getByRole('region', { name: '试着动一动' })
  await people.getByRole('button', { name: '陈志远：先按中立试' }).click()
  for (const _ of [1, 2, 3]) await people.getByRole('button', { name: '陈志远：立场进一步' }).click()
  await expect(balance).toContainText('有利')
  await expect(balance).toContainText('照你试的改法')
  await expect(page.getByRole('region', { name: '最该做工作的人' })).toBeVisible()
  await page.getByRole('button', { name: '看推算过程' }).click()
  await expect(page.getByRole('columnheader', { name: '主要听谁的' })).toBeVisible()
  await expect(page.getByText('Friedkin')).toBeVisible()
  await expectAccessible(page)
  await people.getByRole('button', { name: '全部还原' }).click()
  await expect(balance).toContainText('还说不准')
})

test('a relationship is put on the matrix with its target and what comes next', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'a phone: on a desk the same sheets stand wider')
  await openChain(page, 'matrix')
  await page
    .getByRole('button', { name: /与杨帆/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog')
  await choose(sheet, '现在到哪一步', '可信来源')
  await choose(sheet, '想到哪一步', '问题解决者')
  await sheet.getByLabel('下一步做什么').fill('下周陪他看一次换型')
  await sheet.getByRole('button', { name: '记下来' }).click()
  await expect(sheet).toBeHidden()
  await expect(page.getByText('下周陪他看一次换型')).toBeVisible()
  if (isMobile) await expectNoOverflow(page)
  await expectAccessible(page)
})

test('what changed is told as a list and as a picture; an earlier day shows an earlier map', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a desk: on a phone the same, narrower')
  const id = await openChain(page, 'changes')
  await page.getByRole('button', { name: '近一个月' }).click()
  await expect(page.getByText(/处变化/)).toBeVisible()
  await expect(page.getByText('部门“采购中心”从财务部划到集团管理层')).toBeVisible()
  await expect(page.getByText('赵亮上任采购总监')).toBeVisible()
  await expect(page.getByText(/王磊（示例）/).first()).toBeVisible()
  await page.getByRole('button', { name: '看图', exact: true }).click()
  await expect(page.getByRole('application')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/accounts/${id}?tab=chain&view=map&on=2020-01-01`)
  await expect(page.getByText(/这是 2020年1月1日.*的样子，只能看/)).toBeVisible()
  await expect(page.getByRole('button', { name: '编辑组织图' })).toHaveCount(0)
  await page.getByRole('button', { name: '回到现在' }).click()
  await expect(page.getByRole('button', { name: '编辑组织图' })).toBeVisible()
})

test('a cell of the white space takes an answer, and keeps what was believed before', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a desk: on a phone the same, narrower')
  const id = await openChain(page, 'map')
  await page.goto(`/accounts/${id}?tab=rivals`)
  await page.getByRole('button', { name: /^采购中心.*恒温无菌灌装线 X200/ }).click()
  const sheet = page.getByRole('dialog')
  await choose(sheet, '这里现在用谁的？', '没有用')
  await sheet.getByRole('button', { name: '记下来' }).click()
  await expect(sheet).toBeHidden()
  const cell = page.getByRole('button', { name: /^采购中心.*恒温无菌灌装线 X200.*没有用/ })
  await cell.click()
  await expect(sheet.getByRole('list', { name: '以前怎么看' })).toContainText('没有用')
  await page.keyboard.press('Escape')
  if (isMobile) await expectNoOverflow(page)
  await expectAccessible(page)
})
