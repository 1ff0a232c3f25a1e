/** A rectangle in the chart's own pixels. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** A line of the chart as corners to be joined: who stands above, who below. */
export interface Route {
  from: string
  to: string
  /** False: the lower one hangs there because its department does. */
  reports: boolean
  points: readonly (readonly [x: number, y: number])[]
}

/** A department as it lies in the chart: rectangles that together make one soft shape, and where its name goes. */
export interface Region {
  id: string
  unitId: string
  rects: Rect[]
  /** The upper left corner of the name, above the first box. */
  label: { x: number; y: number }
  /** False where its first box is the department's own and says the name already. */
  named: boolean
  boxIds: string[]
}

export interface Layout {
  places: ReadonlyMap<string, Rect>
  routes: Route[]
  regions: Region[]
  /** People without a post stand here, beside the chart; null if there are none. */
  beside: Rect | null
  bounds: Rect
}
