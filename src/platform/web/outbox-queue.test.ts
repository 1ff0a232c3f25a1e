import { describe, expect, test } from 'vitest'
import type { Parts } from './client.ts'
import {
  discard,
  lost,
  nextToSend,
  patience,
  put,
  type Queue,
  refused,
  sent,
  tryAgain,
  type Waiting,
} from './outbox-queue.ts'

let made = 0
/** A write as a form hands it over. */
function write(
  method: 'POST' | 'PATCH',
  path: string,
  input: Parts,
): Omit<Waiting, 'place' | 'tries' | 'state'> {
  made += 1
  return {
    id: `key-${made}`,
    memberId: 'wang',
    endpoint: { name: 'visits.write', method, path },
    input,
    about: '拜访华东重装',
    at: '2026-11-23T08:00:00Z',
  }
}
const change = (visitId: string, body: object) =>
  write('PATCH', '/api/visits/:visitId', { params: { visitId }, body })
const create = (id: string) => write('POST', '/api/visits', { body: { id } })
const queued = (...writes: Omit<Waiting, 'place' | 'tries' | 'state'>[]): Queue =>
  writes.reduce<Queue>((queue, one) => put(queue, one).queue, [])
const bodies = (queue: Queue) => queue.map((one) => one.input.body)

describe('what is written without network', () => {
  test('is sent in the order of writing', () => {
    const queue = queued(create('v1'), create('v2'), create('v3'))
    expect(bodies(queue)).toEqual([{ id: 'v1' }, { id: 'v2' }, { id: 'v3' }])
    expect(nextToSend(queue)?.input.body).toEqual({ id: 'v1' })
  })

  test('an hour of typing in one record is one write, on the version the reader last saw', () => {
    const queue = queued(
      change('v1', { title: '首', version: 4 }),
      change('v1', { title: '首次拜访', note: '带样品', version: 4 }),
    )
    expect(bodies(queue)).toEqual([{ title: '首次拜访', note: '带样品', version: 4 }])
  })

  test('put together, the older version stays: whoever wrote in between must be noticed', () => {
    const queue = queued(change('v1', { title: 'a', version: 4 }), change('v1', { title: 'b', version: 6 }))
    expect(bodies(queue)).toEqual([{ title: 'b', version: 4 }])
  })

  test('two records are two writes', () => {
    expect(
      queued(change('v1', { title: 'a', version: 1 }), change('v2', { title: 'b', version: 1 })),
    ).toHaveLength(2)
  })

  test('creations are never put together, even at the same address', () => {
    expect(queued(create('v1'), create('v2'))).toHaveLength(2)
  })

  test('a write that may have reached the server is left as it is, and the next one stands behind it', () => {
    const tried = lost(queued(change('v1', { title: 'a', version: 1 })), `key-${made}`)
    const { queue } = put(tried, change('v1', { title: 'b', version: 1 }))
    expect(bodies(queue)).toEqual([
      { title: 'a', version: 1 },
      { title: 'b', version: 1 },
    ])
  })

  test('a write on its way is left as it is', () => {
    const queue = queued(change('v1', { title: 'a', version: 1 }))
    expect(put(queue, change('v1', { title: 'b', version: 1 }), queue[0]?.id).queue).toHaveLength(2)
  })

  test('a save does not move before the creation of the record it speaks of', () => {
    const queue = queued(
      change('v1', { title: 'a', version: 1 }),
      create('person-7'),
      change('v1', { hostId: 'person-7', version: 1 }),
    )
    expect(bodies(queue)).toEqual([
      { title: 'a', version: 1 },
      { id: 'person-7' },
      { hostId: 'person-7', version: 1 },
    ])
  })
})

describe('when the server has answered', () => {
  test('a later save of the same record stands on the version the first one made', () => {
    const first = lost(queued(change('v1', { title: 'a', version: 4 })), `key-${made}`)
    const { queue } = put(first, change('v1', { title: 'b', version: 4 }))
    expect(bodies(sent(queue, queue[0]!.id, { version: 5 }))).toEqual([{ title: 'b', version: 5 }])
  })

  test('a save of another record keeps its version', () => {
    const queue = queued(change('v1', { version: 4 }), change('v2', { version: 4 }))
    expect(bodies(sent(queue, queue[0]!.id, { version: 5 }))).toEqual([{ version: 4 }])
  })

  test('a refused write stays with its problem and holds back what builds on it, and nothing else', () => {
    const queue = queued(create('v1'), change('v1', { title: 'a', version: 1 }), create('v2'))
    const after = refused(queue, queue[0]!.id, { status: 422, code: 'platform.invalid' })
    expect(after[0]).toMatchObject({ state: 'needsYou', problem: { code: 'platform.invalid' } })
    expect(nextToSend(after)?.input.body).toEqual({ id: 'v2' })
  })

  test('a second save of a refused record waits for the decision on the first', () => {
    const queue = queued(change('v1', { title: 'a', version: 1 }))
    const after = put(
      refused(queue, queue[0]!.id, { status: 409, code: 'platform.conflict' }),
      change('v1', { title: 'b', version: 1 }),
    )
    expect(after.queue).toHaveLength(2)
    expect(nextToSend(after.queue)).toBeUndefined()
  })

  test('trying again with other content is a new intention in the same place', () => {
    const queue = queued(create('v1'), create('v2'))
    const stuck = refused(queue, queue[0]!.id, { status: 422, code: 'platform.invalid' })
    const again = tryAgain(stuck, stuck[0]!.id, { body: { id: 'v1', title: 'x' } })
    expect(again.entry?.id).not.toBe(queue[0]!.id)
    expect(again.queue.map((one) => one.state)).toEqual(['waiting', 'waiting'])
    expect(again.queue[0]).toMatchObject({
      place: queue[0]!.place,
      tries: 0,
      input: { body: { title: 'x' } },
    })
    expect(again.queue[0]).not.toHaveProperty('problem')
  })

  test('an unanswered write keeps its key, so that sending it again does it once', () => {
    const queue = queued(create('v1'))
    expect(lost(queue, queue[0]!.id)[0]).toMatchObject({ id: queue[0]!.id, tries: 1, state: 'waiting' })
  })

  test('only what the reader lets go of is gone', () => {
    const queue = queued(create('v1'), create('v2'))
    expect(bodies(discard(queue, queue[0]!.id))).toEqual([{ id: 'v2' }])
  })
})

test('patience grows to a minute and no further', () => {
  expect([1, 2, 3, 10, 50].map(patience)).toEqual([1000, 2000, 4000, 60_000, 60_000])
})
