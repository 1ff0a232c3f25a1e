import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { APPLICATION } from '../db/cluster.ts'
import { lockDataFolder } from '../db/data-folder.ts'
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded.ts'
import { migrate } from '../migrate.ts'

/** What a test process needs to make databases of its own. */
export type TestServer = { owner: pg.PoolConfig; application: pg.PoolConfig; template: string }

const PREFIX = 'icebreaker-test-'
const TEMPLATE = 'icebreaker_template'

/** What a run must find free, in bytes: 120 MB were seen at most, and the log may grow to 1 GB between checkpoints. */
const ROOM = 2 * 2 ** 30

/** Safe here alone: a test's data is worth nothing after a power cut. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

/** Starts one PostgreSQL in a temporary folder, with a fully migrated database to copy from. */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const parent = quickestFolder()
  removeAbandoned(parent)
  const folder = mkdtempSync(join(parent, PREFIX))
  let database: EmbeddedDatabase | undefined
  const stop = async () => {
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    database = await startEmbedded(folder, fast)
    const owner = new pg.Client(database.owner)
    await owner.connect()
    await owner.query(`create database ${TEMPLATE} owner ${APPLICATION}`)
    const pool = new pg.Pool({ ...database.config, database: TEMPLATE, max: 2 })
    try {
      await migrate(pool)
    } finally {
      await pool.end()
      await owner.end()
    }
    return { server: { owner: database.owner, application: database.config, template: TEMPLATE }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Memory shown as files, where the system has it and enough of it: a copy of a database is a thousand small files, and
 * finding places for them on a disk took a fifth of the whole run. A container's 64 MB would not do.
 */
function quickestFolder(): string {
  const memory = '/dev/shm'
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= ROOM) return memory
  } catch {
    // no Linux
  }
  return tmpdir()
}

/** Folders of runs that were killed: nobody holds their lock. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(parent, name)
    try {
      lockDataFolder(folder).release()
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // a run in progress, or another user's
    }
  }
}
