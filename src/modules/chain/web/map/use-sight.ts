import { type RefObject, useCallback, useMemo, useState } from 'react'
import type { MapHandle } from './MapCanvas.tsx'
import { pathUp, type ShownMap, sceneOf } from './scene.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** What of the chart is in sight: branches folded away, one branch alone, and the box one is at. */
export function useSight(shown: ShownMap, canvas: RefObject<MapHandle | null>) {
  const [collapsed, setCollapsed] = useState(NOTHING)
  const [focus, setFocus] = useState<string | null>(null)
  /** The box that stays where it is while the rest moves; null: all is shown anew. */
  const [anchor, setAnchor] = useState<string | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const scene = useMemo(() => sceneOf(shown, collapsed, focus), [shown, collapsed, focus])

  const fold = useCallback((id: string) => {
    setAnchor(id)
    setCollapsed((all) => {
      const next = new Set(all)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const foldAll = () => {
    setAnchor(null)
    setFocus(null)
    if (collapsed.size > 0) setCollapsed(NOTHING)
    else {
      const tops = scene.chart.boxes.filter((box) => box.parentId === null).map((box) => box.id)
      const second = tops.flatMap((id) => (scene.kids.get(id) ?? []).map((kid) => kid.id))
      setCollapsed(new Set(second.filter((id) => scene.below.has(id))))
    }
  }
  const focusOn = useCallback((id: string | null) => {
    setAnchor(null)
    setFocus(id)
    setCurrent(id)
  }, [])

  /** Brings a box into sight, unfolding what hides it; with `take` the keyboard goes there too. */
  const show = useCallback(
    (id: string, take = false) => {
      const all = new Map(scene.chart.boxes.map((box) => [box.id, box]))
      const up = pathUp(all, id)
      setCurrent(id)
      if (!scene.boxes.has(id)) {
        setAnchor(id)
        if (focus !== null && id !== focus && !up.includes(focus)) setFocus(null)
        setCollapsed((was) => {
          const next = new Set(was)
          for (const above of up) next.delete(above)
          return next
        })
      }
      // The picture follows in this frame; only then is there a place to go to.
      requestAnimationFrame(() => canvas.current?.show(id, take))
    },
    [scene, focus, canvas],
  )
  return { scene, collapsed, fold, foldAll, focus, focusOn, anchor, setAnchor, current, setCurrent, show }
}

export type Sight = ReturnType<typeof useSight>
