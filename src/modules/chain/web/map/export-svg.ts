import type { Locale } from '#platform/words/words.ts'
import { stanceWord } from '../../findings.rules.ts'
import { type MapBox, MOST_NAMED } from '../../map.rules.ts'
import { words } from '../../words/index.ts'
import { mapWords } from '../../words/map.ts'
import type { Rect } from '../layout-shapes.ts'
import { LIGHT, standOf, tieTone, tieWidth, toneOf } from './palette.ts'
import { freeRight } from './region-name.ts'
import type { Scene } from './scene.ts'
import { STANCE_SHAPES } from './stance-shapes.ts'
import { n, textWith } from './svg-text.ts'
import { estimated, inTwoLines, type Measure } from './text-room.ts'
import { tiePath } from './tie-path.ts'

export interface Drawing {
  text: string
  width: number
  height: number
}

export const FONTS =
  'PingFang SC, HarmonyOS Sans SC, Noto Sans SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif'
const MARGIN = 32

/**
 * The map as a drawing of its own: real text, light, nothing from outside. What is folded or filtered is not in it.
 * @param measure how wide texts are, so that none leaves its box; without it they are estimated
 */
export function svgOf(
  scene: Scene,
  kinds: ReadonlySet<string>,
  locale: Locale,
  measure: Measure = estimated,
): Drawing {
  const text = textWith(measure)
  const { bounds, routes, regions, places } = scene.layout
  const m = mapWords[locale]
  const width = Math.ceil(bounds.width + 2 * MARGIN)
  const height = Math.ceil(bounds.height + 2 * MARGIN)
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${n(bounds.x - MARGIN)} ${n(bounds.y - MARGIN)} ${width} ${height}" font-family="${FONTS}" font-size="15">`,
    `<rect x="${n(bounds.x - MARGIN)}" y="${n(bounds.y - MARGIN)}" width="${width}" height="${height}" fill="#ffffff"/>`,
  ]
  for (const region of regions) {
    const { fill } = LIGHT.regions[standOf(scene.units.get(region.unitId)?.stand)]
    parts.push(`<g fill="${fill}">`)
    for (const rect of region.rects) parts.push(box(rect, 14, ''))
    parts.push('</g>')
  }
  parts.push(`<g fill="none" stroke="${LIGHT.line}" stroke-width="1.5" stroke-linejoin="round">`)
  for (const { points, reports } of routes)
    parts.push(
      `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}"${reports ? '' : ' stroke-dasharray="1 5"'}/>`,
    )
  parts.push('</g>')
  for (const line of scene.lines) {
    const kind = line.tie ?? line.kind
    const from = places.get(line.from)
    const to = places.get(line.to)
    if (!kinds.has(kind) || !from || !to) continue
    parts.push(tie(from, to, kind, line.strength, line.mutual === true, line.kind === 'dotted'))
  }
  for (const [id, rect] of places) {
    const one = scene.boxes.get(id)
    if (one) parts.push(boxOf(one, rect, locale, scene.below.get(id) ?? 0, scene.collapsed.has(id), measure))
  }
  for (const region of regions) {
    const unit = scene.units.get(region.unitId)
    if (!unit || !region.named) continue
    const { ink, fill } = LIGHT.regions[standOf(unit.stand)]
    const stand = standOf(unit.stand)
    const called = stand === 'none' ? unit.name : `${unit.name} · ${m.stands[stand]}`
    const free = freeRight(region, scene.layout) - 10
    const line = inTwoLines(called, 13, 650, free, measure, 1)
    const width = Math.max(...line.lines.map((say) => measure(say, line.size, 650)))
    const high = line.lines.length * (line.size + 2)
    // The line on its way down must not run through the name.
    const ground = {
      x: region.label.x - 2,
      y: region.label.y + 18 - high,
      width: Math.min(width, free) + 8,
      height: high + 4,
    }
    parts.push(box(ground, 5, `fill="${fill}"`))
    for (const [i, say] of line.lines.entries())
      parts.push(
        text(region.label.x + 1, region.label.y + 16 - (line.lines.length - 1 - i) * (line.size + 2), say, {
          size: line.size,
          weight: 650,
          fill: ink,
          room: free,
        }),
      )
  }
  const { beside } = scene.layout
  if (beside && beside.y >= bounds.y)
    parts.push(
      text(beside.x, beside.y - 10, m.beside, { size: 13, weight: 600, fill: LIGHT.quiet, room: 300 }),
    )
  parts.push('</svg>')
  return { text: parts.join('\n'), width, height }
}

function tie(
  from: Rect,
  to: Rect,
  kind: string,
  strength: number | null | undefined,
  mutual: boolean,
  dotted: boolean,
): string {
  const { start, bend, end } = tiePath(from, to)
  const colour = dotted ? LIGHT.quiet : LIGHT.ties[tieTone(kind)]
  const dash = dotted
    ? ' stroke-dasharray="6 5"'
    : tieTone(kind) === 'strife'
      ? ' stroke-dasharray="12 5 2 5"'
      : ''
  const width = dotted ? 1.4 : tieWidth(strength)
  const path = `<path d="M${n(start.x)} ${n(start.y)}Q${n(bend.x)} ${n(bend.y)} ${n(end.x)} ${n(end.y)}" fill="none" stroke="${colour}" stroke-width="${n(width)}"${dash}/>`
  const size = Math.max(9, width * 3)
  return path + arrow(bend, end, size, colour) + (mutual ? arrow(bend, start, size, colour) : '')
}

