import { isLocale, type Locale, localeOf } from './words.ts'

/**
 * The reader's language, outside React so that the API client can send it. Kept in a cookie, which the server reads
 * for mails and exports, and in localStorage, which survives where cookies are cleared on closing.
 */
const KEPT_AS = 'ib_locale'
const A_YEAR = 31_536_000
const listeners = new Set<() => void>()
let current: Locale | undefined

export function getLocale(): Locale {
  current ??= kept() ?? localeOf(globalThis.navigator?.languages ?? [])
  return current
}

/** Switches the language of every word on the screen, and remembers it on this device. */
export function setLocale(locale: Locale): void {
  if (locale === current) return
  current = locale
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${KEPT_AS}=${locale}; path=/; max-age=${A_YEAR}; samesite=lax`
  try {
    localStorage.setItem(KEPT_AS, locale)
  } catch {
    // Storage may be forbidden; the cookie is enough.
  }
  showLocale()
  for (const listener of listeners) listener()
}

/** Tells the browser, screen readers and fonts which language the page is in. */
export function showLocale(): void {
  document.documentElement.lang = getLocale()
}

export function onLocale(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True if the reader once chose a language here; then a profile's language does not override it. */
export function hasChosenLocale(): boolean {
  return kept() !== undefined
}

function kept(): Locale | undefined {
  if (typeof document === 'undefined') return undefined
  const cookie = document.cookie.match(/(?:^|;\s*)ib_locale=([^;]+)/)?.[1]
  if (isLocale(cookie)) return cookie
  try {
    const stored = localStorage.getItem(KEPT_AS)
    return isLocale(stored) ? stored : undefined
  } catch {
    return undefined
  }
}
