import { boxSize, type MapBox } from '../map.rules.ts'

/** From this many on, posts that nobody reports to stand below each other instead of in a row. */
const STACK_FROM = 3

export interface Node {
  box: MapBox
  width: number
  height: number
  /** Does it open its department: is its name written above? */
  opens: boolean
  kids: Node[]
  stack: Node[][]
  stackSize: { width: number; height: number }
  /** Its upper edge and its middle, from those of what it hangs under. */
  fall: number
  shift: number
  stackShift: number
  /** Branches too many for one row stand in several; this is where the line down to the later ones runs. */
  spine: number | null
}

export const GROUND: MapBox = {
  id: '',
  kind: 'unit',
  title: '',
  unitId: null,
  unitName: '',
  holders: [],
  empty: null,
  parentId: null,
  reports: false,
}

export function nodeOf(box: MapBox): Node {
  return {
    box,
    ...boxSize(box),
    opens: false,
    kids: [],
    stack: [],
    stackSize: { width: 0, height: 0 },
    fall: 0,
    shift: 0,
    stackShift: 0,
    spine: null,
  }
}

/** Joins the nodes to trees; those of one department stand together. @returns the roots */
export function hang(boxes: readonly MapBox[], nodes: ReadonlyMap<string, Node>): Node[] {
  const roots: Node[] = []
  for (const box of boxes) {
    const node = nodes.get(box.id) as Node
    const above = box.parentId === null ? undefined : nodes.get(box.parentId)
    node.opens = box.kind === 'post' && box.unitId !== null && above?.box.unitId !== box.unitId
    if (above) above.kids.push(node)
    else roots.push(node)
  }
  for (const node of nodes.values()) node.kids = together(node.kids, node.box.unitId)
  return together(roots, null)
}

/** Keeps the order, but brings those of one department next to each other, one's own department first. */
function together(nodes: Node[], own: string | null): Node[] {
  const groups = Map.groupBy(nodes, (node) => node.box.unitId)
  const first = groups.get(own) ?? []
  const rest = [...groups].filter(([unitId]) => unitId !== own).flatMap(([, group]) => group)
  return [...first, ...rest]
}

/** Every node that is not one of a stack, those above before those below; stacks are made on the way. */
export function branchesFrom(root: Node): Node[] {
  const order: Node[] = []
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    splitLeaves(node)
    order.push(node)
    waiting.push(...node.kids)
  }
  return order
}

/** Takes the leaves out of a node's branches and stands them in columns, about as high as wide. */
function splitLeaves(node: Node): void {
  const leaves = node.kids.filter((kid) => kid.kids.length === 0)
  if (leaves.length < STACK_FROM) return
  node.kids = node.kids.filter((kid) => !leaves.includes(kid))
  const rows = Math.max(5, Math.ceil(Math.sqrt(leaves.length * 1.6)))
  const columns = Math.ceil(leaves.length / rows)
  const perColumn = Math.ceil(leaves.length / columns)
  for (let i = 0; i < leaves.length; i += perColumn) node.stack.push(leaves.slice(i, i + perColumn))
  let last: string | null = node.box.unitId
  for (const leaf of node.stack.flat()) {
    // The second of a department under the same superior needs no name above it.
    if (leaf.opens && leaf.box.unitId === last) leaf.opens = false
    last = leaf.box.unitId
  }
}
