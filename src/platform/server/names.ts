import { pinyin } from 'pinyin-pro'
import type { Tx } from './tx.ts'

const HAN = /\p{Script=Han}/u
/** What folding leaves as it is. */
const PLAIN = /^[a-z0-9]*$/

/** Folds a name or a query for comparing: NFKC, lower case, no accents, no spaces or punctuation. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

const MOST_REMEMBERED = 5_000
const remembered = new Map<string, readonly string[]>()

/**
 * The syllables of a whole name: how 行 or 长 is read depends on its neighbours, so never character by character. Kept for
 * a while, because the same name is first sorted by and then found by, thousands of them in an import.
 */
function syllablesOf(name: string): readonly string[] {
  let syllables = remembered.get(name)
  if (!syllables) {
    syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(name, syllables)
  }
  return syllables
}

/**
 * What a name sorts by: pinyin for Chinese (华北 → huabei), the folded text otherwise. ASCII for Chinese and Latin names,
 * so a "C" index keeps it in order on any PostgreSQL.
 */
export function sortName(name: string): string {
  return HAN.test(name)
    ? syllablesOf(name).join('').toLowerCase().slice(0, 120)
    : foldName(name).slice(0, 120)
}

/** The most tails one name may have; a longer name is still found by its first characters. */
const MOST_TAILS = 60
const LONGEST_TAIL = 40

/**
 * Every string a name can be found by the beginning of: 华北电力 gives 华北电力 北电力 电力 力, huabeidianli beidianli
 * dianli li, hbdl bdl dl l; "Acme Holdings" gives acmeholdings, holdings.
 */
export function nameTails(names: readonly string[]): string[] {
  return [...rankedTails(names).keys()]
}

/** As `nameTails`, but only what is written: no pinyin, no initials. */
export function writtenTails(names: readonly string[]): { tail: string; whole: boolean }[] {
  return [...rankedTails(names, { spoken: false })].map(([tail, whole]) => ({ tail, whole }))
}

const DIGIT = /^[0-9]/

/** The last digit alone of a number of several ("7" of 2027) tells nothing; the others are found by. */
function endsNumber(chars: readonly string[], i: number): boolean {
  return (
    i > 0 &&
    DIGIT.test(chars[i] as string) &&
    DIGIT.test(chars[i - 1] as string) &&
    !DIGIT.test(chars[i + 1] ?? '')
  )
}

/** The tails of names, and of each whether it is a name from its beginning on (as written, in pinyin, in initials). */
function rankedTails(names: readonly string[], { spoken } = { spoken: true }): Map<string, boolean> {
  const tails = new Map<string, boolean>()
  const add = (cut: string, whole: boolean) => {
    // Cut to length between the halves of a rare character, a tail would end in half a one, which no database keeps.
    const tail = cut.isWellFormed() ? cut : cut.replaceAll(/\p{Surrogate}/gu, '')
    if (tail !== '' && (tails.size < MOST_TAILS || tails.has(tail)))
      tails.set(tail, whole || tails.get(tail) === true)
  }
  for (const name of names) {
    const chars = [...foldName(name)]
    if (HAN.test(name)) {
      for (let i = 0; i < chars.length; i++)
        if (!endsNumber(chars, i)) add(chars.slice(i, i + LONGEST_TAIL).join(''), i === 0)
      if (!spoken) continue
      const syllables = syllablesOf(name)
        .map((syllable) => (PLAIN.test(syllable) ? syllable : foldName(syllable)))
        .filter(Boolean)
      const initials = syllables.map((syllable) => [...syllable][0] as string).join('')
      let at = 0
      for (let i = 0; i < syllables.length; i++) {
        const syllable = syllables[i] as string
        add(
          syllables
            .slice(i, i + LONGEST_TAIL)
            .join('')
            .slice(0, LONGEST_TAIL),
          i === 0,
        )
        // A number is looked for by its digits; its first digit before initials is nothing anybody types.
        if (i === 0 || !DIGIT.test(syllable)) add(initials.slice(at, at + LONGEST_TAIL), i === 0)
        at += ([...syllable][0] as string).length
      }
    } else {
      const words = name
        .split(/[^\p{L}\p{N}\p{M}]+/u)
        .map(foldName)
        .filter(Boolean)
      for (let i = 0; i < words.length; i++) add(words.slice(i).join('').slice(0, LONGEST_TAIL), i === 0)
      // Latin words are also found in their middle, from three letters on ("soft" in "Betasoft").
      for (const word of words)
        for (let i = 1; i <= word.length - 3; i++) add(word.slice(i, i + LONGEST_TAIL), false)
    }
  }
  return tails
}

