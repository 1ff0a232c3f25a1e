import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import type { ChartNote } from '../../map.rules.ts'
import { mapWords } from '../../words/map.ts'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'

const MOST_NAMED = 4
/** So many remarks stand there at once; the others when they are asked for. */
const MOST_NOTES = 5

/** What `chartFaults` has to say of the chart, in words; each name leads to its place on the map. */
export function ChartNotes({ scene, onShow }: { scene: Scene; onShow: (id: string) => void }) {
  const m = useWords(mapWords)
  const [all, setAll] = useState(false)
  const { notes } = scene.chart
  if (notes.length === 0) return null
  const shown = all ? notes : notes.slice(0, MOST_NOTES)
  return (
    <section className={classes.notes} aria-label={m.notes.title}>
      <h3>{m.notes.title}</h3>
      <ul>
        {shown.map((note) => (
          <Note key={`${note.key} ${note.ids[0]}`} note={note} scene={scene} onShow={onShow} />
        ))}
      </ul>
      {notes.length > shown.length && (
        <button type="button" className={classes.noteLink} onClick={() => setAll(true)}>
          {m.notes.all(notes.length - shown.length)}
        </button>
      )}
    </section>
  )
}

interface NoteProps {
  note: ChartNote
  scene: Scene
  onShow: (id: string) => void
}

function Note({ note: { key, ids }, scene, onShow }: NoteProps) {
  const m = useWords(mapWords)
  const [all, setAll] = useState(false)
  const boxes = new Map(scene.chart.boxes.map((box) => [box.id, box]))
  const said = m.notes[key]
  const called = (id: string) => {
    const box = boxes.get(id)
    const title = box?.title || scene.units.get(id)?.name || box?.unitName || ''
    const holder = box?.holders[0]?.name
    return holder ? m.notes.held(title, holder) : title
  }
  // A department without a box of its own is where its first post stands.
  const placeOf = (id: string) =>
    boxes.has(id) ? id : (scene.chart.boxes.find((box) => box.unitId === id)?.id ?? null)
  const shown = all ? ids : ids.slice(0, MOST_NAMED)
  return (
    <li>
      <span>{typeof said === 'function' ? said(ids.length) : said}</span>{' '}
      {shown.map((id) => {
        const place = placeOf(id)
        return (
          <button
            key={id}
            type="button"
            className={classes.noteLink}
            disabled={place === null}
            onClick={() => place && onShow(place)}
          >
            {called(id)}
          </button>
        )
      })}
      {ids.length > shown.length && (
        <button type="button" className={classes.noteLink} onClick={() => setAll(true)}>
          {m.notes.andMore(ids.length - shown.length)}
        </button>
      )}
    </li>
  )
}
