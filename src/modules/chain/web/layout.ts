import type { ElkNode } from 'elkjs/lib/elk-api.js'

/** Where each box stands: its upper left corner, in pixels. */
export type Placed = ReadonlyMap<string, { x: number; y: number }>

interface Sized {
  id: string
  width: number
  height: number
}

/**
 * Arranges the chart top down. The layout engine is fetched only here, with the first map: it is far larger than the rest
 * of the page.
 */
export async function arrange(
  boxes: readonly Sized[],
  lines: readonly { from: string; to: string }[],
): Promise<Placed> {
  if (boxes.length === 0) return new Map()
  const linked = new Set(lines.flatMap((line) => [line.from, line.to]))
  const { default: bundle } = await import('elkjs/lib/elk.bundled.js')
  const elk = new bundle.default()
  const graph: ElkNode = await elk.layout({
    id: 'chart',
    layoutOptions: {
      'elk.algorithm': 'mrtree',
      'elk.direction': 'DOWN',
      'elk.spacing.nodeNode': '28',
      'elk.separateConnectedComponents': 'true',
      'elk.spacing.componentComponent': '48',
      'elk.aspectRatio': '1.6',
    },
    children: boxes
      .filter((box) => linked.has(box.id))
      .map(({ id, width, height }) => ({ id, width, height: height + 34 })),
    edges: lines.map((line, i) => ({ id: String(i), sources: [line.from], targets: [line.to] })),
  })
  const placed = new Map<string, { x: number; y: number }>()
  let bottom = 0
  for (const node of graph.children ?? []) {
    placed.set(node.id, { x: node.x ?? 0, y: node.y ?? 0 })
    bottom = Math.max(bottom, (node.y ?? 0) + (node.height ?? 0) + 30)
  }
  shelve(
    boxes.filter((box) => !linked.has(box.id)),
    bottom,
    Math.max(graph.width ?? 0, 900),
    placed,
  )
  return placed
}

/** Those nobody reports to and who report to nobody stand in rows below the chart. */
function shelve(
  boxes: readonly Sized[],
  top: number,
  width: number,
  placed: Map<string, { x: number; y: number }>,
): void {
  const gap = 24
  let x = 0
  let y = top
  let tallest = 0
  for (const box of boxes) {
    if (x > 0 && x + box.width > width) {
      x = 0
      y += tallest + gap
      tallest = 0
    }
    placed.set(box.id, { x, y })
    x += box.width + gap
    tallest = Math.max(tallest, box.height)
  }
}
