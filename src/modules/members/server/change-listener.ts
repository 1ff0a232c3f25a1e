import pg from 'pg'
import type { Logger } from 'pino'
import type { ActorCache } from './actor-cache.ts'
import { CHANGES } from './organisation-store.ts'

/** Milliseconds before a lost connection is tried again. */
const REST = 2_000

export interface ChangeListener {
  /** Resolves once it listens for the first time. */
  ready: Promise<void>
  close: () => Promise<void>
}

/**
 * Hears from other processes on this database that roles, seats, teams or sessions have changed, and forgets who was who.
 * It holds one connection of its own. While that is lost nothing is heard, and what is remembered lives its half minute.
 */
export function listenForChanges(pool: pg.Pool, cache: ActorCache, log: Logger | undefined): ChangeListener {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let heard = () => {}
  const ready = new Promise<void>((resolve) => {
    heard = resolve
  })

  const lost = (from: pg.Client) => {
    if (closed || client !== from) return
    client = undefined
    from.end().catch(() => {})
    retry = setTimeout(() => void connect(), REST)
    retry.unref()
  }
  const connect = async () => {
    const one = new pg.Client({ ...pool.options, password: pool.options.password })
    client = one
    one.on('error', () => lost(one))
    one.on('end', () => lost(one))
    one.on('notification', ({ payload }) => payload && cache.forgetOrganisation(payload))
    try {
      await one.connect()
      await one.query(`listen ${CHANGES}`)
      // What changed before one listened was not heard.
      cache.forgetAll()
      heard()
    } catch (error) {
      if (!closed) log?.warn({ err: error }, 'changes made by other processes are not heard at once')
      lost(one)
    }
  }
  void connect()

  return {
    ready,
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
