import { IconDots } from '@tabler/icons-react'
import { memo } from 'react'
import { useWords } from '#platform/words/use.ts'
import type { ChangeKind } from '../../chain.contract.ts'
import { stanceWord } from '../../findings.rules.ts'
import { type MapBox, MOST_NAMED } from '../../map.rules.ts'
import { changesWords } from '../../words/changes.ts'
import { words } from '../../words/index.ts'
import { mapWords } from '../../words/map.ts'
import type { Rect } from '../layout-shapes.ts'
import { StanceMark } from '../StanceMark.tsx'
import classes from './map.module.css'
import { toneOf } from './palette.ts'

export interface BoxActions {
  /** A box was pressed: at somebody's name, or as a whole. */
  onOpen: (box: MapBox, personId: string | null) => void
  onFold: (id: string) => void
  onMenu: (id: string) => void
}

interface MapBoxViewProps {
  box: MapBox
  at: Rect
  /** How many are below it, all the way down. */
  below: number
  collapsed: boolean
  dim: boolean
  /** Reached by Tab; the others by arrow keys. */
  current: boolean
  lifted: boolean
  canOpenEmpty: boolean
  /** What became of it between two days. */
  mark?: ChangeKind | undefined
  actions: BoxActions
}

/** One post, person or department, near enough to be read: real buttons, drawn by the style sheet. */
export const MapBoxView = memo(function MapBoxView({
  box,
  at,
  below,
  collapsed,
  dim,
  current,
  lifted,
  canOpenEmpty,
  mark,
  actions,
}: MapBoxViewProps) {
  const m = useWords(mapWords)
  const [first, ...others] = box.holders
  const { onOpen, onFold, onMenu } = actions
  const named = others.slice(0, MOST_NAMED - 1)
  const tab = current ? 0 : -1
  const called = first?.name ?? box.title
  return (
    <div
      className={classes.box}
      data-box={box.id}
      data-kind={box.kind}
      data-tone={toneOf(box)}
      data-empty={box.empty ?? undefined}
      data-weight={weightOf(first?.seat?.influence)}
      data-dim={dim || undefined}
      data-lifted={lifted || undefined}
      data-mark={mark}
      style={{ left: at.x, top: at.y, width: at.width, height: at.height }}
    >
      {mark && <Mark mark={mark} />}
      <button
        type="button"
        className={classes.face}
        tabIndex={tab}
        data-current={current || undefined}
        disabled={box.kind !== 'unit' && !first && !canOpenEmpty}
        onClick={() => onOpen(box, first?.id ?? null)}
      >
        {box.kind === 'unit' ? <UnitFace box={box} below={below} /> : <PostFace box={box} />}
      </button>
      {named.map((holder) => (
        <button
          key={holder.id}
          type="button"
          className={classes.other}
          tabIndex={tab}
          onClick={() => onOpen(box, holder.id)}
        >
          <span>{holder.name}</span>
          {holder.seat && <StanceMark stance={holder.seat.stance} withWord={false} />}
        </button>
      ))}
      {others.length > named.length && (
        <span className={classes.rest}>{m.more(others.length - named.length)}</span>
      )}
      {below > 0 && (
        <button
          type="button"
          className={classes.fold}
          tabIndex={tab}
          data-collapsed={collapsed || undefined}
          aria-expanded={!collapsed}
          aria-label={collapsed ? m.expand(called, below) : m.collapse(called, below)}
          onClick={() => onFold(box.id)}
        >
          {collapsed ? `+${below}` : '−'}
        </button>
      )}
      <button
        type="button"
        className={classes.more}
        tabIndex={tab}
        aria-label={m.menu(called)}
        onClick={() => onMenu(box.id)}
      >
        <IconDots size={16} aria-hidden />
      </button>
    </div>
  )
})

function Mark({ mark }: { mark: ChangeKind }) {
  const w = useWords(changesWords)
  return <span className={classes.mark}>{w.kinds[mark]}</span>
}

function weightOf(influence: number | null | undefined): 'heavy' | 'light' | undefined {
  if (influence === null || influence === undefined) return undefined
  return influence >= 7 ? 'heavy' : influence <= 3 ? 'light' : undefined
}

function PostFace({ box }: { box: MapBox }) {
  const w = useWords(words)
  const m = useWords(mapWords)
  const [first] = box.holders
  const seat = first?.seat ?? null
  return (
    <>
      <span className={classes.who}>
        {/* Of a post without anybody we know, the post itself is what one reads first. */}
        <span className={classes.name}>{first?.name ?? (box.title || box.unitName)}</span>
        {seat && <StanceMark stance={seat.stance} withWord={false} />}
      </span>
      {first ? (
        <span className={classes.title}>{box.title || box.unitName}</span>
      ) : (
        <span className={classes.title} data-state={box.empty}>
          {box.empty === 'unknown' && (
            <span className={classes.question} aria-hidden>
              ?
            </span>
          )}
          {box.empty === 'vacant' ? m.vacant : m.unknownHolder}
        </span>
      )}
      {seat && (
        <span className={classes.facts}>
          <span className={classes.stanceWord} data-tone={toneOf(box)}>
            {w.stances[stanceWord(seat.stance)]}
          </span>
          {seat.buyingRoles.slice(0, 2).map((role) => (
            <span key={role} className={classes.role}>
              {w.roles[role]}
            </span>
          ))}
          {seat.buyingRoles.length > 2 && (
            <span className={classes.role}>+{seat.buyingRoles.length - 2}</span>
          )}
        </span>
      )}
    </>
  )
}

function UnitFace({ box, below }: { box: MapBox; below: number }) {
  const m = useWords(mapWords)
  return (
    <>
      <span className={classes.name}>{box.title}</span>
      {below === 0 && <span className={classes.title}>{m.emptyUnit}</span>}
    </>
  )
}
