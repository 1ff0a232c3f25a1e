import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import { runningEmbedded } from '#platform/server/db/embedded.ts'
import {
  type Ending,
  newDataFolder,
  postgresOf,
  removeDataFolder,
  runStart,
  setUp,
  signedIn,
  startChild,
} from './child-server.ts'

// What the person at the keyboard sees: one line that says what is wrong and what to do, in both languages.

const cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})

async function folder(): Promise<string> {
  const made = await newDataFolder()
  cleanup.push(() => removeDataFolder(made))
  return made
}

async function started(dataFolder: string, settings?: Record<string, string>) {
  const server = await startChild(dataFolder, settings)
  cleanup.push(async () => {
    server.child.kill('SIGTERM')
    await server.ended
  })
  return server
}

/** The one line of a refused start. */
async function refusal(dataFolder: string, settings: Record<string, string> = {}): Promise<string> {
  const { child, ended } = runStart(dataFolder, settings)
  cleanup.push(() => child.kill('SIGKILL'))
  return lineOf(await ended)
}

function lineOf({ code, stdout, stderr }: Ending): string {
  expect({ code, lines: stderr.trim().split('\n') }).toEqual({ code: 1, lines: [expect.any(String)] })
  expect(stdout).toBe('')
  const [chinese, english] = stderr.split(' / ')
  expect(chinese).toMatch(/\p{Script=Han}.*。|\p{Script=Han}.*：/u)
  expect(english).not.toMatch(/\p{Script=Han}/u)
  return stderr.trim()
}

describe('a start that cannot be is one line and exit code 1', () => {
  test('the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    cleanup.push(() => holder.close())
    await once(holder, 'listening')
    const { port } = holder.address() as { port: number }
    const data = await folder()
    const line = await refusal(data, { PORT: String(port) })
    expect(line).toContain('[port-taken]')
    expect(line).toContain(String(port))
    // Nothing is left running over the folder: the next start has it at once.
    await started(data)
  })

  test('the data folder is in use by another', async () => {
    const data = await folder()
    const server = await started(data)
    const line = await refusal(data)
    expect(line).toContain('[data-in-use]')
    expect(line).toContain(data)
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  })

  test('the data folder cannot be written', async () => {
    // Beneath a file nobody can make a folder, not even root.
    const home = await folder()
    await writeFile(join(home, 'notes.txt'), '')
    const line = await refusal(join(home, 'notes.txt', 'data'))
    expect(line).toContain('[data-not-writable]')
    expect(line).toContain(join(home, 'notes.txt'))
  })

  test('the data folder lies where the system lets nobody write, not even root', async () => {
    // Asked to make a folder there, the kernel says "no such file", again and again to whoever asks again.
    const line = await refusal('/proc/icebreaker/data')
    expect(line).toContain('[data-not-writable]')
    expect(line).toContain('/proc/icebreaker/data')
  })

  test('the database cannot be reached, and its password is not shown', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as { port: number }
    closed.close()
    await once(closed, 'close')
    const data = await folder()
    await mkdir(data, { recursive: true })
    const line = await refusal(data, { DATABASE_URL: `postgres://ice:geheim@127.0.0.1:${port}/icebreaker` })
    expect(line).toContain('[database-unreachable]')
    expect(line).toContain(String(port))
    expect(line).not.toContain('geheim')
  })

  test('a setting is not valid', async () => {
    const line = await refusal(await folder(), { PORT: 'eighty' })
    expect(line).toContain('[setting-invalid]')
    expect(line).toContain('PORT')
  })

  test('the database was written by a newer Icebreaker', async () => {
    const data = await folder()
    const first = await startChild(data)
    const config = runningEmbedded(data)
    const client = new pg.Client(config ?? {})
    await client.connect()
    await client.query(
      `insert into schema_migration (name, sha256) values ('visits/9999-of-next-year', repeat('0', 64))`,
    )
    await client.end()
    first.child.kill('SIGTERM')
    await first.ended
    const line = await refusal(data)
    expect(line).toContain('[migrations-newer]')
    expect(line).toContain('visits/9999-of-next-year')
  })
})

test('told to stop, it answers the request under way, then stops PostgreSQL and itself', async () => {
  const data = await folder()
  const server = await startChild(data)
  cleanup.push(() => server.child.kill('SIGKILL'))
  const cookie = await setUp(server.address, { id: newId(), memberId: newId() })
  const postgres = await postgresOf(data)
  const body = JSON.stringify({ id: newId(), name: '滨江水务有限公司' })
  const { hostname, port } = new URL(server.address)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  const half = Math.floor(Buffer.byteLength(body) / 2)
  socket.write(
    `POST /api/accounts HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nidempotency-key: ${newId()}\r\n\r\n`,
  )
  socket.write(Buffer.from(body).subarray(0, half))
  // Another answer tells that the first half has arrived.
  await fetch(`${server.address}/healthz`)
  server.child.kill('SIGTERM')
  // It no longer takes new work, and still waits for the old.
  while (
    await fetch(`${server.address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  )
    await sleep(20)
  expect(server.child.exitCode).toBe(null)
  socket.write(Buffer.from(body).subarray(half))
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1.1 201 /)
  expect(await server.ended).toMatchObject({ code: 0 })
  expect(() => process.kill(postgres, 0)).toThrow('ESRCH')

  const again = await started(data)
  const { body: accounts } = await signedIn(again.address, cookie).send('GET', '/api/accounts')
  expect(accounts).toMatchObject({ items: [{ name: '滨江水务有限公司' }] })
})
