import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, switchLanguage, test } from './support/journey.ts'
import { type Credentials, newMember, post, signedInApi, signIn } from './support/people.ts'

// A chain started from the last purchase's, and a stance the rep decides with a few plain answers, on a phone and a desk.

let rep: Credentials
test.beforeEach(async () => {
  rep = await newMember('rep', '林晓')
})

test('a belief carried over is judged anew with four answers, and both stay readable', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'a phone: on a desk the same sheets stand wider')
  const [account, person, first, second] = [v7(), v7(), v7(), v7()]
  const api = await signedInApi(rep)
  await post(api, '/api/accounts', { id: account, name: `滨江水务 ${account.slice(-4)}` })
  await post(api, `/api/accounts/${account}/people`, { id: person, name: '陈立新', title: '总工程师' })
  await post(api, '/api/projects', { id: first, accountId: account, name: '一期改造' })
  await post(api, '/api/projects', { id: second, accountId: account, name: '二期改造' })
  await post(api, `/api/projects/${first}/claims`, {
    id: v7(),
    personId: person,
    confidence: 'stated',
    source: { kind: 'note', note: '一期评审会上' },
    claim: { attribute: 'stance', value: -2 },
  })
  await signIn(page, rep)

  await page.goto(`/accounts/${account}?tab=chain&view=list`)
  await expect(page.getByText('“一期改造”的决策链上有 1 个人')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: '搬过来' }).click()
  await expect(page.getByText('搬来 1 人、1 条看法')).toBeVisible()
  await expect(page.getByText('链上 1 人')).toBeVisible()

  await page.getByRole('button', { name: /^陈立新 .*总工程师/ }).click()
  const sheet = page.getByRole('dialog')
  const stance = sheet.getByRole('button', { name: /^立场/ })
  await expect(stance).toContainText('偏反对')
  await stance.click()
  await expectAccessible(page)
  await expectNoOverflow(page)

  await sheet.getByRole('button', { name: '帮我判断' }).and(sheet.locator('[class*=rowBody] *')).click()
  await expect(sheet.getByRole('heading', { name: '最近一次会上，他替谁说话？' })).toBeFocused()
  await expectAccessible(page)
  await expectNoOverflow(page)
  for (const answer of ['替我们', '引荐过人，或给过内部消息', '他有功，或者省心', '我在场看到的'])
    await sheet.getByRole('button', { name: answer }).click()
  await expect(sheet.getByRole('heading', { name: '拥护 +5' })).toBeVisible()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '就这样记' }).click()

  const history = sheet.getByRole('region', { name: '立场：以前怎么看' })
  const beliefs = history.getByRole('listitem')
  await expect(beliefs).toHaveCount(2)
  await expect(beliefs.first()).toContainText('拥护 +5')
  await expect(beliefs.first()).toContainText('会上替谁说话：替我们')
  await expect(beliefs.last()).toContainText('偏反对 −2')
  await expect(beliefs.last()).toContainText('沿用“一期改造”的决策链')
  await expect(stance).toContainText('拥护')

  await page.keyboard.press('Escape')
  await switchLanguage(page, 'en')
  await page.getByRole('button', { name: /^陈立新 .*总工程师/ }).click()
  await expect(sheet.getByRole('button', { name: /^Stance/ })).toContainText('Champion')
  await expectNoOverflow(page)
})

test('what the chain lacks becomes the aim of the next visit', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a desk: on a phone the same, narrower')
  const [account, project] = [v7(), v7()]
  const api = await signedInApi(rep)
  await post(api, '/api/accounts', { id: account, name: `东港机械 ${account.slice(-4)}` })
  await post(api, `/api/accounts/${account}/people`, { id: v7(), name: '吴凡' })
  await post(api, '/api/projects', { id: project, accountId: account, name: '产线扩建' })
  await signIn(page, rep)
  await page.goto(`/accounts/${account}?tab=chain&view=list`)
  const finding = page.getByRole('listitem').filter({ hasText: '不知道谁拍板' })
  await expect(finding).toContainText('谁能一票否决')
  await finding.getByRole('link', { name: '作为下次拜访的目标' }).click()
  await expect(page).toHaveURL(/\/visits\/new\?.*grew=finding/)
  const written = () =>
    page.getByRole('textbox').evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value))
  await expect.poll(written).toContain('弄清这次采购最后谁拍板')
})
