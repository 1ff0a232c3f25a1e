import type { CallOf, EndpointSpec } from '#platform/contract/endpoint.ts'
import { useSave } from '#platform/web/outbox.ts'
import { touch } from '#platform/web/query-client.ts'
import { useProblem } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { words } from '../words/index.ts'

/**
 * A write of one tap, kept on the device until it is sent. A refusal is told, and the screen goes back to what the server holds.
 * @param about what the reader calls it while it waits
 */
export function useTap<const E extends EndpointSpec>(endpoint: E, about: string) {
  const save = useSave(endpoint, { about })
  const say = useProblem(words)
  return (input: CallOf<E>): Promise<boolean> =>
    save.mutateAsync(input).then(
      () => true,
      (error) => {
        problemToast(say(error))
        touch(['pitches'])
        return false
      },
    )
}