function arrow(
  from: { x: number; y: number },
  to: { x: number; y: number },
  size: number,
  fill: string,
): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const corner = (turn: number) =>
    `${n(to.x - size * Math.cos(angle + turn))} ${n(to.y - size * Math.sin(angle + turn))}`
  return `<path d="M${n(to.x)} ${n(to.y)}L${corner(-0.45)}L${corner(0.45)}Z" fill="${fill}"/>`
}

function boxOf(
  one: MapBox,
  rect: Rect,
  locale: Locale,
  below: number,
  collapsed: boolean,
  measure: Measure,
): string {
  const text = textWith(measure)
  const w = words[locale]
  const m = mapWords[locale]
  const [first, ...others] = one.holders
  const seat = first?.seat ?? null
  const look = LIGHT.boxes[toneOf(one)]
  const open = one.empty !== null
  const heavy = (seat?.influence ?? 0) >= 7
  const dash = open
    ? ' stroke-dasharray="6 5"'
    : seat && seat.stance === null
      ? ' stroke-dasharray="2 3"'
      : ''
  const frame = `fill="${open ? '#ffffff' : look.fill}" stroke="${open ? LIGHT.quiet : look.edge}" stroke-width="${heavy ? 3 : open ? 2 : 1.5}"${dash}`
  const parts = [box(rect, 12, frame)]
  const x = rect.x + 13
  const whole = rect.width - 26
  const room = whole - (seat ? 20 : 0)
  const rows: { say: string; size: number; weight: number; fill: string; room: number }[] = []
  const size = open ? 14 : heavy ? 17 : 15
  const bold = open ? 560 : 620
  const name = open ? one.title || one.unitName : (first?.name ?? one.title)
  const named = inTwoLines(name, size, bold, room, measure)
  for (const say of named.lines) rows.push({ say, size: named.size, weight: bold, fill: LIGHT.text, room })
  const second =
    one.kind === 'unit'
      ? below === 0
        ? m.emptyUnit
        : ''
      : first
        ? one.title || one.unitName
        : one.empty === 'vacant'
          ? m.vacant
          : `? ${m.unknownHolder}`
  if (second) rows.push({ say: second, size: 13, weight: 400, fill: '#43535f', room: whole })
  if (seat) {
    const roles = seat.buyingRoles.map((role) => w.roles[role])
    const say = [w.stances[stanceWord(seat.stance)], ...roles].join(' · ')
    rows.push({ say, size: 12, weight: 600, fill: look.ink, room: whole })
  }
  const more =
    Math.max(0, Math.min(others.length, MOST_NAMED - 1) + (others.length > MOST_NAMED - 1 ? 1 : 0)) * 26
  const high = rows.reduce((sum, row) => sum + row.size * 1.38, 0)
  let y = rect.y + (rect.height - more - high) / 2
  for (const [i, row] of rows.entries()) {
    if (i === 0 && seat) parts.push(stance(seat.stance, rect.x + rect.width - 29, y + 2, look.ink))
    y += row.size * 1.38
    parts.push(text(x, y - row.size * 0.34, row.say, row))
  }
  y = rect.y + rect.height - more
  for (const [i, holder] of others.entries()) {
    const rest = others.length - i
    const last = i === MOST_NAMED - 1
    const say = last ? m.more(rest) : holder.name
    parts.push(`<path d="M${n(rect.x)} ${n(y)}h${n(rect.width)}" stroke="#e4ecf2"/>`)
    parts.push(text(x, y + 18, say, { size: 14, weight: 400, fill: LIGHT.text, room }))
    if (!last && holder.seat)
      parts.push(
        stance(
          holder.seat.stance,
          rect.x + rect.width - 29,
          y + 5,
          LIGHT.boxes[toneOf({ holders: [holder] })].ink,
        ),
      )
    y += 26
    if (last) break
  }
  if (collapsed && below > 0)
    parts.push(
      text(rect.x + rect.width / 2 - 10, rect.y + rect.height + 16, `+${below}`, {
        size: 13,
        weight: 650,
        fill: LIGHT.accent,
        room: 60,
      }),
    )
  return `<g>${parts.join('')}</g>`
}

function stance(value: number | null, x: number, y: number, colour: string): string {
  const { path, look } = STANCE_SHAPES[stanceWord(value)]
  const paint =
    look === 'solid'
      ? `fill="${colour}"`
      : `fill="none" stroke="${colour}" stroke-width="${look === 'hollow' ? 2 : 1.6}"${look === 'broken' ? ' stroke-dasharray="2.6 2.2"' : ''}`
  return `<path transform="translate(${n(x)} ${n(y)})" d="${path}" ${paint}/>`
}

const box = ({ x, y, width, height }: Rect, radius: number, look: string) =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}" ${look}/>`
