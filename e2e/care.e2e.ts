import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'
import { newMember, post, signedInApi, signIn } from './support/people.ts'

test('service staff begin with what was promised to customers, and one tap says it was done', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a desk: on a phone the same, narrower')
  const [rep, service] = [await newMember('rep', '林晓'), await newMember('service', '何静')]
  const api = await signedInApi(rep)
  const serving = await signedInApi(service)
  const { member } = await (await serving.get('/api/me')).json()
  const accountId = v7()
  const account = `滨海乳业 ${accountId.slice(-4)}`
  await post(api, '/api/accounts', { id: accountId, name: account })
  await post(api, `/api/accounts/${accountId}/service-items`, {
    id: v7(),
    what: '旧线每季度免费点检',
    frequency: 'quarterly',
    startsOn: new Date().toISOString().slice(0, 10),
    ownerId: member.id,
  })
  await api.dispose()

  await signIn(page, service)
  await page.goto('/')
  await expect(page.getByText('旧线每季度免费点检')).toBeVisible()
  await expectAccessible(page)
  await expectNoOverflow(page)
  // Nothing of the selling is offered.
  await expect(page.getByRole('link', { name: '拜访' })).toHaveCount(0)
  await page.getByRole('button', { name: '做完了' }).click()
  await expect
    .poll(
      async () =>
        (await (await serving.get(`/api/accounts/${accountId}/service-items`)).json()).items[0].doneCount,
    )
    .toBe(1)
  await page.getByRole('link', { name: account }).click()
  await expect(page.getByRole('tab', { name: '服务' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tab', { name: '决策链' })).toHaveCount(0)
  await expect(page.getByText('做过 1 次')).toBeVisible()
  await serving.dispose()
})
