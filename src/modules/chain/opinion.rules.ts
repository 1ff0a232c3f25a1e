import type { BuyingRole, ChainMap } from './chain.contract.ts'

/*
 * What talk among the customer's people would do to where they stand: the model of Friedkin and Johnsen ("Social influence
 * and opinions", Journal of Mathematical Sociology 15, 1990). Everybody keeps something of their own view and takes the rest
 * from those they listen to, again and again:
 *
 *   x(t+1) = Λ W x(t) + (I − Λ) u
 *
 * u: everybody's own view, −5…+5 · W: who listens to whom, each row adds up to 1 · Λ: how open each is, 0 ≤ λ < 1.
 * With every λ below 1 it settles, whatever it begins with, at x = (I − ΛW)⁻¹ (I − Λ) u. The answer says where a discussion
 * would leave the room. It is no probability of winning, and nothing here may be shown as one.
 */

/** One person of the chain, as the model sees them. */
export interface Voice {
  personId: string
  /** Their own view, −5…+5; null: nobody knows. */
  stance: number | null
  /** 0…10; null: nobody knows, and `MIDDLING` is taken. */
  influence: number | null
  roles: readonly BuyingRole[]
}

/** Why one listens to another: a tie or a reporting line, and what it is worth beside others. */
export interface Heard {
  personId: string
  /** Of everything this person hears, 0…1. */
  share: number
  /** Kinds of ties and lines; empty where they merely decide together. */
  because: readonly string[]
}

export interface Room {
  voices: readonly Voice[]
  /** `weights[i][j]`: how much of what i hears comes from j. Rows add up to 1, or are 0 where i listens to nobody. */
  weights: readonly (readonly number[])[]
  /** λ: how far each is moved by others, 0…0.8. */
  openness: readonly number[]
  /** What each counts in the decision; adds up to 1, or is 0 throughout where nobody counts. */
  say: readonly number[]
  heard: readonly (readonly Heard[])[]
}

/** Taken for an influence nobody knows. */
export const MIDDLING = 5
/** Two who decide together hear each other a little, even if nothing else binds them. */
const SAME_TABLE = 0.2
/** Of a tie whose strength nobody has stated. */
const PLAIN_STRENGTH = 3

/** How much the first of a tie listens to the second, and the second to the first; for strength 3 of 5. */
const LISTENS: Readonly<Record<string, readonly [first: number, second: number]>> = {
  reports: [1, 0.2],
  dotted_line: [0.6, 0.1],
  influences: [0, 1.5],
  listens_to: [1.5, 0],
  ally: [0.8, 0.8],
  // The first is the master, the second the apprentice.
  mentor: [0.3, 1],
  relative: [0.8, 0.8],
  friend: [0.6, 0.6],
  townsman: [0.3, 0.3],
  schoolmate: [0.3, 0.3],
  former_colleague: [0.3, 0.3],
  introduced_by: [0.3, 0.1],
}
/** Whose word weighs more when it is decided; everybody else counts 1. */
const SAY: Partial<Record<BuyingRole, number>> = {
  decider: 3,
  approver: 2.5,
  finance: 1.5,
  legal: 1.5,
  purchaser: 1.5,
  technical_evaluator: 1.5,
}

/** λ: somebody without influence takes four fifths from others, somebody with the most three tenths. */
export const opennessOf = (influence: number | null): number => 0.8 - 0.05 * (influence ?? MIDDLING)

/** Who sits in the room and who listens to whom, from what the reader may see of the chain, its ties and reporting lines. */
export function roomOf(map: Pick<ChainMap, 'seats' | 'ties' | 'posts' | 'people'>): Room {
  const voices = map.seats.map(
    ({ personId, stance, influence, buyingRoles }): Voice => ({
      personId,
      stance,
      influence,
      roles: buyingRoles,
    }),
  )
  const place = new Map(voices.map((voice, i) => [voice.personId, i]))
  const n = voices.length
  const pull = matrix(n, (i, j) => (i === j ? 0 : SAME_TABLE))
  const because = Array.from({ length: n }, () => Array.from({ length: n }, () => new Set<string>()))
  const listen = (from: string, to: string, amount: number, kind: string) => {
    const i = place.get(from)
    const j = place.get(to)
    if (i === undefined || j === undefined || i === j || amount === 0) return
    pull[i]![j]! += amount
    because[i]![j]!.add(kind)
  }
  for (const { fromId, toId, kind, strength } of [...map.ties, ...reportingLines(map)]) {
    const [first, second] = LISTENS[kind] ?? [0, 0]
    const worth = (strength ?? PLAIN_STRENGTH) / PLAIN_STRENGTH
    listen(fromId, toId, first * worth, kind)
    listen(toId, fromId, second * worth, kind)
  }
  // Those at odds do not hear each other, whatever else binds them.
  for (const { fromId, toId, kind } of map.ties) {
    const i = place.get(fromId)
    const j = place.get(toId)
    if (kind !== 'conflict' || i === undefined || j === undefined) continue
    pull[i]![j] = 0
    pull[j]![i] = 0
  }
  const heft = voices.map((voice) => (voice.influence ?? MIDDLING) / 10)
  const weights = pull.map((row) => normal(row.map((amount, j) => amount * heft[j]!)))
  return {
    voices,
    weights,
    openness: voices.map((voice, i) =>
      weights[i]!.some((weight) => weight > 0) ? opennessOf(voice.influence) : 0,
    ),
    say: normal(
      voices.map((voice, i) => heft[i]! * Math.max(1, ...voice.roles.map((role) => SAY[role] ?? 1))),
    ),
    heard: weights.map((row, i) =>
      row
        .map((share, j) => ({ personId: voices[j]!.personId, share, because: [...because[i]![j]!] }))
        .filter((one) => one.share > 0)
        .sort((a, b) => b.share - a.share),
    ),
  }
}

