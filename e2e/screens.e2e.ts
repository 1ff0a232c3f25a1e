import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import { v7 } from 'uuid'
import {
  expect,
  expectAccessible,
  expectNoOverflow,
  heedErrors,
  switchLanguage,
  test,
} from './support/journey.ts'
import { ADMINISTRATOR, post, serverAddress, signedInApi } from './support/people.ts'
import { goOn, listen, otherLanguage, programText, reading, standing } from './support/reading.ts'

// Every screen of the product, filled with the sample story: readable in both languages, on both devices, for everybody.

interface Ids {
  account: string
  person: string
  project: string
  product: string
  proof: string
  rival: string
  member: string
  planned: string
  recorded: string
  import: string
}

const TABS = ['overview', 'organisation', 'chain', 'needs', 'projects', 'rivals', 'visits', 'care'] as const
/** Ways to see the decision chain. */
const VIEWS = ['map', 'list', 'matrix', 'whatif', 'changes'] as const
const STAGES = ['prepare', 'open', 'discover', 'match', 'objections', 'close', 'record'] as const

/** Each address with the screen it shows. A screen in no line here fails the test below. */
const SIGNED_IN: readonly [screen: string, address: (ids: Ids) => string][] = [
  ['/', () => '/'],
  ['/accounts', () => '/accounts'],
  ['/accounts/new', () => '/accounts/new'],
  ...TABS.filter((tab) => tab !== 'chain').map((tab): [string, (ids: Ids) => string] => [
    '/accounts/$accountId',
    (ids) => `/accounts/${ids.account}?tab=${tab}`,
  ]),
  ...VIEWS.map((view): [string, (ids: Ids) => string] => [
    '/accounts/$accountId',
    (ids) => `/accounts/${ids.account}?tab=chain&view=${view}`,
  ]),
  ['/accounts/$accountId', (ids) => `/accounts/${ids.account}?tab=chain&view=map&on=2020-01-01`],
  ['/people/$personId', (ids) => `/people/${ids.person}`],
  ['/people/$personId/introductions', (ids) => `/people/${ids.person}/introductions`],
  ['/reveals', () => '/reveals'],
  ['/projects', () => '/projects'],
  ['/projects/$projectId', (ids) => `/projects/${ids.project}`],
  ['/rivals', () => '/rivals'],
  ['/rivals/$rivalId', (ids) => `/rivals/${ids.rival}`],
  ['/visits', () => '/visits'],
  ['/visits', () => '/visits?tab=past'],
  ['/visits/new', () => '/visits/new'],
  ['/visits/new', (ids) => `/visits/new?account=${ids.account}`],
  ...STAGES.flatMap((stage): [string, (ids: Ids) => string][] => [
    ['/visits/$visitId', (ids) => `/visits/${ids.planned}?stage=${stage}`],
    ['/visits/$visitId', (ids) => `/visits/${ids.recorded}?stage=${stage}`],
  ]),
  ['/library', () => '/library'],
  ['/library/proofs/new', () => '/library/proofs/new'],
  ['/library/proofs/$proofId', (ids) => `/library/proofs/${ids.proof}`],
  ['/library/playbook', () => '/library/playbook'],
  ['/products', () => '/products'],
  ['/products/$productId', (ids) => `/products/${ids.product}`],
  ['/search', () => '/search?q=云岭'],
  ['/care', () => '/care'],
  ['/boards', () => '/boards?period=month'],
  ['/boards/records', () => '/boards/records?figure=planned&period=quarter'],
  ['/boards/approvals', () => '/boards/approvals'],
  ['/import', () => '/import'],
  ...(['files', 'columns', 'questions', 'preview'] as const).map((step): [string, (ids: Ids) => string] => [
    '/import/$importId',
    (ids) => `/import/${ids.import}?step=${step}`,
  ]),
  ['/members', () => '/members'],
  ['/members', () => '/members?tab=people'],
  ['/members', () => '/members?tab=invitations'],
  ['/members/$memberId', (ids) => `/members/${ids.member}`],
  ['/settings', () => '/settings'],
  ['/settings/organisation', () => '/settings/organisation'],
  ['/settings/visit-kinds', () => '/settings/visit-kinds'],
  ['/settings/closing-methods', () => '/settings/closing-methods'],
  ['/settings/dossier-fields', () => '/settings/dossier-fields'],
  ['/audit', () => '/audit'],
]
/** Walked before anybody has signed in: here, and the set-up page in the journey that begins with it. */
const SIGNED_OUT = ['/sign-in', '/join', '/setup']

let ids: Ids
let invitation: string
/** One page for all screens, signed in: as people walk them, and without fetching the program anew for each. */
let walker: Page
const errors: string[] = []

test.beforeAll(async ({ browser }, { project }) => {
  const api = await signedInApi(ADMINISTRATOR)
  ids = await idsOfTheStory(api)
  const { link } = await post(api, '/api/invitations', {
    id: v7(),
    email: `${v7()}@yuanhang.example`,
    name: '何新',
    role: 'rep',
    teamId: null,
  })
  const { pathname, search, hash } = new URL(link, serverAddress())
  invitation = pathname + search + hash
  const { viewport, hasTouch, isMobile, locale, timezoneId } = project.use
  const context = await browser.newContext({
    baseURL: serverAddress(),
    storageState: await api.storageState(),
    serviceWorkers: 'block',
    ...(viewport !== undefined && { viewport }),
    ...(hasTouch !== undefined && { hasTouch }),
    ...(isMobile !== undefined && { isMobile }),
    ...(locale !== undefined && { locale }),
    ...(timezoneId !== undefined && { timezoneId }),
  })
  await api.dispose()
  walker = await context.newPage()
  heedErrors(walker, errors)
})

