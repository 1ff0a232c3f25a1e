import {
  chownSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { findBinaries } from './binaries.ts'
import { APPLICATION, createApplication, OWNER, prepareCluster, type Secrets } from './cluster.ts'
import { type DataFolderLock, lockDataFolder, notWritable, prepareDataFolder } from './data-folder.ts'
import { type Cluster, type Postmaster, startPostmaster } from './postmaster.ts'
import { databaseUser, type SystemUser } from './system-user.ts'

/** A running embedded PostgreSQL and how to reach it. `owner` is for maintenance and tests only. */
export type EmbeddedDatabase = {
  config: pg.PoolConfig
  owner: pg.PoolConfig
  pid(): number
  stop(): Promise<void>
}

type Address = { host: string; port: number }

/**
 * Starts PostgreSQL in `<folder>/postgres` and takes the data folder for this process. Everything about it stays
 * in that folder: `postgres.log` (at most 2 × 10 MB), `postgres.secret` (passwords, readable by us alone),
 * `postgres.address` while it runs. If PostgreSQL dies under us it is started again at the same address.
 * @param settings PostgreSQL settings over our own, by name
 * @throws StartError `data-not-writable`, `data-in-use`, `data-other-version`, `database-…`
 */
export async function startEmbedded(
  folder: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedDatabase> {
  prepareDataFolder(folder)
  const lock = lockDataFolder(folder)
  try {
    return await startLocked(folder, settings, lock)
  } catch (error) {
    lock.release()
    if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw notWritable(folder, error)
    }
    throw error
  }
}

/** How to reach the PostgreSQL another process of ours runs on this data folder; undefined when none does. */
export function runningEmbedded(folder: string): pg.PoolConfig | undefined {
  try {
    const address = JSON.parse(readFileSync(join(folder, 'postgres.address'), 'utf8')) as Address
    const secrets = JSON.parse(readFileSync(join(folder, 'postgres.secret'), 'utf8')) as Secrets
    return { ...address, user: APPLICATION, password: secrets.application, database: APPLICATION }
  } catch {
    return undefined
  }
}

async function startLocked(
  folder: string,
  settings: Record<string, string>,
  lock: DataFolderLock,
): Promise<EmbeddedDatabase> {
  const clusterFolder = join(folder, 'postgres')
  const user = databaseUser(clusterFolder)
  const binaries = findBinaries(user)
  const cluster: Cluster = { folder: clusterFolder, logFile: join(folder, 'postgres.log'), binaries, user }
  removeLeftoverAddress(folder)
  keepLogSmall(cluster.logFile)

  const meeting = await makeMeetingPlace(user)
  let postmaster: Postmaster | undefined
  try {
    const { secrets, fresh } = await prepareCluster(folder, cluster, meeting.privateFolder)
    const all = { ...ourSettings, ...meeting.settings, ...settings }
    writeFileSync(
      join(folder, 'postgres.address'),
      JSON.stringify({ ...meeting.address, folder: meeting.privateFolder }),
      { mode: 0o600 },
    )
    postmaster = await startPostmaster(cluster, all)
    const owner: pg.PoolConfig = {
      ...meeting.address,
      user: OWNER,
      password: secrets.owner,
      database: 'postgres',
    }
    await createApplication(owner, secrets, fresh)

    const stopping = new AbortController()
    const keepRunning = async () => {
      for (let pause = 100; !stopping.signal.aborted; pause = Math.min(pause * 2, 30_000)) {
        await postmaster?.exited
        if (stopping.signal.aborted) return
        postmaster = await startPostmaster(cluster, all).catch(() => undefined)
        if (postmaster) pause = 100
        else await sleep(pause, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
      }
      await postmaster?.stop()
    }
    const supervision = keepRunning()
    const logTimer = setInterval(() => keepLogSmall(cluster.logFile), 60_000)
    logTimer.unref()
    let stopped: Promise<void> | undefined
    const stopAll = async () => {
      stopping.abort()
      clearInterval(logTimer)
      await postmaster?.stop()
      await supervision
      removeLeftoverAddress(folder)
      lock.release()
    }
    return {
      config: { ...meeting.address, user: APPLICATION, password: secrets.application, database: APPLICATION },
      owner,
      pid: () => postmaster?.pid ?? 0,
      stop: () => {
        stopped ??= stopAll()
        return stopped
      },
    }
  } catch (error) {
    await postmaster?.stop()
    removeLeftoverAddress(folder)
    rmSync(meeting.privateFolder, { recursive: true, force: true })
    throw error
  }
}

/** For one small server that shares its machine: little memory, every commit on disk, no value of a row in a log. */
const ourSettings: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '192MB',
  work_mem: '8MB',
  maintenance_work_mem: '96MB',
  effective_cache_size: '1GB',
  max_parallel_workers_per_gather: '1',
  random_page_cost: '1.1',
  jit: 'off',
  huge_pages: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'pglz',
  max_wal_size: '1GB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  // An error's text and detail can carry names and addresses; the application reports errors itself.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

type MeetingPlace = { address: Address; settings: Record<string, string>; privateFolder: string }

/**
 * Where we and PostgreSQL meet: a socket in a folder only its user (and root) can enter, its path short because
 * sockets allow about 100 characters. Windows gets a port on loopback. Both ask for a password on top.
 */
async function makeMeetingPlace(user: SystemUser | undefined): Promise<MeetingPlace> {
  const root = process.platform !== 'win32' && tmpdir().length > 60 ? '/tmp' : tmpdir()
  const privateFolder = mkdtempSync(join(root, PRIVATE_FOLDER)) // mode 0700
  if (process.platform === 'win32') {
    const port = await freePort()
    return {
      address: { host: '127.0.0.1', port },
      settings: { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' },
      privateFolder,
    }
  }
  if (user) chownSync(privateFolder, user.uid, user.gid)
  return {
    address: { host: privateFolder, port: 5432 },
    settings: {
      listen_addresses: '',
      port: '5432',
      unix_socket_directories: privateFolder,
      unix_socket_permissions: '0700',
      cluster_name: basename(privateFolder), // begins the title of each session; postmaster.ts looks for it
    },
    privateFolder,
  }
}

const PRIVATE_FOLDER = 'icebreaker-pg-'

function removeLeftoverAddress(folder: string): void {
  const file = join(folder, 'postgres.address')
  try {
    const left = (JSON.parse(readFileSync(file, 'utf8')) as { folder?: string }).folder
    // Only ever what we made ourselves: the file could have been copied from elsewhere.
    if (left && basename(left).startsWith(PRIVATE_FOLDER) && [tmpdir(), '/tmp'].includes(dirname(left))) {
      rmSync(left, { recursive: true, force: true })
    }
  } catch {
    // none, or cut short by a crash
  }
  rmSync(file, { force: true })
}

const LOG_LIMIT = 10 * 1024 * 1024

/** Copied and cut, not renamed: PostgreSQL keeps writing to the same (appending) handle. */
function keepLogSmall(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < LOG_LIMIT) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
