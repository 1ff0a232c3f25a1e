import { expect, expectAccessible, expectFit, expectNoOverflow, test } from './support/journey.ts'
import { ADMINISTRATOR, newMember, signIn } from './support/people.ts'

const RAIL = '[data-layout="desk"]'
const BOTTOM = '[data-layout="phone"]'

test('a stranger is asked to sign in, and comes to where he wanted to go', async ({ page }) => {
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in\?back=%2Fsettings$/)
  await expectFit(page)
  await page.getByLabel('邮箱').fill(ADMINISTRATOR.email)
  await page.getByLabel(/^密码/).fill(ADMINISTRATOR.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
})

test.describe('signed in', () => {
  test.beforeEach(({ page }) => signIn(page, ADMINISTRATOR))

  test('the places of the work are one press away, on a phone at the bottom', async ({ page, isMobile }) => {
    await page.goto('/settings')
    const navigation = page.locator(isMobile ? BOTTOM : RAIL)
    await expect(navigation).toBeVisible()
    await expect(page.locator(isMobile ? RAIL : BOTTOM)).toBeHidden()
    await navigation.getByRole('link', { name: '客户' }).click()
    await expect(page).toHaveURL(/\/accounts$/)
    await expect(navigation.getByRole('link', { name: '客户' })).toHaveAttribute('aria-current', 'page')
  })

  test('another page takes the focus to its heading, and its name to the tab', async ({ page }) => {
    await page.goto('/settings')
    await expect(page).toHaveTitle(/我的设置/)
    await page.getByRole('button', { name: `${ADMINISTRATOR.name}的菜单` }).click()
    await page.getByRole('link', { name: '成员与团队' }).and(page.locator(':not(#main *)')).click()
    await expect(page).toHaveTitle(/成员与团队/)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('an address nobody has says so', async ({ page }) => {
    await page.goto('/nowhere/at/all')
    await expect(page.getByRole('heading', { name: '这里什么也没有' })).toBeVisible()
    await expectFit(page)
  })

  test('the language stays after a reload', async ({ page }) => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'EN, English' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My settings')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('button', { name: '中文', exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  })

  test('the dark looks are as readable', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto('/settings')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: `${ADMINISTRATOR.name}的菜单` }).click()
    await expectAccessible(page)
    await expectNoOverflow(page)
  })

  test('without network one is told so, and nothing else breaks', async ({ page, context }) => {
    await page.goto('/settings')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await context.setOffline(true)
    await expect(page.getByText('当前没有网络')).toBeVisible()
    await expectNoOverflow(page)
    await context.setOffline(false)
    await expect(page.getByText('当前没有网络')).toBeHidden()
  })

  test('a session that ends in the middle of the work leaves the page and what was typed', async ({
    page,
    context,
  }) => {
    const member = await newMember('rep', '周末')
    await signIn(page, member)
    await page.goto('/settings')
    const name = page.getByRole('textbox', { name: '姓名' })
    await expect(name).toHaveValue('周末')
    await context.clearCookies()
    await name.fill('周末末')
    await page.keyboard.press('Tab')
    await expect(page.getByText('登录已失效', { exact: true })).toBeVisible()
    await expect(name).toHaveValue('周末末')
    const [again] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: '重新登录' }).click(),
    ])
    await again.getByLabel('邮箱').fill(member.email)
    await again.getByLabel(/^密码/).fill(member.password)
    await again.keyboard.press('Enter')
    await expect(again).not.toHaveURL(/sign-in/)
    await page.bringToFront()
    await page.getByRole('button', { name: '我已登录' }).click()
    await expect(page.getByText('登录已失效', { exact: true })).toBeHidden()
    await expect(name).toHaveValue('周末末')
  })

  test('signing out forgets the way back in', async ({ page }) => {
    await page.goto('/settings')
    await page.getByRole('button', { name: `${ADMINISTRATOR.name}的菜单` }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await page.goto('/settings')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
