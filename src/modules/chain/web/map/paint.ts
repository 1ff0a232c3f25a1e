import type { ChangeKind } from '../../chain.contract.ts'
import { stanceWord } from '../../findings.rules.ts'
import type { MapBox, MapLine } from '../../map.rules.ts'
import type { Rect, Region } from '../layout-shapes.ts'
import { type Camera, meet, READABLE, seen, type View } from './camera.ts'
import { type Palette, standOf, type Tone, tieTone, tieWidth, toneOf } from './palette.ts'
import type { Scene } from './scene.ts'
import { STANCE_SHAPES } from './stance-shapes.ts'
import { tiePath } from './tie-path.ts'

/** What the eye is led to, beside the chart itself. */
export interface Emphasis {
  /** The boxes that count; the others step back. Null: all count. */
  lit: ReadonlySet<string> | null
  /** Found by the search. */
  found: ReadonlySet<string>
  /** The one in hand: found now, or walked to by key. */
  current: string | null
  /** Where a lifted box would go: a box or a region. */
  target: { id: string; good: boolean } | null
  /** Kinds of line that are shown. */
  kinds: ReadonlySet<string>
  /** Ties that are looked at now. */
  ties?: ReadonlySet<string>
  /** What became of a box between two days, where two are compared. */
  marks?: ReadonlyMap<string, ChangeKind>
}

/** Paths of a scene that stay the same while it is moved about: made once, drawn on each frame. */
export interface Ink {
  reports: Path2D
  belongs: Path2D
  regions: { region: Region; path: Path2D; bounds: Rect }[]
  /** Far out, boxes of one look are drawn in one stroke. */
  far: { tone: Tone; empty: boolean; path: Path2D }[]
  farFaded: { tone: Tone; empty: boolean; path: Path2D }[] | null
  names: Map<string, string>
}

const CORNER = 9
export const FONT =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', system-ui, sans-serif"

export function inkOf(scene: Scene, lit: ReadonlySet<string> | null): Ink {
  const reports = new Path2D()
  const belongs = new Path2D()
  for (const { points, reports: solid } of scene.layout.routes) follow(solid ? reports : belongs, points)
  const regions = scene.layout.regions.map((region) => {
    const path = new Path2D()
    for (const { x, y, width, height } of region.rects) path.roundRect(x, y, width, height, 14)
    return { region, path, bounds: around(region.rects) }
  })
  return {
    reports,
    belongs,
    regions,
    far: farBoxes(scene, (id) => !lit || lit.has(id)),
    farFaded: lit ? farBoxes(scene, (id) => !lit.has(id)) : null,
    names: new Map(),
  }
}

function farBoxes(scene: Scene, wanted: (id: string) => boolean) {
  const groups = new Map<string, { tone: Tone; empty: boolean; path: Path2D }>()
  for (const box of scene.boxes.values()) {
    const at = scene.layout.places.get(box.id)
    if (!at || !wanted(box.id)) continue
    const tone = toneOf(box)
    const empty = box.empty !== null || box.kind === 'unit'
    const key = `${tone} ${empty}`
    let group = groups.get(key)
    if (!group) {
      group = { tone, empty, path: new Path2D() }
      groups.set(key, group)
    }
    group.path.roundRect(at.x, at.y, at.width, at.height, 12)
  }
  return [...groups.values()]
}

/** Adds a line with rounded corners to a path. */
export function follow(
  path: Path2D | CanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
): void {
  const [first] = points
  if (!first) return
  path.moveTo(first[0], first[1])
  for (let i = 1; i < points.length; i++) {
    const [x, y] = points[i] as readonly [number, number]
    const next = points[i + 1]
    if (next) {
      const [px, py] = points[i - 1] as readonly [number, number]
      const radius = Math.min(
        CORNER,
        Math.hypot(x - px, y - py) / 2,
        Math.hypot(next[0] - x, next[1] - y) / 2,
      )
      path.arcTo(x, y, next[0], next[1], radius)
    } else path.lineTo(x, y)
  }
}

export function around(rects: readonly Rect[]): Rect {
  const left = Math.min(...rects.map((r) => r.x))
  const top = Math.min(...rects.map((r) => r.y))
  return {
    x: left,
    y: top,
    width: Math.max(...rects.map((r) => r.x + r.width)) - left,
    height: Math.max(...rects.map((r) => r.y + r.height)) - top,
  }
}

