import { DirectedGraph } from 'graphology'
import { betweenness, pagerank } from 'graphology-metrics/centrality/index.js'
import type { ChainMap } from './chain.contract.ts'

/** Why somebody is central, as facts one can check on the map; never a bare number. */
export type CentralReason =
  /** These of the chain go by what they say. */
  | { kind: 'heard'; by: string[] }
  /** So many ways of influence between others of the chain run through them. */
  | { kind: 'between'; lines: number }
  /** Their word reaches these deciders directly. */
  | { kind: 'ear'; of: string[] }

export interface Central {
  personId: string
  why: CentralReason[]
}

/** How much one's word counts with the other, by the tie between them; both ways where listed twice. */
const WEIGHT: Record<string, { forward?: number; back?: number }> = {
  influences: { forward: 3 },
  listens_to: { back: 3 },
  mentor: { forward: 2 },
  // "from reports to to": the superior's word counts; the subordinate's much less.
  reports: { back: 2, forward: 0.5 },
  dotted_line: { back: 1, forward: 0.5 },
  ally: { forward: 1, back: 1 },
  relative: { forward: 1, back: 1 },
  friend: { forward: 1, back: 1 },
}
/** What the chart says without any tie: the post above is heard by the post below. */
const CHART_WEIGHT = 1.5
/** From here on one may say that somebody is heard: not by the faint upward echo of a report. */
const HEARD = 1

type Line = { weight: number }
type Influence = DirectedGraph<object, Line>

/**
 * Who is central to this decision, the most central first: by whose word counts (PageRank over who listens to whom,
 * weighted by kind and strength of the tie) and by who stands between the others (betweenness of the lines of influence).
 * The measures only order; what is told are the facts behind them.
 * @param most how many
 */
export function central(map: ChainMap, most = 3): Central[] {
  const seated = new Set(map.seats.map((seat) => seat.personId))
  if (seated.size < 2) return []
  const graph = influence(map, seated)
  const heardBy = pagerank(listening(graph), { getEdgeWeight: 'weight' })
  // A faint line is a long way.
  const between = betweenness(heardLines(graph), {
    getEdgeWeight: (_edge, { weight }) => 1 / weight,
    normalized: false,
  })
  const pairs = Math.max(1, (graph.order - 1) * (graph.order - 2))
  const deciders = map.seats
    .filter((seat) => seat.buyingRoles.includes('decider'))
    .map((seat) => seat.personId)
  const name = new Map(map.people.map((person) => [person.id, person.name]))
  return graph
    .nodes()
    .map((personId) => ({
      personId,
      why: reasons(graph, personId, seated, deciders, between[personId] ?? 0),
      score: (heardBy[personId] ?? 0) + (between[personId] ?? 0) / pairs,
    }))
    .filter((one) => one.why.length > 0)
    .sort(
      (a, b) => b.score - a.score || (name.get(a.personId) ?? '').localeCompare(name.get(b.personId) ?? ''),
    )
    .slice(0, most)
    .map(({ personId, why }) => ({ personId, why }))
}

function reasons(
  graph: Influence,
  personId: string,
  seated: ReadonlySet<string>,
  deciders: readonly string[],
  between: number,
): CentralReason[] {
  const why: CentralReason[] = []
  const hearers = graph
    .outNeighbors(personId)
    .filter((id) => (graph.getEdgeAttribute(graph.edge(personId, id), 'weight') ?? 0) >= HEARD)
  const heard = hearers.filter((id) => seated.has(id))
  if (heard.length > 1) why.push({ kind: 'heard', by: heard })
  const ear = deciders.filter((id) => hearers.includes(id))
  // Where all who listen are deciders it has been said.
  if (ear.length > 0 && !(heard.length > 1 && heard.every((id) => ear.includes(id))))
    why.push({ kind: 'ear', of: ear })
  // Where several ways are equally short each counts for its share; a share is not yet a line.
  const lines = Math.floor(between + 1e-9)
  if (lines > 0) why.push({ kind: 'between', lines })
  return why
}

/**
 * The lines of influence of a chain: from whoever is heard to whoever listens. The people on it, and others of the map who
 * are bound to at least two of them.
 */
function influence(map: ChainMap, seated: ReadonlySet<string>): Influence {
  const lines: { from: string; to: string; weight: number }[] = []
  for (const tie of map.ties) {
    const kind = WEIGHT[tie.kind]
    if (!kind) continue
    // Three of five is what a tie is worth where nobody said how strong it is.
    const strength = (tie.strength ?? 3) / 3
    if (kind.forward) lines.push({ from: tie.fromId, to: tie.toId, weight: kind.forward * strength })
    if (kind.back) lines.push({ from: tie.toId, to: tie.fromId, weight: kind.back * strength })
  }
  lines.push(...chartLines(map))
  const bound = new Map<string, Set<string>>()
  for (const { from, to } of lines) {
    if (seated.has(to)) (bound.get(from) ?? bound.set(from, new Set()).get(from))?.add(to)
    if (seated.has(from)) (bound.get(to) ?? bound.set(to, new Set()).get(to))?.add(from)
  }
  const there = new Set(map.people.map((person) => person.id))
  const graph: Influence = new DirectedGraph()
  for (const id of there) if (seated.has(id) || (bound.get(id)?.size ?? 0) > 1) graph.addNode(id)
  for (const { from, to, weight } of lines) {
    if (from === to || !graph.hasNode(from) || !graph.hasNode(to)) continue
    // Several ties between two: the strongest counts.
    graph.updateEdge(from, to, (line) => ({ weight: Math.max(weight, line.weight ?? 0) }))
  }
  return graph
}

/** Whoever holds a post is heard by those who hold the posts below it. */
function chartLines(map: ChainMap): { from: string; to: string; weight: number }[] {
  const holders = new Map<string, string[]>()
  for (const person of map.people)
    for (const postId of person.postIds)
      (holders.get(postId) ?? holders.set(postId, []).get(postId))?.push(person.id)
  return map.posts.flatMap((post) =>
    (holders.get(post.reportsToId ?? '') ?? []).flatMap((from) =>
      (holders.get(post.id) ?? []).map((to) => ({ from, to, weight: CHART_WEIGHT })),
    ),
  )
}

/** The lines that carry a word; an echo from below makes nobody a go-between. */
function heardLines(graph: Influence): Influence {
  const heard: Influence = new DirectedGraph()
  for (const id of graph.nodes()) heard.addNode(id)
  graph.forEachEdge((_edge, { weight }, from, to) => {
    if (weight >= HEARD) heard.addEdge(from, to, { weight })
  })
  return heard
}

/** The same lines turned round: rank flows from whoever listens to whoever is heard. */
function listening(graph: Influence): Influence {
  const turned: Influence = new DirectedGraph()
  for (const id of graph.nodes()) turned.addNode(id)
  graph.forEachEdge((_edge, { weight }, from, to) => {
    turned.addEdge(to, from, { weight })
  })
  return turned
}
