import { resolve } from 'node:path'
import type pg from 'pg'
import { readBackup, writeBackup } from '#platform/server/backup/backup.ts'
import type { Config } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/db/open.ts'
import { migrate } from '#platform/server/migrate.ts'
import { createPlainPool } from '#platform/server/pool.ts'

/** Writes all data to one file; a running server goes on working. */
export async function backup(config: Config, file: string): Promise<void> {
  await withPool(config, { share: true }, async (pool) => {
    const count = await writeBackup(pool, resolve(file), () => {})
    console.log(
      `已备份 ${count.rows} 行（${count.tables} 张表，${count.bytes} 字节）到 ${file} / ${count.rows} rows written`,
    )
  })
}

/** Brings a backup into an empty data folder (or database); never over existing data. */
export async function restore(config: Config, file: string): Promise<void> {
  await withPool(config, { share: false }, async (pool) => {
    const count = await readBackup(pool, resolve(file), () => {})
    console.log(`已恢复 ${count.rows} 行 / ${count.rows} rows restored from ${file}`)
  })
}

async function withPool(
  config: Config,
  options: { share: boolean },
  work: (pool: pg.Pool) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(config, options)
  const pool = createPlainPool(database.config)
  try {
    await migrate(pool)
    await work(pool)
  } finally {
    await pool.end()
    await database.stop()
  }
}
