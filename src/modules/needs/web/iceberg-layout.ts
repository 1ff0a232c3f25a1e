import { LAYERS, type Layer } from '../needs.contract.ts'

export interface BergNeed {
  id: string
  parentId: string | null
  layer: Layer
}
export interface Block {
  id: string
  x: number
  y: number
  width: number
  height: number
}
export interface Band {
  layer: Layer
  top: number
  bottom: number
}
export interface BergLayout {
  width: number
  height: number
  waterline: number
  bands: Band[]
  blocks: Block[]
  /** From the underside of what lies above to the top of what lies beneath. */
  lines: { from: string; to: string; path: string }[]
  /** The outline of the ice, as an SVG path, above and below the water. */
  tip: string
  body: string
  /** The sides of the ice turned away from the light. */
  shades: string[]
}

const GAP = 12
const LABEL = 40
const PEAK = 56
const FOOT = 72
const LEAST: Record<Layer, number> = { explicit: 150, implicit: 190, deep: 170 }

/**
 * Where everything stands on an iceberg of this width: three bands, in each the needs in the order of what they lie beneath,
 * as many abreast as stay readable. Pixels; the same input gives the same picture.
 */
export function layOut(needs: readonly BergNeed[], width: number): BergLayout {
  const phone = width < 620
  const blockHeight = phone ? 104 : 96
  const ordered = inTreeOrder(needs)
  const byId = new Map(needs.map((need) => [need.id, need]))
  const bands: Band[] = []
  const blocks = new Map<string, Block>()
  let top = PEAK
  for (const layer of LAYERS) {
    const share = phone ? 1 : { explicit: 0.6, implicit: 0.92, deep: 0.7 }[layer]
    const room = width * share - 2 * (phone ? 8 : 24)
    const least = phone ? 150 : width < 900 ? 156 : 190
    const abreast = Math.max(1, Math.min(phone ? 2 : 5, Math.floor((room + GAP) / (least + GAP))))
    const rows = rowsOf(
      ordered.filter((need) => need.layer === layer),
      byId,
      abreast,
    )
    let y = top + LABEL
    for (const row of rows) {
      const blockWidth = Math.min(phone ? 260 : 240, (room - GAP * (abreast - 1)) / abreast)
      let x = width / 2 - (row.length * blockWidth + (row.length - 1) * GAP) / 2
      for (const need of row) {
        blocks.set(need.id, { id: need.id, x, y, width: blockWidth, height: blockHeight })
        x += blockWidth + GAP
      }
      y += blockHeight + GAP * 2
    }
    const bottom = Math.max(top + LEAST[layer], y + GAP)
    bands.push({ layer, top, bottom })
    top = bottom
  }
  const waterline = bands[0]!.bottom
  const height = top + FOOT
  const lines = needs.flatMap((need) => {
    const above = need.parentId === null ? undefined : blocks.get(need.parentId)
    const here = blocks.get(need.id)
    return above && here ? [{ from: above.id, to: here.id, path: lineBetween(above, here) }] : []
  })
  return {
    width,
    height,
    waterline,
    bands,
    blocks: needs.flatMap((need) => blocks.get(need.id) ?? []),
    lines,
    ...outline(width, height, waterline, phone),
  }
}

/** Depth first from what floats: whatever lies beneath one thing stands together. */
function inTreeOrder(needs: readonly BergNeed[]): BergNeed[] {
  const there = new Set(needs.map((need) => need.id))
  const beneath = new Map<string | null, BergNeed[]>()
  for (const need of needs) {
    const above = need.parentId !== null && there.has(need.parentId) ? need.parentId : null
    beneath.set(above, [...(beneath.get(above) ?? []), need])
  }
  const ordered: BergNeed[] = []
  const seen = new Set<string>()
  const walk = (above: string | null) => {
    for (const need of beneath.get(above) ?? []) {
      if (seen.has(need.id)) continue
      seen.add(need.id)
      ordered.push(need)
      walk(need.id)
    }
  }
  walk(null)
  return ordered
}

