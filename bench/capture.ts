import type pg from 'pg'

/** One statement as it went over the wire. */
export interface Statement {
  text: string
  values: unknown[]
}

/**
 * What a request does to the database, and what it is answered: the floor does the same and no more.
 * Statements of one wave travel together; the next wave waits for the answers of the one before.
 */
export interface Capture {
  waves: Statement[][]
  answer: string
  status: number
}

/** Listens to a pool's statements while one request runs. Only one request may run at a time. */
export function listen(pool: pg.Pool): { take: () => Statement[][] } {
  let waves: Statement[][] = []
  let pending = 0
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (
      asked: string | Statement,
      values?: unknown[],
    ) => Promise<unknown>
    client.query = ((asked: string | Statement, values?: unknown[]) => {
      if (pending === 0 || waves.length === 0) waves.push([])
      const { text, values: own } = typeof asked === 'string' ? { text: asked, values } : asked
      waves.at(-1)?.push({ text, values: own ?? [] })
      pending += 1
      const answer = query(asked, values)
      const settle = () => {
        pending -= 1
      }
      answer.then(settle, settle)
      return answer
    }) as typeof client.query
  })
  return {
    take() {
      const taken = waves
      waves = []
      return taken
    },
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The ids a write made up: those that are new each time it is repeated. Two captures of the same write differ in them. */
export function madeIds(one: Capture, other: Capture): string[] {
  const idsOf = (capture: Capture) =>
    new Set(
      capture.waves
        .flat()
        .flatMap((s) => s.values.flat())
        .filter((v): v is string => typeof v === 'string' && UUID.test(v)),
    )
  const there = idsOf(other)
  return [...idsOf(one)].filter((id) => !there.has(id))
}
