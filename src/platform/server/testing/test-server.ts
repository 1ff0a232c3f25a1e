import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
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

/** Safe here alone: a test's data is worth nothing after a power cut. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

/** Starts one PostgreSQL in a temporary folder, with a fully migrated database to copy from. */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
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

/** Folders of runs that were killed: nobody holds their lock. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    try {
      lockDataFolder(folder).release()
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // a run in progress, or another user's
    }
  }
}
