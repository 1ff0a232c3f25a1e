import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Cluster, folderArgument, programOptions } from './postmaster.ts'
import { StartError } from './start-error.ts'
import { giveTo } from './system-user.ts'

/** The superuser of the cluster. The application never connects as this one: row security does not bind it. */
export const OWNER = 'icebreaker_owner'
/** The role and the database of the application. It owns its tables; forced row security walls it nevertheless. */
export const APPLICATION = 'icebreaker'

/** The passwords of the two roles, kept in `postgres.secret` of the data folder. */
export type Secrets = { owner: string; application: string }

/** Creates the cluster when there is none. `fresh` says that the passwords in hand are not yet all set. */
export async function prepareCluster(
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

/** Makes sure of the application's role and database; `fresh`: its password is not set yet. */
export async function createApplication(
  owner: pg.PoolConfig,
  secrets: Secrets,
  fresh: boolean,
): Promise<void> {
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
