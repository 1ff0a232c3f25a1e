import { FALL, GAP, INDENT, NAME_ROOM, SLOT, STACK_GAP } from './layout-room.ts'
import type { Node } from './layout-tree.ts'

const TREE_GAP = 72
/** Between two rows of branches, and from how wide on a row is broken into several. */
const ROW_GAP = 24
const WIDE = 2400
/** How much wider than high a broken row should be. */
const ASPECT = 1.8
/** The outline of a subtree is kept in steps of this height. */
const STEP = 12

/** The left and the right edge of a subtree at each height, measured from its root's middle and upper edge. */
export interface Outline {
  from: number
  left: number[]
  right: number[]
}

/** Stands the columns of a node's stack, measured from the node's upper edge. */
function standStack(node: Node, below: number): void {
  let width = 0
  let height = 0
  for (const column of node.stack) {
    let y = below
    for (const [i, leaf] of column.entries()) {
      if (leaf.opens && i > 0) y += NAME_ROOM
      leaf.fall = y
      y += leaf.height + STACK_GAP
    }
    width += columnWidth(column) + GAP
    height = Math.max(height, y - STACK_GAP - below)
  }
  node.stackSize = { width: Math.max(0, width - GAP), height }
}

export const columnWidth = (column: readonly Node[]) => INDENT + Math.max(...column.map((leaf) => leaf.width))
/** Heights are whole steps, so that outlines laid on each other stay exact. */
const inSteps = (height: number) => Math.ceil(height / STEP) * STEP

interface Part {
  outline: Outline
  set: (shift: number, fall: number) => void
}

/** Pushes a node's branches together and centres it above them. @returns the outline of it all, from its middle */
export function pack(node: Node, outlines: ReadonlyMap<Node, Outline>, isGround: boolean): Outline {
  const gap = isGround ? TREE_GAP : GAP
  const below = isGround ? 0 : inSteps(Math.max(SLOT, node.height) + FALL)
  standStack(node, below)
  const parts: Part[] = []
  if (node.stack.length > 0)
    parts.push({
      outline: block(0, node.stackSize.height, node.stackSize.width),
      set: (shift) => {
        node.stackShift = shift
      },
    })
  for (const kid of node.kids)
    parts.push({
      outline: outlines.get(kid) as Outline,
      set: (shift, fall) => {
        kid.shift = shift
        kid.fall = fall
      },
    })
  const rows = inRows(parts, gap)
  const all: Outline = { from: 0, left: [], right: [] }
  let fall = below
  for (const row of rows) {
    const { outline, shifts } = packRow(row, gap)
    for (const [i, part] of row.entries()) part.set(shifts[i] as number, fall)
    merge(all, outline, 0, fall)
    // The first row ends at a whole step below its lowest; the next one needs room for its bus and its names.
    fall += inSteps((outline.from + outline.left.length) * STEP + ROW_GAP + FALL)
  }
  if (rows.length > 1 && !isGround) {
    const spine = Math.min(...all.left) - GAP / 2
    node.spine = spine
    for (let i = 0; i < all.left.length; i++) {
      all.left[i] = spine - 4
      all.right[i] = Math.max(spine + 4, all.right[i] as number)
    }
  }
  // Its own room reaches down to its branches, so that nothing slips between it and them.
  if (!isGround)
    merge(all, block(0, parts.length > 0 ? below : Math.max(SLOT, node.height), node.width), 0, 0)
  return all
}

/** Pushes the parts of one row together. @returns where each stands from the middle of them all */
function packRow(row: readonly Part[], gap: number): { outline: Outline; shifts: number[] } {
  const outline: Outline = { from: 0, left: [], right: [] }
  const shifts: number[] = []
  for (const part of row) {
    let shift = 0
    if (shifts.length > 0) {
      shift = Number.NEGATIVE_INFINITY
      for (const [i, left] of part.outline.left.entries()) {
        const right = outline.right[part.outline.from + i - outline.from]
        if (right !== undefined) shift = Math.max(shift, right - left + gap)
      }
      if (shift === Number.NEGATIVE_INFINITY) shift = (shifts.at(-1) as number) + gap
    }
    shifts.push(shift)
    merge(outline, part.outline, shift, 0)
  }
  const middle = shifts.length > 0 ? ((shifts[0] as number) + (shifts.at(-1) as number)) / 2 : 0
  return {
    outline: {
      from: outline.from,
      left: outline.left.map((x) => x - middle),
      right: outline.right.map((x) => x - middle),
    },
    shifts: shifts.map((shift) => shift - middle),
  }
}

/** Breaks a row that would be very wide into several, about as high as wide: a chart is read on a screen, not on a tape. */
function inRows(parts: readonly Part[], gap: number): Part[][] {
  const widths = parts.map(({ outline }) => Math.max(...outline.right) - Math.min(...outline.left) + gap)
  const width = widths.reduce((sum, one) => sum + one, 0)
  if (parts.length < 3 || width < WIDE) return [[...parts]]
  const height = Math.max(...parts.map(({ outline }) => (outline.from + outline.left.length) * STEP))
  const rows = Math.min(parts.length, Math.round(Math.sqrt(width / (ASPECT * (height + FALL + ROW_GAP)))))
  if (rows < 2) return [[...parts]]
  const made: Part[][] = [[]]
  let used = 0
  for (const [i, part] of parts.entries()) {
    const own = widths[i] as number
    if (used > 0 && used + own / 2 > width / rows && made.length < rows) {
      made.push([])
      used = 0
    }
    made.at(-1)?.push(part)
    used += own
  }
  return made
}

function block(top: number, height: number, width: number): Outline {
  const from = Math.floor((top - NAME_ROOM) / STEP)
  const steps = Math.max(1, Math.ceil((top + height) / STEP) - from)
  return {
    from,
    left: Array.from({ length: steps }, () => -width / 2),
    right: Array.from({ length: steps }, () => width / 2),
  }
}

/** Adds an outline to another, moved aside and down, holding the outer edges. */
function merge(all: Outline, add: Outline, shift: number, fall: number): void {
  if (add.left.length === 0) return
  const from = add.from + Math.round(fall / STEP)
  if (all.left.length === 0) {
    all.from = from
    all.left = add.left.map((x) => x + shift)
    all.right = add.right.map((x) => x + shift)
    return
  }
  if (from < all.from) {
    const missing = all.from - from
    all.left.unshift(...Array.from({ length: missing }, () => Number.POSITIVE_INFINITY))
    all.right.unshift(...Array.from({ length: missing }, () => Number.NEGATIVE_INFINITY))
    all.from = from
  }
  for (let i = 0; i < add.left.length; i++) {
    const at = from + i - all.from
    while (all.left.length <= at) {
      all.left.push(Number.POSITIVE_INFINITY)
      all.right.push(Number.NEGATIVE_INFINITY)
    }
    all.left[at] = Math.min(all.left[at] as number, (add.left[i] as number) + shift)
    all.right[at] = Math.max(all.right[at] as number, (add.right[i] as number) + shift)
  }
}
