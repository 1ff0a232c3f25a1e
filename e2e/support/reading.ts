import type { Page } from '@playwright/test'

/** What stands on a screen, and all the server said that it may be made of. */
export interface Reading {
  /** Each piece of text that can be seen, and each name only read aloud. */
  texts: string[]
  /** Every answer of the server to this page, as sent. */
  data: string
}

const answers = new WeakMap<Page, string[]>()

/**
 * From now on keeps what the server answers this page, and forgets what it answered before, unless told to keep that as well:
 * what is not among it, the product itself has said.
 */
export function listen(page: Page, also: 'anew' | 'on' = 'anew'): void {
  const before = answers.get(page)
  if (before) {
    if (also === 'anew') before.length = 0
    return
  }
  const heard: string[] = []
  answers.set(page, heard)
  page.on('response', async (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return
    heard.push(await response.text().catch(() => ''))
  })
}

/** Waits until the screen stands: its heading is there and nothing is still loading. */
export async function standing(page: Page): Promise<void> {
  await page.locator('h1, [data-page-heading], [data-empty-page]').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[role=status] .mantine-Skeleton-root'))
}

/** Goes to an address as a link in the page does, without fetching the program anew, and waits until its screen stands. */
export async function goOn(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), address)
  await page.waitForFunction((to) => {
    const { state } = (self as unknown as { __TSR_ROUTER__: { state: Route } }).__TSR_ROUTER__
    const wanted = new URL(to, location.href)
    const at = new URL(state.resolvedLocation?.href ?? '/', location.href)
    return state.status === 'idle' && at.pathname === wanted.pathname && at.search === wanted.search
  }, address)
  await standing(page)
}
/** As much of the router's state as tells that it has arrived. */
interface Route {
  status: 'pending' | 'idle'
  resolvedLocation?: { href: string }
}

/** @returns what can be read on the page, in its order */
export async function reading(page: Page): Promise<Reading> {
  const texts = await page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement
      if (!element || element.closest('script, style, noscript, [hidden]') || !element.checkVisibility())
        continue
      // Named in the other language on purpose, such as the switch to it.
      if (element.closest('[lang]') !== document.documentElement) continue
      if (node instanceof Text) found.push(node.data.trim())
      else
        for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
          found.push(element.getAttribute(name)?.trim() ?? '')
    }
    return found.filter(Boolean)
  })
  const fields = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((one) => one.value),
  )
  return { texts, data: [...(answers.get(page) ?? []), ...fields].join('\n') }
}

/** What only a program could have written: codes, keys of words, values that are not there. */
export function programText({ texts, data }: Reading): string[] {
  const broken = /\bundefined\b|\bNaN\b|\[object|\bnull\b|Invalid Date|\$\{|\{\{/
  // `under_way`, `visits.planned`: neither language writes like this; “e.g.” is no such thing.
  const code = /(?<![\w@./:-])[a-z]{2,}(?:[._][a-z]{2,})+(?![\w@/:-])/
  return texts.filter((text) => broken.test(text) || (code.test(text) && !data.includes(text)))
}

/** Languages are offered under their own names. */
const LANGUAGE = '简体中文'

/** Sentences in the language that was not asked for, unless somebody typed them. */
export function otherLanguage({ texts, data }: Reading, locale: 'zh-CN' | 'en'): string[] {
  const foreign = locale === 'en' ? /\p{Script=Han}+/gu : /[A-Za-z]{2,}(?:[ ’',-]+[A-Za-z]{2,}){2,}/g
  return texts.filter(
    (text) => text !== LANGUAGE && (text.match(foreign) ?? []).some((piece) => !data.includes(piece)),
  )
}
