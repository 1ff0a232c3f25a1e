import { DirectedGraph } from 'graphology'
import { dijkstra } from 'graphology-shortest-path'
import { MOST_LINKS, WEAK } from './route.rules.ts'

/** One can ask the other: from one of ours to a person, or from a person to a person. Costs are positive. */
export interface Link {
  /** Ids of members and people are all different. */
  from: string
  to: string
  cost: number
}

export interface FoundRoute {
  cost: number
  /** A link of it is too weak to count on. */
  weak: boolean
  links: Link[]
}

const SOURCE = 'us'

/**
 * The best routes from any of ours to the target, of at most `MOST_LINKS` links: the best first, then those that remain
 * when a link of it is not to be had. Routes of strong links come before routes with weak ones, whatever they cost.
 *
 * Each is exactly the best of those that are left: a route that is none of those before misses some link of each.
 * @param ours the ids links may begin with
 * @param most how many
 */
export function bestRoutes(
  links: readonly Link[],
  ours: ReadonlySet<string>,
  targetId: string,
  most: number,
): FoundRoute[] {
  const strong = search(
    links.filter((link) => link.cost <= WEAK),
    ours,
    targetId,
    most,
  )
  if (strong.length >= most) return strong
  const seen = new Set(strong.map(keyOf))
  const weak = search(links, ours, targetId, most).filter((route) => route.weak && !seen.has(keyOf(route)))
  return [...strong, ...weak].slice(0, most)
}

const keyOf = (route: FoundRoute) => route.links.map((link) => link.from).join('>') + route.links.at(-1)?.to

function search(
  links: readonly Link[],
  ours: ReadonlySet<string>,
  targetId: string,
  most: number,
): FoundRoute[] {
  const graph = layered(links, ours, targetId)
  if (!graph) return []
  const found: FoundRoute[] = []
  const known = new Set<string>()
  const tried = new Set<string>()
  const candidates: { route: FoundRoute; without: ReadonlySet<Link> }[] = []
  const consider = (without: ReadonlySet<Link>) => {
    const key = [...without].map(linkKey).sort().join(' ')
    if (tried.has(key) || tried.size === MOST_SEARCHES) return
    tried.add(key)
    const route = cheapest(graph, without)
    if (route) candidates.push({ route, without })
  }
  consider(new Set())
  while (found.length < most) {
    candidates.sort((a, b) => a.route.cost - b.route.cost || a.route.links.length - b.route.links.length)
    const next = candidates.shift()
    if (!next) break
    if (!known.has(keyOf(next.route))) found.push(next.route)
    known.add(keyOf(next.route))
    // Whatever else there is misses one of its links.
    if (found.length < most) for (const link of next.route.links) consider(new Set([...next.without, link]))
  }
  return found
}

/** Searches for one answer at most: alternatives of alternatives grow fast. */
const MOST_SEARCHES = 32

const linkKey = (link: Link) => `${link.from}>${link.to}`

type Step = { cost: number; link: Link | null }

/**
 * The links as a graph in layers: a person stands in the layer of every number of links from which they can reach the
 * target. A path through it has the length it may have, which a shortest path in the plain graph need not. Costs are
 * positive, so the cheapest way through the layers meets nobody twice.
 */
function layered(links: readonly Link[], ours: ReadonlySet<string>, targetId: string) {
  const into = Map.groupBy(links, (link) => link.to)
  const graph = new DirectedGraph<object, Step>()
  const at = (layer: number, id: string) => `${layer} ${id}`
  graph.addNode(SOURCE)
  graph.addNode(at(0, targetId))
  let reached = new Set([targetId])
  for (let layer = 0; layer < MOST_LINKS; layer++) {
    const next = new Set<string>()
    for (const id of reached) {
      for (const link of into.get(id) ?? []) {
        const own = ours.has(link.from)
        if (!own && (layer + 1 === MOST_LINKS || link.from === targetId)) continue
        const from = at(layer + 1, link.from)
        if (graph.mergeNode(from)[1] && own) graph.addDirectedEdge(SOURCE, from, { cost: 0, link: null })
        graph.addDirectedEdge(from, at(layer, id), { cost: link.cost, link })
        if (!own) next.add(link.from)
      }
    }
    reached = next
  }
  return graph.outDegree(SOURCE) > 0 ? { graph, target: at(0, targetId) } : null
}

function cheapest(
  { graph, target }: { graph: DirectedGraph<object, Step>; target: string },
  without: ReadonlySet<Link>,
): FoundRoute | null {
  const path = dijkstra.bidirectional(graph, SOURCE, target, (_edge, { cost, link }) =>
    link && without.has(link) ? Number.POSITIVE_INFINITY : cost,
  ) as string[] | null
  if (!path) return null
  const links: Link[] = []
  for (let i = 1; i + 1 < path.length; i++) {
    const { link } = graph.getEdgeAttributes(graph.edge(path[i], path[i + 1]) as string)
    if (!link || without.has(link)) return null
    links.push(link)
  }
  if (links.length === 0) return null
  return {
    cost: links.reduce((sum, link) => sum + link.cost, 0),
    weak: links.some((link) => link.cost > WEAK),
    links,
  }
}
