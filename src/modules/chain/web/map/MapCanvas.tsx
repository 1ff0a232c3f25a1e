import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  startTransition,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useWords } from '#platform/words/use.ts'
import type { MapLine } from '../../map.rules.ts'
import { mapWords } from '../../words/map.ts'
import type { Rect } from '../layout-shapes.ts'
import { type Camera, meet, type Point, READABLE, seen, toChart, type View } from './camera.ts'
import { tiesAt } from './line-at.ts'
import { type BoxActions, MapBoxView } from './MapBoxView.tsx'
import classes from './map.module.css'
import { type Emphasis, inkOf, paint } from './paint.ts'
import { type Palette, standOf } from './palette.ts'
import { freeRight } from './region-name.ts'
import type { Scene } from './scene.ts'
import { Stage } from './stage.ts'

/** What the tools round the map may ask of it. */
export interface MapHandle {
  fit: () => void
  fitBoxes: (ids: readonly string[]) => void
  zoom: (by: number) => void
  /** Brings a box into sight, readable; with `take` the keyboard goes there too. */
  show: (id: string, take?: boolean) => void
  letGo: () => void
  camera: () => { camera: Camera; view: View }
  seeAt: (at: Point) => void
  toChart: (at: Point) => Point
}

export interface CarryHooks {
  /** May the boxes be lifted now? */
  on: boolean
  onLift: (id: string) => void
  /** @param at a place in the chart */
  onCarry: (at: Point, screen: Point) => void
  onDrop: () => void
  onLetGo: () => void
}

interface MapCanvasProps {
  scene: Scene
  emphasis: Emphasis
  palette: Palette
  label: string
  /** The box that stays where it is on the screen when the chart changes. Null: the whole is shown anew. */
  anchor: string | null
  lifted: string | null
  canOpenEmpty: boolean
  actions: BoxActions
  carry: CarryHooks
  onUnit: (unitId: string, regionId: string) => void
  /** Ties between the same two boxes were pressed; without it they cannot be. */
  onTies?: (lines: readonly MapLine[]) => void
  onKey: (event: KeyboardEvent) => void
  /** The keyboard has come to a box. */
  onCurrent?: (id: string) => void
  onFrame?: (camera: Camera, view: View) => void
  ref?: Ref<MapHandle>
  children?: ReactNode
}

/** Boxes stand as buttons this far beyond the screen, in its pixels; only when one comes nearer to their edge, others are made. */
const OVERSCAN = 300
const NEARER = 90
/** While the size changes, what lies beyond the screen changes with every frame: little of it is made. */
const ZOOMING = 40

interface Shown {
  near: boolean
  ids: string
  /** How much larger what one presses is drawn, so that it stays large enough while the map is seen smaller. */
  grown: number
}

/**
 * The map itself. Far out everything is painted on one canvas; near, the canvas carries departments and lines, and what is in
 * sight stands on it as buttons. Moving it renders no component unless another box comes into sight.
 */
