import { PROJECT_STAGES } from '#modules/projects/projects.contract.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import type { StageSum } from '../insights.contract.ts'
import { words } from '../words/index.ts'
import classes from './Board.module.css'
import { recordsAt, type ScopeSearch } from './record-address.ts'

/** Projects by stage: how many, and their money by currency. */
export function StageBars({ stages, scope }: { stages: StageSum[]; scope: ScopeSearch }) {
  const w = useWords(words)
  const f = useFormat()
  const rows = PROJECT_STAGES.map((stage) => {
    const sums = stages.filter((one) => one.stage === stage)
    return { stage, sums, count: sums.reduce((all, one) => all + one.count, 0) }
  }).filter((row) => row.count > 0)
  const most = Math.max(1, ...rows.map((row) => row.count))
  const without = stages.reduce((all, one) => all + one.withoutAmount, 0)
  if (rows.length === 0) return <p className={classes.quiet}>{w.none}</p>
  return (
    <div className={classes.bars}>
      {rows.map(({ stage, sums, count }) => (
        <Link key={stage} to={recordsAt('projects', scope, { stage })} className={classes.bar}>
          <span>{w.stages[stage]}</span>
          <span className={classes.track}>
            <span
              className={classes.fill}
              data-tone={stage === 'won' ? 'good' : stage === 'lost' ? 'bad' : undefined}
              style={{ width: `${(count / most) * 100}%` }}
            />
          </span>
          <span className={classes.number}>
            {w.stageLine(count)}
            {sums
              .filter((one) => one.amount > 0)
              .map((one) => ` · ${f.money(one.amount, one.currency)}`)
              .join('')}
          </span>
        </Link>
      ))}
      {without > 0 && <p className={classes.quiet}>{w.withoutAmount(without)}</p>}
    </div>
  )
}
