import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconFocusCentered,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { mapWords } from '../../words/map.ts'
import type { MapHandle } from './MapCanvas.tsx'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'
import type { Carrying } from './use-carry.ts'

/** A chart with nothing on it: what to begin with. */
export function BlankChart({ onBegin }: { onBegin: (() => void) | null }) {
  const m = useWords(mapWords)
  return (
    <div className={`${classes.overlay} ${classes.blank}`} data-over-map>
      <strong>{m.blank.title}</strong>
      <span>{m.blank.text}</span>
      {onBegin && (
        <Button variant="primary" onClick={onBegin}>
          {m.blank.action}
        </Button>
      )}
    </div>
  )
}

/** One branch alone is shown: of whom, and the way back to all. */
export function FocusBar({ scene, focus, onAll }: { scene: Scene; focus: string; onAll: () => void }) {
  const m = useWords(mapWords)
  const box = scene.chart.boxes.find((one) => one.id === focus)
  if (!box) return null
  return (
    <div className={`${classes.overlay} ${classes.focusBar}`} data-over-map>
      <span>{m.focused(box.holders[0]?.name ?? box.title)}</span>
      <Button size="sm" variant="quiet" onClick={onAll}>
        {m.unfocus}
      </Button>
    </div>
  )
}

/** What is lifted, under the finger, and what letting go would do. */
export function CarriedBox({ carry }: { carry: Carrying }) {
  const { carried } = carry
  return (
    <>
      {carried?.at && (
        <div
          className={classes.ghost}
          style={{ transform: `translate(${carried.at.x + 14}px, ${carried.at.y - 52}px)` }}
        >
          {carried.name}
        </div>
      )}
      <div
        className={carried ? `${classes.overlay} ${classes.verdict}` : undefined}
        data-good={carried?.drop ? carried.drop.ok : undefined}
        aria-live="assertive"
      >
        {carry.says}
      </div>
    </>
  )
}

interface ZoomButtonsProps {
  canvas: RefObject<MapHandle | null>
  full: boolean
  onFull: () => void
}

export function ZoomButtons({ canvas, full, onFull }: ZoomButtonsProps) {
  const m = useWords(mapWords)
  return (
    <div className={`${classes.overlay} ${classes.zoom}`} data-over-map>
      <IconButton label={m.zoom.in} icon={<IconPlus size={20} />} onClick={() => canvas.current?.zoom(1.4)} />
      <IconButton
        label={m.zoom.out}
        icon={<IconMinus size={20} />}
        onClick={() => canvas.current?.zoom(1 / 1.4)}
      />
      <IconButton
        label={m.zoom.fit}
        icon={<IconFocusCentered size={20} />}
        onClick={() => canvas.current?.fit()}
      />
      <IconButton
        label={full ? m.leaveFull : m.full}
        icon={full ? <IconArrowsMinimize size={20} /> : <IconArrowsMaximize size={20} />}
        onClick={onFull}
      />
    </div>
  )
}
