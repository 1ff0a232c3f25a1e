import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/contract/fields.ts'
import {
  type ChildServer,
  newDataFolder,
  postgresOf,
  removeDataFolder,
  type SignedIn,
  setUp,
  signedIn,
  startChild,
} from './child-server.ts'

// What was acknowledged is kept, whatever dies and whenever; and nobody has to clean up before the next start.

const ROUNDS = 20
const WRITERS = 6
/** How long the writers work before the blow, at most. */
const LONGEST_MS = 700

/** What dies in a round. */
const BLOWS = {
  'the server': async (server: ChildServer) => {
    server.child.kill('SIGKILL')
  },
  'the server and its PostgreSQL': async (server: ChildServer, folder: string) => {
    const postgres = await postgresOf(folder)
    server.child.kill('SIGKILL')
    process.kill(postgres, 'SIGKILL')
  },
  'PostgreSQL, then the server': async (server: ChildServer, folder: string) => {
    process.kill(await postgresOf(folder), 'SIGKILL')
    await sleep(Math.random() * 300)
    server.child.kill('SIGKILL')
  },
  'the whole process group': async (server: ChildServer) => {
    process.kill(-server.child.pid!, 'SIGKILL')
  },
}
const blows = Object.entries(BLOWS)

interface Write {
  path: string
  body: { id: string }
  key: string
}

let folder: string
let cookie: string
let server: ChildServer
const acknowledged: Write[] = []

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startChild(folder)
  cookie = await setUp(server.address, { id: newId(), memberId: newId() })
})

afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  await removeDataFolder(folder)
})

test.each(
  Array.from({ length: ROUNDS }, (_, round) => ({
    round: round + 1,
    ...name(blows[round % blows.length]!),
  })),
)('round $round: $what killed under load, and nothing acknowledged is lost', async ({ blow }) => {
  const writes = await workUntilTheEnd(signedIn(server.address, cookie), () => blow(server, folder))
  await server.ended
  expect(writes.kept.length + writes.uncertain.length).toBeGreaterThan(0)

  server = await startChild(folder)
  const caller = signedIn(server.address, cookie)
  expect(await missing(caller, writes.kept)).toEqual([])

  // The writer never heard: he sends the same again, and again.
  for (const write of writes.uncertain) {
    const first = await caller.send('POST', write.path, write.body, write.key)
    expect(first, `again: ${write.path}`).toMatchObject({ status: 201, body: { id: write.body.id } })
    expect((await caller.send('POST', write.path, write.body, write.key)).body).toEqual(first.body)
  }
  expect(await timesRecorded(caller, [...writes.uncertain, ...writes.kept.slice(-3)])).toEqual([])
  acknowledged.push(...writes.kept, ...writes.uncertain)
})

test('after all of it, every write of every round is there once, and the audit chain holds', async () => {
  const caller = signedIn(server.address, cookie)
  for (const path of ['/api/accounts', '/api/visits']) {
    const wanted = acknowledged.filter((write) => write.path === path).map((write) => write.body.id)
    expect(wanted.length).toBeGreaterThan(ROUNDS)
    const there = await allIds(caller, `${path}?limit=200${path.endsWith('visits') ? '&scope=team' : ''}`)
    expect(there.sort()).toEqual(wanted.sort())
  }
  const audit = await caller.send('POST', '/api/audit/verification', {})
  expect(audit.body).toMatchObject({ ok: true, firstBroken: null })
})

/** Several writers at once, each waiting for one answer before the next write, until their server is gone. */
async function workUntilTheEnd(
  caller: SignedIn,
  strike: () => Promise<void>,
): Promise<{ kept: Write[]; uncertain: Write[] }> {
  const kept: Write[] = []
  const uncertain: Write[] = []
  let struck = false
  const writer = async () => {
    let accountId: string | null = null
    for (;;) {
      const write: Write = nextWrite(accountId)
      try {
        const { status } = await caller.send('POST', write.path, write.body, write.key)
        const done = status < 300
        if (done) kept.push(write)
        else if (struck) uncertain.push(write)
        else throw new Error(`A write was refused before anything had died: ${status}`)
        if (done && write.path === '/api/accounts') accountId = write.body.id
        // The database is gone, the server not yet: do not flood it.
        if (!done) await sleep(20)
      } catch (error) {
        if (!struck) throw error
        uncertain.push(write)
        return
      }
    }
  }
  const work = Promise.all(Array.from({ length: WRITERS }, writer))
  await Promise.race([work, sleep(Math.random() * LONGEST_MS)])
  struck = true
  await strike()
  await work
  return { kept, uncertain }
}

/** An account first, then visits to it, and now and then another account. */
function nextWrite(accountId: string | null): Write {
  const id = newId()
  return accountId && Math.random() < 0.7
    ? {
        path: '/api/visits',
        body: { id, ...{ accountId, plannedAt: '2026-12-01T02:00:00Z', personIds: [] } },
        key: newId(),
      }
    : { path: '/api/accounts', body: { id, ...{ name: `华北电力设计院 ${id.slice(-6)}` } }, key: newId() }
}

async function missing(caller: SignedIn, writes: Write[]): Promise<string[]> {
  const lost: string[] = []
  for (let at = 0; at < writes.length; at += 8)
    await Promise.all(
      writes.slice(at, at + 8).map(async (write) => {
        const { status } = await caller.send('GET', `${write.path}/${write.body.id}`)
        if (status !== 200) lost.push(`${write.path}/${write.body.id}: ${status}`)
      }),
    )
  return lost
}

/** Those of which the record of events does not say exactly once that they were made. */
async function timesRecorded(caller: SignedIn, writes: Write[]): Promise<string[]> {
  const wrong: string[] = []
  for (const write of writes) {
    const { body } = await caller.send('GET', `/api/audit?subjectId=${write.body.id}`)
    const times = (body as { items: unknown[] }).items.length
    if (times !== 1) wrong.push(`${write.path}/${write.body.id}: ${times} times`)
  }
  return wrong
}

async function allIds(caller: SignedIn, path: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await caller.send('GET', next ? `${path}&cursor=${encodeURIComponent(next)}` : path)
    const page = body as { items: { id: string }[]; next: string | null }
    ids.push(...page.items.map((item) => item.id))
    next = page.next
  }
  return ids
}

function name([what, blow]: [string, (typeof BLOWS)[keyof typeof BLOWS]]) {
  return { what, blow }
}
