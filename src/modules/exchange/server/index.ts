import type { Job } from '#platform/server/jobs.ts'
import type { ServerModule } from '#platform/server/module.ts'
import { fileRoutes } from './file-handlers.ts'
import { fileNamesJob, runImportJob, sweepImportsJob, undoImportJob } from './jobs.ts'
import { outcomeRoutes } from './outcome-handlers.ts'
import { runRoutes } from './run-handlers.ts'

export { commandWords } from '../words/command.ts'
export { sentenceOf } from '../words/sentences.ts'
export {
  actorByEmail,
  type CommandImport,
  type CommandProgress,
  FileRefused,
  importFilesAs,
} from './command.ts'

export { refusedReport } from './report.ts'

export const exchange: ServerModule = {
  name: 'exchange',
  routes: [...runRoutes, ...fileRoutes, ...outcomeRoutes],
  jobs: [runImportJob as Job, undoImportJob as Job, fileNamesJob as Job, sweepImportsJob],
}
