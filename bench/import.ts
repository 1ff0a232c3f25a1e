import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { actorByEmail, importFilesAs } from '#modules/exchange/server/index.ts'
import { newId } from '#platform/contract/fields.ts'
import { createPool } from '#platform/server/pool.ts'
import { inTransaction, type Scope, type Tx } from '#platform/server/tx.ts'
import type { BenchOrganisation } from './world.ts'

export interface ImportRow {
  rows: number
  perSecond: number
  copyPerSecond: number
  ratio: number
  /** Seconds afterwards until the names of all rows are filed for the search; before, they are found as written. */
  namesFiledAfter: number
}

/**
 * Imports a file of deals the way a member does: read, understood, every row checked, matched to its customer, written,
 * found by name as written, undoable as one. Filing the names for pinyin and initials comes after and is told apart. Against `COPY` of as many ready rows into the same table, keys and indexes and all,
 * by its owner with the wall stepped around: `COPY` cannot pass row security.
 */
export async function importAgainstCopy(
  config: pg.PoolConfig,
  folder: string,
  organisation: BenchOrganisation,
  rows: number,
  say: (line: string) => void,
): Promise<ImportRow> {
  const file = join(folder, 'deals.csv')
  const names = organisation.accountNames
  await pipeline(
    Readable.from(
      (function* () {
        yield '商机编号,商机名称,客户名称,阶段,金额,预计成交日期\n'
        for (let i = 0; i < rows; i++)
          yield `D${i},${names[i % names.length]}改造${i},${names[i % names.length]},Prospecting,${1000 + i},2027-03-01\n`
      })(),
    ),
    createWriteStream(file),
  )
  const pool = createPool({ ...config, max: 3 })
  const open = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => inTransaction(pool, scope, work)
  try {
    const actor = await open({ orgId: organisation.orgId }, (tx) =>
      actorByEmail(tx, organisation.orgId, organisation.email),
    )
    if (!actor) throw new Error('The benchmark’s supervisor is gone.')
    const began = performance.now()
    const done = await importFilesAs(open, {
      paths: [file],
      actor,
      accountName: '',
      currency: 'CNY',
      acceptProposals: true,
      preview: false,
      answers: () => ({}),
      onProgress: () => {},
      onUnderstood: () => {},
      signal: new AbortController().signal,
    })
    const perSecond = rows / ((performance.now() - began) / 1000)
    if (!done) throw new Error('The import asked something the benchmark cannot answer.')
    say(`import of ${rows} deals: ${Math.round(perSecond)} rows/s`)
    const copyPerSecond = await copyRate(config, organisation, rows)
    const filing = performance.now()
    await done.fileNames()
    const namesFiledAfter = (performance.now() - filing) / 1000
    say(`their names filed for the search in ${namesFiledAfter.toFixed(1)} s`)
    return { rows, perSecond, copyPerSecond, ratio: perSecond / copyPerSecond, namesFiledAfter }
  } finally {
    await pool.end()
  }
}

async function copyRate(
  config: pg.PoolConfig,
  { orgId, memberId, accountIds }: BenchOrganisation,
  rows: number,
): Promise<number> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    const lines = Array.from(
      { length: rows },
      (_, i) =>
        `${orgId}\t${newId()}\t${accountIds[i % accountIds.length]}\t${memberId}\t改造${i}\tprospecting\t${1000 + i}\t2027-03-01\tC${i}\n`,
    )
    await client.query('begin')
    await client.query('alter table project no force row level security')
    const began = performance.now()
    await pipeline(
      Readable.from(lines),
      client.query(
        copyFrom(
          'copy project (org_id, id, account_id, owner_id, name, stage, amount, expected_on, external_ref) from stdin',
        ),
      ),
    )
    const took = (performance.now() - began) / 1000
    await client.query('rollback')
    return rows / took
  } finally {
    await client.end()
  }
}
