import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createPool } from '#platform/server/pool.ts'
import { StatementNames } from '#platform/server/statements.ts'
import type { Capture } from './capture.ts'

/**
 * The floor: a bare `node:http` server on the same driver. For each address it runs the statements our server was heard to
 * run, in the same waves, and answers the same bytes, ready made. No routing, session, check, rule or serialisation:
 * whatever we add shows as the difference.
 * Started by the benchmark with the captures on standard input.
 */
interface FloorInput {
  config: object
  operations: Record<string, { captures: Capture[]; made: string[][] }>
}

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const { config, operations } = JSON.parse(Buffer.concat(chunks).toString()) as FloorInput
const pool = createPool(config)

const prepared = Object.fromEntries(
  Object.entries(operations).map(([name, { captures, made }]) => [
    name,
    captures.map((capture, i) => ({
      waves: capture.waves,
      body: Buffer.from(capture.answer),
      status: capture.status,
      made: made[i] ?? [],
    })),
  ]),
)
let turn = 0
/** Statements are remembered by the database exactly as ours are. */
const names = new StatementNames()

const server = createServer((request, response) => {
  request.resume()
  request.on('end', async () => {
    const list = prepared[(request.url ?? '').slice(1)]
    if (!list) return response.writeHead(404).end()
    const one = list[turn++ % list.length] as (typeof list)[number]
    const fresh = new Map(one.made.map((id) => [id, randomUUID()]))
    const renew = (value: unknown): unknown =>
      fresh.size === 0
        ? value
        : Array.isArray(value)
          ? value.map(renew)
          : typeof value === 'string'
            ? (fresh.get(value) ?? value)
            : value
    const client = await pool.connect()
    try {
      for (const wave of one.waves) {
        await Promise.all(
          wave.map(({ text, values }) => {
            const name = values.length > 0 ? names.nameOf(text) : undefined
            const given = fresh.size === 0 ? values : values.map(renew)
            return client.query({ ...(name && { name }), text, values: given })
          }),
        )
      }
      client.release()
      response.writeHead(one.status, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': one.body.length,
      })
      response.end(one.body)
    } catch (error) {
      client.release(error as Error)
      response.writeHead(500).end(String(error))
    }
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
process.on('SIGTERM', () => process.exit(0))
