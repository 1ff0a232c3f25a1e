import { distance } from 'fastest-levenshtein'
import { NearNames } from './near-names.ts'

/**
 * Forms of a company that people leave out or abbreviate. Longest first: 股份有限公司 before 有限公司 before 公司.
 */
const chineseForms = [
  '集团股份有限公司',
  '集团有限责任公司',
  '股份有限公司',
  '有限责任公司',
  '集团有限公司',
  '有限公司',
  '集团公司',
  '股份公司',
  '集团',
  '股份',
  '公司',
]
const latinForms = new Set([
  'inc',
  'incorporated',
  'ltd',
  'limited',
  'llc',
  'llp',
  'plc',
  'corp',
  'corporation',
  'co',
  'company',
  'gmbh',
  'ag',
  'sa',
  'sarl',
  'bv',
  'nv',
  'oy',
  'ab',
  'pty',
  'kk',
])

/** One spelling for what a reader sees as the same: full width, case, spaces and punctuation do not count. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '')
}

/** As `plainName`, also without the legal form: 华东电力（集团）有限公司 and 华东电力 are the same firm to a rep. */
export function plainCompany(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter(Boolean)
  while (words.length > 1 && latinForms.has((words.at(-1) as string).replace(/[^a-z]/g, ''))) words.pop()
  let plain = plainName(words.join(' '))
  for (let changed = true; changed; ) {
    changed = false
    if (chineseForms.includes(plain)) break
    for (const form of chineseForms) {
      if (plain.length > form.length + 1 && plain.endsWith(form)) {
        plain = plain.slice(0, -form.length)
        changed = true
        break
      }
    }
  }
  return plain === '' ? plainName(name) : plain
}

export type ReferenceMatch = {
  /** The value as it stands in the file. */
  value: string
  /** exact: take it. equal and near: a proposal, asked once for the whole file. several, none: nothing to propose. */
  kind: 'exact' | 'equal' | 'near' | 'several' | 'none'
  /** The names it may mean, best first; at most five. */
  candidates: string[]
}

/** How many letters may differ: none in short names, one from five letters on, a sixth of the length at most. */
export function tolerance(length: number): number {
  if (length < 5) return 0
  return Math.min(3, Math.max(1, Math.floor(length / 6)))
}

/**
 * Says, for each distinct value, which existing name it means. `company` ignores legal forms. Values are compared
 * trimmed; an exact match wins over everything, and of several names that are equal but for spelling none is taken.
 */
export function matchReferences(
  values: Iterable<string>,
  names: Iterable<string>,
  company = false,
): ReferenceMatch[] {
  const plain = company ? plainCompany : plainName
  const exact = new Map<string, Set<string>>()
  const equal = new Map<string, Set<string>>()
  for (const name of names) {
    put(exact, name.trim(), name)
    const key = plain(name)
    if (key === '') continue
    put(equal, key, name)
  }
  const similar = new NearNames(equal.keys())
  return [...values].map((value) => {
    if (exact.has(value.trim()))
      return { value, kind: 'exact' as const, candidates: [...(exact.get(value.trim()) ?? [])] }
    const key = plain(value)
    const same = [...(equal.get(key) ?? [])]
    if (same.length === 1) return { value, kind: 'equal' as const, candidates: same }
    if (same.length > 1) return { value, kind: 'several' as const, candidates: same.slice(0, 5) }
    const near = similar.nearest(key, tolerance(key.length)).flatMap((k) => [...(equal.get(k) ?? [])])
    return {
      value,
      kind: near.length > 0 ? ('near' as const) : ('none' as const),
      candidates: near.slice(0, 5),
    }
  })
}

function put(map: Map<string, Set<string>>, key: string, name: string): void {
  const set = map.get(key) ?? new Set()
  set.add(name)
  map.set(key, set)
}

/**
 * Values of one column that look like a misspelling of a much more frequent one ("technolgy" 2 × beside
 * "technology" 90 ×). Only proposed: a rare value may be right.
 */
export function likelyMisspelt(counts: ReadonlyMap<string, number>): { value: string; proposed: string }[] {
  const found: { value: string; proposed: string }[] = []
  const frequent = [...counts].filter(([, n]) => n >= 5)
  for (const [value, n] of counts) {
    const key = plainName(value)
    const most = tolerance(key.length)
    if (most === 0) continue
    const better = frequent.find(
      ([other, m]) =>
        other !== value &&
        m >= n * 10 &&
        Math.abs(other.length - value.length) <= 3 &&
        distance(key, plainName(other)) <= most,
    )
    if (better) found.push({ value, proposed: better[0] })
  }
  return found
}
