import type { CallOf, EndpointSpec } from '#platform/contract/endpoint.ts'
import { useSave } from '#platform/web/outbox.ts'
import { readKey, useRead } from '#platform/web/query.ts'
import { queryClient, touch } from '#platform/web/query-client.ts'
import { useProblem } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { getVisit, type VisitDetail } from '../visits.contract.ts'
import { words } from '../words/index.ts'

/** The visit with everything small of it; the panels of one page share one reading. */
export function useVisit(visitId: string) {
  return useRead(getVisit, { params: { visitId } }, { shows: ['people', 'proofs', 'accounts'] })
}

/** Shows a change before the server has answered, also without network. */
export function patchVisit(visitId: string, change: (visit: VisitDetail) => Partial<VisitDetail>): void {
  queryClient.setQueryData<VisitDetail>(
    readKey(getVisit, { params: { visitId } }),
    (old) => old && { ...old, ...change(old) },
  )
}

/**
 * A write of one tap: shown at once, kept on the device, sent when there is a network. A refusal is told, and the screen
 * goes back to what the server holds.
 */
export function useTap<const E extends EndpointSpec>(
  endpoint: E,
  visit: { id: string; accountName: string },
) {
  const save = useSave(endpoint, { about: visit.accountName })
  const say = useProblem(words)
  return (input: CallOf<E>, patch?: (visit: VisitDetail) => Partial<VisitDetail>): Promise<boolean> => {
    if (patch) patchVisit(visit.id, patch)
    return save.mutateAsync(input).then(
      () => true,
      (error) => {
        problemToast(say(error))
        touch(['visits.get'])
        return false
      },
    )
  }
}