export function MapCanvas(props: MapCanvasProps) {
  const { scene, emphasis, palette, actions, anchor } = props
  const m = useWords(mapWords)
  const root = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage>(undefined)
  const wanted = useRef<string | null>(null)
  const [shown, setShown] = useState<Shown>({ near: false, ids: '', grown: 1 })
  const ink = useMemo(() => inkOf(scene, emphasis.lit), [scene, emphasis.lit])
  const latest = useRef({ props, ink })
  latest.current = { props, ink }

  useLayoutEffect(() => {
    const element = root.current as HTMLElement
    let covered: { about: { scene: Scene; k: number; current: string | null }; rect: Rect } | null = null
    let lastZoom = 0
    let shownNear = false
    const boxOf = (target: Element) => target.closest('[data-box]')?.getAttribute('data-box') ?? null
    const made = new Stage(element, {
      paint: (camera, view) => {
        const { props: now, ink: drawn } = latest.current
        draw(canvas.current, now, drawn, camera, view)
        if (layer.current)
          layer.current.style.transform = `translate(${camera.x}px, ${camera.y}px) scale(${camera.k})`
        // Panning moves one ready picture; a new size must be drawn anew.
        const panning = camera.k === lastZoom
        if (layer.current) layer.current.style.willChange = panning ? 'transform' : 'auto'
        lastZoom = camera.k
        const { scene: seenScene, emphasis: seenEmphasis } = now
        const about = { scene: seenScene, k: camera.k, current: seenEmphasis.current }
        const inside =
          covered !== null &&
          covered.about.scene === about.scene &&
          covered.about.current === about.current &&
          covered.about.k === about.k &&
          contains(covered.rect, seen(camera, view, NEARER))
        if (!inside) {
          const window = seen(camera, view, panning ? OVERSCAN : ZOOMING)
          const next = shownNow(seenScene, camera, window, seenEmphasis.current)
          const sameChart = covered?.about.scene === about.scene
          covered = { about, rect: window }
          const take = () =>
            setShown((old) =>
              old.near === next.near && old.ids === next.ids && old.grown === next.grown ? old : next,
            )
          // What comes into the margin may be made between frames; what is looked at now may not wait.
          if (shownNear && next.near && sameChart && panning) startTransition(take)
          else take()
          shownNear = next.near
        }
        now.onFrame?.(camera, view)
        takeKeyboard(layer.current, wanted)
        element.dataset.mapDrawn = 'true'
      },
      liftable: (target) => (latest.current.props.carry.on ? boxOf(target) : null),
      onLift: (id) => latest.current.props.carry.onLift(id),
      onCarry: (at) => latest.current.props.carry.onCarry(toChart(made.camera, at), at),
      onDrop: () => latest.current.props.carry.onDrop(),
      onLetGo: () => latest.current.props.carry.onLetGo(),
      onHold: (target) => {
        const id = boxOf(target)
        if (id) latest.current.props.actions.onMenu(id)
      },
      onTap: (at) => tap(made, latest.current.props, at),
    })
    stage.current = made
    made.bounds = latest.current.props.scene.layout.bounds
    made.fit(undefined, false)
    return () => made.close()
  }, [])

  const before = useRef<{ scene: Scene; anchor: string | null }>(undefined)
  useLayoutEffect(() => {
    const made = stage.current
    if (!made) return
    made.bounds = scene.layout.bounds
    const was = before.current
    before.current = { scene, anchor }
    if (was && was.scene !== scene) {
      const from = anchor ? was.scene.layout.places.get(anchor) : undefined
      const to = anchor ? scene.layout.places.get(anchor) : undefined
      if (from && to) {
        const { k } = made.camera
        made.camera = {
          ...made.camera,
          x: made.camera.x + (from.x + from.width / 2 - to.x - to.width / 2) * k,
          y: made.camera.y + (from.y - to.y) * k,
        }
      } else if (anchor === null) made.fit(undefined, false)
    }
    made.now()
  }, [scene, anchor])
  // What is lit, found or carried changes the picture, not the view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read through `latest`
  useLayoutEffect(() => stage.current?.now(), [ink, emphasis, palette])

  useEffect(() => takeKeyboard(layer.current, wanted))

  useImperativeHandle(props.ref, () => ({
    fit: () => stage.current?.fit(),
    fitBoxes: (ids) => {
      const rects = ids.flatMap((id) => latest.current.props.scene.layout.places.get(id) ?? [])
      if (rects.length === 0 || !stage.current) return
      const left = Math.min(...rects.map((r) => r.x)) - 20
      const top = Math.min(...rects.map((r) => r.y)) - 40
      stage.current.fit({
        x: left,
        y: top,
        width: Math.max(...rects.map((r) => r.x + r.width)) + 20 - left,
        height: Math.max(...rects.map((r) => r.y + r.height)) + 20 - top,
      })
    },
    zoom: (by) => stage.current?.zoom(by),
    show: (id, take) => {
      const at = latest.current.props.scene.layout.places.get(id)
      const made = stage.current
      if (!at || !made) return
      if (take) wanted.current = id
      const least = Math.max(READABLE + 0.05, Math.min(0.9, made.view.width / 700))
      made.show(at, least)
      made.request()
    },
    letGo: () => stage.current?.letGo(),
    camera: () => ({
      camera: stage.current?.camera ?? { x: 0, y: 0, k: 1 },
      view: stage.current?.view ?? { width: 0, height: 0 },
    }),
    seeAt: ({ x, y }) => {
      const made = stage.current
      if (!made) return
      const { k } = made.camera
      made.see({ k, x: made.view.width / 2 - x * k, y: made.view.height / 2 - y * k }, false)
    },
    toChart: (at) => toChart(stage.current?.camera ?? { x: 0, y: 0, k: 1 }, at),
  }))

  const nameRoom = useMemo(
    () => new Map(scene.layout.regions.map((region) => [region.id, freeRight(region, scene.layout)])),
    [scene],
  )
  const ids = shown.near && shown.ids ? shown.ids.split(' ') : []
  const tabStop = emphasis.current && scene.boxes.has(emphasis.current) ? emphasis.current : ids[0]
  return (
    <section
      ref={root}
      className={classes.canvas}
      role="application"
      aria-label={props.label}
      tabIndex={ids.length === 0 ? 0 : -1}
      onKeyDown={props.onKey}
      onFocus={(event) => {
        const id = event.target.closest('[data-box]')?.getAttribute('data-box')
        if (id && id !== emphasis.current) props.onCurrent?.(id)
      }}
    >
      <canvas ref={canvas} className={classes.ink} aria-hidden />
      <div
        ref={layer}
        className={classes.layer}
        data-editing={props.carry.on || undefined}
        style={{ '--grown': shown.grown } as CSSProperties}
      >
        {shown.near &&
          scene.layout.regions.map((region) => {
            const unit = scene.units.get(region.unitId)
            if (!unit || !region.named || !region.boxIds.some((id) => ids.includes(id))) return null
            const inside = (
              <>
                <span>{unit.name}</span>
                {unit.stand && unit.stand in m.stands && (
                  <span className={classes.stand}>{m.stands[unit.stand as keyof typeof m.stands]}</span>
                )}
              </>
            )
            const look = {
              className: classes.unit,
              'data-stand': standOf(unit.stand),
              style: {
                left: region.label.x,
                top: region.label.y,
                maxWidth: nameRoom.get(region.id),
              },
            }
            // Too small to be pressed, it is a name alone.
            return shown.grown > 1 ? (
              <span key={region.id} {...look}>
                {inside}
              </span>
            ) : (
              <button
                key={region.id}
                type="button"
                tabIndex={-1}
                {...look}
                onClick={() => props.onUnit(unit.id, region.id)}
              >
                {inside}
              </button>
            )
          })}
        {ids.map((id) => {
          const box = scene.boxes.get(id)
          const at = scene.layout.places.get(id)
          if (!box || !at) return null
          return (
            <MapBoxView
              key={id}
              box={box}
              at={at}
              below={scene.below.get(id) ?? 0}
              collapsed={scene.collapsed.has(id)}
              dim={emphasis.lit !== null && !emphasis.lit.has(id)}
              current={id === tabStop}
              lifted={props.lifted === id}
              canOpenEmpty={props.canOpenEmpty}
              mark={emphasis.marks?.get(id)}
              actions={actions}
            />
          )
        })}
      </div>
      {props.children}
    </section>
  )
}

