import type { ServerModule } from '#platform/server/module.ts'

export { actorByEmail, type CommandImport, FileRefused, importFilesAs } from './command.ts'
export type { Progress } from './running/import-context.ts'

export const exchange: ServerModule = { name: 'exchange', routes: [] }
