import { loadProject, loadWritableProject } from '#modules/projects/server/index.ts'
import { notFound, ProblemError } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { chainProblems } from '../chain.contract.ts'

export interface ChainRight {
  accountId: string
  personal: boolean
}

/** The guard in front of a chain. It hangs on a customer: a project without one has no chain yet. */
export async function loadChain(
  tx: Tx,
  actor: Actor,
  projectId: string,
  to: 'read' | 'write',
): Promise<ChainRight> {
  const { accountId, personal } = await (to === 'write' ? loadWritableProject : loadProject)(
    tx,
    actor,
    projectId,
  )
  if (accountId === null) {
    if (to === 'write') throw new ProblemError(chainProblems.noAccount)
    throw notFound()
  }
  return { accountId, personal }
}
