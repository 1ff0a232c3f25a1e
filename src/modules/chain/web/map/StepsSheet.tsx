import { type ChartStep, chartSteps, undoChartEdit } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { usePages, useWrite } from '#platform/web/query.ts'
import { useFormat, useProblem, useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { LoadMore } from '#ui/ListPage.tsx'
import { Sheet } from '#ui/Sheet.tsx'
import { ListSkeleton } from '#ui/Skeletons.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { mapWords } from '../../words/map.ts'
import { stepsWords } from '../../words/steps.ts'
import { touchLine } from './steps-lines.ts'
import classes from './tools.module.css'

/** Of a step that touched many records, as many as tell what it was. */
const TOLD = 3

/** Every step anybody took, the latest first: who, when, what; and the way back where nothing was built on it since. */
export function StepsSheet({
  accountId,
  canWrite,
  onClose,
}: {
  accountId: string
  canWrite: boolean
  onClose: () => void
}) {
  const w = useWords(stepsWords)
  const pages = usePages(chartSteps, { params: { accountId }, query: {} })
  return (
    <Sheet opened onClose={onClose} title={w.title}>
      {pages.loading ? (
        <ListSkeleton />
      ) : (
        <ul className={classes.steps}>
          {pages.items.length === 0 && <li>{w.none}</li>}
          {pages.items.map((step) => (
            <Step key={step.id} accountId={accountId} step={step} canWrite={canWrite} />
          ))}
        </ul>
      )}
      <LoadMore pages={pages} />
    </Sheet>
  )
}

function Step({ accountId, step, canWrite }: { accountId: string; step: ChartStep; canWrite: boolean }) {
  const w = useWords(stepsWords)
  const f = useFormat()
  const sentence = useProblem(mapWords)
  const undo = useWrite(undoChartEdit)
  const lines = step.touched.map((touch) => touchLine(touch, w))
  return (
    <li className={classes.step}>
      <div>
        {step.undoesId && <strong>{w.undid} </strong>}
        <span>{f.list(lines.slice(0, TOLD))}</span>
        {lines.length > TOLD && <span> {w.more(lines.length - TOLD)}</span>}
        <span className={classes.when}>{w.by(step.by.name, f.moment(step.at))}</span>
      </div>
      {step.undoneById ? (
        <span className={classes.when}>{w.undone}</span>
      ) : step.undoable ? (
        canWrite && (
          <Button
            size="sm"
            busy={undo.isPending}
            onClick={() =>
              undo.mutate(
                { params: { accountId, editId: step.id }, body: { id: newId() } },
                { onSuccess: () => toast(w.done), onError: (error) => problemToast(sentence(error)) },
              )
            }
          >
            {w.undo}
          </Button>
        )
      ) : (
        <span className={classes.when}>{w.stale}</span>
      )}
    </li>
  )
}