/** Draws the map for one frame. Near, only what lies behind the boxes; far out, everything. */
export function paint(
  context: CanvasRenderingContext2D,
  scene: Scene,
  ink: Ink,
  camera: Camera,
  view: View & { ratio: number },
  palette: Palette,
  emphasis: Emphasis,
): void {
  const { k } = camera
  const window = seen(camera, view)
  const near = k >= READABLE
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0)
  context.fillStyle = palette.ground
  context.fillRect(0, 0, view.width, view.height)
  context.setTransform(view.ratio * k, 0, 0, view.ratio * k, view.ratio * camera.x, view.ratio * camera.y)

  for (const { region, path, bounds } of ink.regions) {
    if (!meet(bounds, window)) continue
    context.fillStyle = palette.regions[standOf(scene.units.get(region.unitId)?.stand)].fill
    context.fill(path)
    if (emphasis.target?.id === region.id) {
      context.strokeStyle = emphasis.target.good ? palette.accent : palette.ties.strife
      context.lineWidth = 3 / k
      for (const rect of [bounds]) context.strokeRect(rect.x, rect.y, rect.width, rect.height)
    }
  }
  context.lineJoin = 'round'
  context.strokeStyle = palette.line
  context.lineWidth = Math.max(1.4, 0.9 / k)
  context.globalAlpha = emphasis.lit ? 0.55 : 1
  context.stroke(ink.reports)
  context.globalAlpha *= 0.5
  context.setLineDash([1, 5])
  context.stroke(ink.belongs)
  context.setLineDash([])
  context.globalAlpha = 1
  if (!near) {
    if (ink.farFaded) {
      context.globalAlpha = 0.28
      paintFarBoxes(context, ink.farFaded, k, palette)
      context.globalAlpha = 1
    }
    paintFarBoxes(context, ink.far, k, palette)
    if (k >= 0.22) paintNames(context, scene, ink, window, palette, emphasis)
  }
  for (const line of scene.lines) paintLine(context, scene, line, window, k, palette, emphasis)
  paintRings(context, scene, window, k, palette, emphasis)
  if (!near) paintRegionNames(context, scene, ink, camera, view, palette)
}

function paintFarBoxes(
  context: CanvasRenderingContext2D,
  groups: Ink['far'],
  k: number,
  palette: Palette,
): void {
  for (const { tone, empty, path } of groups) {
    const look = palette.boxes[tone]
    context.lineWidth = Math.max(1.5, 1 / k)
    context.strokeStyle = empty ? palette.quiet : look.edge
    // Far out an outline cannot be told from a frame: what is empty stays open, what is known is filled.
    context.fillStyle = empty ? palette.ground : tone === 'for' || tone === 'against' ? look.edge : look.fill
    context.globalAlpha *= empty ? 0.6 : 1
    if (k < 0.22 || empty || (tone !== 'for' && tone !== 'against')) context.fill(path)
    else {
      context.fillStyle = look.fill
      context.fill(path)
    }
    if (empty && k > 0.15) context.setLineDash([10, 8])
    context.stroke(path)
    context.setLineDash([])
    if (empty) context.globalAlpha /= 0.6
  }
}

const NAME_SIZE = 30

function paintNames(
  context: CanvasRenderingContext2D,
  scene: Scene,
  ink: Ink,
  window: Rect,
  palette: Palette,
  emphasis: Emphasis,
): void {
  context.font = `600 ${NAME_SIZE}px ${FONT}`
  context.textBaseline = 'middle'
  for (const [id, at] of scene.layout.places) {
    if (!meet(at, window)) continue
    const box = scene.boxes.get(id) as MapBox
    context.globalAlpha = emphasis.lit && !emphasis.lit.has(id) ? 0.35 : 1
    const seat = box.holders[0]?.seat
    let room = at.width - 20
    if (seat) {
      context.fillStyle = palette.boxes[toneOf(box)].ink
      paintStance(
        context,
        seat.stance,
        at.x + at.width - 36,
        at.y + at.height / 2 - 13,
        26 / 16,
        context.fillStyle,
      )
      room -= 32
    }
    context.fillStyle = box.holders.length > 0 ? palette.text : palette.quiet
    const name = ink.names.get(id) ?? shorten(context, box.holders[0]?.name ?? `? ${box.title}`, room)
    ink.names.set(id, name)
    context.fillText(name, at.x + 10, at.y + at.height / 2)
  }
  context.globalAlpha = 1
}

/** The text, or its beginning with an ellipsis, so that it fits. Uses the font that is set. */
export function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (context.measureText(`${text.slice(0, middle)}…`).width <= room) low = middle
    else high = middle - 1
  }
  return `${text.slice(0, low)}…`
}

const shapes = new Map<string, Path2D>()

function paintStance(
  context: CanvasRenderingContext2D,
  stance: number | null,
  x: number,
  y: number,
  scale: number,
  colour: string,
): void {
  const { path, look } = STANCE_SHAPES[stanceWord(stance)]
  let shape = shapes.get(path)
  if (!shape) {
    shape = new Path2D(path)
    shapes.set(path, shape)
  }
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  if (look === 'solid') {
    context.fillStyle = colour
    context.fill(shape)
  } else {
    context.strokeStyle = colour
    context.lineWidth = look === 'hollow' ? 2 : 1.6
    if (look === 'broken') context.setLineDash([2.6, 2.2])
    context.stroke(shape)
  }
  context.restore()
}

