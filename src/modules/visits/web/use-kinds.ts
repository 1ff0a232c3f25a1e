import { useRead } from '#platform/web/query.ts'
import { useLocale, useWords } from '#platform/words/use.ts'
import { listVisitKinds, nameOfKind } from '../kinds.contract.ts'
import { kindsOf } from '../kinds.rules.ts'
import { words } from '../words/index.ts'

/** The company's kinds of visits, with the names it gives them; the built-in ones until they are read, and without network. */
export function useKinds() {
  const { data } = useRead(listVisitKinds)
  const w = useWords(words)
  const locale = useLocale()
  const kinds = data?.items ?? kindsOf([])
  const builtIn: Readonly<Record<string, string>> = w.kinds
  const nameOf = (key: string) => nameOfKind(kinds, key, locale, builtIn) ?? w.kindUnknown
  return {
    kinds,
    nameOf,
    builtInName: (key: string) => builtIn[key] ?? null,
    /** What a new visit may be, and what this one is. */
    options: (chosen: string) =>
      kinds
        .filter((one) => !one.hidden || one.key === chosen)
        .map((one) => ({ value: one.key, label: nameOf(one.key) })),
    /** What a new visit is unless told. */
    usual: kinds.find((one) => !one.hidden)?.key ?? 'on_site',
  }
}
