import { type PointerEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { type Camera, fitting, type Point, seen, toChart, type View } from './camera.ts'
import { type Palette, standOf, toneOf } from './palette.ts'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'

const SIZE = { width: 176, height: 112 }

export interface MinimapHandle {
  /** The camera has moved: draws what it sees. */
  follow: (camera: Camera, view: View) => void
}

/** The whole chart, small, with a frame round what is on the screen; a press goes there. For the mouse alone. */
export function Minimap({
  scene,
  palette,
  onGo,
  ref,
}: {
  scene: Scene
  palette: Palette
  onGo: (at: Point) => void
  ref: Ref<MinimapHandle>
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const small = fitting(scene.layout.bounds, SIZE, 1, 6)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const ratio = 2
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, SIZE.width, SIZE.height)
    context.setTransform(ratio * small.k, 0, 0, ratio * small.k, ratio * small.x, ratio * small.y)
    for (const region of scene.layout.regions) {
      context.fillStyle = palette.regions[standOf(scene.units.get(region.unitId)?.stand)].fill
      for (const { x, y, width, height } of region.rects) context.fillRect(x, y, width, height)
    }
    for (const [id, { x, y, width, height }] of scene.layout.places) {
      const shown = scene.boxes.get(id)
      context.fillStyle = shown ? palette.boxes[toneOf(shown)].edge : palette.line
      context.fillRect(x, y, width, height)
    }
  }, [scene, palette, small.k, small.x, small.y])
  useImperativeHandle(ref, () => ({
    follow: (camera, view) => {
      const window = seen(camera, view)
      const { style } = frame.current ?? {}
      if (!style || !box.current) return
      const left = Math.max(0, window.x * small.k + small.x)
      const top = Math.max(0, window.y * small.k + small.y)
      const right = Math.min(SIZE.width, (window.x + window.width) * small.k + small.x)
      const bottom = Math.min(SIZE.height, (window.y + window.height) * small.k + small.y)
      // It earns its place only where the chart is larger than the screen.
      const whole = right - left >= SIZE.width - 8 && bottom - top >= SIZE.height - 8
      box.current.dataset.whole = whole ? 'true' : 'false'
      style.transform = `translate(${left}px, ${top}px)`
      style.width = `${Math.max(4, right - left)}px`
      style.height = `${Math.max(4, bottom - top)}px`
    },
  }))
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    onGo(toChart(small, { x: event.clientX - left, y: event.clientY - top }))
  }
  return (
    <div
      ref={box}
      className={classes.minimap}
      data-over-map
      aria-hidden
      onPointerDown={go}
      onPointerMove={go}
      style={SIZE}
    >
      <canvas ref={canvas} width={SIZE.width * 2} height={SIZE.height * 2} style={SIZE} />
      <div ref={frame} className={classes.frame} />
    </div>
  )
}
