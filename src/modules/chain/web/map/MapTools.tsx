import {
  IconAdjustmentsHorizontal,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconHierarchy3,
  IconHistory,
  IconKeyboard,
  IconPencil,
  IconSearch,
  IconX,
} from '@tabler/icons-react'
import type { KeyboardEvent, Ref } from 'react'
import { useWords } from '#platform/words/use.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { isComposing } from '#ui/Form.tsx'
import { mapWords } from '../../words/map.ts'
import { stepsWords } from '../../words/steps.ts'
import classes from './tools.module.css'
import type { ChartEditing } from './use-chart-editing.ts'

export interface Finding {
  query: string
  found: readonly string[]
  /** Which of those found is in hand, from 0. */
  at: number
  look: (query: string) => void
  go: (step: 1 | -1) => void
  clear: () => void
}

interface MapToolsProps {
  finding: Finding
  fieldRef: Ref<HTMLInputElement>
  editing: ChartEditing
  canWrite: boolean
  filterOpen: boolean
  folded: boolean
  canFold: boolean
  onFilter: () => void
  onFoldAll: () => void
  onExport: () => void
  onKeys: () => void
}

/** Above the map: find, filter, fold, export, edit. */
export function MapTools(props: MapToolsProps) {
  const m = useWords(mapWords)
  const { finding, editing } = props
  return (
    <div className={classes.tools}>
      <SearchOnMap finding={finding} fieldRef={props.fieldRef} />
      <div className={classes.buttons}>
        <button
          type="button"
          className={classes.tool}
          aria-expanded={props.filterOpen}
          onClick={props.onFilter}
        >
          <IconAdjustmentsHorizontal size={18} aria-hidden />
          <span className={classes.toolWord}>{m.filter}</span>
        </button>
        {props.canFold && (
          <button
            type="button"
            className={classes.tool}
            aria-pressed={props.folded}
            onClick={props.onFoldAll}
          >
            <IconHierarchy3 size={18} aria-hidden />
            <span className={classes.toolWord}>{props.folded ? m.expandAll : m.collapseAll}</span>
          </button>
        )}
        <IconButton label={m.export.title} icon={<IconDownload size={20} />} onClick={props.onExport} />
        <span className={classes.deskOnly}>
          <IconButton label={m.keys.title} icon={<IconKeyboard size={20} />} onClick={props.onKeys} />
        </span>
        {props.canWrite && !editing.on && (
          <Button icon={<IconPencil size={18} />} onClick={editing.start}>
            {m.edit.start}
          </Button>
        )}
      </div>
    </div>
  )
}

function SearchOnMap({ finding, fieldRef }: { finding: Finding; fieldRef: Ref<HTMLInputElement> }) {
  const m = useWords(mapWords)
  const { query, found, at, look, go, clear } = finding
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter') {
      event.preventDefault()
      go(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && query) {
      event.preventDefault()
      event.stopPropagation()
      clear()
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element is not yet known to all readers
    <div className={classes.search} role="search">
      <IconSearch size={18} aria-hidden className={classes.glass} />
      <input
        ref={fieldRef}
        type="text"
        inputMode="search"
        autoComplete="off"
        className={classes.field}
        aria-label={m.search.label}
        placeholder={m.search.placeholder}
        value={query}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={press}
      />
      <span className={classes.count} aria-live="polite">
        {query.trim() && (found.length > 0 ? m.search.found(at + 1, found.length) : m.search.none)}
      </span>
      {query && (
        <>
          <button
            type="button"
            className={classes.step}
            aria-label={m.search.previous}
            disabled={found.length < 2}
            onClick={() => go(-1)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </button>
          <button
            type="button"
            className={classes.step}
            aria-label={m.search.next}
            disabled={found.length < 2}
            onClick={() => go(1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </button>
          <button type="button" className={classes.step} aria-label={m.search.clear} onClick={clear}>
            <IconX size={18} aria-hidden />
          </button>
        </>
      )}
    </div>
  )
}

interface EditBarProps {
  editing: ChartEditing
  touch: boolean
  onAddPost: () => void
  onAddUnit: () => void
  onSteps: () => void
}

/** While editing: what one can add, the way back and forth, and the end of it. */
export function EditBar({ editing, touch, onAddPost, onAddUnit, onSteps }: EditBarProps) {
  const m = useWords(mapWords)
  const s = useWords(stepsWords)
  return (
    <div className={classes.editBar}>
      <p className={classes.editHint}>{touch ? m.edit.onTouch : m.edit.on}</p>
      <div className={classes.buttons}>
        <span className={classes.saving} aria-live="polite">
          {editing.saving ? m.edit.saving : ''}
        </span>
        <IconButton
          label={m.edit.undo}
          icon={<IconArrowBackUp size={20} />}
          disabled={!editing.canUndo}
          onClick={editing.undo}
        />
        <IconButton
          label={m.edit.redo}
          icon={<IconArrowForwardUp size={20} />}
          disabled={!editing.canRedo}
          onClick={editing.redo}
        />
        <IconButton label={s.open} icon={<IconHistory size={20} />} onClick={onSteps} />
        <Button size="sm" onClick={onAddPost}>
          {m.edit.addRoot}
        </Button>
        <Button size="sm" onClick={onAddUnit}>
          {m.edit.addUnit}
        </Button>
        <Button size="sm" variant="primary" onClick={editing.stop}>
          {m.edit.done}
        </Button>
      </div>
    </div>
  )
}
