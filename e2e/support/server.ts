import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const FIRST_START_MS = 90_000

export interface TestServer {
  /** `http://127.0.0.1:…` */
  address: string
  stop: () => Promise<void>
}

/** Starts the product itself, as `npm start` does, with an empty data folder of its own. For journeys that begin at the first run. */
export async function startServer(): Promise<TestServer> {
  const data = await mkdtemp(join(tmpdir(), 'icebreaker-e2e-'))
  const child = spawn(join(root, 'node_modules', '.bin', 'node'), ['src/cli.ts', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      ICEBREAKER_DATA: data,
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    return {
      address: await addressOf(child),
      stop: async () => {
        await ended(child)
        await rm(data, { recursive: true, force: true, maxRetries: 5 })
      },
    }
  } catch (error) {
    await ended(child)
    await rm(data, { recursive: true, force: true })
    throw error
  }
}

/** The address the server prints when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(
      () => reject(new Error(`The server did not start in time. It said:\n${said}`)),
      FIRST_START_MS,
    )
    const listen = (chunk: Buffer) => {
      said += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (!address) return
      clearTimeout(late)
      resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`The server ended with ${code}. It said:\n${said}`))
    })
  })
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
