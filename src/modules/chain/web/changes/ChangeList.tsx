import { useState } from 'react'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag, type Tone } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { CHANGE_SUBJECTS, type Change, type ChangeKind } from '../../chain.contract.ts'
import { changesWords } from '../../words/changes.ts'
import { words } from '../../words/index.ts'
import { mapWords } from '../../words/map.ts'
import classes from './Changes.module.css'
import { changeLine } from './change-line.ts'

const TONES: Readonly<Record<ChangeKind, Tone>> = {
  added: 'good',
  gone: 'bad',
  moved: 'ice',
  renamed: 'quiet',
  changed: 'warn',
}
/** Of each kind of thing, as many as one reads at a glance; the rest on request. */
const AT_FIRST = 12

interface ChangeListProps {
  items: readonly Change[]
  /** Names of projects, where more than one is meant. */
  projects: ReadonlyMap<string, string>
}

/** What changed, by what it changed in: departments, posts, people, beliefs, ties. */
export function ChangeList({ items, projects }: ChangeListProps) {
  const w = useWords(changesWords)
  return (
    <div className={classes.groups}>
      {CHANGE_SUBJECTS.map((subject) => {
        const own = items.filter((item) => item.subject === subject)
        return (
          own.length > 0 && <Group key={subject} title={w.groups[subject]} items={own} projects={projects} />
        )
      })}
    </div>
  )
}

function Group({ title, items, projects }: ChangeListProps & { title: string }) {
  const w = useWords(changesWords)
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, AT_FIRST)
  return (
    <section className={classes.group}>
      <h3 className={classes.label}>
        {title} <span className={classes.quiet}>{items.length}</span>
      </h3>
      <ul className={classes.lines}>
        {shown.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be alike in everything, and the list never reorders
          <Line key={i} item={item} projects={projects} />
        ))}
      </ul>
      {shown.length < items.length && (
        <Button variant="quiet" size="sm" onClick={() => setAll(true)}>
          {w.show(items.length - shown.length)}
        </Button>
      )}
    </section>
  )
}

export function Line({ item, projects }: { item: Change; projects: ReadonlyMap<string, string> }) {
  const w = useWords(changesWords)
  const chain = useWords(words)
  const map = useWords(mapWords)
  const f = useFormat()
  const project = item.projectId && projects.get(item.projectId)
  const who = item.byName && item.at && w.by(item.byName, f.shortDay(item.at))
  return (
    <li className={classes.line}>
      <Tag tone={TONES[item.kind]}>{w.kinds[item.kind]}</Tag>
      <span>
        {changeLine(item, { own: w, chain, map, list: f.list })}
        {(project || who) && (
          <span className={classes.detail}>
            {project && w.project(project)}
            {project && who && ' · '}
            {who && <span className={classes.who}>{who}</span>}
          </span>
        )}
      </span>
    </li>
  )
}
