import type { Rect } from '../layout-shapes.ts'
import type { Scene } from './scene.ts'

export type Way = 'up' | 'down' | 'left' | 'right'

/**
 * Where an arrow key leads from a box: up to what it hangs under, down to the first below it, and to the nearest on either
 * side; in a column of posts, to the one above and the one below. Null where there is nothing that way.
 */
export function walk(
  { boxes, layout }: Pick<Scene, 'boxes' | 'layout'>,
  from: string,
  way: Way,
): string | null {
  const box = boxes.get(from)
  const at = layout.places.get(from)
  if (!box || !at) return null
  const inColumn = (step: 1 | -1) => {
    let best: { id: string; gap: number } | null = null
    for (const [id, other] of layout.places) {
      if (id === from || other.x !== at.x || boxes.get(id)?.parentId !== box.parentId) continue
      const gap = (other.y - at.y) * step
      if (gap > 0 && (!best || gap < best.gap)) best = { id, gap }
    }
    return best?.id ?? null
  }
  if (way === 'up')
    return (
      inColumn(-1) ??
      (box.parentId && boxes.has(box.parentId) ? box.parentId : nearest(layout.places, from, at, way))
    )
  if (way === 'down') {
    const kids = [...boxes.values()].filter((b) => b.parentId === from)
    if (kids.length > 0) {
      const top = Math.min(...kids.map((kid) => layout.places.get(kid.id)?.y ?? 0))
      const row = kids.filter((kid) => layout.places.get(kid.id)?.y === top)
      return (
        row.sort((a, b) => (layout.places.get(a.id)?.x ?? 0) - (layout.places.get(b.id)?.x ?? 0))[0]?.id ??
        null
      )
    }
    return inColumn(1) ?? nearest(layout.places, from, at, way)
  }
  return nearest(layout.places, from, at, way)
}

/** The nearest box that way; what lies across counts double, so that one stays in one's row. */
function nearest(places: ReadonlyMap<string, Rect>, from: string, at: Rect, way: Way): string | null {
  const x = at.x + at.width / 2
  const y = at.y + at.height / 2
  let best: { id: string; far: number } | null = null
  for (const [id, other] of places) {
    if (id === from) continue
    const dx = other.x + other.width / 2 - x
    const dy = other.y + other.height / 2 - y
    const along = way === 'left' ? -dx : way === 'right' ? dx : way === 'up' ? -dy : dy
    const across = Math.abs(way === 'left' || way === 'right' ? dy : dx)
    if (along <= 4 || across > along * 2.5 + 40) continue
    const far = along + 2.5 * across
    if (!best || far < best.far) best = { id, far }
  }
  return best?.id ?? null
}
