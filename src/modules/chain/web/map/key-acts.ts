import type { KeyboardEvent, RefObject } from 'react'
import { wishOf } from './chart-keys.ts'
import type { MapHandle } from './MapCanvas.tsx'
import type { Finding } from './MapTools.tsx'
import type { Opened } from './opened.ts'
import type { BoxWishes } from './sheets.tsx'
import type { Carrying } from './use-carry.ts'
import type { ChartEditing } from './use-chart-editing.ts'
import type { Sight } from './use-sight.ts'
import type { TieMaking } from './use-tie-making.ts'
import { walk } from './walk.ts'

export interface KeyMeans {
  canWrite: boolean
  canvas: RefObject<MapHandle | null>
  field: RefObject<HTMLInputElement | null>
  sight: Sight
  editing: ChartEditing
  carry: Carrying
  finding: Finding
  making: TieMaking
  wishes: (id: string) => BoxWishes
  open: (what: Opened) => void
  leaveFull: () => void
}

/** Does what a key on the map asks for; a key that is not ours is left alone. */
export function onMapKey(event: KeyboardEvent, means: KeyMeans): void {
  const { canWrite, canvas, field, sight, editing, carry, finding, making, wishes, open } = means
  const { scene, focus, focusOn } = sight
  const wish = wishOf(event, { carrying: carry.carried?.byKeys === true })
  if (!wish) return
  const here = sight.current && scene.boxes.has(sight.current) ? sight.current : null
  const box = here ? scene.boxes.get(here) : undefined
  const onFace = event.target instanceof HTMLElement && event.target.hasAttribute('data-current')
  if (wish.do === 'fold' && !onFace) return
  const acts: Record<typeof wish.do, () => void> = {
    walk: () => {
      const next =
        here && wish.do === 'walk'
          ? walk(scene, here, wish.way)
          : ([...scene.layout.places.keys()][0] ?? null)
      if (!next) return
      sight.show(next, true)
      if (carry.carried?.byKeys) carry.overBox(next)
    },
    fold: () => here && scene.below.has(here) && sight.fold(here),
    focus: () => (focus ? focusOn(null) : here && focusOn(here)),
    search: () => field.current?.focus(),
    fit: () => canvas.current?.fit(),
    'zoom-in': () => canvas.current?.zoom(1.3),
    'zoom-out': () => canvas.current?.zoom(1 / 1.3),
    tie: () => {
      if (!canWrite || !here || !box) return
      const [only, ...others] = box.holders
      // Of several at one post the menu asks who is meant.
      if (only && others.length === 0) making.start(only)
      else open({ what: 'menu', id: here })
    },
    menu: () => here && open({ what: 'menu', id: here }),
    edit: () => canWrite && (editing.on ? editing.stop() : editing.start()),
    cut: () => editing.on && here && carry.lift(here, true),
    drop: () => carry.drop(),
    below: () => editing.on && here && wishes(here).addBelow(),
    beside: () => editing.on && here && wishes(here).addBeside(),
    remove: () => editing.on && box?.kind === 'post' && wishes(box.id).remove(),
    undo: () => editing.on && editing.undo(),
    redo: () => editing.on && editing.redo(),
    help: () => open({ what: 'keys' }),
    escape: () => {
      if (carry.carried) {
        carry.letGo()
        canvas.current?.letGo()
      } else if (making.from) making.stop()
      else if (finding.query) finding.clear()
      else if (focus) focusOn(null)
      else means.leaveFull()
    },
  }
  event.preventDefault()
  acts[wish.do]()
}