test.afterAll(async () => {
  // Others come after, in the language they began with.
  await switchLanguage(walker, 'zh-CN')
  await walker.context().close()
})

test('every screen of the product is walked here', () => {
  const modules = join(import.meta.dirname, '..', 'src', 'modules')
  const screens = readdirSync(modules).flatMap((name) => {
    try {
      const entry = readFileSync(join(modules, name, 'web', 'index.ts'), 'utf8')
      return [...entry.matchAll(/^\s*path: '([^']+)'/gm)].map((found) => found[1]!)
    } catch {
      return []
    }
  })
  expect(screens.length).toBeGreaterThan(20)
  const walked = new Set([...SIGNED_IN.map(([screen]) => screen), ...SIGNED_OUT])
  expect(screens.filter((screen) => !walked.has(screen))).toEqual([])
})

test('the sign-in page', async ({ page, isMobile }) => {
  await expectFitAt(page, '/sign-in', isMobile)
})

test('the page an invitation leads to', async ({ page, isMobile }) => {
  await expectFitAt(page, invitation, isMobile)
})

for (const [screen, address] of SIGNED_IN) {
  const name = address(new Proxy({} as Ids, { get: (_, key) => `‹${String(key)}›` }))
  const alone = SIGNED_IN.find(([one]) => one === screen)?.[1] === address
  test(`${name}${screen === name ? '' : ` (${screen})`}`, async ({ isMobile }) => {
    errors.length = 0
    await expectFitAt(walker, address(ids), isMobile, isMobile && alone)
    expect(errors, 'errors in the page').toEqual([])
  })
}

test('the account shows no tab but those walked', async () => {
  await walker.goto(`/accounts/${ids.account}`)
  await expect(walker.getByRole('tab').first()).toBeVisible()
  expect(await walker.getByRole('tab').count()).toBeLessThanOrEqual(TABS.length)
})

/**
 * Opens the address and holds the screen to its promises: `alone`, as from a message, or going on from the screen before. On
 * the phone each screen is opened alone once, its further tabs and stages are gone on to. What it says is read in both languages, on the phone, where it is hardest to fit in; each device
 * then looks with axe in one of them.
 */
async function expectFitAt(page: Page, address: string, isMobile: boolean, alone = true): Promise<void> {
  if (alone || page.url() === 'about:blank') {
    listen(page)
    await page.goto(address)
    await standing(page)
  } else {
    // What an earlier screen has read need not be read again.
    listen(page, 'on')
    await goOn(page, address)
  }
  // The language it stands in first: switching back and forth is what takes time.
  const first = (await page.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'zh-CN'
  const both = first === 'en' ? (['en', 'zh-CN'] as const) : (['zh-CN', 'en'] as const)
  for (const locale of isMobile ? both : (['en'] as const)) {
    await switchLanguage(page, locale)
    await standing(page)
    if (isMobile) await expectNoOverflow(page)
    else
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        'px too wide',
      ).toBeLessThanOrEqual(0)
    const read = await reading(page)
    expect.soft(programText(read), `program text, ${locale}`).toEqual([])
    expect.soft(otherLanguage(read, locale), `not in ${locale}`).toEqual([])
    await expect
      .soft(
        page.getByRole('heading', {
          name: /^(这一页出了点问题|这里什么也没有|Something went wrong|There is nothing here)/,
        }),
      )
      .toHaveCount(0)
  }
  await expectAccessible(page)
}

async function idsOfTheStory(api: APIRequestContext): Promise<Ids> {
  const first = async (path: string, fits: (item: Item) => boolean = () => true): Promise<string> => {
    const { items } = (await (await api.get(path)).json()) as { items: Item[] }
    const found = items.find(fits)
    if (!found) throw new Error(`The sample story has nothing at ${path}.`)
    return found.id
  }
  const account = await first('/api/accounts', (one) => one.name.startsWith('云岭'))
  const [person, project, product, proof, rival, member, planned, recorded] = await Promise.all([
    first(`/api/accounts/${account}/people`),
    first('/api/projects'),
    first('/api/products'),
    first('/api/proofs'),
    first('/api/rivals'),
    first('/api/members', (one) => one.role === 'rep'),
    first('/api/visits', (one) => one.state === 'planned'),
    first('/api/visits', (one) => one.state === 'recorded' || one.state === 'reviewed'),
  ])
  const importId = v7()
  await post(api, '/api/imports', { id: importId })
  const sent = await api.post(
    `/api/imports/${importId}/files/${v7()}?name=${encodeURIComponent('客户.csv')}`,
    {
      data: Buffer.from(SHEET),
      headers: { 'content-type': 'application/octet-stream', 'idempotency-key': v7() },
    },
  )
  expect(sent.ok(), await sent.text()).toBe(true)
  return { account, person, project, product, proof, rival, member, planned, recorded, import: importId }
}

/** With a name that is nearly one we know, and a day that can be read in two ways. */
const SHEET = `客户名称,行业,下一步日期
云岭乳业集团有限公司,食品,03/04/2026
云岭乳业集团有限公,食品,05/06/2026
金沙水务,能源,07/08/2026
`

interface Item {
  id: string
  name: string
  role?: string
  state?: string
}
