import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CallError, onSignedOut, send, urlOf } from './client.ts'
import { intentions, readKey } from './query.ts'
import { isTouched } from './query-client.ts'

describe('an address', () => {
  test('is filled with its parameters, escaped', () => {
    expect(
      urlOf('/api/accounts/:accountId/people/:personId', { params: { accountId: 'a/b', personId: '王' } }),
    ).toBe('/api/accounts/a%2Fb/people/%E7%8E%8B')
  })
  test('takes the query, leaves out what is empty, repeats lists', () => {
    expect(
      urlOf('/api/visits', {
        query: { q: '', state: undefined, kind: null, tier: ['a', 'b'], limit: 0, mine: false },
      }),
    ).toBe('/api/visits?tier=a&tier=b&limit=0&mine=false')
  })
  test('without its parameter is not asked for: it would be another endpoint’s', () => {
    expect(() => urlOf('/api/visits/:visitId', { params: { visitId: '' } })).toThrow('visitId')
  })
})

describe('a call', () => {
  let server: Server
  let base: string
  let reply: (response: import('node:http').ServerResponse) => void
  let received: { headers: import('node:http').IncomingHttpHeaders; body: string }[]

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        received.push({ headers: request.headers, body })
        reply(response)
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((done) => server.close(done)))
  beforeEach(() => {
    received = []
    reply = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"version":2}')
  })
  const write = (options = {}) =>
    send(
      { name: 'visits.create', method: 'POST', path: `${base}/api/visits` },
      { body: { title: '首次拜访' } },
      options,
    )
  const problem = (status: number, body: unknown, headers = {}) => {
    reply = (response) =>
      response
        .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
        .end(JSON.stringify(body))
  }

  test('carries the retry key it is given, the language, and the body as JSON', async () => {
    await expect(write({ key: 'k-1' })).resolves.toEqual({ version: 2 })
    expect(received[0]).toMatchObject({
      headers: { 'idempotency-key': 'k-1', 'accept-language': 'en', 'content-type': 'application/json' },
      body: '{"title":"首次拜访"}',
    })
  })

  test('that only reads carries no retry key', async () => {
    await send({ name: 'visits.list', method: 'GET', path: `${base}/api/visits` }, {})
    expect(received[0]?.headers).not.toHaveProperty('idempotency-key')
  })

  test('answers nothing for 204', async () => {
    reply = (response) => response.writeHead(204).end()
    await expect(write()).resolves.toBeUndefined()
  })

  test('throws the server’s problem with all it says', async () => {
    const said = { code: 'platform.invalid', fields: [{ path: 'title', code: 'required' }], instance: 'r1' }
    problem(422, said)
    await expect(write()).rejects.toMatchObject({ status: 422, ...said, uncertain: false })
  })

  test('takes a proxy’s page for what it is', async () => {
    reply = (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
    await expect(write()).rejects.toMatchObject({
      status: 502,
      code: 'platform.unavailable',
      uncertain: true,
    })
  })

  test('says how long to wait after too many', async () => {
    problem(429, { code: 'platform.too-many' }, { 'retry-after': '30' })
    await expect(write()).rejects.toMatchObject({ code: 'platform.too-many', params: { seconds: 30 } })
  })

  test('tells the shell when the session has ended', async () => {
    let told = 0
    const stop = onSignedOut(() => {
      told += 1
    })
    problem(401, { code: 'platform.signed-out' })
    await write().catch(() => {})
    problem(401, { code: 'members.sign-in-refused' })
    await write().catch(() => {})
    stop()
    expect(told).toBe(1)
  })

  test('that takes too long ends as a timeout whose effect is unknown', async () => {
    reply = () => {}
    await expect(write({ timeoutMs: 50 })).rejects.toMatchObject({
      status: 0,
      code: 'platform.timeout',
      uncertain: true,
    })
  })

  test('without a server is offline', async () => {
    const nobody = send({ name: 'x', method: 'GET', path: 'http://127.0.0.1:1/api' }, {})
    await expect(nobody).rejects.toMatchObject({ code: 'platform.offline', uncertain: true })
  })

  test('that its caller ends is not a problem to tell', async () => {
    const ending = new AbortController()
    reply = () => ending.abort(new Error('left the page'))
    await expect(write({ signal: ending.signal })).rejects.not.toBeInstanceOf(CallError)
  })
})

describe('an intention', () => {
  const offline = new CallError({ status: 0, code: 'platform.offline' })
  test('keeps its key while nobody knows whether it took effect', () => {
    const { keyFor, ended } = intentions()
    const key = keyFor({ title: 'a' })
    ended(offline)
    expect(keyFor({ title: 'a' })).toBe(key)
  })
  test('gets a new key when its content is changed', () => {
    const { keyFor, ended } = intentions()
    const key = keyFor({ title: 'a' })
    ended(offline)
    expect(keyFor({ title: 'b' })).not.toBe(key)
  })
  test('done is done: the same content again is another intention', () => {
    const { keyFor, ended } = intentions()
    const key = keyFor({ title: 'a' })
    ended(undefined)
    expect(keyFor({ title: 'a' })).not.toBe(key)
  })
})

test('a touch means the module, or one endpoint, and not a namesake', () => {
  expect(isTouched('visits.list', ['visits'])).toBe(true)
  expect(isTouched('visits.list', ['visits.list'])).toBe(true)
  expect(isTouched('visits.list', ['visits.get'])).toBe(false)
  expect(isTouched('visitsextra.list', ['visits'])).toBe(false)
  expect(readKey({ name: 'visits.list' }, undefined)).toEqual(['visits', 'visits.list', {}])
})
