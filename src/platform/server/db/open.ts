import type pg from 'pg'
import { runningEmbedded, startEmbedded } from './embedded.ts'
import { checkExternal } from './external.ts'
import { StartError } from './start-error.ts'

/** The database of this installation: `config` is for `createPool`; `stop` ends what was started here, no more. */
export type Database = { kind: 'embedded' | 'external'; config: pg.PoolConfig; stop(): Promise<void> }

export type DatabaseSettings = {
  /** Absolute path of the data folder. */
  dataFolder: string
  /** A PostgreSQL of the user's own; undefined for the embedded one. */
  databaseUrl?: string | undefined
}

/**
 * Opens the database, starting the embedded one unless `databaseUrl` is given. The roles it connects as are never
 * above row security.
 * @param options.share true for short commands: when a server is already running on the data folder, its
 * PostgreSQL is used and left running
 * @throws StartError
 */
export async function openDatabase(
  settings: DatabaseSettings,
  options: { share?: boolean } = {},
): Promise<Database> {
  if (settings.databaseUrl) {
    return { kind: 'external', config: await checkExternal(settings.databaseUrl), stop: async () => {} }
  }
  try {
    const { config, stop } = await startEmbedded(settings.dataFolder)
    return { kind: 'embedded', config, stop }
  } catch (error) {
    const inUse = error instanceof StartError && error.code === 'data-in-use'
    const running = inUse && options.share ? runningEmbedded(settings.dataFolder) : undefined
    if (!running) throw error
    return { kind: 'embedded', config: running, stop: async () => {} }
  }
}
