import { IconGripVertical, IconLock } from '@tabler/icons-react'
import { type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { LAYERS, type Layer, type Need } from '../needs.contract.ts'
import { layerBeneath, liesBeneath, placementProblem } from '../needs.rules.ts'
import { words } from '../words/index.ts'
import classes from './Iceberg.module.css'
import { type BergLayout, type Block, bandAt, layOut } from './iceberg-layout.ts'
import { treeOf } from './use-move.ts'

/** Pixels a finger may tremble before a press becomes a drag. */
const TREMBLE = 6

interface IcebergProps {
  needs: readonly Need[]
  visitId?: string | undefined
  onOpen: (needId: string) => void
  /** Without it nothing can be dragged. */
  onMove?: ((need: Need, parentId: string | null, layer: Layer) => void) | undefined
}

/** The iceberg: what was said above the waterline, what lies beneath it below. A press opens a need, a drag moves it. */
export function Iceberg({ needs, visitId, onOpen, onMove }: IcebergProps) {
  const w = useWords(words)
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const layout = layOut(needs, width)
  const drag = useDrag({ frame, layout, needs, onMove })
  const target = drag.over?.parentId ?? null
  return (
    <section ref={frame} className={classes.frame} style={{ height: layout.height }} aria-label={w.title}>
      <Scene layout={layout} target={target} dragged={drag.need?.id ?? null} />
      {layout.bands.map((band) => (
        <div
          key={band.layer}
          className={classes.band}
          data-over={(drag.over && target === null && drag.over.layer === band.layer) || undefined}
          style={{ top: band.top, height: band.bottom - band.top }}
        >
          <h3 className={classes.bandName}>{w.layerLong[band.layer]}</h3>
          {!needs.some((need) => need.layer === band.layer) && (
            <p className={classes.bandEmpty}>{w.emptyLayer[band.layer]}</p>
          )}
        </div>
      ))}
      {LAYERS.flatMap((layer) => needs.filter((need) => need.layer === layer)).map((need) => (
        <NeedBlock
          key={need.id}
          need={need}
          above={needs.find((one) => one.id === need.parentId)}
          place={layout.blocks.find((block) => block.id === need.id)!}
          here={visitId !== undefined && need.visitId === visitId}
          standing={drag.need?.id === need.id ? 'dragged' : target === need.id ? 'target' : undefined}
          shift={drag.need?.id === need.id ? drag.shift : null}
          onOpen={() => onOpen(need.id)}
          grip={onMove && drag.handlers(need)}
        />
      ))}
    </section>
  )
}

function NeedBlock({
  need,
  above,
  place,
  here,
  standing,
  shift,
  onOpen,
  grip,
}: {
  need: Need
  above: Need | undefined
  place: Block
  here: boolean
  standing: 'dragged' | 'target' | undefined
  shift: { x: number; y: number } | null
  onOpen: () => void
  grip: GripHandlers | undefined
}) {
  const w = useWords(words)
  return (
    <div
      className={classes.block}
      data-layer={need.layer}
      data-status={need.status}
      data-here={here || undefined}
      data-standing={standing}
      style={{
        left: place.x,
        top: place.y,
        width: place.width,
        height: place.height,
        ...(shift && { transform: `translate(${shift.x}px, ${shift.y}px)` }),
      }}
    >
      <button type="button" className={classes.open} onClick={onOpen}>
        <span className={classes.unseen}>{w.layer[need.layer]}</span>
        <span className={classes.statement}>{need.statement}</span>
        <span className={classes.facts}>
          <span className={classes.status} data-status={need.status}>
            {w.status[need.status]}
          </span>
          {need.personal && <IconLock size={13} aria-label={w.personal} />}
          {need.personName && <span className={classes.who}>{need.personName}</span>}
        </span>
        {above && <span className={classes.unseen}>{w.beneathOf(above.statement)}</span>}
      </button>
      {grip && (
        <span className={classes.grip} title={w.drag} aria-hidden {...grip}>
          <IconGripVertical size={16} />
        </span>
      )}
    </div>
  )
}

/** Sky, sea, ice and the lines between what was said and what lies beneath it. */
function Scene({
  layout,
  target,
  dragged,
}: {
  layout: BergLayout
  target: string | null
  dragged: string | null
}) {
  const id = useId()
  const { width, height, waterline } = layout
  return (
    <svg
      className={classes.scene}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
    >
      <title>{''}</title>
      <defs>
        <linearGradient id={`${id}sky`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className={classes.skyTop} />
          <stop offset="1" className={classes.skyBottom} />
        </linearGradient>
        <linearGradient id={`${id}sea`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className={classes.seaTop} />
          <stop offset="1" className={classes.seaBottom} />
        </linearGradient>
        <linearGradient id={`${id}body`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className={classes.bodyTop} />
          <stop offset="1" className={classes.bodyBottom} />
        </linearGradient>
        <linearGradient id={`${id}tip`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" className={classes.tipLight} />
          <stop offset="1" className={classes.tipShade} />
        </linearGradient>
      </defs>
      <rect width={width} height={waterline} fill={`url(#${id}sky)`} />
      <rect y={waterline} width={width} height={height - waterline} fill={`url(#${id}sea)`} />
      <path d={layout.body} fill={`url(#${id}body)`} className={classes.ice} />
      <path d={layout.tip} fill={`url(#${id}tip)`} className={classes.ice} />
      {layout.shades.map((shade) => (
        <path key={shade} d={shade} className={classes.shade} />
      ))}
      <path
        className={classes.waterline}
        d={`M0 ${waterline} ${Array.from(
          { length: Math.ceil(width / 48) },
          (_, i) => `q12 ${i % 2 ? 5 : -5} 24 0 t24 0`,
        ).join(' ')}`}
      />
      {layout.lines.map((line) => (
        <path
          key={line.to}
          d={line.path}
          className={classes.line}
          data-lit={line.from === target || undefined}
          data-faint={line.to === dragged || undefined}
        />
      ))}
    </svg>
  )
}

interface GripHandlers {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerCancel: () => void
}
interface Dragging {
  need: Need
  from: { x: number; y: number }
  shift: { x: number; y: number }
  over: { parentId: string | null; layer: Layer } | null
}

/** A drag by mouse, pen or finger. Over a need it may lie beneath, that need lights up; over open water, its layer does. */
function useDrag({
  frame,
  layout,
  needs,
  onMove,
}: {
  frame: React.RefObject<HTMLDivElement | null>
  layout: BergLayout
  needs: readonly Need[]
  onMove: IcebergProps['onMove']
}) {
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const placeAt = (need: Need, x: number, y: number): Dragging['over'] => {
    const tree = treeOf(needs)
    const block = layout.blocks.find(
      (b) => b.id !== need.id && x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height,
    )
    const on = block && needs.find((one) => one.id === block.id)
    if (on) {
      const layer = layerBeneath(need.layer, on.layer)
      return placementProblem(tree, need.id, layer, on.id) === null ? { parentId: on.id, layer } : null
    }
    const layer = bandAt(layout, y)
    if (layer === need.layer) return null
    const above = need.parentId === null ? undefined : tree.get(need.parentId)
    const parentId = above && liesBeneath(layer, above.layer) ? above.id : null
    return placementProblem(tree, need.id, layer, parentId) === null ? { parentId, layer } : null
  }
  const handlers = (need: Need): GripHandlers => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      const from = { x: event.clientX, y: event.clientY }
      setDragging({ need, from, shift: { x: 0, y: 0 }, over: null })
    },
    onPointerMove: (event) => {
      if (dragging?.need.id !== need.id) return
      const shift = { x: event.clientX - dragging.from.x, y: event.clientY - dragging.from.y }
      const box = frame.current?.getBoundingClientRect()
      const far = Math.hypot(shift.x, shift.y) > TREMBLE
      const over = box && far ? placeAt(need, event.clientX - box.left, event.clientY - box.top) : null
      setDragging({ ...dragging, shift, over })
    },
    onPointerUp: () => {
      if (dragging?.over) onMove?.(dragging.need, dragging.over.parentId, dragging.over.layer)
      setDragging(null)
    },
    onPointerCancel: () => setDragging(null),
  })
  return {
    need: dragging?.need ?? null,
    shift: dragging?.shift ?? null,
    over: dragging?.over ?? null,
    handlers,
  }
}

/** The width the picture has; that of a phone until it is known. */
function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(358)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const watch = new ResizeObserver(([entry]) => {
      // Out of sight it has no width; the last one is kept until it is seen again.
      const seen = Math.floor(entry?.contentRect.width ?? 0)
      if (seen > 0) setWidth(seen)
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [ref])
  return width
}
