import type { Rect } from '../layout-shapes.ts'
import {
  between,
  type Camera,
  centreOn,
  fitting,
  kept,
  type Point,
  seen,
  type View,
  zoomAt,
} from './camera.ts'

export interface StageHooks {
  /** Draws one frame. */
  paint: (camera: Camera, view: View & { ratio: number }) => void
  /** The box under a finger that may be lifted now, or null. */
  liftable: (target: Element) => string | null
  onLift: (id: string, at: Point) => void
  /** A lifted box is at this place of the screen. */
  onCarry: (at: Point) => void
  onDrop: (at: Point) => void
  onLetGo: () => void
  /** A press on the ground, on nothing that is a button. */
  onTap: (at: Point) => void
  /** A long press, or the other mouse button, while nothing may be lifted. */
  onHold: (target: Element) => void
}

const DRAG_AFTER = 5
const HOLD_MS = 420
const GLIDE_MS = 260
/** So near to the edge a lifted box pushes the map along. */
const EDGE = 48

/**
 * Pans and zooms by mouse, wheel, trackpad and fingers, and lifts boxes. It keeps the camera itself: moving the map costs
 * one drawn frame and no rendering of components.
 */
export class Stage {
  camera: Camera = { x: 0, y: 0, k: 1 }
  view: View & { ratio: number } = { width: 0, height: 0, ratio: 1 }
  bounds: Rect = { x: 0, y: 0, width: 0, height: 0 }
  hooks: StageHooks
  private element: HTMLElement
  private frame = 0
  private glide: { from: Camera; to: Camera; began: number } | null = null
  private fingers = new Map<number, Point>()
  private press: { at: Point; target: Element; moved: boolean; hold: number } | null = null
  private carried: { at: Point } | null = null
  private stop = new AbortController()

  constructor(element: HTMLElement, hooks: StageHooks) {
    this.element = element
    this.hooks = hooks
    const { signal } = this.stop
    const on = <K extends keyof HTMLElementEventMap>(
      kind: K,
      hear: (event: HTMLElementEventMap[K]) => void,
      options: AddEventListenerOptions = {},
    ) => element.addEventListener(kind, hear, { signal, ...options })
    on('wheel', (event) => this.onWheel(event), { passive: false })
    on('pointerdown', (event) => this.onDown(event))
    on('pointermove', (event) => this.onMove(event))
    on('pointerup', (event) => this.onUp(event))
    on('pointercancel', (event) => this.onUp(event, true))
    on('contextmenu', (event) => this.onMenu(event))
    // A drag that ends over a button must not press it.
    on('click', (event) => this.swallow(event), { capture: true })
    const sized = new ResizeObserver(() => this.measure())
    sized.observe(element)
    signal.addEventListener('abort', () => sized.disconnect())
    this.measure()
  }

  close(): void {
    this.stop.abort()
    cancelAnimationFrame(this.frame)
    if (this.press) clearTimeout(this.press.hold)
  }

  /** Draws soon: once in the next frame, however often it is asked for. */
  request(): void {
    if (this.frame) return
    this.frame = requestAnimationFrame((now) => {
      this.frame = 0
      this.step(now)
      this.hooks.paint(this.camera, this.view)
    })
  }

  /** Draws at once: for the first picture and after a change of what is shown. */
  now(): void {
    if (this.view.width > 0) this.hooks.paint(this.camera, this.view)
  }

