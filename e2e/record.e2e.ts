import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, test } from './support/journey.ts'
import { type Credentials, newMember, post, signedInApi, signIn } from './support/people.ts'
import { chip, openAnew } from './support/visit.ts'

let rep: Credentials
let visitId: string
const buyer = { id: v7(), name: '赵亮', title: '采购总监' }
const engineer = { id: v7(), name: '张建国', title: '设备部长' }

test.beforeAll(async () => {
  rep = await newMember('rep', '林晓')
  const api = await signedInApi(rep)
  const [accountId, projectId] = [v7(), v7()]
  visitId = v7()
  await post(api, '/api/accounts', { id: accountId, name: `滨海乳业 ${accountId.slice(-4)}` })
  for (const person of [buyer, engineer]) await post(api, `/api/accounts/${accountId}/people`, person)
  await post(api, '/api/projects', { id: projectId, accountId, name: '灌装线' })
  await post(api, '/api/visits', {
    id: visitId,
    accountId,
    projectId,
    plannedAt: new Date().toISOString(),
    personIds: [buyer.id, engineer.id],
  })
  await api.dispose()
})

test('what was learnt about people is kept one tap at a time, with the visit as its source', async ({
  page,
  isMobile,
}) => {
  test.skip(!isMobile, 'a record is made with a thumb')
  await signIn(page, rep)
  const learnt = async (personId: string) => {
    const answer = await (await page.request.get(`/api/visits/${visitId}/learnt`)).json()
    return answer.people.find((person: { personId: string }) => person.personId === personId)
  }
  await page.goto(`/visits/${visitId}?stage=record`)
  await page.getByRole('button', { name: '都见到了' }).click()
  const card = (name: string) => page.getByRole('region', { name: `${name}的立场、角色和关系` })

  // A title only decides what is offered first; nothing is kept before it is tapped.
  const roles = card(buyer.name).getByRole('group', { name: '采购角色' })
  await expect(roles.getByRole('button').first()).toHaveText('采购者')
  await expect(roles.locator('[aria-pressed=true]')).toHaveCount(0)
  await roles.getByRole('button', { name: '采购者' }).click()
  await expect
    .poll(() => learnt(buyer.id))
    .toMatchObject({ roles: ['purchaser'], learntHere: ['buying_roles'] })

  await card(engineer.name).getByRole('button', { name: '偏支持' }).click()
  await card(engineer.name).getByRole('button', { name: '更支持了' }).click()
  await expect.poll(() => learnt(engineer.id)).toMatchObject({ stance: 3, learntHere: ['stance'] })
  await card(engineer.name).getByRole('button', { name: '更反对了' }).click()
  await expect.poll(async () => (await learnt(engineer.id)).stance).toBe(1)
  await page.getByRole('button', { name: '撤销' }).last().click()
  await expect.poll(async () => (await learnt(engineer.id)).stance).toBe(3)

  await page.getByRole('button', { name: '谁和谁的关系' }).click()
  const sheet = page.getByRole('dialog')
  await chip(page, /^谁$/, engineer.name).click()
  await chip(page, '怎样', '听他的').click()
  await chip(page, /^对谁$/, buyer.name).click()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '记下' }).click()
  await expect(sheet).toBeHidden()
  await expect
    .poll(async () => (await (await page.request.get(`/api/people/${engineer.id}/ties`)).json()).items)
    .toMatchObject([{ kind: 'listens_to', toName: buyer.name, source: { kind: 'visit', id: visitId } }])

  await openAnew(page)
  await expect(card(buyer.name).getByRole('button', { name: '采购者' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(card(engineer.name)).toContainText('这次记下了')
  await expectAccessible(page)
  await expectNoOverflow(page)
})
