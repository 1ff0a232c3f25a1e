/** Two that may be the same, and how much speaks for it (more than 0). */
export interface Pair {
  left: string
  right: string
  weight: number
}

/** Of more than so many that hang together the best are taken one by one: taking all at once would take minutes. */
const AT_ONCE = 250

/**
 * Of all ways to pair each with at most one other, the one for which most speaks altogether: taking the best first could
 * leave two others without a partner who fit each other's. Of equal ways, the one that keeps the order given.
 */
export function bestPairs(pairs: readonly Pair[]): Map<string, string> {
  const chosen = new Map<string, string>()
  for (const group of connected(pairs)) {
    const lefts = [...new Set(group.map((p) => p.left))]
    const rights = [...new Set(group.map((p) => p.right))]
    const found =
      Math.max(lefts.length, rights.length) > AT_ONCE ? greedy(group) : assign(lefts, rights, group)
    for (const [left, right] of found) chosen.set(left, right)
  }
  return chosen
}

/** Pairs that compete with one another, directly or by others. */
function connected(pairs: readonly Pair[]): Pair[][] {
  const above = new Map<string, string>()
  const top = (key: string): string => {
    let at = key
    for (let up = above.get(at); up !== undefined && up !== at; up = above.get(at)) at = up
    above.set(key, at)
    return at
  }
  for (const { left, right } of pairs) above.set(top(`l${left}`), top(`r${right}`))
  return [...Map.groupBy(pairs, (p) => top(`l${p.left}`)).values()]
}

function greedy(pairs: readonly Pair[]): [string, string][] {
  const lefts = new Set<string>()
  const rights = new Set<string>()
  return [...pairs]
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ left, right }): [string, string][] => {
      if (lefts.has(left) || rights.has(right)) return []
      lefts.add(left)
      rights.add(right)
      return [[left, right]]
    })
}

/**
 * The Hungarian method with potentials, on a square of costs; who pairs with nobody costs nothing.
 * See Kuhn 1955; in this form O(n³).
 */
function assign(
  lefts: readonly string[],
  rights: readonly string[],
  pairs: readonly Pair[],
): [string, string][] {
  const n = Math.max(lefts.length, rights.length)
  const row = new Map(lefts.map((key, i) => [key, i + 1]))
  const column = new Map(rights.map((key, i) => [key, i + 1]))
  const cost = Array.from({ length: n + 1 }, () => new Float64Array(n + 1))
  for (const { left, right, weight } of pairs) {
    const costs = cost[row.get(left) as number] as Float64Array
    const j = column.get(right) as number
    costs[j] = Math.min(costs[j] as number, -weight)
  }
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)]
  /** Which row a column is paired with; 0: none yet. */
  const paired = new Int32Array(n + 1)
  const way = new Int32Array(n + 1)
  for (let i = 1; i <= n; i++) {
    paired[0] = i
    let at = 0
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(n + 1)
    do {
      used[at] = 1
      const from = paired[at] as number
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue
        const slack = ((cost[from] as Float64Array)[j] as number) - (u[from] as number) - (v[j] as number)
        if (slack < (least[j] as number)) {
          least[j] = slack
          way[j] = at
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number
          next = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          const k = paired[j] as number
          u[k] = (u[k] as number) + delta
          v[j] = (v[j] as number) - delta
        } else least[j] = (least[j] as number) - delta
      }
      at = next
    } while (paired[at] !== 0)
    for (; at !== 0; at = way[at] as number) paired[at] = paired[way[at] as number] as number
  }
  const found: [string, string][] = []
  for (let j = 1; j <= rights.length; j++) {
    const i = paired[j] as number
    if (i >= 1 && i <= lefts.length && ((cost[i] as Float64Array)[j] as number) < 0)
      found.push([lefts[i - 1] as string, rights[j - 1] as string])
  }
  return found
}
