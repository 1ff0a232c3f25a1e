import {
  IconArrowsLeftRight,
  IconArrowsMove,
  IconChevronsDown,
  IconFocus2,
  IconLayoutGrid,
  IconLink,
  IconPlus,
  IconTrash,
  IconUser,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import type { MapBox } from '../../map.rules.ts'
import { mapWords } from '../../words/map.ts'
import { mapTieWords } from '../../words/map-ties.ts'
import type { ChartDifference } from './chart-differences.ts'
import classes from './tools.module.css'

/** What one can do with one box, for fingers and for whoever looks for it. */
export interface BoxWishes {
  open: (personId: string) => void
  /** Begins a tie of somebody; null: one may only look. */
  recordTie: ((person: { id: string; name: string }) => void) | null
  ties: readonly { id: string; sentence: string; open: () => void }[]
  openPost: () => void
  fold: () => void
  focus: () => void
  move: () => void
  addBelow: () => void
  addBeside: () => void
  remove: () => void
}

interface BoxMenuProps {
  box: MapBox
  below: number
  collapsed: boolean
  focused: boolean
  editing: boolean
  wishes: BoxWishes
  onClose: () => void
}

export function BoxMenu({ box, below, collapsed, focused, editing, wishes, onClose }: BoxMenuProps) {
  const m = useWords(mapWords)
  const t = useWords(mapTieWords)
  const name = box.holders[0]?.name ?? box.title
  const item = (label: string, icon: ReactNode, act: () => void, danger = false) => (
    <button
      type="button"
      className={classes.menuItem}
      data-danger={danger || undefined}
      onClick={() => {
        onClose()
        act()
      }}
    >
      {icon}
      {label}
    </button>
  )
  const isPost = box.kind === 'post'
  return (
    <Sheet opened onClose={onClose} title={m.menu(name)} size="narrow">
      <div className={classes.menu}>
        {box.holders.map((holder) => (
          <div key={holder.id}>
            {item(m.openPerson(holder.name), <IconUser size={20} aria-hidden />, () =>
              wishes.open(holder.id),
            )}
          </div>
        ))}
        {box.holders.map((holder) => {
          const { recordTie } = wishes
          if (!recordTie) return null
          const label = box.holders.length === 1 ? t.recordFirst : t.record(holder.name)
          return (
            <div key={holder.id}>
              {item(label, <IconLink size={20} aria-hidden />, () => recordTie(holder))}
            </div>
          )
        })}
        {wishes.ties.map((tie) => (
          <div key={tie.id}>
            {item(t.existing(tie.sentence), <IconArrowsLeftRight size={20} aria-hidden />, tie.open)}
          </div>
        ))}
        {editing &&
          box.kind !== 'person' &&
          item(
            box.kind === 'unit' ? m.openUnit(name) : m.openPost,
            <IconLayoutGrid size={20} aria-hidden />,
            wishes.openPost,
          )}
        {below > 0 &&
          item(
            collapsed ? m.expandShort(below) : m.collapseShort,
            <IconChevronsDown size={20} aria-hidden />,
            wishes.fold,
          )}
        {(below > 0 || focused) &&
          item(focused ? m.unfocus : m.focus, <IconFocus2 size={20} aria-hidden />, wishes.focus)}
        {editing && isPost && item(m.edit.move, <IconArrowsMove size={20} aria-hidden />, wishes.move)}
        {editing &&
          box.kind !== 'person' &&
          item(m.edit.addBelow, <IconPlus size={20} aria-hidden />, wishes.addBelow)}
        {editing && isPost && item(m.edit.addBeside, <IconPlus size={20} aria-hidden />, wishes.addBeside)}
        {editing && isPost && item(m.edit.remove, <IconTrash size={20} aria-hidden />, wishes.remove, true)}
      </div>
    </Sheet>
  )
}

const KEY_ROWS = [
  'arrows',
  'enter',
  'space',
  'focus',
  'search',
  'fit',
  'zoom',
  'menu',
  'escape',
  'help',
] as const
const EDIT_ROWS = ['tie', 'edit', 'cut', 'below', 'beside', 'remove', 'undo', 'redo'] as const

export function KeysSheet({ canWrite, onClose }: { canWrite: boolean; onClose: () => void }) {
  const m = useWords(mapWords)
  return (
    <Sheet opened onClose={onClose} title={m.keys.title}>
      <table className={classes.keys}>
        <tbody>
          {[...KEY_ROWS, ...(canWrite ? EDIT_ROWS : [])].map((row) => (
            <tr key={row}>
              <th scope="row">{m.keys.rows[row]}</th>
              <td>
                <kbd>{m.keys.names[row]}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

/** Somebody was faster: what they changed, by name. */
export function ConflictSheet({ changes, onClose }: { changes: ChartDifference[]; onClose: () => void }) {
  const m = useWords(mapWords)
  const say = (one: ChartDifference): string => {
    if (one.what === 'moved') return m.conflict.moved(one.name, one.boss)
    if (one.what === 'renamed') return m.conflict.renamed(one.was, one.is)
    return m.conflict[one.what](one.name)
  }
  return (
    <Sheet opened onClose={onClose} title={m.conflict.title}>
      <p>{m.conflict.text}</p>
      <ul>
        {changes.slice(0, 30).map((one) => (
          <li key={say(one)}>{say(one)}</li>
        ))}
      </ul>
      <Button variant="primary" onClick={onClose}>
        {m.conflict.ok}
      </Button>
    </Sheet>
  )
}

export type ExportKind = 'svg' | 'png' | 'xlsx'

export function ExportSheet({
  busy,
  onExport,
  onClose,
}: {
  busy: ExportKind | null
  onExport: (kind: ExportKind) => void
  onClose: () => void
}) {
  const m = useWords(mapWords)
  return (
    <Sheet opened onClose={onClose} title={m.export.title} size="narrow">
      <div className={classes.menu}>
        {(['png', 'svg', 'xlsx'] as const).map((kind) => (
          <Button key={kind} full busy={busy === kind} onClick={() => onExport(kind)}>
            {m.export[kind]}
          </Button>
        ))}
        <p className={classes.hint}>{m.export.hint}</p>
      </div>
    </Sheet>
  )
}
