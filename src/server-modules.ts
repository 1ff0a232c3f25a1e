import type { ServerModule } from '#platform/server/module.ts'

/** Every module with a server face, in the order of the layers. A new module is one line here. */
export const serverModules: readonly ServerModule[] = []
