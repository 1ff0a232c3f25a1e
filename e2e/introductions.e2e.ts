import { v7 } from 'uuid'
import { expect, expectFit, test } from './support/journey.ts'
import { type Credentials, newMember, post, signedInApi, signIn } from './support/people.ts'

// Ties in two taps, a tie the dossiers suggest, and the way to somebody: asked for, refused, gone round, made the aim of a visit.

let rep: Credentials
test.beforeEach(async () => {
  rep = await newMember('rep', '林晓')
})

test('a rep notes who is close to whom, and finds the way to the top', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a phone: on a desk the same sheets stand wider')
  const [account, project, boss, bridge, other] = [v7(), v7(), v7(), v7(), v7()]
  const api = await signedInApi(rep)
  await post(api, '/api/accounts', { id: account, name: `滨江水务 ${account.slice(-4)}` })
  for (const [id, name, title] of [
    [boss, '陈立新', '总经理'],
    [bridge, '何工', '总工程师'],
    [other, '唐敏', '财务总监'],
  ])
    await post(api, `/api/accounts/${account}/people`, { id, name, title })
  await post(api, '/api/projects', { id: project, accountId: account, name: '泵站改造' })
  for (const personId of [bridge, other])
    await post(api, `/api/projects/${project}/claims`, {
      id: v7(),
      personId,
      confidence: 'stated',
      source: { kind: 'note', note: '' },
      claim: {
        attribute: 'relationship',
        aboutMemberId: (await (await api.get('/api/me')).json()).member.id,
        value: { current: 'trusted_advisor', target: null },
      },
    })
  for (const [personId, school] of [
    [boss, '河海大学'],
    [other, '河海大学（水利学院）'],
  ])
    await post(api, `/api/people/${personId}/facts`, {
      id: v7(),
      field: 'schools',
      value: { shape: 'school', school, from: 1990, to: 1994 },
    })
  await signIn(page, rep)

  // Nobody leads there yet, but a dossier hints at somebody.
  await page.goto(`/people/${boss}/introductions`)
  await expect(page.getByRole('heading', { name: '还没有人能把我们引到陈立新面前' })).toBeVisible()
  await expect(page.getByText('可能是陈立新的校友')).toBeVisible()
  await expectFit(page)

  // Two taps: the kind, then the person.
  await page.goto(`/people/${bridge}`)
  const kinds = page.getByRole('group', { name: '何工和谁有关系？先点关系，再点人' })
  await kinds.getByRole('button', { name: '朋友' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '陈立新 · 总经理' }).click()
  await expect(page.getByText('已记下：何工 朋友 陈立新')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '陈立新' })).toContainText('朋友')

  // What the dossiers suggest, confirmed with one.
  await page.goto(`/people/${boss}`)
  await page.getByRole('button', { name: '资料里看出 1 条可能的关系' }).click()
  await expect(page.getByText('陈立新和唐敏可能是校友')).toBeVisible()
  await expectFit(page)
  await page.getByRole('button', { name: '是的', exact: true }).click()
  await expect(page.getByText('由个人资料推断')).toBeVisible()

  await page.getByRole('link', { name: '怎么认识他' }).click()
  await expect(page.getByText('林晓出面，经何工引荐。')).toBeVisible()
  await expectFit(page)

  // He will not: the way goes round him, until it is taken back.
  await page.getByRole('button', { name: '他不愿引荐' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '记下，绕开他' }).click()
  await expect(page.getByText('何工不愿引荐陈立新。现在最好走的是：林晓出面，经唐敏引荐。')).toBeVisible()
  await page.getByRole('button', { name: '收回', exact: true }).click()
  await expect(page.getByText('林晓出面，经何工引荐。')).toBeVisible()

  // One of ours would rather not go to him: the way goes over the other, and back.
  await page.getByRole('button', { name: '我不便出面' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '记下，绕开他' }).click()
  await expect(page.getByText('林晓不愿出面找何工。现在最好走的是：林晓出面，经唐敏引荐。')).toBeVisible()
  await expectFit(page)
  await page.getByRole('button', { name: '还是走他这条路' }).click()
  await expect(page.getByText('林晓出面，经何工引荐。')).toBeVisible()

  await page.getByRole('link', { name: '请何工引荐' }).first().click()
  await expect(page).toHaveURL(/\/visits\/new\?/)
  await expect(page.getByLabel('具体一点')).toHaveValue('请何工引荐我们认识陈立新')
})