function paintLine(
  context: CanvasRenderingContext2D,
  scene: Scene,
  line: MapLine,
  window: Rect,
  k: number,
  palette: Palette,
  emphasis: Emphasis,
): void {
  const kind = line.tie ?? line.kind
  if (!emphasis.kinds.has(kind)) return
  const from = scene.layout.places.get(line.from)
  const to = scene.layout.places.get(line.to)
  if (!from || !to) return
  const path = tiePath(from, to)
  if (!meet(path.bounds, window)) return
  const dotted = line.kind === 'dotted'
  const faded = emphasis.lit && !(emphasis.lit.has(line.from) && emphasis.lit.has(line.to))
  context.globalAlpha = faded ? 0.25 : 0.9
  context.strokeStyle = dotted ? palette.quiet : palette.ties[tieTone(kind)]
  context.fillStyle = context.strokeStyle
  context.lineWidth = Math.max(dotted ? 1.4 : tieWidth(line.strength), 0.8 / k)
  if (emphasis.ties?.has(line.id)) {
    context.globalAlpha = 1
    context.lineWidth = Math.max(context.lineWidth + 2, 4 / k)
  }
  if (dotted) context.setLineDash([6, 5])
  else if (tieTone(kind) === 'strife') context.setLineDash([12, 5, 2, 5])
  const { start, bend, end } = path
  context.beginPath()
  context.moveTo(start.x, start.y)
  context.quadraticCurveTo(bend.x, bend.y, end.x, end.y)
  context.stroke()
  context.setLineDash([])
  if (k > 0.2) {
    const size = Math.max(9, context.lineWidth * 3)
    paintArrow(context, bend, end, size)
    if (line.mutual) paintArrow(context, bend, start, size)
  }
  context.globalAlpha = 1
}

function paintArrow(
  context: CanvasRenderingContext2D,
  from: { x: number; y: number },
  to: { x: number; y: number },
  size: number,
): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  context.beginPath()
  context.moveTo(to.x, to.y)
  context.lineTo(to.x - size * Math.cos(angle - 0.45), to.y - size * Math.sin(angle - 0.45))
  context.lineTo(to.x - size * Math.cos(angle + 0.45), to.y - size * Math.sin(angle + 0.45))
  context.closePath()
  context.fill()
}

/** Rings round what was found, what is in hand, and where a lifted box would land. */
function paintRings(
  context: CanvasRenderingContext2D,
  scene: Scene,
  window: Rect,
  k: number,
  palette: Palette,
  emphasis: Emphasis,
): void {
  const ring = (id: string, colour: string, width: number) => {
    const at = scene.layout.places.get(id)
    if (!at || !meet(at, window)) return
    const by = 3 + width / 2 / k
    context.strokeStyle = colour
    context.lineWidth = width / k
    context.beginPath()
    context.roundRect(at.x - by, at.y - by, at.width + 2 * by, at.height + 2 * by, 12 + by)
    context.stroke()
  }
  for (const [id, mark] of emphasis.marks ?? []) {
    if (mark === 'gone') context.setLineDash([8 / k, 6 / k])
    ring(id, markColour(mark, palette), 3)
    context.setLineDash([])
  }
  for (const id of emphasis.found) if (id !== emphasis.current) ring(id, palette.glow, 2.5)
  if (emphasis.current) ring(emphasis.current, emphasis.found.size > 0 ? palette.glow : palette.accent, 4)
  if (emphasis.target)
    ring(emphasis.target.id, emphasis.target.good ? palette.accent : palette.ties.strife, 4)
}

const markColour = (mark: ChangeKind, palette: Palette) =>
  mark === 'added'
    ? palette.boxes.for.edge
    : mark === 'gone'
      ? palette.quiet
      : mark === 'moved'
        ? palette.accent
        : palette.glow

/** Far out the departments are named like countries on a map: the largest first, none over another. */
function paintRegionNames(
  context: CanvasRenderingContext2D,
  scene: Scene,
  ink: Ink,
  camera: Camera,
  view: View & { ratio: number },
  palette: Palette,
): void {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0)
  context.textBaseline = 'middle'
  const taken: Rect[] = []
  const bySize = [...ink.regions].sort((a, b) => b.region.boxIds.length - a.region.boxIds.length)
  for (const { region, bounds } of bySize.slice(0, 80)) {
    const unit = scene.units.get(region.unitId)
    const width = bounds.width * camera.k
    if (!unit || width < 56) continue
    const size = Math.min(15, Math.max(11, 9 + Math.sqrt(region.boxIds.length)))
    context.font = `650 ${size}px ${FONT}`
    const text = shorten(context, unit.name, Math.max(72, Math.min(width + 20, 220)))
    const long = context.measureText(text).width
    const x = bounds.x * camera.k + camera.x + 4
    const y = region.label.y * camera.k + camera.y - 2
    const room = { x: x - 5, y: y - size / 2 - 4, width: long + 10, height: size + 8 }
    const onScreen = meet(room, { x: 0, y: 0, width: view.width, height: view.height })
    if (!onScreen || taken.some((one) => meet(one, room))) continue
    taken.push(room)
    const look = palette.regions[standOf(unit.stand)]
    context.globalAlpha = 0.94
    context.fillStyle = look.fill
    context.beginPath()
    context.roundRect(room.x, room.y, room.width, room.height, 7)
    context.fill()
    context.globalAlpha = 1
    context.fillStyle = look.ink
    context.fillText(text, x, y)
  }
}
