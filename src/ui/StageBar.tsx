import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, type TouchEvent, useEffect, useRef } from 'react'
import { usePlatformWords } from '#platform/words/use.ts'
import classes from './StageBar.module.css'

export interface Stage {
  key: string
  /** A … H */
  letter: string
  label: string
  done?: boolean
}

interface StageBarProps {
  stages: readonly Stage[]
  /** The key of the stage one is at. */
  value: string
  onChange: (key: string) => void
}

/** The stages of a visit in a row. Tap one; arrow keys go along; the present one is kept in view. */
export function StageBar({ stages, value, onChange }: StageBarProps) {
  const w = usePlatformWords()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const at = row.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(value)}"]`)
    // Only sideways: scrollIntoView would also move the page.
    if (at && row.current)
      row.current.scrollTo({
        left: at.offsetLeft - (row.current.clientWidth - at.clientWidth) / 2,
        behavior: 'smooth',
      })
  }, [value])
  return (
    <nav aria-label={w.stages.label} className={classes.bar}>
      <div ref={row} className={classes.row}>
        {stages.map((stage, index) => (
          <button
            key={stage.key}
            type="button"
            data-key={stage.key}
            data-done={stage.done || undefined}
            aria-current={stage.key === value ? 'step' : undefined}
            className={classes.stage}
            onClick={() => onChange(stage.key)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
              const next = step === undefined ? undefined : stages[index + step]
              if (!next) return
              event.preventDefault()
              onChange(next.key)
              row.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
            }}
          >
            <span className={classes.mark}>
              {stage.done && stage.key !== value ? (
                <IconCheck size={16} aria-label={stage.letter} role="img" />
              ) : (
                stage.letter
              )}
            </span>
            <span className={classes.label}>{stage.label}</span>
            {stage.done && <span className={classes.ear}>{w.stages.done}</span>}
          </button>
        ))}
      </div>
    </nav>
  )
}

const FAR_ENOUGH = 70

/** Round a stage's content: a swipe goes to the stage before or after. Fields, sliders and what scrolls sideways keep their own swipes. */
export function StageSwipe({ stages, value, onChange, children }: StageBarProps & { children: ReactNode }) {
  const start = useRef<{ x: number; y: number } | null>(null)
  const begin = (event: TouchEvent) => {
    const touch = event.touches[0]
    const own = (event.target as HTMLElement).closest(
      'input, textarea, select, [role="radiogroup"], [data-no-swipe]',
    )
    start.current =
      touch &&
      !own &&
      event.touches.length === 1 &&
      !scrollsSideways(event.target as HTMLElement, event.currentTarget as HTMLElement)
        ? { x: touch.clientX, y: touch.clientY }
        : null
  }
  const end = (event: TouchEvent) => {
    const touch = event.changedTouches[0]
    const from = start.current
    start.current = null
    if (!touch || !from) return
    const across = touch.clientX - from.x
    if (Math.abs(across) < FAR_ENOUGH || Math.abs(across) < 2 * Math.abs(touch.clientY - from.y)) return
    const at = stages.findIndex((stage) => stage.key === value)
    const next = stages[at + (across < 0 ? 1 : -1)]
    if (next) onChange(next.key)
  }
  return (
    <div onTouchStart={begin} onTouchEnd={end} className={classes.swipe}>
      {children}
    </div>
  )
}

function scrollsSideways(from: HTMLElement, until: HTMLElement): boolean {
  for (let one: HTMLElement | null = from; one && one !== until; one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible') return true
  }
  return false
}
