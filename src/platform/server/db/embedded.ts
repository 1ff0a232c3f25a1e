import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { type DataFolderLock, lockDataFolder, notWritable, prepareDataFolder } from './data-folder.ts'
import {
  type Cluster,
  folderArgument,
  type Postmaster,
  programOptions,
  startPostmaster,
} from './postmaster.ts'
import { StartError } from './start-error.ts'
import { databaseUser, giveTo, type SystemUser } from './system-user.ts'

/** The superuser of the cluster. The application never connects as this one: row security does not bind it. */
export const OWNER = 'icebreaker_owner'
/** The role and the database of the application. It owns its tables; forced row security walls it nevertheless. */
export const APPLICATION = 'icebreaker'

/** A running embedded PostgreSQL and how to reach it. `owner` is for maintenance and tests only. */
export type EmbeddedDatabase = {
  config: pg.PoolConfig
  owner: pg.PoolConfig
  pid(): number
  stop(): Promise<void>
}

type Secrets = { owner: string; application: string }
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

/** Creates the cluster when there is none. `fresh` says that the passwords in hand are not yet all set. */
async function prepareCluster(
  folder: string,
  cluster: Cluster,
  privateFolder: string,
): Promise<{ secrets: Secrets; fresh: boolean }> {
  const secretFile = join(folder, 'postgres.secret')
  const version = readVersion(cluster.folder)
  const ours = cluster.binaries.version.split('.')[0]!
  if (version !== undefined && version !== ours) {
    throw new StartError('data-other-version', { folder: cluster.folder, found: version, ours })
  }
  if (version !== undefined && cluster.user && statSync(cluster.folder).uid !== cluster.user.uid)
    giveTo(cluster.user, cluster.folder)

  const known = readSecrets(secretFile)
  if (version !== undefined && known) return { secrets: known, fresh: false }
  const password = () => randomBytes(24).toString('base64url')
  const secrets = { owner: password(), application: password() }
  if (version === undefined) await createCluster(cluster, secrets, privateFolder)
  else await resetOwnerPassword(cluster, secrets)
  writeFileSync(`${secretFile}.new`, JSON.stringify(secrets), { mode: 0o600, flush: true })
  renameSync(`${secretFile}.new`, secretFile)
  return { secrets, fresh: true }
}

function readVersion(clusterFolder: string): string | undefined {
  const file = join(clusterFolder, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function readSecrets(file: string): Secrets | undefined {
  try {
    const { owner, application } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>
    return owner && application ? { owner, application } : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error
    return undefined
  }
}

/** initdb works aside and the result is renamed: a cluster cut short by a crash is never taken for a whole one. */
async function createCluster(cluster: Cluster, secrets: Secrets, privateFolder: string): Promise<void> {
  const aside = { ...cluster, folder: `${cluster.folder}.new` }
  rmSync(aside.folder, { recursive: true, force: true })
  mkdirSync(aside.folder, { mode: 0o700 })
  const passwordFile = join(privateFolder, 'password')
  writeFileSync(passwordFile, secrets.owner, { mode: 0o600 })
  if (cluster.user) {
    chownSync(aside.folder, cluster.user.uid, cluster.user.gid)
    chownSync(passwordFile, cluster.user.uid, cluster.user.gid)
  }
  try {
    await promisify(execFile)(
      cluster.binaries.initdb,
      [
        ['-D', folderArgument(aside)],
        ['--username', OWNER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        // Names sort by pinyin, on every machine alike: ICU comes with the binaries, the system's locales do not.
        ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh-CN', `--locale=${systemLocale()}`],
        ['--data-checksums', '--no-instructions'],
      ].flat(),
      programOptions(aside),
    )
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string }
    const reason = (stderr || message).trim().split('\n').at(-1) ?? ''
    throw new StartError('database-not-starting', { reason, log: cluster.logFile }, { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(aside.folder, cluster.folder)
}

/** Character classes still come from the system: under plain `C`, trigrams would skip every Chinese character. */
function systemLocale(): string {
  if (process.platform === 'linux') return 'C.UTF-8'
  return process.platform === 'darwin' ? 'en_US.UTF-8' : 'C'
}

/** The secret is gone but the cluster is ours: single-user mode needs none. */
async function resetOwnerPassword(cluster: Cluster, secrets: Secrets): Promise<void> {
  const child = spawn(cluster.binaries.postgres, ['--single', '-D', folderArgument(cluster), 'postgres'], {
    ...programOptions(cluster),
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('exit', resolve).once('error', reject),
  )
  child.stdin.end(`ALTER ROLE ${OWNER} PASSWORD '${secrets.owner}'\n`)
  if ((await ended) !== 0) {
    throw new StartError('database-not-starting', {
      reason: 'its passwords could not be set anew',
      log: cluster.logFile,
    })
  }
}

async function createApplication(owner: pg.PoolConfig, secrets: Secrets, fresh: boolean): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database`,
      [APPLICATION],
    )
    const found = rows[0]!
    if (!found.role)
      await client.query(`create role ${APPLICATION} login nosuperuser nobypassrls nocreaterole nocreatedb`)
    if (!found.role || fresh) {
      await client.query(`alter role ${APPLICATION} password ${client.escapeLiteral(secrets.application)}`)
    }
    if (!found.database) await client.query(`create database ${APPLICATION} owner ${APPLICATION}`)
  } finally {
    await client.end()
  }
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
