import { members } from '#modules/members/server/index.ts'
import { people } from '#modules/people/server/index.ts'
import { projects } from '#modules/projects/server/index.ts'
import { rivals } from '#modules/rivals/server/index.ts'
import { visits } from '#modules/visits/server/index.ts'
import type { ServerModule } from '#platform/server/module.ts'

/** Every module with a server face, in the order of the layers. A new module is one line here. */
export const serverModules: readonly ServerModule[] = [members, people, rivals, projects, visits]
