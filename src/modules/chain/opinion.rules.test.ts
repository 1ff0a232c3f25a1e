import fc from 'fast-check'
import { inverse, Matrix } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import type { ChainMap } from './chain.contract.ts'
import { forecast, leverage, levers, type Room, roomOf, settle } from './opinion.rules.ts'

type Given = Pick<ChainMap, 'seats' | 'ties' | 'posts' | 'people'>
interface Somebody {
  stance?: number | null
  influence?: number | null
  roles?: ChainMap['seats'][number]['buyingRoles']
}

/** A chain of people named a, b, c …, with ties written "a>b kind". */
function chainOf(
  people: Record<string, Somebody>,
  ties: readonly string[] = [],
  lines: Given['posts'] = [],
): Given {
  return {
    seats: Object.entries(people).map(
      ([personId, { stance = 0, influence = 5, roles = [] }]) =>
        ({ personId, stance, influence, buyingRoles: roles }) as unknown as Given['seats'][number],
    ),
    ties: ties.map((tie, i) => {
      const [, fromId, toId, kind, strength] = /^(\w+)>(\w+) (\w+)(?: (\d))?$/.exec(tie)!
      return {
        id: String(i),
        fromId: fromId!,
        toId: toId!,
        kind: kind!,
        strength: strength ? Number(strength) : null,
        mutual: false,
      }
    }),
    posts: lines,
    people: Object.keys(people).map((id) => ({
      id,
      name: id,
      title: '',
      unitName: '',
      postIds: [`post-${id}`],
    })),
  }
}

const post = (of: string, to: string): Given['posts'][number] => ({
  id: `post-${of}`,
  unitId: null,
  title: of,
  reportsToId: `post-${to}`,
  dottedToIds: [],
  vacant: false,
  holderUnknown: false,
})

const mid = ({ low, high }: { low: number; high: number }) => {
  expect(high - low).toBeCloseTo(0, 6)
  return low
}
const at = (room: Room, personId: string) => room.voices.findIndex((v) => v.personId === personId)

/** Any room: rows that add up to 1 or to nothing, openness below 1. */
const anyRoom = fc
  .integer({ min: 1, max: 12 })
  .chain((n) =>
    fc.record({
      raw: fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
      openness: fc.array(fc.double({ min: 0, max: 0.8, noNaN: true }), { minLength: n, maxLength: n }),
      views: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
      say: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
    }),
  )
  .map(({ raw, openness, views, say }) => {
    const weights = raw.map((row, i) => {
      const own = row.map((x, j) => (i === j ? 0 : x))
      const sum = own.reduce((a, b) => a + b, 0)
      return own.map((x) => (sum > 1e-9 ? x / sum : 0))
    })
    const all = say.reduce((a, b) => a + b, 0)
    return {
      weights,
      openness: openness.map((x, i) => (weights[i]!.some((w) => w > 0) ? x : 0)),
      views,
      say: say.map((x) => x / all),
    }
  })

/** (I − ΛW)⁻¹ (I − Λ), by a library's elimination. */
function closedForm({ weights, openness }: Pick<Room, 'weights' | 'openness'>): Matrix {
  const n = weights.length
  const open = Matrix.diag([...openness])
  return inverse(Matrix.sub(Matrix.eye(n), open.mmul(new Matrix(weights.map((row) => [...row]))))).mmul(
    Matrix.sub(Matrix.eye(n), open),
  )
}

function expectClose(found: readonly number[], exact: readonly number[]): void {
  expect(found).toHaveLength(exact.length)
  for (const [i, x] of found.entries()) expect(x).toBeCloseTo(exact[i]!, 7)
}

describe('the solver', () => {
  it('settles where the closed form says', () => {
    fc.assert(
      fc.property(anyRoom, (room) => {
        const exact = closedForm(room).mmul(Matrix.columnVector(room.views)).to1DArray()
        expectClose(settle(room, room.views).end, exact)
      }),
    )
  })

  it('never leaves what anybody thought at first', () => {
    fc.assert(
      fc.property(anyRoom, (room) => {
        const { end } = settle(room, room.views)
        for (const x of end) {
          expect(x).toBeGreaterThanOrEqual(Math.min(...room.views) - 1e-9)
          expect(x).toBeLessThanOrEqual(Math.max(...room.views) + 1e-9)
        }
      }),
    )
  })

  it('says what a step of each is worth, as the closed form does', () => {
    fc.assert(
      fc.property(anyRoom, (room) => {
        const exact = Matrix.rowVector(room.say).mmul(closedForm(room)).to1DArray()
        const worth = leverage(room)
        expectClose(worth, exact)
        expect(worth.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6)
      }),
    )
  })
})

