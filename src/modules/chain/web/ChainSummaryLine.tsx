import { useFormat, useWords } from '#platform/words/use.ts'
import type { ChainMap } from '../chain.contract.ts'
import { words } from '../words/index.ts'
import { seatWords } from '../words/seat.ts'
import classes from './seat/Seat.module.css'

/** How well the chain is known, in one calm line; what is known of each attribute on demand. */
export function ChainSummaryLine({ map }: { map: ChainMap }) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const { summary } = map
  if (!summary || summary.people === 0) return null
  const everybody = summary.people + summary.placeholders
  return (
    <section className={classes.summaryLine} aria-label={s.summary.label}>
      <p className={classes.summary}>
        <strong>{s.summary.coverage(f.percent(summary.met / everybody))}</strong>
        <span>{s.summary.people(summary.people)}</span>
        <span>{s.summary.met(summary.met)}</span>
        {summary.inDepth > 0 && <span>{s.summary.inDepth(summary.inDepth)}</span>}
        {summary.placeholders > 0 && <span>{s.summary.placeholders(summary.placeholders)}</span>}
      </p>
      <details className={classes.summaryMore}>
        <summary>{s.summary.known}</summary>
        <ul className={classes.knownList}>
          {summary.known.map(({ attribute, people }) => (
            <li key={attribute}>
              {s.summary.knownOf(w.attributes[attribute], f.percent(people / summary.people))}
              <span className={classes.bar} aria-hidden>
                <span className={classes.barFill} style={{ width: `${(100 * people) / summary.people}%` }} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
