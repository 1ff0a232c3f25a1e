import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { serverAddress } from './people.ts'

export { expect }

/**
 * The `test` of every journey: addresses begin at the journeys' server, and a page that logs an error, throws, or is refused
 * something by its security policy fails its journey.
 */
export const test = base.extend<{ noPageErrors: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the braces
  baseURL: async ({}, use) => use(serverAddress()),
  noPageErrors: [
    async ({ page }, use) => {
      const errors: string[] = []
      heedErrors(page, errors)
      await use(undefined)
      expect(errors, 'errors in the page').toEqual([])
    },
    { auto: true },
  ],
})

/** From now on writes down what the page throws, logs as an error, or is refused by its security policy. */
export function heedErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refused call is logged by the browser itself; journeys about refusals provoke them.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      errors.push(message.text())
  })
}

/** The narrowest phone we serve. */
const NARROW = 360

/** Nothing is wider than a 360 px screen: no sideways scrolling of the page, nothing cut off at its edge. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: NARROW, height: 740 })
  const tooWide = () =>
    // Not `innerWidth`: a phone that meets something too wide zooms out, and its inner width grows to fit.
    page.evaluate((limit) => {
      const scrolls = (one: Element | null): boolean =>
        one !== null &&
        (/(auto|scroll|hidden|clip)/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
      return [...document.body.querySelectorAll('*')]
        .filter((one) => {
          const { right, width, left } = one.getBoundingClientRect()
          return width > 1 && (right > limit + 1 || left < -1) && !scrolls(one.parentElement)
        })
        .map((one) => one.outerHTML.slice(0, 120))
        .concat(
          document.documentElement.scrollWidth > limit
            ? [`page: ${document.documentElement.scrollWidth} px`]
            : [],
        )
    }, NARROW)
  await expect.poll(tooWide, { message: `wider than ${NARROW} px`, timeout: 2000 }).toEqual([])
  if (before) await page.setViewportSize(before)
}

/** axe-core finds nothing: WCAG 2.2 A and AA, and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // From the top, or what lies half under a fixed bar is measured as too small to press; at rest, or fading text as too pale.
  await page.evaluate(async () => {
    if (scrollY > 0) {
      scrollTo(0, 0)
      // What fades because of it begins some frames later.
      for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame)
    }
    await Promise.allSettled(document.getAnimations().map((one) => one.finished))
  })
  const { violations } = await new AxeBuilder({ page })
    // In the page itself: there are no frames of others here, and a second page for each look takes a second.
    .setLegacyMode(true)
    // Only what is wrong is told in detail: telling of all that is right takes as long as looking.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(
    violations.map(
      (one) => `${one.id}: ${one.help} — ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    ),
    'accessibility violations',
  ).toEqual([])
}

/** Does the same in Chinese and in English, switching with the page's own button. */
export async function inBothLanguages(
  page: Page,
  look: (locale: 'zh-CN' | 'en') => Promise<void>,
): Promise<void> {
  for (const locale of ['zh-CN', 'en'] as const) {
    await switchLanguage(page, locale)
    await look(locale)
  }
}

export async function switchLanguage(page: Page, locale: 'zh-CN' | 'en'): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === locale) return
  await page.getByRole('button', { name: locale === 'en' ? 'EN, English' : '中文', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', locale)
}

/** A screen that is fit to be shown: in both languages it is accessible and fits the narrowest phone. */
export async function expectFit(page: Page): Promise<void> {
  await inBothLanguages(page, async () => {
    await expectNoOverflow(page)
    await expectAccessible(page)
  })
  await switchLanguage(page, 'zh-CN')
}
