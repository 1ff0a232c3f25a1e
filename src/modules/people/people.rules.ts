import type { Role } from '#platform/contract/roles.ts'
import { DOSSIER_FIELDS, type DossierField, type FactValue } from './dossier.contract.ts'

type FactClass = DossierField['class']
const STRICTNESS: readonly FactClass[] = ['normal', 'personal', 'sensitive']

/** The closer guarded of two classes. A fact keeps the class it was written under even if the catalogue is loosened. */
export function stricter(a: FactClass, b: FactClass): FactClass {
  return STRICTNESS.indexOf(a) >= STRICTNESS.indexOf(b) ? a : b
}

/** What an administrator has changed of the catalogue. */
export interface FieldChange {
  key: string
  labelZh: string
  labelEn: string
  class: FactClass
  hidden: boolean
  version: number
}

/** The catalogue as it stands in an organisation: built-in fields in their order, then its own. */
export function catalogue(changes: readonly FieldChange[]): DossierField[] {
  const byKey = new Map(changes.map((change) => [change.key, change]))
  const builtIn = DOSSIER_FIELDS.map((field): DossierField => {
    const change = byKey.get(field.key)
    return {
      ...field,
      class: change ? stricter(field.class, change.class) : field.class,
      labelZh: change?.labelZh ?? '',
      labelEn: change?.labelEn ?? '',
      hidden: change?.hidden ?? false,
      version: change?.version ?? 1,
    }
  })
  const own = changes
    .filter((change) => change.key.startsWith('own_'))
    .map((change): DossierField => ({ ...change, group: 'own', shape: 'text', many: true }))
  return [...builtIn, ...own]
}

/** What the catalogue may not hold: special categories a salesperson has no business keeping. */
const FORBIDDEN =
  /宗教|信仰|健康|病|医疗|政治|党派|性取向|民族|基因|征信|religio|faith|health|medical|illness|disease|politic|sexual|ethnic|genetic|credit score/i

export type FieldRefusal = 'people.field-class-lowered' | 'people.field-not-ours' | 'people.field-forbidden'

/** Why an administrator may not set a field so, or null. A built-in field may be guarded more closely, never less. */
export function refuseField(
  key: string,
  wish: { class: FactClass; labelZh: string; labelEn: string },
): FieldRefusal | null {
  if (FORBIDDEN.test(`${key.replaceAll('_', ' ')} ${wish.labelZh} ${wish.labelEn}`))
    return 'people.field-forbidden'
  const builtIn = DOSSIER_FIELDS.find((field) => field.key === key)
  if (builtIn) return stricter(wish.class, builtIn.class) === wish.class ? null : 'people.field-class-lowered'
  if (!key.startsWith('own_')) return 'people.field-not-ours'
  // A field of one's own is about a person all the same.
  return wish.class === 'normal' ? 'people.field-class-lowered' : null
}

/** The youngest person we may keep: younger ones need their parents' consent, which a salesperson cannot ask for. */
export const YOUNGEST = 14

const NUMERALS: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
/** 8, 八 or 十二 as a number; what is no number is nobody's age. */
function spoken(age: string): number {
  if (/^\d+$/.test(age)) return Number(age)
  const [tens, ones] = age.includes('十') ? age.split('十') : ['', age]
  const digit = (word: string | undefined) => (word === '' ? 0 : (NUMERALS[word ?? ''] ?? 99))
  return (age.includes('十') ? 10 * (tens === '' ? 1 : digit(tens)) : 0) + digit(ones)
}

/** True if a note about family speaks of a child under 14 by age (女儿 8 岁, a 6-year-old son). */
export function mentionsYoungChild(text: string): boolean {
  const ages = [
    ...[...text.matchAll(/(?<!\d)(\d{1,2}|[一二两三四五六七八九十]+)\s*(?:岁|周岁)/g)].map((hit) =>
      spoken(hit[1]!),
    ),
    ...[...text.matchAll(/(?<!\d)(\d{1,2})[\s-]*years?[\s-]*old/gi)].map((hit) => Number(hit[1])),
  ]
  return ages.some((age) => age < YOUNGEST)
}

/** Which field of the value is wrong, and why; null if it may be kept. Dates are checked by `checkDate`. */
export function refuseValue(field: DossierField, value: FactValue): { path: string; code: string } | null {
  if (value.shape !== field.shape) return { path: 'value.shape', code: 'people.fact-wrong-shape' }
  if (value.shape === 'school' && value.from !== null && value.to !== null && value.to < value.from)
    return { path: 'value.to', code: 'before-start' }
  const free = value.shape === 'family' || (value.shape === 'text' && field.key === 'notes')
  if (free && mentionsYoungChild(value.text)) return { path: 'value.text', code: 'under-fourteen' }
  return null
}

/** Erasing cannot be undone and takes a customer's knowledge away: a salesperson asks the supervisor. */
export function mayErase(role: Role): boolean {
  return role === 'supervisor' || role === 'administrator'
}
