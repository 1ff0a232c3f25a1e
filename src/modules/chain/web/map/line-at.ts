import type { MapLine } from '../../map.rules.ts'
import type { Point } from './camera.ts'
import type { Scene } from './scene.ts'
import { distanceTo, tiePath } from './tie-path.ts'

/**
 * The ties drawn under a point of the chart: the nearest within reach, with all others between the same two boxes, for they lie
 * on each other. Empty if there is none.
 * @param kinds those that are shown
 * @param reach in the chart's pixels
 */
export function tiesAt(scene: Scene, kinds: ReadonlySet<string>, at: Point, reach: number): MapLine[] {
  let nearest: MapLine | null = null
  let least = reach
  for (const line of scene.lines) {
    if (!isShownTie(line, kinds)) continue
    const from = scene.layout.places.get(line.from)
    const to = scene.layout.places.get(line.to)
    if (!from || !to) continue
    const path = tiePath(from, to)
    const { x, y, width, height } = path.bounds
    if (at.x < x - reach || at.y < y - reach || at.x > x + width + reach || at.y > y + height + reach)
      continue
    const far = distanceTo(path, at)
    if (far > least) continue
    least = far
    nearest = line
  }
  if (!nearest) return []
  const ends = [nearest.from, nearest.to].sort().join()
  return scene.lines.filter((line) => isShownTie(line, kinds) && [line.from, line.to].sort().join() === ends)
}

const isShownTie = ({ kind, tie }: MapLine, kinds: ReadonlySet<string>) =>
  kind === 'tie' && tie !== undefined && kinds.has(tie)

/** The id of the tie a line of the map draws. */
export const tieIdOf = (line: MapLine) => line.id.slice('tie:'.length)
