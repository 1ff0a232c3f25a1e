import { type ChartEdit, editChart, undoChartEdit } from '#modules/accounts/accounts.contract.ts'
import { newId } from '#platform/contract/fields.ts'
import { useWrite } from '#platform/web/query.ts'
import { useProblem } from '#platform/words/use.ts'
import { problemToast, undoToast } from '#ui/toast.ts'
import { chartWords } from '../words/chart.ts'

/**
 * One step in a customer's chart: all its edits or none, with the way back in the message that says it is done.
 * `step(edits, sentence, then)` calls `then` when it stands.
 */
export function useChartStep(accountId: string) {
  const say = useProblem(chartWords)
  const edit = useWrite(editChart)
  const undo = useWrite(undoChartEdit)
  const step = (edits: ChartEdit[], sentence: string, then: () => void) =>
    edit.mutate(
      { params: { accountId }, body: { id: newId(), edits } },
      {
        onSuccess: ({ step: { id: editId } }) => {
          undoToast(sentence, () =>
            undo.mutate(
              { params: { accountId, editId }, body: { id: newId() } },
              { onError: (error) => problemToast(say(error)) },
            ),
          )
          then()
        },
      },
    )
  return { step, problem: edit.error, busy: edit.isPending }
}
