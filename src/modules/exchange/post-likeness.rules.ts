/** What is known of a post that says which one it is: of the file's, and of those known. Units and superiors by one id each. */
export interface PostMarks {
  title: string
  unit: string | null
  /** The superior as a known post, where it was recognised already. */
  superior: string | null
  superiorTitle: string | null
}

/** What two posts have in common. */
export interface Likeness {
  title: 'same' | 'near' | 'other'
  unit: boolean
  superior: boolean
}

/** Two titles are near where most of their pairs of letters are the same: 采购部长 and 采购部副部长, Head of IT and Head of IT Services. */
const NEAR = 0.6
const WEIGHTS = { same: 4, near: 2, other: 0, unit: 3, superior: 2 } as const
/** A title with its department or its superior, or a near title with both. */
export const ENOUGH = 6
/** Title, department and superior. */
export const ALL = 9

export function likeness(a: PostMarks, b: PostMarks): Likeness {
  const title = plain(a.title) === plain(b.title) ? 'same' : near(a.title, b.title) ? 'near' : 'other'
  const known = a.superior !== null && b.superior !== null
  return {
    title,
    unit: a.unit === b.unit,
    superior: known
      ? a.superior === b.superior
      : a.superiorTitle !== null &&
        b.superiorTitle !== null &&
        plain(a.superiorTitle) === plain(b.superiorTitle),
  }
}

/** How much speaks for two posts being one, the number left out of account. */
export const evidence = (like: Likeness) =>
  WEIGHTS[like.title] + (like.unit ? WEIGHTS.unit : 0) + (like.superior ? WEIGHTS.superior : 0)

/** Whether anything but their number speaks for two posts; that neither is in a department says nothing. */
export const speaks = (like: Likeness, there: { unitId: string | null }) =>
  like.title !== 'other' || like.superior || (like.unit && there.unitId !== null)

/** A name as it is compared: without case, spaces and punctuation. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')

function near(a: string, b: string): boolean {
  const [one, other] = [pairsOf(plain(a)), pairsOf(plain(b))]
  const left = new Map<string, number>()
  for (const pair of one) left.set(pair, (left.get(pair) ?? 0) + 1)
  let common = 0
  for (const pair of other) {
    const n = left.get(pair) ?? 0
    if (n === 0) continue
    left.set(pair, n - 1)
    common += 1
  }
  return (2 * common) / (one.length + other.length || 1) >= NEAR
}
function pairsOf(text: string): string[] {
  const letters = [...text]
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}
