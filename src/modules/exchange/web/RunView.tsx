import { useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { problemToast } from '#ui/toast.ts'
import { cancelImport, type ImportRun } from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import classes from './Exchange.module.css'

/** How far an import has come, and the way to stop it. */
export function RunView({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const f = useFormat()
  const say = useProblem(words)
  const cancel = useWrite(cancelImport)
  const { phase, file, done, total, cancelling } = run.progress
  const share = total > 0 ? Math.min(1, done / total) : 0
  const undoing = run.state === 'undoing'
  const phrase = undoing ? w.phases.undoing : run.state === 'queued' ? w.states.queued : w.phases[phase]
  return (
    <Card>
      <div className={classes.progress}>
        <div className={classes.progressTitle}>{cancelling ? w.run.cancelling : phrase}</div>
        <div
          className={classes.bar}
          role="progressbar"
          aria-label={phrase}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(!undoing && { 'aria-valuenow': Math.round(share * 100) })}
          data-endless={undoing || phase === 'finishing' || undefined}
        >
          <div className={classes.barFill} style={{ width: undoing ? '100%' : `${share * 100}%` }} />
        </div>
        <div className={classes.small} aria-live="polite">
          {!undoing && total > 0 && w.run.progress(f.number(done), f.number(total))}
          {file && ` · ${file}`}
        </div>
        {!undoing && (
          <>
            <p className={classes.hint}>{w.run.safe}</p>
            <div>
              <Button
                busy={cancel.isPending || cancelling}
                onClick={() =>
                  cancel.mutate(
                    { params: { importId: run.id } },
                    { onError: (problem) => problemToast(say(problem)) },
                  )
                }
              >
                {w.run.cancel}
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
