import { useLocale, useWords } from '#platform/words/use.ts'
import type { DossierField } from '../people.contract.ts'
import { words } from '../words/index.ts'

/** What a field is called: in the organisation's own words where it has any. */
export function useFieldName(): (field: Pick<DossierField, 'key' | 'labelZh' | 'labelEn'>) => string {
  const w = useWords(words)
  const locale = useLocale()
  return (field) => {
    const own = locale === 'en' ? field.labelEn || field.labelZh : field.labelZh || field.labelEn
    return own || (w.dossier.field as Record<string, string>)[field.key] || field.key.replace(/^own_/, '')
  }
}