/** Who reports to whom by the posts they hold, as ties that say so already are. */
function reportingLines(map: Pick<ChainMap, 'posts' | 'people' | 'ties'>) {
  const said = new Set(map.ties.filter((t) => t.kind === 'reports').map((t) => `${t.fromId}:${t.toId}`))
  const holders = new Map<string, string[]>()
  for (const person of map.people)
    for (const post of person.postIds) holders.set(post, [...(holders.get(post) ?? []), person.id])
  return map.posts.flatMap((post) =>
    [
      ...(post.reportsToId ? [{ to: post.reportsToId, kind: 'reports' }] : []),
      ...post.dottedToIds.map((to) => ({ to, kind: 'dotted_line' })),
    ].flatMap(({ to, kind }) =>
      (holders.get(post.id) ?? []).flatMap((fromId) =>
        (holders.get(to) ?? [])
          .filter((toId) => toId !== fromId && !said.has(`${fromId}:${toId}`))
          .map((toId) => ({ fromId, toId, kind, strength: null })),
      ),
    ),
  )
}

/** Far below what anybody could read off a stance. */
const SETTLED = 1e-10
const MOST_ROUNDS = 1000

/**
 * Where the room settles.
 * @param views everybody's own view, in the order of `room.voices`
 * @returns where each stands at the end, and after each of the rounds (the first is their own view)
 */
export function settle(
  { weights, openness }: Pick<Room, 'weights' | 'openness'>,
  views: readonly number[],
): { end: number[]; rounds: number[][] } {
  const rounds = [[...views]]
  for (;;) {
    const now = rounds.at(-1)!
    const next = views.map((own, i) => openness[i]! * dot(weights[i]!, now) + (1 - openness[i]!) * own)
    rounds.push(next)
    if (rounds.length > MOST_ROUNDS || next.every((x, i) => Math.abs(x - now[i]!) < SETTLED))
      return { end: next, rounds }
  }
}

/**
 * What one step of each person's own view moves the balance: sᵀ = rᵀ (I − ΛW)⁻¹ (I − Λ), by the same iteration turned round.
 * Never negative; adds up to 1 where anybody counts, as the rows of (I − ΛW)⁻¹ (I − Λ) do.
 */
export function leverage({ weights, openness, say }: Pick<Room, 'weights' | 'openness' | 'say'>): number[] {
  let carried = [...say]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = say.map(
      (own, j) => own + carried.reduce((sum, amount, i) => sum + amount * openness[i]! * weights[i]![j]!, 0),
    )
    const still = next.every((x, i) => Math.abs(x - carried[i]!) < SETTLED)
    carried = next
    if (still) break
  }
  return carried.map((amount, i) => amount * (1 - openness[i]!))
}

/** From the least to the most it can be: a stance nobody knows may be anything, and is never taken for neutral. */
export interface Between {
  low: number
  high: number
}

export interface Forecast {
  /** Where the decision leans, −5…+5, each counted by their say; null where nobody is on the chain or nobody counts. */
  balance: Between | null
  /** Where each stands after the talk, in the order of `room.voices`. */
  ends: Between[]
}

/** @param moved stances tried out instead of those believed, by person; null tries out not knowing */
export function forecast(room: Room, moved: ReadonlyMap<string, number | null> = new Map()): Forecast {
  const views = (unknown: number) =>
    room.voices.map((v) => (moved.has(v.personId) ? moved.get(v.personId)! : v.stance) ?? unknown)
  const low = settle(room, views(-5)).end
  const high = settle(room, views(5)).end
  const counts = room.say.some((share) => share > 0)
  return {
    balance: counts ? { low: dot(room.say, low), high: dot(room.say, high) } : null,
    ends: low.map((x, i) => ({ low: x, high: high[i]! })),
  }
}

/** What a visit may win from one person: two steps, if there is room for them. */
export const STEPS = 2

export interface Lever {
  personId: string
  /** Steps they would move; null where their stance is unknown and must be learnt first. */
  steps: number | null
  /** How far the balance would move; for an unknown stance: how much of the doubt would go. */
  gain: number
}

/** Whose move matters, the most first; those who cannot move further or do not matter are left out. */
export function levers(room: Room, moved: ReadonlyMap<string, number | null> = new Map()): Lever[] {
  const reach = leverage(room)
  return room.voices
    .map(({ personId, stance }, i): Lever => {
      const now = moved.has(personId) ? moved.get(personId)! : stance
      const steps = now === null ? null : Math.min(STEPS, 5 - now)
      return { personId, steps, gain: reach[i]! * (steps ?? 10) }
    })
    .filter((lever) => lever.gain > 1e-6)
    .sort((a, b) => b.gain - a.gain)
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
const matrix = (n: number, at: (i: number, j: number) => number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => at(i, j)))
function normal(row: readonly number[]): number[] {
  const sum = row.reduce((a, b) => a + b, 0)
  return row.map((x) => (sum > 0 ? x / sum : 0))
}
