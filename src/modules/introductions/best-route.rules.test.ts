import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestRoutes, type Link } from './best-route.rules.ts'
import { MOST_LINKS, WEAK } from './route.rules.ts'

const OURS = new Set(['m1', 'm2'])
const link = (from: string, to: string, cost: number): Link => ({ from, to, cost })
const names = (route: { links: Link[] } | undefined) =>
  route && [...route.links.map((l) => l.from), route.links.at(-1)?.to].join(' ')

describe('the best route', () => {
  it('goes round a dear short way over two cheap links', () => {
    const links = [link('m1', 't', 6), link('m1', 'a', 2), link('a', 't', 2)]
    expect(bestRoutes(links, OURS, 't', 3).map(names)).toEqual(['m1 a t', 'm1 t'])
  })

  it('stands on a weak link only where there is no other way', () => {
    const weak = [link('m1', 'a', 1), link('a', 't', WEAK + 1)]
    const dear = [link('m2', 'b', 6), link('b', 'c', 6), link('c', 't', 6)]
    expect(bestRoutes([...weak, ...dear], OURS, 't', 3).map((r) => [names(r), r.weak])).toEqual([
      ['m2 b c t', false],
      ['m1 a t', true],
    ])
    expect(bestRoutes(weak, OURS, 't', 3)).toMatchObject([{ weak: true, cost: WEAK + 2 }])
  })

  it('has at most so many links as favours travel, even where a longer one is cheaper', () => {
    const chain = ['m1', 'a', 'b', 'c', 'd', 't']
    const long = chain.slice(1).map((to, i) => link(chain[i] ?? '', to, 1))
    expect(bestRoutes(long, OURS, 't', 3)).toEqual([])
    expect(names(bestRoutes([...long, link('b', 't', 7)], OURS, 't', 1)[0])).toBe('m1 a b t')
  })

  it('never leads through one of ours, through the target, or against the direction of a link', () => {
    const links = [link('t', 'a', 1), link('a', 't', 1), link('t', 'm1', 1), link('m1', 'x', 1)]
    expect(bestRoutes(links, OURS, 't', 3)).toEqual([])
  })
})

/** Every way there is, tried one after the other: slow, and too simple to be wrong. */
function everyRoute(links: readonly Link[]): { way: string; cost: number; weak: boolean }[] {
  const found: { way: string; cost: number; weak: boolean }[] = []
  const walk = (at: string, way: string[], cost: number, weak: boolean) => {
    if (at === 't') {
      found.push({ way: way.join(' '), cost, weak })
      return
    }
    if (way.length > MOST_LINKS) return
    for (const one of links) {
      if (one.from !== at || way.includes(one.to) || OURS.has(one.to)) continue
      walk(one.to, [...way, one.to], cost + one.cost, weak || one.cost > WEAK)
    }
  }
  for (const member of OURS) walk(member, [member], 0, false)
  return found
}

const anyLinks = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom('m1', 'm2', 'a', 'b', 'c', 'd', 'e', 't'),
      to: fc.constantFrom('a', 'b', 'c', 'd', 'e', 't', 'm1'),
      cost: fc.integer({ min: 2, max: 20 }).map((halves) => halves / 2),
    }),
    { maxLength: 28, selector: (one) => `${one.from} ${one.to}` },
  )
  .map((links) => links.filter((one) => one.from !== one.to))

describe('against every way there is', () => {
  it('the first route is the best, strong ones before weak ones', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const all = everyRoute(links)
        const strong = all.filter((one) => !one.weak)
        const best = Math.min(...(strong.length > 0 ? strong : all).map((one) => one.cost))
        const [found] = bestRoutes(links, OURS, 't', 1)
        expect(found?.cost ?? Number.POSITIVE_INFINITY).toBe(best)
        if (found) {
          expect(found.weak).toBe(strong.length === 0)
          expect(all.map((one) => one.way)).toContain(names(found))
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('alternatives are the next best, none told twice', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const all = everyRoute(links)
        const order = [...all].sort((a, b) => Number(a.weak) - Number(b.weak) || a.cost - b.cost)
        const found = bestRoutes(links, OURS, 't', 3)
        expect(new Set(found.map(names)).size).toBe(found.length)
        const strong = order.filter((one) => !one.weak).slice(0, 3)
        expect(found.filter((one) => !one.weak).map((one) => one.cost)).toEqual(strong.map((one) => one.cost))
        for (const one of found) expect(all.map((a) => a.way)).toContain(names(one))
      }),
      { numRuns: 1000 },
    )
  })
})
