import { useState } from 'react'
import { useLocale, useWords } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import type { ChainMap } from '../../chain.contract.ts'
import { mapWords } from '../../words/map.ts'
import { MoveSheet } from './MoveSheet.tsx'
import { newPost, type Opened } from './opened.ts'
import { PostSheet } from './PostSheet.tsx'
import { StepsSheet } from './StepsSheet.tsx'
import { BoxMenu, type BoxWishes, ConflictSheet, type ExportKind, ExportSheet, KeysSheet } from './sheets.tsx'
import { TiesSheet } from './TiesSheet.tsx'
import { UnitSheet } from './UnitSheet.tsx'
import type { ChartEditing } from './use-chart-editing.ts'
import type { Holders } from './use-holders.ts'
import type { Sight } from './use-sight.ts'

interface MapSheetsProps {
  map: ChainMap
  open: Opened | null
  setOpen: (what: Opened | null) => void
  sight: Sight
  editing: ChartEditing
  /** One step, holding the picture still where one is. */
  edit: ChartEditing['edit']
  holders: Holders
  wishes: (id: string) => BoxWishes
  /** Kinds of line that are shown, for the picture taken away. */
  kinds: ReadonlySet<string>
  onOpenPerson: (personId: string) => void
}

/** The sheet that is open over the map. */
export function MapSheets(props: MapSheetsProps) {
  const { map, open, setOpen, sight, editing, edit, wishes } = props
  const { scene } = sight
  const { shown } = editing
  const close = () => setOpen(null)
  const box = open && 'id' in open ? scene.chart.boxes.find((one) => one.id === open.id) : undefined
  const post =
    open?.what === 'post' || open?.what === 'move' ? shown.posts.find((one) => one.id === open.id) : undefined
  const unit = open?.what === 'unit' ? scene.units.get(open.id) : undefined
  return (
    <>
      {open?.what === 'menu' && box && (
        <BoxMenu
          box={box}
          below={scene.below.get(box.id) ?? 0}
          collapsed={sight.collapsed.has(box.id)}
          focused={sight.focus === box.id}
          editing={editing.on}
          wishes={wishes(box.id)}
          onClose={close}
        />
      )}
      {open?.what === 'ties' && <TiesSheet map={map} ids={open.ids} onClose={close} />}
      {open?.what === 'post' && post && (
        <PostSheet
          key={post.id}
          people={props.holders}
          map={shown}
          post={post}
          isNew={false}
          holders={box?.holders ?? []}
          onEdit={edit}
          onOpenPerson={(id) => {
            close()
            props.onOpenPerson(id)
          }}
          more={{
            below: wishes(post.id).addBelow,
            beside: wishes(post.id).addBeside,
            move: wishes(post.id).move,
            remove: () => {
              close()
              wishes(post.id).remove()
            },
          }}
          onClose={close}
        />
      )}
      {open?.what === 'new-post' && (
        <PostSheet
          key={open.post.id}
          people={props.holders}
          map={shown}
          post={open.post}
          isNew
          holders={[]}
          onEdit={(edits, said) => {
            const done = edit(edits, said)
            if (done) sight.show(open.post.id)
            return done
          }}
          onOpenPerson={props.onOpenPerson}
          more={null}
          onClose={close}
        />
      )}
      {open?.what === 'unit' && unit && (
        <UnitSheet
          key={unit.id}
          map={shown}
          unit={unit}
          isNew={false}
          onEdit={edit}
          onAddPost={() => setOpen(newPost({ unitId: unit.id }))}
          onClose={close}
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
          onClose={close}
        />
      )}
      {open?.what === 'move' && post && (
        <MoveSheet key={post.id} map={shown} post={post} onEdit={edit} onClose={close} />
      )}
      {open?.what === 'keys' && <KeysSheet canWrite={map.canWrite} onClose={close} />}
      {open?.what === 'steps' && (
        <StepsSheet accountId={map.accountId} canWrite={map.canWrite} onClose={close} />
      )}
      {open?.what === 'export' && <Exporting {...props} onClose={close} />}
      {editing.conflict && <ConflictSheet changes={editing.conflict} onClose={editing.forgetConflict} />}
    </>
  )
}

function Exporting({ sight, editing, kinds, onClose }: MapSheetsProps & { onClose: () => void }) {
  const m = useWords(mapWords)
  const locale = useLocale()
  const [busy, setBusy] = useState<ExportKind | null>(null)
  const exportAs = async (kind: ExportKind) => {
    setBusy(kind)
    try {
      const { exportChart } = await import('./export.ts')
      const { scene } = sight
      await exportChart(kind, { scene, shown: editing.shown, kinds, locale, title: m.export.file })
      onClose()
    } catch {
      problemToast(m.export.failed)
    } finally {
      setBusy(null)
    }
  }
  return <ExportSheet busy={busy} onExport={(kind) => void exportAs(kind)} onClose={onClose} />
}
