import { onErase } from '#modules/people/server/index.ts'
import type { Actor } from '#platform/server/actor.ts'
import type { ServerModule } from '#platform/server/module.ts'
import type { Tx } from '#platform/server/tx.ts'
import type { ProjectHead } from '../projects.contract.ts'
import { routes } from './handlers.ts'
import { headsByIds } from './project-store.ts'
import { erasePersonFromSteps } from './step-store.ts'

export { loadProject, loadWritableProject, type ProjectRight } from './guard.ts'
export { type MatchedProject, matchProjects, type ProjectPatch, patchProjects } from './import-match-store.ts'
export { createProjects, type ImportedProject, undoImport } from './import-store.ts'
export { projectVisible } from './project-store.ts'

export const projects: ServerModule = { name: 'projects', routes }

onErase('projects', erasePersonFromSteps)

/** These projects, of those the actor may see; in one query, the newest first. */
export async function projectsByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ProjectHead[]> {
  return headsByIds(tx, actor, ids)
}
