import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'
import { v7 } from 'uuid'
import { expect, expectAccessible, expectNoOverflow, switchLanguage, test } from './support/journey.ts'
import { ADMINISTRATOR, post, serverAddress, signedInApi } from './support/people.ts'
import { listen, otherLanguage, programText, reading, standing } from './support/reading.ts'

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
}

const TABS = ['overview', 'organisation', 'chain', 'projects', 'rivals', 'visits', 'care'] as const
const STAGES = ['prepare', 'open', 'discover', 'match', 'objections', 'close', 'record'] as const

/** Each address with the screen it shows. A screen in no line here fails the test below. */
const SIGNED_IN: readonly [screen: string, address: (ids: Ids) => string][] = [
  ['/', () => '/'],
  ['/accounts', () => '/accounts'],
  ['/accounts/new', () => '/accounts/new'],
  ...TABS.map(
    (tab) => ['/accounts/$accountId', (ids: Ids) => `/accounts/${ids.account}?tab=${tab}`] as const,
  ).map(([screen, address]): [string, (ids: Ids) => string] => [screen, address]),
  ['/people/$personId', (ids) => `/people/${ids.person}`],
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
  ['/members', () => '/members'],
  ['/members', () => '/members?tab=people'],
  ['/members', () => '/members?tab=invitations'],
  ['/members/$memberId', (ids) => `/members/${ids.member}`],
  ['/settings', () => '/settings'],
  ['/audit', () => '/audit'],
]
/** Walked before anybody has signed in: here, and the set-up page in the journey that begins with it. */
const SIGNED_OUT = ['/sign-in', '/join', '/setup']

// What a screen breaks is told in words; recording every step of so many would take longer than walking them.
test.use({ trace: 'off' })

let ids: Ids
let cookies: Awaited<ReturnType<BrowserContext['cookies']>>
let invitation: string

test.beforeAll(async () => {
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
  cookies = (await api.storageState()).cookies
  await api.dispose()
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
  test(`${name}${screen === name ? '' : ` (${screen})`}`, async ({ page, context, isMobile }) => {
    await context.addCookies(cookies)
    await expectFitAt(page, address(ids), isMobile)
  })
}

test('the account shows no tab but those walked', async ({ page, context }) => {
  await context.addCookies(cookies)
  await page.goto(`/accounts/${ids.account}`)
  await expect(page.getByRole('tab').first()).toBeVisible()
  expect(await page.getByRole('tab').count()).toBeLessThanOrEqual(TABS.length)
})

/** Opens the address and holds the screen to its promises, in the language it is in and then in the other. */
async function expectFitAt(page: Page, address: string, isMobile: boolean): Promise<void> {
  listen(page)
  await page.goto(address)
  await standing(page)
  const first = (await page.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'zh-CN'
  for (const locale of [first, first === 'en' ? 'zh-CN' : 'en'] as const) {
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
    await expect.soft(page.getByText(/出了点问题|Something went wrong/)).toHaveCount(0)
    await expectAccessible(page)
  }
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
  return { account, person, project, product, proof, rival, member, planned, recorded }
}

interface Item {
  id: string
  name: string
  role?: string
  state?: string
}
