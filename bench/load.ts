import autocannon from 'autocannon'

export interface Slice {
  perSecond: number
  p50: number
  p99: number
  /** Answers other than 2xx, and broken connections. */
  failed: number
}

export interface Target {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Requests taken in turn. `body` is made afresh for each. */
  requests: { path: string; body?: () => { body: string; headers: Record<string, string> } }[]
}

/** Sends requests for some seconds over some connections. Latencies in milliseconds. */
export async function slice(target: Target, connections: number, seconds: number): Promise<Slice> {
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    headers: target.headers ?? {},
    requests: target.requests.map(({ path, body }) => ({
      method: target.method ?? 'GET',
      path,
      ...(body && {
        setupRequest: (request: autocannon.Request) => {
          const made = body()
          return { ...request, body: made.body, headers: { ...request.headers, ...made.headers } }
        },
      }),
    })),
  })
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  }
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
