import type { Browser, BrowserContext, Page } from '@playwright/test'
import { request } from '@playwright/test'
import { v7 } from 'uuid'
import { expect, expectFit, test } from './support/journey.ts'
import { post } from './support/people.ts'
import { startServer, type TestServer } from './support/server.ts'
import { chip, openAnew, toStage } from './support/visit.ts'

// From an empty machine to the second visit: set up, bring the customers in, walk one visit from A to H on a phone, and
// what the others see of it. On a server of its own, since only an empty one can be set up.

const ACCOUNTS = `客户名称,行业,地区,员工人数
华东电力集团,能源,上海,12000
滨江水务有限公司,能源,杭州,800
`
const PEOPLE = `姓名,公司,职务,手机
陈立新,滨江水务有限公司,总工程师,13800000001
周敏,滨江水务有限公司,采购经理,13800000002
`
const PASSWORD = 'a river under the ice 3'

let server: TestServer
test.beforeAll(async ({ isMobile }) => {
  if (isMobile) server = await startServer()
})
test.afterAll(() => server?.stop())

test('from the first run to the next visit, on a phone', async ({ page, browser, isMobile, context }) => {
  test.skip(!isMobile, 'the rep walks with a phone; the desk shows the same screens')
  test.setTimeout(240_000)
  let visitAddress = ''
  const phones: BrowserContext[] = []

  await test.step('the first who comes sets the company up', async () => {
    await page.goto(server.address)
    await expect(page).toHaveURL(/\/setup$/)
    await expectFit(page)
    await page.getByLabel('公司名称').fill('远航自动化')
    await page.getByLabel('你的姓名').fill('沈佳')
    await page.getByLabel('邮箱').fill('shen@yuanhang.example')
    await page.getByLabel(/^密码/).fill(PASSWORD)
    await page.getByRole('switch', { name: '带上示例故事' }).setChecked(false)
    await page.getByRole('button', { name: '创建并开始' }).click()
    await expect(
      page.getByRole('heading', { name: '先把一位客户放进来' }).or(page.locator('h1')),
    ).toBeVisible()
    await expect(page).toHaveURL(`${server.address}/`)
  })

  const office = await request.newContext({
    baseURL: server.address,
    storageState: await context.storageState(),
  })
  const supervisor = await join(page, browser, phones, '赵岩', '销售主管')
  const service = await join(page, browser, phones, '罗晴', '服务人员')
  const { items: members } = await (await office.get('/api/members')).json()
  await post(office, '/api/teams', {
    id: v7(),
    name: '华东组',
    parentId: null,
    supervisorId: members.find((one: { name: string }) => one.name === '赵岩').id,
  })
  await post(office, '/api/products', { id: v7(), name: '在线水质监测仪 W3' })
  const rep = await join(page, browser, phones, '林晓', '销售', '华东组')

  await test.step('the rep brings her customers and their people in', async () => {
    await rep.goto(`${server.address}/import`)
    await rep.getByRole('button', { name: '导入文件' }).click()
    await rep.locator('input[type=file]').setInputFiles([
      { name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from(ACCOUNTS) },
      { name: '联系人.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) },
    ])
    await expect(rep.getByRole('button', { name: '移除 联系人.csv' })).toBeVisible()
    const next = rep.getByRole('button', { name: '下一步', exact: true })
    for (const step of ['对列', '答疑', '预览']) {
      await next.click()
      await expect(
        rep.getByRole('navigation', { name: '导入的步骤' }).locator('[aria-current=step]'),
      ).toContainText(step)
    }
    await expect(rep.getByText('陈立新')).toBeVisible()
    await rep.getByRole('button', { name: '导入 4 行' }).click()
    await expect(rep.getByText('导入完成')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('she opens the customer and plans a visit in under a minute', async () => {
    await rep.goto(`${server.address}/accounts`)
    await rep.getByRole('link', { name: /滨江水务有限公司/ }).click()
    await expect(rep.getByRole('heading', { level: 1 })).toHaveText('滨江水务有限公司')
    await rep
      .getByRole('link', { name: /安排拜访|新建拜访/ })
      .first()
      .click()
    // Late today: of the hours to tap some are gone by the afternoon, and tomorrow may be another week on the board.
    await chip(rep, '时间', '其他时间').click()
    await rep.getByLabel('拜访时间').fill(`${shanghaiDay()}T23:30`)
    await chip(rep, '见谁', /陈立新/).click()
    await chip(rep, '这次要达成什么', '沟通解决方案').click()
    await rep.getByRole('textbox', { name: '具体一点' }).fill('定下样机试用的时间和负责人')
    await rep.getByRole('textbox', { name: '最好' }).fill('当场签试用协议')
    await rep.getByRole('textbox', { name: '至少' }).fill('约好周三看现场')
    await rep.getByRole('button', { name: '安排拜访' }).click()
    await expect(rep).toHaveURL(/\/visits\/[0-9a-f-]{36}/)
    visitAddress = new URL(rep.url()).pathname
    await expect(rep.getByRole('textbox', { name: '至少' })).toHaveValue('约好周三看现场')
  })

  await test.step('B: what to take along is noted, and the preparing is done', async () => {
    await rep.getByRole('textbox', { name: '要带的、要办的' }).fill('带两台样机')
    await rep.keyboard.press('Enter')
    await expect(rep.getByText('带两台样机')).toBeVisible()
    await rep.getByRole('button', { name: '准备好了' }).click()
    await expect(rep.getByRole('button', { name: '退回准备' })).toBeVisible()
    await openAnew(rep)
    await toStage(rep, '准备')
    await expect(rep.getByText('带两台样机')).toBeVisible()
  })

  await test.step('C: the visit starts, and the first sentence is kept', async () => {
    await rep.getByRole('button', { name: '开始拜访' }).click()
    await expect(rep.getByRole('navigation', { name: '拜访阶段' }).locator('[aria-current=step]')).toHaveText(
      /开场$/,
    )
    await rep.getByRole('textbox', { name: '第一句话' }).fill('上次您提到停水的事，我们回去测过了。')
    await rep.keyboard.press('Tab')
    await openAnew(rep)
    await expect(rep.getByRole('textbox', { name: '第一句话' })).toHaveValue(
      '上次您提到停水的事，我们回去测过了。',
    )
  })

  await test.step('D: his own words, and what lies beneath them', async () => {
    await toStage(rep, '发现需求')
    await rep.getByRole('textbox', { name: '他的原话' }).fill('你们比别家贵一成')
    await rep.getByRole('button', { name: '记下', exact: true }).click()
    await expect(rep.getByText('你们比别家贵一成').first()).toBeVisible()
    await chip(rep, '在哪一层', '隐性').click()
    await rep.getByRole('textbox', { name: '背后是什么问题' }).fill('今年维修费超了预算')
    await rep.getByRole('combobox', { name: '压在哪一条下面' }).selectOption({ label: '你们比别家贵一成' })
    await rep.getByRole('button', { name: '记下', exact: true }).click()
    await expect(rep.getByText('今年维修费超了预算').first()).toBeVisible()
    await openAnew(rep)
    await expect(rep.getByText('今年维修费超了预算').first()).toBeVisible()
  })

  await test.step('E: a product is held against the need', async () => {
    await toStage(rep, '匹配')
    const need = rep.getByRole('region', { name: '你们比别家贵一成' })
    const head = need.getByRole('button', { name: /你们比别家贵一成/ })
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click()
    const product = need.getByRole('button', { name: '在线水质监测仪 W3' })
    if ((await product.getAttribute('aria-pressed')) === 'false') await product.click()
    await need.getByRole('button', { name: '部分满足', exact: true }).click()
    await expect(need.getByText('部分满足').first()).toBeVisible()
    await openAnew(rep)
    await expect(
      rep.getByRole('region', { name: '你们比别家贵一成' }).getByText('部分满足').first(),
    ).toBeVisible()
  })

  await test.step('F: an objection, answered by one of the five methods', async () => {
    await toStage(rep, '异议')
    await rep.getByRole('button', { name: '记一条异议' }).click()
    const noted = rep.getByRole('dialog', { name: '记一条异议' })
    await noted.getByRole('textbox', { name: '他的原话' }).fill('换供应商要停水两天')
    await noted.getByRole('button', { name: '风险', exact: true }).click()
    await noted.getByRole('button', { name: '存下来' }).click()
    await expect(noted).toBeHidden()
    await rep.getByRole('button', { name: /^同感法/ }).click()
    const answer = rep.getByRole('dialog', { name: '同感法' })
    await answer.getByRole('textbox', { name: /^理解/ }).fill('您担心停水')
    await answer.getByRole('textbox', { name: /^感受/ }).fill('别的水厂一开始也担心')
    await answer.getByRole('textbox', { name: /^新发现/ }).fill('分段切换，一小时都没停')
    await answer.getByRole('button', { name: '管用', exact: true }).click()
    await answer.getByRole('button', { name: '存下来' }).click()
    await expect(answer).toBeHidden()
    await openAnew(rep)
    await expect(rep.getByText('换供应商要停水两天')).toBeVisible()
    await expect(rep.getByText(/分段切换，一小时都没停/)).toBeVisible()
  })

  await test.step('G: a commitment is asked for, noted, and the visit judged by it', async () => {
    await toStage(rep, '收场')
    await rep.getByRole('button', { name: '直接请求', exact: true }).click()
    await rep.getByRole('textbox', { name: '我怎么说的' }).fill('周三让工程师来看现场，行吗？')
    await chip(rep, '他的反应', '答应了').click()
    await rep.getByRole('button', { name: '记下来' }).click()
    await expect(rep.getByText('周三让工程师来看现场，行吗？')).toBeVisible()
    await rep.getByRole('button', { name: '记客户的承诺' }).click()
    const promise = rep.getByRole('dialog', { name: '记客户的承诺' })
    await promise.getByRole('textbox', { name: '做什么' }).fill('周三安排设备科看现场')
    const due = promise.getByRole('button', { name: '一周内' })
    if ((await due.getAttribute('aria-pressed')) === 'false') await due.click()
    await promise.getByRole('button', { name: '存下来' }).click()
    await expect(promise).toBeHidden()
    await rep.getByRole('button', { name: '进展', exact: true }).click()
    await rep.getByRole('button', { name: '定下结果' }).click()
    await expect(rep.getByText(/^进展 · 林晓/)).toBeVisible()
    await openAnew(rep)
    await expect(rep.getByText('周三安排设备科看现场')).toBeVisible()
    await expect(rep.getByText(/^进展 · 林晓/)).toBeVisible()
  })

  await test.step('H: the record, and with it the next visit', async () => {
    await rep.getByRole('button', { name: /结束/ }).click()
    await chip(rep, '定下样机试用的时间和负责人', '部分').click()
    await chip(rep, '陈立新', '见到').click()
    await rep.getByRole('textbox', { name: '有什么变化' }).fill('陈总工从观望变成支持')
    await chip(rep, '时间', '三天后 10:00').click()
    await rep.getByRole('button', { name: '记录并安排下一次' }).click()
    await expect(rep.getByText(/林晓 于 .* 完成记录/)).toBeVisible()
    await openAnew(rep)
    await expect(rep.getByRole('textbox', { name: '有什么变化' })).toHaveValue('陈总工从观望变成支持')
    await rep.goto(`${server.address}/visits`)
    // The one just recorded had been planned for tonight and may be listed too.
    const planned = rep
      .getByRole('main')
      .getByRole('link', { name: /滨江水务有限公司/ })
      .filter({ hasText: '待准备' })
    await expect(planned).toHaveCount(1)
    await expect(planned).toContainText('定下样机试用的时间和负责人')
  })

  await test.step('the supervisor sees it on the board, reads the record and answers', async () => {
    await supervisor.goto(`${server.address}/boards`)
    await expect(supervisor.getByRole('heading', { name: '林晓' })).toBeVisible()
    await supervisor
      .getByRole('main')
      .getByRole('link', { name: /^进展\s*1/ })
      .first()
      .click()
    await expect(supervisor).toHaveURL(/\/boards\/records/)
    await supervisor
      .getByRole('link', { name: /滨江水务有限公司/ })
      .first()
      .click()
    await expect(supervisor).toHaveURL(new RegExp(visitAddress))
    await toStage(supervisor, '记录')
    await expect(supervisor.getByText('陈总工从观望变成支持')).toBeVisible()
    await supervisor.getByRole('textbox', { name: '点评' }).fill('问到了预算，很好；下次把财务也约上。')
    await supervisor.getByRole('button', { name: '点评', exact: true }).click()
    await expect(supervisor.getByText('问到了预算，很好；下次把财务也约上。')).toBeVisible()
    await rep.goto(`${server.address}${visitAddress}?stage=record`)
    await expect(rep.getByText('问到了预算，很好；下次把财务也约上。')).toBeVisible()
  })

  await test.step('service staff find the customer, and nothing of the selling', async () => {
    const { accountId } = await (await rep.request.get(`${server.address}/api${visitAddress}`)).json()
    const serviceId = members.find((one: { name: string }) => one.name === '罗晴').id
    const added = await rep.request.put(`${server.address}/api/accounts/${accountId}/team/${serviceId}`, {
      data: { access: 'read' },
      headers: { 'idempotency-key': v7() },
    })
    expect(added.ok(), await added.text()).toBe(true)
    await service.goto(`${server.address}/accounts/${accountId}`)
    await expect(service.getByRole('heading', { level: 1 })).toHaveText('滨江水务有限公司')
    for (const hidden of ['决策链', '竞争', '拜访', '组织与人'])
      await expect(service.getByRole('tab', { name: hidden })).toHaveCount(0)
    await service.goto(`${server.address}${visitAddress}`)
    await expect(service.getByText('陈总工从观望变成支持')).toHaveCount(0)
    expect((await service.request.get(`${server.address}/api${visitAddress}`)).status()).toBe(403)
  })

  await office.dispose()
  for (const phone of phones) await phone.close()
})

function shanghaiDay(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** Invites somebody on the page, and lets them join on a phone of their own by the link shown. */
async function join(
  page: Page,
  browser: Browser,
  phones: BrowserContext[],
  name: string,
  role: string,
  team?: string,
): Promise<Page> {
  await page.goto(`${server.address}/members?tab=invitations`)
  await page.getByRole('button', { name: '邀请同事' }).first().click()
  const sheet = page.getByRole('dialog', { name: '邀请同事' })
  await sheet.getByRole('textbox', { name: '邮箱' }).fill(`${v7()}@yuanhang.example`)
  await sheet.getByRole('textbox', { name: '姓名（选填）' }).fill(name)
  await sheet.getByRole('button', { name: role, exact: true }).click()
  if (team) await sheet.getByRole('combobox', { name: '团队' }).selectOption({ label: team })
  await sheet.getByRole('button', { name: '生成邀请' }).click()
  const link = (await page.getByRole('status', { name: '邀请链接' }).textContent())?.trim() ?? ''
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  phones.push(context)
  const phone = await context.newPage()
  await phone.goto(link)
  await expect(phone.getByText('远航自动化')).toBeVisible()
  await phone.getByLabel(/^设一个密码/).fill(PASSWORD)
  await phone.getByRole('button', { name: '加入' }).click()
  await expect(phone).toHaveURL(`${server.address}/`)
  return phone
}