export interface TailRange {
  from: string
  to: string
}

/**
 * The range of tails that begin with what somebody typed: `tail >= from and tail < to`, a scan of the index. Null where
 * nothing is left to look for. What is longer than a tail is looked for by its beginning.
 */
export function tailRange(typed: string): TailRange | null {
  const from = [...foldName(typed)].slice(0, LONGEST_TAIL).join('').slice(0, LONGEST_TAIL)
  return from === '' ? null : { from, to: `${from}\u{10FFFF}` }
}

export interface NamedSubject {
  /** The table's name: `account`, `person`, `project`, … */
  kind: string
  id: string
  /** Decides who may find it. */
  accountId: string | null
  names: readonly string[]
}

/** (Re)writes the search entries of records, in the transaction that names them. Two statements for any number. */
export async function indexNames(tx: Tx, subjects: readonly NamedSubject[]): Promise<void> {
  if (subjects.length === 0) return
  await Promise.all([
    forgetNames(
      tx,
      subjects.map((s) => s.id),
    ),
    insertTails(tx, subjects, 'on conflict do nothing'),
  ])
}

/**
 * As `indexNames` for records that this transaction has made, each given once: nothing is there to be replaced or to be
 * in the way, and not looking for it saves a third of the time. The same record twice is an error of the database.
 */
export async function indexNewNames(tx: Tx, subjects: readonly NamedSubject[]): Promise<void> {
  if (subjects.length > 0) await insertTails(tx, subjects, '')
}

/**
 * A tail holds letters and digits alone, so those of one record travel as one text, parted by spaces. Written in the order
 * of the index, so that thousands at a time touch each of its pages once.
 */
export async function insertTails(
  tx: Tx,
  subjects: readonly NamedSubject[],
  conflict: '' | 'on conflict do nothing',
): Promise<void> {
  const wholes: string[] = []
  const others: string[] = []
  for (const [i, subject] of subjects.entries()) {
    // Thousands of names take a while to be read out in pinyin; others want the processor too.
    if (i > 0 && i % 200 === 0) await new Promise((resolve) => setImmediate(resolve))
    let whole = ''
    let other = ''
    for (const [tail, isWhole] of rankedTails(subject.names)) {
      if (isWhole) whole += whole === '' ? tail : ` ${tail}`
      else other += other === '' ? tail : ` ${tail}`
    }
    wholes.push(whole)
    others.push(other)
  }
  await tx.query(
    `insert into name_index (org_id, kind, subject_id, tail, account_id, whole)
     select $1, s.kind, s.id, t.tail, s.account_id, t.whole
     from unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[]) as s (kind, id, account_id, wholes, others)
     cross join lateral (
       select string_to_table(s.wholes, ' '), true union all select string_to_table(s.others, ' '), false
     ) as t (tail, whole)
     order by t.tail collate "C"
     ${conflict}`,
    [
      tx.orgId,
      subjects.map((s) => s.kind),
      subjects.map((s) => s.id),
      subjects.map((s) => s.accountId),
      wholes,
      others,
    ],
  )
}

/** Takes records out of the search, when they are erased. */
export async function forgetNames(tx: Tx, ids: readonly string[]): Promise<void> {
  // First where they wait to be filed: should they be filed this very moment, this waits, and the next statement sees them.
  await Promise.all(
    ['name_waiting', 'name_index'].map((table) =>
      tx.query(`delete from ${table} where org_id = $1 and subject_id = any($2::uuid[])`, [tx.orgId, ids]),
    ),
  )
}