/** Rows of a band: what lies beneath something of the same layer stands in a lower row than it. */
function rowsOf(
  needs: readonly BergNeed[],
  byId: ReadonlyMap<string, BergNeed>,
  abreast: number,
): BergNeed[][] {
  const level = (need: BergNeed): number => {
    const above = need.parentId === null ? undefined : byId.get(need.parentId)
    return above?.layer === need.layer ? level(above) + 1 : 0
  }
  const levels = new Map<number, BergNeed[]>()
  for (const need of needs) levels.set(level(need), [...(levels.get(level(need)) ?? []), need])
  return [...levels]
    .sort(([a], [b]) => a - b)
    .flatMap(([, of]) =>
      Array.from({ length: Math.ceil(of.length / abreast) }, (_, i) =>
        of.slice(i * abreast, (i + 1) * abreast),
      ),
    )
}

function lineBetween(above: Block, here: Block): string {
  const x1 = Math.round(above.x + above.width / 2)
  const y1 = Math.round(above.y + above.height)
  const x2 = Math.round(here.x + here.width / 2)
  const y2 = Math.round(here.y)
  const bend = Math.max(18, (y2 - y1) / 2)
  return `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
}

/** Broken ice: corners at shares of the width and of each part's height. */
function outline(
  width: number,
  height: number,
  waterline: number,
  phone: boolean,
): Pick<BergLayout, 'tip' | 'body' | 'shades'> {
  const at = (x: number, y: number) => `${Math.round(x * width)} ${Math.round(y)}`
  const wide = phone ? 0.49 : 0.37
  const tip = [
    at(0.5 - wide, waterline),
    at(0.5 - wide * 0.86, waterline * 0.62),
    at(0.5 - wide * 0.62, waterline * 0.44),
    at(0.5 - wide * 0.4, waterline * 0.16),
    at(0.5 - wide * 0.1, 10),
    at(0.5 + wide * 0.16, waterline * 0.1),
    at(0.5 + wide * 0.5, waterline * 0.24),
    at(0.5 + wide * 0.72, waterline * 0.5),
    at(0.5 + wide * 0.92, waterline * 0.66),
    at(0.5 + wide, waterline),
  ]
  const deep = height - waterline
  const full = phone ? 0.5 : 0.49
  const body = [
    at(0.5 - wide, waterline),
    at(0.5 - full, waterline + deep * 0.14),
    at(0.5 - full * 0.96, waterline + deep * 0.46),
    at(0.5 - full * 0.8, waterline + deep * 0.7),
    at(0.5 - full * 0.52, waterline + deep * 0.92),
    at(0.5 - full * 0.12, height - 10),
    at(0.5 + full * 0.2, waterline + deep * 0.96),
    at(0.5 + full * 0.6, waterline + deep * 0.86),
    at(0.5 + full * 0.86, waterline + deep * 0.62),
    at(0.5 + full, waterline + deep * 0.34),
    at(0.5 + full * 0.94, waterline + deep * 0.1),
    at(0.5 + wide, waterline),
  ]
  const closed = (points: readonly string[]) => `M${points.join(' L')} Z`
  return {
    tip: closed(tip),
    body: closed(body),
    shades: [
      closed([...tip.slice(4), at(0.5 + wide * 0.22, waterline), at(0.5 + wide * 0.06, waterline * 0.4)]),
      closed([
        tip[2]!,
        at(0.5 - wide * 0.3, waterline * 0.56),
        at(0.5 - wide * 0.52, waterline),
        tip[0]!,
        tip[1]!,
      ]),
      closed([
        ...body.slice(5),
        at(0.5 + wide * 0.22, waterline),
        at(0.5 + full * 0.34, waterline + deep * 0.4),
      ]),
      closed([
        body[0]!,
        at(0.5 - wide * 0.52, waterline),
        at(0.5 - full * 0.6, waterline + deep * 0.5),
        body[3]!,
        body[2]!,
        body[1]!,
      ]),
    ],
  }
}

/** The band a height lies in. */
export function bandAt(layout: BergLayout, y: number): Layer {
  return layout.bands.find((band) => y < band.bottom)?.layer ?? 'deep'
}
