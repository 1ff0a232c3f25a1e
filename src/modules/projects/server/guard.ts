import { loadAccountRight, requireWrite } from '#modules/accounts/server/index.ts'
import { notFound } from '#platform/contract/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { Tx } from '#platform/server/tx.ts'
import { findProject, type ProjectRow } from './project-store.ts'

export interface ProjectRight {
  projectId: string
  /** Null: the customer is not known yet; then its owner decides who sees it. */
  accountId: string | null
  ownerId: string
  write: boolean
  /** Whose `write` would be true if its account were not archived. */
  mayRestore: boolean
  personal: boolean
  project: ProjectRow
}

/**
 * The guard in front of a project, for every module that hangs something on one. A project of an account follows the
 * account; one without belongs to its owner, to those above, and to the roles that see everything.
 * @throws not found, if it is not there or not for the actor to know of
 */
export async function loadProject(tx: Tx, actor: Actor, projectId: string): Promise<ProjectRight> {
  const project = await findProject(tx, projectId)
  if (!project) throw notFound()
  const { accountId, ownerId } = project
  if (accountId !== null) {
    const { write, mayRestore, personal } = await loadAccountRight(tx, actor, accountId)
    return { projectId, accountId, ownerId, write, mayRestore, personal, project }
  }
  const mine = actor.reach.includes(ownerId)
  if (!mine && !actor.wide) throw notFound()
  const write = (mine && actor.role !== 'auditor') || actor.role === 'administrator'
  return {
    projectId,
    accountId,
    ownerId,
    write,
    mayRestore: write,
    personal: mine && actor.role !== 'service' && actor.role !== 'auditor',
    project,
  }
}

/** As `loadProject`, and the actor may change it. @throws forbidden for someone who may only read */
export async function loadWritableProject(tx: Tx, actor: Actor, projectId: string): Promise<ProjectRight> {
  const right = await loadProject(tx, actor, projectId)
  requireWrite(right)
  return right
}