function draw(
  canvas: HTMLCanvasElement | null,
  { scene, palette, emphasis }: MapCanvasProps,
  ink: ReturnType<typeof inkOf>,
  camera: Camera,
  view: View & { ratio: number },
): void {
  const context = canvas?.getContext('2d', { alpha: false })
  if (!canvas || !context || view.width === 0) return
  const width = Math.round(view.width * view.ratio)
  const height = Math.round(view.height * view.ratio)
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  paint(context, scene, ink, camera, view, palette, emphasis)
}

/** Gives the keyboard to the box it is on its way to, as soon as that stands as a button. */
function takeKeyboard(layer: HTMLElement | null, wanted: { current: string | null }): void {
  if (!wanted.current) return
  const button = layer?.querySelector<HTMLElement>(
    `[data-box="${CSS.escape(wanted.current)}"] button:enabled`,
  )
  if (!button) return
  wanted.current = null
  button.focus({ preventScroll: true })
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** The boxes that stand as buttons: those in sight and a little round it, once they are large enough to read. */
function shownNow(scene: Scene, camera: Camera, window: Rect, current: string | null): Shown {
  if (camera.k < READABLE) return { near: false, ids: '', grown: 1 }
  const ids: string[] = []
  for (const [id, at] of scene.layout.places) if (id === current || meet(at, window)) ids.push(id)
  return { near: true, ids: ids.join(' '), grown: Math.ceil(4 / Math.min(1, camera.k)) / 4 }
}

/** So near to a tie, in the screen's pixels, a finger means it. */
const TIE_REACH = 12

/** A press on a tie opens it. Far out, one on a box or a department goes there; near, one on the ground does nothing. */
function tap(stage: Stage, { scene, emphasis, onTies }: MapCanvasProps, at: Point): void {
  const near = stage.camera.k >= READABLE
  const { x, y } = toChart(stage.camera, at)
  const pressed = near && onTies ? tiesAt(scene, emphasis.kinds, { x, y }, TIE_REACH / stage.camera.k) : []
  if (pressed.length > 0) onTies?.(pressed)
  if (near) return
  const reach = 14 / stage.camera.k
  for (const rect of scene.layout.places.values()) {
    const hit =
      x >= rect.x - reach &&
      x <= rect.x + rect.width + reach &&
      y >= rect.y - reach &&
      y <= rect.y + rect.height + reach
    if (hit) {
      stage.show(rect, 0.8, true)
      return
    }
  }
  for (const region of scene.layout.regions) {
    for (const rect of region.rects) {
      if (x < rect.x || x > rect.x + rect.width || y < rect.y || y > rect.y + rect.height) continue
      stage.show({ ...region.label, width: 200, height: 90 }, 0.8, true)
      return
    }
  }
}
