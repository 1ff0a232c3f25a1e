import { IconChevronRight, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { IconButton } from '#ui/Button.tsx'
import { Section } from '#ui/Page.tsx'
import type { MapBox } from '../../map.rules.ts'
import { mapWords } from '../../words/map.ts'
import { StanceMark } from '../StanceMark.tsx'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'

interface ChartListProps {
  scene: Scene
  onOpen: (box: MapBox, personId: string | null) => void
  onMenu: (id: string) => void
}

/** A closed branch is made when it is opened: a thousand posts are a long list, but a short one to begin with. */
const OPEN_AT_FIRST = 2

/** The chart as an indented list: the same posts and people as the map, with the same doings. */
export function ChartList({ scene, onOpen, onMenu }: ChartListProps) {
  const m = useWords(mapWords)
  const roots = scene.chart.boxes.filter((box) => box.parentId === null && box.kind !== 'person')
  const beside = scene.chart.boxes.filter((box) => box.kind === 'person')
  const parts = { scene, onOpen, onMenu }
  return (
    <Section title={m.list.title} hint={m.list.hint}>
      <ul className={classes.tree}>
        {roots.map((box) => (
          <Leaf key={box.id} box={box} depth={0} {...parts} />
        ))}
      </ul>
      {beside.length > 0 && (
        <>
          <h3>{m.beside}</h3>
          <ul className={classes.tree}>
            {beside.map((box) => (
              <Leaf key={box.id} box={box} depth={0} {...parts} />
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Leaf({ box, depth, ...parts }: ChartListProps & { box: MapBox; depth: number }) {
  const m = useWords(mapWords)
  const { scene, onOpen, onMenu } = parts
  const [open, setOpen] = useState(depth < OPEN_AT_FIRST)
  const kids = scene.kids.get(box.id) ?? []
  const below = scene.below.get(box.id) ?? 0
  const name =
    box.holders[0]?.name ?? (box.empty === 'vacant' ? m.vacant : box.empty ? m.unknownHolder : box.title)
  const seat = box.holders[0]?.seat
  const unit = box.unitId ? scene.units.get(box.unitId) : undefined
  return (
    <li>
      <div className={classes.leaf}>
        {kids.length > 0 ? (
          <button
            type="button"
            className={classes.twist}
            data-open={open}
            aria-expanded={open}
            aria-label={open ? m.collapse(name, below) : m.expand(name, below)}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={18} aria-hidden />
          </button>
        ) : (
          <span className={classes.noTwist} />
        )}
        <button
          type="button"
          className={classes.leafMain}
          onClick={() => onOpen(box, box.holders[0]?.id ?? null)}
        >
          <span className={classes.leafName}>{name}</span>
          {seat && <StanceMark stance={seat.stance} />}
          <span className={classes.leafTitle}>
            {[
              box.kind === 'unit' ? null : box.title,
              box.kind === 'unit' ? null : (unit?.name ?? box.unitName),
            ]
              .filter(Boolean)
              .join(' · ')}
            {unit?.stand && unit.stand in m.stands
              ? ` · ${m.stands[unit.stand as keyof typeof m.stands]}`
              : ''}
          </span>
        </button>
        <IconButton label={m.menu(name)} icon={<IconDots size={18} />} onClick={() => onMenu(box.id)} />
      </div>
      {box.holders.slice(1).map((holder) => (
        <div key={holder.id} className={classes.leaf}>
          <span className={classes.noTwist} />
          <button type="button" className={classes.leafMain} onClick={() => onOpen(box, holder.id)}>
            <span className={classes.leafName}>{holder.name}</span>
            {holder.seat && <StanceMark stance={holder.seat.stance} />}
            <span className={classes.leafTitle}>{box.title}</span>
          </button>
        </div>
      ))}
      {open && kids.length > 0 && (
        <ul>
          {kids.map((kid) => (
            <Leaf key={kid.id} box={kid} depth={depth + 1} {...parts} />
          ))}
        </ul>
      )}
    </li>
  )
}
