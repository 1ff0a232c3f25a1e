import { BUS, FALL, INDENT, SLOT } from './layout-room.ts'
import type { Rect, Route } from './layout-shapes.ts'
import type { Node } from './layout-tree.ts'

/** The lines from a node to those below: down, along, and down again; along a spine where they stand in columns. */
export function routesOf(node: Node, places: ReadonlyMap<string, Rect>): Route[] {
  const own = places.get(node.box.id) as Rect
  const x = own.x + own.width / 2
  const bottom = own.y + own.height
  const bus = own.y + Math.max(SLOT, own.height) + BUS
  const route = (to: Node, points: Route['points']): Route => ({
    from: node.box.id,
    to: to.box.id,
    reports: to.box.reports,
    points,
  })
  const routes: Route[] = []
  for (const kid of node.kids) {
    const at = places.get(kid.box.id) as Rect
    const kidX = at.x + at.width / 2
    const kidBus = at.y - FALL + BUS
    const later = node.spine !== null && at.y > bus + FALL
    const spine = x + (node.spine ?? 0)
    const along: Route['points'] = later
      ? [
          [spine, bus],
          [spine, kidBus],
          [kidX, kidBus],
        ]
      : [[kidX, bus]]
    routes.push(route(kid, [[x, bottom], [x, bus], ...along, [kidX, at.y]]))
  }
  for (const column of node.stack) {
    for (const leaf of column) {
      const at = places.get(leaf.box.id) as Rect
      const spine = at.x - INDENT + 4
      const y = at.y + at.height / 2
      routes.push(
        route(leaf, [
          [x, bottom],
          [x, bus],
          [spine, bus],
          [spine, y],
          [at.x, y],
        ]),
      )
    }
  }
  return routes
}
