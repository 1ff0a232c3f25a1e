import type { CallOf, EndpointSpec } from '#platform/contract/endpoint.ts'
import { useSave } from '#platform/web/outbox.ts'
import { useRead } from '#platform/web/query.ts'
import { queryClient, touch } from '#platform/web/query-client.ts'
import { useProblem } from '#platform/words/use.ts'
import { problemToast } from '#ui/toast.ts'
import { listNeedsOfAccount, listNeedsOfProject, type Need } from '../needs.contract.ts'
import { words } from '../words/index.ts'

/** Whose iceberg. */
export type NeedScope = { accountId: string } | { projectId: string }

const SHOWS = { shows: ['people', 'visits'] } as const

/** The needs of a customer or a project; panels of one page share one reading. */
export function useNeeds(scope: NeedScope) {
  const projectId = 'projectId' in scope ? scope.projectId : ''
  const accountId = 'accountId' in scope ? scope.accountId : ''
  const ofAccount = useRead(
    listNeedsOfAccount,
    { params: { accountId }, query: {} },
    { ...SHOWS, enabled: accountId !== '' },
  )
  const ofProject = useRead(
    listNeedsOfProject,
    { params: { projectId }, query: {} },
    { ...SHOWS, enabled: projectId !== '' },
  )
  return accountId !== '' ? ofAccount : ofProject
}

interface NeedPage {
  items: Need[]
}

/** Shows a change of one need in every list that holds it, before the server has answered and also without network. */
export function patchNeed(needId: string, change: Partial<Need>): void {
  patchLists((page) => ({
    ...page,
    items: page.items
      .map((need) => (need.id === needId ? { ...need, ...change } : need))
      .filter((need) => need.status !== 'void'),
  }))
}

/** Shows a need just written down in the lists it belongs to. */
export function addNeed(need: Need): void {
  const owners = new Set([need.accountId, need.projectId, need.visitId])
  patchLists((page, params) =>
    Object.values(params).some((id) => owners.has(id)) && !page.items.some((one) => one.id === need.id)
      ? { ...page, items: [...page.items, need] }
      : page,
  )
}

function patchLists(change: (page: NeedPage, params: Record<string, string>) => NeedPage): void {
  const lists = queryClient.getQueryCache().findAll({
    predicate: ({ queryKey, state }) =>
      String(queryKey[1]).startsWith('needs.list-of-') && state.data !== undefined,
  })
  for (const { queryKey } of lists) {
    const { params } = queryKey[2] as { params: Record<string, string> }
    queryClient.setQueryData<NeedPage>(queryKey, (page) => page && change(page, params))
  }
}

/**
 * A write of one tap: shown at once, kept on the device, sent when there is a network. A refusal is told, and the screen goes
 * back to what the server holds.
 * @param about what the reader calls it while it waits
 */
export function useTap<const E extends EndpointSpec>(endpoint: E, about: string) {
  const save = useSave(endpoint, { about })
  const say = useProblem(words)
  return (input: CallOf<E>, show?: () => void): Promise<boolean> => {
    show?.()
    return save.mutateAsync(input).then(
      () => true,
      (error) => {
        problemToast(say(error))
        touch(['needs'])
        return false
      },
    )
  }
}
