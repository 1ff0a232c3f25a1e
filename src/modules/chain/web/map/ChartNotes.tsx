import { useWords } from '#platform/words/use.ts'
import { mapWords } from '../../words/map.ts'
import type { Scene } from './scene.ts'
import classes from './tools.module.css'

const MOST_NAMED = 4

/** What is odd about the chart and what became of it in the drawing; each name leads to its box. */
export function ChartNotes({ scene, onShow }: { scene: Scene; onShow: (id: string) => void }) {
  const m = useWords(mapWords)
  const { notes, boxes } = scene.chart
  if (notes.length === 0) return null
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const called = (id: string) => byId.get(id)?.title ?? ''
  return (
    <section className={classes.notes} aria-label={m.notes.title}>
      <h3>{m.notes.title}</h3>
      <ul>
        {notes.map(({ key, postIds }) => (
          <li key={key}>
            <span>{key === 'roots' ? m.notes.roots(postIds.length) : m.notes[key]}</span>{' '}
            {postIds.slice(0, MOST_NAMED).map((id) => (
              <button key={id} type="button" className={classes.noteLink} onClick={() => onShow(id)}>
                {called(id)}
              </button>
            ))}
            {postIds.length > MOST_NAMED && <span>{m.notes.andMore(postIds.length - MOST_NAMED)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