  see(camera: Camera, smooth = true): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (!smooth || calm) {
      this.glide = null
      this.camera = camera
    } else this.glide = { from: this.camera, to: camera, began: performance.now() }
    this.request()
  }

  fit(rect: Rect = this.bounds, smooth = true, largest = 1): void {
    this.see(fitting(rect, this.view, largest, this.view.width < 600 ? 12 : 28), smooth)
  }

  zoom(by: number): void {
    const target = this.glide?.to ?? this.camera
    this.see(zoomAt(target, target.k * by, { x: this.view.width / 2, y: this.view.height / 2 }))
  }

  /** Brings a box into sight, large enough to read; does not move where it is seen well already. */
  show(rect: Rect, least: number, centred = false): void {
    const target = this.glide?.to ?? this.camera
    const window = seen(target, this.view, -40)
    const inside =
      rect.x >= window.x &&
      rect.y >= window.y &&
      rect.x + rect.width <= window.x + window.width &&
      rect.y + rect.height <= window.y + window.height
    if (inside && target.k >= least && !centred) return
    this.see(centreOn(rect, this.view, Math.max(target.k, least)))
  }

  pan(dx: number, dy: number): void {
    this.glide = null
    this.camera = kept(
      { ...this.camera, x: this.camera.x + dx, y: this.camera.y + dy },
      this.bounds,
      this.view,
    )
    this.request()
  }

  /** Lets go of what is lifted, without dropping it. */
  letGo(): void {
    if (!this.carried) return
    this.carried = null
    this.hooks.onLetGo()
  }

  /** Where a pointer event lies within the stage. */
  at(event: { clientX: number; clientY: number }): Point {
    const { left, top } = this.element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.element
    // Hidden for a moment, as while something beside it is fetched: it comes back where it was.
    if (width === 0) return
    const before = this.view
    this.view = { width, height, ratio: Math.min(2, window.devicePixelRatio || 1) }
    if (before.width === 0) this.fit(undefined, false)
    else if (before.width !== width)
      this.camera = { ...this.camera, x: this.camera.x + (width - before.width) / 2 }
    this.request()
  }

  private step(now: number): void {
    if (this.glide) {
      const t = Math.min(1, (now - this.glide.began) / GLIDE_MS)
      this.camera = between(this.glide.from, this.glide.to, 1 - (1 - t) ** 3, this.view)
      if (t >= 1) this.glide = null
      else this.request()
    }
    if (this.carried) {
      const { x, y } = this.carried.at
      const push = (at: number, size: number) =>
        (at < EDGE ? EDGE - at : at > size - EDGE ? size - EDGE - at : 0) / 4
      const dx = push(x, this.view.width)
      const dy = push(y, this.view.height)
      if (dx !== 0 || dy !== 0) {
        this.pan(dx, dy)
        this.hooks.onCarry(this.carried.at)
      }
    }
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault()
    const wheel = event.ctrlKey || event.metaKey || (event.deltaX === 0 && Math.abs(event.deltaY) >= 40)
    if (!wheel) {
      this.pan(-event.deltaX, -event.deltaY)
      return
    }
    const speed = event.ctrlKey ? 0.01 : 0.0016
    this.glide = null
    const by = Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * speed)
    this.camera = kept(zoomAt(this.camera, this.camera.k * by, this.at(event)), this.bounds, this.view)
    this.request()
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return
    if (event.target.closest('[data-over-map]')) return
    const at = this.at(event)
    this.fingers.set(event.pointerId, at)
    if (this.fingers.size > 1) {
      if (this.press) clearTimeout(this.press.hold)
      if (this.press) this.press.moved = true
      this.letGo()
      return
    }
    const { target } = event
    const hold =
      event.pointerType === 'mouse' ? 0 : window.setTimeout(() => this.onLongPress(event.pointerId), HOLD_MS)
    this.press = { at, target, moved: false, hold }
    this.glide = null
  }

  private onLongPress(pointerId: number): void {
    if (!this.press || this.press.moved) return
    this.press.moved = true
    const id = this.hooks.liftable(this.press.target)
    if (id === null) this.hooks.onHold(this.press.target)
    else this.lift(id, this.press.at, pointerId)
  }

  private lift(id: string, at: Point, pointerId: number): void {
    this.carried = { at }
    this.element.setPointerCapture(pointerId)
    navigator.vibrate?.(12)
    this.hooks.onLift(id, at)
    this.hooks.onCarry(at)
  }

  private onMove(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId)
    if (!before) return
    const at = this.at(event)
    if (this.fingers.size === 2) {
      const [other] = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
      if (other) this.pinch(other, before, at)
      this.fingers.set(event.pointerId, at)
      return
    }
    this.fingers.set(event.pointerId, at)
    if (this.carried) {
      this.carried.at = at
      this.hooks.onCarry(at)
      this.request()
      return
    }
    const { press } = this
    if (!press) return
    if (!press.moved) {
      if (Math.hypot(at.x - press.at.x, at.y - press.at.y) < DRAG_AFTER) return
      press.moved = true
      clearTimeout(press.hold)
      const id = event.pointerType === 'mouse' ? this.hooks.liftable(press.target) : null
      if (id !== null) {
        this.lift(id, at, event.pointerId)
        return
      }
      this.element.setPointerCapture(event.pointerId)
      this.pan(at.x - press.at.x, at.y - press.at.y)
      return
    }
    this.pan(at.x - before.x, at.y - before.y)
  }

  private pinch(still: Point, before: Point, at: Point): void {
    const was = Math.hypot(before.x - still.x, before.y - still.y)
    const is = Math.hypot(at.x - still.x, at.y - still.y)
    if (was < 1) return
    this.glide = null
    const middle = { x: (still.x + at.x) / 2, y: (still.y + at.y) / 2 }
    const moved = {
      ...this.camera,
      x: this.camera.x + (at.x - before.x) / 2,
      y: this.camera.y + (at.y - before.y) / 2,
    }
    this.camera = kept(zoomAt(moved, (moved.k * is) / was, middle), this.bounds, this.view)
    this.request()
  }

  private onUp(event: PointerEvent, cancelled = false): void {
    if (!this.fingers.delete(event.pointerId)) return
    const { press } = this
    if (press) clearTimeout(press.hold)
    if (this.carried) {
      const { at } = this.carried
      this.carried = null
      if (cancelled) this.hooks.onLetGo()
      else this.hooks.onDrop(at)
    } else if (press && !press.moved && !cancelled && !press.target.closest('button, a'))
      this.hooks.onTap(press.at)
    // The click that follows still asks whether the press moved.
    if (this.fingers.size === 0) setTimeout(() => this.press === press && this.forgetPress())
  }

  private forgetPress(): void {
    this.press = null
  }

  private onMenu(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('[data-over-map]')) return
    event.preventDefault()
    if (this.press) return
    this.hooks.onHold(event.target)
  }

  private swallow(event: MouseEvent): void {
    if (this.press?.moved) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
}
