import type { Tx } from '#platform/server/tx.ts'
import type { Problem } from '../problems.rules.ts'
import type { Target } from '../targets.rules.ts'
import type { SheetInfo } from './reading/table.ts'

export interface FileRow {
  id: string
  name: string
  size: number
  sha256: string
  /** Null: the bytes are gone, or never lay with us. */
  storedAs: string | null
  format: 'csv' | 'xlsx' | null
  encoding: string | null
  delimiter: string | null
  sheet: string | null
  sheets: SheetInfo[] | null
  header: string[]
  headerRow: number | null
  rows: number
  blankRows: number
  target: Target | null
  unreadable: Problem | null
  problems: Problem[]
}

const FILE = `f.id, f.name, f.size, f.sha256, f.stored_as as "storedAs", f.format, f.encoding, f.delimiter, f.sheet,
  f.sheets, f.header, f.header_row as "headerRow", f.rows, f.blank_rows as "blankRows", f.target, f.unreadable, f.problems
  from import_file f`

export async function listFiles(tx: Tx, importId: string): Promise<FileRow[]> {
  const { rows } = await tx.query<FileRow>(
    `select ${FILE} where f.org_id = $1 and f.run_id = $2 order by f.uploaded_at, f.id`,
    [tx.orgId, importId],
  )
  return rows
}

/**
 * Writes what a file is, or replaces what was understood of it before.
 * @returns false if the id is that of a file of another run
 */
export async function putFile(tx: Tx, importId: string, file: FileRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into import_file (org_id, run_id, id, name, size, sha256, stored_as, format, encoding, delimiter, sheet, sheets,
       header, rows, blank_rows, target, unreadable, problems, header_row)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (org_id, id) do update set name = excluded.name, size = excluded.size, sha256 = excluded.sha256,
       stored_as = excluded.stored_as, format = excluded.format, encoding = excluded.encoding,
       delimiter = excluded.delimiter, sheet = excluded.sheet, sheets = excluded.sheets, header = excluded.header,
       rows = excluded.rows, blank_rows = excluded.blank_rows, target = excluded.target,
       unreadable = excluded.unreadable, problems = excluded.problems,
       header_row = excluded.header_row
     where import_file.run_id = excluded.run_id`,
    [
      tx.orgId,
      importId,
      file.id,
      file.name,
      file.size,
      file.sha256,
      file.storedAs,
      file.format,
      file.encoding,
      file.delimiter,
      file.sheet,
      file.sheets && JSON.stringify(file.sheets),
      JSON.stringify(file.header),
      file.rows,
      file.blankRows,
      file.target,
      file.unreadable && JSON.stringify(file.unreadable),
      JSON.stringify(file.problems),
      file.headerRow,
    ],
  )
  return rowCount === 1
}

export async function deleteFile(tx: Tx, fileId: string): Promise<void> {
  await tx.query('delete from import_file where org_id = $1 and id = $2', [tx.orgId, fileId])
}

/** When files of the same bytes were imported before, by their digest; runs taken back do not count. One query. */
export async function importedBefore(
  tx: Tx,
  importId: string,
  digests: readonly string[],
): Promise<Map<string, string>> {
  if (digests.length === 0) return new Map()
  const { rows } = await tx.query<{ sha256: string; at: string }>(
    `select f.sha256, max(r.finished_at) as at from import_file f
     join import_run r on r.org_id = f.org_id and r.id = f.run_id
     where f.org_id = $1 and f.sha256 = any($2::text[]) and r.state = 'done' and r.id <> $3 group by f.sha256`,
    [tx.orgId, digests, importId],
  )
  return new Map(rows.map((row) => [row.sha256, row.at]))
}

/** Files uploaded longer than so many days ago, of runs that are not at work. @returns the names they lie under */
export async function forgetOldFiles(tx: Tx, days: number): Promise<string[]> {
  const { rows } = await tx.query<{ storedAs: string }>(
    `with old as (
       select f.org_id, f.id, f.stored_as from import_file f join import_run r on r.org_id = f.org_id and r.id = f.run_id
       where f.org_id = $1 and f.stored_as is not null and f.uploaded_at < now() - make_interval(days => $2)
         and r.state not in ('queued', 'running') for update of f
     )
     update import_file f set stored_as = null from old where f.org_id = old.org_id and f.id = old.id
     returning old.stored_as as "storedAs"`,
    [tx.orgId, days],
  )
  return rows.map((row) => row.storedAs)
}
