import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** The server as people run it: a process of its own, spoken to over the network. */
export interface ChildServer {
  child: ChildProcess
  address: string
  ended: Promise<Ending>
}

export interface Ending {
  /** The exit code; null when it was killed. */
  code: number | null
  stdout: string
  stderr: string
}

/** A new, empty folder for data. */
export async function newDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'icebreaker-child-'))
}

export async function removeDataFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** Runs `icebreaker start`, at the head of a process group of its own. Settings of this process do not reach it. */
export function runStart(
  dataFolder: string,
  settings: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ending> } {
  const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      LOG_LEVEL: 'error',
      ICEBREAKER_DATA: dataFolder,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    said.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.stderr += chunk
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }))
  return { child, ended }
}

/** Starts it and waits until it says where it is. @throws with all it said, if it ends instead */
export async function startChild(
  dataFolder: string,
  settings: Record<string, string> = {},
): Promise<ChildServer> {
  const { child, ended } = runStart(dataFolder, settings)
  let said = ''
  const address = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk
      const found = /http:\/\/[\w.]+:\d+/.exec(said)?.[0]
      if (found) resolve(found)
    })
  })
  const first = await Promise.race([address, ended])
  if (typeof first !== 'string')
    throw new Error(`The server did not start (${first.code}):\n${first.stdout}${first.stderr}`)
  return { child, address: first, ended }
}

/** The process number of the embedded PostgreSQL beneath a data folder, as it wrote it down itself. */
export async function postgresOf(dataFolder: string): Promise<number> {
  const [first] = (await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return Number(first)
}

/** Somebody signed in over the network; `send` answers whatever the server said. */
export interface SignedIn {
  send: (
    method: string,
    path: string,
    body?: object,
    key?: string,
  ) => Promise<{ status: number; body: unknown }>
}

/** @param cookie as the server set it at sign-in; it outlives the server */
export function signedIn(address: string, cookie: string): SignedIn {
  return {
    async send(method, path, body, key) {
      const response = await fetch(address + path, {
        method,
        headers: {
          cookie,
          ...(body && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : undefined }
    },
  }
}

/** Founds the company of a fresh server. @returns the founder's cookie */
export async function setUp(address: string, ids: { id: string; memberId: string }): Promise<string> {
  const response = await fetch(`${address}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...ids,
      company: '远航自动化',
      name: '沈佳',
      email: 'shen@yuanhang.example',
      password: 'ice under the water 7',
      locale: 'zh-CN',
      withStory: false,
    }),
  })
  if (!response.ok) throw new Error(`The set-up was refused: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}
