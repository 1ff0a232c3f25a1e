import { useComputedColorScheme } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useWords } from '#platform/words/use.ts'
import { useDesk } from '#ui/screen-size.ts'
import type { ChainMap } from '../chain.contract.ts'
import type { MapBox } from '../map.rules.ts'
import { mapWords } from '../words/map.ts'
import { mapTieWords } from '../words/map-ties.ts'
import { wishesOf } from './map/box-wishes.ts'
import { ChartList } from './map/ChartList.tsx'
import { ChartNotes } from './map/ChartNotes.tsx'
import type { Camera, View } from './map/camera.ts'
import { onMapKey } from './map/key-acts.ts'
import { Legend } from './map/Legend.tsx'
import { tieIdOf } from './map/line-at.ts'
import { MapCanvas, type MapHandle } from './map/MapCanvas.tsx'
import { BlankChart, CarriedBox, FocusBar, ZoomButtons } from './map/MapOverlays.tsx'
import { MapSheets } from './map/MapSheets.tsx'
import { EditBar, MapTools } from './map/MapTools.tsx'
import { Minimap, type MinimapHandle } from './map/Minimap.tsx'
import { newPost, type Opened } from './map/opened.ts'
import { DARK, LIGHT } from './map/palette.ts'
import { NewTie, TieMakingBar } from './map/TieMakingBar.tsx'
import classes from './map/tools.module.css'
import { useCarry } from './map/use-carry.ts'
import { useChartEditing } from './map/use-chart-editing.ts'
import { useEmphasis } from './map/use-emphasis.ts'
import { useFinding } from './map/use-finding.ts'
import { useHolders } from './map/use-holders.ts'
import { useSight } from './map/use-sight.ts'
import { useSteps } from './map/use-steps.ts'
import { useTieMaking } from './map/use-tie-making.ts'

/** From so many posts on it is worth offering to fold the chart to two levels. */
const MANY = 12

export interface ChainMapViewProps {
  map: ChainMap
  onOpen: (personId: string) => void
}

