import { useFormat, useWords } from '#platform/words/use.ts'
import type { ChainAttribute, Claim } from '../../chain.contract.ts'
import { words } from '../../words/index.ts'
import { seatWords } from '../../words/seat.ts'
import { claimText } from './claim-text.ts'
import classes from './Seat.module.css'
import { toldHistory } from './told-history.ts'

/** Where a claim comes from, for the reader: the visit, the person, the earlier project, and what was noted. */
export function useSourceText() {
  const s = useWords(seatWords)
  const f = useFormat()
  return (claim: Claim): string =>
    [
      claim.source.kind === 'visit' &&
        (claim.sourceVisitAt
          ? s.source.visit(f.shortDay(claim.sourceVisitAt), s.source.aVisit)
          : s.source.unnamedVisit),
      claim.source.kind === 'person' && claim.sourcePerson,
      claim.source.kind === 'document' && s.source.document,
      claim.source.note,
      claim.fromProject && s.source.fromProject(claim.fromProject),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** What we believed of one attribute, since when, from whom: the newest first. */
export function ClaimHistory({ attribute, claims }: { attribute: ChainAttribute; claims: readonly Claim[] }) {
  const w = useWords(words)
  const s = useWords(seatWords)
  const f = useFormat()
  const sourceText = useSourceText()
  if (claims.length === 0) return <p className={classes.quiet}>{s.noHistory}</p>
  const said = { chain: w, seat: s, list: f.list }
  return (
    <section aria-label={s.historyOf(w.attributes[attribute])}>
      <h3 className={classes.historyTitle}>{s.history}</h3>
      <ol className={classes.history}>
        {toldHistory(claims).map((claim) => (
          <li
            key={claim.id}
            className={classes.past}
            data-standing={claim.supersededAt === null || undefined}
          >
            <span className={classes.pastValue}>
              {claimText(attribute, claim.value, said)}
              {claim.supersededAt === null && <span className={classes.standing}>{s.standing}</span>}
            </span>
            <span className={classes.quiet}>
              {s.now(w.confidences[claim.confidence], claim.assertedByName, f.moment(claim.assertedAt))}
            </span>
            {sourceText(claim) && <span className={classes.quiet}>{sourceText(claim)}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