describe('who listens to whom', () => {
  it('is taken from ties, and from the posts people hold', () => {
    const room = roomOf(
      chainOf({ boss: {}, aide: {}, other: {} }, ['aide>other listens_to'], [post('aide', 'boss')]),
    )
    const [first, second] = room.heard[at(room, 'aide')]!
    expect(first).toMatchObject({ personId: 'other', because: ['listens_to'] })
    expect(second).toMatchObject({ personId: 'boss', because: ['reports'] })
    expect(first!.share + second!.share).toBeCloseTo(1)
  })

  it('does not count a reporting line twice that a tie has told already', () => {
    const once = roomOf(chainOf({ boss: {}, aide: {}, c: {} }, ['aide>boss reports']))
    const twice = roomOf(
      chainOf({ boss: {}, aide: {}, c: {} }, ['aide>boss reports'], [post('aide', 'boss')]),
    )
    expect(twice.weights).toEqual(once.weights)
  })

  it('is nobody for those at odds, whatever else binds them', () => {
    const room = roomOf(chainOf({ a: {}, b: {}, c: {} }, ['a>b schoolmate', 'b>a conflict']))
    expect(room.weights[at(room, 'a')]![at(room, 'b')]).toBe(0)
    expect(room.weights[at(room, 'b')]![at(room, 'a')]).toBe(0)
  })

  it('leaves somebody alone on the chain with their own view', () => {
    expect(mid(forecast(roomOf(chainOf({ a: { stance: -3 } }))).balance!)).toBe(-3)
    expect(forecast(roomOf(chainOf({}))).balance).toBeNull()
  })

  it('is the stronger for a stronger tie and for more influence', () => {
    const share = (tie: string, influence: number) => {
      const room = roomOf(chainOf({ a: {}, b: { influence }, c: {} }, [tie]))
      return room.weights[at(room, 'a')]![at(room, 'b')]!
    }
    expect(share('a>b friend 5', 5)).toBeGreaterThan(share('a>b friend 1', 5))
    expect(share('a>b friend 3', 9)).toBeGreaterThan(share('a>b friend 3', 2))
    expect(share('a>b friend 3', 0)).toBe(0)
  })
})

describe('the balance', () => {
  it('follows the decider more than a user of the same influence', () => {
    const lean = (decider: number, user: number) =>
      mid(
        forecast(
          roomOf(
            chainOf({ d: { stance: decider, roles: ['decider'] }, u: { stance: user, roles: ['user'] } }),
          ),
        ).balance!,
      )
    expect(lean(3, -3)).toBeGreaterThan(0)
    expect(lean(-3, 3)).toBeLessThan(0)
  })

  it('is a span where a stance is unknown, and not the balance of a neutral one', () => {
    const unknown = forecast(roomOf(chainOf({ a: { stance: 4 }, b: { stance: null } }))).balance!
    const neutral = forecast(roomOf(chainOf({ a: { stance: 4 }, b: { stance: 0 } }))).balance!
    expect(unknown.high - unknown.low).toBeGreaterThan(1)
    expect(unknown.low).toBeLessThan(mid(neutral))
    expect(unknown.high).toBeGreaterThan(mid(neutral))
  })

  it('moves with a stance tried out, by what the lever promised, and leaves the chain as it was', () => {
    const given = chainOf(
      {
        d: { stance: -1, influence: 9, roles: ['decider'] },
        e: { stance: 2, influence: 6 },
        f: { stance: 0, influence: 2 },
      },
      ['d>e listens_to 5', 'f>d reports'],
    )
    const room = roomOf(given)
    const before = mid(forecast(room).balance!)
    for (const lever of levers(room)) {
      const { stance } = room.voices[at(room, lever.personId)]!
      const after = mid(forecast(room, new Map([[lever.personId, stance! + lever.steps!]])).balance!)
      expect(after - before).toBeCloseTo(lever.gain, 6)
    }
    expect(given.seats.map((s) => s.stance)).toEqual([-1, 2, 0])
  })

  it('names first whom the decider listens to, not whoever is loudest', () => {
    const room = roomOf(
      chainOf(
        {
          decider: { stance: 5, influence: 8, roles: ['decider'] },
          adviser: { stance: 0, influence: 6 },
          loud: { stance: 0, influence: 6 },
        },
        ['decider>adviser listens_to 5'],
      ),
    )
    expect(levers(room)[0]!.personId).toBe('adviser')
  })

  it('offers nobody who already stands wholly with us', () => {
    const room = roomOf(chainOf({ a: { stance: 5 }, b: { stance: 1 } }))
    expect(levers(room).map((lever) => lever.personId)).toEqual(['b'])
    expect(levers(room, new Map([['b', 5]]))).toEqual([])
  })

  it('says of an unknown stance how much of the doubt it holds', () => {
    const room = roomOf(chainOf({ a: { stance: null, influence: 8 }, b: { stance: 1 } }))
    const { low, high } = forecast(room).balance!
    expect(levers(room)[0]).toMatchObject({ personId: 'a', steps: null })
    expect(levers(room)[0]!.gain).toBeCloseTo(high - low, 6)
  })
})
