import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { StartError } from './start-error.ts'
import type { SystemUser } from './system-user.ts'

/** Where a cluster lives and how its programs run. All paths absolute. */
export type Cluster = { folder: string; logFile: string; binaries: Binaries; user: SystemUser | undefined }

/** A running PostgreSQL; `exited` settles when it ends, for whatever reason. */
export type Postmaster = { pid: number; exited: Promise<void>; stop(): Promise<void> }

const onLinux = process.platform === 'linux'
const onWindows = process.platform === 'win32'

/**
 * The folder as PostgreSQL is told it. As root on Linux we enter the folder and then become the database user;
 * `/proc/self/cwd` leads there without walking a path that user may not walk (root's home). PostgreSQL keeps
 * its data folder as current folder in every process, so the name stays true.
 */
export function folderArgument({ folder, user }: Cluster): string {
  return user && onLinux ? '/proc/self/cwd' : folder
}

/** Spawn options common to PostgreSQL's programs: nothing of our environment (PG…, secrets) reaches them. */
export function programOptions({ folder, user }: Cluster) {
  const { PATH, SystemRoot, TMPDIR, TEMP } = process.env
  return {
    cwd: folder,
    env: { PATH, SystemRoot, TMPDIR, TEMP, LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  }
}

/**
 * Starts PostgreSQL on the cluster and answers when it takes connections. The caller must hold the lock of the
 * data folder: a PostgreSQL found running on it is then nobody's, and is stopped first.
 * @throws StartError `database-not-starting` with the last line of its log
 */
export async function startPostmaster(
  cluster: Cluster,
  settings: Record<string, string>,
): Promise<Postmaster> {
  const stale = await stopOrphan(cluster)
  // After a SIGKILL of PostgreSQL its sessions need a moment to notice; it refuses to start beside them.
  const deadline = Date.now() + 15_000
  for (;;) {
    const started = await attempt(cluster, settings, stale)
    if ('postmaster' in started) return started.postmaster
    const besideOldSessions = /pre-existing shared memory block/.test(started.log)
    if (!besideOldSessions || Date.now() > deadline) {
      const reason = started.log.match(/FATAL:\s*(.*)/)?.[1] ?? started.log.trim().split('\n').at(-1) ?? ''
      throw new StartError('database-not-starting', { reason, log: cluster.logFile })
    }
    if (Date.now() > deadline - 14_000) endSessionsLeftBehind(cluster)
    await sleep(250)
  }
}

async function attempt(
  cluster: Cluster,
  settings: Record<string, string>,
  stale: number | undefined,
): Promise<{ postmaster: Postmaster } | { log: string }> {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const logStart = statSync(cluster.logFile).size
  const options = programOptions(cluster)
  const child = spawn(
    cluster.binaries.postgres,
    [
      '-D',
      folderArgument(cluster),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...options,
      // A number in postmaster.pid that now belongs to some other program would stop the start; named like
      // this, PostgreSQL takes it for its own, and still checks by shared memory that no session is left.
      env: { ...options.env, ...(stale && { PG_GRANDPARENT_PID: String(stale) }) },
      // A session of its own: Ctrl-C reaches Icebreaker alone, which drains before it stops the database.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  let gone = false
  void exited.then(() => {
    gone = true
  })
  const watchdog = startWatchdog(cluster, child, settings.unix_socket_directories ?? '')
  void exited.then(() => watchdog?.kill('SIGKILL'))
  while (!gone) {
    const file = readPidFile(cluster.folder)
    if (file && file.pid === child.pid && file.ready) {
      return { postmaster: { pid: file.pid, exited, stop: () => stop(cluster, child, exited) } }
    }
    await Promise.race([exited, sleep(10)])
  }
  return { log: readFrom(cluster.logFile, logStart) }
}

/**
 * Ends PostgreSQL when this process has ended without doing so (SIGKILL): a shell waits on a pipe only we hold,
 * and the kernel closes it with us. Before it signals, it looks whether that process is still the one it watches;
 * afterwards it removes the socket folder.
 */
const WATCH = `read -r _
read -r pid < postmaster.pid && [ "$pid" = "$1" ] && kill -INT "$1"
seconds=0
while [ -e postmaster.pid ] && [ $seconds -lt 60 ]; do sleep 1; seconds=$((seconds + 1)); done
[ -z "$2" ] || rm -rf "$2"`

function startWatchdog(
  cluster: Cluster,
  postgres: ChildProcess,
  socketFolder: string,
): ChildProcess | undefined {
  if (onWindows || !postgres.pid) return undefined
  const watchdog = spawn(
    '/bin/sh',
    ['-c', WATCH, 'icebreaker-watchdog', String(postgres.pid), socketFolder],
    {
      ...programOptions(cluster),
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  )
  watchdog.on('error', () => {}) // without a shell the next start finds and stops the orphan
  watchdog.stdin?.on('error', () => {})
  watchdog.unref()
  return watchdog
}

async function stop(cluster: Cluster, child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (onWindows) {
    // There are no signals on Windows; Node's kill would end PostgreSQL like a crash.
    const ctl = spawn(cluster.binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast', '-t', '60'], {
      stdio: 'ignore',
    })
    await once(ctl, 'exit')
  }
  // fast: sessions end, everything is written down · immediate: like a power cut, repaired at the next start
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    child.kill(signal)
    const timeout = new AbortController()
    const inTime = await Promise.race([
      exited.then(() => true),
      sleep(patience, false, { signal: timeout.signal }).catch(() => false),
    ])
    timeout.abort()
    if (inTime) return
  }
}

/**
 * Stops a PostgreSQL left running on the cluster by an Icebreaker that died. Answers the process number of a
 * leftover postmaster.pid that now belongs to another program, if that is what was found.
 */
async function stopOrphan(cluster: Cluster): Promise<number | undefined> {
  const file = readPidFile(cluster.folder)
  if (!file || !isAlive(file.pid)) return undefined
  if (!isPostgresOf(file)) return file.pid
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const deadline = Date.now() + patience
    send(file.pid, signal)
    while (Date.now() < deadline) {
      if (!isAlive(file.pid)) return undefined
      if (!isPostgresOf(file)) return file.pid // ended, but its number is not free yet
      await sleep(20)
    }
  }
  throw new StartError('database-not-starting', {
    reason: `an earlier PostgreSQL (process ${file.pid}) does not stop`,
    log: cluster.logFile,
  })
}

type PidFile = { pid: number; address: string; ready: boolean }

/** postmaster.pid: number, data folder, start time, port, socket folder, listen address, shared memory, state. */
function readPidFile(folder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return undefined
    return { pid, address: lines[4]?.trim() || lines[3]?.trim() || '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process number says nothing; the command line does: it names the socket folder made for that one start. */
function isPostgresOf({ pid, address }: PidFile): boolean {
  const command = commandLine(pid)
  return address !== '' && command.includes('postgres') && command.includes(address)
}

function commandLine(pid: number): string {
  try {
    if (onLinux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (onWindows) return '' // PostgreSQL itself tells a stale number from a live one there
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * Ends the sessions of a killed PostgreSQL that are too busy to notice. Their titles begin with the name of that one
 * start (`cluster_name`), which is also the name of its socket folder; reading them takes no special right.
 */
function endSessionsLeftBehind({ folder }: Cluster): void {
  const left = readPidFile(folder)
  if (!left || onWindows) return
  const title = `postgres: ${basename(left.address)}: `
  for (const { pid, command } of allProcesses()) if (command.startsWith(title)) send(pid, 'SIGKILL')
}

function allProcesses(): { pid: number; command: string }[] {
  if (onLinux) {
    const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return numbers.map((name) => ({ pid: Number(name), command: commandLine(Number(name)) }))
  }
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.map((line) => ({
    pid: Number.parseInt(line, 10),
    command: line.trim().replace(/^\d+\s+/, ''),
  }))
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // gone meanwhile
  }
}

function readFrom(file: string, start: number): string {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(16_384)
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, start))
  } finally {
    closeSync(handle)
  }
}
