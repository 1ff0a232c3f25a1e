import { beforeEach, describe, expect, test } from 'vitest'
import { same } from './autosave-draft.ts'
import { CallError, type CallOptions, type Parts, type Sendable } from './client.ts'
import { Outbox } from './outbox-sender.ts'
import { memoryStore, type OutboxStore } from './outbox-store.ts'

const changeVisit: Sendable = {
  name: 'visits.change',
  method: 'PATCH',
  path: '/api/visits/:visitId',
  touches: ['visits'],
}
const addVisit: Sendable = { name: 'visits.create', method: 'POST', path: '/api/visits', touches: ['visits'] }
const OFFLINE = () => new CallError({ status: 0, code: 'platform.offline' })

/** A server that answers as told, and remembers what reached it. */
class Server {
  received: { key: string; body: unknown }[] = []
  answer: (body: Record<string, unknown>, key: string) => unknown = (body) => ({
    version: Number(body.version ?? 0) + 1,
  })
  send = async (_endpoint: Sendable, input: Parts, options?: CallOptions) => {
    this.received.push({ key: options?.key ?? '', body: input.body })
    return this.answer((input.body ?? {}) as Record<string, unknown>, options?.key ?? '')
  }
}

let server: Server
let store: OutboxStore
let touched: (readonly string[] | undefined)[]
let timers: (() => void)[]

function outboxOn(kept: OutboxStore) {
  return new Outbox({
    store: Promise.resolve(kept),
    send: server.send,
    touched: (touches) => touched.push(touches),
    exclusively: (work) => work(),
    later: (work) => timers.push(work),
  })
}
const down = () => {
  server.answer = () => {
    throw OFFLINE()
  }
}
const up = () => {
  server.answer = (body) => ({ version: Number(body.version ?? 0) + 1 })
}
const change = (visitId: string, body: object): [Sendable, Parts, string] => [
  changeVisit,
  { params: { visitId }, body },
  '拜访',
]

beforeEach(() => {
  server = new Server()
  store = memoryStore()
  touched = []
  timers = []
})

describe('with network', () => {
  test('a write is answered like any other call, and refreshes what it touches', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    await expect(outbox.submit(...change('v1', { title: 'a', version: 1 }))).resolves.toEqual({
      sent: true,
      ok: { version: 2 },
    })
    expect(touched).toEqual([['visits']])
    expect(await store.all('wang')).toEqual([])
  })

  test('a refusal goes back to the form that watches, and the outbox does not keep it too', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    server.answer = () => {
      throw new CallError({ status: 422, code: 'platform.invalid' })
    }
    await expect(outbox.submit(...change('v1', { title: '' }))).rejects.toMatchObject({
      code: 'platform.invalid',
    })
    expect(await store.all('wang')).toEqual([])
  })

  test('a refusal after the form has gone stays, or what was written would be lost', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    server.answer = () => {
      throw new CallError({ status: 409, code: 'platform.conflict', current: { version: 9 } })
    }
    await outbox.submit(...change('v1', { title: 'a', version: 1 }), () => false).catch(() => {})
    expect(await store.all('wang')).toMatchObject([
      { state: 'needsYou', problem: { code: 'platform.conflict', current: { version: 9 } } },
    ])
  })

  test('a write during another one’s sending is sent after it, on the version that one made', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    const first = outbox.submit(...change('v1', { title: 'a', version: 1 }))
    const second = outbox.submit(...change('v1', { title: 'ab', version: 1 }))
    await Promise.all([first, second])
    expect(server.received.at(-1)?.body).toMatchObject({ title: 'ab' })
    expect(outbox.view().queue).toEqual([])
  })
})

describe('without network', () => {
  test('the write waits on the device and goes out by itself later, with the same key', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    down()
    await expect(outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访')).resolves.toEqual({ sent: false })
    expect(await store.all('wang')).toMatchObject([{ tries: 1, state: 'waiting' }])
    up()
    timers.shift()?.()
    await outbox.flush()
    expect(await store.all('wang')).toEqual([])
    const [first, second] = server.received
    expect(first?.key).toBe(second?.key)
  })

  test('it survives the page: another page of the same member sends it', async () => {
    const before = outboxOn(store)
    await before.open('wang')
    down()
    await before.submit(addVisit, { body: { id: 'v1' } }, '拜访')
    await before.submit(addVisit, { body: { id: 'v2' } }, '拜访')
    await before.flush()
    up()
    server.received = []
    const after = outboxOn(store)
    await after.open('wang')
    expect(server.received.map((one) => one.body)).toEqual([{ id: 'v1' }, { id: 'v2' }])
  })

  test('another member on the same device neither sees nor sends it', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    down()
    await outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访')
    up()
    server.received = []
    await outbox.open('li')
    expect(outbox.view().queue).toEqual([])
    expect(server.received).toEqual([])
    await outbox.open('wang')
    expect(server.received).toHaveLength(1)
  })

  test('the first unanswered write stops the sending, so that the order holds', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    down()
    await outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访')
    await outbox.submit(addVisit, { body: { id: 'v2' } }, '拜访')
    await outbox.flush()
    expect(server.received.length).toBeGreaterThan(1)
    expect(server.received.every((one) => same(one.body, { id: 'v1' }))).toBe(true)
  })

  test('a session that has ended keeps everything for after the sign-in', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    server.answer = () => {
      throw new CallError({ status: 401, code: 'platform.signed-out' })
    }
    await expect(outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访')).resolves.toEqual({ sent: false })
    up()
    await outbox.open('wang')
    expect(await store.all('wang')).toEqual([])
  })
})

describe('a form that still holds the old version number', () => {
  test('means the version its own waiting save has made meanwhile', async () => {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    down()
    await outbox.submit(...change('v1', { title: 'a', version: 1 }))
    up()
    await outbox.flush()
    await outbox.submit(...change('v1', { title: 'b', version: 1 }))
    expect(server.received.at(-1)?.body).toEqual({ title: 'b', version: 2 })
  })
})

describe('a write that needs the reader', () => {
  async function stuck() {
    const outbox = outboxOn(store)
    await outbox.open('wang')
    server.answer = () => {
      throw new CallError({ status: 422, code: 'platform.invalid' })
    }
    await outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访', () => false).catch(() => {})
    up()
    return outbox
  }

  test('is sent again with what the reader changed', async () => {
    const outbox = await stuck()
    await outbox.tryAgain(outbox.view().queue[0]!.id, { body: { id: 'v1', title: '首次拜访' } })
    expect(server.received.at(-1)?.body).toEqual({ id: 'v1', title: '首次拜访' })
    expect(outbox.view().queue).toEqual([])
  })

  test('comes back when its discarding is undone', async () => {
    const outbox = await stuck()
    const back = await outbox.discard(outbox.view().queue[0]!.id)
    expect(await store.all('wang')).toEqual([])
    await back()
    expect(await store.all('wang')).toMatchObject([{ input: { body: { id: 'v1' } } }])
  })
})

test('a store that can keep no more is said, and the write still goes out', async () => {
  const full: OutboxStore = {
    ...store,
    lasting: true,
    change: async () => {
      throw new Error('QuotaExceededError')
    },
  }
  const outbox = outboxOn(full)
  await outbox.open('wang')
  await expect(outbox.submit(addVisit, { body: { id: 'v1' } }, '拜访')).resolves.toMatchObject({ sent: true })
  expect(outbox.view().lasting).toBe(false)
})
