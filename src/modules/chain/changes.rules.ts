import { type Change, type ChangeSubject, PERSONAL_ATTRIBUTES } from './chain.contract.ts'

/** Who stood on a chain at a moment. */
export interface SeatThen {
  projectId: string
  personId: string
  personName: string
  byName: string | null
  at: string
}
/** A claim that stood at a moment. */
export interface ClaimThen {
  id: string
  projectId: string
  personId: string
  personName: string
  attribute: string
  about: { id: string; name: string } | null
  value: unknown
  byName: string
  at: string
  /** The visit it was learnt in. */
  visitId: string | null
}
export interface HolderThen {
  postId: string
  personId: string
  personName: string
}
export interface TieThen {
  fromId: string
  fromName: string
  toId: string
  toName: string
  kind: string
  strength: number | null
  mutual: boolean
  assertedByName: string
  assertedAt: string
}
/** What was so at one of two moments. */
export interface Then {
  seats: readonly SeatThen[]
  claims: readonly ClaimThen[]
  holders: readonly HolderThen[]
  ties: readonly TieThen[]
}
/** What is remembered of somebody leaving a chain: who took them off, and when. */
export interface Departure {
  byName: string | null
  at: string
}

const blank = {
  field: null,
  was: null,
  is: null,
  other: null,
  unit: null,
  projectId: null,
  byName: null,
  at: null,
} as const

/** The post's title as it is now or was, and its department. */
export type PostNames = ReadonlyMap<string, { title: string; unit: Change['unit'] }>

/** Who came to which post and who left it. A post both know nothing of is passed over: its going is said of the post. */
export function holderChanges(was: Then['holders'], is: Then['holders'], posts: PostNames): Change[] {
  const key = (h: HolderThen) => `${h.postId}/${h.personId}`
  const line = (h: HolderThen, kind: 'added' | 'gone'): Change[] => {
    const post = posts.get(h.postId)
    const person = { id: h.personId, name: h.personName }
    if (!post) return []
    return [
      {
        ...blank,
        kind,
        subject: 'holder',
        id: h.postId,
        name: post.title,
        unit: post.unit,
        was: kind === 'gone' ? person : null,
        is: kind === 'added' ? person : null,
      },
    ]
  }
  const [before, now] = [new Set(was.map(key)), new Set(is.map(key))]
  return [
    ...was.filter((h) => !now.has(key(h))).flatMap((h) => line(h, 'gone')),
    ...is.filter((h) => !before.has(key(h))).flatMap((h) => line(h, 'added')),
  ]
}

/** Who came to a chain and who left it. @param left by `project/person`, for those who are gone */
export function seatChanges(
  was: Then['seats'],
  is: Then['seats'],
  left: ReadonlyMap<string, Departure>,
): Change[] {
  const key = (s: SeatThen) => `${s.projectId}/${s.personId}`
  const line = (s: SeatThen) => ({
    ...blank,
    subject: 'seat' as const,
    id: s.personId,
    name: s.personName,
    projectId: s.projectId,
  })
  const [before, now] = [new Set(was.map(key)), new Set(is.map(key))]
  return [
    ...was
      .filter((s) => !now.has(key(s)))
      .map((s): Change => ({ ...line(s), kind: 'gone', byName: null, at: null, ...left.get(key(s)) })),
    ...is
      .filter((s) => !before.has(key(s)))
      .map((s): Change => ({ ...line(s), kind: 'added', byName: s.byName, at: s.at })),
  ]
}

/**
 * What is believed otherwise than before, one line per attribute of a person (per relationship: of one of ours). Unknown is
 * no claim at all: what became known is added, what nobody stands by any more is gone. Saying the same again is no change.
 * @param personal whether the reader may see the personal layer
 * @param exceptVisit what was learnt in this visit is left out: whoever made it knows
 */
export function claimChanges(
  was: Then['claims'],
  is: Then['claims'],
  personal: boolean,
  exceptVisit?: string,
): Change[] {
  const key = (c: ClaimThen) => `${c.projectId}/${c.personId}/${c.attribute}/${c.about?.id ?? ''}`
  const seen = (c: ClaimThen) => personal || !PERSONAL_ATTRIBUTES.includes(c.attribute as never)
  const before = new Map(was.filter(seen).map((c) => [key(c), c]))
  const now = new Map(is.filter(seen).map((c) => [key(c), c]))
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((k): Change[] => {
    const [old, current] = [before.get(k), now.get(k)]
    const [from, to] = [old?.value ?? null, current?.value ?? null]
    const claim = (current ?? old) as ClaimThen
    if (same(from, to) || (exceptVisit !== undefined && claim.visitId === exceptVisit)) return []
    return [
      {
        ...blank,
        kind: from === null ? 'added' : to === null ? 'gone' : 'changed',
        subject: 'claim',
        id: claim.personId,
        name: claim.personName,
        field: claim.attribute,
        was: from,
        is: to,
        other: claim.about,
        projectId: claim.projectId,
        // Where nothing stands any more (a copy taken back) nobody is named for it.
        byName: current?.byName ?? null,
        at: current?.at ?? null,
      },
    ]
  })
}

/** What binds people now and did not, or did and does not, or binds them more or less. A mutual tie is the same from both ends. */
export function tieChanges(was: Then['ties'], is: Then['ties']): Change[] {
  const key = (t: TieThen) =>
    `${t.kind}/${(t.mutual ? [t.fromId, t.toId].sort() : [t.fromId, t.toId]).join('/')}`
  const line = (t: TieThen) => ({
    ...blank,
    subject: 'tie' as const,
    id: t.fromId,
    name: t.fromName,
    other: { id: t.toId, name: t.toName },
    field: t.kind,
  })
  const by = (t: TieThen) => ({ byName: t.assertedByName, at: t.assertedAt })
  const before = new Map(was.map((t) => [key(t), t]))
  const now = new Map(is.map((t) => [key(t), t]))
  const gone = [...before].filter(([k]) => !now.has(k)).map(([, t]) => t)
  const changes = [...now].flatMap(([k, t]): Change[] => {
    const old = before.get(k)
    if (!old) return [{ ...line(t), kind: 'added', is: t.strength, ...by(t) }]
    if (old.strength === t.strength) return []
    return [{ ...line(t), kind: 'changed', was: old.strength, is: t.strength, ...by(t) }]
  })
  return [...gone.map((t): Change => ({ ...line(t), kind: 'gone', was: t.strength })), ...changes]
}

/** Two values as they are stored: the order of an object's keys is of no account, that of a list is not either (roles). */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
}
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort()
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([, v]) => v !== null && v !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

const ORDER: readonly ChangeSubject[] = ['unit', 'post', 'holder', 'seat', 'claim', 'tie']
/** The chart first, then who holds what, the chains, the ties; within each in the order found. */
export function inOrder(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => ORDER.indexOf(a.subject) - ORDER.indexOf(b.subject))
}
