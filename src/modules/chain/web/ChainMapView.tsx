import { useComputedColorScheme } from '@mantine/core'
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconFocusCentered,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react'
import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { useLocale, useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { useDesk } from '#ui/screen-size.ts'
import { problemToast } from '#ui/toast.ts'
import type { ChainMap } from '../chain.contract.ts'
import type { MapBox } from '../map.rules.ts'
import { mapWords } from '../words/map.ts'
import { ChartList } from './map/ChartList.tsx'
import { ChartNotes } from './map/ChartNotes.tsx'
import type { Camera, View } from './map/camera.ts'
import { wishOf } from './map/chart-keys.ts'
import { Legend } from './map/Legend.tsx'
import { MapCanvas, type MapHandle } from './map/MapCanvas.tsx'
import { EditBar, MapTools } from './map/MapTools.tsx'
import { Minimap, type MinimapHandle } from './map/Minimap.tsx'
import { MoveSheet } from './map/MoveSheet.tsx'
import { PostSheet } from './map/PostSheet.tsx'
import type { Emphasis } from './map/paint.ts'
import { DARK, LIGHT } from './map/palette.ts'
import { StepsSheet } from './map/StepsSheet.tsx'
import { pathUp, sceneOf } from './map/scene.ts'
import {
  BoxMenu,
  type BoxWishes,
  ConflictSheet,
  type ExportKind,
  ExportSheet,
  KeysSheet,
} from './map/sheets.tsx'
import classes from './map/tools.module.css'
import { UnitSheet } from './map/UnitSheet.tsx'
import { useCarry } from './map/use-carry.ts'
import { useChartEditing } from './map/use-chart-editing.ts'
import { useFinding } from './map/use-finding.ts'
import { useHolders } from './map/use-holders.ts'
import { walk } from './map/walk.ts'

type Post = ChainMap['posts'][number]
type Open =
  | { what: 'menu' | 'move' | 'post'; id: string }
  | { what: 'new-post'; post: Post }
  | { what: 'unit'; id: string }
  | { what: 'new-unit'; id: string; parentId: string | null }
  | { what: 'keys' | 'export' | 'steps' }

const NOTHING: ReadonlySet<string> = new Set()
/** From so many posts on it is worth offering to fold the chart to two levels. */
const MANY = 12

export interface ChainMapViewProps {
  map: ChainMap
  onOpen: (personId: string) => void
}

/** The organisation as a map: found one's way on, edited, taken away as a picture, and the same as a list below it. */
export function ChainMapView({ map, onOpen }: ChainMapViewProps) {
  const m = useWords(mapWords)
  const locale = useLocale()
  const desk = useDesk()
  const palette = useComputedColorScheme('light') === 'dark' ? DARK : LIGHT
  const canvas = useRef<MapHandle>(null)
  const minimap = useRef<MinimapHandle>(null)
  const field = useRef<HTMLInputElement>(null)
  const [collapsed, setCollapsed] = useState(NOTHING)
  const [focus, setFocus] = useState<string | null>(null)
  const [anchor, setAnchor] = useState<string | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [hidden, setHidden] = useState(NOTHING)
  const [onlyChain, setOnlyChain] = useState(false)
  const [filterOpen, setFilterOpen] = useState(false)
  const [open, setOpen] = useState<Open | null>(null)
  const [full, setFull] = useState(false)
  const [exporting, setExporting] = useState<ExportKind | null>(null)

  const editing = useChartEditing(map)
  const { shown } = editing
  const holders = useHolders(map.accountId)
  const scene = useMemo(() => sceneOf(shown, collapsed, focus), [shown, collapsed, focus])
  const listed = useDeferredValue(scene)
  const carry = useCarry(scene, shown, editing, holders)

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

  /** Brings a box into sight, unfolding what hides it. */
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
    [scene, focus],
  )
  const finding = useFinding(scene.chart.boxes, show)

  const kinds = useMemo(() => {
    const all = new Set(scene.lines.map((line) => line.tie ?? line.kind))
    for (const kind of hidden) all.delete(kind)
    return all
  }, [scene, hidden])
  const lit = useMemo(() => {
    if (!onlyChain) return null
    const on = [...scene.boxes.values()].filter((box) => box.holders.some((h) => h.seat))
    return new Set(on.map((box) => box.id))
  }, [scene, onlyChain])
  const foundOnMap = useMemo(
    () => (finding.query.trim() ? new Set(finding.found) : NOTHING),
    [finding.query, finding.found],
  )
  const target = carry.carried?.target ?? null
  const emphasis = useMemo<Emphasis>(
    () => ({ lit, found: foundOnMap, current, target, kinds }),
    [lit, foundOnMap, current, target, kinds],
  )

  const openBox = useCallback(
    (box: MapBox, personId: string | null) => {
      setCurrent(box.id)
      if (box.kind === 'unit') {
        if (editing.on) setOpen({ what: 'unit', id: box.id })
        else canvas.current?.fitBoxes([box.id])
      } else if (editing.on && box.kind === 'post') setOpen({ what: 'post', id: box.id })
      else if (personId) onOpen(personId)
      else setOpen({ what: 'menu', id: box.id })
    },
    [editing.on, onOpen],
  )
  const actions = useMemo(
    () => ({ onOpen: openBox, onFold: fold, onMenu: (id: string) => setOpen({ what: 'menu', id }) }),
    [openBox, fold],
  )

  const newPost = (over: Partial<Post>): Open => ({
    what: 'new-post',
    post: {
      id: newId(),
      title: '',
      unitId: null,
      reportsToId: null,
      dottedToIds: [],
      vacant: false,
      holderUnknown: true,
      ...over,
    },
  })
  const postOf = (id: string) => shown.posts.find((post) => post.id === id)
  const wishesOf = (id: string): BoxWishes => {
    const box = scene.boxes.get(id)
    const post = postOf(id)
    return {
      open: onOpen,
      openPost: () => setOpen(box?.kind === 'unit' ? { what: 'unit', id } : { what: 'post', id }),
      fold: () => fold(id),
      focus: () => focusOn(focus === id ? null : id),
      move: () => setOpen({ what: 'move', id }),
      addBelow: () =>
        setOpen(newPost(post ? { unitId: post.unitId, reportsToId: id } : { unitId: box?.unitId ?? null })),
      addBeside: () =>
        setOpen(newPost({ unitId: post?.unitId ?? null, reportsToId: post?.reportsToId ?? null })),
      remove: () => {
        if (!post) return
        setAnchor(post.reportsToId)
        if (editing.edit([{ do: 'remove-post', postId: id }], m.did['remove-post'](post.title)))
          setCurrent(post.reportsToId)
      },
    }
  }
  const edit: typeof editing.edit = (edits, said) => {
    setAnchor(current ?? scene.chart.boxes[0]?.id ?? null)
    return editing.edit(edits, said)
  }

  const onKey = (event: KeyboardEvent) => {
    const wish = wishOf(event, { carrying: carry.carried?.byKeys === true })
    if (!wish) return
    const here = current && scene.boxes.has(current) ? current : null
    const box = here ? scene.boxes.get(here) : undefined
    if (
      wish.do === 'fold' &&
      !(event.target instanceof HTMLElement && event.target.hasAttribute('data-current'))
    )
      return
    const acts: Record<typeof wish.do, () => void> = {
      walk: () => {
        const next =
          here && wish.do === 'walk'
            ? walk(scene, here, wish.way)
            : ([...scene.layout.places.keys()][0] ?? null)
        if (!next) return
        show(next, true)
        if (carry.carried?.byKeys) carry.overBox(next)
      },
      fold: () => here && scene.below.has(here) && fold(here),
      focus: () => (focus ? focusOn(null) : here && focusOn(here)),
      search: () => field.current?.focus(),
      fit: () => canvas.current?.fit(),
      'zoom-in': () => canvas.current?.zoom(1.3),
      'zoom-out': () => canvas.current?.zoom(1 / 1.3),
      menu: () => here && setOpen({ what: 'menu', id: here }),
      edit: () => map.canWrite && (editing.on ? editing.stop() : editing.start()),
      cut: () => editing.on && here && carry.lift(here, true),
      drop: () => carry.drop(),
      below: () => editing.on && here && wishesOf(here).addBelow(),
      beside: () => editing.on && here && wishesOf(here).addBeside(),
      remove: () => editing.on && box?.kind === 'post' && wishesOf(box.id).remove(),
      undo: () => editing.on && editing.undo(),
      redo: () => editing.on && editing.redo(),
      help: () => setOpen({ what: 'keys' }),
      escape: () => {
        if (carry.carried) {
          carry.letGo()
          canvas.current?.letGo()
        } else if (finding.query) finding.clear()
        else if (focus) focusOn(null)
        else setFull(false)
      },
    }
    event.preventDefault()
    acts[wish.do]()
  }

  const exportAs = async (kind: ExportKind) => {
    setExporting(kind)
    try {
      const { exportChart } = await import('./map/export.ts')
      await exportChart(kind, { scene, shown, kinds, locale, title: m.export.file })
      setOpen(null)
    } catch {
      problemToast(m.export.failed)
    } finally {
      setExporting(null)
    }
  }

  const onFrame = useCallback((camera: Camera, view: View) => minimap.current?.follow(camera, view), [])
  const opened = open && 'id' in open ? scene.chart.boxes.find((box) => box.id === open.id) : undefined
  const focused = focus ? scene.chart.boxes.find((box) => box.id === focus) : undefined
  const openPost = open?.what === 'post' || open?.what === 'move' ? postOf(open.id) : undefined
  const openUnit = open?.what === 'unit' ? scene.units.get(open.id) : undefined
  const { carried } = carry
  return (
    <div className={classes.view} data-full={full || undefined}>
      <MapTools
        finding={finding}
        fieldRef={field}
        editing={editing}
        canWrite={map.canWrite}
        filterOpen={filterOpen}
        folded={collapsed.size > 0}
        canFold={scene.chart.boxes.length >= MANY}
        onFilter={() => setFilterOpen(!filterOpen)}
        onFoldAll={foldAll}
        onExport={() => setOpen({ what: 'export' })}
        onKeys={() => setOpen({ what: 'keys' })}
      />
      {filterOpen && (
        <Legend
          scene={scene}
          kinds={kinds}
          onKind={(kind) =>
            setHidden((all) => {
              const next = new Set(all)
              if (!next.delete(kind)) next.add(kind)
              return next
            })
          }
          onlyChain={onlyChain}
          onOnlyChain={setOnlyChain}
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
        emphasis={emphasis}
        palette={palette}
        label={m.canvas(shown.posts.length, shown.people.length)}
        anchor={anchor}
        lifted={carried?.lifted.id ?? null}
        canOpenEmpty
        actions={actions}
        carry={{
          on: editing.on,
          onLift: (id) => carry.lift(id, false),
          onCarry: carry.over,
          onDrop: () => {
            setAnchor(carried?.lifted.id ?? null)
            carry.drop()
          },
          onLetGo: carry.letGo,
        }}
        onUnit={(unitId, regionId) => {
          if (editing.on) setOpen({ what: 'unit', id: unitId })
          else canvas.current?.fitBoxes(scene.layout.regions.find((r) => r.id === regionId)?.boxIds ?? [])
        }}
        onKey={onKey}
        onCurrent={setCurrent}
        onFrame={onFrame}
      >
        {scene.boxes.size === 0 && (
          <div className={`${classes.overlay} ${classes.blank}`} data-over-map>
            <strong>{m.blank.title}</strong>
            <span>{m.blank.text}</span>
            {map.canWrite && (
              <Button
                variant="primary"
                onClick={() => {
                  editing.start()
                  setOpen(newPost({}))
                }}
              >
                {m.blank.action}
              </Button>
            )}
          </div>
        )}
        {focused && (
          <div className={`${classes.overlay} ${classes.focusBar}`} data-over-map>
            <span>{m.focused(focused.holders[0]?.name ?? focused.title)}</span>
            <Button size="sm" variant="quiet" onClick={() => focusOn(null)}>
              {m.unfocus}
            </Button>
          </div>
        )}
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
        <div className={`${classes.overlay} ${classes.zoom}`} data-over-map>
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
            icon={<IconFocusCentered size={20} />}
            onClick={() => canvas.current?.fit()}
          />
          <IconButton
            label={full ? m.leaveFull : m.full}
            icon={full ? <IconArrowsMinimize size={20} /> : <IconArrowsMaximize size={20} />}
            onClick={() => {
              setFull(!full)
              setAnchor(null)
              requestAnimationFrame(() => requestAnimationFrame(() => canvas.current?.fit()))
            }}
          />
        </div>
        {desk && (
          <Minimap ref={minimap} scene={scene} palette={palette} onGo={(at) => canvas.current?.seeAt(at)} />
        )}
      </MapCanvas>
      {!full && <ChartNotes scene={scene} onShow={(id) => show(id)} />}
      {!full && <ChartList scene={listed} onOpen={openBox} onMenu={actions.onMenu} />}

      {open?.what === 'menu' && opened && (
        <BoxMenu
          box={opened}
          below={scene.below.get(opened.id) ?? 0}
          collapsed={collapsed.has(opened.id)}
          focused={focus === opened.id}
          editing={editing.on}
          wishes={wishesOf(opened.id)}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'post' && openPost && (
        <PostSheet
          key={openPost.id}
          accountId={map.accountId}
          map={shown}
          post={openPost}
          isNew={false}
          holders={opened?.holders ?? []}
          onEdit={edit}
          onOpenPerson={(id) => {
            setOpen(null)
            onOpen(id)
          }}
          more={{
            below: wishesOf(openPost.id).addBelow,
            beside: wishesOf(openPost.id).addBeside,
            move: wishesOf(openPost.id).move,
            remove: () => {
              setOpen(null)
              wishesOf(openPost.id).remove()
            },
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'new-post' && (
        <PostSheet
          key={open.post.id}
          accountId={map.accountId}
          map={shown}
          post={open.post}
          isNew
          holders={[]}
          onEdit={(edits, said) => {
            const done = edit(edits, said)
            if (done) show(open.post.id)
            return done
          }}
          onOpenPerson={onOpen}
          more={null}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'unit' && openUnit && (
        <UnitSheet
          key={openUnit.id}
          map={shown}
          unit={openUnit}
          isNew={false}
          onEdit={edit}
          onAddPost={() => setOpen(newPost({ unitId: openUnit.id }))}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'new-unit' && (
        <UnitSheet
          key={open.id}
          map={shown}
          unit={{ id: open.id, name: '', parentId: open.parentId, function: null, stand: null }}
          isNew
          onEdit={edit}
          onAddPost={() => {}}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'move' && openPost && (
        <MoveSheet
          key={openPost.id}
          map={shown}
          post={openPost}
          onEdit={edit}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'keys' && <KeysSheet canWrite={map.canWrite} onClose={() => setOpen(null)} />}
      {open?.what === 'steps' && (
        <StepsSheet accountId={map.accountId} canWrite={map.canWrite} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'export' && (
        <ExportSheet
          busy={exporting}
          onExport={(kind) => void exportAs(kind)}
          onClose={() => setOpen(null)}
        />
      )}
      {editing.conflict && <ConflictSheet changes={editing.conflict} onClose={editing.forgetConflict} />}
    </div>
  )
}
