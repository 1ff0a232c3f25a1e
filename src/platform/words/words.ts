/** The languages we speak. Chinese is written first; English must be as complete, or it does not compile. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/**
 * The shape the other languages must satisfy: every string stays a string, every function keeps its parameters.
 * `en satisfies Words<typeof zh>` reports a missing key and a surplus one at compile time.
 */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Words<T[K]>
}

/** One text per language, for the few words that must be known before a module's words are loaded (titles of screens). */
export type InEachLanguage = Readonly<Record<Locale, string>>

export type Bundle<W> = Readonly<Record<Locale, W>>

/** Puts a module's languages together. Chinese gives the shape. */
export function defineWords<const Z>(languages: { 'zh-CN': Z; en: Words<Z> }): Bundle<Words<Z>> {
  return languages as Bundle<Words<Z>>
}

/** A sentence, or how to say it with the values of the problem. */
export type Sentence = string | ((params: Record<string, string | number>) => string)

/** The part of a module's words that `problemSentence` reads. */
export interface ProblemWords {
  readonly problems?: Readonly<Record<string, unknown>>
  readonly fieldProblems?: Readonly<Record<string, unknown>>
}

/** The language a browser's wishes amount to: any Chinese is zh-CN, everything else English. */
export function localeOf(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const tag = wish.toLowerCase()
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}