/** The organisation as a map: found one's way on, edited, taken away as a picture, and the same as a list below it. */
export function ChainMapView({ map, onOpen }: ChainMapViewProps) {
  const m = useWords(mapWords)
  const t = useWords(mapTieWords)
  const desk = useDesk()
  const palette = useComputedColorScheme('light') === 'dark' ? DARK : LIGHT
  const canvas = useRef<MapHandle>(null)
  const minimap = useRef<MinimapHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const [filterOpen, setFilterOpen] = useState(false)
  const [open, setOpen] = useState<Opened | null>(null)
  const [full, setFull] = useState(false)

  const steps = useSteps()
  const editing = useChartEditing(map, steps)
  const { shown } = editing
  const holders = useHolders(map.accountId, steps)
  const sight = useSight(shown, canvas)
  const { scene, current, setCurrent, fold } = sight
  const listed = useDeferredValue(scene)
  const carry = useCarry(scene, shown, editing, holders)
  const { carried } = carry
  const finding = useFinding(scene.chart.boxes, sight.show)
  const making = useTieMaking()
  const lookedAt = useMemo(
    () => new Set(open?.what === 'ties' ? open.ids.map((id) => `tie:${id}`) : []),
    [open],
  )
  const look = useEmphasis(scene, finding, current, carried?.target ?? null, lookedAt)

  const { from: tieFrom, pick: pickEnd } = making
  const openBox = useCallback(
    (box: MapBox, personId: string | null) => {
      setCurrent(box.id)
      if (tieFrom) pickEnd(box.holders.find((one) => one.id === personId) ?? null)
      else if (box.kind === 'unit') {
        if (editing.on) setOpen({ what: 'unit', id: box.id })
        else canvas.current?.fitBoxes([box.id])
      } else if (editing.on && box.kind === 'post') setOpen({ what: 'post', id: box.id })
      else if (personId) onOpen(personId)
      else setOpen({ what: 'menu', id: box.id })
    },
    [editing.on, onOpen, setCurrent, tieFrom, pickEnd],
  )
  const actions = useMemo(
    () => ({ onOpen: openBox, onFold: fold, onMenu: (id: string) => setOpen({ what: 'menu', id }) }),
    [openBox, fold],
  )
  const wishes = (id: string) =>
    wishesOf(id, {
      shown,
      sight,
      edit: editing.edit,
      open: setOpen,
      openPerson: onOpen,
      making: map.canWrite ? making : null,
      m,
      t,
    })
  const edit: typeof editing.edit = (edits, said) => {
    sight.setAnchor(current ?? scene.chart.boxes[0]?.id ?? null)
    return editing.edit(edits, said)
  }
  const toggleFull = () => {
    setFull(!full)
    sight.setAnchor(null)
    requestAnimationFrame(() => requestAnimationFrame(() => canvas.current?.fit()))
  }
  const onFrame = useCallback((camera: Camera, view: View) => minimap.current?.follow(camera, view), [])
  return (
    <div className={classes.view} data-full={full || undefined}>
      <MapTools
        finding={finding}
        fieldRef={field}
        editing={editing}
        canWrite={map.canWrite}
        filterOpen={filterOpen}
        folded={sight.collapsed.size > 0}
        canFold={scene.chart.boxes.length >= MANY}
        onFilter={() => setFilterOpen(!filterOpen)}
        onFoldAll={sight.foldAll}
        onExport={() => setOpen({ what: 'export' })}
        onKeys={() => setOpen({ what: 'keys' })}
      />
      {filterOpen && (
        <Legend
          scene={scene}
          kinds={look.kinds}
          onKind={look.toggleKind}
          onlyChain={look.onlyChain}
          onOnlyChain={look.setOnlyChain}
        />
      )}
      {editing.on && (
        <EditBar
          editing={editing}
          touch={!desk}
          onAddPost={() => setOpen(newPost({}))}
          onAddUnit={() => setOpen({ what: 'new-unit', id: newId(), parentId: null })}
          onSteps={() => setOpen({ what: 'steps' })}
        />
      )}
      <MapCanvas
        ref={canvas}
        scene={scene}
        emphasis={look.emphasis}
        palette={palette}
        label={m.canvas(shown.posts.length, shown.people.length)}
        anchor={sight.anchor}
        lifted={carried?.lifted.id ?? null}
        canOpenEmpty
        actions={actions}
        carry={{
          on: editing.on,
          onLift: (id) => carry.lift(id, false),
          onCarry: carry.over,
          onDrop: () => {
            sight.setAnchor(carried?.lifted.id ?? null)
            carry.drop()
          },
          onLetGo: carry.letGo,
        }}
        onUnit={(unitId, regionId) => {
          if (editing.on) setOpen({ what: 'unit', id: unitId })
          else canvas.current?.fitBoxes(scene.layout.regions.find((r) => r.id === regionId)?.boxIds ?? [])
        }}
        onTies={(lines) => !tieFrom && setOpen({ what: 'ties', ids: lines.map(tieIdOf) })}
        onKey={(event) =>
          onMapKey(event, {
            canWrite: map.canWrite,
            canvas,
            field,
            sight,
            editing,
            carry,
            finding,
            making,
            wishes,
            open: setOpen,
            leaveFull: () => setFull(false),
          })
        }
        onCurrent={setCurrent}
        onFrame={onFrame}
      >
        {scene.boxes.size === 0 && (
          <BlankChart
            onBegin={
              map.canWrite
                ? () => {
                    editing.start()
                    setOpen(newPost({}))
                  }
                : null
            }
          />
        )}
        <TieMakingBar map={shown} making={making} />
        {sight.focus && <FocusBar scene={scene} focus={sight.focus} onAll={() => sight.focusOn(null)} />}
        <CarriedBox carry={carry} />
        <ZoomButtons canvas={canvas} full={full} onFull={toggleFull} />
        {desk && (
          <Minimap ref={minimap} scene={scene} palette={palette} onGo={(at) => canvas.current?.seeAt(at)} />
        )}
      </MapCanvas>
      {!full && <ChartNotes scene={scene} onShow={(id) => sight.show(id)} />}
      {!full && <ChartList scene={listed} onOpen={openBox} onMenu={actions.onMenu} />}
      <NewTie making={making} />
      <MapSheets
        map={map}
        open={open}
        setOpen={setOpen}
        sight={sight}
        editing={editing}
        edit={edit}
        holders={holders}
        wishes={wishes}
        kinds={look.kinds}
        onOpenPerson={onOpen}
      />
    </div>
  )
}
