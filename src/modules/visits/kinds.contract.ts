import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { line } from '#platform/contract/fields.ts'
import type { Locale } from '#platform/words/words.ts'

/** The ways of meeting a company starts with. An administrator renames them, lays them aside and adds others. */
export const VISIT_KINDS = ['on_site', 'incoming', 'phone', 'video', 'event', 'meal'] as const

/** The key of a kind: built in, or `own_…` of the company's own. Whether it is there is looked up where a visit is written. */
export const visitKind = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/)
export type VisitKind = z.output<typeof visitKind>

export const kindSetting = z.object({
  key: visitKind,
  /** Empty where a built-in kind keeps our name for it. */
  labelZh: z.string(),
  labelEn: z.string(),
  /** No longer offered; visits that have it keep it. */
  hidden: z.boolean(),
  /** 0: as it comes, never changed. */
  version: z.number().int().min(0),
})
export type KindSetting = z.output<typeof kindSetting>

export const listVisitKinds = endpoint({
  name: 'visits.kinds',
  method: 'GET',
  path: '/api/visit-kinds',
  can: 'selling.read',
  ok: z.object({ items: z.array(kindSetting) }),
})

/** Renames a kind, lays it aside or takes it up again; an `own_…` key nobody has yet makes a new one. None is ever deleted. */
export const setVisitKind = endpoint({
  name: 'visits.set-kind',
  method: 'PUT',
  path: '/api/visit-kinds/:kindKey',
  can: 'organisation.manage',
  params: z.object({ kindKey: visitKind }),
  body: z.object({
    labelZh: line(20).default(''),
    labelEn: line(30).default(''),
    hidden: z.boolean().default(false),
    version: z.number().int().min(0),
  }),
  ok: kindSetting,
  touches: ['visits.kinds'],
  sample: () => ({ labelZh: '回厂参观', labelEn: 'Plant tour', version: 0 }),
})

/**
 * What a kind is called: as the company says in the reader's language, else as we do, else as it says in the other one.
 * `builtIn` are our own names by key. Null for a kind nobody knows (yet: on a device that has been away).
 */
export function nameOfKind(
  kinds: readonly KindSetting[],
  key: string,
  locale: Locale,
  builtIn: Readonly<Record<string, string>>,
): string | null {
  const kind = kinds.find((one) => one.key === key)
  const [own, other] = locale === 'en' ? [kind?.labelEn, kind?.labelZh] : [kind?.labelZh, kind?.labelEn]
  return own || builtIn[key] || other || null
}
