import { useFormat, useWords } from '#platform/words/use.ts'
import type { Between } from '../../opinion.rules.ts'
import { whatIfWords } from '../../words/whatif.ts'
import { leanOf, signed, span } from './shown.ts'
import classes from './WhatIf.module.css'

/** Where the decision leans on a line from −5 to +5: what is so now as an outline, what was tried as a full mark. */
export function Balance({ now, tried }: { now: Between; tried: Between | null }) {
  const w = useWords(whatIfWords)
  const f = useFormat()
  const shown = tried ?? now
  const number = (x: number) => signed(f, x)
  const moved = tried ? (tried.low + tried.high - now.low - now.high) / 2 : 0
  return (
    <section className={classes.balance} aria-labelledby="what-if-balance">
      <h3 id="what-if-balance" className={classes.label}>
        {w.balance}
      </h3>
      <p className={classes.verdict} aria-live="polite">
        <strong data-lean={leanOf(shown)}>{w.leans[leanOf(shown)]}</strong>
        <span>{span(shown, number, w.between)}</span>
        {tried && <span className={classes.moved}>{w.moved(number(moved))}</span>}
      </p>
      <div className={classes.line} aria-hidden>
        <span className={classes.zero} />
        {tried && <Mark between={now} kind="now" />}
        <Mark between={shown} kind={tried ? 'tried' : 'only'} />
      </div>
      <div className={classes.ends} aria-hidden>
        <span>−5</span>
        <span>0</span>
        <span>+5</span>
      </div>
      {tried && (
        <p className={classes.key}>
          <span>
            <i data-kind="now" /> {w.now} {span(now, number, w.between)}
          </span>
          <span>
            <i data-kind="tried" /> {w.tried} {span(tried, number, w.between)}
          </span>
        </p>
      )}
      <p className={classes.caution}>{w.notChance}</p>
    </section>
  )
}

/** Never thinner than a finger's line, however sure. */
function Mark({ between, kind }: { between: Between; kind: 'now' | 'tried' | 'only' }) {
  const left = (between.low + 5) * 10
  const width = (between.high - between.low) * 10
  return (
    <span
      className={classes.mark}
      data-kind={kind}
      data-lean={leanOf(between)}
      style={{ insetInlineStart: `${left}%`, width: `max(${width}%, 0.75rem)` }}
    />
  )
}
