import { connect, type Socket } from 'node:net'

export interface Slice {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Answers other than 2xx. */
  failed: number
}

export interface Target {
  port: number
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Requests taken in turn. `body` is made afresh for each. */
  requests: { path: string; body?: () => { body: string; headers: Record<string, string> } }[]
}

/**
 * Sends requests for some seconds over some connections, each waiting for its answer before the next.
 * Straight on sockets: the usual load generators measure in whole milliseconds, and most of these answers take less.
 */
export async function slice(target: Target, connections: number, seconds: number): Promise<Slice> {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let failed = 0
  let turn = Math.floor(Math.random() * target.requests.length)
  const worker = async () => {
    const wire = await open(target.port)
    while (performance.now() < until) {
      const bytes = render(target, turn++)
      const sent = performance.now()
      const status = await wire.ask(bytes)
      times.push(performance.now() - sent)
      if (status < 200 || status > 299) failed += 1
    }
    wire.close()
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const took = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99), failed }
}

function render(target: Target, turn: number): string {
  const request = target.requests[turn % target.requests.length] as Target['requests'][number]
  const made = request.body?.()
  const headers: Record<string, string> = {
    host: `127.0.0.1:${target.port}`,
    ...target.headers,
    ...made?.headers,
  }
  if (made) headers['content-length'] = String(Buffer.byteLength(made.body))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `${target.method ?? 'GET'} ${request.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${made?.body ?? ''}`
}

/** One connection. `ask` sends a request and resolves with the answer's status once all of it is here. */
async function open(port: number): Promise<{ ask: (bytes: string) => Promise<number>; close: () => void }> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let parts: Buffer[] = []
  let have = 0
  let need = -1
  let status = 0
  let resolve: (status: number) => void = () => {}
  let reject: (error: Error) => void = () => {}
  socket.on('error', (error) => reject(error))
  socket.on('close', () => reject(new Error('The server closed the connection.')))
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk)
    have += chunk.length
    if (need < 0) {
      const head = Buffer.concat(parts)
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const text = head.toString('latin1', 0, end)
      status = Number(text.slice(9, 12))
      const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
      if (length === undefined && status !== 204) return reject(new Error('An answer without a length.'))
      need = end + 4 + Number(length ?? 0)
    }
    if (have < need) return
    parts = []
    have = 0
    need = -1
    resolve(status)
  })
  return {
    ask: (bytes) =>
      new Promise((done, fail) => {
        resolve = done
        reject = fail
        socket.write(bytes)
      }),
    close: () => socket.destroy(),
  }
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
