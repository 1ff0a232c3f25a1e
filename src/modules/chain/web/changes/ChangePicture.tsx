import { useComputedColorScheme } from '@mantine/core'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { IconButton } from '#ui/Button.tsx'
import type { ChainMap, Change } from '../../chain.contract.ts'
import { comparedMap } from '../../compare-map.rules.ts'
import { changesWords } from '../../words/changes.ts'
import { mapWords } from '../../words/map.ts'
import { MapCanvas, type MapHandle } from '../map/MapCanvas.tsx'
import type { Emphasis } from '../map/paint.ts'
import { DARK, LIGHT } from '../map/palette.ts'
import { sceneOf } from '../map/scene.ts'
import tools from '../map/tools.module.css'
import classes from './Changes.module.css'

const NONE: ReadonlySet<string> = new Set()
const NOT_CARRIED = { on: false, onLift: () => {}, onCarry: () => {}, onDrop: () => {}, onLetGo: () => {} }

/** Two days in one map: what is gone still stands there, and each box says what became of it. The list tells the same. */
export function ChangePicture({ map, changes }: { map: ChainMap; changes: readonly Change[] }) {
  const w = useWords(changesWords)
  const m = useWords(mapWords)
  const palette = useComputedColorScheme('light') === 'dark' ? DARK : LIGHT
  const canvas = useRef<MapHandle>(null)
  const [collapsed, setCollapsed] = useState(NONE)
  const [anchor, setAnchor] = useState<string | null>(null)
  const compared = useMemo(() => comparedMap(map, changes), [map, changes])
  const scene = useMemo(() => sceneOf(compared.map, collapsed, null), [compared, collapsed])
  const emphasis = useMemo<Emphasis>(
    () => ({ lit: null, found: NONE, current: null, target: null, kinds: NONE, marks: compared.marks }),
    [compared],
  )
  const fold = useCallback((id: string) => {
    setAnchor(id)
    setCollapsed((all) => {
      const next = new Set(all)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const actions = useMemo(
    () => ({
      onOpen: (box: { id: string }) => canvas.current?.fitBoxes([box.id]),
      onFold: fold,
      onMenu: fold,
    }),
    [fold],
  )
  return (
    <div>
      <p className={classes.quiet}>{w.pictureHint}</p>
      <MapCanvas
        ref={canvas}
        scene={scene}
        emphasis={emphasis}
        palette={palette}
        label={m.canvas(compared.map.posts.length, compared.map.people.length)}
        anchor={anchor}
        lifted={null}
        canOpenEmpty
        actions={actions}
        carry={NOT_CARRIED}
        onUnit={(_, regionId) =>
          canvas.current?.fitBoxes(scene.layout.regions.find((r) => r.id === regionId)?.boxIds ?? [])
        }
        onKey={() => {}}
      >
        <div className={`${tools.overlay} ${tools.zoom}`} data-over-map>
          <IconButton
            label={m.zoom.in}
            icon={<IconPlus size={20} />}
            onClick={() => canvas.current?.zoom(1.4)}
          />
          <IconButton
            label={m.zoom.out}
            icon={<IconMinus size={20} />}
            onClick={() => canvas.current?.zoom(1 / 1.4)}
          />
          <IconButton
            label={m.zoom.fit}
            icon={<IconMaximize size={20} />}
            onClick={() => canvas.current?.fit()}
          />
        </div>
      </MapCanvas>
    </div>
  )
}
