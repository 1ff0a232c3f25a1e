import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { Card } from '#ui/Card.tsx'
import { useDesk } from '#ui/screen-size.ts'
import type { Board, Figure } from '../insights.contract.ts'
import { words } from '../words/index.ts'
import classes from './Board.module.css'
import { recordsAt, type ScopeSearch } from './record-address.ts'

const SHOWN: readonly Figure[] = [
  'planned',
  'held',
  'prepared',
  'recorded',
  'unrecorded',
  'without_next',
  'advance',
  'continuation',
  'overdue_ours',
  'overdue_theirs',
  'accounts_quiet',
  'projects',
]

/** Everybody's figures: cards on a phone, a table on a desk. */
export function RepFigures({ reps, scope }: { reps: Board['reps']; scope: ScopeSearch }) {
  const w = useWords(words)
  const f = useFormat()
  const desk = useDesk()
  const at = (figure: Figure, memberId: string) => recordsAt(figure, { ...scope, member: memberId })
  if (!desk)
    return (
      <div className={classes.reps}>
        {reps.map((rep) => (
          <Card key={rep.memberId}>
            <h3 className={classes.repName}>
              {rep.name} {rep.left && <Tag>{w.left}</Tag>}
            </h3>
            <div className={classes.repFigures}>
              {SHOWN.map((figure) => (
                <Link key={figure} to={at(figure, rep.memberId)} className={classes.repFigure}>
                  <span>{w.figures[figure]}</span>
                  <strong>{f.number(rep.figures[figure])}</strong>
                </Link>
              ))}
            </div>
          </Card>
        ))}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by key
    <section className={classes.tableBox} tabIndex={0} aria-label={w.groups.reps}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            {SHOWN.map((figure) => (
              <th key={figure} scope="col" title={w.defined[figure]}>
                {w.figures[figure]}
              </th>
            ))}
            <th scope="col" title={w.defined.record_days}>
              {w.figures.record_days}
            </th>
          </tr>
        </thead>
        <tbody>
          {reps.map((rep) => (
            <tr key={rep.memberId}>
              <th scope="row">
                {rep.name} {rep.left && <Tag>{w.left}</Tag>}
                <div className={classes.quiet}>{rep.teamName}</div>
              </th>
              {SHOWN.map((figure) => (
                <td key={figure}>
                  {rep.figures[figure] === 0 ? (
                    '0'
                  ) : (
                    <Link to={at(figure, rep.memberId)}>{f.number(rep.figures[figure])}</Link>
                  )}
                </td>
              ))}
              <td>{rep.figures.recordDays === null ? '–' : rep.figures.recordDays.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
