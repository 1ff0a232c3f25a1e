import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartError } from './start-error.ts'

/** Holds the data folder for this process until `release()` or the end of the process, however it ends. */
export type DataFolderLock = { folder: string; release(): void }

/**
 * Creates the data folder (absolute path) when missing and proves that it can be written to.
 * @throws StartError `data-not-writable`
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    // A read-only mount and a full disk pass the access check; only writing shows them.
    const probe = join(folder, `.write-check-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
  } catch (cause) {
    throw notWritable(folder, cause)
  }
}

/**
 * Creates a folder (absolute path) and those above it that are missing. Node's own `recursive` never comes back where a
 * folder says "no such file" for what is asked to be made in it, as those the kernel makes up do (`/proc`).
 * @throws the system's error, of the topmost folder that could not be made
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another start may have made it meanwhile.
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

/**
 * Takes the data folder for this process. The lock is one the kernel keeps (an exclusive transaction on an
 * empty SQLite file): two starts at the same moment cannot both get it, a killed process lets go of it at
 * once, and no process number is stored that another process could be given later.
 * @throws StartError `data-in-use`, `data-not-writable`
 */
export function lockDataFolder(folder: string): DataFolderLock {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(join(folder, 'icebreaker.lock'))
    // A moment's patience for one that is being killed right now, as when a service is restarted.
    file.exec('PRAGMA busy_timeout = 500; BEGIN EXCLUSIVE')
  } catch (cause) {
    file?.close()
    if (isBusy(cause)) throw new StartError('data-in-use', { folder }, { cause })
    throw notWritable(folder, cause)
  }
  const held = file
  let released = false
  return {
    folder,
    release() {
      if (released) return
      released = true
      held.close()
    },
  }
}

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return code === SQLITE_BUSY || code === SQLITE_LOCKED
}

/** The refusal for a folder that cannot be created, entered or written. */
export function notWritable(folder: string, cause: unknown): StartError {
  const reason = (cause as { code?: string }).code ?? (cause as Error).message
  return new StartError('data-not-writable', { folder, reason }, { cause })
}
