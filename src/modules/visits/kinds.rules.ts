import { type KindSetting, VISIT_KINDS } from './kinds.contract.ts'

/** Enough for one row of chips to be read at a glance, and for a company with its own ways. */
const MOST_OWN = 20

/** All kinds of a company: the built-in ones in their order, then its own in the order they were added. */
export function kindsOf(changes: readonly KindSetting[]): KindSetting[] {
  const byKey = new Map(changes.map((change) => [change.key, change]))
  const builtIn = VISIT_KINDS.map(
    (key) => byKey.get(key) ?? { key, labelZh: '', labelEn: '', hidden: false, version: 0 },
  )
  return [...builtIn, ...changes.filter((change) => isOwn(change.key))]
}

export const isBuiltIn = (key: string): boolean => VISIT_KINDS.some((one) => one === key)
const isOwn = (key: string): boolean => key.startsWith('own_')

export type KindRefusal = { path: 'key' | 'labelZh' | 'hidden'; code: string }

/** Why a kind may not be set so, or null. `kinds` are all there are now. */
export function refuseKind(
  kinds: readonly KindSetting[],
  wish: Pick<KindSetting, 'key' | 'labelZh' | 'labelEn' | 'hidden'>,
): KindRefusal | null {
  if (!isBuiltIn(wish.key) && !isOwn(wish.key)) return { path: 'key', code: 'kind-unknown' }
  // Each language falls back on the other; a kind of one's own without any name would be a blank chip.
  if (isOwn(wish.key) && wish.labelZh === '' && wish.labelEn === '')
    return { path: 'labelZh', code: 'kind-nameless' }
  const others = kinds.filter((one) => one.key !== wish.key)
  if (others.some((one) => sameName(one.labelZh, wish.labelZh) || sameName(one.labelEn, wish.labelEn)))
    return { path: 'labelZh', code: 'kind-name-taken' }
  if (wish.hidden && others.every((one) => one.hidden)) return { path: 'hidden', code: 'kind-last' }
  if (!kinds.some((one) => one.key === wish.key) && others.filter((one) => isOwn(one.key)).length >= MOST_OWN)
    return { path: 'key', code: 'kind-too-many' }
  return null
}

function sameName(a: string, b: string): boolean {
  return a !== '' && a.toLowerCase() === b.toLowerCase()
}
